package graph

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/graph/exec"
	"estatehub/graph/nouns"
	"estatehub/internal/nonconformity"
)

// Nonconformity finds the resolvers of a nonconformity.
func (r *Resolver) Nonconformity() exec.NonconformityResolver {
	return nonconformityResolver{nouns.Nonconformity{Root: r.Root}, r}
}

type nonconformityResolver struct {
	nouns.Nonconformity
	r *Resolver
}

// Elsewhere answers nonconformity.elsewhere.
func (n nonconformityResolver) Elsewhere(_ context.Context, obj *gen.Nonconformity, first *int) (*nonconformity.Elsewhere, error) {
	rows := 0
	if first != nil {
		rows = *first
	}
	return n.r.Engines.Nonconformities.Elsewhere(obj, rows), nil
}

// RaiseNonconformity answers its mutation.
func (m mutation) RaiseNonconformity(ctx context.Context, input map[string]any) (*nonconformity.Payload, error) {
	return m.r.Engines.Nonconformities.Raise(ctx, input)
}

// AnalyseNonconformity answers its mutation.
func (m mutation) AnalyseNonconformity(ctx context.Context, input map[string]any) (*nonconformity.Payload, error) {
	return m.r.Engines.Nonconformities.Analyse(ctx, input)
}

// SetMeasures answers its mutation.
func (m mutation) SetMeasures(ctx context.Context, input map[string]any) (*nonconformity.Payload, error) {
	return m.r.Engines.Nonconformities.SetMeasures(ctx, input)
}

// ReviewNonconformity answers its mutation.
func (m mutation) ReviewNonconformity(ctx context.Context, input map[string]any) (*nonconformity.Payload, error) {
	return m.r.Engines.Nonconformities.Review(ctx, input)
}

// SubmitNonconformity answers its mutation.
func (m mutation) SubmitNonconformity(ctx context.Context, input map[string]any) (*nonconformity.Payload, error) {
	return m.r.Engines.Nonconformities.Submit(ctx, input)
}

// SendBackNonconformity answers its mutation.
func (m mutation) SendBackNonconformity(ctx context.Context, input map[string]any) (*nonconformity.Payload, error) {
	return m.r.Engines.Nonconformities.SendBack(ctx, input)
}

// ImplementNonconformity answers its mutation.
func (m mutation) ImplementNonconformity(ctx context.Context, input map[string]any) (*nonconformity.Payload, error) {
	return m.r.Engines.Nonconformities.Implement(ctx, input)
}

// VerifyNonconformity answers its mutation.
func (m mutation) VerifyNonconformity(ctx context.Context, input map[string]any) (*nonconformity.Payload, error) {
	return m.r.Engines.Nonconformities.Verify(ctx, input)
}

// CloseNonconformity answers its mutation.
func (m mutation) CloseNonconformity(ctx context.Context, input map[string]any) (*nonconformity.Payload, error) {
	return m.r.Engines.Nonconformities.Close(ctx, input)
}

// ReopenNonconformity answers its mutation.
func (m mutation) ReopenNonconformity(ctx context.Context, input map[string]any) (*nonconformity.Payload, error) {
	return m.r.Engines.Nonconformities.Reopen(ctx, input)
}

// AddCorrectiveAction answers its mutation.
func (m mutation) AddCorrectiveAction(ctx context.Context, input map[string]any) (*nonconformity.ActionPayload, error) {
	return m.r.Engines.Nonconformities.AddAction(ctx, input)
}

// CompleteCorrectiveAction answers its mutation.
func (m mutation) CompleteCorrectiveAction(ctx context.Context, input map[string]any) (*nonconformity.ActionPayload, error) {
	return m.r.Engines.Nonconformities.CompleteAction(ctx, input)
}

// VerifyCorrectiveAction answers its mutation.
func (m mutation) VerifyCorrectiveAction(ctx context.Context, input map[string]any) (*nonconformity.ActionPayload, error) {
	return m.r.Engines.Nonconformities.VerifyAction(ctx, input)
}

// WithdrawCorrectiveAction answers its mutation.
func (m mutation) WithdrawCorrectiveAction(ctx context.Context, input map[string]any) (*nonconformity.ActionPayload, error) {
	return m.r.Engines.Nonconformities.WithdrawAction(ctx, input)
}
