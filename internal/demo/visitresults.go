package demo

import (
	"slices"
	"time"

	"estatehub/internal/lifecycle"
	"estatehub/internal/visits"
)

var (
	pleased   = among(share[string]{"VERY_SATISFIED", 34}, share[string]{"SATISFIED", 52}, share[string]{"FAIR", 14})
	lukewarm  = among(share[string]{"VERY_SATISFIED", 14}, share[string]{"SATISFIED", 48}, share[string]{"FAIR", 31}, share[string]{"DISSATISFIED", 7})
	unpleased = among(share[string]{"FAIR", 12}, share[string]{"DISSATISFIED", 66}, share[string]{"VERY_DISSATISFIED", 22})
	methods   = among(share[string]{"PHONE", 62}, share[string]{"FACE_TO_FACE", 34}, share[string]{"WRITTEN", 4})
	heard     = words("希望师傅能准时 希望提前电话联系 建议多巡查 态度不错 处理及时 希望楼道再干净些 绿化修剪及时 夜间岗亭有时没人 电梯等候时间长")
)

// record fills in what came of a visit.
func (g *programme) record(v *visit, at time.Time, ok bool) {
	d := g.d
	v.visited, v.updated, v.qualified, v.onTime = at, at, ok, !at.After(v.due)
	v.state = map[bool]lifecycle.State{true: lifecycle.VisitQualified, false: lifecycle.VisitUnqualified}[ok]
	v.method = methods.draw(d)
	of := pleased
	if g.lags() {
		of = lukewarm
	}
	v.satisfaction = of.draw(d)
	if !ok {
		v.satisfaction = unpleased.draw(d)
	}
	if v.rule.Type == "OUTREACH" {
		v.method = "FACE_TO_FACE"
	}
	for i := range v.marks {
		if d.chance(45) {
			v.marks[i] = of.draw(d)
		}
	}
	if v.ticket != nil && v.ticket.matter.kind == repair {
		v.marks[3] = v.satisfaction
	}
	v.signed = v.method == "FACE_TO_FACE" && d.chance(80)
	if d.chance(22) {
		v.opinions = pick(d, heard)
	}
	if ok && v.satisfaction == "FAIR" && d.chance(40) {
		v.shortcomings = pick(d, words("等候时间偏长 现场清理不够干净 事前沟通不足"))
	}
	if lead := at.Sub(v.opens); lead > 3*time.Hour && d.chance(38) {
		v.appointed = at.Add(-d.minutes(0, 20)).Truncate(time.Minute)
		if v.appointed.Before(v.opens) {
			v.appointed = at
		}
	}
	if d.chance(12) {
		v.attempts = d.from(1, 3)
	}
	if v.visitor == nil && v.ticket != nil {
		v.visitor = g.sent(at, v.ticket.complained, v.ticket.assignee)
	}
}

// sent is who makes a visit: zone customer service, else the desk, else their supervisor; but not whom the ticket complains
// about, nor who did the work.
func (g *programme) sent(at time.Time, not ...*person) *person {
	for _, code := range []string{"ZCS", "DESK", "CSS"} {
		fit := slices.DeleteFunc(slices.Clone(g.here(day(at), code)), func(h *person) bool { return slices.Contains(not, h) })
		if len(fit) > 0 {
			return pick(g.d, fit)
		}
	}
	return nil
}

