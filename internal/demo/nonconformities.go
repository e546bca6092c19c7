package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/nonconformity"
	"estatehub/internal/policy"
	"estatehub/internal/surveys"
)

// fault is a nonconformity with its measures.
type fault struct {
	id                                        ident.ID
	source, topic, description, cause, reason string
	state                                     lifecycle.State
	owner                                     *person
	raised, due, implemented, closed, upd     time.Time
	verification, verifier, effectDue, effect string
	effective                                 any
	reopened                                  int
	key                                       func() string // known when everything has its id
	ticket                                    *ticket
	survey                                    *questionnaires
	visit                                     *visit
	actions                                   []*measure
}

// measure is a corrective action.
type measure struct {
	id                            ident.ID
	kind, what, dueOn, result, by string
	state                         lifecycle.State
	owner                         *person
	made, done, verified, upd     time.Time
	verifier, verification        string
}

// causes and remedies are what is found and done, by the post that answers for a topic.
var remedies = map[string][3][]string{
	"ENVS": {words("保洁排班未覆盖周末 清运频次不足 巡检记录流于形式"), words("调整排班，周末加派一人 增加清运一次并公示 主管每日抽查并拍照留痕"), words("开展作业标准培训 纳入月度考核")},
	"ENGS": {words("配件库存不足，等待时间长 维修后未复查 只处理表面，未查明根源"), words("补充常用配件库存 维修后三日内复查 更换老化部件并做压力测试"), words("编制同类设施普查计划 维保单位增加驻点")},
	"SECS": {words("夜班人手不足 岗位交接不清 核验制度执行不严"), words("调整夜班岗位并加派一岗 交接班记录由队长签字 开展门岗核验专项检查"), words("巡更点位重新规划 每月组织应急演练")},
	"CSS":  {words("首问责任未落实 回复不及时，缺少跟踪 服务用语不规范"), words("落实首问责任并每日核对未结工单 设专人跟踪回复 开展服务礼仪培训"), words("录音抽查纳入考核 整理常见问题口径")},
}

// answerable is the post that answers for a topic.
func answerable(topic string) string {
	switch topic {
	case "CLEANING", "HYGIENE", "GREENING":
		return "ENVS"
	case "SECURITY", "FIRE_SECURITY":
		return "SECS"
	case "STAFF_ATTITUDE", "STAFF_QUALITY", "":
		return "CSS"
	}
	return "ENGS"
}

// fail finds what failed at a site in the year, and follows each to where it stands.
func (p *plan) fail(s *site) {
	d := throw("nonconformities " + s.code)
	p.unqualified(s)
	p.repeated(s)
	p.surveyed(s)
	p.inspected(s, d)
	slices.SortStableFunc(s.faults, func(a, b *fault) int { return a.raised.Compare(b.raised) })
	for _, f := range s.faults {
		p.followUp(s, d, f)
	}
}

func (s *site) raise(f *fault) {
	f.raised = f.raised.Truncate(time.Second)
	f.state, f.upd = lifecycle.Nonconformity.Initial, f.raised
	s.faults = append(s.faults, f)
}

// unqualified raises what return visits found.
func (p *plan) unqualified(s *site) {
	for _, v := range s.visits {
		if v.qualified != false {
			continue
		}
		f := &fault{
			source: "RETURN_VISIT", visit: v, ticket: v.ticket, raised: v.visited, description: "回访不合格：" + v.shortcomings,
			key: func() string { return nonconformity.VisitKey(v.id) },
		}
		if v.ticket != nil {
			f.topic = v.ticket.matter.topic
		}
		s.raise(f)
	}
}

// repeated raises matters that came again: the second complaint about one, the third repair.
func (p *plan) repeated(s *site) {
	times := map[*ticket]int{}
	for _, t := range s.tickets {
		first := t.repeats
		if first == nil || t.unit == nil {
			continue
		}
		times[first]++
		source, key, what := "REPEAT_COMPLAINT", policy.RepeatComplaintFrom, "重复投诉"
		if t.matter.kind == repair {
			source, key, what = "REPEAT_REPAIR", policy.RepeatRepairFrom, "重复报修"
		}
		from := p.inForce(s, day(t.opened)).Get(key).Int()
		if times[first]+1 != from {
			continue
		}
		s.raise(&fault{
			source: source, topic: t.matter.topic, ticket: t, raised: t.opened,
			description: fmt.Sprintf("%s同一事项（%s）第%d次%s，首单%s", t.unit.no, t.matter.finer, from, what, first.number),
			key: func() string {
				return nonconformity.RepeatKey(t.unit.id, t.matter.topic, string(t.matter.kind), first.id)
			},
		})
	}
}

// surveyed raises the main improvement items of the surveys.
func (p *plan) surveyed(s *site) {
	for _, q := range s.surveys {
		for _, b := range q.bars {
			if b.Main && !q.analysed.IsZero() {
				s.raise(&fault{
					source: "SURVEY", topic: string(b.Item), survey: q, raised: q.analysed, description: surveys.Improvement(q.year, q.round, b),
					key: func() string { return nonconformity.SurveyKey(q.id, string(b.Item)) },
				})
			}
		}
	}
}

