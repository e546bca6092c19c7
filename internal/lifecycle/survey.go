package lifecycle

import "estatehub/tenants"

// The states of a survey (SYS-22, 3.4).
const (
	SurveyDesigned   State = "DESIGNED"
	SurveyApproved   State = "APPROVED"
	SurveySent       State = "SENT"
	SurveyCollecting State = "COLLECTING"
	SurveyCounted    State = "COUNTED"
	SurveyReported   State = "REPORTED"
	SurveyAnalysed   State = "ANALYSED"
	SurveyPublished  State = "MEASURES_PUBLISHED"
	SurveyTracked    State = "TRACKED"
	SurveyClosed     State = "CLOSED"
)

// SurveyStates lists the states of surveys.
var SurveyStates = []State{SurveyDesigned, SurveyApproved, SurveySent, SurveyCollecting, SurveyCounted, SurveyReported, SurveyAnalysed, SurveyPublished, SurveyTracked, SurveyClosed}

// The verbs of a survey.
const (
	Approve Verb = "approve"
	Send    Verb = "send"
	Collect Verb = "collect"
	Count   Verb = "count"
	Report  Verb = "report"
	Analyse Verb = "analyse"
	Publish Verb = "publish"
	Track   Verb = "track"
)

// Survey is the life of a survey.
var Survey = register(&Machine{
	Name:    "survey",
	Title:   Title{"满意度调查", "satisfaction survey"},
	Group:   tenants.Quality,
	Initial: SurveyDesigned,
	Final:   []State{SurveyClosed},
	Titles: map[State]Title{
		SurveyDesigned: {"已设计", "Designed"}, SurveyApproved: {"已批准", "Approved"}, SurveySent: {"已发放", "Sent"},
		SurveyCollecting: {"回收中", "Collecting"}, SurveyCounted: {"已统计", "Counted"}, SurveyReported: {"已上报", "Reported"},
		SurveyAnalysed: {"已分析", "Analysed"}, SurveyPublished: {"措施已公布", "Measures published"}, SurveyTracked: {"跟踪中", "Tracked"}, SurveyClosed: {"已关闭", "Closed"},
	},
	Transitions: []Transition{
		{Verb: Approve, From: []State{SurveyDesigned}, To: SurveyApproved, Roles: heads[:2], Needs: []string{InputApprovedBy}, Rule: "SYS-22", Doc: "By the owners' joint representative committee; whoever enters it names it."},
		{Verb: Send, From: []State{SurveyApproved}, To: SurveySent, Rule: "SYS-22, K-11, K-12"},
		{Verb: Collect, From: []State{SurveySent, SurveyCollecting}, To: SurveyCollecting, Rule: "SYS-22, K-13", Doc: "A questionnaire comes back."},
		{Verb: Count, From: []State{SurveySent, SurveyCollecting}, To: SurveyCounted, Rule: "SYS-22, D-35", Doc: "It ends collecting; a survey that nobody answered is counted, too."},
		{Verb: Report, From: []State{SurveyCounted}, To: SurveyReported, Rule: "SYS-22", Doc: "To the general manager, his deputy and the departments."},
		{Verb: Analyse, From: []State{SurveyReported}, To: SurveyAnalysed, Needs: []string{InputAnalysis}, Rule: "SYS-22", Doc: "The deputy general manager leads the meeting."},
		{Verb: Publish, From: []State{SurveyAnalysed}, To: SurveyPublished, Needs: []string{InputMeasures}, Rule: "SYS-22, D-36", Doc: "The measures are posted on the board."},
		{Verb: Track, From: []State{SurveyPublished}, To: SurveyTracked, Rule: "SYS-22"},
		{Verb: Close, From: []State{SurveyTracked}, To: SurveyClosed, Roles: heads[:2], Rule: "SYS-22"},
	},
})

// SurveyItems are the ten items of the questionnaire (SYS-22); each is a topic of tickets, too.
var SurveyItems = []Term{
	{"HEATING", "供暖", "Heating", "SYS-22"},
	{"COOLING", "供冷", "Cooling", "SYS-22"},
	{"POWER", "供电", "Power", "SYS-22"},
	{"WATER", "供水", "Water", "SYS-22"},
	{"FIRE_SECURITY", "消防与安全", "Fire and security", "SYS-22"},
	{"HYGIENE", "卫生", "Hygiene", "SYS-22"},
	{"GREENING", "绿化", "Greening", "SYS-22"},
	{"PUBLIC_FACILITIES", "公共设施", "Public facilities", "SYS-22"},
	{"REPAIR_SERVICE", "维修服务", "Repair service", "SYS-22"},
	{"STAFF_ATTITUDE", "服务态度", "Staff attitude", "SYS-22"},
}
