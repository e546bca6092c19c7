package demo_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/demo"
)

// end is where the year of tickets ends in tests.
var end = time.Date(2026, 3, 20, 9, 30, 0, 0, time.UTC)

func build(t *testing.T, db *data.DB) *demo.Result {
	t.Helper()
	start := time.Now()
	r, err := demo.Build(context.Background(), db, demo.Options{Now: end})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("built in %v: %v", time.Since(start).Round(time.Millisecond), r.Counts)
	return r
}

// TestBuild tells that a demo is what was promised, on both databases, and that there is never a second.
func TestBuild(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		r := build(t, db)
		for noun, want := range map[string][2]int{
			"organizations": {1, 1}, "companies": {2, 2}, "managementOffices": {6, 6}, "communities": {6, 6}, "posts": {30, 40},
			"units": {3500, 3700}, "staff": {200, 260}, "tickets": {9000, 10000}, "owners": {3200, 4500}, "ticketEvents": {50000, 100000},
		} {
			if n := r.Counts[noun]; n < want[0] || n > want[1] {
				t.Errorf("%d %s, want %d to %d", n, noun, want[0], want[1])
			}
		}
		sys := datatest.System(t)
		if n := db.Client.Ticket.Query().CountX(sys); n != r.Counts["tickets"] {
			t.Errorf("%d tickets in the database, %d told", n, r.Counts["tickets"])
		}
		if _, err := demo.Build(context.Background(), db, demo.Options{Now: end}); !errors.Is(err, demo.ErrNotEmpty) {
			t.Errorf("a second demo: %v", err)
		}
	})
}
