package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/gen/grant"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/secret"
	"estatehub/tenants"
)

// BenchmarkDoor is what a request of a site manager costs: whole, its GraphQL, and what is before GraphQL; nothing is the
// benchmark's own cost.
func BenchmarkDoor(b *testing.B) {
	db := datatest.SQLite(b, data.Options{})
	w := datatest.Tell(b, db)
	token, hash := secret.Mint(secret.Session)
	if err := db.Tx(datatest.System(b), func(ctx context.Context, c *gen.Client) error {
		u, err := c.User.Create().SetLogin("ann").SetName("Ann").Save(ctx)
		if err != nil {
			return err
		}
		if err := c.Grant.Create().SetUserID(u.ID).SetRole(grant.Role(tenants.SiteManager)).SetNodeID(w.Communities[0].ID).Exec(ctx); err != nil {
			return err
		}
		return c.Session.Create().SetUserID(u.ID).SetHash(hash).SetExpiresAt(w.Organization.CreatedAt.AddDate(1, 0, 0)).Exec(ctx)
	}); err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	b.Cleanup(stop)
	h, err := newHub(ctx, &cli{Data: b.TempDir()}, flags(b), db)
	if err != nil {
		b.Fatal(err)
	}
	viewer, err := h.gate.Authenticate(b.Context(), token)
	if err != nil {
		b.Fatal(err)
	}
	whole := h.handler()
	run := func(name string, handler http.Handler, ctx context.Context) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", strings.NewReader(`{"query": "{ __typename }"}`))
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")
				r.Header.Set("Authorization", "Bearer "+token)
				rec := httptest.NewRecorder()
				if handler.ServeHTTP(rec, r); rec.Code != http.StatusOK {
					b.Fatal(rec.Code, rec.Body)
				}
			}
		})
	}
	run("whole", whole, b.Context())
	run("GraphQL", h.graphql, tenants.WithViewer(b.Context(), viewer))
	run("door", h.metrics.outermost(h.origins.handler(h.door(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(w, r.Body)
	})))), b.Context())
	run("nothing", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(w, r.Body) }), b.Context())
}
