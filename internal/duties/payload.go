package duties

import (
	"estatehub/ent/gen"
	"estatehub/internal/fault"
)

// Payload is the answer of every mutation of a duty.
type Payload struct {
	Duty       *gen.Duty // nil where there are user errors
	Findings   []*gen.Finding
	UserErrors []*fault.UserError
}

// EntryPayload is the answer of the mutations of an entry of the duty log.
type EntryPayload struct {
	DutyLogEntry *gen.DutyLogEntry // nil where there are user errors
	UserErrors   []*fault.UserError
}

// LogPayload is the answer of what is done to the log of a day or a month.
type LogPayload struct {
	Count, Open int
	Duty        *gen.Duty // the one it completes, nil where the calendar has none
	Entries     []*gen.DutyLogEntry
	UserErrors  []*fault.UserError
}

// AdoptPayload says what the standard calendar added.
type AdoptPayload struct {
	Added, Total int
	UserErrors   []*fault.UserError
}
