package ledger_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/fault"
	"estatehub/internal/ledger"
	"estatehub/tenants"
)

// TestSlowReader: who does not read is dropped and told so, and does not hold others up.
func TestSlowReader(t *testing.T) {
	both(t, func(t *testing.T, url string) {
		w := newWorld(t, url)
		w.flush(t)
		ctx, stop := context.WithCancel(w.as(t.Context(), tenants.SiteManager, tenants.Some(w.a)))
		defer stop()
		live := ledger.NewLive(w.db)
		var running sync.WaitGroup
		running.Go(func() { live.Run(ctx) })
		var why error
		slow, err := live.Tickets(ctx, nil, func(err error) { why = err })
		if err != nil {
			t.Fatal(err)
		}
		quick, err := live.Tickets(ctx, nil, func(err error) { t.Error(err) })
		if err != nil {
			t.Fatal(err)
		}
		const n = 30
		go func() {
			s := ledger.NewSequencer(w.db)
			for i := range n {
				err := w.db.Tx(system(ctx), func(ctx context.Context, c *gen.Client) error {
					return c.Ticket.Create().SetCommunityID(w.a).SetNumber(fmt.Sprint(i)).SetKind("REPAIR").SetState("REPORTED").
						SetContent("漏水").SetOpenedAt(time.Now()).SetDueAt(time.Now()).SetOpenedMonth("2026-01").Exec(ctx)
				})
				if err == nil {
					err = s.Flush(ctx)
				}
				if err != nil {
					t.Error(err)
				}
				time.Sleep(260 * time.Millisecond) // a batch each
			}
		}()
		for i := range n {
			e := <-quick
			if e == nil || e.Operation != "CREATE" || e.Ticket == nil || e.Ticket.Number != fmt.Sprint(i) {
				t.Fatalf("%d: %+v", i, e)
			}
		}
		got := 0
		for range slow {
			got++
		}
		if got >= n || code(why) != fault.LimitExceeded {
			t.Errorf("%d events, then %v", got, why)
		}
		stop()
		running.Wait()
	})
}
