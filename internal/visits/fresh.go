package visits

import (
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/returnvisit"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
)

// matter is what of a ticket says which rule it falls under.
func matter(t *gen.Ticket) Matter {
	return Matter{Kind: lifecycle.TicketKind(t.Kind), Severity: string(t.Severity), Works: t.PlannedFor != nil}
}

// fresh is a visit to a ticket about to be made.
type fresh struct {
	ticket     *gen.Ticket
	rule       *Rule
	sample     ident.ID // 0: in none
	completed  time.Time
	opens, due time.Time
	month      string
	round      int
	added      bool
}

// create begins the visit: due, to whoever reported the ticket.
func (n *fresh) create(c *gen.Client) *gen.ReturnVisitCreate {
	t := n.ticket
	create := c.ReturnVisit.Create().SetCommunityID(t.CommunityID).SetType(returnvisit.Type(n.rule.Type)).SetRule(n.rule.Code).
		SetState(returnvisit.StateDUE).SetTicketID(t.ID).SetRound(n.round).SetAdded(n.added).SetMonth(n.month).
		SetCompletedAt(n.completed).SetOpensAt(n.opens).SetDueAt(n.due).
		SetNillableUnitID(t.UnitID).SetNillableOwnerID(t.OwnerID).SetNillableCustomer(t.ContactName).SetNillablePhone(t.ContactPhone)
	if n.sample != 0 {
		create.SetSampleID(n.sample)
	}
	return create
}
