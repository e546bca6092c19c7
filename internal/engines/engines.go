// Package engines puts the engines together: which of them is told of what another does is said here, once for the server,
// the API in tests and whatever else needs them all.
package engines

import (
	"estatehub/internal/data"
	"estatehub/internal/nonconformity"
	"estatehub/internal/policy"
	"estatehub/internal/surveys"
	"estatehub/internal/tickets"
)

// All are the engines over one database.
type All struct {
	// Desk opens and moves tickets.
	Desk *tickets.Desk
	// Policies are what is in force where.
	Policies *policy.Book
	// Surveys runs the satisfaction survey.
	Surveys *surveys.Desk
	// Nonconformities follows what failed to its end.
	Nonconformities *nonconformity.Desk
}

// New makes the engines.
func New(db *data.DB) *All {
	a := &All{Desk: tickets.New(db), Policies: policy.New(db)}
	a.Surveys = surveys.New(db, a.Policies, nil)
	a.Nonconformities = nonconformity.New(db, a.Policies)
	return a
}
