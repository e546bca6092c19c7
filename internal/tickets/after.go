package tickets

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
)

// After is told what was done to a ticket, in the transaction that did it: what it returns an error for has not happened.
// The verb is one of the life cycle or an event; before is nil where the ticket was opened. It may change the ticket: what
// a mutation answers with is read later, and the next After is given it as it was before.
type After func(ctx context.Context, c *gen.Client, before, after *gen.Ticket, verb string, at time.Time) error

// tell tells everybody who follows tickets.
func (d *Desk) tell(ctx context.Context, c *gen.Client, before, after *gen.Ticket, verb string, at time.Time) error {
	for _, follow := range d.After {
		if err := follow(ctx, c, before, after, verb, at); err != nil {
			return err
		}
	}
	return nil
}

// tellMoved is tell where the ticket was written since it was read.
func (d *Desk) tellMoved(ctx context.Context, c *gen.Client, before *gen.Ticket, verb string, at time.Time) error {
	if len(d.After) == 0 {
		return nil
	}
	after, err := c.Ticket.Query().Where(ticket.ID(before.ID), ticket.CommunityID(before.CommunityID)).Only(ctx)
	if err != nil {
		return err
	}
	return d.tell(ctx, c, before, after, verb, at)
}
