// Package outage lets an HTTP answer say 503 when, somewhere below, the database turned out to be away.
package outage

import (
	"context"
	"net/http"
	"sync/atomic"
)

type key struct{}

// Note says that the request of ctx met an outage.
func Note(ctx context.Context) {
	if n, ok := ctx.Value(key{}).(*atomic.Bool); ok {
		n.Store(true)
	}
}

// Middleware answers 503 with Retry-After where an outage was noted before the first byte was written.
func Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := &atomic.Bool{}
		next.ServeHTTP(&writer{ResponseWriter: w, noted: n}, r.WithContext(context.WithValue(r.Context(), key{}, n)))
	})
}

type writer struct {
	http.ResponseWriter
	noted *atomic.Bool
	wrote bool
}

func (w *writer) WriteHeader(code int) {
	if w.noted.Load() && !w.wrote {
		w.Header().Set("Retry-After", "5")
		code = http.StatusServiceUnavailable
	}
	w.wrote = true
	w.ResponseWriter.WriteHeader(code)
}

func (w *writer) Write(b []byte) (int, error) {
	if !w.wrote {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection: streams flush.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush implements http.Flusher, which gqlgen's streams ask for.
func (w *writer) Flush() {
	if !w.wrote {
		w.WriteHeader(http.StatusOK)
	}
	_ = http.NewResponseController(w.ResponseWriter).Flush()
}
