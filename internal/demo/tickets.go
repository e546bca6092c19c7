package demo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

// prefixes begin the numbers of tickets, the same as those of package tickets.
var prefixes = map[lifecycle.TicketKind]string{
	lifecycle.Complaint: "TS", lifecycle.Suggestion: "JY", lifecycle.Praise: "BY", lifecycle.Enquiry: "ZX", lifecycle.Repair: "BX",
	lifecycle.HomeService: "JJ", lifecycle.SpecialService: "TY", lifecycle.MedicalAid: "YL", lifecycle.Dispute: "JF", lifecycle.Defect: "QX",
}

var channels = among(share[string]{"PHONE", 44}, share[string]{"WECHAT", 19}, share[string]{"VISIT", 15}, share[string]{"APP", 12},
	share[string]{"PATROL", 4}, share[string]{"RETURN_VISIT", 2}, share[string]{"COMPANY_CENTRE", 2}, share[string]{"LETTER", 1}, share[string]{"SURVEY", 1})

// hours are when people call, by the hour from midnight.
var hours = [24]int{1, 1, 0, 0, 0, 1, 3, 9, 26, 34, 31, 24, 15, 16, 24, 26, 24, 22, 21, 22, 17, 10, 5, 2}

// weekdays are when people call, from Sunday: those at work find what is broken at the weekend and call on Monday.
var weekdays = [7]int{11, 16, 14, 13, 13, 14, 13}

// happen draws a year of tickets of a site, in the order they were received. The ids follow one another from first on.
func (p *plan) happen(s *site, first ident.ID) error {
	d := throw("tickets " + s.code)
	by := s.calendar()
	for _, at := range p.moments(s, d) {
		m := by[at.In(zone).Month()].draw(d)
		id := first + ident.ID(len(s.tickets))
		t := &ticket{id: id, matter: m, machine: lifecycle.TicketMachine(m.kind), opened: at, severity: "ORDINARY", occurrence: 1}
		t.number = fmt.Sprintf("%s-%06d", prefixes[m.kind], id.Counter())
		t.state = t.machine.Initial
		if err := p.receive(s, d, t); err != nil {
			return err
		}
		s.tickets = append(s.tickets, t)
		if t.unit != nil && t.matter.topic != "" {
			s.came[t.about()] = append(s.came[t.about()], t)
		}
	}
	return nil
}

// calendar is what may happen in each month.
func (s *site) calendar() map[time.Month]*odds[*matter] {
	total := map[lifecycle.TicketKind]int{}
	for i := range matters {
		total[matters[i].kind] += matters[i].weight
	}
	by := map[time.Month]*odds[*matter]{}
	for mo := time.January; mo <= time.December; mo++ {
		o := &odds[*matter]{}
		for i := range matters {
			m := &matters[i]
			share := kindShares[m.kind]
			if m.kind == lifecycle.Defect {
				share = float64(s.defects)
			}
			w := share * 1000 / float64(total[m.kind]) * float64(m.weight) * float64(seasons[m.season][mo-1]) / 10
			o.add(m, int(w))
		}
		by[mo] = o
	}
	return by
}

// moments are when the tickets of a site came in, in order.
func (p *plan) moments(s *site, d dice) []time.Time {
	start := p.now.In(zone).AddDate(-1, 0, 1)
	if s.opened > day(start) {
		start, _ = time.ParseInLocation(dayLayout, s.opened, zone)
	}
	days := &odds[time.Time]{}
	for t := time.Date(start.Year(), start.Month(), start.Day(), 0, 0, 0, 0, zone); t.Before(p.now); t = t.AddDate(0, 0, 1) {
		busy := 100 + []int{14, 10, -2, -4, -2, 6, 16, 12, 2, -4, 2, 12}[t.Month()-1]
		days.add(t, weekdays[t.Weekday()]*busy)
	}
	hour := &odds[int]{}
	for h, w := range hours {
		hour.add(h, w)
	}
	all := make([]time.Time, 0, s.spec.tickets)
	for len(all) < s.spec.tickets {
		t := days.draw(d).Add(time.Duration(hour.draw(d))*time.Hour + d.minutes(0, 59)).UTC()
		if t.Before(p.now) {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b time.Time) int { return a.Compare(b) })
	return all
}

