package visits

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/tenants"
)

// After is told what happens to tickets: it is one of tickets.Desk.After.
func (d *Desk) After(ctx context.Context, c *gen.Client, before, after *gen.Ticket, verb string, at time.Time) error {
	if before != nil && before.ResolvedAt != nil && after.ResolvedAt == nil {
		return d.suspend(ctx, c, after, at)
	}
	switch lifecycle.Verb(verb) {
	case lifecycle.Verify, lifecycle.Classify:
		return d.release(ctx, c, before, after)
	case lifecycle.RecordReturnVisit:
		return d.Follow(ctx, c, after, lifecycle.RecordReturnVisit, after.Qualified, at)
	case lifecycle.Dispatch, lifecycle.Accept, lifecycle.SettleOnSpot, lifecycle.Transfer:
		return d.passedOn(ctx, c, after, at)
	}
	return nil
}

// release takes a visit still to be made from whom the complaint has turned out to be about.
func (d *Desk) release(ctx context.Context, c *gen.Client, before, after *gen.Ticket) error {
	who := after.ComplainedStaffID
	if before == nil || who == nil || before.ComplainedStaffID != nil && *before.ComplainedStaffID == *who {
		return nil
	}
	ctx = tenants.System(ctx, "visits: nobody visits a complaint about himself")
	return c.ReturnVisit.Update().Where(returnvisit.CommunityID(after.CommunityID), returnvisit.TicketID(after.ID), returnvisit.Open(true), returnvisit.VisitorID(*who)).
		ClearVisitorID().Exec(ctx)
}

// suspend ends the window of a visit whose ticket was opened again: it cannot be made before the work is done, from when on
// it has another.
func (d *Desk) suspend(ctx context.Context, c *gen.Client, t *gen.Ticket, at time.Time) error {
	ctx = tenants.System(ctx, "visits: the visit to a ticket that was opened again has to wait")
	all, err := visitsOf(ctx, c, t)
	if err != nil || len(all) == 0 || !all[0].Open {
		return err
	}
	return d.Clocks.Cancel(ctx, c, subject(all[0]), windowRule(all[0]), at)
}

// Follow makes the visit to a ticket whose own verb says that it was made: the one that is open, else one that nobody had
// asked for. Where a visit is being recorded the ticket is moved by that, and there is nothing to do.
func (d *Desk) Follow(ctx context.Context, c *gen.Client, t *gen.Ticket, verb lifecycle.Verb, qualified *bool, at time.Time) error {
	if verb != lifecycle.RecordReturnVisit || qualified == nil || ctx.Value(ours{}) != nil {
		return nil
	}
	v, err := d.visited(ctx, c, t, *qualified, at)
	if err != nil || v == nil || *qualified {
		return err
	}
	return d.follow(ctx, c, v, t)
}

// visited writes the visit a ticket's own verb speaks of. Who may move tickets has made it, whether he keeps visits or not.
func (d *Desk) visited(ctx context.Context, c *gen.Client, t *gen.Ticket, qualified bool, at time.Time) (*gen.ReturnVisit, error) {
	ctx = tenants.System(ctx, "visits: the ticket's own verb makes its visit")
	all, err := visitsOf(ctx, c, t)
	if err != nil {
		return nil, err
	}
	state := returnvisit.StateDONE_UNQUALIFIED
	if qualified {
		state = returnvisit.StateDONE_QUALIFIED
	}
	if len(all) > 0 && all[0].Open {
		v := all[0]
		u := c.ReturnVisit.UpdateOneID(v.ID).SetState(state).SetQualified(qualified).SetVisitedAt(at).SetOnTime(!at.After(v.DueAt))
		if staff := staffOf(ctx); v.VisitorID == nil && staff != 0 {
			u.SetVisitorID(staff)
		}
		if v, err = u.Save(ctx); err != nil {
			return nil, err
		}
		return v, d.Clocks.Meet(ctx, c, subject(v), windowRule(v), at)
	}
	completed := at
	if t.ResolvedAt != nil {
		completed = *t.ResolvedAt
	}
	p, err := d.policies(ctx, t.CommunityID, completed)
	if err != nil {
		return nil, err
	}
	r := RuleOf(matter(t), p)
	if r == nil {
		return nil, nil
	}
	zone, err := d.Policies.Zone(ctx)
	if err != nil {
		return nil, err
	}
	n := &fresh{ticket: t, rule: r, completed: completed, month: moment.Month(completed, zone), round: 1, added: true}
	if len(all) > 0 {
		n.round = all[0].Round + 1
	}
	n.opens, n.due = r.Window(p, completed)
	create := n.create(c).SetState(state).SetQualified(qualified).SetVisitedAt(at).SetOnTime(!at.After(n.due))
	if staff := staffOf(ctx); staff != 0 {
		create.SetVisitorID(staff)
	}
	v, err := d.open(ctx, c, create)
	if err != nil {
		return nil, err
	}
	return v, d.Clocks.Meet(ctx, c, subject(v), windowRule(v), at)
}

