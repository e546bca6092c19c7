package lifecycle

import "slices"

// repairSteps is the life of a repair report and its work order (SYS-12, 3.4).
//
// Two ways lead from COMPLETED to the end. In a home the owner signs and the order comes back. For a public facility,
// or an owner who is out, there is nobody to sign: the head checks instead and whoever reported it is told.
//
// Whether an order is paid, and whether a return visit is due (30 % sample or all, RV-05, RV-06), depends on data; who
// calls refuses to dispatch or close it meanwhile.
var repairSteps = slices.Concat([]Transition{
	{
		Verb: Classify, From: []State{Reported, Registered, Reopened}, To: Registered, Rule: "SYS-12, 2h.4",
		Doc: "Registers it: public or in-unit, small or planned, free or paid.",
	},
	{
		Verb: Plan, From: []State{Registered, Unfinished}, To: Planned, Needs: []string{InputPlannedFor}, Rule: "SYS-12, 2h.4",
		Doc: "Medium and major works.",
	},
	{
		Verb: Quote, From: []State{Registered, Planned, OnSite}, To: Quoted, Needs: []string{InputAmount}, Rule: "SYS-12",
		Doc: "On site where the price list does not know the work; the order then goes out again after payment.",
	},
	{Verb: Agree, From: []State{Quoted}, To: OwnerAgreed, Rule: "SYS-12"},
	{
		Verb: Pay, From: []State{OwnerAgreed}, To: Paid, Needs: []string{InputReceiptNo}, Rule: "SYS-12, 3.4",
		Doc: "The order goes out after finance has issued a receipt.",
	},
	{
		Verb: Dispatch, From: []State{Registered, Planned, Paid, Unfinished, Reopened}, To: Sent,
		Needs: []string{InputAssignee}, Rule: "SYS-12, D-18",
	},
	{Verb: Accept, From: []State{Sent}, To: Accepted, Rule: "SYS-12"},
	{Verb: Arrive, From: []State{Accepted, Unfinished}, To: OnSite, Rule: "SYS-12, D-19", Doc: "From UNFINISHED: the next appointment."},
	{
		Verb: LeaveUnfinished, From: []State{OnSite, Completed}, To: Unfinished,
		Needs: []string{InputReason, InputNextVisitAt}, Rule: "SYS-12, D-21, 3.4", Doc: "Also where the owner does not sign.",
	},
	{Verb: Resolve, From: []State{OnSite}, To: Completed, Needs: []string{InputResult}, Rule: "SYS-12, D-20"},
	{Verb: Sign, From: []State{Completed}, To: OwnerSigned, Rule: "SYS-12"},
	{Verb: ReturnOrder, From: []State{OwnerSigned}, To: Returned, Rule: "SYS-12, D-22"},
	{
		Verb: Check, From: []State{Completed, Returned}, To: ResultChecked, Roles: heads, Rule: "SYS-12 [D]",
		Doc: "In place of the owner's signature, or when orders issued and returned are reconciled.",
	},
	{Verb: NotifyOwner, From: []State{ResultChecked}, To: OwnerNotified, Rule: "D-15"},
	{
		Verb: RecordReturnVisit, From: []State{Returned, OwnerNotified}, To: ReturnVisited,
		Needs: []string{InputQualified}, Rule: "SYS-20, RV-05, RV-06",
	},
	{Verb: Close, From: []State{Returned, OwnerNotified, ReturnVisited}, To: Closed, Rule: "SYS-12, 3.4"},
	{Verb: Reopen, From: []State{OwnerNotified, ReturnVisited, Closed}, To: Reopened, Needs: []string{InputReason}, Rule: "SYS-20 [D]"},
	{
		Verb: Cancel, From: []State{Reported, Registered, Planned, Quoted, OwnerAgreed}, To: Cancelled,
		Needs: []string{InputReason}, Rule: "SYS-12 [D]", Doc: "The owner does not take the price, or needs it no longer.",
	},
}, noted(Transition{
	Verb: Classify, Rule: "2h.4 [D]", Doc: "Re-classified on the way; the work goes on.",
}, Sent, Accepted, OnSite, Unfinished))
