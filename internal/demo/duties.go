package demo

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/duties"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/workdays"
)

// routine is a duty of the work calendar, as the group's template of it has it.
type routine struct {
	*duties.Standard
	id    ident.ID
	items []ident.ID
	rules *duties.Template
}

// task is one time a duty is due at a site.
type task struct {
	id ident.ID
	*routine
	duties.Instance
	state              lifecycle.State
	onTime             any
	unit               *unit
	doer               *person
	done, verified     time.Time
	verifier           string
	text, reason       string
	signer             string
	population, sample int
	seed               int64
	penalty            string
	marks              []mark
	found              []*discovery
}

// mark is a line of a checklist, filled in.
type mark struct {
	id     ident.ID
	at     int // its place in the list, from 0
	score  int
	remark string
}

// discovery is a fault that was found on a patrol and became a ticket.
type discovery struct {
	id             ident.ID
	kind, severity string
	place          string
	state          lifecycle.State
	ticket         *ticket
	done           time.Time
}

// remark is an entry of the duty log.
type remark struct {
	id                ident.ID
	at                time.Time
	state             lifecycle.State
	unit              *unit
	name, phone       string
	matter, handling  string
	result            string
	onDuty            *person
	completed, signed time.Time
	signedBy          string
	sampled           bool
}

// calendar makes the templates of the group, one for each line of the calendar.
func (p *plan) calendar() {
	kind := gen.Nouns.Named("DutyTemplate").Kind
	item := gen.Nouns.Named("DutyTemplateItem").Kind
	for i := range duties.Calendar {
		r := &routine{Standard: &duties.Calendar[i], id: p.draw(kind)}
		r.rules = r.Template()
		for range r.Items {
			r.items = append(r.items, p.draw(item))
		}
		p.routines = append(p.routines, r)
	}
}

// Daily duties nobody asks figures of were taken into the calendar a season ago: they are many, too.
const lateDays = 90

var lateDaily = words("W-07 W-08 W-09 W-10 W-11 W-12 W-13")

// renovationDays is how far back the daily patrols of units under renovation are told: they are many.
const renovationDays = 10

// busy draws a year of duties of a site, and what there is to come.
func (p *plan) busy(s *site) {
	d := throw("duties " + s.code)
	now := p.now.In(zone)
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	start := today.AddDate(-1, 0, 1)
	if first, _ := time.Parse(dayLayout, s.opened); first.After(start) {
		start = first
	}
	ahead := time.Date(today.Year(), today.Month()+2, 0, 0, 0, 0, 0, time.UTC)
	p.talk(s, throw("duty log "+s.code), start, today)
	found := s.discoveries(d)
	days := workdays.Official()
	for _, r := range p.routines {
		from, to, units := start, ahead, []*unit{nil}
		switch {
		case r.PerUnit:
			from, to, units = lastOf(start, today.AddDate(0, 0, -renovationDays)), today.AddDate(0, 0, 1), s.renovating()
		case slices.Contains(lateDaily, r.Code):
			from = lastOf(start, today.AddDate(0, 0, -lateDays))
		case r.Frequency == "YEARLY":
			to = today.AddDate(1, 0, 0)
		}
		if r.Frequency != "DAILY" && r.Frequency != "WEEKLY" {
			from = duties.PeriodOf(r.Frequency, from).First
		}
		for _, i := range duties.Instances(r.rules, from, to, days, zone) {
			if i.Due.Before(start) {
				continue
			}
			for n, u := range units {
				t := &task{routine: r, Instance: i, unit: u, state: lifecycle.DutyScheduled}
				if r.PerUnit {
					t.Slot = n + 1
				}
				p.live(s, d, t, found[i.Period])
				s.tasks = append(s.tasks, t)
			}
		}
	}
	p.inspections(s, d, start, today)
}