// receive opens a ticket and takes it as far as it came.
func (p *plan) receive(s *site, d dice, t *ticket) error {
	on := day(t.opened)
	p.reported(s, d, t, on)
	c := p.crew(s, d, t, on)
	w := &walk{ticket: t, d: d, plan: p, site: s, host: c.host, at: t.opened, end: p.now}
	opener := c.desk
	if t.channel == "COMPANY_CENTRE" { // who works at no site is nobody's first receiver there
		opener, t.receiver = centre, nil
	}
	w.events = append(make([]event, 0, 10), event{at: t.opened, verb: "open", to: t.state, actor: opener.login, facts: t.facts(), owners: t.owners()})
	if p.doubled(s, d, w, c) {
		return w.err
	}
	w.live(c)
	return w.err
}

// reported fills in who reported a ticket, about what.
func (p *plan) reported(s *site, d dice, t *ticket, on string) {
	t.channel = channels.draw(d)
	if t.channel == "COMPANY_CENTRE" && t.matter.kind != complaint || t.channel == "PATROL" && (t.matter.kind != repair || !t.matter.public) {
		t.channel = "PHONE"
	}
	if before := s.again(d, t); before != nil {
		t.repeats, t.matter, t.unit, t.occurrence = before, before.matter, before.unit, 2
	}
	u := t.unit
	for u == nil {
		u = pick(d, s.units)
		in := u.occupancy == "OCCUPIED" || u.occupancy == "LET" || u.occupancy == "RENOVATING"
		if t.matter.kind == lifecycle.Defect {
			in = in || u.occupancy == "HANDED_OVER" || u.occupancy == "VACANT"
		}
		if !in || u.owner(on) == nil || u.building.estate.moveIn > on || u.building.use == "PARKING" && !d.chance(10) {
			u = nil
		}
	}
	t.said = d.IntN(len(t.matter.said))
	if t.repeats != nil {
		t.said = t.repeats.said
	}
	switch {
	case t.channel == "PATROL":
		t.content = "巡查发现："
	case t.repeats != nil:
		t.content = "再次反映："
	case d.chance(45):
		t.content = pick(d, times) + "，"
	}
	t.content += strings.NewReplacer("{处}", pick(d, places), "{栋}", u.building.name).Replace(t.matter.said[t.said])
	if asks := t.matter.asks; asks != nil && d.chance(70) {
		t.demand = asks[t.said%len(asks)]
	}
	if t.channel == "PATROL" {
		return // nobody's, and about no unit
	}
	t.unit = u
	t.owner = u.owner(on)
	t.name, t.phone = t.owner.name, t.owner.phone
	if l := u.lessee(on, s); l != nil && d.chance(75) {
		t.owner, t.name, t.phone = nil, l.lessee, l.phone
	}
	if t.matter.kind == complaint && d.chance(1.6) && t.matter.public {
		t.collective, t.complainants = true, d.from(5, 40)
		t.content = fmt.Sprintf("%d户业主联名反映：%s", t.complainants, t.content)
	}
}

// lessee is who rented the unit on a day.
func (u *unit) lessee(on string, s *site) *tenancy {
	if u.tenancy != nil && u.tenancy.since <= on {
		return u.tenancy
	}
	return nil
}

// again is an earlier ticket of which this one repeats the matter, sometimes.
func (s *site) again(d dice, t *ticket) *ticket {
	if t.matter.kind != repair && t.matter.kind != complaint || !d.chance(5) {
		return nil
	}
	for range 12 {
		n := len(s.tickets) - 1 - d.IntN(220)
		if n < 0 {
			continue
		}
		if o := s.tickets[n]; o.matter.kind == t.matter.kind && o.unit != nil && o.unit.building.use != "PARKING" && o.into == nil && o.repeats == nil &&
			t.opened.Sub(o.opened) < 60*24*time.Hour {
			return o
		}
	}
	return nil
}