// inspected raises what head office and the site itself found, quarter by quarter.
func (p *plan) inspected(s *site, d dice) {
	found := []struct{ source, topic, description string }{
		{"AUDIT", "FIRE_SECURITY", "季度品质检查：消防控制室值班记录缺两个班次签字"}, {"AUDIT", "", "季度品质检查：投诉台账与系统登记不一致"},
		{"INSPECTION", "CLEANING", "巡查发现：地下车库两处积尘超过一周未清扫"}, {"INSPECTION", "LIGHTING", "巡查发现：楼道灯损坏三日未报修"},
		{"INSPECTION", "GREENING", "巡查发现：绿化带补种后未按计划浇灌"}, {"AUDIT", "SECURITY", "夜间飞行检查：门岗离岗十分钟"},
		{"OTHER", "STAFF_QUALITY", "员工自查：新员工上岗前未完成培训"}, {"AUDIT", "PUBLIC_FACILITIES", "季度品质检查：健身器材月检记录缺失"},
	}
	for back := 11; back >= 0; back -= 2 {
		on := p.now.In(zone).AddDate(0, -back, -d.from(2, 12))
		if day(on) < later(s.opened, 20) {
			continue
		}
		x := pick(d, found)
		s.raise(&fault{source: x.source, topic: x.topic, description: x.description, raised: d.daytime(on.UTC()), key: func() string { return "" }})
	}
}

// followUp takes one to where it stands: most to their end, some late, some still open.
func (p *plan) followUp(s *site, d dice, f *fault) {
	post := answerable(f.topic)
	f.due = p.dueOf(s, f.raised)
	behind := d.chance(12) || s.lags() && d.chance(35)
	at := f.raised
	step := func(verb lifecycle.Verb, after time.Duration) bool {
		t, err := lifecycle.Nonconformity.Step(f.state, verb)
		if err != nil {
			panic(err) // the order below is wrong
		}
		next := d.daytime(at.Add(after)).Truncate(time.Second)
		if !next.Before(p.now) {
			return false
		}
		at, f.state, f.upd = next, t.To, next
		return true
	}
	stuck := func(percent float64) bool { return p.now.Sub(f.raised) < 200*24*time.Hour && d.chance(percent) }
	for {
		if stuck(2) || !step(lifecycle.Analyse, d.hours(8, 70)) {
			return
		}
		f.cause, f.owner = pick(d, remedies[post][0]), p.holds(s, d, at, post)
		made := p.measures(s, d, f, post, at)
		if stuck(2) || !step(lifecycle.SetMeasure, d.hours(2, 50)) || !step(lifecycle.Review, d.hours(2, 30)) || stuck(2) || !step(lifecycle.Submit, d.hours(2, 30)) {
			return
		}
		if behind && stuck(40) { // nobody does it
			return
		}
		for _, m := range made {
			end := time.Duration(float64(f.due.Sub(at)) * (0.2 + 0.6*d.Float64()))
			if behind {
				end = f.due.Sub(at) + d.hours(20, 300)
			}
			m.perform(p, s, d, d.daytime(at.Add(max(end, time.Hour))).Truncate(time.Second))
		}
		last := slices.MaxFunc(made, func(a, b *measure) int { return a.done.Compare(b.done) })
		if slices.ContainsFunc(made, func(m *measure) bool { return m.done.IsZero() }) || !step(lifecycle.Implement, last.done.Add(time.Hour).Sub(at)) {
			return
		}
		f.implemented = at
		head := p.head(s, at)
		if !step(lifecycle.Verify, d.hours(20, 90)) {
			return
		}
		for _, m := range made {
			m.state, m.verified, m.upd = lifecycle.ActionVerified, at.Add(-time.Hour), at.Add(-time.Hour)
			m.verifier, m.verification = head, pick(d, words("现场核实，措施已落实 查阅记录，符合要求 随机抽查三处，均已到位"))
		}
		effect := at.AddDate(0, 0, p.inForce(s, day(at)).Get(policy.CapaEffectDays).Int())
		f.verifier, f.verification, f.effectDue = head, "措施均已落实", day(effect)
		start, _ := time.ParseInLocation(dayLayout, f.effectDue, zone)
		works := f.reopened > 0 || !d.chance(4) && !(s.lags() && f.source == "SURVEY" && string(f.survey.bars[0].Item) == f.topic)
		verb := lifecycle.Close
		if !works {
			verb = lifecycle.Reopen
		}
		if !step(verb, start.Add(time.Duration(d.from(9, 200))*time.Hour).Sub(at)) {
			return
		}
		if works {
			f.closed, f.effective, f.effect = at, true, pick(d, words("观察期内未再发生 同类投诉明显下降 回访业主均表示认可"))
			return
		}
		f.effect = "观察期内同类问题再次发生"
		f.reason, f.effective, f.reopened, f.effectDue, f.implemented = f.effect, false, f.reopened+1, "", time.Time{}
		f.due, behind = p.dueOf(s, at), false
	}
}

