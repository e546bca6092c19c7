package lifecycle

import "slices"

// complaintSteps is the life of a complaint (SYS-10, 3.4). Escalation is a level, not a state. That staff complained
// about may not change it is not a matter of state or role; who calls sees to it.
var complaintSteps = slices.Concat([]Transition{
	{Verb: Verify, From: []State{Received}, To: Verified, Rule: "SYS-10", Doc: "Every complaint is verified at once."},
	{
		Verb: Classify, From: []State{Received, Verified, Classified, Reopened}, To: Classified,
		Needs: []string{InputClass}, Rule: "SYS-10, 2h.1 [D]",
		Doc: "Validity is an axis of classification, so classifying a received complaint verifies it in the same step.",
	},
	{
		Verb: Invalidate, From: []State{Verified, Classified, InProgress}, To: Invalid,
		Needs: []string{InputReason}, Rule: "SYS-10, 2h.1", Doc: "Sometimes it only comes out during the work. Another looks at it again.",
	},
	{Verb: Assist, From: []State{Verified, Classified, InProgress}, To: Assisted, Rule: "SYS-10, D-17"},
	{Verb: SettleOnSpot, From: []State{Classified}, To: HandledOnSpot, Rule: "SYS-10, D-01"},
	{
		Verb: Dispatch, From: []State{Classified, HandledOnSpot, Reopened}, To: Dispatched,
		Needs: []string{InputAssignee}, Rule: "SYS-10, D-02", Doc: "Also where the spot turned out not to be enough.",
	},
	{Verb: Accept, From: []State{Dispatched, Reopened}, To: InProgress, Rule: "SYS-10"},
	{Verb: Arrive, From: []State{InProgress}, To: InProgress, Rule: "SYS-10 [D]", Doc: "Somebody is on the spot; noted only."},
	{Verb: Wait, From: []State{InProgress}, To: Waiting, Needs: []string{InputWaitingFor}, Rule: "SYS-10, D-14"},
	{Verb: Resume, From: []State{Waiting}, To: InProgress, Rule: "SYS-10"},
	{
		Verb: Resolve, From: []State{HandledOnSpot, InProgress}, To: Resolved, Needs: []string{InputResult}, Rule: "SYS-10, D-01",
		Doc: "For one handled on the spot this is the report to the office.",
	},
	{Verb: Check, From: []State{Resolved}, To: ResultChecked, Roles: heads, Rule: "SYS-10, 3.4", Doc: "The department head signs."},
	{
		Verb: SendBack, From: []State{Resolved}, To: InProgress, Roles: heads, Needs: []string{InputReason}, Rule: "SYS-10 [D]",
		Doc: "The head does not sign.",
	},
	{Verb: NotifyOwner, From: []State{ResultChecked}, To: OwnerNotified, Rule: "SYS-10, D-15"},
	{Verb: Explain, From: []State{Invalid}, To: Explained, Needs: []string{InputResult}, Rule: "SYS-10, 2h.1"},
	{Verb: Refer, From: []State{Assisted}, To: Referred, Needs: []string{InputAuthority}, Rule: "SYS-10, D-17"},
	{Verb: Follow, From: []State{Referred}, To: Followed, Rule: "SYS-10, 2b.2"},
	{
		Verb: RecordReturnVisit, From: []State{OwnerNotified, Explained, Followed}, To: ReturnVisited,
		Needs: []string{InputQualified}, Rule: "SYS-20, RV-01",
	},
	{
		Verb: Close, From: []State{ReturnVisited, Explained, Followed}, To: Closed, Rule: "SYS-10, RV-01, G-46",
		Doc: "A valid complaint only after its return visit (100 %).",
	},
	{Verb: Reopen, From: []State{OwnerNotified, ReturnVisited, Closed}, To: Reopened, Needs: []string{InputReason}, Rule: "SYS-10, 3.4"},
}, noted(Transition{
	Verb: Classify, Needs: []string{InputClass}, Rule: "2h.1 [D]", Doc: "Re-classified on the way; the work goes on.",
}, Dispatched, InProgress, Waiting), complaintStages)
