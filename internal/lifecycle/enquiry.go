package lifecycle

// enquirySteps is the life of an enquiry (2h.1). The document gives it no states of its own [D]: it is answered at
// once, or sent to somebody who can, or referred to whoever is competent. No return visit.
var enquirySteps = []Transition{
	{Verb: Dispatch, From: []State{Received, Reopened}, To: Dispatched, Needs: []string{InputAssignee}, Rule: "D-38 [D]"},
	{Verb: Accept, From: []State{Dispatched, Reopened}, To: InProgress, Rule: "D-38 [D]"},
	{Verb: Wait, From: []State{InProgress}, To: Waiting, Needs: []string{InputWaitingFor}, Rule: "D-14, D-38"},
	{Verb: Resume, From: []State{Waiting}, To: InProgress, Rule: "D-14, D-38"},
	{Verb: Refer, From: []State{Received, InProgress, Reopened}, To: Referred, Needs: []string{InputAuthority}, Rule: "D-17 [D]"},
	{Verb: Explain, From: []State{Received, InProgress, Referred, Reopened}, To: Explained, Needs: []string{InputResult}, Rule: "2h.1, D-08"},
	{Verb: Close, From: []State{Explained}, To: Closed, Rule: "2h.1 [D]"},
	{Verb: Reopen, From: []State{Explained, Closed}, To: Reopened, Needs: []string{InputReason}, Rule: "2h.1 [D]"},
}
