package lifecycle

// defectSteps is the life of a defect found at move-in (SYS-43, 3.4). Its return visit is due within 24 hours (RV-10),
// that is, while the owner's week (D-28) still runs; it is therefore noted and moves nothing.
var defectSteps = []Transition{
	{
		Verb: Dispatch, From: []State{Recorded, RefusedByContractor, Escalated, Reopened}, To: Sent,
		Needs: []string{InputAssignee}, Rule: "SYS-43, D-25, D-26",
	},
	{Verb: Accept, From: []State{Sent, Escalated}, To: Rectifying, Rule: "SYS-43"},
	{Verb: Decline, From: []State{Sent}, To: RefusedByContractor, Needs: []string{InputReason}, Rule: "SYS-43"},
	{Verb: Escalate, From: []State{RefusedByContractor}, To: Escalated, Rule: "SYS-43", Doc: "To the engineering department (S0.b)."},
	{Verb: Resolve, From: []State{Rectifying}, To: Done, Needs: []string{InputResult}, Rule: "SYS-43"},
	{Verb: NotifyOwner, From: []State{Done}, To: OwnerTold, Rule: "SYS-43, D-28", Doc: "The owner's week begins."},
	{Verb: RecordReturnVisit, From: []State{OwnerTold}, To: OwnerTold, Needs: []string{InputQualified}, Rule: "D-27, RV-10"},
	{Verb: Sign, From: []State{OwnerTold}, To: OwnerAccepted, Rule: "SYS-43"},
	{Verb: Deem, From: []State{OwnerTold}, To: DeemedAccepted, Clock: "D-28", Rule: "SYS-43, D-28"},
	{Verb: Object, From: []State{OwnerTold}, To: Objected, Needs: []string{InputReason}, Rule: "SYS-43"},
	{Verb: Resume, From: []State{Objected}, To: Rectifying, Rule: "SYS-43"},
	{Verb: Close, From: []State{OwnerAccepted, DeemedAccepted}, To: Closed, Rule: "SYS-43 [D]"},
	{Verb: Reopen, From: []State{OwnerAccepted, DeemedAccepted, Closed}, To: Reopened, Needs: []string{InputReason}, Rule: "SYS-43 [D]"},
}
