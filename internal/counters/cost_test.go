package counters_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/setting"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/ticketcounter"
	"estatehub/internal/counters"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
	"estatehub/internal/store"
	"estatehub/tenants"
)

func open(c *gen.Client, site ident.ID, number string) *gen.TicketCreate {
	return c.Ticket.Create().SetCommunityID(site).SetNumber(number).SetKind("REPAIR").SetState("REPORTED").SetContent("x").
		SetOpenedAt(time.Now()).SetDueAt(time.Now()).SetOpenedMonth("2026-01")
}

// TestCost: what changes counts costs one statement more, however much it changes; what does not, none.
func TestCost(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		cost := func(do func(ctx context.Context, c *gen.Client) error) (all, counts int) {
			t.Helper()
			ctx, n := store.WithCounter(w.As(t, tenants.SiteManager, 0))
			if err := db.Tx(ctx, do); err != nil {
				t.Fatal(err)
			}
			for _, text := range n.Statements() {
				if strings.Contains(text, "ticket_counters") {
					counts++
				}
			}
			return n.N(), counts
		}
		site := w.Communities[0].ID
		cost(func(ctx context.Context, c *gen.Client) error { return open(c, site, "0").Exec(ctx) }) // fetches ids
		for name, step := range map[string]struct {
			do          func(ctx context.Context, c *gen.Client) error
			all, counts int
		}{
			"open": {func(ctx context.Context, c *gen.Client) error { return open(c, site, "1").Exec(ctx) }, 3, 1},
			"move all": {func(ctx context.Context, c *gen.Client) error {
				return c.Ticket.Update().Where(ticket.CommunityID(site)).SetState("CLOSED").Exec(ctx)
			}, -1, 1},
			"touch": {func(ctx context.Context, c *gen.Client) error {
				return c.Ticket.Update().Where(ticket.Number("0"), ticket.CommunityID(site)).SetContent("y").Exec(ctx)
			}, 3, 0},
		} {
			if all, counts := cost(step.do); counts != step.counts || step.all >= 0 && all != step.all {
				t.Errorf("%s: %d statements, %d about counts; want %d and %d", name, all, counts, step.all, step.counts)
			}
		}
		exact(t, db)
	})
}

// TestAgain: a transaction that runs again, here for want of ids, counts what its last run did.
func TestAgain(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		r := &writer{db: db, w: w}
		site := w.Communities[1].ID
		first, err := db.Reserve(datatest.System(t), gen.Nouns.Named("Ticket"), site, 2)
		if err != nil {
			t.Fatal(err)
		}
		runs := 0
		err = db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error {
			runs++
			if err := r.bulk(ctx, step{many: 2}, map[int]ident.ID{0: first}); err != nil {
				return err
			}
			return open(c, site, "1").Exec(ctx)
		})
		if err != nil || runs < 2 {
			t.Fatalf("%d runs: %v", runs, err)
		}
		exact(t, db)
		var ended context.Context
		for i := range 2 { // the second begins in the context of the first, which has ended
			err = db.Tx(cmp.Or(ended, datatest.System(t)), func(ctx context.Context, c *gen.Client) error {
				ended = ctx
				return open(c, site, fmt.Sprint("E", i)).Exec(ctx)
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		exact(t, db)
	})
}

// TestWalls: counts are behind the walls of what they count.
func TestWalls(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		err := db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error {
			for _, site := range w.Communities {
				if err := open(c, site.ID, "1").Exec(ctx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			ctx  context.Context
			want int
		}{
			"all": {w.As(t, tenants.QualityDept), 9}, "two sites": {w.As(t, tenants.QualityDept, 0, 2), 6}, "not his group": {w.As(t, tenants.HR), 0},
		} {
			if n, err := db.Client.TicketCounter.Query().Count(c.ctx); err != nil || n != c.want {
				t.Errorf("%s: sees %d counts, want %d: %v", name, n, c.want, err)
			}
			var rows sql.Rows
			err := db.Driver().Query(c.ctx, "SELECT SUM(`n`) FROM `ticket_counters` WHERE `rollup` = 1", []any{}, &rows)
			if err == nil {
				_ = rows.Close()
			}
			if refused := errors.Is(err, store.ErrTripwire); refused == (name == "all") {
				t.Errorf("%s: a sum over all communities: %v", name, err)
			}
		}
		err = db.Tx(w.As(t, tenants.QualityDept), func(ctx context.Context, c *gen.Client) error {
			return c.TicketCounter.Update().SetN(0).Exec(ctx)
		})
		if !errors.Is(err, data.ErrBookkeeping) {
			t.Errorf("a viewer writes counts: %v", err)
		}
	})
}

// TestReady: a database whose counts were never kept, or by something else, gets them; wrong ones are found and put right.
func TestReady(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w, sys := datatest.Tell(t, db), datatest.System(t)
		err := db.Tx(sys, func(ctx context.Context, c *gen.Client) error {
			for i := range 5 {
				if err := open(c, w.Communities[i%3].ID, fmt.Sprint(i)).Exec(ctx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		spoil := func(text string) {
			t.Helper()
			if err := db.Tx(sys, func(ctx context.Context, _ *gen.Client) error { return db.Driver().Exec(ctx, text, []any{}, nil) }); err != nil {
				t.Fatal(err)
			}
			if wrong, err := counters.Verify(t.Context(), db); err != nil || len(wrong) == 0 {
				t.Fatalf("%s: found %v, %v", text, wrong, err)
			}
		}
		spoil("DELETE FROM `ticket_counters`")
		for range 2 {
			if err := counters.Ready(t.Context(), db); err != nil {
				t.Fatal(err)
			}
			exact(t, db)
		}
		for _, text := range []string{
			"UPDATE `unit_counters` SET `n` = `n` + 1", "UPDATE `ticket_counters` SET `rollup` = 9 WHERE `rollup` = 1",
			"INSERT INTO `ticket_counters` (`rollup`, `community_id`, `kind`, `state`, `phase`, `part`, `n`) VALUES (1, 77, '', '', 'NEW', 0, 3)",
		} {
			spoil(text)
			if err := counters.Ready(t.Context(), db); err != nil { // it asks only what is declared
				t.Fatal(err)
			}
			if all, err := counters.Repair(t.Context(), db); err != nil || len(all) == 0 {
				t.Fatal(all, err)
			}
			exact(t, db)
		}
		spoil("UPDATE `ticket_counters` SET `n` = 0")
		err = db.Tx(sys, func(ctx context.Context, c *gen.Client) error {
			return c.Setting.Update().Where(setting.ID("counters")).SetValue("Ticket.1:class").Exec(ctx)
		})
		if err == nil {
			err = counters.Ready(t.Context(), db)
		}
		if err != nil {
			t.Fatal(err)
		}
		exact(t, db)
		if n := db.Client.TicketCounter.Query().Where(ticketcounter.NNEQ(0)).CountX(sys); n == 0 {
			t.Error("no counts")
		}
	})
}
