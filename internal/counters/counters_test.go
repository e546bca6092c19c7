package counters_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"estatehub/ent/gen"
	"estatehub/internal/counters"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
	"estatehub/internal/store"
	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

// TestAlwaysTrue: whatever writers do to tickets and units, at once and with failures, while others add up the parts, the
// counts are what counting finds.
func TestAlwaysTrue(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		r := &writer{db: db, w: datatest.Tell(t, db)}
		folder := counters.NewFolder(db)
		rapid.Check(t, func(t *rapid.T) {
			scripts := make([]script, rapid.IntRange(1, 4).Draw(t, "writers"))
			for i := range scripts {
				scripts[i] = draw(t, "transactions")
			}
			folds := rapid.IntRange(0, 2).Draw(t, "folders")
			var all sync.WaitGroup
			for _, s := range scripts {
				all.Go(func() {
					for _, tx := range s {
						if err := r.transact(tx.steps, tx.fails, tx.viewer); err != nil {
							t.Errorf("%+v: %v", tx, err)
						}
					}
				})
			}
			for range folds {
				all.Go(func() {
					if err := folder.Fold(t.Context()); err != nil && store.Classify(err).Kind != store.Conflict {
						t.Error(err)
					}
				})
			}
			all.Wait()
			exact(t, db)
		})
		if err := folder.Fold(t.Context()); err != nil {
			t.Fatal(err)
		}
		exact(t, db)
		if n := db.Client.TicketCounter.Query().Where(func(s *selector) { s.Where(notZero(s.C("part"))) }).CountX(datatest.System(t)); n != 0 {
			t.Errorf("%d parts after all were added up", n)
		}
		equal(t, r)
	})
}

type failer interface {
	Helper()
	Context() context.Context
	Error(...any)
	Fatal(...any)
}

func exact(t failer, db *data.DB) {
	t.Helper()
	wrong, err := counters.Verify(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range wrong {
		t.Error(d)
	}
}

// transact runs steps in a transaction. It may lose against others; the counts must be right all the same.
func (r *writer) transact(some []step, fails bool, viewer int) error {
	ctx := tenants.System(context.Background(), "test")
	if viewer > 0 {
		ctx = tenants.WithViewer(context.Background(), r.w.Viewer(tenants.SiteManager, viewer-1))
	}
	ids := map[int]ident.ID{}
	for i, s := range some {
		if s.do == "bulk" {
			first, err := r.db.Reserve(ctx, gen.Nouns.Named("Ticket"), r.place(s, viewer).ID, s.many)
			if err != nil {
				return err
			}
			some[i].lot = i
			ids[i] = first
		}
	}
	err := r.db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		left := map[int]ident.ID{}
		for i, id := range ids {
			left[i] = id
		}
		for _, s := range some {
			if err := r.run(ctx, c, s, viewer, left); err != nil {
				return err
			}
		}
		if fails {
			return errGivenUp
		}
		return nil
	})
	switch {
	case err == nil, errors.Is(err, errGivenUp):
		return nil
	case gen.IsNotFound(err), store.Classify(err).Kind == store.Conflict, strings.Contains(err.Error(), "rows were added while"):
		return nil // others were faster
	}
	return err
}

// equal holds what is read from the counts against the same counted, for all that can be asked and viewers of some or all
// of the communities.
func equal(t *testing.T, r *writer) {
	t.Helper()
	asked := 0
	for _, n := range gen.Nouns.All {
		columns := append([]string{"community_id"}, n.Counted...)
		for dims := range subsets(columns) {
			for conds := range subsets(columns) {
				s, ok := counters.Of(n, dims, conds)
				if !ok || len(dims) == 0 {
					continue
				}
				asked++
				where, args := conditions(r, conds)
				live := read(t, r.db, n.Table, dims, where, "COUNT(*)", "", args)
				fixed := slices.Clone(args)
				for _, f := range s.Fixed {
					where, fixed = where+" AND `"+f.Column+"` = ?", append(fixed, f.Value)
				}
				if kept := read(t, r.db, s.Table, dims, where, s.Sum, " HAVING "+s.Having, fixed); !slices.Equal(kept, live) {
					t.Errorf("%s by %v where %v: kept\n%v, there are\n%v", n.Name, dims, conds, kept, live)
				}
			}
		}
	}
	if asked < 100 {
		t.Errorf("only %d questions", asked)
	}
}
