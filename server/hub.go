package main

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"estatehub/graph"
	"estatehub/graph/door"
	"estatehub/graph/limits"
	"estatehub/graph/trusted"
	"estatehub/internal/access"
	"estatehub/internal/allowance"
	"estatehub/internal/attachments"
	"estatehub/internal/counters"
	"estatehub/internal/data"
	"estatehub/internal/engines"
	"estatehub/internal/imports"
	"estatehub/internal/jobs"
	"estatehub/internal/ledger"
	"estatehub/internal/outage"
	"estatehub/internal/secret"
	"estatehub/internal/settings"
	"estatehub/web"
)

// hub is everything that answers.
type hub struct {
	db        *data.DB
	gate      *access.Gate
	graphql   *door.Handler
	files     http.Handler
	metrics   *metrics
	origins   *origins
	load      loadFlags
	limits    limits.Limits
	allowance *allowance.Hub
	draining  atomic.Bool
	streams   context.Context
	hangUp    context.CancelFunc
}

func newHub(ctx context.Context, c *cli, s *serveCmd, db *data.DB) (*hub, error) {
	from, err := newOrigins(s.Origin)
	if err != nil {
		return nil, err
	}
	allowed, err := s.Load.allowance(db)
	if err != nil {
		return nil, err
	}
	key, err := settings.Key(ctx, db, "cursor.key")
	if err != nil {
		return nil, err
	}
	vault, err := secret.Open(c.Data)
	if err != nil {
		return nil, err
	}
	files := c.files()
	gate := access.New(db)
	gate.Vault, gate.BehindProxy = vault, s.BehindProxy
	live := ledger.NewLive(db)
	go ledger.NewSequencer(db).Run(ctx)
	go live.Run(ctx)
	go counters.NewFolder(db).Run(ctx)
	all := engines.New(db)
	for _, j := range all.Jobs() {
		go jobs.Run(ctx, j)
	}
	h := &hub{db: db, gate: gate, files: attachments.Handler(db, files), origins: from, load: s.Load, limits: s.Limits, allowance: allowed}
	h.metrics = newMetrics(prometheus.NewRegistry(), db, allowed)
	h.streams, h.hangUp = context.WithCancel(ctx)
	documents, err := trusted.Read(web.Documents)
	if err != nil {
		return nil, err
	}
	h.graphql = graph.Server(graph.New(graph.Parts{DB: db, Key: key, Engines: all, Gate: gate, Live: live, Blobs: files, Limits: s.Limits, PlainReads: s.PlainReads, Trusted: documents}))
	h.graphql.Prefer(h.webSocket())
	h.graphql.AroundOperations(h.metrics.operations)
	h.graphql.AroundOperations(overStream)
	return h, nil
}

// handler is the hub over HTTP.
func (h *hub) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/graphql", h.door(h.graphql))
	mux.Handle("GET /files/{attachmentId}", h.gate.Middleware(slowly(h.files)))
	mux.Handle("GET /templates/{file}", imports.Templates())
	mux.Handle("/", web.Handler())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", h.ready)
	mux.Handle("GET /metrics", h.metrics.handler())
	return h.metrics.outermost(h.origins.handler(mux))
}

// door is what a request passes on its way to GraphQL: a place is found for it, then who sent it.
func (h *hub) door(next http.Handler) http.Handler {
	return h.admit(h.gate.Middleware(called(h.stream(next))))
}

// writeWithin is how long a client may take to accept an answer that is made, or the next piece of one that is long.
const writeWithin = 30 * time.Second

// slowly lets a client take its time over a large answer, as long as it takes some of it.
func slowly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		outage.WriteWithin(r.Context(), writeWithin)
		next.ServeHTTP(w, r)
	})
}

// ready says whether requests are welcome: the database answers and the hub does not drain.
func (h *hub) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
	defer cancel()
	switch {
	case h.draining.Load():
		plain(w, http.StatusServiceUnavailable, "draining")
	case h.db.Ping(ctx) != nil:
		plain(w, http.StatusServiceUnavailable, "the database does not answer")
	default:
		plain(w, http.StatusOK, "ready")
	}
}

// readyWithin is how long the database may take to give a sign of life.
const readyWithin = 2 * time.Second

func plain(w http.ResponseWriter, code int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = w.Write([]byte(text + "\n"))
}
