package lifecycle

import "estatehub/tenants"

// The states of an owner's profile (SYS-03).
const (
	OwnerSketch   State = "SKETCH"
	OwnerComplete State = "COMPLETE"
	OwnerVerified State = "VERIFIED"
	OwnerArchived State = "ARCHIVED"
)

// The verbs of an owner's profile; its verify is that of tickets.
const (
	Complete Verb = "complete"
	Archive  Verb = "archive"
)

// Owner is the life of an owner's profile (SYS-03).
var Owner = register(&Machine{
	Name:    "owner",
	Title:   Title{"业主档案", "owner profile"},
	Group:   tenants.Owners,
	Initial: OwnerSketch,
	Final:   []State{OwnerArchived},
	Titles: map[State]Title{
		OwnerSketch:   {"初建", "Sketch"},
		OwnerComplete: {"资料齐全", "Complete"},
		OwnerVerified: {"已核实", "Verified"},
		OwnerArchived: {"已归档", "Archived"},
	},
	Transitions: []Transition{
		{Verb: Complete, From: []State{OwnerSketch}, To: OwnerComplete, Rule: "SYS-03, D-31"},
		{Verb: Verify, From: []State{OwnerComplete}, To: OwnerVerified, Rule: "SYS-03, SYS-42", Doc: "The papers are seen at move-in."},
		{
			Verb: Archive, From: []State{OwnerSketch, OwnerComplete, OwnerVerified}, To: OwnerArchived, Rule: "SYS-03 [D]",
			Doc: "A buyer may also drop out before move-in.",
		},
	},
})
