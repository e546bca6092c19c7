package engines_test

import (
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/correctiveaction"
	"estatehub/ent/gen/escalation"
	"estatehub/ent/gen/nonconformity"
	"estatehub/ent/gen/returnvisit"
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

// toldTo are the breaches of tickets that the holder of a post was told of and has not seen to.
func (y *year) toldTo(s *site, post string) []*gen.Escalation {
	return y.db.Client.Escalation.Query().Where(escalation.CommunityID(s.ID), escalation.StaffID(s.staff[post]), escalation.StateEQ(escalation.StateTOLD),
		escalation.TicketIDNotNil()).WithClock().Order(escalation.ByID()).AllX(y.behind())
}

// The days on which a visit must be made at the latest, and the share of repairs that is visited: a third part, at the third
// site half of them from August on.
const window = 3 * day

func share(s *site, month string) float64 {
	if s.Code == "C" && month >= "2026-08" {
		return 0.5
	}
	return 0.3
}

// drawn looks which visits the hub has made by itself: to each complaint that was solved, to some of the repairs, and again
// to what was done again. Whoever is to make them plans them.
func (y *year) drawn() {
	for _, v := range y.db.Client.ReturnVisit.Query().Where(returnvisit.Open(true)).Order(returnvisit.ByID()).AllX(y.behind()) {
		if m := y.byID[*v.TicketID]; m.visit == nil || m.visit.id != v.ID {
			y.toVisit(m, v)
		}
	}
	for _, m := range y.matters {
		if m.awaits && m.visit == nil && (m.kind == "COMPLAINT" || m.again > 0) {
			y.t.Errorf("%s: nobody is to visit a %s solved at %s", y.now.In(zone), m.kind, m.resolved.In(zone))
		}
		m.awaits = false
	}
}

// toVisit is a visit that somebody is to make, mostly in its window.
func (y *year) toVisit(m *matter, row *gen.ReturnVisit) {
	v := &visit{matter: m, id: row.ID, rule: map[string]string{"COMPLAINT": "RV-01", "REPAIR": "RV-05"}[m.kind], first: m.again == 0, completed: m.resolved, due: m.resolved.Add(window)}
	if drawnLate := local(month(y.now) + "-01 06:00"); !m.awaits { // its month was short of visits
		if v.topUp = true; v.due.Before(drawnLate) {
			v.due = drawnLate.Add(window)
		}
	}
	if !row.DueAt.Equal(v.due) || row.Rule != v.rule || row.Month != month(m.resolved) {
		y.t.Errorf("%s: visit of %s %s, due %s, want %s", y.now.In(zone), row.Rule, row.Month, row.DueAt.In(zone), v.due.In(zone))
	}
	m.visit = v
	y.tally.visits = append(y.tally.visits, v)
	y.promise(m.site, v.id, v.rule, v.due)
	left := v.due.Sub(y.now)
	wait := y.between(0, left)
	if y.chance(20) {
		wait = left + y.between(hour, 2*day)
	}
	if y.chance(4) {
		return // nobody ever makes it
	}
	y.at(y.now.Add(wait), func() { y.visited(m, v) })
}

// visited is a visit being made, once the customer knows the result. One in eight of the first is not satisfying.
func (y *year) visited(m *matter, v *visit) {
	if !m.told {
		y.at(y.now.Add(3*hour), func() { y.visited(m, v) })
		return
	}
	v.made, v.bad = y.now, m.again == 0 && y.chance(12)
	input := in{"id": v.id, "method": "PHONE", "qualified": !v.bad, "satisfaction": "SATISFIED"}
	if v.bad {
		input["satisfaction"], input["shortcomings"] = "DISSATISFIED", "问题未解决"
	}
	p, err := y.Visits.Record(y.as(m.clerk), input)
	y.fine(p.UserErrors, err)
	y.kept(v.id, y.now, v.rule)
	if !v.bad {
		if !m.closed {
			m.closed = true
			y.plan(y.now, step{hour, func() { y.does(m, m.clerk, lifecycle.Close, nil) }})
		}
		return
	}
	y.unsolved(m)
	y.promise(m.site, v.id, "D-37", y.now.Add(day))
	y.raised(m.site, "RETURN_VISIT")
	anew := y.mostly(80, 20*hour)
	if m.kind == "REPAIR" {
		y.plan(y.now, step{anew, func() {
			y.kept(v.id, y.now, "D-37")
			y.order(m, hour)
		}})
		return
	}
	y.plan(y.now, step{anew, func() {
		y.does(m, m.clerk, lifecycle.Dispatch, in{"department": "工程部"})
		y.kept(v.id, y.now, "D-37")
	}}, step{hour, func() {
		y.does(m, m.worker, lifecycle.Accept, nil)
		y.finish(m, y.now)
	}})
}

// raised takes up a nonconformity that must have been raised just now.
func (y *year) raised(s *site, source string) {
	y.t.Helper()
	row := y.db.Client.Nonconformity.Query().Where(nonconformity.CommunityID(s.ID)).Order(gen.Desc(nonconformity.FieldID)).FirstX(y.behind())
	if y.failures[row.ID] != nil || string(row.Source) != source || !row.RaisedAt.Equal(y.now) {
		y.t.Fatalf("%s: no nonconformity of a %s; the last is %s of %s", y.now.In(zone), source, row.Source, row.RaisedAt.In(zone))
	}
	y.took(s, row)
}

// took has a nonconformity followed to its end: by most in time, by some late, by a few not.
func (y *year) took(s *site, row *gen.Nonconformity) {
	f := &failure{site: s, id: row.ID, source: string(row.Source), state: "RAISED", due: tomorrow(y.now.AddDate(0, 0, 15))}
	y.failures[f.id] = f
	y.follow(f, y.chance(90))
}

// follow is the cause, the measure, and whether it worked.
func (y *year) follow(f *failure, toTheEnd bool) {
	d, id := y.Nonconformities, in{"id": f.id}
	steps := []step{{y.between(5*hour, 3*day), func() {
		p, err := d.Analyse(y.as(f.clerk), in{"id": f.id, "cause": "检查不到位"})
		y.fine(p.UserErrors, err)
		f.state = "ANALYSED"
	}}, {2 * hour, func() {
		a, err := d.AddAction(y.as(f.clerk), in{"nonconformityId": f.id, "kind": "CORRECTIVE", "measure": "加强检查", "ownerId": f.staff["REP"], "dueOn": y.now.In(zone).AddDate(0, 0, 7).Format(time.DateOnly)})
		y.fine(a.UserErrors, err)
		p, err := d.SetMeasures(y.as(f.clerk), id)
		y.fine(p.UserErrors, err)
		f.state = "MEASURE_SET"
	}}, {hour, func() {
		p, err := d.Review(y.as(f.clerk), id)
		y.fine(p.UserErrors, err)
		p, err = d.Submit(y.as(f.clerk), id)
		y.fine(p.UserErrors, err)
		f.state = "SUBMITTED"
	}}}
	if toTheEnd {
		steps = append(steps, step{y.mostly(80, 10*day), func() {
			a, err := d.CompleteAction(y.as(f.worker), in{"id": y.measure(f), "result": "已落实"})
			y.fine(a.UserErrors, err)
			p, err := d.Implement(y.as(f.clerk), id)
			y.fine(p.UserErrors, err)
			f.state, f.implemented = "IMPLEMENTED", y.now
		}}, step{day, func() {
			a, err := d.VerifyAction(y.as(y.quality), in{"id": y.measure(f), "verified": true, "verification": "属实"})
			y.fine(a.UserErrors, err)
			p, err := d.Verify(y.as(y.quality), in{"id": f.id, "verification": "属实"})
			y.fine(p.UserErrors, err)
			f.state = "VERIFIED"
		}}, step{30*day + y.between(0, 5*day), func() { y.judged(f) }})
	}
	y.plan(y.now, steps...)
}

// judged is whether the measures worked: where they did not it all begins anew.
func (y *year) judged(f *failure) {
	worked := y.chance(85)
	input := in{"id": f.id, "effective": worked, "effect": "已观察一个月"}
	p, err := y.Nonconformities.Close(y.as(y.quality), input)
	y.fine(p.UserErrors, err)
	if f.state = "CLOSED"; !worked {
		f.state, f.implemented, f.due = "REOPENED", time.Time{}, tomorrow(y.now.AddDate(0, 0, 15))
		y.follow(f, true)
	}
}

// measure is the last measure of a nonconformity.
func (y *year) measure(f *failure) any {
	return y.db.Client.CorrectiveAction.Query().Where(correctiveaction.CommunityID(f.ID), correctiveaction.NonconformityID(f.id)).
		Order(gen.Desc(correctiveaction.FieldID)).FirstX(y.behind()).ID
}

// decides is head office, which changes two policies in the course of the year. What was promised before stays as it was.
func (y *year) decides(s *site, key policy.Key, value, from string) {
	desk := &policy.Desk{DB: y.db}
	_, errs, err := desk.Set(y.as(y.quality), policy.Wanted{Node: s.ID, Key: string(key), Value: value, From: from, By: "副总经理", Why: "提高标准"})
	y.fine(errs, err)
}
