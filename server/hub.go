package main

import (
	"context"
	"net/http"
	"path/filepath"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/cors"

	"estatehub/graph"
	"estatehub/internal/access"
	"estatehub/internal/attachments"
	"estatehub/internal/blobs"
	"estatehub/internal/counters"
	"estatehub/internal/data"
	"estatehub/internal/imports"
	"estatehub/internal/ledger"
	"estatehub/internal/outage"
	"estatehub/internal/secret"
	"estatehub/internal/settings"
	"estatehub/tenants"
	"estatehub/web"
)

// hub is everything that answers.
type hub struct {
	db       *data.DB
	gate     *access.Gate
	graphql  *handler.Server
	files    http.Handler
	metrics  *metrics
	origins  []string
	draining *atomic.Bool
	streams  context.Context
	hangUp   context.CancelFunc
}

func newHub(ctx context.Context, c *cli, origins []string, db *data.DB) (*hub, error) {
	key, err := settings.Key(ctx, db, "cursor.key")
	if err != nil {
		return nil, err
	}
	vault, err := secret.Open(c.Data)
	if err != nil {
		return nil, err
	}
	files := &blobs.Store{Dir: filepath.Join(c.Data, "attachments")}
	gate := access.New(db)
	gate.Vault = vault
	live := ledger.NewLive(db)
	go ledger.NewSequencer(db).Run(ctx)
	go live.Run(ctx)
	go counters.NewFolder(db).Run(ctx)
	h := &hub{db: db, gate: gate, files: attachments.Handler(db, files), origins: origins, metrics: newMetrics(prometheus.NewRegistry(), db)}
	h.streams, h.hangUp = context.WithCancel(ctx)
	h.graphql = graph.Server(graph.New(graph.Parts{DB: db, Key: key, Gate: gate, Live: live, Blobs: files}))
	h.graphql.AroundOperations(h.metrics.operations)
	return h, nil
}

// handler is the hub over HTTP.
func (h *hub) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/graphql", h.gate.Middleware(sized(h.endWithDrain(h.graphql))))
	mux.Handle("GET /files/{attachmentId}", h.gate.Middleware(h.files))
	mux.Handle("GET /templates/{file}", imports.Templates())
	mux.Handle("GET /graphiql", web.Handler())
	mux.Handle("GET /assets/", web.Handler())
	mux.Handle("GET /{$}", http.RedirectHandler("/graphiql", http.StatusFound))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", h.ready)
	mux.Handle("GET /metrics", h.metrics.handler())

	var out http.Handler = mux
	out = outage.Middleware(out)
	out = http.NewCrossOriginProtection().Handler(out)
	if len(h.origins) > 0 {
		out = h.shared(out, mux)
	}
	return h.metrics.requests(identify(recovered(out)))
}

// shared lets browsers at the named origins call the hub. They are trusted, so the protection against others lets them in.
func (h *hub) shared(_ http.Handler, mux http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	for _, o := range h.origins {
		_ = guard.AddTrustedOrigin(o) // a malformed origin trusts nobody
	}
	return cors.New(cors.Options{
		AllowedOrigins: h.origins, AllowedMethods: []string{http.MethodGet, http.MethodPost}, AllowCredentials: true,
		AllowedHeaders: []string{"Authorization", "Content-Type", "Accept", "Accept-Language"}, ExposedHeaders: []string{"X-Request-Id", "Retry-After"}, MaxAge: 600,
	}).Handler(guard.Handler(outage.Middleware(mux)))
}

// endWithDrain ends streams when the hub drains; other requests are awaited.
func (h *hub) endWithDrain(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept") != "text/event-stream" {
			next.ServeHTTP(w, r)
			return
		}
		token := access.BearerOf(r.Context())
		ctx, cancel := context.WithCancel(ledger.WithReauthenticate(r.Context(), func(ctx context.Context) (*tenants.Viewer, error) {
			return h.gate.Authenticate(ctx, token)
		}))
		defer cancel()
		defer context.AfterFunc(h.streams, cancel)()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// ready says whether requests are welcome: the database answers and the hub does not drain.
func (h *hub) ready(w http.ResponseWriter, r *http.Request) {
	switch {
	case h.draining.Load():
		plain(w, http.StatusServiceUnavailable, "draining")
	case h.db.Ping(r.Context()) != nil:
		plain(w, http.StatusServiceUnavailable, "the database does not answer")
	default:
		plain(w, http.StatusOK, "ready")
	}
}

func plain(w http.ResponseWriter, code int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = w.Write([]byte(text + "\n"))
}
