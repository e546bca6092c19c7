package clocks

import (
	"slices"
	"strings"
	"time"

	"estatehub/internal/lifecycle"
)

// Deadlines are the clocks of one ticket, in the order in which they began. Clocks that Follow has changed are in Changed,
// new ones among them.
type Deadlines struct {
	All     []*Clock
	changed map[*Clock]bool
}

// New are the clocks without an id, Changed those with one that a step has changed.
func (d *Deadlines) New() []*Clock {
	return d.those(func(c *Clock) bool { return c.ID == 0 })
}

// Changed are the clocks that were there before and that a step has changed.
func (d *Deadlines) Changed() []*Clock {
	return d.those(func(c *Clock) bool { return c.ID != 0 && d.changed[c] })
}

func (d *Deadlines) those(are func(*Clock) bool) []*Clock {
	var all []*Clock
	for _, c := range d.All {
		if are(c) {
			all = append(all, c)
		}
	}
	return all
}

// newest is the clock of a rule that began last; nil where there is none.
func (d *Deadlines) newest(is func(*Rule) bool) *Clock {
	for _, c := range slices.Backward(d.All) {
		if is(Named(c.Rule)) {
			return c
		}
	}
	return nil
}

func (d *Deadlines) of(id string) *Clock { return d.newest(func(r *Rule) bool { return r.ID == id }) }

func (d *Deadlines) in(s stage) *Clock { return d.newest(func(r *Rule) bool { return r.stage == s }) }

func (d *Deadlines) add(c *Clock) {
	if c != nil {
		d.All = append(d.All, c)
	}
}

// touch does something to a clock that is there already.
func (d *Deadlines) touch(c *Clock, do func()) {
	was := *c
	do()
	if *c != was {
		if d.changed == nil {
			d.changed = map[*Clock]bool{}
		}
		d.changed[c] = true
	}
}

// Follow does to the deadlines of a ticket what a step does to them.
func (t *Terms) Follow(s Step, d *Deadlines) {
	if s.After.State == lifecycle.Merged || s.After.State == lifecycle.Cancelled {
		t.dropAll(d, s.At, func(*Rule) bool { return true })
		return
	}
	t.wait(s, d)
	for _, c := range d.All {
		if r := Named(c.Rule); r.stage != alone && c.Live() && r.met(&s) {
			d.touch(c, func() { c.Meet(t, s.At) })
		}
	}
	for _, r := range staged[alone] {
		t.alone(s, d, r)
	}
	t.stages(s, d)
	t.promise(s, d)
	t.unfinished(s, d)
	if s.After.ended() {
		t.dropAll(d, s.At, func(r *Rule) bool { return !r.outlives })
	}
}

// dropAll ends what is left.
func (t *Terms) dropAll(d *Deadlines, at time.Time, which func(*Rule) bool) {
	for _, c := range d.All {
		if c.Live() && which(Named(c.Rule)) {
			d.touch(c, func() { c.Drop(t, at) })
		}
	}
}

// wait pauses and resumes what stands still while others are waited for.
func (t *Terms) wait(s Step, d *Deadlines) {
	why := s.After.waits()
	for _, c := range d.All {
		if !c.Live() || !Named(c.Rule).Pauses {
			continue
		}
		d.touch(c, func() {
			if why != "" {
				c.pause(s.At, why)
			} else {
				t.resume(c, s.At)
			}
		})
	}
}

// alone is a rule that no other takes the place of.
func (t *Terms) alone(s Step, d *Deadlines, r *Rule) {
	c := d.of(r.ID)
	live := c != nil && c.Live()
	switch {
	case r.begins == nil && !live:
	case live && r.met(&s):
		d.touch(c, func() { c.Meet(t, s.At) })
	case live && !r.suits(s.After):
		d.touch(c, func() { c.Drop(t, s.At) })
	case !live && r.suits(s.After) && r.begins(&s):
		var agreed time.Time
		if r.appointed && s.After.NextVisit.After(s.At) {
			agreed = s.After.NextVisit
		}
		c := t.Begin(r, s.At, agreed)
		if c == nil {
			return
		}
		if d.add(c); r.met(&s) {
			c.Meet(t, s.At)
		}
		c.waiting(r, s)
	}
}

// waiting pauses a clock that has begun while the ticket waits.
func (c *Clock) waiting(r *Rule, s Step) {
	if why := s.After.waits(); r.Pauses && c.Live() && why != "" {
		c.pause(s.At, why)
	}
}

