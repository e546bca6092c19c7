package lifecycle

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"estatehub/tenants"
)

// A story is a ticket's life as a site manager would tell it: what is done, and where the ticket then stands. A line
// that ends in "no" is refused and leaves the ticket where it is.
func story(t *testing.T, kind TicketKind, lines string) {
	t.Helper()
	m := TicketMachine(kind)
	at := m.Initial
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		words := strings.Fields(line)
		verb, want := Verb(words[0]), State(words[1])
		step, err := m.Step(at, verb)
		switch {
		case want == "no" && err == nil:
			t.Errorf("%s went from %s to %s", verb, at, step.To)
		case want != "no" && (err != nil || step.To != want):
			t.Fatalf("%s from %s: %s, %v; want %s", verb, at, step.To, err, want)
		case want != "no":
			at = step.To
		}
	}
}

func TestStories(t *testing.T) {
	for name, s := range map[string]struct {
		kind  TicketKind
		lines string
	}{
		"a valid complaint waits for the developer and is closed after its return visit": {Complaint, `
			verify VERIFIED
			classify CLASSIFIED
			dispatch DISPATCHED
			accept IN_PROGRESS
			arrive IN_PROGRESS
			wait WAITING
			resolve no
			resume IN_PROGRESS
			close no
			resolve RESOLVED
			close no
			notifyOwner no
			check RESULT_CHECKED
			notifyOwner OWNER_NOTIFIED
			close no
			recordReturnVisit RETURN_VISITED
			close CLOSED
			merge no`},
		"a complaint settled on the spot is still reported, checked and visited": {Complaint, `
			classify CLASSIFIED
			settleOnSpot HANDLED_ON_SPOT
			resolve RESOLVED
			check RESULT_CHECKED
			notifyOwner OWNER_NOTIFIED
			recordReturnVisit RETURN_VISITED
			close CLOSED`},
		"the director does not sign poor work": {Complaint, `
			classify CLASSIFIED
			dispatch DISPATCHED
			accept IN_PROGRESS
			classify IN_PROGRESS
			resolve RESOLVED
			sendBack IN_PROGRESS
			resolve RESOLVED`},
		"an invalid complaint is explained": {Complaint, `
			verify VERIFIED
			invalidate INVALID
			close no
			explain EXPLAINED
			close CLOSED`},
		"a complaint about the outside world is referred and followed": {Complaint, `
			verify VERIFIED
			classify CLASSIFIED
			assist ASSIST
			refer REFERRED
			close no
			follow FOLLOWED
			close CLOSED`},
		"an unsatisfied owner has the complaint re-opened, and again once closed": {Complaint, `
			reopen no
			classify CLASSIFIED
			dispatch DISPATCHED
			accept IN_PROGRESS
			resolve RESOLVED
			reopen no
			check RESULT_CHECKED
			notifyOwner OWNER_NOTIFIED
			reopen REOPENED
			dispatch DISPATCHED
			accept IN_PROGRESS
			resolve RESOLVED
			check RESULT_CHECKED
			notifyOwner OWNER_NOTIFIED
			recordReturnVisit RETURN_VISITED
			reopen REOPENED
			accept IN_PROGRESS
			resolve RESOLVED
			check RESULT_CHECKED
			notifyOwner OWNER_NOTIFIED
			recordReturnVisit RETURN_VISITED
			close CLOSED
			reopen REOPENED`},
		"many complain together, and everybody hears of it": {Complaint, `
			tellDirector RECEIVED
			tellCompany RECEIVED
			classify CLASSIFIED
			feedBack CLASSIFIED
			dispatch DISPATCHED
			accept IN_PROGRESS
			promise IN_PROGRESS
			askCentre IN_PROGRESS
			reply IN_PROGRESS
			reportBack no
			resolve RESOLVED
			tellDirector no
			feedBack no
			promise no
			reply RESOLVED
			reportBack RESOLVED
			check RESULT_CHECKED
			reportBack RESULT_CHECKED`},
		"a site takes on what the complaint centre sent": {Complaint, `
			accept RECEIVED
			classify CLASSIFIED
			accept CLASSIFIED
			dispatch DISPATCHED
			accept IN_PROGRESS
			accept IN_PROGRESS`},
		"an invalid complaint is looked at again and upheld": {Complaint, `
			uphold no
			verify VERIFIED
			uphold no
			invalidate INVALID
			uphold INVALID
			explain EXPLAINED
			uphold EXPLAINED
			close CLOSED
			uphold no
			overturn no`},
		"an invalid complaint turns out to be valid": {Complaint, `
			classify CLASSIFIED
			overturn no
			invalidate INVALID
			explain EXPLAINED
			overturn CLASSIFIED
			assist ASSIST
			refer REFERRED
			overturn CLASSIFIED
			dispatch DISPATCHED`},
		"a double complaint is merged and stays so": {Complaint, `
			verify VERIFIED
			merge MERGED
			reopen no`},
		"a paid repair goes out after the receipt and needs a second visit": {Repair, `
			classify REGISTERED
			quote QUOTED
			pay no
			agree OWNER_AGREED
			dispatch no
			pay PAID
			cancel no
			dispatch SENT
			arrive no
			accept ACCEPTED
			arrive ON_SITE
			leaveUnfinished UNFINISHED
			arrive ON_SITE
			resolve COMPLETED
			close no
			sign OWNER_SIGNED
			close no
			returnOrder RETURNED
			recordReturnVisit RETURN_VISITED
			close CLOSED`},
		"a small free repair outside the sample is closed without a visit": {Repair, `
			classify REGISTERED
			dispatch SENT
			accept ACCEPTED
			arrive ON_SITE
			resolve COMPLETED
			sign OWNER_SIGNED
			returnOrder RETURNED
			close CLOSED`},
		"a public lamp has no owner to sign: the director checks": {Repair, `
			classify REGISTERED
			dispatch SENT
			accept ACCEPTED
			arrive ON_SITE
			resolve COMPLETED
			check RESULT_CHECKED
			notifyOwner OWNER_NOTIFIED
			close CLOSED
			reopen REOPENED
			dispatch SENT`},
		"a roof is planned": {Repair, `
			classify REGISTERED
			plan PLANNED
			dispatch SENT`},
		"an owner does not take the price": {Repair, `
			classify REGISTERED
			dispatch SENT
			accept ACCEPTED
			arrive ON_SITE
			quote QUOTED
			cancel CANCELLED
			reopen no`},
		"a good suggestion is answered, and awarded at the year's end": {Suggestion, `
			classify COLLATED
			check REVIEWED
			adopt ADOPTED
			notifyOwner CUSTOMER_INFORMED
			evaluate EVALUATED
			reward AWARDED`},
		"a suggestion is declined and closed, and still evaluated": {Suggestion, `
			classify COLLATED
			check REVIEWED
			decline DECLINED
			close no
			notifyOwner CUSTOMER_INFORMED
			close CLOSED
			evaluate EVALUATED
			close CLOSED`},
		"a thank-you letter earns something": {Praise, `
			reward no
			verify VERIFIED
			reward AWARDED`},
		"a praise needs no return visit": {Praise, `
			recordReturnVisit no
			close CLOSED`},
		"an enquiry is answered at once": {Enquiry, `
			close no
			explain EXPLAINED
			close CLOSED`},
		"an enquiry waits for an answer": {Enquiry, `
			dispatch DISPATCHED
			accept IN_PROGRESS
			wait WAITING
			resume IN_PROGRESS
			explain EXPLAINED
			close CLOSED`},
		"a home service is done at the second go": {HomeService, `
			dispatch DISPATCHED
			leaveUnfinished NOT_DONE
			dispatch DISPATCHED
			resolve DONE
			close no
			pay CHARGED
			recordReturnVisit RETURN_VISITED
			close CLOSED`},
		"a convenience service is placed with a partner": {SpecialService, `
			classify REGISTERED
			dispatch PLACED
			resolve DELIVERED
			close no
			check QUALITY_CHECKED
			close CLOSED`},
		"a convenience service is cancelled": {SpecialService, `
			cancel CANCELLED`},
		"a patient is helped and visited": {MedicalAid, `
			contain CONTAINED
			resolve INCIDENT_REPORTED
			close no
			recordReturnVisit RETURN_VISITED
			close CLOSED`},
		"neighbours are reconciled": {Dispute, `
			mediate MEDIATING
			resolve SETTLED
			close CLOSED`},
		"mediation fails": {Dispute, `
			mediate MEDIATING
			fail FAILED
			close CLOSED`},
		"an unauthorised structure is reported and stays": {Dispute, `
			requestStop STOP_REQUESTED
			refer REFERRED
			order ORDERED
			fail UNRECTIFIED
			close CLOSED`},
		"an unauthorised structure is taken down": {Dispute, `
			requestStop STOP_REQUESTED
			refer REFERRED
			order ORDERED
			resolve RECTIFIED
			close CLOSED`},
		"a defect is rectified, objected to, rectified again and accepted": {Defect, `
			dispatch SENT
			accept RECTIFYING
			resolve DONE
			notifyOwner OWNER_TOLD
			recordReturnVisit OWNER_TOLD
			object OBJECTED
			resume RECTIFYING
			resolve DONE
			notifyOwner OWNER_TOLD
			sign OWNER_ACCEPTED
			close CLOSED`},
		"an owner says nothing for a week": {Defect, `
			dispatch SENT
			accept RECTIFYING
			resolve DONE
			deem no
			notifyOwner OWNER_TOLD
			deem DEEMED_ACCEPTED
			close CLOSED`},
		"a contractor refuses": {Defect, `
			dispatch SENT
			decline REFUSED_BY_CONTRACTOR
			escalate ESCALATED
			dispatch SENT`},
	} {
		t.Run(name, func(t *testing.T) { story(t, s.kind, s.lines) })
	}
}

