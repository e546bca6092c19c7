package nonconformity

import (
	"context"
	"fmt"
	"slices"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/register"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// The lengths of texts, as the columns have them.
const (
	maxText  = 1000
	maxCause = 2000
)

// byHand are the sources somebody may give; the others are raised by the hub itself.
var byHand = []string{"AUDIT", "INSPECTION", "OTHER"}

// Raise raises a nonconformity by hand: what an audit or inspection found, or what somebody thinks should be followed.
func (d *Desk) Raise(ctx context.Context, input map[string]any) (*Payload, error) {
	return payload(d.register.Open(ctx, input, func(ctx context.Context, c *register.Change) error {
		in := c.Input
		values := map[string]any{"source": field(in, theNoun, "source"), "description": field(in, theNoun, "description")}
		for _, name := range []string{"topic", "ticket_id", "finding_id"} {
			values[name] = in.Column(name)
		}
		if s, _ := values["source"].(string); s != "" && !slices.Contains(byHand, s) {
			in.Refuse("source", fault.BadInput, "AUDIT, INSPECTION or OTHER: the others are raised by the hub itself", "只能填审核、检查发现或其他；其余来源由系统自动提出")
		}
		if err := d.answers(ctx, c, values); err != nil || in.Refused() {
			return err
		}
		if id, ok := values["finding_id"].(ident.ID); ok {
			values["trigger_key"] = keyOf(FindingKey(id)) // it is raised once, by hand or by the hub
		}
		id, err := store.NextID(ctx, c.Site.Slot(), theNoun.Kind)
		if err != nil {
			return err
		}
		c.To.(interface{ SetID(ident.ID) }).SetID(id)
		p, zone, err := d.terms(ctx, c)
		if err != nil {
			return err
		}
		values["number"], values["raised_at"], values["month"] = Number(id), c.At, moment.Month(c.At, zone)
		values["due_at"] = Due(c.At, p.Get(policy.CapaDueDays).Int(), zone)
		return set(c, values)
	}))
}

// Analyse says why it failed, and who answers for it.
func (d *Desk) Analyse(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Analyse, input, func(ctx context.Context, c *register.Change) error {
		values := map[string]any{"cause": c.Input.Text("cause", maxCause)}
		if topic := c.Input.Column("topic"); topic != nil {
			values["topic"] = topic
		}
		if err := d.answers(ctx, c, values); err != nil {
			return err
		}
		return set(c, values)
	})
}

// SetMeasures says that the measures are complete. The director may set another day by which they must be done (S3.a).
func (d *Desk) SetMeasures(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.SetMeasure, input, func(ctx context.Context, c *register.Change) error {
		all, err := actionsOf(ctx, c)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(all, func(a *gen.CorrectiveAction) bool { return lifecycle.State(a.State) != lifecycle.ActionVerified }) {
			c.Input.Refuse("id", fault.WrongState, "it has no measure yet that has not been verified already: add one", "尚无（未验证过的）措施，请先添加")
		}
		day := c.Input.Day("dueOn")
		if day == "" {
			return nil
		}
		zone, err := d.Policies.Zone(ctx)
		if err != nil {
			return err
		}
		heads := c.Input.Has("dueOn") && !lifecycle.Nonconformity.May(closing, tenants.ViewerFrom(ctx).Roles(c.Site))
		switch {
		case heads:
			c.Input.Refuse("dueOn", fault.Forbidden, "the director sets deadlines", "整改期限由主任确定")
		case day < moment.Day(c.At, zone):
			c.Input.Refuse("dueOn", fault.BadInput, "a day not before today", "不能早于今天")
		}
		due, err := time.ParseInLocation(time.DateOnly, day, zone)
		if err != nil {
			return err
		}
		return c.Set("due_at", Due(due, 0, zone))
	})
}

// closing is the transition that only heads may make.
var closing = func() lifecycle.Transition {
	t, err := lifecycle.Nonconformity.Step(lifecycle.CapaVerified, lifecycle.Close)
	if err != nil {
		panic(err)
	}
	return t
}()

// Review is the supervisor's review.
func (d *Desk) Review(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Review, input, nothing)
}

// Submit submits it to the director.
func (d *Desk) Submit(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Submit, input, nothing)
}

