// Package clocks keeps deadlines: the rules D-01 to D-48 as data, what begins, pauses, meets and cancels them, when they
// are due, the record of those that ran out, and who is told of it along the ladder of posts.
//
// Rules, facts and clocks are plain values, and what a step does to them is a plain function: the hub, the demo and tests
// run the same. The Keeper does it in the transaction of the step, the Watch does what time does. docs/clocks.md tells
// what each rule means here.
package clocks

import (
	"slices"
	"time"

	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
	"estatehub/internal/workdays"
)

// Never is when the hub looks at a clock again that time does nothing to any more.
var Never = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// Clock is one deadline, as a value. Times are zero where there is none.
type Clock struct {
	ID          ident.ID // 0 until it is written
	Rule        string
	State       lifecycle.State
	Unit        string
	Amount      int
	Started     time.Time
	Warn, Due   time.Time
	Next        time.Time // when time does something to it, or Never
	PausedAt    time.Time
	PauseReason string
	Paused      time.Duration // before PausedAt
	Ended       time.Time
	Breached    time.Time
	Level       int
	Key         policy.Key
	Version     ident.ID
	Calendars   string
}

// Live tells whether what it asks for is still to be done.
func (c *Clock) Live() bool { return c.Ended.IsZero() }

// settle records that its time had run out by a time, where nobody has yet.
func (c *Clock) settle(at time.Time) {
	if c.State == lifecycle.ClockRunning && c.Due.Before(at) {
		c.State, c.Breached, c.Next = lifecycle.ClockOverdue, c.Due, c.Due // and whoever watches tells of it
	}
}

// Meet ends it because what it asks for was done.
func (c *Clock) Meet(t *Terms, at time.Time) {
	t.resume(c, at)
	c.settle(at)
	c.State = map[bool]lifecycle.State{true: lifecycle.ClockLate, false: lifecycle.ClockMet}[c.State == lifecycle.ClockOverdue]
	c.Ended, c.Next = at, Never
}

// Drop ends it because the matter went another way. One whose time had run out keeps that verdict.
func (c *Clock) Drop(t *Terms, at time.Time) {
	t.resume(c, at)
	c.settle(at)
	if c.State != lifecycle.ClockOverdue {
		c.State = lifecycle.ClockCancelled
	}
	c.Ended, c.Next = at, Never
}

// pause has it stand still, or keeps why it does.
func (c *Clock) pause(at time.Time, reason string) {
	c.settle(at)
	switch c.State {
	case lifecycle.ClockRunning:
		c.State, c.PausedAt, c.PauseReason, c.Next = lifecycle.ClockPaused, at, reason, Never
	case lifecycle.ClockPaused:
		c.PauseReason = reason
	}
}

// Terms are what deadlines are reckoned by: the policies in force in a community, the calendar and the zone.
type Terms struct {
	Policy   *policy.Set
	Calendar *workdays.Calendar
	Zone     *time.Location
}

// given is how long a rule gives; ok is false where the policy sets no limit.
func (t *Terms) given(r *Rule) (unit string, amount int, version ident.ID, ok bool) {
	if r.Key == "" {
		return r.Unit, r.Amount, 0, true
	}
	v := t.Policy.Get(r.Key)
	if v.None() {
		return "", 0, 0, false
	}
	if v.Int() == 0 {
		return "SAME_DAY", 0, v.Version, true
	}
	return r.Unit, v.Int(), v.Version, true
}

// Begin is a new clock of a rule. Where the end was agreed it is the promise. Where the policy sets no limit there is none.
func (t *Terms) Begin(r *Rule, at, promise time.Time) *Clock {
	unit, amount, version, ok := t.given(r)
	if !ok && promise.IsZero() {
		return nil
	}
	c := &Clock{Rule: r.ID, State: lifecycle.ClockRunning, Unit: unit, Amount: amount, Started: at, Key: r.Key, Version: version}
	if !promise.IsZero() {
		c.Unit, c.Amount, c.Key, c.Version = promisedUnit(r), 0, "", 0
		c.Due = promise.UTC()
	} else {
		c.Due, c.Calendars = t.calendar().Due(at, unit, amount, t.Zone)
	}
	t.arm(c)
	return c
}

// promisedUnit is the unit of a clock whose end was given.
func promisedUnit(r *Rule) string {
	if r.Unit == "CALENDAR" {
		return r.Unit
	}
	return "PROMISE"
}

// calendar is the calendar with the cut-off in force.
func (t *Terms) calendar() *workdays.Calendar {
	return t.Calendar.Closing(t.Policy.Get(policy.WorkdayCutoff).Clock())
}

// arm says when a running clock warns and when time does the next thing to it.
func (t *Terms) arm(c *Clock) {
	share := t.Policy.Get(policy.ClockWarnShare).Float()
	c.Warn = c.Due
	if span := c.Due.Sub(c.Started); span > 0 {
		c.Warn = c.Started.Add(time.Duration(float64(span) * share)).Truncate(time.Microsecond)
	}
	c.Next = c.Warn
}

// resume has it go on where it stood still, and gives it back the time it lost.
func (t *Terms) resume(c *Clock, at time.Time) {
	if c.State != lifecycle.ClockPaused {
		return
	}
	t.giveBack(c, c.PausedAt, at)
	c.State, c.PausedAt, c.PauseReason = lifecycle.ClockRunning, time.Time{}, ""
	c.Next = c.Warn
	if c.Warn.Before(at) {
		c.Next = c.Due
	}
}

// giveBack moves its end by the time lost in a span.
func (t *Terms) giveBack(c *Clock, from, to time.Time) {
	due, versions := t.calendar().Resume(c.Due, from, to, c.Unit, t.Zone)
	c.Warn = c.Warn.Add(due.Sub(c.Due))
	c.Due, c.Paused = due, c.Paused+to.Sub(from)
	c.Calendars = joined(c.Calendars, versions)
}

// instead is a clock of another rule in the place of one that runs or ran: with its start, and as far on.
func (t *Terms) instead(r *Rule, old *Clock) *Clock {
	c := t.Begin(r, old.Started, time.Time{})
	if c == nil {
		return nil
	}
	if c.Paused = old.Paused; c.Paused > 0 {
		c.Due, c.Calendars = t.calendar().Due(c.Started.Add(c.Paused), c.Unit, c.Amount, t.Zone)
		t.arm(c)
	}
	if old.State == lifecycle.ClockPaused && r.Pauses {
		c.State, c.PausedAt, c.PauseReason, c.Next = old.State, old.PausedAt, old.PauseReason, Never
	}
	return c
}

// again takes up a clock whose work was thought done and is not: the time between is given back.
func (t *Terms) again(c *Clock, at time.Time) {
	done := c.Ended
	c.Ended = time.Time{}
	if c.State == lifecycle.ClockLate {
		c.State, c.Next = lifecycle.ClockOverdue, at
		return
	}
	c.State, c.Next = lifecycle.ClockRunning, c.Warn
	t.giveBack(c, done, at)
	if c.Next = c.Warn; c.Warn.Before(at) {
		c.Next = c.Due
	}
}

// joined is a list of calendars with those of another in it.
func joined(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "":
		return a
	}
	all := append(split(a), split(b)...)
	slices.Sort(all)
	return join(slices.Compact(all))
}
