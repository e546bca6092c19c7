package lifecycle

import "estatehub/tenants"

// The states of a nonconformity (SYS-24, 3.4).
const (
	CapaRaised      State = "RAISED"
	CapaAnalysed    State = "ANALYSED"
	CapaMeasureSet  State = "MEASURE_SET"
	CapaReviewed    State = "REVIEWED"
	CapaSubmitted   State = "SUBMITTED"
	CapaImplemented State = "IMPLEMENTED"
	CapaVerified    State = "VERIFIED"
	CapaClosed      State = "CLOSED"
	CapaReopened    State = "REOPENED"
)

// NonconformityStates lists the states of nonconformities.
var NonconformityStates = []State{CapaRaised, CapaAnalysed, CapaMeasureSet, CapaReviewed, CapaSubmitted, CapaImplemented, CapaVerified, CapaClosed, CapaReopened}

// NonconformityOpen says of each state whether it is still followed.
var NonconformityOpen = flags(NonconformityStates, CapaRaised, CapaAnalysed, CapaMeasureSet, CapaReviewed, CapaSubmitted, CapaImplemented, CapaVerified, CapaReopened)

// The verbs of a nonconformity that no other noun has.
const (
	SetMeasure Verb = "setMeasure"
	Review     Verb = "review"
	Submit     Verb = "submit"
	Implement  Verb = "implement"
)

// Nonconformity is the life of a nonconformity.
var Nonconformity = register(&Machine{
	Name:    "nonconformity",
	Title:   Title{"不合格", "nonconformity"},
	Group:   tenants.Quality,
	Initial: CapaRaised,
	Final:   []State{CapaClosed},
	Titles: map[State]Title{
		CapaRaised: {"已提出", "Raised"}, CapaAnalysed: {"已分析原因", "Analysed"}, CapaMeasureSet: {"已定措施", "Measures set"}, CapaReviewed: {"主管已审", "Reviewed"},
		CapaSubmitted: {"已报主任", "Submitted"}, CapaImplemented: {"已实施", "Implemented"}, CapaVerified: {"已验证", "Verified"}, CapaClosed: {"已关闭", "Closed"}, CapaReopened: {"重新打开", "Re-opened"},
	},
	Transitions: []Transition{
		{Verb: Analyse, From: []State{CapaRaised, CapaReopened, CapaAnalysed}, To: CapaAnalysed, Needs: []string{InputCause}, Rule: "SYS-24", Doc: "The cause."},
		{Verb: SetMeasure, From: []State{CapaAnalysed, CapaMeasureSet}, To: CapaMeasureSet, Rule: "SYS-24", Doc: "What is done, by whom, until when."},
		{Verb: Review, From: []State{CapaMeasureSet}, To: CapaReviewed, Rule: "SYS-24", Doc: "The CS supervisor reviews."},
		{Verb: Submit, From: []State{CapaReviewed}, To: CapaSubmitted, Rule: "SYS-24", Doc: "To the director."},
		{Verb: SendBack, From: []State{CapaMeasureSet, CapaReviewed, CapaSubmitted, CapaImplemented}, To: CapaAnalysed, Roles: heads[:2], Needs: []string{InputReason}, Rule: "SYS-24 [D]"},
		{Verb: Implement, From: []State{CapaSubmitted}, To: CapaImplemented, Rule: "SYS-24", Doc: "All its measures are done."},
		{Verb: Verify, From: []State{CapaImplemented}, To: CapaVerified, Roles: heads[:2], Needs: []string{InputVerification}, Rule: "SYS-24", Doc: "Somebody else than who did it looks."},
		{Verb: Close, From: []State{CapaVerified}, To: CapaClosed, Roles: heads[:2], Needs: []string{InputEffective}, Rule: "SYS-24 [D]", Doc: "After the effectiveness check has found that the measures work."},
		{Verb: Reopen, From: []State{CapaVerified, CapaClosed}, To: CapaReopened, Roles: heads[:2], Needs: []string{InputReason}, Rule: "SYS-24"},
	},
})

// The states of a corrective or preventive action (SYS-24).
const (
	ActionPlanned   State = "PLANNED"
	ActionDone      State = "DONE"
	ActionVerified  State = "VERIFIED"
	ActionRejected  State = "REJECTED"
	ActionWithdrawn State = "WITHDRAWN"
)

// ActionStates lists the states of corrective actions.
var ActionStates = []State{ActionPlanned, ActionDone, ActionVerified, ActionRejected, ActionWithdrawn}

// CorrectiveAction is the life of one measure about a nonconformity.
var CorrectiveAction = register(&Machine{
	Name:    "correctiveAction",
	Title:   Title{"纠正及预防措施", "corrective action"},
	Group:   tenants.Quality,
	Initial: ActionPlanned,
	Final:   []State{ActionVerified, ActionWithdrawn},
	Titles: map[State]Title{
		ActionPlanned: {"已计划", "Planned"}, ActionDone: {"已完成", "Done"}, ActionVerified: {"已验证", "Verified"},
		ActionRejected: {"验证未通过", "Rejected"}, ActionWithdrawn: {"已撤回", "Withdrawn"},
	},
	Transitions: []Transition{
		{Verb: Perform, From: []State{ActionPlanned, ActionRejected}, To: ActionDone, Needs: []string{InputResult}, Rule: "SYS-24"},
		{Verb: Verify, From: []State{ActionDone}, To: ActionVerified, Roles: heads[:2], Needs: []string{InputVerification}, Rule: "SYS-24", Doc: "Somebody else than who did it looks."},
		{Verb: Reject, From: []State{ActionDone}, To: ActionRejected, Roles: heads[:2], Needs: []string{InputVerification}, Rule: "SYS-24 [D]", Doc: "It is to be done again."},
		{Verb: Cancel, From: []State{ActionPlanned, ActionRejected}, To: ActionWithdrawn, Roles: heads[:2], Needs: []string{InputReason}, Rule: "SYS-24 [D]", Doc: "Another measure is better."},
	},
})

// NonconformitySources are what raises a nonconformity (SYS-20, SYS-24).
var NonconformitySources = []Term{
	{"RETURN_VISIT", "回访不合格", "Unqualified return visit", "SYS-20"},
	{"REPEAT_COMPLAINT", "同一事项重复投诉", "Same matter complained about twice or more", "SYS-20"},
	{"REPEAT_REPAIR", "同一部位三次报修", "Same repair three times or more", "SYS-20"},
	{"SURVEY", "满意度调查项目", "Item of a survey", "SYS-22"},
	{"INSPECTION", "检查发现", "Finding of a patrol or inspection", "SYS-24"},
	{"AUDIT", "审核", "Audit", "SYS-24"},
	{"OTHER", "其他", "Other", "SYS-24 [D]"},
}
