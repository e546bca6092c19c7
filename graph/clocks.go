package graph

import (
	"context"

	"estatehub/internal/clocks"
	"estatehub/internal/fault"
	"estatehub/tenants"
)

// ClockRules answers clockRules, which are no secret of any community.
func (q query) ClockRules(ctx context.Context) ([]*clocks.Shown, error) {
	if tenants.ViewerFrom(ctx) == nil {
		return nil, fault.Both(fault.Unauthenticated, "nobody is signed in", "请先登录")
	}
	return clocks.Show(), nil
}

// ActOnEscalation answers its mutation.
func (m mutation) ActOnEscalation(ctx context.Context, input map[string]any) (*clocks.Payload, error) {
	return m.r.Engines.Clocks.Act(ctx, input)
}