func nothing(context.Context, *register.Change) error { return nil }

// SendBack sends it back to the analysis.
func (d *Desk) SendBack(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.SendBack, input, func(_ context.Context, c *register.Change) error {
		return set(c, map[string]any{"reason": c.Input.Text("reason", maxText), "implemented_at": nil})
	})
}

// Implement says that all its measures are done.
func (d *Desk) Implement(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Implement, input, func(ctx context.Context, c *register.Change) error {
		if err := all(ctx, c, "done", "完成", lifecycle.ActionDone, lifecycle.ActionVerified); err != nil {
			return err
		}
		return c.Set("implemented_at", c.At)
	})
}

// Verify says that all its measures were verified, by somebody who did none of them. From then on it is waited for whether
// they work.
func (d *Desk) Verify(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Verify, input, func(ctx context.Context, c *register.Change) error {
		if err := all(ctx, c, "verified", "验证", lifecycle.ActionVerified); err != nil {
			return err
		}
		done, err := actionsOf(ctx, c)
		if err != nil {
			return err
		}
		for _, a := range done {
			if own(ctx, a) {
				c.Input.Refuse("id", fault.Forbidden, "you did one of its measures: somebody else verifies", "您参与了措施的实施，须由他人验证")
				break
			}
		}
		p, zone, err := d.terms(ctx, c)
		if err != nil {
			return err
		}
		day := moment.Day(c.At.AddDate(0, 0, p.Get(policy.CapaEffectDays).Int()), zone)
		return set(c, map[string]any{
			"verification": c.Input.Text("verification", maxText), "verified_by": tenants.ViewerFrom(ctx).Login, "effect_due_on": day,
		})
	})
}

// Close ends it where the measures were found to work, and re-opens it where they were not. That they work cannot be known
// before the day of the check; that they do not can.
func (d *Desk) Close(ctx context.Context, input map[string]any) (*Payload, error) {
	verb := lifecycle.Close
	if effective(input) == "no" {
		verb = lifecycle.Reopen
		input = with(input, "reason", input["effect"])
	}
	p, err := d.move(ctx, verb, input, func(ctx context.Context, c *register.Change) error {
		if verb == lifecycle.Reopen {
			return d.again(ctx, c, "effect")
		}
		day := c.Row.(*gen.Nonconformity).EffectDueOn
		zone, err := d.Policies.Zone(ctx)
		if err != nil {
			return err
		}
		if day != nil && moment.Day(c.At, zone) < *day {
			c.Input.Refuse("effective", fault.WrongState, fmt.Sprintf("whether the measures work is judged from %s on", *day), fmt.Sprintf("%s 起方可评定措施效果", *day))
		}
		values := map[string]any{"effective": true, "closed_at": c.At}
		if s := c.Input.Text("effect", maxText); s != "" {
			values["effect"] = s
		}
		return set(c, values)
	})
	if err == nil && verb == lifecycle.Reopen {
		rename(p.UserErrors, "reason", "effect")
	}
	return p, err
}

// Reopen opens it again: what was done did not help.
func (d *Desk) Reopen(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Reopen, input, func(ctx context.Context, c *register.Change) error { return d.again(ctx, c, "reason") })
}

// again is what every re-opening does: it begins anew, with new time.
func (d *Desk) again(ctx context.Context, c *register.Change, why string) error {
	p, zone, err := d.terms(ctx, c)
	if err != nil {
		return err
	}
	reason := c.Input.Text(why, maxText)
	values := map[string]any{
		"reason": reason, "effective": false, "reopened": c.Row.(*gen.Nonconformity).Reopened + 1,
		"due_at": Due(c.At, p.Get(policy.CapaDueDays).Int(), zone), "closed_at": nil, "implemented_at": nil, "effect_due_on": nil,
	}
	if why == "effect" {
		values["effect"] = reason
	}
	return set(c, values)
}

// terms are the policies of the row's community, and the zone days are reckoned in.
func (d *Desk) terms(ctx context.Context, c *register.Change) (*policy.Set, *time.Location, error) {
	p, err := d.policies(ctx, c.Site)
	if err != nil {
		return nil, nil, err
	}
	zone, err := d.Policies.Zone(ctx)
	return p, zone, err
}
