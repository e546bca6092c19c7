// Package engines puts the engines together: which of them is told of what another does is said here, once for the server,
// the API in tests and whatever else needs them all.
package engines

import (
	"estatehub/internal/data"
	"estatehub/internal/metrics"
	"estatehub/internal/policy"
	"estatehub/internal/tickets"
)

// All are the engines over one database.
type All struct {
	// Desk opens and moves tickets.
	Desk *tickets.Desk
	// Metrics answers what head office asks.
	Metrics *metrics.Engine
}

// New makes the engines.
func New(db *data.DB) *All {
	policies := policy.New(db)
	a := &All{Desk: tickets.New(db), Metrics: &metrics.Engine{DB: db, Policies: policies}}
	return a
}
