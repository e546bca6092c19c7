package engines_test

import (
	"flag"
	"testing"
	"time"

	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
	"estatehub/internal/policy"
	"estatehub/tenants"
)

// seed is what the dice of the year begin with; another seed is another year, which must come out as well.
var seed = flag.Uint64("seed", 20251201, "what the dice of the year begin with")

// TestYear lives a year of a group of three sites, minute by minute where somebody does something, with the hub's own jobs
// running beside. The hub is then asked by head office what became of it all, over the API, and must say what the test has
// written down itself.
func TestYear(t *testing.T) {
	if testing.Short() {
		t.Skip("a year takes most of a minute")
	}
	datatest.EachSeeded(t, *seed, func(t *testing.T, db *data.DB) {
		y := found(t, db, *seed)
		y.at(begin, func() {
			y.decides(y.sites[1], policy.ComplaintFirstFeedbackHours, "12", "2026-06-01")
			y.decides(y.sites[2], policy.ReturnVisitRepairCoverage, "0.5", "2026-08-01")
		})
		for morning := local("2025-12-01 06:30"); morning.Before(end); morning = morning.Add(day) {
			y.at(morning, func() { y.aDay(morning) })
		}
		y.live()
		t.Logf("seed %d: %d matters, %d promises, %d visits, the dice at %d", *seed, len(y.matters), len(y.promises), len(y.tally.visits), y.dice.Uint64())

		head := y.asker(y.quality)
		head.ofTickets(t)
		head.ofPromises(t)
		head.ofEscalations(t)
		head.ofVisits(t)
		head.ofSamples(t)
		head.ofFailures(t)
		head.ofDuties(t)
		head.ofSurveys(t)
		y.asker(tenants.NewViewer(ident.ID(2), 0, "hr", []tenants.Grant{{Role: tenants.HR, Scope: tenants.Whole()}})).nothing(t)
	})
}

// aDay is what happens on a day: what is to be done, who calls, and what the directors see to.
func (y *year) aDay(morning time.Time) {
	date := morning.In(zone)
	for _, s := range y.sites {
		y.today(s)
		for range 2 {
			if y.chance(25) {
				y.at(morning.Add(y.between(2*hour, 14*hour)), func() { y.calls(s) })
			}
		}
		if date.Weekday() == time.Monday {
			y.at(morning.Add(3*hour), func() { y.acted(s) })
		}
		if date.Day() == 15 && date.Month()%3 == 0 {
			y.at(morning.Add(4*hour), func() { y.inspects(s) })
		}
		if date.Day() == 1 && date.Month() == time.June {
			y.at(morning.Add(5*hour), func() { y.asks(s) })
		}
	}
}

// calls is a resident with something on his mind.
func (y *year) calls(s *site) {
	topic := []string{"WATER", "LIFT", "POWER", "CLEANING"}[y.dice.IntN(4)]
	home := y.dice.IntN(homes)
	switch n := y.dice.IntN(100); {
	case n < 40:
		y.complaint(s, topic, home)
	case n < 80:
		y.repair(s, topic, home)
	case n < 84:
		y.twice(s, topic, home)
	case n < 92:
		y.suggestion(s, topic, home)
	default:
		y.enquiry(s, topic, home)
	}
}
