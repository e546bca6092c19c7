// Package engines puts the engines together: which of them is told of what another does is said here, once for the server,
// the API in tests and whatever else needs them all.
package engines

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/clocks"
	"estatehub/internal/data"
	"estatehub/internal/duties"
	"estatehub/internal/ident"
	"estatehub/internal/metrics"
	"estatehub/internal/nonconformity"
	"estatehub/internal/policy"
	"estatehub/internal/surveys"
	"estatehub/internal/tickets"
	"estatehub/internal/visits"
	"estatehub/internal/workdays"
)

// All are the engines over one database.
type All struct {
	// Policies and Workdays are what is in force.
	Policies *policy.Book
	Workdays *workdays.Book
	// Clocks keeps the deadlines of everything.
	Clocks *clocks.Keeper
	// Watch records which of them ran out, and who is told.
	Watch *clocks.Watch
	// Desk opens and moves tickets.
	Desk *tickets.Desk
	// Visits draws, keeps and records return visits.
	Visits *visits.Desk
	// Surveys runs the satisfaction survey.
	Surveys *surveys.Desk
	// Nonconformities follows what failed to its end.
	Nonconformities *nonconformity.Desk
	// Duties are done there, and made ahead by the maker.
	Duties *duties.Desk
	Maker  *duties.Maker
	// Metrics answers what head office asks.
	Metrics *metrics.Engine
}

// New makes the engines.
func New(db *data.DB) *All {
	a := &All{Desk: tickets.New(db), Policies: policy.New(db), Workdays: workdays.New(db)}
	a.Clocks = clocks.New(db, a.Policies, a.Workdays)
	a.Watch = a.Clocks.Watch()
	a.Watch.Lapse = a.Desk.Lapse
	a.Desk.Due = a.Clocks.Due
	a.Desk.After = append(a.Desk.After, a.Clocks.After)
	a.Desk.Repeat, a.Desk.Repeated = repeat(a.Policies), repeated(a.Policies)
	a.Visits = visits.New(db, a.Desk, a.Policies, a.Clocks)
	a.Desk.After = append(a.Desk.After, a.Visits.After) // behind the deadlines: it moves tickets itself
	a.Visits.Raise = a.unqualified
	a.Surveys = surveys.New(db, a.Policies, a.Clocks)
	a.Nonconformities = nonconformity.New(db, a.Policies)
	a.duties(db)
	a.Metrics = &metrics.Engine{DB: db, Policies: a.Policies}
	return a
}

// duties puts the desk of duties between tickets, which their findings become, and clocks, which some of them have.
func (a *All) duties(db *data.DB) {
	days := func(ctx context.Context) (duties.Days, error) { return a.Workdays.Calendar(ctx) }
	a.Duties = &duties.Desk{DB: db, Tickets: a.Desk, Policies: a.Policies, Calendar: days}
	a.Duties.Raise = a.failed
	a.Duties.Met = func(ctx context.Context, c *gen.Client, site, duty ident.ID, rule string, done, recorded time.Time) error {
		return a.Clocks.Perform(ctx, c, clocks.Subject{Site: site, Duty: duty}, rule, done, recorded)
	}
	a.Duties.Dropped = func(ctx context.Context, c *gen.Client, site, duty ident.ID, rule string, at time.Time) error {
		return a.Clocks.Cancel(ctx, c, clocks.Subject{Site: site, Duty: duty}, rule, at)
	}
	a.Maker = &duties.Maker{DB: db, Policies: a.Policies, Calendar: days}
	a.Maker.Begun = func(ctx context.Context, c *gen.Client, site, duty ident.ID, rule string, at, due time.Time) error {
		return a.Clocks.Begin(ctx, c, clocks.Subject{Site: site, Duty: duty}, rule, at, due)
	}
	a.Desk.After = append(a.Desk.After, a.Duties.TicketMoved)
}
