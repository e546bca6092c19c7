// Package engines puts the engines together: which of them is told of what another does is said here, once for the server,
// the API in tests and whatever else needs them all.
package engines

import (
	"context"

	"estatehub/internal/data"
	"estatehub/internal/duties"
	"estatehub/internal/policy"
	"estatehub/internal/tickets"
	"estatehub/internal/workdays"
)

// All are the engines over one database.
type All struct {
	// Desk opens and moves tickets.
	Desk *tickets.Desk
	// Duties are done there, and made ahead by the maker.
	Duties *duties.Desk
	Maker  *duties.Maker
}

// New makes the engines.
func New(db *data.DB) *All {
	a := &All{Desk: tickets.New(db)}
	policies, calendar := policy.New(db), workdays.New(db)
	days := func(ctx context.Context) (duties.Days, error) { return calendar.Calendar(ctx) }
	a.Duties = &duties.Desk{DB: db, Tickets: a.Desk, Policies: policies, Calendar: days}
	a.Maker = &duties.Maker{DB: db, Policies: policies, Calendar: days}
	a.Desk.After = append(a.Desk.After, a.Duties.TicketMoved)
	return a
}
