package lifecycle

// homeServiceSteps is the life of a paid home service (SYS-13). Whether its return visit is due depends on the policy
// return_visit.home_service.coverage; who calls refuses to close it meanwhile.
var homeServiceSteps = []Transition{
	{Verb: Dispatch, From: []State{Requested, NotDone, Reopened}, To: Dispatched, Needs: []string{InputAssignee}, Rule: "SYS-13"},
	{Verb: Resolve, From: []State{Dispatched}, To: Done, Needs: []string{InputResult}, Rule: "SYS-13, D-23"},
	{Verb: LeaveUnfinished, From: []State{Dispatched}, To: NotDone, Needs: []string{InputReason}, Rule: "SYS-13, D-23"},
	{Verb: Pay, From: []State{Done}, To: Charged, Needs: []string{InputReceiptNo}, Rule: "SYS-13"},
	{Verb: RecordReturnVisit, From: []State{Charged}, To: ReturnVisited, Needs: []string{InputQualified}, Rule: "SYS-13, RV-09"},
	{Verb: Close, From: []State{Charged, ReturnVisited}, To: Closed, Rule: "SYS-13, RV-09"},
	{Verb: Reopen, From: []State{ReturnVisited, Closed}, To: Reopened, Needs: []string{InputReason}, Rule: "SYS-20 [D]"},
	{Verb: Cancel, From: []State{Requested, NotDone}, To: Cancelled, Needs: []string{InputReason}, Rule: "SYS-13 [D]"},
}

// specialServiceSteps is the life of a special or convenience service (SYS-14). Its check is customer service's
// follow-up of the partner's quality, not a head's sign.
var specialServiceSteps = []Transition{
	{Verb: Classify, From: []State{Requested, Reopened}, To: Registered, Rule: "SYS-14, 2h.3"},
	{Verb: Dispatch, From: []State{Registered}, To: Placed, Needs: []string{InputAssignee}, Rule: "SYS-14"},
	{Verb: Resolve, From: []State{Placed}, To: Delivered, Needs: []string{InputResult}, Rule: "SYS-14"},
	{Verb: Check, From: []State{Delivered}, To: QualityChecked, Rule: "SYS-14"},
	{Verb: Close, From: []State{QualityChecked}, To: Closed, Rule: "SYS-14"},
	{Verb: Reopen, From: []State{QualityChecked, Closed}, To: Reopened, Needs: []string{InputReason}, Rule: "SYS-14 [D]"},
	{Verb: Cancel, From: []State{Requested, Registered, Placed}, To: Cancelled, Needs: []string{InputReason}, Rule: "SYS-14"},
}
