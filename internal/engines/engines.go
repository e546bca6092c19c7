// Package engines puts the engines together: which of them is told of what another does is said here, once for the server,
// the API in tests and whatever else needs them all.
package engines

import (
	"estatehub/internal/clocks"
	"estatehub/internal/data"
	"estatehub/internal/nonconformity"
	"estatehub/internal/policy"
	"estatehub/internal/surveys"
	"estatehub/internal/tickets"
	"estatehub/internal/workdays"
)

// All are the engines over one database.
type All struct {
	// Policies and Workdays are what is in force.
	Policies *policy.Book
	Workdays *workdays.Book
	// Clocks keeps the deadlines of everything.
	Clocks *clocks.Keeper
	// Desk opens and moves tickets.
	Desk *tickets.Desk
	// Surveys runs the satisfaction survey.
	Surveys *surveys.Desk
	// Nonconformities follows what failed to its end.
	Nonconformities *nonconformity.Desk
}

// New makes the engines.
func New(db *data.DB) *All {
	a := &All{Desk: tickets.New(db), Policies: policy.New(db), Workdays: workdays.New(db)}
	a.Clocks = clocks.New(db, a.Policies, a.Workdays)
	a.Desk.Due = a.Clocks.Due
	a.Desk.After = append(a.Desk.After, a.Clocks.After)
	a.Desk.Repeat = repeat(a.Policies)
	a.Desk.Repeated = repeated(a.Policies)
	a.Surveys = surveys.New(db, a.Policies, a.Clocks)
	a.Nonconformities = nonconformity.New(db, a.Policies)
	return a
}
