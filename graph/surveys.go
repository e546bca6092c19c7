package graph

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/graph/exec"
	"estatehub/graph/nouns"
	"estatehub/internal/surveys"
)

// Survey finds the resolvers of a survey.
func (r *Resolver) Survey() exec.SurveyResolver { return surveyResolver{nouns.Survey{Root: r.Root}, r} }

type surveyResolver struct {
	nouns.Survey
	r *Resolver
}

// Results answers survey.results.
func (s surveyResolver) Results(ctx context.Context, obj *gen.Survey) (*surveys.Results, error) {
	all, err := s.r.Engines.Surveys.Results(ctx, []*gen.Survey{obj})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// SurveyResults answers surveyResults.
func (q query) SurveyResults(ctx context.Context, where map[string]any, first *int) ([]*surveys.Results, error) {
	latest := map[string]any{"field": "OPENED_AT", "direction": "DESC"}
	page, err := q.Surveys(ctx, first, nil, nil, nil, where, latest)
	if err != nil {
		return nil, err
	}
	return q.r.Engines.Surveys.Results(ctx, page.Nodes())
}

// DesignSurvey answers its mutation.
func (m mutation) DesignSurvey(ctx context.Context, input map[string]any) (*surveys.Payload, error) {
	return m.r.Engines.Surveys.Design(ctx, input)
}

// ApproveSurvey answers its mutation.
func (m mutation) ApproveSurvey(ctx context.Context, input map[string]any) (*surveys.Payload, error) {
	return m.r.Engines.Surveys.Approve(ctx, input)
}

// SendSurvey answers its mutation.
func (m mutation) SendSurvey(ctx context.Context, input map[string]any) (*surveys.Payload, error) {
	return m.r.Engines.Surveys.Send(ctx, input)
}

// RecordSurveyResponses answers its mutation.
func (m mutation) RecordSurveyResponses(ctx context.Context, input map[string]any) (*surveys.Payload, error) {
	return m.r.Engines.Surveys.RecordAll(ctx, input)
}

// CountSurvey answers its mutation.
func (m mutation) CountSurvey(ctx context.Context, input map[string]any) (*surveys.Payload, error) {
	return m.r.Engines.Surveys.Count(ctx, input)
}

// ReportSurvey answers its mutation.
func (m mutation) ReportSurvey(ctx context.Context, input map[string]any) (*surveys.Payload, error) {
	return m.r.Engines.Surveys.Report(ctx, input)
}

// AnalyseSurvey answers its mutation.
func (m mutation) AnalyseSurvey(ctx context.Context, input map[string]any) (*surveys.Payload, error) {
	return m.r.Engines.Surveys.Analyse(ctx, input)
}

// PublishSurvey answers its mutation.
func (m mutation) PublishSurvey(ctx context.Context, input map[string]any) (*surveys.Payload, error) {
	return m.r.Engines.Surveys.Publish(ctx, input)
}

// TrackSurvey answers its mutation.
func (m mutation) TrackSurvey(ctx context.Context, input map[string]any) (*surveys.Payload, error) {
	return m.r.Engines.Surveys.Track(ctx, input)
}

// CloseSurvey answers its mutation.
func (m mutation) CloseSurvey(ctx context.Context, input map[string]any) (*surveys.Payload, error) {
	return m.r.Engines.Surveys.Close(ctx, input)
}

// RecordSurveyResponse answers its mutation.
func (m mutation) RecordSurveyResponse(ctx context.Context, input map[string]any) (*surveys.ResponsePayload, error) {
	return m.r.Engines.Surveys.Record(ctx, input)
}
