package metrics

import (
	"maps"
	"slices"

	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

// visitTypes are the types of return visits that have policies of their own: what share is to be visited, and by when (2c).
var visitTypes = map[string]struct{ coverage, window policy.Key }{
	"COMPLAINT":       {policy.ReturnVisitComplaintCoverage, policy.ReturnVisitComplaintDays},
	"MAJOR_COMPLAINT": {policy.ReturnVisitMajorComplaintCoverage, policy.ReturnVisitMajorComplaintDays},
	"PROJECT":         {policy.ReturnVisitProjectCoverage, policy.ReturnVisitProjectDays},
	"REPAIR":          {policy.ReturnVisitRepairCoverage, policy.ReturnVisitRepairDays},
	"MEDICAL_AID":     {policy.ReturnVisitMedicalAidCoverage, policy.ReturnVisitMedicalAidDays},
	"EVENT":           {policy.ReturnVisitEventCoverage, policy.ReturnVisitEventDays},
	"HOME_SERVICE":    {policy.ReturnVisitHomeServiceCoverage, policy.ReturnVisitHomeServiceDays},
	"DEFECT":          {policy.ReturnVisitDefectCoverage, policy.ReturnVisitDefectHours},
	"BUYER":           {policy.ReturnVisitBuyerCoverage, policy.ReturnVisitBuyerFirstDays},
}

// quota is the share of matters to be visited, by type; quotas and windows are all the keys.
var quota, quotas, windows = ofVisits()

func ofVisits() (t *Target, quotas, windows []policy.Key) {
	t = &Target{By: ByVisitType, Per: map[string]Target{}}
	for _, kind := range slices.Sorted(maps.Keys(visitTypes)) {
		keys := visitTypes[kind]
		t.Per[kind] = Target{Policy: keys.coverage}
		quotas, windows = append(quotas, keys.coverage), append(windows, keys.window)
	}
	return t, quotas, windows
}

// satisfied is the share of return visits at which a mark was good.
func satisfied(key, column string, title lifecycle.Title) *Metric {
	return &Metric{
		Key: key, Title: title, Unit: Share, Source: "Q09, SYS-20, K-34", Noun: "ReturnVisit",
		Formula: lifecycle.Title{ZH: "评价为非常满意或满意的回访 ÷ 有评价的回访", EN: "visits marked satisfied or very satisfied / visits with a mark"},
		If:      []Condition{Given(column)},
		And:     []Condition{Is(column, "VERY_SATISFIED", "SATISFIED")},
	}
}

// visits are the figures of return visits (SYS-20, 2c).
var visits = []*Metric{
	{
		Key: "VISIT_COVERAGE", Title: lifecycle.Title{ZH: "回访覆盖率", EN: "Return-visit coverage"}, Unit: Share, Source: "Q11, K-05 to K-09", Noun: "ReturnVisit",
		Formula:  lifecycle.Title{ZH: "在窗口期内完成的回访 ÷ 当月办结的事项", EN: "matters visited within their window / matters completed in the month"},
		If:       []Condition{Given("sample_id"), Is("on_time", true)},
		Over:     &Over{Noun: "VisitSample", Of: Amount{Column: "completed"}},
		Policies: quotas, Target: quota,
	},
	{
		Key: "VISITS_DRAWN", Title: lifecycle.Title{ZH: "回访抽样比例", EN: "Share of matters drawn for a visit"}, Unit: Share, Source: "Q11, 2c", Noun: "VisitSample",
		Formula:  lifecycle.Title{ZH: "抽中的事项 ÷ 当月办结的事项", EN: "matters drawn / matters completed in the month"},
		Of:       Amount{Column: "completed"},
		Top:      Amount{Column: "drawn"},
		Policies: quotas, Target: quota,
	},
	{
		Key: "VISITS", Title: lifecycle.Title{ZH: "回访件数", EN: "Return visits due or made"}, Unit: Count, Source: "Q11, Q12", Noun: "ReturnVisit",
		Formula: lifecycle.Title{ZH: "回访数（不含免访）", EN: "return visits, without those waived"},
		If:      []Condition{IsNot("state", string(lifecycle.VisitWaived))},
	},
	{
		Key: "VISITS_IN_TIME", Title: lifecycle.Title{ZH: "回访及时率", EN: "Return visits made in time"}, Unit: Share, Source: "Q11, 2c", Noun: "ReturnVisit",
		Formula:  lifecycle.Title{ZH: "在窗口期内完成的回访 ÷ 已完成或已逾期的回访（不含免访）", EN: "visits made by their due time / visits made or overdue, without those waived"},
		If:       []Condition{IsNot("state", string(lifecycle.VisitWaived)), Any(Given("on_time"), Together(Is("open", true), Past("due_at")))},
		And:      []Condition{Is("on_time", true)},
		Policies: windows,
	},
	{
		Key: "VISITS_UNQUALIFIED", Title: lifecycle.Title{ZH: "回访不合格率", EN: "Return visits that found the service unqualified"}, Unit: Share, Source: "Q12, SYS-20", Noun: "ReturnVisit",
		Formula: lifecycle.Title{ZH: "不合格的回访 ÷ 已完成的回访", EN: "visits that found the service unqualified / visits made"},
		If:      []Condition{Given("qualified")},
		And:     []Condition{Is("qualified", false)},
	},
	satisfied("VISITS_SATISFIED", "satisfaction", lifecycle.Title{ZH: "回访满意率", EN: "Satisfied at return visits"}),
	satisfied("VISITS_SATISFIED_SECURITY", "security", lifecycle.Title{ZH: "回访满意率：安全", EN: "Satisfied at return visits: security"}),
	satisfied("VISITS_SATISFIED_CLEANING", "cleaning", lifecycle.Title{ZH: "回访满意率：保洁", EN: "Satisfied at return visits: cleaning"}),
	satisfied("VISITS_SATISFIED_GREENING", "greening", lifecycle.Title{ZH: "回访满意率：绿化", EN: "Satisfied at return visits: greening"}),
	satisfied("VISITS_SATISFIED_REPAIR", "repair", lifecycle.Title{ZH: "回访满意率：维修", EN: "Satisfied at return visits: repair"}),
	satisfied("VISITS_SATISFIED_STAFF", "staff_quality", lifecycle.Title{ZH: "回访满意率：人员素质", EN: "Satisfied at return visits: quality of the staff"}),
}
