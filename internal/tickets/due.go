package tickets

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/clocks"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
)

// Due says by when a ticket must be solved that is about to be opened in a community. What is done to it later moves that
// with its clocks, by an After.
type Due func(ctx context.Context, site ident.ID, f *clocks.Facts) (time.Time, error)

// due is by when a ticket about to be opened must be solved.
func (d *Desk) due(ctx context.Context, n opening, m *gen.TicketMutation, first lifecycle.State) (time.Time, error) {
	f := &clocks.Facts{State: first, Opened: n.at, Severity: "ORDINARY"}
	if v, ok := m.Kind(); ok {
		f.Kind = lifecycle.TicketKind(v)
	}
	if v, ok := m.Class(); ok {
		f.Class = string(v)
	}
	if v, ok := m.GetType(); ok {
		f.Type = string(v)
	}
	if v, ok := m.Severity(); ok {
		f.Severity = string(v)
	}
	if v, ok := m.DefectSize(); ok {
		f.Size = string(v)
	}
	if v, ok := m.PromisedAt(); ok {
		f.Promised = v
	}
	if d.Due == nil {
		zone, err := d.zone(ctx)
		if err != nil {
			return time.Time{}, err
		}
		return clocks.Standard(zone).Opened(f).Due(f), nil
	}
	return d.Due(ctx, n.site, f)
}
