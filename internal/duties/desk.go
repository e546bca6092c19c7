package duties

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/assignment"
	"estatehub/ent/gen/dutytemplate"
	"estatehub/ent/gen/dutytemplateitem"
	"estatehub/ent/gen/finding"
	"estatehub/internal/attachments"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/register"
	"estatehub/internal/tickets"
	"estatehub/tenants"
)

// Desk is where duties are done.
type Desk struct {
	DB      *data.DB
	Tickets *tickets.Desk      // opens what a finding becomes
	Shelf   *attachments.Shelf // keeps evidence
	// Calendar knows working days, for what is opened by hand; nil: Monday to Friday.
	Calendar func(context.Context) (Days, error)
	// Policies are what is in force at a site, which goes before what the templates say; nil: nothing is.
	Policies *policy.Book
	// Raise is told of an inspection that failed; nil where nobody listens.
	Raise func(ctx context.Context, c *gen.Client, f Failed) error
	// Met is told that a duty whose template names a deadline was done, when, and when that was recorded; nil where nobody
	// listens.
	Met func(ctx context.Context, c *gen.Client, site, duty ident.ID, rule string, done, recorded time.Time) error
	// Dropped is told that such a duty need not be done; nil where nobody listens.
	Dropped func(ctx context.Context, c *gen.Client, site, duty ident.ID, rule string, at time.Time) error
}

// Failed is an inspection whose score was below PassShare.
type Failed struct {
	Site, Duty       ident.ID
	Description, Key string // the key is of this duty and this time it was done
}

// PassShare is the share of the points below which an inspection raises a nonconformity [D].
const PassShare = 0.6

// theNoun and its relations as nouns: limits and names of their fields.
var (
	theNoun     = gen.Nouns.Named("Duty")
	lineNoun    = gen.Nouns.Named("DutyLine")
	findingNoun = gen.Nouns.Named("Finding")
)

func (d *Desk) register() *register.Register { return register.New(d.DB, "Duty", lifecycle.Duty) }

// Verify says that a duty was done well; of a return, that it is accepted. Nobody does that for his own work.
func (d *Desk) Verify(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Verify, input, func(ctx context.Context, c *register.Change) error {
		v := tenants.ViewerFrom(ctx)
		if by := c.Row.(*gen.Duty).DoneByID; by != nil && *by == v.Staff {
			return fault.Refuse(ctx, "input.id", fault.Forbidden, "you did it yourself: somebody else must verify it", "不能复核本人完成的任务")
		}
		return sets(c, map[string]any{"verified_at": c.At, "verified_by": v.Login})
	})
}

// Reject sends a duty back: it must be done again. Whether it is in time is then judged anew.
func (d *Desk) Reject(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Reject, input, func(_ context.Context, c *register.Change) error {
		set := map[string]any{"reason": c.Input.Text("reason", 500), "done_at": nil, "done_by_id": nil, "on_time": nil}
		if c.At.After(c.Row.(*gen.Duty).DueAt) {
			set["on_time"] = false
		}
		return sets(c, set)
	})
}

// Skip says that a duty need not be done this time. It is no candidate for a penalty then.
func (d *Desk) Skip(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Skip, input, func(ctx context.Context, c *register.Change) error {
		t, _, err := template(ctx, c.Client, c.Row.(*gen.Duty).TemplateID)
		if err != nil {
			return err
		}
		if t.ClockRule != nil && d.Dropped != nil {
			c.Then(func(ctx context.Context) error {
				return d.Dropped(ctx, c.Client, c.Site, c.Row.Ident(), *t.ClockRule, c.At)
			})
		}
		return sets(c, map[string]any{"reason": c.Input.Text("reason", 500), "on_time": nil, "penalty_key": nil})
	})
}

// Assign says who is to do a duty: somebody who works in its community.
func (d *Desk) Assign(ctx context.Context, input map[string]any) (*Payload, error) {
	row, errs, err := d.register().Edit(ctx, input, []lifecycle.State{lifecycle.DutyScheduled, lifecycle.DutyLate}, func(ctx context.Context, c *register.Change) error {
		return d.assign(ctx, c)
	})
	return payload(row, nil, errs, err)
}

