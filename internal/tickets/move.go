package tickets

import (
	"context"
	"errors"
	"maps"
	"strings"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/register"
	"estatehub/tenants"
)

// Move does a verb of the ticket's life cycle. The input is that of the mutation: id, and what the verb needs.
func (d *Desk) Move(ctx context.Context, verb lifecycle.Verb, input map[string]any) (*Payload, error) {
	input = plain(input)
	return d.change(ctx, func(ctx context.Context, c *gen.Client) (ident.ID, error) {
		t, err := d.Find(ctx, c, "id", input["id"])
		if err != nil {
			return 0, err
		}
		return t.ID, d.move(ctx, c, t, verb, input)
	})
}

func (d *Desk) move(ctx context.Context, c *gen.Client, t *gen.Ticket, verb lifecycle.Verb, input map[string]any) error {
	m, from := machine(t), lifecycle.State(t.State)
	step, err := m.Enforce(from, verb, tenants.ViewerFrom(ctx).Roles(t.CommunityID), has(input))
	if err = register.Guarded(ctx, err, Argument); err != nil {
		var r *fault.Refusal
		if !errors.As(err, &r) || r.Errors[0].Code != string(fault.BadInput) {
			return err
		}
	}
	g, errs := read(ctx, m, verb, input)
	errs = append(errs, coherent(ctx, t.Kind, t.Collective, g.values)...)
	if errs = append(fault.Refused(err), errs...); len(errs) > 0 {
		return &fault.Refusal{Errors: errs}
	}
	v := tenants.ViewerFrom(ctx)
	if f := barred(v, t, m, verb); f != nil {
		return fault.Refuse(ctx, "input.id", f.Code, f.EN, f.ZH)
	}
	names, into, err := d.referred(ctx, c, t, g)
	if err != nil {
		return err
	}
	set := columns(v, t, step, g, moment.Now(ctx))
	found, err := d.repeats(ctx, c, t, verb, set)
	if err != nil {
		return err
	}
	u := still(c, t).Where(asRead(t, verb)...)
	if err := write(u, set); err != nil {
		return err
	}
	if err := save(ctx, u); err != nil {
		return err
	}
	zone, err := d.zone(ctx)
	if err != nil {
		return err
	}
	if into != nil {
		if err := d.absorb(ctx, c, t, into); err != nil {
			return err
		}
	}
	if err := d.log(ctx, c, t, string(verb), &from, step.To, strings.TrimSpace(g.said(names, zone)+"\n"+found), 0); err != nil {
		return err
	}
	if err := d.repeated(ctx, c, t, set); err != nil {
		return err
	}
	return d.tellMoved(ctx, c, t, string(verb), moment.Now(ctx))
}

// machine is the life cycle of a ticket.
func machine(t *gen.Ticket) *lifecycle.Machine {
	return lifecycle.TicketMachine(lifecycle.TicketKind(t.Kind))
}

// effects are what a verb says by itself; an argument given says it better. nil clears.
var effects = map[lifecycle.Verb]map[string]any{
	lifecycle.Invalidate:      {"validity": "INVALID"},
	lifecycle.Assist:          {"validity": "ASSIST"},
	lifecycle.Overturn:        {"validity": "VALID", "outcome": nil, "qualified": nil},
	lifecycle.SettleOnSpot:    {"outcome": "SETTLED_ON_SPOT"},
	lifecycle.Resolve:         {"outcome": "SOLVED"},
	lifecycle.Explain:         {"outcome": "EXPLAINED"},
	lifecycle.Refer:           {"outcome": "REFERRED"},
	lifecycle.Fail:            {"outcome": "UNSOLVED"},
	lifecycle.Quote:           {"receipt_no": nil}, // a receipt is for the price it was issued for
	lifecycle.LeaveUnfinished: {"unfinished_because": "OTHER"},
	lifecycle.Reopen:          {"outcome": nil, "qualified": nil},
}

// columns are what a move writes into the ticket. Who accepts what was sent to his department works on it from then on.
func columns(v *tenants.Viewer, t *gen.Ticket, step lifecycle.Transition, g given, at time.Time) map[string]any {
	set := maps.Clone(effects[step.Verb])
	if set == nil {
		set = map[string]any{}
	}
	from, phase := lifecycle.State(t.State), lifecycle.TicketPhase(step.To)
	if step.Verb == lifecycle.Classify && t.Kind == ticket.KindCOMPLAINT && t.Validity == nil {
		set["validity"] = "VALID" // until it is found not to be
	}
	if step.Verb == lifecycle.Resolve && from == lifecycle.HandledOnSpot {
		delete(set, "outcome") // said when it was settled
	}
	if step.Verb == lifecycle.Accept && t.AssigneeID == nil && v.Staff != 0 {
		set["assignee_id"] = v.Staff
	}
	if t.WaitingFor != nil && step.To != lifecycle.Waiting {
		set["waiting_for"] = nil
	}
	for _, a := range g.list {
		if a.keep && !(step.Verb == lifecycle.ReportBack && a.input == lifecycle.InputResult) { // what was done is told, not done
			set[a.field.Name] = g.values[a.name]
		}
	}
	if g.id("assigneeId") == 0 && g.text("department") != "" {
		set["assignee_id"] = nil // the work is the department's now
	}
	stage(v, t, step.Verb, at, set)
	set["state"] = string(step.To)
	dates(t, phase, set, at)
	return set
}

// dates keeps when a ticket was solved and closed: solved as long as its work is done, closed as long as it has ended. A
// report to the complaint centre holds as long as what was reported does.
func dates(t *gen.Ticket, phase lifecycle.Phase, set map[string]any, at time.Time) {
	done, ended := phase == lifecycle.PhaseDone, phase == lifecycle.PhaseEnded
	switch {
	case done && t.ResolvedAt == nil:
		set["resolved_at"] = at
	case !done && !ended && t.ResolvedAt != nil:
		set["resolved_at"] = nil
		if t.ReportedBackAt != nil {
			set["reported_back_at"] = nil // what is to be done again is to be reported again
		}
	}
	switch {
	case ended && t.ClosedAt == nil:
		set["closed_at"] = at
	case !ended && t.ClosedAt != nil:
		set["closed_at"] = nil
	}
}

// write puts columns into a change.
func write(u *gen.TicketUpdate, set map[string]any) error {
	for name, v := range set {
		var err error
		if s, ok := v.(string); ok && theNoun.ByName(name).EnumType != "" {
			v = gen.EnumValue(theNoun, name, s)
		}
		if n, adds := v.(more); adds {
			err = u.Mutation().AddField(name, int(n))
		} else if v == nil {
			err = u.Mutation().ClearField(name)
		} else {
			err = u.Mutation().SetField(name, v)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
