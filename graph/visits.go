package graph

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/graph/exec"
	"estatehub/graph/nouns"
	"estatehub/internal/fault"
	"estatehub/internal/visits"
	"estatehub/tenants"
)

// VisitSample finds the resolvers of a sample.
func (r *Resolver) VisitSample() exec.VisitSampleResolver {
	return visitSampleResolver{nouns.VisitSample{Root: r.Root}}
}

type visitSampleResolver struct{ nouns.VisitSample }

// Redraw answers visitSample.redraw: anybody may reckon it from what the sample says.
func (visitSampleResolver) Redraw(_ context.Context, s *gen.VisitSample) ([]int, error) {
	return visits.Redraw(s.Seed, s.Coverage, s.Completed), nil
}

// VisitRules answers visitRules, which are no secret of any community.
func (q query) VisitRules(ctx context.Context) ([]*visits.Shown, error) {
	if tenants.ViewerFrom(ctx) == nil {
		return nil, fault.Both(fault.Unauthenticated, "nobody is signed in", "请先登录")
	}
	return visits.Show(), nil
}

// AppointReturnVisit answers its mutation.
func (m mutation) AppointReturnVisit(ctx context.Context, input map[string]any) (*visits.Payload, error) {
	return m.r.Engines.Visits.Appoint(ctx, input)
}

// MissReturnVisit answers its mutation.
func (m mutation) MissReturnVisit(ctx context.Context, input map[string]any) (*visits.Payload, error) {
	return m.r.Engines.Visits.Miss(ctx, input)
}

// RecordReturnVisit answers its mutation.
func (m mutation) RecordReturnVisit(ctx context.Context, input map[string]any) (*visits.Payload, error) {
	return m.r.Engines.Visits.Record(ctx, input)
}

// AnswerReturnVisit answers its mutation.
func (m mutation) AnswerReturnVisit(ctx context.Context, input map[string]any) (*visits.Payload, error) {
	return m.r.Engines.Visits.Answer(ctx, input)
}

// WaiveReturnVisit answers its mutation.
func (m mutation) WaiveReturnVisit(ctx context.Context, input map[string]any) (*visits.Payload, error) {
	return m.r.Engines.Visits.Waive(ctx, input)
}

// AddReturnVisit answers its mutation.
func (m mutation) AddReturnVisit(ctx context.Context, input map[string]any) (*visits.Payload, error) {
	return m.r.Engines.Visits.Add(ctx, input)
}

// AssignReturnVisits answers its mutation.
func (m mutation) AssignReturnVisits(ctx context.Context, input map[string]any) (*visits.ListPayload, error) {
	return m.r.Engines.Visits.Assign(ctx, input)
}
