package lifecycle

import "estatehub/tenants"

// The states of a tenancy (SYS-04).
const (
	TenancyActive State = "ACTIVE"
	TenancyEnded  State = "ENDED"
)

// End is the verb of a tenancy.
const End Verb = "end"

// Tenancy is the life of a tenancy (SYS-04). A renewal is a new tenancy, so that the file of the old one stays whole.
var Tenancy = register(&Machine{
	Name:    "tenancy",
	Title:   Title{"租赁", "tenancy"},
	Group:   tenants.Owners,
	Initial: TenancyActive,
	Final:   []State{TenancyEnded},
	Titles: map[State]Title{
		TenancyActive: {"租赁中", "Active"},
		TenancyEnded:  {"已退租", "Ended"},
	},
	Transitions: []Transition{
		{Verb: End, From: []State{TenancyActive}, To: TenancyEnded, Rule: "SYS-04", Doc: "Follows the move-out procedure (退租)."},
	},
})
