package visits

import (
	"context"
	"slices"

	"estatehub/ent/gen"
	"estatehub/ent/gen/returnvisit"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

// noted are the columns somebody fills in who has made a visit.
var noted = []string{
	"method", "satisfaction", "security", "cleaning", "greening", "repair", "staff_quality", "shortcomings", "opinions", "promised_at",
}

// Record says that a visit was made and what came of it. The ticket it follows is moved by it in the same transaction.
func (d *Desk) Record(ctx context.Context, input map[string]any) (*Payload, error) {
	verb := lifecycle.Fault
	if ok, _ := coerce.Plain(input["qualified"]).(bool); ok {
		verb = lifecycle.Qualify
	}
	return d.move(ctx, verb, input, func(ctx context.Context, c *change) error {
		if c.ticket != nil && !c.ready(ctx) {
			return nil
		}
		visited, visitor, err := c.read(ctx)
		if err != nil || c.Input.Refused() {
			return err
		}
		qualified := verb == lifecycle.Qualify
		for column, v := range map[string]any{
			"visited_at": visited, "visitor_id": visitor, "on_time": !visited.After(c.visit.DueAt), "qualified": qualified, "signed": c.Input.Bool("signed"),
		} {
			if v == ident.ID(0) {
				continue
			}
			if err := c.Set(column, v); err != nil {
				return err
			}
		}
		c.Then(func(ctx context.Context) error { return d.recorded(ctx, c, qualified) })
		return nil
	})
}

// ready tells whether the ticket of a visit stands where it can be visited: its work is done, and what comes before a
// return visit in its life was done.
func (c *change) ready(ctx context.Context) bool {
	t := c.ticket
	m, state := lifecycle.TicketMachine(lifecycle.TicketKind(t.Kind)), lifecycle.State(t.State)
	title := m.StateTitle(state)
	switch {
	case t.ResolvedAt == nil:
		c.Input.Refuse("id", fault.WrongState, "its ticket is in state “"+title.EN+"”: it is not completed", "工单当前为“"+title.ZH+"”，尚未办结，不能回访")
	case visitLater(m, state):
		c.Input.Refuse("id", fault.WrongState, "its ticket is in state “"+title.EN+"”: the customer has to be told first", "工单当前为“"+title.ZH+"”，须先完成检查、告知等步骤再回访")
	default:
		return true
	}
	return false
}

// visitLater tells whether a completed ticket comes to its return visit yet, but not by the next step.
func visitLater(m *lifecycle.Machine, state lifecycle.State) bool {
	reached := []lifecycle.State{state}
	for i := 0; i < len(reached); i++ {
		for _, t := range m.Transitions {
			if !slices.Contains(t.From, reached[i]) {
				continue
			}
			if t.Verb == lifecycle.RecordReturnVisit {
				return i > 0
			}
			if lifecycle.TicketPhase(t.To) == lifecycle.PhaseDone && !slices.Contains(reached, t.To) {
				reached = append(reached, t.To)
			}
		}
	}
	return false
}

// recorded is what follows once a visit is saved.
func (d *Desk) recorded(ctx context.Context, c *change, qualified bool) error {
	v, err := c.Client.ReturnVisit.Query().Where(returnvisit.ID(c.visit.ID), returnvisit.CommunityID(c.Site)).Only(ctx)
	if err != nil {
		return err
	}
	if err := d.Clocks.Meet(ctx, c.Client, subject(v), windowRule(v), *v.VisitedAt); err != nil {
		return err
	}
	if v.PromisedAt != nil {
		if err := d.Clocks.Begin(ctx, c.Client, subject(v), answerRule, *v.VisitedAt, *v.PromisedAt); err != nil {
			return err
		}
	}
	if c.ticket != nil {
		m := lifecycle.TicketMachine(lifecycle.TicketKind(c.ticket.Kind))
		if _, err := m.Step(lifecycle.State(c.ticket.State), lifecycle.RecordReturnVisit); err == nil {
			text := said(v)
			if err := d.moveTicket(ctx, c.ticket, lifecycle.RecordReturnVisit, map[string]any{"qualified": qualified, "text": text}); err != nil {
				return err
			}
		}
	}
	if qualified {
		return nil
	}
	return d.follow(ctx, c.Client, v, c.ticket)
}

// said is a visit as a line of its ticket's history.
func said(v *gen.ReturnVisit) string {
	text := ""
	if v.Method != nil {
		text = term(lifecycle.VisitMethods, string(*v.Method))
	}
	if v.Satisfaction != nil {
		text += "，" + term(lifecycle.Marks, string(*v.Satisfaction))
	}
	if v.Shortcomings != nil {
		text += "。" + *v.Shortcomings
	}
	return cut(text, 500)
}

func term(terms []lifecycle.Term, code string) string {
	for _, t := range terms {
		if t.Code == code {
			return t.ZH
		}
	}
	return code
}

// cut shortens a text to so many characters.
func cut(s string, limit int) string {
	if r := []rune(s); len(r) > limit {
		return string(r[:limit-1]) + "…"
	}
	return s
}

// ours is the key of a context in which tickets are moved by a visit that is recorded, so that the visit is not made once
// more by the ticket.
type ours struct{}

// moveTicket does a verb of a ticket inside the transaction, in the name of the viewer.
func (d *Desk) moveTicket(ctx context.Context, t *gen.Ticket, verb lifecycle.Verb, input map[string]any) error {
	input["id"] = t.ID
	p, err := d.Tickets.Move(context.WithValue(ctx, ours{}, true), verb, input)
	if err != nil {
		return err
	}
	if len(p.UserErrors) > 0 {
		for _, e := range p.UserErrors {
			e.Field = "input.id"
		}
		return &fault.Refusal{Errors: p.UserErrors}
	}
	return nil
}

// staffOf is the member of staff the viewer is, 0 where he is none.
func staffOf(ctx context.Context) ident.ID {
	if v := tenants.ViewerFrom(ctx); v != nil {
		return v.Staff
	}
	return 0
}
