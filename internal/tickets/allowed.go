package tickets

import (
	"context"
	"slices"

	"estatehub/ent/gen"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

// Allowed lists what the viewer of the context may do with a ticket now, in the order of its life cycle; each verb once.
func Allowed(ctx context.Context, t *gen.Ticket) []lifecycle.Transition {
	v := tenants.ViewerFrom(ctx)
	if v == nil || v.Level(tenants.Tickets, t.CommunityID) < tenants.Write || concerned(v, t) {
		return nil
	}
	m := machine(t)
	all := m.Allowed(lifecycle.State(t.State), v.Roles(t.CommunityID))
	var out []lifecycle.Transition
	for _, tr := range all {
		double := slices.ContainsFunc(out, func(o lifecycle.Transition) bool { return o.Verb == tr.Verb })
		if !double && barred(v, t, m, tr.Verb) == nil {
			out = append(out, tr)
		}
	}
	return out
}