// assign puts the input's assignee into a duty, null where there is none.
func (d *Desk) assign(ctx context.Context, c *register.Change) error {
	v := c.Input.Column("assignee_id")
	id, ok := v.(ident.ID)
	if !ok {
		if c.Row == nil {
			return nil
		}
		return c.Set("assignee_id", nil)
	}
	here, err := d.worksAt(ctx, c.Client, c.Site, id)
	if err != nil {
		return err
	}
	if !here {
		c.Input.Refuse("assigneeId", fault.NotFound, "nobody who works in this community", "该员工不在本小区任职")
		return nil
	}
	return c.Set("assignee_id", id)
}

// worksAt tells whether a member of staff works in a community today.
func (d *Desk) worksAt(ctx context.Context, c *gen.Client, site, who ident.ID) (bool, error) {
	zone, err := d.zoneOf(ctx)
	if err != nil {
		return false, err
	}
	return c.Assignment.Query().Where(assignment.CommunityID(site), assignment.StaffID(who),
		assignment.Or(assignment.UntilIsNil(), assignment.UntilGTE(moment.Day(moment.Now(ctx), zone)))).Exist(ctx)
}

func (d *Desk) move(ctx context.Context, verb lifecycle.Verb, input map[string]any, do func(context.Context, *register.Change) error) (*Payload, error) {
	row, errs, err := d.register().Move(ctx, verb, input, do)
	return payload(row, nil, errs, err)
}

func sets(c *register.Change, set map[string]any) error {
	for column, v := range set {
		if err := c.Set(column, v); err != nil {
			return err
		}
	}
	return nil
}

func payload(row gen.Node, findings []*gen.Finding, errs []*fault.UserError, err error) (*Payload, error) {
	if err != nil {
		return nil, err
	}
	p := &Payload{Findings: findings, UserErrors: errs}
	if errs == nil {
		p.UserErrors = []*fault.UserError{}
		p.Duty, _ = row.(*gen.Duty)
	}
	if p.Findings == nil || p.Duty == nil {
		p.Findings = []*gen.Finding{}
	}
	return p, nil
}

// template is the template of a duty with its checklist, as the viewer sees them.
func template(ctx context.Context, c *gen.Client, id ident.ID) (*gen.DutyTemplate, []*gen.DutyTemplateItem, error) {
	t, err := c.DutyTemplate.Query().Where(dutytemplate.ID(id)).Only(ctx)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.DutyTemplateItem.Query().Where(dutytemplateitem.TemplateID(id)).Order(dutytemplateitem.ByPosition()).All(ctx)
	return t, all, err
}

// TicketMoved keeps findings with the tickets they became: done as long as the ticket's work is. It is one of the hooks of
// tickets.Desk. Whoever moves a ticket need not see what it was found on.
func (d *Desk) TicketMoved(ctx context.Context, c *gen.Client, before, after *gen.Ticket, _ string, at time.Time) error {
	if before == nil || before.Open == after.Open { // a new ticket is nobody's finding yet
		return nil
	}
	done := !after.Open
	ctx = tenants.System(ctx, "duties: what became of a finding follows its ticket")
	u := c.Finding.Update().Where(finding.CommunityID(after.CommunityID), finding.TicketID(after.ID))
	if done {
		return u.Where(finding.StateNEQ(finding.State(lifecycle.FindingDone))).SetState(finding.State(lifecycle.FindingDone)).SetDoneAt(at).Exec(ctx)
	}
	return u.Where(finding.StateEQ(finding.State(lifecycle.FindingDone))).SetState(finding.State(lifecycle.FindingTold)).ClearDoneAt().Exec(ctx)
}

// zoneOf is the zone in which days are reckoned.
func (d *Desk) zoneOf(ctx context.Context) (*time.Location, error) {
	if d.Policies == nil {
		return moment.Zone(ctx, d.DB.Client)
	}
	return d.Policies.Zone(ctx)
}

// inForce are the policies of a site at a time.
func (d *Desk) inForce(ctx context.Context, site ident.ID, at time.Time) (*policy.Set, error) {
	if d.Policies == nil {
		return policy.Defaults(), nil
	}
	return d.Policies.At(ctx, site, at)
}

func (d *Desk) days(ctx context.Context) (Days, error) {
	if d.Calendar == nil {
		return nil, nil
	}
	return d.Calendar(ctx)
}
