package lifecycle

import "estatehub/tenants"

// The states of a duty (SYS-90, 3.4).
const (
	DutyScheduled State = "SCHEDULED"
	DutyDone      State = "DONE"
	DutyLate      State = "LATE"
	DutyMadeUp    State = "MADE_UP"
	DutyVerified  State = "VERIFIED"
	DutySkipped   State = "SKIPPED"
)

// DutyStates lists the states of duties.
var DutyStates = []State{DutyScheduled, DutyDone, DutyLate, DutyMadeUp, DutyVerified, DutySkipped}

// DutyOpen says of each state whether the duty is still to be done.
var DutyOpen = flags(DutyStates, DutyScheduled, DutyLate)

// The verbs of a duty.
const (
	Perform Verb = "perform"
	Lapse   Verb = "lapse"
	MakeUp  Verb = "makeUp"
	Skip    Verb = "skip"
	Reject  Verb = "reject"
)

// Duty is the life of one time a duty is due.
var Duty = register(&Machine{
	Name:    "duty",
	Title:   Title{"工作任务", "duty"},
	Group:   tenants.Duties,
	Initial: DutyScheduled,
	Final:   []State{DutyDone, DutyMadeUp, DutyVerified, DutySkipped},
	Titles: map[State]Title{
		DutyScheduled: {"待办", "Scheduled"}, DutyDone: {"已完成", "Done"}, DutyLate: {"逾期", "Late"},
		DutyMadeUp: {"已补做", "Made up"}, DutyVerified: {"已复核", "Verified"}, DutySkipped: {"免做", "Skipped"},
	},
	Transitions: []Transition{
		{
			Verb: Perform, From: []State{DutyScheduled, DutyLate}, To: DutyDone, Rule: "SYS-90",
			Doc: "With the evidence its template asks for, done by its due time; from LATE where that is told only afterwards.",
		},
		{Verb: Lapse, From: []State{DutyScheduled}, To: DutyLate, Clock: "W", Rule: "SYS-90, 2d", Doc: "Its due time has passed."},
		{
			Verb: MakeUp, From: []State{DutyScheduled, DutyLate}, To: DutyMadeUp, Rule: "SYS-90, PEN-C8",
			Doc: "What was missed must be made up; from SCHEDULED where its time has just run out.",
		},
		{Verb: Verify, From: []State{DutyDone, DutyMadeUp}, To: DutyVerified, Roles: heads[:2], Rule: "SYS-90, SYS-93", Doc: "Also accepts a periodic return."},
		{Verb: Reject, From: []State{DutyDone, DutyMadeUp}, To: DutyLate, Roles: heads[:2], Needs: []string{InputReason}, Rule: "SYS-93", Doc: "Sent back; it must be done again."},
		{Verb: Skip, From: []State{DutyScheduled, DutyLate}, To: DutySkipped, Roles: heads[:2], Needs: []string{InputReason}, Rule: "SYS-90"},
	},
})

// DutyKinds are the sorts of duties.
var DutyKinds = []Term{
	{"ROUTINE", "日常工作", "Routine", "SYS-90"},
	{"PATROL", "巡查", "Patrol", "SYS-63"},
	{"SIGNAGE", "标识检查", "Sign check", "SYS-65"},
	{"CLEANING", "保洁评分", "Cleaning score", "SYS-66"},
	{"LOG", "值班记录签阅与抽查", "Signing and sampling of the duty log", "SYS-15"},
	{"MEETING", "会议", "Meeting", "SYS-91"},
	{"PLAN", "计划与总结", "Plan or summary", "SYS-92"},
	{"RETURN", "定期报表", "Periodic return", "SYS-93"},
	{"REPORT", "管理服务报告", "Service report to the owners", "SYS-25"},
	{"INSPECTION", "品质检查", "Quality inspection", "SYS-24"},
	{"TRAINING", "培训", "Training", "SYS-36"},
	{"SURVEY", "意见征询", "Survey", "SYS-22"},
}

// Frequencies are how often a duty recurs (2d). One on demand is made by hand.
var Frequencies = []Term{
	{"DAILY", "每日", "Daily", "2d"},
	{"WEEKLY", "每周", "Weekly", "2d"},
	{"FORTNIGHTLY", "每两周", "Every two weeks", "2d"},
	{"MONTHLY", "每月", "Monthly", "2d"},
	{"QUARTERLY", "每季", "Quarterly", "2d"},
	{"HALF_YEARLY", "每半年", "Half-yearly", "2d"},
	{"YEARLY", "每年", "Yearly", "2d"},
	{"ON_DEMAND", "按需", "On demand", "2d"},
}

// Evidences are what must show that a duty was done.
var Evidences = []Term{
	{"NONE", "无", "None", "2d"},
	{"TEXT", "文字", "Text", "2d"},
	{"FILE", "照片或文件", "Photo or file", "2d"},
	{"CHECKLIST", "检查表", "Checklist", "2d"},
	{"SIGNATURE", "签字", "Signature", "2d"},
}

// The states of a finding (SYS-63).
const (
	FindingFound   State = "FOUND"
	FindingSelf    State = "SELF_HANDLED"
	FindingTold    State = "REPORTED"
	FindingUrgent  State = "RADIO_URGENT"
	FindingPlanned State = "PLANNED"
	FindingDone    State = "DONE"
)

// FindingStates lists the states of findings.
var FindingStates = []State{FindingFound, FindingSelf, FindingTold, FindingUrgent, FindingPlanned, FindingDone}

// FaultKinds are what is found (SYS-63).
var FaultKinds = []Term{
	{"CRACK", "裂缝", "Crack", "SYS-63"},
	{"SPLIT", "开裂", "Split", "SYS-63"},
	{"DEFORMATION", "变形", "Deformation", "SYS-63"},
	{"FALLING_PART", "脱落", "Falling part", "SYS-63"},
	{"BREAKAGE", "破损", "Breakage", "SYS-63"},
	{"MISSING_PART", "缺失", "Missing part", "SYS-63"},
	{"BLOCKAGE", "堵塞", "Blockage", "SYS-63"},
	{"LEAK", "渗漏", "Leak", "SYS-63"},
	{"DAMP", "潮湿", "Damp", "SYS-63"},
	{"LOSS_OF_FUNCTION", "失效", "Loss of function", "SYS-63"},
	{"DAMAGE", "损坏", "Damage", "SYS-63"},
	{"RUST", "锈蚀", "Rust", "SYS-63"},
	{"ABNORMAL", "其他异常", "Other abnormality", "SYS-63"},
}

// FaultSeverities say who sees to a finding (SYS-63).
var FaultSeverities = []Term{
	{"SMALL", "小修", "Small: dispatched by the finder", "SYS-63"},
	{"MEDIUM", "中修", "Medium: into the next plan", "SYS-63"},
	{"MAJOR", "大修", "Major: into the next plan", "SYS-63"},
	{"URGENT", "紧急", "Urgent: by radio at once", "SYS-63, D-24"},
	{"UNSOLVABLE", "无法解决", "Beyond the site: to the director", "SYS-63"},
}

// The states of an entry of the duty log (SYS-15).
const (
	LogOpen     State = "OPEN"
	LogAssigned State = "ASSIGNED"
	LogDone     State = "DONE"
	LogSigned   State = "SIGNED"
)

// DutyLogStates lists the states of entries of the duty log.
var DutyLogStates = []State{LogOpen, LogAssigned, LogDone, LogSigned}
