package lifecycle

// The verbs of tickets. All kinds share them, so that one mutation and one row of buttons serve them all; what a verb
// leads to is the kind's affair. Notes and transfers are no verbs: they leave the state alone.
const (
	Verify            Verb = "verify"
	Classify          Verb = "classify" // also registers a repair or service and collates a suggestion
	Invalidate        Verb = "invalidate"
	Assist            Verb = "assist"
	SettleOnSpot      Verb = "settleOnSpot"
	Plan              Verb = "plan"
	Quote             Verb = "quote"
	Agree             Verb = "agree"
	Pay               Verb = "pay"
	Dispatch          Verb = "dispatch"
	Accept            Verb = "accept" // the one who was sent takes it on
	Arrive            Verb = "arrive"
	Wait              Verb = "wait"
	Resume            Verb = "resume"
	LeaveUnfinished   Verb = "leaveUnfinished"
	Resolve           Verb = "resolve" // in every kind the step into phase DONE by work
	Fail              Verb = "fail"
	Sign              Verb = "sign" // the owner does
	ReturnOrder       Verb = "returnOrder"
	Check             Verb = "check"
	SendBack          Verb = "sendBack"
	NotifyOwner       Verb = "notifyOwner"
	RecordReturnVisit Verb = "recordReturnVisit"
	Explain           Verb = "explain"
	Refer             Verb = "refer"
	Follow            Verb = "follow"
	Adopt             Verb = "adopt"
	Decline           Verb = "decline"
	Evaluate          Verb = "evaluate"
	Reward            Verb = "reward"
	Contain           Verb = "contain"
	Mediate           Verb = "mediate"
	RequestStop       Verb = "requestStop"
	Order             Verb = "order" // the authority does
	Object            Verb = "object"
	Deem              Verb = "deem"
	Escalate          Verb = "escalate"
	Close             Verb = "close"
	Reopen            Verb = "reopen"
	Cancel            Verb = "cancel"
	Merge             Verb = "merge"
	FeedBack          Verb = "feedBack"
	Promise           Verb = "promise" // a time of reply is agreed with the customer
	Reply             Verb = "reply"
	TellDirector      Verb = "tellDirector"
	TellCompany       Verb = "tellCompany"
	AskCentre         Verb = "askCentre"
	ReportBack        Verb = "reportBack" // the result, to the complaint centre
	Uphold            Verb = "uphold"
	Overturn          Verb = "overturn"
)

var verbTitles = map[Verb]Title{
	Verify: {"核实", "Verify"}, Classify: {"登记分类", "Register and classify"},
	Invalidate: {"判定无效", "Find invalid"}, Assist: {"转协助处理", "Treat as assistance"},
	SettleOnSpot: {"当场处理", "Settle on the spot"}, Plan: {"列入计划", "Plan"},
	Quote: {"报价", "Quote"}, Agree: {"业主同意", "Owner agrees"}, Pay: {"收款", "Take payment"},
	Dispatch: {"派单", "Dispatch"}, Accept: {"接单", "Accept"}, Arrive: {"到场", "Arrive"},
	Wait: {"等待", "Wait"}, Resume: {"继续处理", "Resume"}, LeaveUnfinished: {"登记未完成", "Leave unfinished"},
	Resolve: {"处理完成", "Resolve"}, Fail: {"登记未果", "Record failure"}, Sign: {"业主签字", "Owner signs"},
	ReturnOrder: {"回单", "Return the order"}, Check: {"检查签认", "Check and sign off"},
	SendBack: {"退回处理", "Send back"}, NotifyOwner: {"告知业主", "Notify the owner"},
	RecordReturnVisit: {"登记回访", "Record the return visit"}, Explain: {"解释说明", "Explain"},
	Refer: {"书面转报", "Refer in writing"}, Follow: {"跟进", "Follow up"},
	Adopt: {"采纳", "Adopt"}, Decline: {"不接受", "Decline"}, Evaluate: {"年终评定", "Evaluate"},
	Reward: {"奖励", "Reward"}, Contain: {"现场处置", "Contain"}, Mediate: {"调解", "Mediate"},
	RequestStop: {"劝阻制止", "Request to stop"}, Order: {"登记主管部门决定", "Record the authority's order"},
	Object: {"业主异议", "Owner objects"}, Deem: {"视为验收", "Deem accepted"}, Escalate: {"上报", "Escalate"},
	Close: {"关闭", "Close"}, Reopen: {"重新打开", "Re-open"}, Cancel: {"取消", "Cancel"}, Merge: {"合并", "Merge"},
	FeedBack: {"反馈客户", "Give feedback"}, Promise: {"约定答复时间", "Agree a time of reply"}, Reply: {"正式答复", "Reply formally"},
	TellDirector: {"告知主任", "Tell the director"}, TellCompany: {"上报公司", "Tell the company"},
	AskCentre: {"求助投诉中心", "Ask the complaint centre"}, ReportBack: {"回报投诉中心", "Report back to the complaint centre"},
	Uphold: {"维持判定", "Uphold the judgement"}, Overturn: {"推翻判定", "Overturn the judgement"},

	TakeOver: {"接管", "Take over"}, MoveIn: {"开始集中入伙", "Begin collective move-in"},
	Operate: {"转入日常管理", "Begin operation"}, Exit: {"撤管", "Exit"},
	Sell: {"售出", "Sell"}, Rescind: {"解除买卖", "Rescind the sale"}, HandOver: {"交楼", "Hand over"},
	Renovate: {"装修", "Renovate"}, Occupy: {"入住", "Occupy"}, Let: {"出租", "Let"}, Vacate: {"空置", "Vacate"},
	Complete: {"补全资料", "Complete"}, Archive: {"归档", "Archive"}, End: {"退租", "End"},
	StartProbation: {"开始试用", "Start probation"}, Confirm: {"转正", "Confirm"}, Transfer: {"调动", "Transfer"},
	Settle: {"到岗", "Take up the post"}, Suspend: {"停职", "Suspend"}, Reinstate: {"复职", "Reinstate"},
	Leave: {"离职", "Leave"},

	Appoint: {"预约", "Appoint"}, Miss: {"未联系上", "Not reached"}, Qualify: {"回访合格", "Record as qualified"},
	Fault: {"回访不合格", "Record as unqualified"}, Waive: {"免访", "Waive"},
	Approve: {"批准", "Approve"}, Send: {"发放", "Send"}, Collect: {"回收", "Collect"}, Count: {"统计", "Count"},
	Report: {"上报", "Report"}, Analyse: {"分析", "Analyse"}, Publish: {"公布措施", "Publish the measures"}, Track: {"跟踪", "Track"},
	SetMeasure: {"制定措施", "Set measures"}, Review: {"审核", "Review"}, Submit: {"报主任", "Submit to the director"}, Implement: {"实施完成", "Implement"},
	Perform: {"完成", "Do"}, Lapse: {"逾期", "Lapse"}, MakeUp: {"补做", "Make up"}, Skip: {"免做", "Skip"}, Reject: {"退回", "Reject"},
}

// VerbTitle is the verb as it stands on a button; an unknown verb is named by its code.
func VerbTitle(v Verb) Title {
	if t, ok := verbTitles[v]; ok {
		return t
	}
	return Title{string(v), string(v)}
}
