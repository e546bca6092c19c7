package data_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/tenants"
)

// TestFollow tells that what follows from a ticket's state is kept with it whoever writes, and is written by nobody.
func TestFollow(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		sys := tenants.System(context.Background(), "test")
		home := town(t, db, "A")
		at := time.Now().UTC()
		noun := gen.Nouns.Named("Ticket")
		first, err := db.Reserve(sys, noun, home.ID, 2)
		if err != nil {
			t.Fatal(err)
		}
		try := func(do func(ctx context.Context, c *gen.Client) error) error { return db.Tx(sys, do) }
		must := func(do func(ctx context.Context, c *gen.Client) error) {
			t.Helper()
			if err := try(do); err != nil {
				t.Fatal(err)
			}
		}
		expect := func(number string, phase ticket.Phase, open bool) {
			t.Helper()
			v := db.Client.Ticket.Query().Where(ticket.Number(number)).OnlyX(sys)
			if v.Phase != phase || v.Open != open {
				t.Errorf("%s is %s and %s, open: %v", number, v.State, v.Phase, v.Open)
			}
		}
		must(func(ctx context.Context, c *gen.Client) error {
			return c.Ticket.Create().SetCommunityID(home.ID).SetNumber("1").SetKind("REPAIR").SetState("REPORTED").SetContent("x").
				SetOpenedAt(at).SetDueAt(at).SetOpenedMonth("2026-01").Exec(ctx)
		})
		expect("1", ticket.PhaseNEW, true)
		must(func(ctx context.Context, c *gen.Client) error {
			return c.Ticket.Update().Where(ticket.Number("1")).SetState("COMPLETED").Exec(ctx)
		})
		expect("1", ticket.PhaseDONE, false)

		bulk := func(fields ...string) func(ctx context.Context, c *gen.Client) error {
			return func(ctx context.Context, _ *gen.Client) error {
				b, err := db.NewBulk(ctx, noun, append([]string{"number", "kind", "state", "content", "opened_at", "due_at", "opened_month"}, fields...)...)
				if err != nil {
					return err
				}
				if err := b.Add(ctx, first, "2", "REPAIR", "ACCEPTED", "x", at, at, "2026-01"); err != nil {
					return err
				}
				_, err = b.Close(ctx)
				return err
			}
		}
		must(bulk())
		expect("2", ticket.PhaseWORKING, true)

		for name, err := range map[string]error{
			"phase follows state and cannot be given": try(bulk("phase")),
			"without state, which it follows": try(func(ctx context.Context, c *gen.Client) error {
				return c.Ticket.Update().Where(ticket.Number("1")).SetOpen(true).Exec(ctx)
			}),
		} {
			if err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("%v, want %s", err, name)
			}
		}
	})
}
