package lifecycle

// disputeSteps is the life of a neighbours' dispute and of the violation that may be behind it (SYS-19). The company
// mediates, asks to stop and reports; it cannot demolish or fine, so a case may end without success. The document ends
// at SETTLED, FAILED, RECTIFIED and UNRECTIFIED; closing them is added so that every ticket ends alike [D].
var disputeSteps = []Transition{
	{Verb: Mediate, From: []State{Open, Reopened}, To: Mediating, Rule: "SYS-19"},
	{Verb: Resolve, From: []State{Mediating}, To: Settled, Needs: []string{InputResult}, Rule: "SYS-19"},
	{Verb: Fail, From: []State{Mediating}, To: Failed, Needs: []string{InputReason}, Rule: "SYS-19"},
	{
		Verb: RequestStop, From: []State{Open, Mediating, Failed, Reopened}, To: StopRequested, Rule: "SYS-19",
		Doc: "A violation was found (the document's FOUND is OPEN here).",
	},
	{
		Verb: Refer, From: []State{StopRequested}, To: Referred, Needs: []string{InputAuthority}, Rule: "SYS-19",
		Doc: "With this the company has done its duty (regulation article 46).",
	},
	{Verb: Order, From: []State{Referred}, To: Ordered, Needs: []string{InputResult}, Rule: "SYS-19"},
	{
		Verb: Resolve, From: []State{StopRequested, Referred, Ordered}, To: Rectified, Needs: []string{InputResult}, Rule: "SYS-19 [D]",
		Doc: "Some give way when asked, or once they hear of the report.",
	},
	{Verb: Fail, From: []State{Referred, Ordered}, To: Unrectified, Needs: []string{InputReason}, Rule: "SYS-19"},
	{Verb: Close, From: []State{Settled, Failed, Rectified, Unrectified}, To: Closed, Rule: "SYS-19 [D]"},
	{Verb: Reopen, From: []State{Settled, Rectified, Closed}, To: Reopened, Needs: []string{InputReason}, Rule: "SYS-19 [D]"},
}
