package engines_test

import (
	"context"
	"fmt"
	"slices"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/duty"
	"estatehub/ent/gen/dutytemplate"
	"estatehub/ent/gen/nonconformity"
)

// calendar writes the work calendar of the group: a round each day, a meeting each Friday, a return and the pack of records
// each month, and inspections of head office.
func (y *year) calendar(ctx context.Context, c *gen.Client) error {
	add := func(code, kind, frequency, rule, evidence string) *gen.DutyTemplateCreate {
		return c.DutyTemplate.Create().SetCode(code).SetTitle(code).SetKind(dutytemplate.Kind(kind)).
			SetFrequency(dutytemplate.Frequency(frequency)).SetRule(rule).SetEvidence(dutytemplate.Evidence(evidence))
	}
	for _, n := range []*gen.DutyTemplateCreate{
		add("ROUND", "PATROL", "DAILY", "day", "TEXT"), add("MEETING", "MEETING", "WEEKLY", "weekday 5 14:30", "TEXT"),
		add("RETURN", "RETURN", "MONTHLY", "last day", "TEXT"), add("PACK", "ROUTINE", "MONTHLY", "workday 2", "TEXT").SetClockRule("D-47"),
		add("INSPECTION", "INSPECTION", "ON_DEMAND", "day", "CHECKLIST"),
	} {
		t, err := n.Save(ctx)
		if err != nil {
			return err
		}
		y.yearly[t.Code] = t
		if t.Code != "INSPECTION" {
			continue
		}
		for i := range 2 {
			if err := c.DutyTemplateItem.Create().SetTemplateID(t.ID).SetPosition(i + 1).SetText(fmt.Sprint("检查项", i+1)).SetPoints(50).Exec(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// today is what a site has to do today, by the test's own calendar.
func (y *year) today(s *site) {
	morning := y.now.In(zone)
	evening := tomorrow(morning).Add(-time.Second)
	y.owed(s, "ROUND", evening, 92)
	if morning.Weekday() == time.Friday {
		y.owed(s, "MEETING", time.Date(morning.Year(), morning.Month(), morning.Day(), 14, 30, 0, 0, zone).UTC(), 90)
	}
	if tomorrow(morning).In(zone).Day() == 1 {
		y.owed(s, "RETURN", evening, 80)
	}
	nth := 0
	for d := morning.AddDate(0, 0, 1-morning.Day()); !d.After(morning); d = d.AddDate(0, 0, 1) {
		if works(d) {
			nth++
		}
	}
	if nth == 2 && works(morning) {
		y.owed(s, "PACK", evening, 70)
	}
}

// owed is a duty of today: mostly it is done in time, else made up later, and now and then forgotten.
func (y *year) owed(s *site, code string, at time.Time, percent int) {
	o := &owed{site: s, code: code, at: at}
	y.tally.duties = append(y.tally.duties, o)
	row, err := y.db.Client.Duty.Query().Where(duty.CommunityID(s.ID), duty.TemplateID(y.yearly[code].ID), duty.DueAt(at)).Only(y.behind())
	if err != nil {
		y.t.Fatalf("%s %s at %s: %v", s.Code, code, at.In(zone), err)
	}
	if code == "PACK" {
		y.promise(s, row.ID, "D-47", at)
	}
	input := in{"id": row.ID, "text": "正常"}
	switch {
	case y.chance(percent):
		y.at(at.Add(-y.between(0, 5*hour)), func() {
			p, err := y.Duties.Perform(y.as(s.clerk), input, nil)
			y.fine(p.UserErrors, err)
			o.done = y.now
			y.kept(row.ID, y.now, "D-47")
		})
	case y.chance(80):
		y.at(at.Add(y.between(10*minute, 4*day)), func() {
			p, err := y.Duties.MakeUp(y.as(s.clerk), input, nil)
			y.fine(p.UserErrors, err)
			o.done = y.now
			y.kept(row.ID, y.now, "D-47")
		})
	}
}

// inspects is head office, which comes once a quarter and is not content each time.
func (y *year) inspects(s *site) {
	p, err := y.Duties.OpenInspection(y.as(y.quality), in{"communityId": s.ID, "templateId": y.yearly["INSPECTION"].ID})
	y.fine(p.UserErrors, err)
	points := 25 + y.dice.IntN(26)
	o := &owed{site: s, code: "INSPECTION", at: tomorrow(y.now).Add(-time.Second), done: y.now}
	y.tally.duties = append(y.tally.duties, o)
	p, err = y.Duties.Perform(y.as(y.quality), in{"id": p.Duty.ID, "lines": []any{
		in{"position": 1, "result": "IN_ORDER", "score": points}, in{"position": 2, "result": "NOT_IN_ORDER", "score": points, "remark": "有杂物"},
	}}, nil)
	y.fine(p.UserErrors, err)
	if 2*points < 60 {
		y.raised(s, "INSPECTION")
	}
}

// asks is the yearly survey of a site: fifteen homes answer, on ten items, and what most are dissatisfied with is followed.
func (y *year) asks(s *site) {
	d, v := y.Surveys, &survey{site: s}
	y.tally.surveys = append(y.tally.surveys, v)
	p, err := d.Design(y.as(s.clerk), in{"communityId": s.ID, "year": 2026, "title": "年度满意度"})
	y.fine(p.UserErrors, err)
	id := p.Survey.ID
	p, err = d.Approve(y.as(s.head), in{"id": id, "approvedBy": "业主代表联席会"})
	y.fine(p.UserErrors, err)
	p, err = d.Send(y.as(s.clerk), in{"id": id})
	y.fine(p.UserErrors, err)
	v.sent = homes
	y.promise(s, id, "D-36", workdays(y.now, 30))
	items := []string{"HEATING", "COOLING", "POWER", "WATER", "FIRE_SECURITY", "HYGIENE", "GREENING", "PUBLIC_FACILITIES", "REPAIR_SERVICE", "STAFF_ATTITUDE"}
	angry := make([]int, len(items))
	late := s.Code == "B"
	y.plan(y.now, step{5 * day, func() {
		var all []any
		for _, u := range s.units[:15] {
			var answers []any
			for i, item := range items {
				mark := "SATISFIED"
				if y.chance(3 * (i%4 + 1)) {
					mark = "DISSATISFIED"
					angry[i]++
				}
				answers = append(answers, in{"item": item, "mark": mark})
			}
			one := in{"unitId": u.ID, "channel": "PAPER", "answers": answers, "satisfaction": "FAIR"}
			if v.answered++; y.chance(80) {
				one["satisfaction"] = "SATISFIED"
				v.satisfied++
			}
			all = append(all, one)
		}
		v.returned = len(all)
		p, err := d.RecordAll(y.as(s.clerk), in{"surveyId": id, "responses": all})
		y.fine(p.UserErrors, err)
		y.promise(s, id, "D-35", workdays(y.now, 30))
	}}, step{20 * day, func() {
		p, err := d.Count(y.as(s.clerk), in{"id": id})
		y.fine(p.UserErrors, err)
		y.kept(id, y.now, "D-35")
		p, err = d.Report(y.as(s.clerk), in{"id": id})
		y.fine(p.UserErrors, err)
	}}, step{3 * day, func() {
		p, err := d.Analyse(y.as(s.clerk), in{"id": id, "analysis": "见会议纪要"})
		y.fine(p.UserErrors, err)
		raised := y.db.Client.Nonconformity.Query().Where(nonconformity.SurveyID(id)).Order(nonconformity.ByID()).AllX(y.behind())
		var topics []string
		for _, n := range raised {
			topics = append(topics, string(*n.Topic))
			y.took(s, n)
		}
		if want := main80(items, angry); !slices.Equal(topics, want) {
			y.t.Errorf("%s: the survey raised %v, want %v of %v", s.Code, topics, want, angry)
		}
	}}, step{map[bool]time.Duration{false: 3 * day, true: 40 * day}[late], func() {
		p, err := d.Publish(y.as(s.clerk), in{"id": id, "measures": "已公布"})
		y.fine(p.UserErrors, err)
		y.kept(id, y.now, "D-36")
	}})
}

// main80 are the items that together make up at most four fifths of what people are dissatisfied with, the worst first, and
// at least one.
func main80(items []string, angry []int) (all []string) {
	total, sum := 0, 0
	for _, n := range angry {
		total += n
	}
	left := slices.Clone(angry)
	for range items {
		worst := slices.Index(left, slices.Max(left))
		if sum += left[worst]; left[worst] == 0 || len(all) > 0 && 5*sum > 4*total {
			return all
		}
		all = append(all, items[worst])
		left[worst] = 0
	}
	return all
}
