package demo

import (
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/duties"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
)

// TestTasks tells that duties hold to what mutations hold to, whenever the year ends: each once, done in its period, on
// time by its due time, nothing that is over still to be done; and that one site is clearly worse.
func TestTasks(t *testing.T) {
	for _, now := range []string{"2025-01-01T00:00:01+08:00", "2026-07-31T23:59:59+08:00", "2028-02-29T12:00:00Z"} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		p := contracted(at)
		p.tree()
		p.calendar()
		bad := map[bool][2]int{}
		for _, s := range p.sites {
			if err := p.happen(s, ident.New(s.slot, gen.Nouns.Named("Ticket").Kind, 1)); err != nil {
				t.Fatal(err)
			}
			p.busy(s)
			type key struct {
				code, period string
				slot         int
			}
			seen := map[key]bool{}
			for _, k := range s.tasks {
				id := key{k.Code, k.Period, k.Slot}
				if seen[id] {
					t.Errorf("%s: %v twice", now, id)
				}
				seen[id] = true
				begins := time.Date(k.Begins.Year(), k.Begins.Month(), k.Begins.Day(), 0, 0, 0, 0, zone)
				switch {
				case k.state == lifecycle.DutyScheduled && k.Due.Before(p.now):
					t.Errorf("%s: %v is over and still to be done", now, id)
				case k.done.IsZero():
				case k.done.After(p.now) || k.done.Before(begins) || k.onTime == k.done.After(k.Due) || k.doer == nil && k.Code != "QI-01":
					t.Errorf("%s: %v done at %v, due %v, on time %v", now, id, k.done, k.Due, k.onTime)
				case k.Verified && k.verified.Before(k.done) && k.state == lifecycle.DutyVerified:
					t.Errorf("%s: %v verified before it was done", now, id)
				}
				if k.Code == duties.SampleLog && !k.done.IsZero() && float64(k.sample) < 0.2*float64(k.population) {
					t.Errorf("%s: %v: %d of %d sampled", now, id, k.sample, k.population)
				}
				if k.Due.Before(p.now) {
					n := bad[s.lags()]
					n[1]++
					if k.onTime == false {
						n[0]++
					}
					bad[s.lags()] = n
				}
			}
		}
		worse, others := float64(bad[true][0])/float64(bad[true][1]), float64(bad[false][0])/float64(bad[false][1])
		if worse < 2*others || others == 0 || others > 0.1 {
			t.Errorf("%s: late %.3f at the worse site, %.3f at the others", now, worse, others)
		}
	}
}
