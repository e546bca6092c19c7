package demo

import (
	"fmt"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
)

// quality is a portfolio whose year ends at a time, surveys and nonconformities included.
func quality(t *testing.T, now string) *plan {
	t.Helper()
	at, err := time.Parse(time.RFC3339, now)
	if err != nil {
		t.Fatal(err)
	}
	p := contracted(at)
	p.tree()
	for _, s := range p.sites {
		if err := p.happen(s, ident.New(s.slot, gen.Nouns.Named("Ticket").Kind, 1)); err != nil {
			t.Fatal(err)
		}
		p.reckon(s)
		p.visit(s)
		for i, v := range s.visits {
			v.id = ident.New(s.slot, gen.Nouns.Named("ReturnVisit").Kind, int64(i+1))
		}
		p.ask(s)
		for i, q := range s.surveys {
			q.id = ident.New(s.slot, gen.Nouns.Named("Survey").Kind, int64(i+1))
		}
		p.fail(s)
		s.settleSurveys(p.now)
	}
	return p
}

// TestQualityAnyDay: whenever the year ends, everything lies in the past and in its order, and holds to what mutations hold to.
func TestQualityAnyDay(t *testing.T) {
	for _, now := range []string{"2025-01-01T00:00:01+08:00", "2025-12-06T10:00:00+08:00", "2026-07-31T23:59:59+08:00", "2028-02-29T12:00:00Z", "2031-10-01T04:30:00+08:00"} {
		p := quality(t, now)
		for _, s := range p.sites {
			for _, q := range s.surveys {
				order(t, p, now+" survey of "+s.code, q.opened, q.sentAt, q.returnedAt, q.counted, q.analysed, q.published, q.upd)
				units := map[*unit]bool{}
				for _, f := range q.forms {
					if units[f.unit] || !f.returned.IsZero() && (f.returned.Before(q.sentAt) || !q.counted.IsZero() && f.returned.After(q.counted)) || f.returned.IsZero() && len(f.answers) > 0 {
						t.Fatalf("%s: a questionnaire of %s", now, s.code)
					}
					units[f.unit] = true
				}
			}
			keys := map[string]bool{}
			for _, f := range s.faults {
				order(t, p, now+" "+f.description, f.raised, f.implemented, f.closed, f.upd)
				if k := f.key(); k != "" && keys[k] || len(k) > 64 {
					t.Errorf("%s: twice %s", now, k)
				} else {
					keys[k] = true
				}
				f.sound(t, now)
			}
		}
	}
}

// order holds times against each other and the present; what has not happened is left out.
func order(t *testing.T, p *plan, what string, times ...time.Time) {
	t.Helper()
	var last time.Time
	for _, at := range times {
		if at.IsZero() {
			continue
		}
		if at.Before(last) || !at.Before(p.now) {
			t.Fatalf("%s: %v after %v", what, at, last)
		}
		last = at
	}
}

// sound holds a nonconformity's measures against its state.
func (f *fault) sound(t *testing.T, now string) {
	t.Helper()
	bad := func(why string) { t.Errorf("%s: %s is %s: %s", now, f.description, f.state, why) }
	left := 0
	for _, m := range f.actions {
		if m.state != lifecycle.ActionVerified {
			left++
		}
		if m.verifier != "" && m.verifier == m.by {
			bad("verified by who did it")
		}
		if m.state == lifecycle.ActionPlanned && (f.state == lifecycle.CapaImplemented || f.state == lifecycle.CapaVerified || f.state == lifecycle.CapaClosed) {
			bad("a measure is not done")
		}
	}
	switch f.state {
	case lifecycle.CapaMeasureSet, lifecycle.CapaReviewed, lifecycle.CapaSubmitted:
		if left == 0 || f.cause == "" || f.owner == nil {
			bad("no measure, cause or owner")
		}
	case lifecycle.CapaVerified, lifecycle.CapaClosed:
		if left > 0 || f.effectDue == "" || f.verifier == "" {
			bad("not verified")
		}
		if f.state == lifecycle.CapaClosed && (f.effective != true || day(f.closed) < f.effectDue) {
			bad("closed too early")
		}
	}
}

// TestQualityTells: what head office is to find is there.
func TestQualityTells(t *testing.T) {
	p := quality(t, "2026-03-20T09:30:00Z")
	states, sources := map[lifecycle.State]int{}, map[string]int{}
	overdue, reopened, all := map[string]int{}, 0, map[string]int{}
	for _, s := range p.sites {
		for _, f := range s.faults {
			states[f.state]++
			sources[f.source]++
			all[s.code]++
			reopened += f.reopened
			if f.implemented.IsZero() && f.due.Before(p.now) || f.implemented.After(f.due) {
				overdue[s.code]++
			}
		}
		for _, q := range s.surveys {
			share := fmt.Sprintf("%d of %d", q.returned, q.target)
			if low := float64(q.returned) < 0.6*float64(q.target); low != (s.lags()) {
				t.Errorf("%s: %s came back", s.code, share)
			}
			t.Log(s.code, q.year, q.round, q.state, share, q.bars)
		}
	}
	t.Log(states, sources, all, overdue, reopened)
	for _, source := range []string{"RETURN_VISIT", "REPEAT_COMPLAINT", "SURVEY", "INSPECTION", "AUDIT"} {
		if sources[source] == 0 {
			t.Errorf("none from %s", source)
		}
	}
	for _, state := range []lifecycle.State{lifecycle.CapaSubmitted, lifecycle.CapaVerified, lifecycle.CapaClosed} {
		if states[state] == 0 {
			t.Errorf("none is %s", state)
		}
	}
	if reopened == 0 || overdue[lagging]*all["XLRC"] < 2*overdue["XLRC"]*all[lagging] {
		t.Errorf("%d re-opened, late: %v of %v", reopened, overdue, all)
	}
}