// dueOf is by when the measures of what is raised at a time must be implemented.
func (p *plan) dueOf(s *site, at time.Time) time.Time {
	return nonconformity.Due(at, p.inForce(s, day(at)).Get(policy.CapaDueDays).Int(), zone)
}

// holds is who holds a post, or the CS supervisor, or the director.
func (p *plan) holds(s *site, d dice, at time.Time, codes ...string) *person {
	for _, code := range append(codes, "CSS", "DIR") {
		if all := s.here(day(at), code); len(all) > 0 {
			return pick(d, all)
		}
	}
	panic("demo: nobody at " + s.code)
}

// clerk is the login of somebody at the desk.
func (p *plan) clerk(s *site, d dice, at time.Time) string {
	return p.holds(s, d, at, "DESK").user.login
}

// head is the login of the director.
func (p *plan) head(s *site, at time.Time) string { return s.here(day(at), "DIR")[0].user.login }

// measures are what is to be done about it, this time.
func (p *plan) measures(s *site, d dice, f *fault, post string, at time.Time) (made []*measure) {
	kinds := []string{"CORRECTIVE"}
	if d.chance(55) {
		kinds = []string{"CORRECTION", "CORRECTIVE"}
	}
	if d.chance(30) {
		kinds = append(kinds, "PREVENTIVE")
	}
	due := day(f.due.Add(-time.Second))
	for i, kind := range kinds {
		m := &measure{kind: kind, state: lifecycle.ActionPlanned, owner: p.holds(s, d, at, post), dueOn: due, made: at.Add(time.Duration(i+1) * time.Minute)}
		switch m.upd = m.made; kind {
		case "CORRECTION":
			m.what = "当日完成整改并向业主说明"
		case "CORRECTIVE":
			m.what = pick(d, remedies[post][1])
		case "PREVENTIVE":
			m.what = pick(d, remedies[post][2])
		}
		made = append(made, m)
	}
	f.actions = append(f.actions, made...)
	return made
}

// perform does a measure at a time, unless that is to come.
func (m *measure) perform(p *plan, s *site, d dice, at time.Time) {
	if !at.Before(p.now) {
		return
	}
	m.done, m.state, m.upd, m.result = at, lifecycle.ActionDone, at, "已按计划完成"
	if m.by = p.clerk(s, d, at); m.owner.user != nil && !m.owner.head {
		m.by = m.owner.user.login
	}
}

// nonconformities writes them with their measures.
func (w *writer) nonconformities(ctx context.Context) error {
	err := w.rows(ctx, "Nonconformity", stamped("number source state topic description cause reason owner_id raised_at month due_at implemented_at verification verified_by effect_due_on effective "+
		"effect reopened closed_at trigger_key ticket_id return_visit_id survey_id"), func(s *site, add func(ident.ID, ...any)) {
		for _, f := range s.faults {
			add(f.id, nonconformity.Number(f.id), f.source, string(f.state), text(f.topic), f.description, text(f.cause), text(f.reason), f.owner.ref(), f.raised,
				f.raised.In(zone).Format("2006-01"), f.due, when(f.implemented), text(f.verification), text(f.verifier), text(f.effectDue), f.effective, text(f.effect), f.reopened,
				when(f.closed), text(f.key()), f.ticket.ref(), f.visit.ref(), f.survey.ref(), f.raised, f.upd)
		}
	})
	if err != nil {
		return err
	}
	return w.rows(ctx, "CorrectiveAction", stamped("nonconformity_id kind state measure owner_id due_on done_at result done_by verified_at verified_by verification"), func(s *site, add func(ident.ID, ...any)) {
		for _, f := range s.faults {
			for _, m := range f.actions {
				add(m.id, f.id, m.kind, string(m.state), m.what, m.owner.ref(), m.dueOn, when(m.done), text(m.result), text(m.by), when(m.verified), text(m.verifier), text(m.verification), m.made, m.upd)
			}
		}
	})
}

func (q *questionnaires) ref() any {
	if q == nil {
		return nil
	}
	return q.id
}

// settleSurveys closes the surveys all of whose nonconformities are closed.
func (s *site) settleSurveys(now time.Time) {
	for _, q := range s.surveys {
		if q.state != lifecycle.SurveyTracked {
			continue
		}
		at := q.upd
		open := slices.ContainsFunc(s.faults, func(f *fault) bool {
			if f.survey == q && f.closed.After(at) {
				at = f.closed
			}
			return f.survey == q && f.closed.IsZero()
		})
		if at = at.Add(5 * 24 * time.Hour); !open && at.Before(now) {
			q.state, q.upd = lifecycle.SurveyClosed, at
		}
	}
}
