package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/surveyanswer"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
	"estatehub/internal/surveys"
)

// questionnaires is a round of the satisfaction survey.
type questionnaires struct {
	id                                                            ident.ID
	year, round                                                   int
	title, approved, analysis, measures                           string
	state                                                         lifecycle.State
	opened, sentAt, returnedAt, counted, analysed, published, upd time.Time
	goal                                                          float64
	forms                                                         []*form
	target, returned                                              int
	bars                                                          []surveys.Bar
}

// form is the questionnaire of one home.
type form struct {
	id                             ident.ID
	unit                           *unit
	returned                       time.Time // zero: it did not come back
	channel, overall, comment, who string
	answers                        []reply
}

type reply struct {
	id         ident.ID
	item, mark string
}

// grumbles are how many of a thousand are dissatisfied with an item, in the order of lifecycle.SurveyItems.
var grumbles = [10]int{55, 25, 15, 40, 30, 50, 35, 45, 45, 15}

// sore are the items a site is worse at, as many times.
var sore = map[string]map[string]float64{
	"LAJY": {"HYGIENE": 3, "REPAIR_SERVICE": 3.2, "FIRE_SECURITY": 2},
	"FQSQ": {"HYGIENE": 4.5, "PUBLIC_FACILITIES": 3},
	"YCZX": {"COOLING": 3},
	"TXXY": {"WATER": 1.8, "PUBLIC_FACILITIES": 1.6},
}

// answering are how many of a hundred questionnaires come back; of one site few do.
var answering = map[string]float64{"XLRC": 78, "YCZX": 74, "TXXY": 91, "LAJY": 52, "FQSQ": 83, "NTYJ": 76}

// twice are the sites that ask in June, too.
var twice = []string{"XLRC", "YCZX"}

// unreached are how many of a hundred homes a questionnaire cannot be brought to.
func unreached(s *site) float64 {
	if s.lags() {
		return 8
	}
	return 1.5
}

// ask holds the surveys of a site: each December, and in June where the site does so.
func (p *plan) ask(s *site) {
	d := throw("surveys " + s.code)
	now := p.now.In(zone)
	for at := time.Date(now.Year(), now.Month(), 1, 9, 0, 0, 0, zone).AddDate(-1, -1, 0); at.Before(now); at = at.AddDate(0, 1, 0) {
		june := at.Month() == time.June && slices.Contains(twice, s.code)
		if !june && at.Month() != time.December {
			continue
		}
		round := 1
		if !june && slices.Contains(twice, s.code) {
			round = 2
		}
		p.round(s, d, at, round)
	}
}

// round takes one survey as far as it has come.
func (p *plan) round(s *site, d dice, month time.Time, round int) {
	q := &questionnaires{year: month.Year(), round: round, state: lifecycle.Survey.Initial, title: fmt.Sprintf("%s%d年度业主满意度调查", s.name, month.Year())}
	if month.Month() == time.June {
		q.title = fmt.Sprintf("%s%d年上半年业主满意度调查", s.name, month.Year())
	}
	at := month.AddDate(0, 0, -d.from(8, 12)).Add(d.minutes(0, 300))
	if !at.Before(p.now) || s.opened > day(month.AddDate(0, -2, 0)) {
		return
	}
	q.opened, q.upd = at.UTC(), at.UTC()
	s.surveys = append(s.surveys, q)
	// step goes on a span of time later, by a verb; it is false once the present is reached.
	step := func(verb lifecycle.Verb, after time.Duration) bool {
		next := at.Add(after)
		t, err := lifecycle.Survey.Step(q.state, verb)
		if err != nil {
			panic(err) // the order below is wrong
		}
		if !next.Before(p.now) {
			return false
		}
		at, q.state, q.upd = next, t.To, next.UTC()
		return true
	}
	const days = 24 * time.Hour
	if !step(lifecycle.Approve, time.Duration(d.from(3, 5))*days) {
		return
	}
	q.approved = "业主代表联席会"
	if !step(lifecycle.Send, month.AddDate(0, 0, d.from(0, 3)).Add(d.minutes(0, 200)).Sub(at)) {
		return
	}
	q.sentAt, q.goal = q.upd, p.goal(s, q.upd)
	p.collect(s, d, q)
	if q.returned > 0 {
		q.state = lifecycle.SurveyCollecting
	}
	late := 0
	switch {
	case s.lags():
		late = d.from(14, 18)
	case s.code == "YCZX" && month.Month() == time.June: // whoever counts was on leave
		late = 9
	}
	if !step(lifecycle.Count, time.Duration(24+d.from(0, 4)+late)*days) {
		return
	}
	q.counted = q.upd
	q.tally(p.inForce(s, day(q.counted)))
	if !step(lifecycle.Report, time.Duration(d.from(1, 3))*days) || !step(lifecycle.Analyse, time.Duration(d.from(2, 4))*days) {
		return
	}
	q.analysed, q.analysis = q.upd, "分析会由副总经理主持。"+q.main("主要不满意项：%s。对误解事项已向业主说明。")
	if !step(lifecycle.Publish, time.Duration(d.from(3, 5))*days) {
		return
	}
	q.published, q.measures = q.upd, q.main("针对%s制定改进措施，责任到人，逐月公示进展。")
	step(lifecycle.Track, time.Duration(d.from(10, 25))*days)
}