func TestGuards(t *testing.T) {
	complaint, repair, defect := TicketMachine(Complaint), TicketMachine(Repair), TicketMachine(Defect)
	for _, c := range []struct {
		what  string
		m     *Machine
		from  State
		verb  Verb
		role  tenants.Role
		given string
		ok    bool
	}{
		{"staff may not sign off", complaint, Resolved, Check, tenants.SiteStaff, "", false},
		{"the director signs", complaint, Resolved, Check, tenants.SiteManager, "", true},
		{"the complaint centre signs for transferred cases", complaint, Resolved, Check, tenants.ComplaintCentre, "", true},
		{"BI only reads", complaint, Received, Verify, tenants.BI, "", false},
		{"HR has no business with tickets", complaint, Received, Verify, tenants.HR, "", false},
		{"nobody is sent without a name", complaint, Classified, Dispatch, tenants.SiteStaff, "", false},
		{"somebody is sent", complaint, Classified, Dispatch, tenants.SiteStaff, "assignee", true},
		{"unfinished needs the next visit too", repair, OnSite, LeaveUnfinished, tenants.SiteStaff, "reason", false},
		{"unfinished with reason and next visit", repair, OnSite, LeaveUnfinished, tenants.SiteStaff, "reason nextVisitAt", true},
		{"no payment without receipt", repair, OwnerAgreed, Pay, tenants.SiteStaff, "", false},
		{"a payment with receipt", repair, OwnerAgreed, Pay, tenants.SiteStaff, "receiptNo", true},
		{"staff do not judge a judgement", complaint, Invalid, Uphold, tenants.SiteStaff, "", false},
		{"quality does", complaint, Invalid, Uphold, tenants.QualityDept, "", true},
		{"nothing is overturned without a reason", complaint, Explained, Overturn, tenants.ComplaintCentre, "", false},
		{"the company is told by the director, not by staff", complaint, Received, TellCompany, tenants.SiteStaff, "promisedAt", false},
		{"the company is told with the time of reply", complaint, Received, TellCompany, tenants.SiteManager, "", false},
		{"the director is told by anybody at the site", complaint, Received, TellDirector, tenants.SiteStaff, "", true},
		{"head office does not ask itself for help", complaint, InProgress, AskCentre, tenants.QualityDept, "reason", false},
		{"the director asks for help", complaint, InProgress, AskCentre, tenants.SiteManager, "reason", true},
		{"a promise names a time", complaint, Received, Promise, tenants.SiteStaff, "", false},
		{"only the owner's week makes a defect deemed accepted", defect, OwnerTold, Deem, tenants.SiteManager, "", false},
	} {
		given := strings.Fields(c.given)
		_, err := c.m.Enforce(c.from, c.verb, []tenants.Role{c.role}, func(in string) bool { return slices.Contains(given, in) })
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

func TestFieldsSetByValue(t *testing.T) {
	for _, c := range []struct {
		m    *Machine
		path string // " x " is refused
	}{
		{Community, "PROSPECT TAKEOVER MOVE_IN OPERATING EXITED x OPERATING"},
		{Unit, "UNSOLD x OCCUPIED"},
		{Unit, "UNSOLD SOLD_NOT_HANDED_OVER HANDED_OVER RENOVATING OCCUPIED VACANT OCCUPIED LET VACANT RENOVATING x UNSOLD"},
		{Owner, "SKETCH COMPLETE VERIFIED ARCHIVED x SKETCH"},
		{Owner, "SKETCH x VERIFIED"},
		{Tenancy, "ACTIVE ENDED x ACTIVE"},
		{Staff, "PRE_TRAINING PROBATION ACTIVE TRANSFERRED ACTIVE SUSPENDED LEFT x ACTIVE"},
	} {
		path := strings.Fields(c.path)
		at, refuse := State(path[0]), false
		for _, p := range path {
			if p == "x" {
				refuse = true
				continue
			}
			err := c.m.Move(at, State(p))
			var wrong *WrongState
			if errors.As(err, &wrong) != refuse {
				t.Errorf("%s %s → %s: %v", c.m.Name, at, p, err)
			}
			at, refuse = State(p), false
		}
	}
	if Unit.Move("NOWHERE", "NOWHERE") == nil {
		t.Error("a state that does not exist was left where it was")
	}
}