// catchUp says what became of a visit that its ticket's history does not tell of: one to a closed ticket was made later,
// most in time; what is due these days is still open, some of it late.
func (g *programme) catchUp(v *visit) {
	d, t := g.d, v.ticket
	inTime, kept := 93.0, 7*24*time.Hour
	if g.lags() {
		inTime, kept = 68, 25*24*time.Hour
	}
	v.visitor = g.sent(minTime(v.made, g.now), t.complained, t.assignee)
	if t.state != lifecycle.Closed || !t.resolved.Equal(v.completed) {
		g.begun(v)
		return
	}
	from := v.opens
	if t.closed.After(from) {
		from = t.closed
	}
	if v.made.After(from) {
		from = v.made
	}
	at := from.Add(d.minutes(60, 3000))
	if left := v.due.Sub(from); left > 4*time.Hour {
		at = from.Add(time.Duration(float64(left) * (0.1 + 0.8*d.Float64())))
	}
	late := !d.chance(inTime)
	if late {
		at = v.due.Add(d.hours(8, 150))
	}
	at = d.daytime(at.Truncate(time.Second))
	switch {
	case v.sample != nil && v.sample.Coverage < 1 && v.round == 1 && d.chance(3) && at.Before(g.now): // by the head office
		v.state, v.reason, v.updated = lifecycle.VisitWaived, pick(d, words("业主长期不在，联系不上 房屋已转让，原报修人已搬离")), at
	case late && g.now.Sub(v.due) < kept, !at.Before(g.now):
		g.begun(v)
	default:
		g.record(v, at, true)
	}
}

// begun is how far a visit has come that is still to be made.
func (g *programme) begun(v *visit) {
	d := g.d
	switch {
	case v.opens.After(g.now):
	case d.chance(25):
		v.state, v.attempts = lifecycle.VisitNotReached, d.from(1, 3)
		v.updated = between(v.made, g.now, d)
	case d.chance(35):
		v.state = lifecycle.VisitAppointed
		v.updated = between(v.made, g.now, d)
		v.appointed = d.daytime(g.now.Add(d.hours(3, 40))).Truncate(time.Minute)
	}
}

func between(a, b time.Time, d dice) time.Time {
	if !b.After(a) {
		return a
	}
	return a.Add(time.Duration(d.Float64() * float64(b.Sub(a)))).Truncate(time.Second)
}

func minTime(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// unasked are the visits that follow no ticket: some planned each month, and an outreach visit a day.
func (g *programme) unasked() {
	d := throw("outreach " + g.code)
	g.d = d
	rule := func(kind string) *visits.Rule {
		i := slices.IndexFunc(visits.Rules, func(r visits.Rule) bool { return r.Type == kind })
		return &visits.Rules[i]
	}
	var lived []*unit
	for _, u := range g.units {
		if (u.occupancy == "OCCUPIED" || u.occupancy == "LET") && u.building.use != "PARKING" {
			lived = append(lived, u)
		}
	}
	start := g.now.In(zone).AddDate(-1, 0, 1)
	if g.opened > day(start) {
		start, _ = time.ParseInLocation(dayLayout, g.opened, zone)
	}
	add := func(kind string, opens, due time.Time) *visit {
		u := pick(d, lived)
		v := &visit{rule: rule(kind), state: lifecycle.VisitDue, unit: u, owner: u.owner(day(opens)), round: 1, opens: opens.UTC(), due: due.UTC(),
			month: opens.In(zone).Format("2006-01"), made: opens.UTC(), updated: opens.UTC()}
		if v.owner != nil {
			v.customer, v.phone = v.owner.name, v.owner.phone
		}
		v.visitor = g.sent(opens)
		g.visits = append(g.visits, v)
		return v
	}
	finish := func(v *visit, at time.Time) {
		if at.Before(g.now) {
			g.record(v, at, true)
		}
	}
	for on := time.Date(start.Year(), start.Month(), start.Day(), 0, 0, 0, 0, zone); on.Before(g.now); on = on.AddDate(0, 0, 1) {
		if on.Day() == 1 {
			for range 6 {
				v := add("PLANNED", on, on.AddDate(0, 1, 0))
				at := d.daytime(on.Add(d.hours(24, 27*24)))
				if d.chance(map[bool]float64{true: 18, false: 4}[g.lags()]) {
					at = d.daytime(v.due.Add(d.hours(10, 200)))
				}
				finish(v, at.UTC())
			}
		}
		if g.lags() && d.chance(22) { // nobody went
			continue
		}
		morning := on.Add(8 * time.Hour)
		if !morning.Before(g.now) {
			continue
		}
		v := add("OUTREACH", morning, on.AddDate(0, 0, 1))
		finish(v, morning.Add(d.minutes(30, 600)).UTC())
	}
}
