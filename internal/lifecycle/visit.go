package lifecycle

import "estatehub/tenants"

// The states of a return visit (SYS-20, 3.4).
const (
	VisitDue         State = "DUE"
	VisitAppointed   State = "APPOINTED"
	VisitNotReached  State = "NOT_REACHED"
	VisitQualified   State = "DONE_QUALIFIED"
	VisitUnqualified State = "DONE_UNQUALIFIED"
	VisitWaived      State = "WAIVED"
)

// VisitStates lists the states of return visits.
var VisitStates = []State{VisitDue, VisitAppointed, VisitNotReached, VisitQualified, VisitUnqualified, VisitWaived}

// VisitOpen says of each state whether the visit is still to be made.
var VisitOpen = flags(VisitStates, VisitDue, VisitAppointed, VisitNotReached)

// The verbs of a return visit.
const (
	Appoint Verb = "appoint"
	Miss    Verb = "miss"
	Qualify Verb = "qualify"
	Fault   Verb = "fault"
	Waive   Verb = "waive"
)

// ReturnVisit is the life of a return visit.
var ReturnVisit = register(&Machine{
	Name:    "returnVisit",
	Title:   Title{"回访", "return visit"},
	Group:   tenants.Quality,
	Initial: VisitDue,
	Final:   []State{VisitQualified, VisitUnqualified, VisitWaived},
	Titles: map[State]Title{
		VisitDue: {"待回访", "Due"}, VisitAppointed: {"已预约", "Appointed"}, VisitNotReached: {"未联系上", "Not reached"},
		VisitQualified: {"合格", "Done, qualified"}, VisitUnqualified: {"不合格", "Done, unqualified"}, VisitWaived: {"免访", "Waived"},
	},
	Transitions: []Transition{
		{Verb: Appoint, From: []State{VisitDue, VisitNotReached, VisitAppointed}, To: VisitAppointed, Rule: "SYS-20, S1.b"},
		{Verb: Miss, From: []State{VisitDue, VisitAppointed, VisitNotReached}, To: VisitNotReached, Rule: "SYS-20"},
		{Verb: Qualify, From: []State{VisitDue, VisitAppointed, VisitNotReached}, To: VisitQualified, Rule: "SYS-20"},
		{
			Verb: Fault, From: []State{VisitDue, VisitAppointed, VisitNotReached}, To: VisitUnqualified, Rule: "SYS-20",
			Doc: "Goes to the director and becomes a ticket.",
		},
		{
			Verb: Waive, From: []State{VisitDue, VisitAppointed, VisitNotReached}, To: VisitWaived, Roles: []tenants.Role{tenants.SiteManager, tenants.QualityDept},
			Needs: []string{InputReason}, Rule: "SYS-20 [D]", Doc: "Only one that no rule asks for in full: the site may add, not remove.",
		},
	},
})

// VisitTypes are what return visits follow (2c).
var VisitTypes = []Term{
	{"COMPLAINT", "投诉回访", "Complaint", "RV-01, RV-03"},
	{"MAJOR_COMPLAINT", "重大投诉回访", "Major complaint", "RV-02"},
	{"PROJECT", "维修工程回访", "Maintenance project", "RV-04"},
	{"REPAIR", "报修回访", "Reported repair", "RV-05, RV-06"},
	{"MEDICAL_AID", "医疗救助回访", "Medical aid", "RV-07"},
	{"EVENT", "活动回访", "Event or survey", "RV-08"},
	{"HOME_SERVICE", "居家服务回访", "Home or special service", "RV-09"},
	{"DEFECT", "入住整改回访", "Move-in rectification", "RV-10"},
	{"BUYER", "购房客户回访", "Buyer", "RV-11"},
	{"EVALUATION", "服务评价核实", "Check of service evaluations", "RV-12"},
	{"PLANNED", "计划回访", "Planned regular visit", "RV-13"},
	{"OUTREACH", "上门走访", "Outreach visit, unasked", "SYS-21"},
}

// VisitMethods are how visits are made (SYS-20).
var VisitMethods = []Term{
	{"PHONE", "电话", "Phone", "SYS-20"},
	{"WRITTEN", "书面", "Written", "SYS-20"},
	{"FACE_TO_FACE", "上门面访", "Face to face", "SYS-20"},
	{"QUESTIONNAIRE", "问卷", "Questionnaire", "SYS-20"},
}

// Marks are what a customer thinks, best first. The last two are dissatisfied.
var Marks = []Term{
	{"VERY_SATISFIED", "非常满意", "Very satisfied", "SYS-22 [D]"},
	{"SATISFIED", "满意", "Satisfied", "SYS-22 [D]"},
	{"FAIR", "一般", "Fair", "SYS-22 [D]"},
	{"DISSATISFIED", "不满意", "Dissatisfied", "SYS-22 [D]"},
	{"VERY_DISSATISFIED", "非常不满意", "Very dissatisfied", "SYS-22 [D]"},
}
