package engines_test

import (
	"context"
	"os"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

// TestRepeatsByPolicy: a community with a window of its own counts by it from the day it holds on; each matter that
// comes again is raised once.
func TestRepeatsByPolicy(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		e, site, begin := engines.New(db), w.Communities[0], time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)
		err := db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error {
			return c.PolicyValue.Create().SetNodeID(site.ID).SetVersion(1).SetEnteredBy("chen").SetKey(string(policy.ComplaintRepeatWindowDays)).SetValue("5").
				SetEffectiveFrom("2026-04-01").SetReason("试行").SetApprovedBy("chen").Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		come := func(days int) int {
			ctx := moment.With(w.As(t, tenants.SiteManager, 0), begin.AddDate(0, 0, days))
			in := map[string]any{"communityId": site.ID, "kind": "COMPLAINT", "content": "噪音", "unitId": site.Units[0].ID, "topic": "LIFT", "class": "CLASS_1"}
			p, err := e.Desk.Open(ctx, in)
			if err != nil || p.Ticket == nil {
				t.Fatal(p, err)
			}
			p, err = e.Desk.Move(ctx, "classify", map[string]any{"id": p.Ticket.ID, "class": "CLASS_1"})
			if err != nil || p.Ticket == nil {
				t.Fatal(p, err)
			}
			return p.Ticket.Occurrence
		}
		for _, c := range []struct{ days, want int }{{0, 1}, {20, 2}, {36, 1}, {40, 2}} { // from the 30th day on five days count
			if n := come(c.days); n != c.want {
				t.Errorf("after %d days occurrence %d, want %d", c.days, n, c.want)
			}
		}
		come(41) // the third of the second matter: raised already
		raised := db.Client.Nonconformity.Query().AllX(w.As(t, tenants.QualityDept))
		if len(raised) != 2 || string(raised[0].Source) != "REPEAT_COMPLAINT" || raised[0].TicketID == nil || raised[0].CommunityID != site.ID {
			t.Errorf("%d nonconformities of two matters that came again: %v", len(raised), raised)
		}
	})
}
