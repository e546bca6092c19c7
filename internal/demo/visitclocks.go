package demo

import (
	"context"
	"time"

	"estatehub/internal/clocks"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
)

// window is the deadline of a visit's window as it stands. One that is still to be made is left running, late or not: what
// its end brings the hub does once it runs.
func (v *visit) window(terms *clocks.Terms) *clocks.Clock {
	rule, promise := v.rule.Code, v.due
	if v.rule.Type == "DEFECT" {
		rule, promise = "D-27", time.Time{}
	}
	c := terms.Begin(clocks.Named(rule), v.opens, promise)
	switch {
	case v.open():
		return c
	case v.visited.IsZero():
		c.State, c.Ended = lifecycle.ClockCancelled, v.updated
		if v.updated.After(v.due) {
			c.State, c.Breached = lifecycle.ClockOverdue, v.due
		}
	case v.visited.After(v.due):
		c.State, c.Ended, c.Breached = lifecycle.ClockLate, v.visited, v.due
	default:
		c.State, c.Ended = lifecycle.ClockMet, v.visited
	}
	c.Next = clocks.Never
	return c
}

// windows writes the deadlines of the visits.
func (w *writer) windows(ctx context.Context) error {
	terms := clocks.Standard(zone)
	return w.rows(ctx, "Clock", stamped("rule return_visit_id state unit amount started_at month warn_at due_at ended_at breached_at next_at policy_key"), func(s *site, add func(ident.ID, ...any)) {
		for i, v := range s.visits {
			c := v.window(terms)
			changed := v.updated
			if v.open() {
				changed = v.made
			}
			add(s.windows+ident.ID(i), c.Rule, v.id, string(c.State), c.Unit, c.Amount, c.Started, c.Started.In(zone).Format("2006-01"), c.Warn, c.Due, when(c.Ended), when(c.Breached),
				c.Next, text(string(c.Key)), v.made, changed)
		}
	})
}
