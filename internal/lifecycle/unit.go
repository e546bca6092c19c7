package lifecycle

import "estatehub/tenants"

// The states of a unit's occupancy (SYS-02).
const (
	UnitUnsold     State = "UNSOLD"
	UnitSold       State = "SOLD_NOT_HANDED_OVER"
	UnitHandedOver State = "HANDED_OVER"
	UnitRenovating State = "RENOVATING"
	UnitOccupied   State = "OCCUPIED"
	UnitLet        State = "LET"
	UnitVacant     State = "VACANT"
)

// The verbs of a unit.
const (
	Sell     Verb = "sell"
	Rescind  Verb = "rescind"
	HandOver Verb = "handOver"
	Renovate Verb = "renovate"
	Occupy   Verb = "occupy"
	Let      Verb = "let"
	Vacate   Verb = "vacate"
)

// Unit is the occupancy of a unit (SYS-02). It has no end: a unit stands as long as its building.
var Unit = register(&Machine{
	Name:    "unit",
	Title:   Title{"房屋", "unit"},
	Group:   tenants.Portfolio,
	Initial: UnitUnsold,
	Titles: map[State]Title{
		UnitUnsold:     {"未售", "Unsold"},
		UnitSold:       {"已售未交", "Sold, not handed over"},
		UnitHandedOver: {"已交楼", "Handed over"},
		UnitRenovating: {"装修中", "Renovating"},
		UnitOccupied:   {"业主自住", "Occupied by owner"},
		UnitLet:        {"出租", "Let"},
		UnitVacant:     {"空置", "Vacant"},
	},
	Transitions: []Transition{
		{Verb: Sell, From: []State{UnitUnsold}, To: UnitSold, Rule: "SYS-02, SYS-41"},
		{
			Verb: Rescind, From: []State{UnitSold}, To: UnitUnsold, Rule: "SYS-44 [D]",
			Doc: "The purchase is refunded before the keys were given.",
		},
		{Verb: HandOver, From: []State{UnitSold}, To: UnitHandedOver, Rule: "SYS-02, SYS-42"},
		{
			Verb: Renovate, From: []State{UnitHandedOver, UnitOccupied, UnitVacant}, To: UnitRenovating, Rule: "SYS-02 [D]",
			Doc: "Also again after years; a let unit is given back first.",
		},
		{
			Verb: Occupy, From: []State{UnitHandedOver, UnitRenovating, UnitLet, UnitVacant}, To: UnitOccupied, Rule: "SYS-02",
			Doc: "Homes sold finished need no renovation.",
		},
		{Verb: Let, From: []State{UnitHandedOver, UnitRenovating, UnitOccupied, UnitVacant}, To: UnitLet, Rule: "SYS-02, SYS-04"},
		{Verb: Vacate, From: []State{UnitHandedOver, UnitRenovating, UnitOccupied, UnitLet}, To: UnitVacant, Rule: "SYS-02, SYS-64"},
	},
})
