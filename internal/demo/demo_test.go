package demo_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"estatehub/internal/blobs"
	"estatehub/internal/counters"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/demo"
)

// end is where the year of tickets ends in tests.
var end = time.Date(2026, 3, 20, 9, 30, 0, 0, time.UTC)

func build(t *testing.T, db *data.DB, store *blobs.Store) *demo.Result {
	t.Helper()
	start := time.Now()
	last := 0
	r, err := demo.Build(context.Background(), db, demo.Options{Now: end, Blobs: store, Progress: func(done, total int, what string) {
		if done < last || done > total || what == "done" && done != total {
			t.Errorf("%s: %d of %d, after %d", what, done, total, last)
		}
		last = done
	}})
	if err != nil {
		t.Fatal(err)
	}
	if last == 0 {
		t.Error("nothing was told of the progress")
	}
	t.Logf("built in %v: %v", time.Since(start).Round(time.Millisecond), r.Counts)
	return r
}

// TestDemo tells that a demo is what was promised, the same on both databases and when it is built again, and that there
// is never a second in one database.
func TestDemo(t *testing.T) {
	var first map[string]string
	equal := func(t *testing.T, db *data.DB) {
		prints := fingerprint(t, db)
		if first == nil {
			first = prints
		}
		for table, sum := range prints {
			if sum != first[table] {
				t.Errorf("%s: %s, the first demo had %s", table, sum, first[table])
			}
		}
	}
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		store := &blobs.Store{Dir: t.TempDir()}
		r := build(t, db, store)
		for noun, want := range map[string][2]int{
			"organizations": {1, 1}, "companies": {2, 2}, "managementOffices": {6, 6}, "communities": {6, 6}, "posts": {30, 40},
			"units": {3500, 3700}, "staff": {200, 260}, "tickets": {9000, 10000}, "owners": {3200, 4500}, "ticketEvents": {50000, 100000},
		} {
			if n := r.Counts[noun]; n < want[0] || n > want[1] {
				t.Errorf("%d %s, want %d to %d", n, noun, want[0], want[1])
			}
		}
		l := read(t, db)
		if len(l.tickets) != r.Counts["tickets"] {
			t.Errorf("%d tickets in the database, %d told", len(l.tickets), r.Counts["tickets"])
		}
		t.Run("lives", func(t *testing.T) { lives(t, l) })
		t.Run("stages", func(t *testing.T) { stages(t, l) })
		t.Run("homes", func(t *testing.T) { homes(t, db, l) })
		t.Run("books", func(t *testing.T) { books(t, db) })
		t.Run("visited", func(t *testing.T) { visited(t, db, l) })
		t.Run("warned", func(t *testing.T) { warned(t, db) })
		t.Run("evidence", func(t *testing.T) { evidence(t, db, store) })
		t.Run("sign-ins", func(t *testing.T) { signIns(t, db, r.SignIns) })
		if wrong, err := counters.Verify(t.Context(), db); err != nil || len(wrong) > 0 {
			t.Errorf("counts: %v, %v", wrong, err)
		}
		t.Run("equal", func(t *testing.T) { equal(t, db) })
		t.Run("kept", func(t *testing.T) { kept(t, db) })
		t.Run("ahead", func(t *testing.T) { ahead(t, db) })
		if _, err := demo.Build(context.Background(), db, demo.Options{Now: end}); !errors.Is(err, demo.ErrNotEmpty) {
			t.Errorf("a second demo: %v", err)
		}
	})
	t.Run("again", func(t *testing.T) {
		db := datatest.SQLite(t, data.Options{})
		build(t, db, nil)
		equal(t, db)
	})
}
