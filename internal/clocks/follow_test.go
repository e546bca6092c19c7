package clocks

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// TestTables: every rule can be read, its policy is there and counts in its unit, and its post has a level.
func TestTables(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules {
		if seen[r.ID] || len(r.ID) > 8 || r.ZH == "" || r.EN == "" || r.Source == "" || !slices.Contains(lifecycle.Codes(lifecycle.ClockUnits), r.Unit) {
			t.Errorf("%s: %+v", r.ID, r)
		}
		seen[r.ID] = true
		if d := policy.Of(r.Key); r.Key != "" && (d == nil || d.Unit != r.Unit) {
			t.Errorf("%s: %s is no policy in %s", r.ID, r.Key, r.Unit)
		}
		if (r.To == "") != (r.Level == 0) || r.Level > Top {
			t.Errorf("%s is told to %q on level %d", r.ID, r.To, r.Level)
		}
		if r.Subject == OfTicket && (r.suits == nil || r.met == nil) {
			t.Errorf("%s: nothing says whom it is for or what meets it", r.ID)
		}
	}
	for _, k := range lifecycle.Kinds {
		kind := lifecycle.TicketKind(k.Code)
		f := &Facts{Kind: kind, State: lifecycle.TicketMachine(kind).Initial, Severity: "ORDINARY", Opened: time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)}
		if due := Standard(shanghai).Opened(f).Due(f); due.Equal(Never) || !due.After(f.Opened) {
			t.Errorf("%s is due %v", kind, due)
		}
	}
}

// TestWalks: whatever is done to tickets of all kinds at whatever times, their clocks hold to what a clock is. How long
// those of hours and minutes run is reckoned here another way: from the times the ticket waited.
func TestWalks(t *testing.T) {
	dice := rand.New(rand.NewPCG(2, 8))
	verdicts := map[lifecycle.State]int{}
	for n := range 8000 {
		kind := lifecycle.TicketKind(lifecycle.Kinds[n%len(lifecycle.Kinds)].Code)
		w := newWalk(kind, dice)
		for range 3 + dice.IntN(25) {
			if !w.step(dice) {
				break
			}
			if bad := w.check(); bad != "" {
				t.Fatalf("%s after %v: %s", kind, w.verbs, bad)
			}
		}
		for _, c := range w.d.All {
			verdicts[c.State]++
		}
	}
	t.Log(verdicts)
	for _, s := range lifecycle.ClockStates {
		if verdicts[s] < 50 {
			t.Errorf("%d clocks came to be %s", verdicts[s], s)
		}
	}
}

// walk is a ticket that chance takes through its life.
type walk struct {
	t     *Terms
	d     Deadlines
	f     Facts
	at    time.Time
	waits []span // the times it stood still, the last perhaps open
	verbs []string
}

type span struct{ from, to time.Time }

func newWalk(kind lifecycle.TicketKind, dice *rand.Rand) *walk {
	w := &walk{t: Standard(shanghai), at: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(dice.Int64N(int64(300 * 24 * time.Hour)))).Truncate(time.Second)}
	w.f = Facts{Kind: kind, State: lifecycle.TicketMachine(kind).Initial, Severity: "ORDINARY", Opened: w.at, Collective: dice.IntN(9) == 0}
	after := w.f
	w.t.Follow(Step{After: &after, Verb: "open", At: w.at}, &w.d)
	w.number()
	return w
}

func (w *walk) number() {
	for i, c := range w.d.All {
		if c.ID == 0 {
			c.ID = ident.ID(i + 1)
		}
	}
}

