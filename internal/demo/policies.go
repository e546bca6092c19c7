package demo

import (
	"context"
	"strconv"

	"estatehub/ent/gen"
	"estatehub/ent/gen/calendarday"
	"estatehub/internal/ident"
	"estatehub/internal/policy"
	"estatehub/internal/workdays"
)

// ruling is a version of a policy.
type ruling struct {
	policy.Version
	number   int
	by, why  string
	replaces *ruling
}

// years are those whose holidays everybody knows.
const firstYear, lastYear = 2022, 2026

// rule sets the policies: a dozen for the group since before the year of tickets, one of which changed in the middle of it
// and one of which will; the township's company has what the handbook asks for in full and more time for formal replies, one
// site a week for visits, and another, since the middle of the year, half the time for the first feedback.
func (p *plan) rule() {
	kind := gen.Nouns.Named("PolicyValue").Kind
	set := func(node ident.ID, k policy.Key, value, from, by, why string) *ruling {
		r := &ruling{Version: policy.Version{ID: p.draw(kind), Node: node, Key: k, From: from, Text: value}, number: 1, by: by, why: why}
		p.rulings = append(p.rulings, r)
		return r
	}
	const president, head = "顾怀远", "品质管理部"
	start, middle := p.ago(1, 0, 0)[:7]+"-01", p.ago(0, 6, 0)[:7]+"-01"
	var capa, target *ruling
	for _, k := range []policy.Key{
		policy.ComplaintFirstFeedbackHours, policy.ComplaintFormalReplyWorkdays, policy.ComplaintNotifyOwnerWorkdays, policy.ComplaintResolveDaysClass1,
		policy.ComplaintResolveDaysClass2Ordinary, policy.ComplaintResolveDaysClass2Major, policy.ReturnVisitComplaintDays,
		policy.ReturnVisitRepairCoverage, policy.ReturnVisitRepairDays, policy.RepairDoorMinutes, policy.DutylogSampleRate,
		policy.SurveyReturnTarget, policy.CapaDueDays,
	} {
		r := set(p.root, k, policy.Defaults().Get(k).Text, start, president, "集团服务标准统一发布")
		switch k {
		case policy.CapaDueDays:
			capa = r
		case policy.SurveyReturnTarget:
			target = r
		}
	}
	set(p.root, policy.CapaDueDays, "10", middle, president, "上半年整改超期较多，收紧完成时限").after(capa)
	coming := strconv.Itoa(p.now.In(zone).Year()+1) + "-01-01"
	set(p.root, policy.SurveyReturnTarget, "0.75", coming, president, "明年质量目标").after(target)
	township := p.companies[1]
	set(township, policy.ReturnVisitRepairCoverage, "1", start, head, "按员工手册，报修全部回访（RV-06）")
	set(township, policy.ReturnVisitRepairDays, "7", start, head, "按员工手册，一周内回访（RV-06）")
	set(township, policy.SurveyReturnTarget, "0.9", start, head, "长住户为主，回收率按 90% 要求（K-15）")
	set(township, policy.ComplaintFormalReplyWorkdays, "5", start, head, "答复须经镇建设办会签，按 5 个工作日执行（D-09）")
	set(p.sites[0].id, policy.ComplaintFirstFeedbackHours, "12", middle, head, "四星小区服务承诺：12 小时内首次反馈（D-08）")
	set(p.sites[1].id, policy.ReturnVisitComplaintDays, "7", start, head, "写字楼客户预约周期长，按一周执行（RV-03）")
}

// after makes it the version that follows another.
func (r *ruling) after(old *ruling) {
	old.Until, r.number, r.replaces = later(r.From, -1), old.number+1, old
}

// inForce is what holds in a community on a day, without asking the database.
func (p *plan) inForce(s *site, day string) *policy.Set {
	if p.table == nil {
		all := make([]policy.Version, len(p.rulings))
		for i, r := range p.rulings {
			all[i] = r.Version
		}
		p.table = policy.NewTable(all)
	}
	return p.table.Set(day, s.id, p.companies[s.company], p.root)
}

// policies writes the policies and the calendars.
func (w *writer) policies(ctx context.Context, c *gen.Client) error {
	w.tell("policyValues")
	for _, r := range w.rulings {
		n := c.PolicyValue.Create().SetID(r.ID).SetNodeID(r.Node).SetKey(string(r.Key)).SetVersion(r.number).SetValue(r.Text).SetEffectiveFrom(r.From).
			SetApprovedBy(r.by).SetReason(r.why).SetEnteredBy("quality").SetCreatedAt(w.now).SetUpdatedAt(w.now)
		if r.Until != "" {
			n.SetEffectiveUntil(r.Until)
		}
		if r.replaces != nil {
			n.SetReplacesID(r.replaces.ID)
		}
		if err := n.Exec(ctx); err != nil {
			return err
		}
		w.count("policyValues", 1)
	}
	for i, year := range w.calendars {
		of := firstYear + i
		err := c.HolidayCalendar.Create().SetID(year[0]).SetYear(of).SetVersion(1).SetSource("国务院办公厅关于" + strconv.Itoa(of) + "年部分节假日安排的通知").
			SetEnteredBy("quality").SetCreatedAt(w.now).SetUpdatedAt(w.now).Exec(ctx)
		if err != nil {
			return err
		}
		w.count("holidayCalendars", 1)
		for j, d := range workdays.OfficialDays(of) {
			err := c.CalendarDay.Create().SetID(year[1+j]).SetCalendarID(year[0]).SetDay(d.Day).SetKind(calendarday.Kind(d.Kind)).SetName(d.Name).
				SetCreatedAt(w.now).SetUpdatedAt(w.now).Exec(ctx)
			if err != nil {
				return err
			}
			w.count("calendarDays", 1)
		}
	}
	return nil
}

// years draws the ids of the calendars, each before those of its days.
func (p *plan) years() {
	calendar, day := gen.Nouns.Named("HolidayCalendar").Kind, gen.Nouns.Named("CalendarDay").Kind
	for y := firstYear; y <= lastYear; y++ {
		ids := []ident.ID{p.draw(calendar)}
		for range workdays.OfficialDays(y) {
			ids = append(ids, p.draw(day))
		}
		p.calendars = append(p.calendars, ids)
	}
}
