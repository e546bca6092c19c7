package engines_test

import (
	"maps"
	"time"

	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

const (
	minute = time.Minute
	hour   = time.Hour
	day    = 24 * time.Hour
)

// between is some whole minutes from one duration to another.
func (y *year) between(from, to time.Duration) time.Duration {
	from = from.Truncate(minute)
	return from + time.Duration(y.dice.Int64N(int64((to-from)/minute)+1))*minute
}

// mostly is some time within a limit, and so many times in a hundred some time beyond it.
func (y *year) mostly(percent int, limit time.Duration) time.Duration {
	if y.chance(percent) {
		return y.between(limit/5, limit*9/10)
	}
	return y.between(limit*11/10, limit*4)
}

// open is a resident who calls.
func (y *year) open(s *site, kind, topic, solution string, home int) *matter {
	m := &matter{site: s, unit: s.units[home].ID, kind: kind, topic: topic, opened: y.now, solution: solution}
	p, err := y.Desk.Open(y.as(s.clerk), in{"communityId": s.ID, "kind": kind, "content": "请尽快处理", "unitId": m.unit, "topic": topic, "contactName": "张三", "contactPhone": "13800138000"})
	y.fine(p.UserErrors, err)
	m.id = p.Ticket.ID
	y.matters = append(y.matters, m)
	y.byID[m.id] = m
	return m
}

// does is one verb of a ticket, by somebody.
func (y *year) does(m *matter, by *tenants.Viewer, verb lifecycle.Verb, more in) {
	y.t.Helper()
	input := in{"id": m.id}
	maps.Copy(input, more)
	p, err := y.Desk.Move(y.as(by), verb, input)
	y.fine(p.UserErrors, err)
}

// feedbackHours is how soon a customer must hear first: a day, at the second site half a day from June on.
func feedbackHours(s *site, at time.Time) time.Duration {
	if s.Code == "B" && !at.Before(local("2026-06-01 00:00")) {
		return 12 * hour
	}
	return day
}

// complaint is one from the first call to the result; the visits follow from that.
func (y *year) complaint(s *site, topic string, home int) {
	m := y.open(s, "COMPLAINT", topic, "D-13", home)
	y.promise(s, m.id, "D-08", y.now.Add(feedbackHours(s, y.now)))
	y.promise(s, m.id, "D-09", workdays(y.now, 3))
	y.promise(s, m.id, "D-13", workdays(y.now, 3))
	y.plan(y.now, step{y.between(5*minute, 3*hour), func() {
		y.does(m, s.clerk, lifecycle.Classify, in{"class": "CLASS_1"})
		y.promise(s, m.id, "D-02", y.now.Add(30*minute))
		y.promise(s, m.id, "D-07", y.now.Add(hour))
		y.recurs(m)
		if y.chance(10) {
			y.transferred(m)
		}
	}}, step{y.mostly(85, 30*minute), func() {
		y.does(m, s.clerk, lifecycle.Dispatch, in{"department": "工程部"})
		y.kept(m.id, y.now, "D-02")
	}}, step{10 * minute, func() { y.does(m, s.worker, lifecycle.Accept, nil) }}, step{y.mostly(70, 30*minute), func() { y.promised(m) }},
		step{y.mostly(90, 20*hour), func() {
			if y.chance(40) {
				y.does(m, s.clerk, lifecycle.FeedBack, nil)
				y.kept(m.id, y.now, "D-08")
			}
		}}, step{hour, func() { y.work(m) }})
}

// recurs counts a matter that was classified, and has what repeats itself followed.
func (y *year) recurs(m *matter) {
	times, raised := y.repeated(m)
	if m.times = times; raised {
		y.raised(m.site, map[string]string{"COMPLAINT": "REPEAT_COMPLAINT", "REPAIR": "REPEAT_REPAIR"}[m.kind])
	}
}

// transferred is that the complaint centre sends it to the site, which reports back what became of it.
func (y *year) transferred(m *matter) {
	p, err := y.Desk.Transfer(y.as(y.centre), in{"id": m.id, "toSite": true})
	y.fine(p.UserErrors, err)
	m.sent = true
}

// promised is a time that is agreed with the customer, most of the time.
func (y *year) promised(m *matter) {
	if y.chance(30) {
		return
	}
	m.promised = y.now.Add(y.between(20*hour, 60*hour))
	y.does(m, m.clerk, lifecycle.Promise, in{"promisedAt": m.promised})
	y.kept(m.id, y.now, "D-07", "D-08")
	y.promise(m.site, m.id, "D-14", m.promised)
}

// work is the work on a complaint, sometimes with a wait for parts, and once in a while by another department.
func (y *year) work(m *matter) {
	from := y.now
	if y.chance(15) {
		p, err := y.Desk.Transfer(y.as(m.clerk), in{"id": m.id, "department": "环境部"}) // the work is the same, and so is its time
		y.fine(p.UserErrors, err)
	}
	if y.chance(25) {
		y.does(m, m.worker, lifecycle.Wait, in{"waitingFor": "PARTS"})
		y.still(m.id, y.now, "D-13")
		wait := y.between(10*hour, 5*day)
		y.at(y.now.Add(wait), func() {
			y.does(m, m.worker, lifecycle.Resume, nil)
			y.again(m.id, y.now, "D-13", true)
		})
		from = from.Add(wait)
	}
	y.finish(m, from)
}

// finish is the end of the work on a complaint, and what is told of it to the customer and to the complaint centre.
func (y *year) finish(m *matter, from time.Time) {
	y.plan(from, step{y.mostly(80, 40*hour), func() {
		y.does(m, m.worker, lifecycle.Resolve, in{"result": "已处理"})
		y.solved(m)
		if m.sent {
			y.promise(m.site, m.id, "D-05", y.now.Add(12*hour))
			y.at(y.now.Add(y.mostly(75, 12*hour)), func() {
				if !m.resolved.IsZero() && y.running[about(m.id, "D-05")].done.IsZero() {
					y.does(m, m.clerk, lifecycle.ReportBack, in{"result": "已处理"})
					y.kept(m.id, y.now, "D-05")
				}
			})
		}
	}}, step{y.mostly(95, 20*hour), func() { y.does(m, m.head, lifecycle.Check, nil) }}, step{y.mostly(85, 30*hour), func() {
		y.does(m, m.clerk, lifecycle.NotifyOwner, nil)
		y.kept(m.id, y.now, "D-09", "D-15", "D-14")
		m.told = true
	}})
}

// repair is one from the call to the signed order.
func (y *year) repair(s *site, topic string, home int) *matter {
	m := y.open(s, "REPAIR", topic, "SYS-12", home)
	y.promise(s, m.id, "D-18", y.now.Add(10*minute))
	y.promise(s, m.id, "SYS-12", y.now.Add(day))
	y.plan(y.now, step{2 * minute, func() {
		y.does(m, s.clerk, lifecycle.Classify, nil)
		y.recurs(m)
	}}, step{y.mostly(85, 8*minute), func() { y.order(m, y.mostly(90, 10*hour)) }})
	return m
}

// order sends somebody, who comes and repairs, or cannot and comes again.
func (y *year) order(m *matter, works time.Duration) {
	y.sent(m, time.Time{})
	arrives := func() {
		y.does(m, m.worker, lifecycle.Arrive, nil)
		y.kept(m.id, y.now, "D-19")
		y.promise(m.site, m.id, "D-20", tomorrow(y.now))
		m.came = y.now
	}
	steps := []step{{minute, func() { y.does(m, m.worker, lifecycle.Accept, nil) }}, {y.mostly(85, 28*minute), arrives}}
	if y.chance(20) {
		var next time.Time
		steps = append(steps, step{hour, func() {
			next = y.now.Add(y.between(day, 3*day))
			y.does(m, m.worker, lifecycle.LeaveUnfinished, in{"reason": "缺配件", "because": "PARTS", "nextVisitAt": next})
			y.dropped(m.id, y.now, "D-20")
			y.promise(m.site, m.id, "D-21", tomorrow(m.came))
			y.kept(m.id, y.now, "D-21")
			y.still(m.id, y.now, "SYS-12")
		}}, step{y.between(2*hour, 20*hour), func() { y.sent(m, next) }},
			step{minute, func() { y.does(m, m.worker, lifecycle.Accept, nil) }}, step{y.between(hour, 3*day), arrives})
	}
	y.plan(y.now, append(steps, step{works, func() {
		y.does(m, m.worker, lifecycle.Resolve, in{"result": "已修复"})
		y.solved(m)
	}}, step{5 * minute, func() {
		y.does(m, m.worker, lifecycle.Sign, nil)
		y.promise(m.site, m.id, "D-22", tomorrow(y.now))
	}}, step{y.mostly(85, 6*hour), func() {
		y.does(m, m.worker, lifecycle.ReturnOrder, nil)
		y.kept(m.id, y.now, "D-22")
		m.told = true
	}}, step{2 * day, func() {
		if m.visit == nil && m.again == 0 { // it is in no sample
			y.does(m, m.clerk, lifecycle.Close, nil)
			m.closed = true
		}
	}})...)
}

// sent is that the order goes out; the worker is to be there at once, or at the time that was agreed.
func (y *year) sent(m *matter, agreed time.Time) {
	y.does(m, m.clerk, lifecycle.Dispatch, in{"assigneeId": m.staff["REP"]})
	y.kept(m.id, y.now, "D-18")
	y.again(m.id, y.now, "SYS-12", false)
	if !agreed.After(y.now) {
		agreed = y.now.Add(30 * minute)
	}
	y.promise(m.site, m.id, "D-19", agreed)
}

// twice is a repair that two of a family call for; the second is merged into the first, once too late.
func (y *year) twice(s *site, topic string, home int) {
	first := y.repair(s, topic, home)
	y.plan(y.now, step{minute, func() {
		m := y.open(s, "REPAIR", topic, "SYS-12", home)
		y.promise(s, m.id, "D-18", y.now.Add(10*minute))
		y.promise(s, m.id, "SYS-12", y.now.Add(day))
		y.plan(y.now, step{y.between(2*minute, 20*minute), func() {
			y.does(m, s.clerk, lifecycle.Merge, in{"intoId": first.id})
			y.dropped(m.id, y.now, "D-18", "SYS-12")
			m.merged = true
		}})
	}})
}

// suggestion is one that is adopted.
func (y *year) suggestion(s *site, topic string, home int) {
	m := y.open(s, "SUGGESTION", topic, "D-09", home)
	y.promise(s, m.id, "D-08", y.now.Add(feedbackHours(s, y.now)))
	y.promise(s, m.id, "D-09", workdays(y.now, 3))
	y.promise(s, m.id, "D-39", tomorrow(y.now))
	y.plan(y.now, step{y.mostly(85, 5*hour), func() {
		y.does(m, s.clerk, lifecycle.Classify, nil)
		y.kept(m.id, y.now, "D-39")
	}}, step{y.mostly(80, 10*hour), func() { y.does(m, s.head, lifecycle.Check, nil) }}, step{y.mostly(85, 20*hour), func() {
		y.does(m, s.head, lifecycle.Adopt, nil)
		m.resolved, m.inTime = y.now, !y.now.After(y.running[about(m.id, "D-09")].due)
		y.kept(m.id, y.now, "D-08")
	}}, step{y.mostly(70, 24*hour), func() {
		y.does(m, s.clerk, lifecycle.NotifyOwner, nil)
		y.kept(m.id, y.now, "D-09")
	}}, step{hour, func() { y.does(m, s.clerk, lifecycle.Close, nil) }})
}

// enquiry is one that is answered.
func (y *year) enquiry(s *site, topic string, home int) {
	m := y.open(s, "ENQUIRY", topic, "D-08", home)
	y.promise(s, m.id, "D-08", y.now.Add(feedbackHours(s, y.now)))
	y.plan(y.now, step{y.mostly(85, 12*hour), func() {
		y.does(m, s.clerk, lifecycle.Explain, in{"result": "已答复"})
		m.resolved, m.inTime = y.now, !y.now.After(y.running[about(m.id, "D-08")].due)
		y.kept(m.id, y.now, "D-08")
	}}, step{minute, func() { y.does(m, s.clerk, lifecycle.Close, nil) }})
}

// acted is a director who goes through what he was told of and sees to some of it.
func (y *year) acted(s *site) {
	for _, e := range y.toldTo(s, "DIR") {
		p := y.made(*e.TicketID, e.Edges.Clock.Rule, e.Edges.Clock.DueAt)
		if p == nil {
			y.t.Fatalf("%s: %s of %s is told of, which nobody promised", y.now.In(zone), e.Edges.Clock.Rule, e.TicketID)
		}
		if p.acted.IsZero() && y.chance(40) {
			got, err := y.Clocks.Act(y.as(s.head), in{"id": e.ID, "note": "已督办"})
			y.fine(got.UserErrors, err)
			p.acted = y.now
		}
	}
}