// step does a verb that is possible, some time later; facts change as verbs change them.
func (w *walk) step(dice *rand.Rand) bool {
	var can []lifecycle.Transition
	for _, s := range lifecycle.TicketMachine(w.f.Kind).Transitions {
		if slices.Contains(s.From, w.f.State) && (s.Verb != lifecycle.Merge || dice.IntN(20) == 0) {
			can = append(can, s)
		}
	}
	if len(can) == 0 {
		return false
	}
	s := can[dice.IntN(len(can))]
	before := w.f
	w.at = w.at.Add([]time.Duration{time.Minute, 20 * time.Minute, 5 * time.Hour, 30 * time.Hour, 200 * time.Hour}[dice.IntN(5)] + time.Duration(dice.IntN(3600))*time.Second)
	if dice.IntN(2) == 0 { // time has done its part, or the watch was down
		posts := NewPosts([]Post{{ID: 1, Code: "CSS", Above: 2}, {ID: 2, Code: "DIR", Above: 3}, {ID: 3, Code: "DGM"}}, func(_, _ ident.ID) ident.ID { return 7 }, func(_, _ ident.ID) ident.ID { return 0 })
		for _, c := range w.d.All {
			for c.Next.Before(w.at) && Named(c.Rule).To != "" {
				c.Tick(Named(c.Rule), &Case{Site: 1}, w.at, 24*time.Hour, posts)
			}
		}
	}
	w.f.State, w.f.Waiting = s.To, ""
	switch s.Verb {
	case lifecycle.Classify:
		w.f.Class = []string{"CLASS_1", "CLASS_2", "CLASS_3"}[dice.IntN(3)]
		w.f.Type = []string{"", "DAILY", "DEFECT"}[dice.IntN(3)]
		w.f.Severity = []string{"ORDINARY", "MAJOR"}[dice.IntN(2)]
		w.f.Validity = "VALID"
	case lifecycle.Dispatch:
		if w.f.Kind == lifecycle.Defect {
			w.f.Size = []string{"", "SMALL", "LARGE", "MAJOR"}[w.at.Unix()%4]
		}
	case lifecycle.Wait:
		w.f.Waiting = "PARTS"
	case lifecycle.Promise:
		w.f.Promised = w.at.Add(time.Duration(1+dice.IntN(100)) * time.Hour)
	case lifecycle.LeaveUnfinished:
		w.f.NextVisit = w.at.Add(30 * time.Hour)
	case lifecycle.TellDirector:
		w.f.DirectorTold = w.at
	case lifecycle.TellCompany:
		w.f.CompanyTold = w.at
	case lifecycle.Invalidate:
		w.f.Validity = "INVALID"
	case lifecycle.Assist:
		w.f.Validity = "ASSIST"
	}
	w.verbs = append(w.verbs, string(s.Verb))
	after := w.f
	w.t.Follow(Step{Before: &before, After: &after, Verb: string(s.Verb), At: w.at}, &w.d)
	w.number()
	waiting := lifecycle.TicketPhase(w.f.State) == lifecycle.PhaseWaiting
	open := len(w.waits) > 0 && w.waits[len(w.waits)-1].to.IsZero()
	switch {
	case waiting && !open:
		w.waits = append(w.waits, span{from: w.at})
	case !waiting && open:
		w.waits[len(w.waits)-1].to = w.at
	}
	return true
}

// check says what is wrong with the clocks; empty where nothing is.
func (w *walk) check() string {
	live := map[string]int{}
	for _, c := range w.d.All {
		r := Named(c.Rule)
		key := c.Rule
		if r.stage != alone {
			key = fmt.Sprint(r.stage)
		}
		if c.Live() {
			live[key]++
		}
		late := c.State == lifecycle.ClockLate || c.State == lifecycle.ClockOverdue
		switch {
		case live[key] > 1:
			return key + " runs twice"
		case late != !c.Breached.IsZero():
			return fmt.Sprintf("%s is %s and ran out at %v", c.Rule, c.State, c.Breached)
		case late && c.Unit != "PROMISE" && c.Ended.IsZero() && !c.Breached.Equal(c.Due):
			return fmt.Sprintf("%s ran out at %v, due %v", c.Rule, c.Breached, c.Due)
		case c.State == lifecycle.ClockMet && c.Ended.After(c.Due), c.State == lifecycle.ClockLate && !c.Ended.After(c.Breached):
			return fmt.Sprintf("%s is %s: ended %v, due %v", c.Rule, c.State, c.Ended, c.Due)
		case (c.State == lifecycle.ClockPaused) != !c.PausedAt.IsZero() || c.State == lifecycle.ClockPaused && !c.Next.Equal(Never):
			return c.Rule + " half stands still"
		case c.Live() && r.Pauses && c.State == lifecycle.ClockRunning && w.f.waits() != "":
			return c.Rule + " runs while the ticket waits"
		case !c.Live() && !c.Next.Equal(Never):
			return c.Rule + " has ended and is looked at again"
		case c.Live() && !r.outlives && (w.f.ended() || w.f.State == lifecycle.Merged):
			return c.Rule + " outlives its ticket"
		}
		if bad := w.length(c, r); bad != "" {
			return bad
		}
	}
	if w.f.unsolved() && len(w.d.All) > 0 && w.f.Kind != lifecycle.Praise && w.d.Due(&w.f).Equal(Never) {
		return "it is due never"
	}
	return ""
}

// length holds how long a clock of hours or minutes runs against what it was given and how long the ticket waited.
func (w *walk) length(c *Clock, r *Rule) string {
	unit := map[string]time.Duration{"HOURS": time.Hour, "MINUTES": time.Minute}[c.Unit]
	if unit == 0 || c.State != lifecycle.ClockRunning {
		return ""
	}
	var waited time.Duration
	for _, s := range w.waits {
		if from, to := later(s.from, c.Started), s.to; r.Pauses && !to.IsZero() && to.After(from) {
			waited += to.Sub(from)
		}
	}
	want := c.Started.Add(time.Duration(c.Amount)*unit + waited)
	if c.Due.Before(want) || waited == c.Paused && !c.Due.Equal(want) {
		return fmt.Sprintf("%s began %v, was given %d %s and waited %v: due %v, not %v", c.Rule, c.Started, c.Amount, c.Unit, waited, c.Due, want)
	}
	return ""
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