// goal is how many of the questionnaires are to come back.
func (p *plan) goal(s *site, at time.Time) float64 {
	return p.inForce(s, day(at)).Get(policy.SurveyReturnTarget).Float()
}

// main names the main improvement items in a sentence.
func (q *questionnaires) main(sentence string) string {
	names := ""
	for _, b := range q.bars {
		if b.Main {
			if names != "" {
				names += "、"
			}
			names += b.TitleZh()
		}
	}
	if names == "" {
		names = "个别意见"
	}
	return fmt.Sprintf(sentence, names)
}

// collect sends the questionnaires and lets them come back.
func (p *plan) collect(s *site, d dice, q *questionnaires) {
	on := day(q.sentAt)
	for _, u := range s.units {
		since := u.movedDay
		if since == "" {
			since = u.ownedSince
		}
		if u.building.use == "PARKING" || u.occupancy != "OCCUPIED" && u.occupancy != "LET" || since > on {
			continue
		}
		if q.target++; d.chance(unreached(s)) {
			continue
		}
		f := &form{unit: u}
		q.forms = append(q.forms, f)
		if !d.chance(answering[s.code]) {
			continue
		}
		back := d.daytime(q.sentAt.Add(time.Duration(d.from(1, 20*24)) * time.Hour)).Truncate(time.Second)
		if !back.Before(p.now) {
			continue
		}
		f.returned, f.channel = back, pick(d, words("PAPER PAPER PAPER VISIT WECHAT WECHAT APP PHONE"))
		f.who = p.clerk(s, d, back)
		f.fill(s, d)
		q.returned++
		if q.returnedAt.IsZero() || back.Before(q.returnedAt) {
			q.returnedAt = back
		}
		if back.After(q.upd) {
			q.upd = back
		}
	}
}

// fill answers the items. Whoever is dissatisfied with much is so on the whole.
func (f *form) fill(s *site, d dice) {
	bad, sum := 0, 0
	for i, t := range lifecycle.SurveyItems {
		p := float64(grumbles[i]) / 10
		if more, ok := sore[s.code][t.Code]; ok {
			p *= more
		}
		mark := 1
		switch n := d.Float64() * 100; {
		case n < p*0.25:
			mark = 4
		case n < p:
			mark = 3
		case n < p*2+7:
			mark = 2
		case n < 52:
			mark = 0
		}
		if mark >= 3 {
			bad++
		}
		sum += mark
		if d.chance(94) {
			f.answers = append(f.answers, reply{item: t.Code, mark: lifecycle.Marks[mark].Code})
		}
	}
	overall := min(4, max(0, (sum+4)/10))
	if bad >= 2 {
		overall = 3
	}
	if d.chance(97) || len(f.answers) == 0 {
		f.overall = lifecycle.Marks[overall].Code
	}
	if bad > 0 && d.chance(40) {
		f.comment = pick(d, words("希望尽快改进 反映过多次未见改善 建议公示整改进度 请物业加强巡查 希望上门解释说明"))
	}
}

// tally counts, as the hub does.
func (q *questionnaires) tally(by *policy.Set) {
	n := &surveys.Counts{Items: map[surveyanswer.Item]surveys.Tally{}}
	for _, f := range q.forms {
		for _, a := range f.answers {
			t := n.Items[surveyanswer.Item(a.item)]
			t[slices.IndexFunc(lifecycle.Marks, func(m lifecycle.Term) bool { return m.Code == a.mark })]++
			n.Items[surveyanswer.Item(a.item)] = t
		}
	}
	q.bars = surveys.Reckon(&gen.Survey{}, n, by).Improvements
}

// surveysRows writes the surveys, their questionnaires and the answers.
func (w *writer) surveysRows(ctx context.Context) error {
	err := w.rows(ctx, "Survey", stamped("year round title state base approved_by target sent returned return_target opened_at sent_at returned_at counted_at published_at analysis measures"),
		func(s *site, add func(ident.ID, ...any)) {
			for _, q := range s.surveys {
				goal := q.goal
				if q.sentAt.IsZero() {
					goal = w.goal(s, q.opened)
				}
				add(q.id, q.year, q.round, q.title, string(q.state), "OCCUPIED", text(q.approved), q.target, len(q.forms), q.returned, goal, q.opened, when(q.sentAt), when(q.returnedAt),
					when(q.counted), when(q.published), text(q.analysis), text(q.measures), q.opened, q.upd)
			}
		})
	if err != nil {
		return err
	}
	err = w.rows(ctx, "SurveyResponse", stamped("survey_id unit_id state sent_at returned_at channel satisfaction comment recorded_by"), func(s *site, add func(ident.ID, ...any)) {
		for _, q := range s.surveys {
			for _, f := range q.forms {
				state, upd := "SENT", q.sentAt
				if !f.returned.IsZero() {
					state, upd = "RETURNED", f.returned
				}
				add(f.id, q.id, f.unit.id, state, q.sentAt, when(f.returned), text(f.channel), text(f.overall), text(f.comment), text(f.who), q.sentAt, upd)
			}
		}
	})
	if err != nil {
		return err
	}
	return w.rows(ctx, "SurveyAnswer", stamped("survey_id response_id item mark remark"), func(s *site, add func(ident.ID, ...any)) {
		for _, q := range s.surveys {
			for _, f := range q.forms {
				for _, a := range f.answers {
					add(a.id, q.id, f.id, a.item, a.mark, nil, f.returned, f.returned)
				}
			}
		}
	})
}
