package lifecycle

import (
	"slices"
	"strings"

	"estatehub/tenants"
)

// TicketKind is what a ticket is about in the broadest sense; each kind has a life cycle of its own.
type TicketKind string

// The kinds of tickets (3.1, 2h.1).
const (
	Complaint      TicketKind = "COMPLAINT"
	Suggestion     TicketKind = "SUGGESTION"
	Praise         TicketKind = "PRAISE"
	Enquiry        TicketKind = "ENQUIRY"
	Repair         TicketKind = "REPAIR"
	HomeService    TicketKind = "HOME_SERVICE"
	SpecialService TicketKind = "SPECIAL_SERVICE"
	MedicalAid     TicketKind = "MEDICAL_AID"
	Dispute        TicketKind = "DISPUTE"
	Defect         TicketKind = "DEFECT"
)

// heads may sign off a result: the director of the management office, or head office for the cases transferred to it.
var heads = []tenants.Role{tenants.SiteManager, tenants.QualityDept, tenants.ComplaintCentre}

// directors speak for a site.
var directors = []tenants.Role{tenants.SiteManager}

// noted makes the transitions of a verb that leaves a ticket where it is, in each of the states.
func noted(t Transition, states ...State) []Transition {
	var ts []Transition
	for _, s := range states {
		t.From, t.To = []State{s}, s
		ts = append(ts, t)
	}
	return ts
}

var ticketMachines = map[TicketKind]*Machine{
	Complaint: ticket(Complaint, Received, complaintSteps), Suggestion: ticket(Suggestion, Received, suggestionSteps),
	Praise: ticket(Praise, Received, praiseSteps), Enquiry: ticket(Enquiry, Received, enquirySteps),
	Repair: ticket(Repair, Reported, repairSteps), HomeService: ticket(HomeService, Requested, homeServiceSteps),
	SpecialService: ticket(SpecialService, Requested, specialServiceSteps),
	MedicalAid:     ticket(MedicalAid, Detected, medicalAidSteps), Dispute: ticket(Dispute, Open, disputeSteps),
	Defect: ticket(Defect, Recorded, defectSteps),
}

// TicketMachine is the life cycle of a kind of ticket, nil for what is no kind.
func TicketMachine(kind TicketKind) *Machine { return ticketMachines[kind] }

// ticket makes a kind's machine. What all kinds have in common is said here: which states end a ticket, what they are
// called, and that a double may be merged as long as its work is not done.
func ticket(kind TicketKind, initial State, steps []Transition) *Machine {
	i := slices.IndexFunc(Kinds, func(t Term) bool { return t.Code == string(kind) })
	m := &Machine{
		Name:        "ticket." + strings.ToLower(string(kind)),
		Title:       Title{Kinds[i].ZH, strings.ToLower(Kinds[i].EN)},
		Group:       tenants.Tickets,
		Initial:     initial,
		Transitions: steps,
		Titles:      map[State]Title{},
	}
	var early []State
	for _, s := range m.States() {
		if IsUnsolved(s) {
			early = append(early, s)
		}
	}
	m.Transitions = append(slices.Clone(steps), Transition{
		Verb: Merge, From: early, To: Merged, Needs: []string{InputInto}, Rule: "SYS-10, SYS-16 [D]",
		Doc: "The other ticket goes on; what is done already is not merged away.",
	})
	for _, s := range m.States() {
		m.Titles[s] = TicketStateTitle(s)
		if TicketPhase(s) == PhaseEnded {
			m.Final = append(m.Final, s)
		}
	}
	return register(m)
}