func lastOf(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func (s *site) renovating() []*unit {
	return slices.DeleteFunc(slices.Clone(s.units), func(u *unit) bool { return u.occupancy != "RENOVATING" })
}

// live takes a task as far as it came: most are done in time, some late, a few not at all.
func (p *plan) live(s *site, d dice, t *task, found []*discovery) {
	if t.Remind.After(p.now) {
		return
	}
	missed, never := 2.5, 12.0
	if s.lags() {
		missed, never = 11, 34
	}
	if t.Frequency != "DAILY" {
		missed *= 2
	}
	patrol := t.Code == "W-04" && len(found) > 0
	switch {
	case t.Code == duties.SignLog:
		p.signed(s, d, t, missed)
		return
	case t.Code == duties.SampleLog:
		p.sampled(s, d, t, s.lags() && d.chance(35))
		return
	case patrol:
		p.patrolled(s, d, t, found)
		return
	case d.chance(0.4) && t.Due.Before(p.now) && t.Evidence != "CHECKLIST":
		t.state, t.reason = lifecycle.DutySkipped, pick(d, words("当日暴雨停止外勤 设施停用检修，本次免做 与专项检查合并进行"))
		return
	case t.Code == "W-62" && s.lags() && t.Due.After(p.now.AddDate(0, -4, 0)):
		missed = 100 // its last service report
	case d.chance(missed) && t.Due.Before(p.now):
		missed = 100
	default:
		missed = 0
	}
	if missed < 100 {
		at := t.moment(d)
		if at.Before(p.now) {
			p.do(s, d, t, at, lifecycle.DutyDone)
		}
		return
	}
	if !t.Due.Before(p.now) {
		return
	}
	t.state, t.onTime, t.penalty = lifecycle.DutyLate, false, duties.PenaltyKey
	at := d.daytime(t.Due.Add(d.hours(3, 70)))
	if !d.chance(never) && at.Before(p.now) {
		t.reason = pick(d, words("人手不足 忙于处理突发投诉 当班人员请假未交接 资料未及时汇总"))
		p.do(s, d, t, at, lifecycle.DutyMadeUp)
	}
}

// moment is when a task was done in time: in the working hours of its day, or in the days before it was due.
func (t *task) moment(d dice) time.Time {
	from := t.Remind
	if t.Remind.Add(24 * time.Hour).After(t.Due) {
		from = t.Remind.In(zone).Add(8*time.Hour + 30*time.Minute)
		if before := t.Due.Add(-4 * time.Hour); from.After(before) {
			from = before
		}
	}
	until := t.Due
	if evening := time.Date(t.Due.In(zone).Year(), t.Due.In(zone).Month(), t.Due.In(zone).Day(), 18, 0, 0, 0, zone); until.After(evening) && evening.After(from) {
		until = evening
	}
	at := from.Add(time.Duration(d.Float64() * float64(until.Sub(from)))).Truncate(time.Second)
	return at.UTC()
}

// do is that a task is done, by somebody who holds its post.
func (p *plan) do(s *site, d dice, t *task, at time.Time, state lifecycle.State) {
	t.state, t.done, t.onTime = state, at, state == lifecycle.DutyDone
	t.doer = s.holder(d, day(at), t.Post)
	switch t.Evidence {
	case "SIGNATURE":
		t.signer = t.doer.name
	case "CHECKLIST":
		t.score(s, d)
	}
	if t.text == "" {
		t.text = t.says(d)
	}
	if at := d.daytime(at.Add(d.hours(4, 60))); t.Verified && at.Before(p.now) && d.chance(92) {
		head := s.director()
		if t.Kind == "RETURN" || t.Kind == "CLEANING" || head == t.doer {
			t.verifier = "quality"
		} else {
			t.verifier = head.user.login
		}
		t.state, t.verified = lifecycle.DutyVerified, at
	}
}

// holder is somebody who holds a post at the site on a day; the posts of the head office are nobody's there.
func (s *site) holder(d dice, on, code string) *person {
	for _, c := range []string{code, "CSS", "DIR"} {
		if all := s.here(on, c); len(all) > 0 {
			return pick(d, all)
		}
	}
	return s.director()
}

// says is what somebody wrote of a task.
func (t *task) says(d dice) string {
	switch t.Kind {
	case "PATROL":
		return pick(d, words("巡查正常，未发现异常 巡查完毕，楼道照明完好 已巡查，提醒一户清理楼道堆物 巡查正常，劝离乱停电动车一辆"))
	case "SIGNAGE":
		return pick(d, words("标识齐全完好 标识齐全，擦拭两处 标识完好，扶正导向牌一块"))
	case "RETURN":
		return fmt.Sprintf("%s：共 %d 项，完成 %d 项，其余跟进中", t.ZH, d.from(30, 120), d.from(20, 30))
	case "REPORT":
		return t.Period + "管理服务报告已在各单元入口及公告栏张贴，照片归档"
	case "MEETING":
		return fmt.Sprintf("到会 %d 人，形成纪要", d.from(5, 18))
	case "TRAINING":
		return fmt.Sprintf("培训 %d 人，考核合格", d.from(4, 16))
	}
	return t.ZH + "已完成"
}

// score fills a scored checklist in: most lines get all or nearly all of their points.
func (t *task) score(s *site, d dice) {
	lost := 16
	if s.lags() {
		lost = 36
	}
	for i, item := range t.Items {
		m := mark{at: i, score: item.Points - item.Points*d.from(0, lost)/100}
		if m.score < item.Points*9/10 {
			m.remark = pick(d, words("局部未达标 有积尘 记录不全 已要求整改 个别点位遗漏"))
		}
		t.marks = append(t.marks, m)
	}
}

// full are the points there were, and those given; none where nothing was scored.
func (t *task) full() (score, full any) {
	if len(t.marks) == 0 {
		return nil, nil
	}
	a, b := 0, 0
	for _, m := range t.marks {
		a, b = a+m.score, b+t.Items[m.at].Points
	}
	return a, b
}

// inspections are the visits of head-office quality, once a quarter.
func (p *plan) inspections(s *site, d dice, start, today time.Time) {
	r := p.routines[slices.IndexFunc(p.routines, func(r *routine) bool { return r.Code == "QI-01" })]
	for day := start.AddDate(0, 1, d.from(0, 20)); day.Before(today); day = day.AddDate(0, 3, d.from(-5, 5)) {
		opened := time.Date(day.Year(), day.Month(), day.Day(), 9, 0, 0, 0, zone).UTC()
		t := &task{routine: r, state: lifecycle.DutyScheduled}
		due := time.Date(day.Year(), day.Month(), day.Day()+7, 23, 59, 59, 0, zone)
		t.Instance = duties.Instance{Period: day.Format(dayLayout), Slot: 1, Begins: day, Remind: opened, Due: due.UTC(), Month: due.Format("2006-01")}
		if at := d.daytime(opened.Add(d.hours(20, 140))); at.Before(p.now) {
			p.do(s, d, t, at, lifecycle.DutyDone)
			t.doer, t.text = nil, "总部品质检查"
		} else if due.Before(p.now) {
			t.state, t.onTime, t.penalty = lifecycle.DutyLate, false, duties.PenaltyKey
		}
		s.tasks = append(s.tasks, t)
	}
}

// faults are what is found, by the topic of the ticket it became.
var faults = map[string]string{
	"DRAIN": "BLOCKAGE", "WATER": "LEAK", "ROOF": "LEAK", "WALL": "DAMP", "LIGHTING": "LOSS_OF_FUNCTION", "LIFT": "ABNORMAL", "DOOR": "BREAKAGE",
	"FIRE_EQUIPMENT": "MISSING_PART", "PUBLIC_FACILITIES": "DAMAGE", "POWER": "LOSS_OF_FUNCTION",
}

// discoveries are what was found on patrols, by the day: the tickets that came in so.
func (s *site) discoveries(d dice) map[string][]*discovery {
	by := map[string][]*discovery{}
	for _, t := range s.tickets {
		if t.channel != "PATROL" {
			continue
		}
		f := &discovery{ticket: t, kind: faults[t.matter.topic], severity: "SMALL", state: lifecycle.FindingSelf}
		if f.kind == "" {
			f.kind = "ABNORMAL"
		}
		switch {
		case t.severity == "MAJOR":
			f.severity, f.state = "URGENT", lifecycle.FindingUrgent
		case t.planned != "":
			f.severity, f.state = "MEDIUM", lifecycle.FindingPlanned
		}
		f.place = pick(d, places)
		for _, place := range places {
			if strings.Contains(t.content, place) {
				f.place = place
			}
		}
		switch lifecycle.TicketPhase(t.state) {
		case lifecycle.PhaseDone, lifecycle.PhaseEnded:
			f.state, f.done = lifecycle.FindingDone, t.resolved
			if f.done.IsZero() {
				f.done = t.closed
			}
		}
		by[day(t.opened)] = append(by[day(t.opened)], f)
	}
	return by
}

// patrolled is a patrol on which something was found: it was done, and what was found was told when its ticket came in.
func (p *plan) patrolled(s *site, d dice, t *task, found []*discovery) {
	last := found[0].ticket.opened
	for _, f := range found {
		if f.ticket.opened.After(last) {
			last = f.ticket.opened
		}
	}
	at := last.Add(d.minutes(5, 40))
	if at.After(t.Due) {
		at = t.Due
	}
	if !at.Before(p.now) {
		at = p.now
	}
	t.text = fmt.Sprintf("巡查发现问题 %d 处，已报修", len(found))
	t.found = found
	p.do(s, d, t, at, lifecycle.DutyDone)
}
