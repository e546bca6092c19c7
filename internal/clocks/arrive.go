package clocks

import (
	"context"
	"slices"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/workdays"
)

// Arrived are the deadlines of a ticket that comes out of another register, and by when it must be solved. It begins with
// those of a ticket that is opened. One that comes as it was opened keeps them all. Of one that is further on nobody knows
// when it was answered, sent or told; what its own times do say is how its solution and what was promised ended, at closed,
// or that they still run. What had run out by now, when it arrives, is told from now on: nobody was told before.
func (t *Terms) Arrived(f *Facts, closed, now time.Time) (d *Deadlines, due time.Time) {
	first := *f
	first.State, first.Waiting = lifecycle.TicketMachine(f.Kind).Initial, ""
	d = t.Opened(&first)
	due = d.Due(&first)
	switch {
	case f.State == lifecycle.Merged, f.State == lifecycle.Cancelled, !f.unsolved() && closed.IsZero():
		d.All = nil
	case f.State != first.State:
		d.All = slices.DeleteFunc(d.All, func(c *Clock) bool { r := Named(c.Rule); return r.stage != solve && r.Unit != "PROMISE" })
	}
	for _, c := range d.All {
		if !f.unsolved() {
			c.Meet(t, closed)
			continue
		}
		c.settle(now)
		if why := f.waits(); why != "" && Named(c.Rule).Pauses {
			c.pause(now, why)
		}
		if c.Next.Before(now) {
			c.Next = now
		}
	}
	return d, due
}

// InForce is what is in force everywhere as it was read once: what takes long judges all by the same.
type InForce struct {
	policies *policy.InForce
	calendar *workdays.Calendar
	zone     *time.Location
}

// Read reads what is in force.
func Read(ctx context.Context, db *data.DB) (*InForce, error) {
	policies, err := policy.Read(ctx, db.Client)
	if err != nil {
		return nil, err
	}
	days, err := workdays.Read(ctx, db.Client)
	if err != nil {
		return nil, err
	}
	zone, err := moment.Zone(ctx, db.Client)
	return &InForce{policies, days, zone}, err
}

// Terms are what was in force at a time in a community, or in a company; nil where there was none such.
func (in *InForce) Terms(node ident.ID, at time.Time) *Terms {
	set := in.policies.At(node, at)
	if set == nil {
		return nil
	}
	return &Terms{Policy: set, Calendar: in.calendar, Zone: in.zone}
}

// bulk are the columns of the clocks of tickets that are written in bulk.
var bulk = []string{"rule", "ticket_id", "state", "unit", "amount", "started_at", "month", "warn_at", "due_at", "paused_at", "pause_reason",
	"ended_at", "breached_at", "next_at", "policy_key", "policy_id", "calendars"}

// NewBulk begins to write the clocks of tickets in bulk.
func NewBulk(ctx context.Context, db *data.DB) (*data.Bulk, error) {
	return db.NewBulk(ctx, gen.Nouns.Named("Clock"), bulk...)
}

// AddTo adds a clock of a ticket to what is written in bulk.
func (c *Clock) AddTo(ctx context.Context, b *data.Bulk, ticket ident.ID, zone *time.Location) error {
	return b.Add(ctx, c.ID, c.Rule, int64(ticket), string(c.State), c.Unit, c.Amount, c.Started, moment.Month(c.Started, zone), c.Warn, c.Due,
		nullable(when(c.PausedAt)), nullable(some(c.PauseReason)), nullable(when(c.Ended)), nullable(when(c.Breached)), c.Next,
		nullable(some(string(c.Key))), nullable(ref(c.Version)), nullable(some(c.Calendars)))
}
