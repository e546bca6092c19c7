package tickets

import (
	"context"
	"fmt"

	"estatehub/ent/gen"
	"estatehub/ent/gen/assignment"
	"estatehub/ent/gen/staff"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
)

// referred looks up what the arguments of a move refer to, and names it for the history.
func (d *Desk) referred(ctx context.Context, c *gen.Client, t *gen.Ticket, g given) (names map[string]string, into *gen.Ticket, err error) {
	names = map[string]string{}
	if id := g.id("assigneeId"); id != 0 {
		if names["assigneeId"], err = d.assignable(ctx, c, t, id); err != nil {
			return nil, nil, err
		}
	}
	if id := g.id("complainedStaffId"); id != 0 {
		if names["complainedStaffId"], err = accused(ctx, c, t, id); err != nil {
			return nil, nil, err
		}
	}
	if id := g.id("intoId"); id != 0 {
		if into, err = d.target(ctx, c, t, id); err != nil {
			return nil, nil, err
		}
		names["intoId"] = into.Number
	}
	return names, into, nil
}

// assignable is the name of a member of staff who may be given a ticket: he works in its community today, and it does
// not complain about him.
func (d *Desk) assignable(ctx context.Context, c *gen.Client, t *gen.Ticket, id ident.ID) (string, error) {
	zone, err := d.zone(ctx)
	if err != nil {
		return "", err
	}
	here, err := c.Assignment.Query().Where(assignment.CommunityID(t.CommunityID), assignment.StaffID(id),
		assignment.Or(assignment.UntilIsNil(), assignment.UntilGTE(moment.Day(moment.Now(ctx), zone)))).Exist(ctx)
	if err != nil {
		return "", err
	}
	if !here {
		return "", unknown(ctx, "assigneeId")
	}
	if t.ComplainedStaffID != nil && *t.ComplainedStaffID == id {
		return "", fault.Refuse(ctx, "input.assigneeId", fault.BadInput, "the ticket complains about him (S1.b)", "被投诉人不能经办该工单")
	}
	s, err := c.Staff.Query().Where(staff.ID(id)).Only(ctx)
	if gen.IsNotFound(err) {
		return "", unknown(ctx, "assigneeId")
	}
	if err != nil {
		return "", err
	}
	return s.Name, nil
}

// accused is the name of a member of staff whom a complaint turns out to be about: he was assigned to its community, and is
// not working on it.
func accused(ctx context.Context, c *gen.Client, t *gen.Ticket, id ident.ID) (string, error) {
	switch there, err := present(ctx, c, "complained_staff_id", t.CommunityID, id); {
	case err != nil:
		return "", err
	case !there:
		return "", unknown(ctx, "complainedStaffId")
	case t.Kind != ticket.KindCOMPLAINT:
		return "", fault.Refuse(ctx, "input.complainedStaffId", fault.BadInput, "only a complaint is about somebody", "只有投诉才填写被投诉人")
	case t.AssigneeID != nil && *t.AssigneeID == id:
		return "", fault.Refuse(ctx, "input.complainedStaffId", fault.Conflict, "he works on it: transfer it to somebody else first (S1.b)", "该员工正在经办此工单，请先转派他人")
	}
	s, err := c.Staff.Query().Where(staff.ID(id)).Only(ctx)
	if gen.IsNotFound(err) {
		return "", unknown(ctx, "complainedStaffId")
	}
	if err != nil {
		return "", err
	}
	return s.Name, nil
}

// target is the ticket another is merged into: of the same community and kind, and with a life before it.
func (d *Desk) target(ctx context.Context, c *gen.Client, t *gen.Ticket, id ident.ID) (*gen.Ticket, error) {
	if id.Community() != t.CommunityID {
		return nil, unknown(ctx, "intoId")
	}
	into, err := d.Find(ctx, c, "intoId", id)
	if err != nil {
		return nil, err
	}
	refuse := func(en, zh string) error { return fault.Refuse(ctx, "input.intoId", fault.BadInput, en, zh) }
	switch {
	case into.ID == t.ID:
		return nil, refuse("a ticket cannot be merged into itself", "不能并入自身")
	case into.Kind != t.Kind:
		return nil, refuse("only tickets of one kind can be merged", "只能并入同类工单")
	case t.ComplainedStaffID != nil && !same(t.ComplainedStaffID, into.ComplainedStaffID):
		return nil, refuse("it complains about somebody the other does not complain about (S1.b)", "该工单有被投诉人，只能并入投诉同一人的工单")
	case !lifecycle.IsPending(lifecycle.State(into.State)):
		return nil, fault.Refuse(ctx, "input.intoId", fault.WrongState,
			fmt.Sprintf("it is in state “%s”: nothing can be merged into it", lifecycle.TicketStateTitle(lifecycle.State(into.State)).EN),
			fmt.Sprintf("该工单当前为“%s”，不能并入", lifecycle.TicketStateTitle(lifecycle.State(into.State)).ZH))
	}
	return into, nil
}

// absorb notes in a ticket's history that another was merged into it. It touches the ticket, so that of two that are
// merged into each other at once only one is.
func (d *Desk) absorb(ctx context.Context, c *gen.Client, t, into *gen.Ticket) error {
	if err := save(ctx, still(c, into)); err != nil {
		return err
	}
	return d.Log(ctx, c, into, string(lifecycle.Merge), "并入本单："+t.Number)
}
