package clocks

import "estatehub/internal/policy"

// Rule is a deadline of the domain's part 2b as data.
type Rule struct {
	// ID is the rule's number in the document, or the section a default of the hub [D] belongs to.
	ID     string
	ZH, EN string
	// Subject is the noun it runs for.
	Subject string
	// Unit is in what it counts (lifecycle.ClockUnits), unless its policy says 0 days, which is the same day.
	Unit string
	// Key is the policy that says how long; where it is empty Amount does.
	Key    policy.Key
	Amount int
	// To is the code of the post that is told first of a breach, Level how high it stands.
	To    string
	Level int
	// AfterDone tells that it runs from when a duty was done until that was recorded, and not until it is done.
	AfterDone bool
	// Pauses tells whether it stands still while the ticket waits for somebody else.
	Pauses bool
	Source string

	stage     stage
	appointed bool              // is due at the appointment where there is one
	outlives  bool              // runs on when the ticket is closed
	suits     func(*Facts) bool // what it is for; a running clock it no longer suits is cancelled
	begins    func(*Step) bool
	met       func(*Step) bool
}

// stage is a promise of which one rule holds at a time: another takes its place when the ticket turns out to be of
// another class, type or severity.
type stage int

const (
	alone stage = iota
	reply
	solve
	followUp
)

// The nouns that deadlines run for.
const (
	OfTicket = "Ticket"
	OfVisit  = "ReturnVisit"
	OfSurvey = "Survey"
	OfDuty   = "Duty"
)

// ladder are the posts that are told, one level after another.
var ladder = map[int]string{1: "CSS", 2: "DIR", 3: "DGM"}

// Top is the highest level a breach is told to.
const Top = 3

// Named is a rule by its ID; nil where there is none.
func Named(id string) *Rule { return named[id] }

// The rules by their ID, and those of tickets by their stage: they are asked for at every step.
var (
	named  = map[string]*Rule{}
	staged = map[stage][]*Rule{}
)

func init() {
	for i := range Rules {
		r := &Rules[i]
		named[r.ID] = r
		if r.Subject == OfTicket {
			staged[r.stage] = append(staged[r.stage], r)
		}
	}
}
