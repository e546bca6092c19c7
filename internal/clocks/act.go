package clocks

import (
	"context"
	"fmt"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/register"
	"estatehub/tenants"
)

// Payload is the answer of actOnEscalation.
type Payload struct {
	Escalation *gen.Escalation // nil where there are user errors
	UserErrors []*fault.UserError
}

// told is the state of an escalation that nobody has acted upon.
const told lifecycle.State = "TOLD"

// escalations names the states of escalations, for who is refused.
var escalations = &lifecycle.Machine{Name: "escalation", Group: tenants.Tickets, Initial: told, Titles: map[lifecycle.State]lifecycle.Title{
	told: {ZH: "已告知", EN: "Told"}, "ACTED": {ZH: "已处理", EN: "Acted upon"},
}}

// maxNote is the longest note, in characters.
const maxNote = 500

// Act records that somebody acted upon a breach he was told of; it is told to nobody further up then.
func (k *Keeper) Act(ctx context.Context, input map[string]any) (*Payload, error) {
	row, errs, err := register.New(k.db, "Escalation", escalations).Edit(ctx, input, []lifecycle.State{told}, func(ctx context.Context, c *register.Change) error {
		e := c.Row.(*gen.Escalation)
		if e.Level == 0 {
			return fault.Refuse(ctx, "input.id", fault.WrongState, "a warning wants no answer: do what is due", "预警无需登记处理，请在到期前完成该事项")
		}
		note := c.Input.Text("note", maxNote)
		if note == "" {
			c.Input.Refuse("note", fault.BadInput, "say what was done", "请填写处理说明")
		}
		v := tenants.ViewerFrom(ctx)
		if mine, err := complains(ctx, c.Client, e, v); err != nil {
			return err
		} else if mine {
			return fault.Refuse(ctx, "input.id", fault.Forbidden, "this ticket complains about you: you may not touch its record (S1.b)", "该工单投诉的是您本人，不得改动其记录")
		}
		for column, value := range map[string]any{"state": "ACTED", "acted_at": c.At, "acted_by": v.Login, "note": note} {
			if err := c.Set(column, value); err != nil {
				return err
			}
		}
		c.Then(func(ctx context.Context) error {
			return c.Client.Clock.Update().Where(clock.ID(e.ClockID), clock.CommunityID(e.CommunityID), clock.StateEQ(clock.StateBREACHED), clock.NextAtNEQ(Never)).
				SetNextAt(Never).Exec(ctx)
		})
		return nil
	})
	if err != nil {
		return nil, err
	}
	if errs != nil {
		return &Payload{UserErrors: errs}, nil
	}
	e, ok := row.(*gen.Escalation)
	if !ok {
		return nil, fmt.Errorf("clocks: %T is no escalation", row)
	}
	return &Payload{Escalation: e, UserErrors: []*fault.UserError{}}, nil
}

// complains tells whether what an escalation is about complains about the viewer himself.
func complains(ctx context.Context, c *gen.Client, e *gen.Escalation, v *tenants.Viewer) (bool, error) {
	if v.Staff == ident.ID(0) || e.TicketID == nil {
		return false, nil
	}
	return c.Ticket.Query().Where(ticket.ID(*e.TicketID), ticket.CommunityID(e.CommunityID), ticket.ComplainedStaffID(v.Staff)).Exist(ctx)
}
