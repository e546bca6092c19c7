// Package engines puts the engines together: which of them is told of what another does is said here, once for the server,
// the API in tests and whatever else needs them all.
package engines

import (
	"estatehub/internal/data"
	"estatehub/internal/tickets"
)

// All are the engines over one database.
type All struct {
	// Desk opens and moves tickets.
	Desk *tickets.Desk
}

// New makes the engines.
func New(db *data.DB) *All {
	a := &All{Desk: tickets.New(db)}
	return a
}
