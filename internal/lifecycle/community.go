package lifecycle

import "estatehub/tenants"

// The states of a community (SYS-01).
const (
	CommunityProspect  State = "PROSPECT"
	CommunityTakeover  State = "TAKEOVER"
	CommunityMoveIn    State = "MOVE_IN"
	CommunityOperating State = "OPERATING"
	CommunityExited    State = "EXITED"
)

// The verbs of a community.
const (
	TakeOver Verb = "takeOver"
	MoveIn   Verb = "moveIn"
	Operate  Verb = "operate"
	Exit     Verb = "exit"
)

// Community is the life of a community under management (SYS-01).
var Community = register(&Machine{
	Name:    "community",
	Title:   Title{"小区", "community"},
	Group:   tenants.Portfolio,
	Initial: CommunityProspect,
	Final:   []State{CommunityExited},
	Titles: map[State]Title{
		CommunityProspect:  {"意向", "Prospect"},
		CommunityTakeover:  {"接管验收", "Takeover"},
		CommunityMoveIn:    {"集中入伙", "Collective move-in"},
		CommunityOperating: {"在管", "Operating"},
		CommunityExited:    {"已撤管", "Exited"},
	},
	Transitions: []Transition{
		{Verb: TakeOver, From: []State{CommunityProspect}, To: CommunityTakeover, Rule: "SYS-01, SYS-40"},
		{Verb: MoveIn, From: []State{CommunityTakeover}, To: CommunityMoveIn, Rule: "SYS-01"},
		{
			Verb: Operate, From: []State{CommunityTakeover, CommunityMoveIn}, To: CommunityOperating, Rule: "SYS-01 [D]",
			Doc: "An estate taken over from another manager is lived in already and has no collective move-in.",
		},
		{
			Verb: Exit, From: []State{CommunityProspect, CommunityTakeover, CommunityMoveIn, CommunityOperating},
			To: CommunityExited, Rule: "SYS-01 [D]",
			Doc: "A contract can be lost at any time, also before it is signed.",
		},
	},
})
