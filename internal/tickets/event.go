package tickets

import (
	"context"
	"strings"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/ticketevent"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/tenants"
)

// The events that are no verb of a life cycle.
const (
	EventOpen           = "open"
	EventNote           = "note"
	EventTransfer       = "transfer"
	EventTransferToSite = "transferToSite" // by the complaint centre; its own name, because D-06 runs from it
	EventAttach         = "attach"
	EventImport         = "import" // the first of a ticket that came out of a file
)

// Log appends an entry to a ticket's history that leaves the ticket where it is.
func (d *Desk) Log(ctx context.Context, c *gen.Client, t *gen.Ticket, verb, text string) error {
	from := lifecycle.State(t.State)
	return d.log(ctx, c, t, verb, &from, from, text, 0)
}

// log appends an entry to a ticket's history. Nothing in the hub changes or removes one. Where its id is 0 it is given one.
func (d *Desk) log(ctx context.Context, c *gen.Client, t *gen.Ticket, verb string, from *lifecycle.State, to lifecycle.State, text string, id ident.ID) error {
	by := tenants.ViewerFrom(ctx)
	e := c.TicketEvent.Create().SetCommunityID(t.CommunityID).SetTicketID(t.ID).SetAt(moment.Now(ctx)).SetVerb(verb).
		SetToState(ticketevent.ToState(to)).SetActor(by.Login)
	if by.Staff != 0 {
		e.SetStaffID(by.Staff)
	}
	if id != 0 {
		e.SetID(id)
	}
	if from != nil {
		e.SetFromState(ticketevent.FromState(*from))
	}
	if text = strings.TrimSpace(text); text != "" {
		e.SetText(text)
	}
	return e.Exec(ctx)
}

// still begins a change of a ticket that holds only if it is still in the state it was read in.
func still(c *gen.Client, t *gen.Ticket) *gen.TicketUpdate {
	return c.Ticket.Update().Where(ticket.ID(t.ID), ticket.CommunityID(t.CommunityID), ticket.StateEQ(t.State))
}

// save ends such a change.
func save(ctx context.Context, u *gen.TicketUpdate) error {
	n, err := u.Save(ctx)
	if err == nil && n == 0 {
		return errLost
	}
	return err
}
