package store

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"testing"

	"entgo.io/ent/dialect"

	"estatehub/internal/ident"
)

// TestNextID: ids count from 1, a transaction that runs out runs again, and one may need more than a block holds.
func TestNextID(t *testing.T) {
	both(t, func(t *testing.T, db *DB, _ string) {
		tries := 0
		var first, last ident.ID
		err := db.Tx(t.Context(), func(ctx context.Context, _ dialect.Driver) error {
			tries++
			for i := range 3000 {
				id, err := NextID(ctx, 5, 9)
				if err != nil {
					return err
				}
				if i == 0 && tries == 2 {
					first = id
				}
				last = id
			}
			return nil
		})
		if err != nil || first != ident.New(5, 9, 1) || last.Slot() != 5 || last.Kind() != 9 || tries > 8 {
			t.Errorf("%v: %x…%x in %d tries", err, first, last, tries)
		}
		// fn that hides the error is run again all the same.
		err = db.Tx(t.Context(), func(ctx context.Context, _ dialect.Driver) error {
			if id, err := NextID(ctx, 6, 9); err == nil {
				last = id
			}
			return nil
		})
		if err != nil || last != ident.New(6, 9, 1) {
			t.Errorf("%v: %x", err, last)
		}
		if _, err := NextID(t.Context(), 6, 9); err == nil {
			t.Error("an id from nowhere")
		}
		if id, err := NextID(db.With(t.Context()), 7, 9); err != nil || id != ident.New(7, 9, 1) {
			t.Errorf("outside a transaction: %v, %x", err, id)
		}
	})
}

// TestReserveIDs: a range is nobody else's.
func TestReserveIDs(t *testing.T) {
	both(t, func(t *testing.T, db *DB, _ string) {
		a := must(db.ReserveIDs(t.Context(), 5, 9, 100_000))(t)
		b := must(db.ReserveIDs(t.Context(), 5, 9, 1))(t)
		c := must(NextID(db.With(t.Context()), 5, 9))(t)
		if a.Counter() != 1 || b.Counter() != 100_001 || c.Counter() != 100_002 {
			t.Errorf("%d, %d, %d", a.Counter(), b.Counter(), c.Counter())
		}
		if _, err := db.ReserveIDs(t.Context(), 0, 9, 1); err == nil {
			t.Error("a range of random ids")
		}
		err := db.Tx(t.Context(), func(ctx context.Context, _ dialect.Driver) error {
			_, err := db.ReserveIDs(ctx, 5, 9, 1)
			return err
		})
		if err == nil {
			t.Error("inside a transaction")
		}
		if _, err := db.SQL().ExecContext(t.Context(), "UPDATE `id_blocks` SET `next` = ?", ident.MaxCounter); err != nil {
			t.Fatal(err)
		}
		if _, err := db.ReserveIDs(t.Context(), 5, 9, 2); err == nil {
			t.Error("beyond the last id")
		}
	})
}

// TestGlobalIDs: ids of slot 0 are random and never 0.
func TestGlobalIDs(t *testing.T) {
	db := &DB{opts: Options{Rand: bytes.NewReader([]byte{0, 0, 0, 0, 0, 255, 255, 255, 255, 255})}}
	id, err := NextID(db.With(t.Context()), 0, 3)
	if err != nil || id != ident.New(0, 3, ident.MaxCounter) {
		t.Errorf("%v, %x", err, id)
	}
	if _, err := NextID(db.With(t.Context()), 0, 3); err == nil {
		t.Error("without randomness")
	}
}

// TestIDsOfTwoHubs: eight goroutines, two stores on one database, in transactions and out: no id twice.
func TestIDsOfTwoHubs(t *testing.T) {
	both(t, func(t *testing.T, db *DB, url string) {
		hubs := []*DB{db, open(t, url)}
		seen := map[ident.ID]bool{}
		var mu sync.Mutex
		var wg sync.WaitGroup
		for g := range 8 {
			hub := hubs[g%2]
			wg.Go(func() {
				for n := range 60 {
					var got []ident.ID
					fn := func(ctx context.Context, _ dialect.Driver) error {
						got = got[:0]
						for range 20 {
							id, err := NextID(ctx, ident.Slot(1+n%2), 9) //nolint:gosec // 1 or 2
							if err != nil {
								return err
							}
							got = append(got, id)
						}
						return nil
					}
					var err error
					switch {
					case n%10 == 0:
						var first ident.ID
						if first, err = hub.ReserveIDs(t.Context(), 1, 9, 20); err == nil {
							for i := range ident.ID(20) {
								got = append(got, first+i)
							}
						}
					case g < 4:
						err = hub.Tx(t.Context(), fn)
					default:
						err = fn(hub.With(t.Context()), nil)
					}
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					for _, id := range got {
						if seen[id] {
							t.Errorf("%x twice", id)
						}
						seen[id] = true
					}
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if len(seen) != 8*60*20 {
			t.Errorf("%d ids", len(seen))
		}
	})
}

// TestIDsAfterLoss: a lost table is an error, not a loop.
func TestIDsAfterLoss(t *testing.T) {
	both(t, func(t *testing.T, db *DB, _ string) {
		if _, err := db.SQL().ExecContext(t.Context(), "DROP TABLE `id_blocks`"); err != nil {
			t.Fatal(err)
		}
		err := db.Tx(t.Context(), func(ctx context.Context, _ dialect.Driver) error {
			_, err := NextID(ctx, 5, 9)
			return err
		})
		if err == nil || errors.Is(err, errRefill) {
			t.Error(err)
		}
	})
}