// crew chooses who deals with a ticket, among those at the site on the day it came.
func (p *plan) crew(s *site, d dice, t *ticket, on string) *crew {
	var hands []*person // who does it is not who asks the customer how it was done
	one := func(codes ...string) *person {
		for _, code := range codes {
			var fit []*person
			for _, h := range s.here(on, code) {
				if h != t.complained && !slices.Contains(hands, h) {
					fit = append(fit, h)
				}
			}
			if len(fit) > 0 {
				return pick(d, fit)
			}
		}
		return s.here(on, "DIR")[0]
	}
	if t.matter.topic == "STAFF_ATTITUDE" || t.matter.topic == "STAFF_QUALITY" && t.matter.kind == complaint {
		t.complained = one("DESK", "GUA", "REP")
		if d.chance(60) {
			t.complained = one("GUA", "CLN", "REP")
		}
	}
	t.receiver = one("DESK", "ZCS", "CSS")
	if d.chance(22) {
		t.receiver = one("ZCS", "DESK", "CSS")
	}
	c := &crew{host: t.receiver, hands: one(t.matter.post, "REPL", "CSS"), another: one(t.matter.post, "CSS"), desk: as(t.receiver)}
	at := c.hands
	if at.user == nil { // a cleaner has no account: his supervisor enters it
		at = one("ENVS", "CSS")
	}
	c.worker = as(at)
	c.head = as(s.here(on, "DIR")[0])
	hands = []*person{c.hands, c.another}
	c.visitor = as(one("CSS", "DESK", "ZCS"))
	if t.channel == "COMPANY_CENTRE" {
		c.visitor = centre
	}
	t.department = departments[t.matter.post]
	return c
}

// as is a member of staff as he acts.
func as(h *person) actor {
	a := actor{h.user.login, tenants.SiteStaff}
	if h.head {
		a.role = tenants.SiteManager
	}
	return a
}

var departments = map[string]string{
	"REP": "工程部", "ENGS": "工程部", "SECS": "秩序维护部", "ENVS": "环境部", "CSS": "客服部", "DESK": "客服部", "ZCS": "客服部", "RECT": "客服部",
	"RENO": "客服部", "CLNL": "环境部",
}

// doubled merges a ticket into an open one about the same, sometimes: a lift that stands still is reported by many.
func (p *plan) doubled(s *site, d dice, w *walk, c *crew) bool {
	if !w.matter.public || w.repeats != nil || w.collective || !d.chance(30) {
		return false
	}
	for n := len(s.tickets) - 1; n >= 0 && n > len(s.tickets)-60; n-- {
		o := s.tickets[n]
		if o.matter.kind != w.matter.kind || o.matter.topic != w.matter.topic || w.opened.Sub(o.opened) > 40*time.Hour || o.into != nil ||
			o.complained != nil && o.complained == w.host || w.complained != o.complained {
			continue
		}
		at := d.daytime(w.at.Add(d.minutes(10, 90)))
		state := o.stateAt(at)
		if !lifecycle.IsUnsolved(state) || !at.Before(p.now) {
			continue
		}
		if !w.do(lifecycle.Merge, c.desk, at.Sub(w.at), given{into: o, reason: "同一问题，合并处理"}) {
			return w.err != nil
		}
		o.absorb(event{at: w.at, verb: "merge", from: state, to: state, text: "并入本单：" + w.number, actor: c.desk.login})
		return true
	}
	return false
}

// stateAt is the state a ticket was in at a time.
func (t *ticket) stateAt(at time.Time) lifecycle.State {
	state := t.machine.Initial
	for _, e := range t.events {
		if e.at.After(at) {
			break
		}
		state = e.to
	}
	return state
}

// absorb puts an entry into a history at its time.
func (t *ticket) absorb(e event) {
	n, _ := slices.BinarySearchFunc(t.events, e.at, func(x event, at time.Time) int {
		if x.at.After(at) {
			return 1
		}
		return -1
	})
	t.events = slices.Insert(t.events, n, e)
}

// updated is when a ticket last changed.
func (t *ticket) updated() time.Time {
	return slices.MaxFunc(t.events, func(a, b event) int { return cmp.Compare(a.at.UnixNano(), b.at.UnixNano()) }).at
}
