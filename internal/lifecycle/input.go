package lifecycle

// The inputs transitions may need, as named in [Transition].Needs and in the arguments of a mutation.
const (
	InputAssignee    = "assignee"    // staff, department, contractor or partner
	InputReason      = "reason"      // why it is unfinished, declined, invalid, re-opened …
	InputResult      = "result"      // what was done, found or said
	InputNextVisitAt = "nextVisitAt" // when the worker comes again
	InputPlannedFor  = "plannedFor"  // when planned work is due
	InputAmount      = "amount"      // the price told to the owner, fen
	InputReceiptNo   = "receiptNo"   // of the receipt finance issued
	InputClass       = "class"       // see Classes
	InputWaitingFor  = "waitingFor"  // see Waits
	InputAuthority   = "authority"   // who a case is referred to
	InputQualified   = "qualified"   // whether the return visit found the service qualified
	InputInto        = "into"        // the ticket that goes on
	InputPromisedAt  = "promisedAt"  // when the customer is to have his reply

	InputCause        = "cause"        // why something failed
	InputVerification = "verification" // what somebody else found who looked
	InputEffective    = "effective"    // whether measures work
	InputAnalysis     = "analysis"     // what the meeting about a survey found
	InputMeasures     = "measures"     // what is posted on the board
	InputApprovedBy   = "approvedBy"   // who approved a questionnaire
)

var inputTitles = map[string]Title{
	InputAssignee: {"责任人或责任单位", "assignee"}, InputReason: {"原因", "reason"}, InputResult: {"处理结果", "result"},
	InputNextVisitAt: {"下次上门时间", "next visit"}, InputPlannedFor: {"计划时间", "planned date"},
	InputAmount: {"报价金额", "amount"}, InputReceiptNo: {"收据号", "receipt number"}, InputClass: {"投诉类别", "class"},
	InputWaitingFor: {"等待对象", "whom or what it waits for"}, InputAuthority: {"转报单位", "authority"},
	InputQualified: {"回访是否合格", "qualified or not"}, InputInto: {"并入的工单", "ticket to merge into"},
	InputPromisedAt: {"承诺时间", "time of reply"},

	InputCause: {"原因分析", "cause"}, InputVerification: {"验证情况", "what was found"}, InputEffective: {"措施是否有效", "effective or not"},
	InputAnalysis: {"分析", "analysis"}, InputMeasures: {"改进措施", "measures"}, InputApprovedBy: {"批准人", "who approved it"},
}

// InputTitle is the input's name; an unknown one is named by its code.
func InputTitle(input string) Title {
	if t, ok := inputTitles[input]; ok {
		return t
	}
	return Title{input, input}
}