// directorLevel is how far a ticket is escalated that the director is to see to.
const directorLevel = 2

// follow is what comes of an unqualified visit (SYS-20): it goes to the director, its ticket is opened again, or where its
// life does not allow that a complaint is opened; and whoever raises nonconformities is told.
func (d *Desk) follow(ctx context.Context, c *gen.Client, v *gen.ReturnVisit, t *gen.Ticket) error {
	var to ident.ID
	again, err := d.reopen(ctx, c, v, t)
	switch {
	case err != nil:
		return err
	case again:
		to = t.ID
	default:
		if to, err = d.complain(ctx, v, t); err != nil {
			return err
		}
	}
	sys := tenants.System(ctx, "visits: an unqualified visit goes to the director")
	if _, err := c.Ticket.Update().Where(ticket.ID(to), ticket.CommunityID(v.CommunityID), ticket.LevelLT(directorLevel)).SetLevel(directorLevel).Save(sys); err != nil {
		return err
	}
	v, err = c.ReturnVisit.UpdateOneID(v.ID).SetFollowUpID(to).Save(sys)
	if err != nil {
		return err
	}
	if err := d.Clocks.Begin(ctx, c, subject(v), noticeRule, *v.VisitedAt, time.Time{}); err != nil {
		return err
	}
	if d.Raise != nil {
		return d.Raise(ctx, c, v)
	}
	return nil
}

// reopen opens a ticket again, where its life cycle can: by a return to work, or by the owner's objection.
func (d *Desk) reopen(ctx context.Context, c *gen.Client, v *gen.ReturnVisit, t *gen.Ticket) (bool, error) {
	if t == nil {
		return false, nil
	}
	t, err := ticketOf(ctx, c, t.ID)
	if err != nil {
		return false, err
	}
	if t.Judgement != nil && *t.Judgement == ticket.JudgementPENDING {
		return true, nil // it is already before a second pair of eyes, which may overturn what it was found to be
	}
	m := lifecycle.TicketMachine(lifecycle.TicketKind(t.Kind))
	for _, verb := range []lifecycle.Verb{lifecycle.Reopen, lifecycle.Object} {
		if _, err := m.Step(lifecycle.State(t.State), verb); err == nil {
			return true, d.moveTicket(ctx, t, verb, map[string]any{"reason": cut("回访不合格"+because(v), 1000)})
		}
	}
	return false, nil
}

func because(v *gen.ReturnVisit) string {
	if v.Shortcomings == nil {
		return ""
	}
	return "：" + *v.Shortcomings
}

// complain opens a complaint about what a visit found.
func (d *Desk) complain(ctx context.Context, v *gen.ReturnVisit, t *gen.Ticket) (ident.ID, error) {
	in := map[string]any{
		"communityId": v.CommunityID, "kind": string(lifecycle.Complaint), "channel": "RETURN_VISIT", "content": cut("回访不合格"+because(v), 4000),
	}
	give := func(name string, id *ident.ID) {
		if id != nil {
			in[name] = *id
		}
	}
	give("unitId", v.UnitID)
	give("ownerId", v.OwnerID)
	if v.Customer != nil {
		in["contactName"] = *v.Customer
	}
	if v.Phone != nil {
		in["contactPhone"] = *v.Phone
	}
	if t != nil {
		in["repeatOfId"] = t.ID
		give("complainedStaffId", t.ComplainedStaffID)
		if t.Topic != nil {
			in["topic"] = string(*t.Topic)
		}
	}
	p, err := d.Tickets.Open(ctx, in)
	if err != nil {
		return 0, err
	}
	if len(p.UserErrors) > 0 {
		return 0, &fault.Refusal{Errors: p.UserErrors}
	}
	return p.Ticket.ID, nil
}

// passedOn ends D-37 once somebody was sent to what a visit had found.
func (d *Desk) passedOn(ctx context.Context, c *gen.Client, t *gen.Ticket, at time.Time) error {
	ctx = tenants.System(ctx, "visits: what a visit found was passed on")
	all, err := c.ReturnVisit.Query().Where(returnvisit.CommunityID(t.CommunityID), returnvisit.FollowUpID(t.ID)).All(ctx)
	if err != nil {
		return err
	}
	for _, v := range all {
		if err := d.Clocks.Meet(ctx, c, subject(v), noticeRule, at); err != nil {
			return err
		}
	}
	return nil
}
