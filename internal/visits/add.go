package visits

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/gen/visitcandidate"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/register"
)

// Add makes a visit beyond the sample: to a completed ticket, or to a unit, following none.
func (d *Desk) Add(ctx context.Context, input map[string]any) (*Payload, error) {
	return answer(d.register.Open(still(ctx), input, func(ctx context.Context, rc *register.Change) error {
		c := &change{Change: rc, desk: d}
		id := rc.Input.Ref("ticketId", "Ticket")
		if rc.Input.Refused() {
			return nil
		}
		zone, err := d.Policies.Zone(ctx)
		if err != nil {
			return err
		}
		var w *placed
		if id != 0 {
			w, err = d.toTicket(ctx, c, id, zone)
		} else {
			w, err = d.toUnit(ctx, c, zone)
		}
		if err != nil || rc.Input.Refused() {
			return err
		}
		visitor, err := c.visitor(ctx)
		if err != nil || rc.Input.Refused() {
			return err
		}
		c.Then(func(ctx context.Context) error { return d.begin(ctx, c.Client, c.Saved.(*gen.ReturnVisit)) })
		return c.place(w, visitor)
	}))
}

// placed is where a visit belongs that is added.
type placed struct {
	rule             *Rule
	opens, due       time.Time
	month            string
	completed        any // nil where it follows no ticket
	sample           ident.ID
	round            int
	unit, owner      any
	customer, number any
}

// place writes it.
func (c *change) place(w *placed, visitor ident.ID) error {
	set := map[string]any{
		"type": w.rule.Type, "rule": w.rule.Code, "opens_at": w.opens, "due_at": w.due, "month": w.month, "completed_at": w.completed,
		"round": w.round, "added": w.completed != nil, "unit_id": w.unit, "owner_id": w.owner, "customer": w.customer, "phone": w.number,
	}
	if w.sample != 0 {
		set["sample_id"] = w.sample
	}
	if visitor != 0 {
		set["visitor_id"] = visitor
	}
	if c.ticket != nil {
		set["ticket_id"] = c.ticket.ID
	}
	for column, v := range set {
		if v == nil {
			continue
		}
		if err := c.Set(column, v); err != nil {
			return err
		}
	}
	return nil
}

// toTicket adds a visit to a ticket that has none: its rule and window are the ticket's.
func (d *Desk) toTicket(ctx context.Context, c *change, id ident.ID, zone *time.Location) (w *placed, err error) {
	in := c.Input
	if c.ticket, err = ticketOf(ctx, c.Client, id); err != nil {
		return nil, err
	}
	t := c.ticket
	for _, name := range []string{"type", "opensAt", "dueAt"} {
		if in.Has(name) {
			in.Refuse(name, fault.BadInput, "the ticket says this itself", "由工单决定，不需填写")
		}
	}
	if concerned(ctx, t) {
		in.Refuse("ticketId", fault.Forbidden, "it complains about you: you may not touch its record (S1.b)", "该工单投诉的是您本人，不得改动其回访记录")
		return nil, nil
	}
	if t.ResolvedAt == nil {
		in.Refuse("ticketId", fault.WrongState, "this ticket is not completed", "该工单尚未办结，不能回访")
		return nil, nil
	}
	p, err := d.policies(ctx, c.Site, *t.ResolvedAt)
	if err != nil {
		return nil, err
	}
	w = &placed{rule: RuleOf(matter(t), p), completed: *t.ResolvedAt, month: moment.Month(*t.ResolvedAt, zone), round: 1}
	if w.rule == nil {
		in.Refuse("ticketId", fault.BadInput, "no rule asks for a visit to this kind of ticket; add a planned one to its unit", "该类工单无回访规则，请按房屋增加计划回访")
		return nil, nil
	}
	w.opens, w.due = w.rule.Window(p, *t.ResolvedAt)
	all, err := visitsOf(ctx, c.Client, t)
	if err != nil {
		return nil, err
	}
	if len(all) > 0 {
		last := all[0]
		if last.Open || last.State != returnvisit.StateWAIVED && covers(last, *t.ResolvedAt) {
			in.Refuse("ticketId", fault.Conflict, "it has its visit already", "该工单已有回访")
			return nil, nil
		}
		w.round = last.Round + 1
	}
	if w.round == 1 {
		k, err := c.Client.VisitCandidate.Query().Where(visitcandidate.CommunityID(c.Site), visitcandidate.TicketID(t.ID)).Only(ctx)
		if err != nil && !gen.IsNotFound(err) {
			return nil, err
		}
		if err == nil {
			w.sample = k.SampleID
		}
	}
	c.whom(w, ref(t.UnitID), ref(t.OwnerID), text(t.ContactName), text(t.ContactPhone))
	return w, nil
}

// covers tells whether a visit is to what was completed at a time, or later.
func covers(v *gen.ReturnVisit, completed time.Time) bool {
	return v.CompletedAt != nil && !v.CompletedAt.Before(completed)
}

// toUnit adds a visit that follows no ticket.
func (d *Desk) toUnit(ctx context.Context, c *change, zone *time.Location) (*placed, error) {
	in := c.Input
	f := d.register.Noun.ByName("type")
	kind, _ := in.Value("type", *f).(string)
	w := &placed{rule: planned(kind), round: 1}
	if !in.Has("unitId") {
		in.Refuse("unitId", fault.BadInput, "name a ticket or a unit", "须指定工单或房屋")
	}
	if w.rule == nil && !in.Refused() {
		in.Refuse("type", fault.BadInput, "of what follows no ticket: PLANNED, OUTREACH, EVENT, BUYER or EVALUATION", "无工单的回访类型须为计划、走访、活动、购房客户或服务评价")
	}
	if in.Refused() {
		return nil, nil
	}
	if w.opens = in.Time("opensAt"); w.opens.IsZero() {
		w.opens = c.At
	}
	p, err := d.policies(ctx, c.Site, w.opens)
	if err != nil {
		return nil, err
	}
	_, w.due = w.rule.Window(p, w.opens)
	if w.rule.Today {
		day := w.opens.In(zone)
		w.due = time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, zone).UTC()
	}
	if at := in.Time("dueAt"); !at.IsZero() {
		w.due = at
	}
	switch {
	case w.due.IsZero():
		in.Refuse("dueAt", fault.BadInput, "say by when it must be made", "须填写回访期限")
	case !w.due.After(w.opens):
		in.Refuse("dueAt", fault.BadInput, "it must end after it opens", "回访期限须晚于窗口开始")
	}
	w.month = moment.Month(w.opens, zone)
	c.whom(w, nil, nil, nil, nil)
	return w, nil
}

// whom says who is visited: as somebody said, else as the ticket has it.
func (c *change) whom(w *placed, unit, owner, customer, number any) {
	or := func(given, instead any) any {
		if given == nil {
			return instead
		}
		return given
	}
	w.unit, w.owner = or(c.Input.Column("unit_id"), unit), or(c.Input.Column("owner_id"), owner)
	w.customer, w.number = or(c.Input.Column("customer"), customer), or(c.Input.Column("phone"), number)
}

func ref(id *ident.ID) any {
	if id == nil {
		return nil
	}
	return *id
}

func text(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}
