package lifecycle

// praiseSteps is the life of a praise (SYS-11). The document gives it no states of its own [D]: the letter is received
// and its evidence verified, then the staff named are rewarded or it is just closed. No return visit.
var praiseSteps = []Transition{
	{Verb: Verify, From: []State{Received}, To: Verified, Rule: "SYS-11"},
	{Verb: Reward, From: []State{Verified}, To: Awarded, Roles: rewarders, Rule: "SYS-11, SYS-31"},
	{Verb: Close, From: []State{Received, Verified}, To: Closed, Rule: "SYS-11 [D]"},
}
