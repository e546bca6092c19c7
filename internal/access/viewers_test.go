package access_test

import (
	"context"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/access"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/store"
	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

// Who asks again within a second costs the database nothing, and many who ask at once cost it one reading.
func TestAskingAgainCostsNothing(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("ann", tenants.SiteManager, "A1")
		token := w.session("ann")
		ctx, n := store.WithCounter(w.Context())
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				if _, err := w.gate.Authenticate(ctx, token); err != nil {
					w.Error(err)
				}
			})
		}
		wg.Wait()
		if n.N() != 2 {
			w.Errorf("20 at once: %d statements: %q", n.N(), n.Statements())
		}
		for range 20 {
			_, err := w.gate.Authenticate(ctx, token)
			w.ok(err)
		}
		if n.N() != 2 {
			w.Errorf("20 more: %d statements: %q", n.N(), n.Statements())
		}
		// Tickets and owners are no reason to read anybody again, a move in the tree is.
		change := func(fn func(ctx context.Context, c *gen.Client) error) {
			w.Helper()
			w.ok(w.db.Tx(w.root, fn))
		}
		manager := w.as("ann")
		w.ok(w.db.Tx(manager, func(ctx context.Context, c *gen.Client) error {
			return c.Owner.UpdateOneID(w.id["owner of lake"]).SetName("李四").Exec(ctx)
		}))
		before := n.N()
		_, err := w.gate.Authenticate(ctx, token)
		w.ok(err)
		change(func(ctx context.Context, c *gen.Client) error {
			return c.ManagementOffice.UpdateOneID(w.id["A1"]).SetName("moved").Exec(ctx)
		})
		if _, err = w.gate.Authenticate(ctx, token); err != nil || n.N() < before+2 {
			w.Errorf("after a change of the tree: %d statements, %v", n.N()-before, err)
		}
		// After its time nobody comes in, remembered or not.
		w.now = w.now.Add(access.SessionLife)
		_, err = w.gate.Authenticate(ctx, token)
		w.code(err, fault.Unauthenticated)
	})
}

// Requests of many tokens run while the tokens are revoked, one by one: once a revocation has returned, nobody comes in
// with that token, though others ask for it at the same time.
func TestNobodyComesInAfterARevocation(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("ann", tenants.SiteManager, "A1")
		const tokens = 40
		var all [tokens]string
		var gone [tokens]atomic.Bool
		for i := range all {
			all[i] = w.session("ann")
		}
		ctx, stop := context.WithCancel(w.Context())
		var asked, after atomic.Int64
		var wg sync.WaitGroup
		for from := range 4 {
			wg.Go(func() {
				for i := from; ctx.Err() == nil; i++ {
					n := i % tokens
					was := gone[n].Load()
					_, err := w.gate.Authenticate(w.Context(), all[n])
					asked.Add(1)
					switch {
					case was && codeOf(err) != fault.Unauthenticated:
						after.Add(1)
					case err != nil && codeOf(err) != fault.Unauthenticated:
						w.Error(err)
					}
				}
			})
		}
		for i := range all {
			ended, err := w.gate.SignOut(w.Context(), all[i])
			gone[i].Store(true)
			if err != nil || !ended {
				w.Error(ended, err)
			}
		}
		for at := asked.Load(); asked.Load() < at+4*tokens; { // all of them once more
			time.Sleep(time.Millisecond)
		}
		stop()
		wg.Wait()
		if after.Load() != 0 || asked.Load() < 100 {
			w.Errorf("%d of %d came in after their session had ended", after.Load(), asked.Load())
		}
	})
}

// What another process of the hub takes away is gone here within a second.
func TestAnotherProcessRevokes(t *testing.T) {
	for name, url := range map[string]func(*testing.T) string{
		"SQLite":  func(t *testing.T) string { return filepath.Join(t.TempDir(), "hub.db") },
		"MariaDB": func(t *testing.T) string { return mariadbtest.New(t) },
	} {
		t.Run(name, func(t *testing.T) {
			at := url(t)
			open := func() *data.DB {
				db, err := data.Open(t.Context(), at, data.Options{})
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = db.Close() })
				if err := db.Migrate(t.Context()); err != nil {
					t.Fatal(err)
				}
				return db
			}
			w := tell(t, open())
			elsewhere := access.New(open())
			w.user("ann", tenants.SiteManager, "A1")
			token := w.session("ann")
			_, err := w.gate.Authenticate(t.Context(), token)
			w.ok(err)
			ended, err := elsewhere.SignOut(t.Context(), token)
			if err != nil || !ended {
				t.Fatal(ended, err)
			}
			time.Sleep(time.Second) // the promise, and not a moment more
			_, err = w.gate.Authenticate(t.Context(), token)
			w.code(err, fault.Unauthenticated)
		})
	}
}
