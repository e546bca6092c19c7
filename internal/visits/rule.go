// Package visits is the programme of return visits (SYS-20, SYS-21, RV-01 to RV-13): which of the matters completed are
// visited, by when, what came of it, and what follows from a visit that was not satisfying.
//
// The rules are data and the choice is a pure function of a seed and a number; around them are a job that takes up what was
// completed, and the mutations by which visits are appointed, made and recorded.
package visits

import (
	"slices"
	"time"

	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

// Rule is one rule of 2c.
type Rule struct {
	Code string
	Type string // of visit, see lifecycle.VisitTypes
	// Kind is the kind of ticket it follows; empty where it follows none and is planned by hand.
	Kind lifecycle.TicketKind
	// Severity is that of the tickets it is for; empty for any.
	Severity string
	// Works makes it the rule of repairs that were planned as works, and of those alone.
	Works bool
	// Whole makes it the rule where the policy has all visited, Week where it gives a week or more.
	Whole, Week bool
	// Coverage says what share is visited; empty: all of them, or where planned by hand none.
	Coverage policy.Key
	// Opens says after how many days a visit may be made; empty: at once.
	Opens policy.Key
	// Due says by how many days after completion, or hours, it must be made; empty: whoever plans it says.
	Due   policy.Key
	Hours bool
	// Today makes it due on the day itself where whoever plans it does not say.
	Today                   bool
	Visitor, Method, Source string
}

// Rules are those of 2c, and the outreach visit of SYS-21. Of several that fit a ticket the first holds.
var Rules = []Rule{
	{
		Code: "RV-02", Type: "MAJOR_COMPLAINT", Kind: lifecycle.Complaint, Severity: "MAJOR", Coverage: policy.ReturnVisitMajorComplaintCoverage,
		Due: policy.ReturnVisitMajorComplaintDays, Visitor: "组织者：管理处主任", Method: "面访，现场查看", Source: "S3.a sec. 7",
	},
	{
		Code: "RV-03", Type: "COMPLAINT", Kind: lifecycle.Complaint, Week: true, Coverage: policy.ReturnVisitComplaintCoverage,
		Due: policy.ReturnVisitComplaintDays, Visitor: "经办人员", Method: "现场", Source: "S3.a sec. 6, G-03",
	},
	{
		Code: "RV-01", Type: "COMPLAINT", Kind: lifecycle.Complaint, Coverage: policy.ReturnVisitComplaintCoverage,
		Due: policy.ReturnVisitComplaintDays, Visitor: "被投诉部门负责人与客服管理员", Method: "面访，现场查看", Source: "S3.a sec. 7, G-03",
	},
	{
		Code: "RV-04", Type: "PROJECT", Kind: lifecycle.Repair, Works: true, Coverage: policy.ReturnVisitProjectCoverage,
		Opens: policy.ReturnVisitProjectFromDays, Due: policy.ReturnVisitProjectDays, Visitor: "管理员", Method: "面访，现场查看", Source: "S3.a",
	},
	{
		Code: "RV-06", Type: "REPAIR", Kind: lifecycle.Repair, Whole: true, Coverage: policy.ReturnVisitRepairCoverage,
		Due: policy.ReturnVisitRepairDays, Visitor: "客服", Method: "留存记录", Source: "S1.b, G-05",
	},
	{
		Code: "RV-05", Type: "REPAIR", Kind: lifecycle.Repair, Coverage: policy.ReturnVisitRepairCoverage,
		Due: policy.ReturnVisitRepairDays, Visitor: "管理员", Method: "面访，现场查看", Source: "S3.a, G-05",
	},
	{
		Code: "RV-07", Type: "MEDICAL_AID", Kind: lifecycle.MedicalAid, Coverage: policy.ReturnVisitMedicalAidCoverage,
		Due: policy.ReturnVisitMedicalAidDays, Visitor: "管理员", Method: "面访", Source: "S3.a",
	},
	{
		Code: "RV-09", Type: "HOME_SERVICE", Kind: lifecycle.HomeService, Coverage: policy.ReturnVisitHomeServiceCoverage,
		Due: policy.ReturnVisitHomeServiceDays, Visitor: "客服", Method: "不限", Source: "S0.b [D]",
	},
	{
		Code: "RV-10", Type: "DEFECT", Kind: lifecycle.Defect, Coverage: policy.ReturnVisitDefectCoverage,
		Due: policy.ReturnVisitDefectHours, Hours: true, Visitor: "客服", Method: "不限", Source: "S3.a, D-27",
	},
	{
		Code: "RV-08", Type: "EVENT", Coverage: policy.ReturnVisitEventCoverage, Due: policy.ReturnVisitEventDays,
		Visitor: "客服负责人确定", Method: "不限", Source: "S3.a",
	},
	{
		Code: "RV-11", Type: "BUYER", Coverage: policy.ReturnVisitBuyerCoverage, Due: policy.ReturnVisitBuyerFirstDays,
		Visitor: "客服中心", Method: "不限", Source: "S2.b",
	},
	{Code: "RV-12", Type: "EVALUATION", Visitor: "管理员", Method: "问卷", Source: "S2.c"},
	{Code: "RV-13", Type: "PLANNED", Visitor: "客服", Method: "电话、书面、上门", Source: "S0.b, S1.b"},
	{Code: "SYS-21", Type: "OUTREACH", Today: true, Visitor: "区域客服管理员", Method: "上门", Source: "S2.c, S3.f, S4, G-21"},
}

// Matter is what says which rule a ticket falls under.
type Matter struct {
	Kind     lifecycle.TicketKind
	Severity string
	Works    bool // planned as works: medium or major (2h.4)
}

// RuleOf is the rule a completed ticket falls under by the policies in force; nil where none asks for a visit.
func RuleOf(m Matter, p *policy.Set) *Rule {
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.Kind != "" && r.fits(m, p) })
	if i < 0 {
		return nil
	}
	return &Rules[i]
}

func (r *Rule) fits(m Matter, p *policy.Set) bool {
	switch {
	case r.Kind != m.Kind, r.Severity != "" && r.Severity != m.Severity, r.Works && !m.Works:
		return false
	case r.Whole:
		return p.Get(r.Coverage).Float() >= 1
	case r.Week:
		return p.Get(r.Due).Int() >= 7
	}
	return true
}

// planned is the rule of a type of visit that follows no ticket; nil where it follows one.
func planned(kind string) *Rule {
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.Kind == "" && r.Type == kind })
	if i < 0 {
		return nil
	}
	return &Rules[i]
}

// kinds are the kinds of tickets that some rule follows.
func kinds() (all []lifecycle.TicketKind) {
	for _, r := range Rules {
		if r.Kind != "" && !slices.Contains(all, r.Kind) {
			all = append(all, r.Kind)
		}
	}
	return all
}

// Share is what share of the completed is visited, and the version of the policy that says so.
func (r *Rule) Share(p *policy.Set) (share float64, version ident.ID) {
	if r.Coverage == "" {
		return 1, 0
	}
	v := p.Get(r.Coverage)
	return v.Float(), v.Version
}

// Window is from when a visit to what was completed may be made, and by when it must be.
func (r *Rule) Window(p *policy.Set, completed time.Time) (opens, due time.Time) {
	opens = completed
	if r.Opens != "" {
		opens = completed.AddDate(0, 0, p.Get(r.Opens).Int())
	}
	switch {
	case r.Hours:
		due = completed.Add(time.Duration(p.Get(r.Due).Int()) * time.Hour)
	case r.Due != "":
		due = completed.AddDate(0, 0, p.Get(r.Due).Int())
	}
	return opens, due
}
