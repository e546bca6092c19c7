package lifecycle

import "slices"

// unsolved are the states of a complaint whose customer still waits for its solution.
var unsolved = []State{Received, Verified, Classified, Reopened, Dispatched, HandledOnSpot, InProgress, Waiting, Invalid, Assisted, Referred}

// handled are the states of a complaint after its work.
var handled = []State{Resolved, ResultChecked, OwnerNotified, Explained, Followed, ReturnVisited, Closed}

// dismissed are the states of a complaint that was found invalid or to be assisted. One that comes to its return visit by
// its work stands among them too; who calls sees to it that there is a judgement to look at.
var dismissed = []State{Invalid, Explained, Assisted, Referred, Followed, ReturnVisited}

// complaintStages are the verbs of a complaint beside its work: what the customer, the director, the company and its
// complaint centre are told, and what a second pair of eyes says of a judgement. They leave the work where it is, but for
// a judgement overturned. That only a collective complaint is told upwards and only a transferred one reported back, and
// each once, depends on data; who calls sees to it.
var complaintStages = slices.Concat(
	noted(Transition{
		Verb: FeedBack, Rule: "D-08", Doc: "The customer heard from us for the first time, or again.",
	}, unsolved...),
	noted(Transition{
		Verb: Promise, Needs: []string{InputPromisedAt}, Rule: "D-07, D-14", Doc: "The customer was asked and agrees to the time.",
	}, unsolved...),
	noted(Transition{
		Verb: Reply, Rule: "D-09, D-10", Doc: "The formal reply; the work may still go on.",
	}, append(slices.Clone(unsolved), Resolved)...),
	noted(Transition{Verb: TellDirector, Rule: "SYS-16, D-03, D-16", Doc: "Of a collective or a major complaint."}, unsolved...),
	noted(Transition{
		Verb: TellCompany, Roles: heads, Needs: []string{InputPromisedAt}, Rule: "SYS-16, D-04",
		Doc: "The deputy general manager, the complaint centre and, with the time of reply, the customers. After the director.",
	}, unsolved...),
	noted(Transition{
		Verb: AskCentre, Roles: directors, Needs: []string{InputReason}, Rule: "SYS-16, D-06", Doc: "What the site cannot solve.",
	}, unsolved...),
	noted(Transition{
		Verb: Accept, Rule: "SYS-16", Doc: "The site takes on what the complaint centre sent.",
	}, Received, Verified, Classified, InProgress),
	noted(Transition{
		Verb: ReportBack, Needs: []string{InputResult}, Rule: "SYS-16, D-05", Doc: "What became of what the complaint centre sent.",
	}, handled...),
	noted(Transition{
		Verb: Uphold, Roles: heads, Rule: "SYS-10, 2h.1 [D]", Doc: "By another than who judged.",
	}, dismissed...),
	[]Transition{{
		Verb: Overturn, From: dismissed, To: Classified, Roles: heads, Needs: []string{InputReason}, Rule: "SYS-10, 2h.1 [D]",
		Doc: "By another than who judged; it is valid then and its work begins.",
	}},
)