// stages keeps one clock of each stage: that of the rule which suits the ticket now.
func (t *Terms) stages(s Step, d *Deadlines) {
	t.stage(s, d, reply, s.opens())
	t.stage(s, d, solve, s.opens() || s.again())
	if c := d.in(solve); s.continues() && c != nil && (c.State == lifecycle.ClockMet || c.State == lifecycle.ClockLate) {
		d.touch(c, func() {
			t.again(c, s.At)
			c.waiting(Named(c.Rule), s)
		})
	}
	t.stage(s, d, followUp, true)
}

func (t *Terms) stage(s Step, d *Deadlines, which stage, anew bool) {
	want, c := t.wanted(which, s.After), d.in(which)
	if c != nil && c.Live() {
		if want != nil && c.Rule == want.ID {
			return
		}
		old := *c
		d.touch(c, func() { c.Drop(t, s.At) })
		if want != nil {
			n := t.instead(want, &old)
			n.waiting(want, s)
			d.add(n)
		}
		return
	}
	switch {
	case want == nil || which != reply && !s.After.unsolved():
	case anew:
		n := t.Begin(want, s.At, time.Time{})
		n.waiting(want, s)
		d.add(n)
	case which == solve && s.Before.unsolved() && (c == nil || c.State == lifecycle.ClockCancelled || c.State == lifecycle.ClockOverdue):
		n := t.Begin(want, d.since(s.After), time.Time{}) // there was no limit until now
		n.waiting(want, s)
		d.add(n)
	}
}

// since is from when a limit counts that was not there before: from when the work began, anew where it was.
func (d *Deadlines) since(f *Facts) time.Time {
	if c := d.in(solve); c != nil {
		return c.Started
	}
	return f.Opened
}

// wanted is the rule of a stage that suits a ticket and has a limit. Class 3 is followed up again and again where it has
// none.
func (t *Terms) wanted(which stage, f *Facts) *Rule {
	for _, r := range staged[which] {
		if !r.suits(f) {
			continue
		}
		if which == followUp && t.wanted(solve, f) != nil {
			continue
		}
		if _, _, _, limited := t.given(r); limited {
			return r
		}
	}
	return nil
}

// promise keeps the reply time agreed (D-14). Agreed anew while it runs it moves; once it has run out another begins.
func (t *Terms) promise(s Step, d *Deadlines) {
	r := Named("D-14")
	p := s.After.Promised
	if p.IsZero() || !s.After.unsolved() || s.Before != nil && s.Before.Promised.Equal(p) {
		return
	}
	c := d.of(r.ID)
	if c != nil && c.Live() {
		d.touch(c, func() {
			if c.settle(s.At); c.State == lifecycle.ClockRunning {
				c.Due = p.UTC()
				t.arm(c)
				return
			}
			c.Drop(t, s.At)
		})
		if c.Live() {
			return
		}
	}
	d.add(t.Begin(r, s.At, p))
}

// unfinished judges whether customer service was told the same day that a repair could not be finished (D-21). It is told
// by the verb itself, which asks for the next appointment; the day is that of the worker's arrival.
func (t *Terms) unfinished(s Step, d *Deadlines) {
	if !s.is(lifecycle.LeaveUnfinished) || s.After.Kind != lifecycle.Repair {
		return
	}
	came := s.At
	if c := d.of("D-20"); c != nil && c.Ended.Equal(s.At) {
		came = c.Started
	}
	c := t.Begin(Named("D-21"), came, time.Time{})
	c.Meet(t, s.At)
	d.add(c)
}

// Due is by when the ticket must be solved: as agreed with the customer (D-14), else by the deadline of the solution; by
// that of what comes before where there is none.
func (d *Deadlines) Due(f *Facts) time.Time {
	if !f.Promised.IsZero() {
		return f.Promised.UTC()
	}
	for _, counts := range []func(*Clock) bool{
		(*Clock).Live,
		func(c *Clock) bool { return c.State != lifecycle.ClockCancelled },
		func(*Clock) bool { return true },
	} {
		for _, c := range []*Clock{d.in(solve), d.in(followUp), d.in(reply), d.of("D-08")} {
			if c != nil && counts(c) {
				return c.Due
			}
		}
	}
	return Never
}

// Level is the highest a clock of the ticket has been escalated to.
func (d *Deadlines) Level() int {
	level := 0
	for _, c := range d.All {
		level = max(level, c.Level)
	}
	return level
}

func split(list string) []string { return strings.Split(list, ", ") }

func join(list []string) string { return strings.Join(list, ", ") }
