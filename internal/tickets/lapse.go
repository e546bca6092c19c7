package tickets

import (
	"context"
	"slices"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/tenants"
)

// System is who acts where the hub does by itself, as histories name him.
const System = "系统"

// Lapse does to a ticket what the end of a deadline does that is in nobody's hand (D-28: the owner's week is over, the
// repair is deemed accepted), as of that end. Where the ticket has gone another way it does nothing. The ctx is that of a
// transaction that passes the walls.
func (d *Desk) Lapse(ctx context.Context, c *gen.Client, id ident.ID, rule string, at time.Time) error {
	t, err := c.Ticket.Query().Where(ticket.ID(id), ticket.CommunityID(id.Community())).Only(ctx)
	if err != nil {
		return err
	}
	from := lifecycle.State(t.State)
	steps := machine(t).Transitions
	i := slices.IndexFunc(steps, func(s lifecycle.Transition) bool { return s.Clock == rule && slices.Contains(s.From, from) })
	if i < 0 {
		return nil
	}
	v := &tenants.Viewer{Login: System}
	ctx = tenants.System(moment.With(tenants.WithViewer(ctx, v), at), "tickets: what the end of a deadline does by itself")
	u := still(c, t)
	if err := write(u, columns(v, t, steps[i], given{}, at)); err != nil {
		return err
	}
	if err := save(ctx, u); err != nil {
		return err
	}
	if err := d.log(ctx, c, t, string(steps[i].Verb), &from, steps[i].To, "", 0); err != nil {
		return err
	}
	return d.tellMoved(ctx, c, t, string(steps[i].Verb), at)
}
