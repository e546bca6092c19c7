package lifecycle

import "estatehub/tenants"

// The states of a member of staff (SYS-05).
const (
	StaffPreTraining State = "PRE_TRAINING"
	StaffProbation   State = "PROBATION"
	StaffActive      State = "ACTIVE"
	StaffTransferred State = "TRANSFERRED"
	StaffSuspended   State = "SUSPENDED"
	StaffLeft        State = "LEFT"
)

// The verbs of a member of staff.
const (
	StartProbation Verb = "startProbation"
	Confirm        Verb = "confirm"
	Transfer       Verb = "transfer" // to another site; a ticket's transfer changes no state
	Settle         Verb = "settle"
	Suspend        Verb = "suspend"
	Reinstate      Verb = "reinstate"
	Leave          Verb = "leave"
)

// Staff is the employment of a member of staff (SYS-05). Who comes back is hired anew, under a new number.
var Staff = register(&Machine{
	Name:    "staff",
	Title:   Title{"员工", "member of staff"},
	Group:   tenants.People,
	Initial: StaffPreTraining,
	Final:   []State{StaffLeft},
	Titles: map[State]Title{
		StaffPreTraining: {"岗前培训", "Pre-training"},
		StaffProbation:   {"试用", "Probation"},
		StaffActive:      {"在岗", "Active"},
		StaffTransferred: {"调动中", "Transferred"},
		StaffSuspended:   {"停职", "Suspended"},
		StaffLeft:        {"离职", "Left"},
	},
	Transitions: []Transition{
		{Verb: StartProbation, From: []State{StaffPreTraining}, To: StaffProbation, Rule: "SYS-05"},
		{Verb: Confirm, From: []State{StaffProbation}, To: StaffActive, Rule: "SYS-05"},
		{Verb: Transfer, From: []State{StaffActive}, To: StaffTransferred, Rule: "SYS-05"},
		{
			Verb: Settle, From: []State{StaffTransferred}, To: StaffActive, Rule: "SYS-05 [D]",
			Doc: "One person works at many sites over time: the transfer ends where the next assignment begins.",
		},
		{Verb: Suspend, From: []State{StaffProbation, StaffActive, StaffTransferred}, To: StaffSuspended, Rule: "SYS-05"},
		{Verb: Reinstate, From: []State{StaffSuspended}, To: StaffActive, Rule: "SYS-05 [D]"},
		{
			Verb: Leave, From: []State{StaffPreTraining, StaffProbation, StaffActive, StaffTransferred, StaffSuspended},
			To: StaffLeft, Rule: "SYS-05", Doc: "Resigned or dismissed.",
		},
	},
})
