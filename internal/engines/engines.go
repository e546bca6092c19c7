// Package engines puts the engines together: which of them is told of what another does is said here, once for the server,
// the API in tests and whatever else needs them all.
package engines

import (
	"estatehub/internal/data"
	"estatehub/internal/policy"
	"estatehub/internal/tickets"
	"estatehub/internal/visits"
)

// All are the engines over one database.
type All struct {
	// Desk opens and moves tickets.
	Desk *tickets.Desk
	// Policies says what is in force where.
	Policies *policy.Book
	// Visits draws, keeps and records return visits.
	Visits *visits.Desk
}

// New makes the engines.
func New(db *data.DB) *All {
	a := &All{Desk: tickets.New(db), Policies: policy.New(db)}
	a.Visits = visits.New(db, a.Desk, a.Policies)
	a.Desk.After = append(a.Desk.After, a.Visits.After) // behind the keeper of deadlines: it moves tickets itself
	return a
}
