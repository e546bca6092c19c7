// Package outage lets an HTTP answer say in its status what, somewhere below, turned out to be in the way: that the
// database is away, that it took too long, that the caller must wait.
package outage

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"estatehub/internal/fault"
)

type key struct{}

// soon is when to come back after an outage of which nobody knows how long it lasts.
const soon = 5 * time.Second

// Note says of an error of the request of ctx what its status should: 503 and 429 with a time to come back, 504. Any other
// error is told in the body alone.
func Note(ctx context.Context, err *fault.Error) {
	switch err.Code {
	case fault.Unavailable:
		Say(ctx, http.StatusServiceUnavailable, cmp.Or(err.Retry, soon))
	case fault.TooMany:
		Say(ctx, http.StatusTooManyRequests, err.Retry)
	case fault.Timeout:
		Say(ctx, http.StatusGatewayTimeout, 0)
	}
}

// Say names the status of the answer to the request of ctx, and when to come back; zero where nobody knows. What is said
// first stays, and after the first byte it is too late.
func Say(ctx context.Context, status int, retry time.Duration) {
	if w, ok := ctx.Value(key{}).(*Writer); ok {
		w.said.CompareAndSwap(nil, &said{status, retry})
	}
}

// WriteWithin lifts the limit on how long the whole answer to the request of ctx may take to be written. Instead each
// piece of it has to be taken within d.
func WriteWithin(ctx context.Context, d time.Duration) {
	if w, ok := ctx.Value(key{}).(*Writer); ok {
		w.within.Store(int64(d))
		w.extend()
	}
}

// With returns a context whose request is answered by a writer.
func With(ctx context.Context, w *Writer) context.Context { return context.WithValue(ctx, key{}, w) }

type said struct {
	status int
	retry  time.Duration
}

// Writer is the answer to a request.
type Writer struct {
	http.ResponseWriter
	said   atomic.Pointer[said]
	within atomic.Int64
	status int
}

// Status is the status that was answered; 200 where nothing was written.
func (w *Writer) Status() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}

// Wrote tells whether the answer has begun.
func (w *Writer) Wrote() bool { return w.status != 0 }

// WriteHeader implements http.ResponseWriter.
func (w *Writer) WriteHeader(code int) {
	if s := w.said.Load(); s != nil && w.status == 0 {
		code = s.status
		if s.retry > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int((s.retry+time.Second-1)/time.Second)))
		}
	}
	if w.status == 0 && (code >= 200 || code == http.StatusSwitchingProtocols) {
		w.status = code
	}
	w.ResponseWriter.WriteHeader(code)
}

// Write implements http.ResponseWriter.
func (w *Writer) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	if w.within.Load() > 0 {
		w.extend()
	}
	return w.ResponseWriter.Write(b)
}

func (w *Writer) extend() {
	d := time.Duration(w.within.Load())
	_ = http.NewResponseController(w.ResponseWriter).SetWriteDeadline(time.Now().Add(d)) // a recorder has none
}

// Unwrap lets http.ResponseController reach the connection: streams flush.
func (w *Writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush implements http.Flusher, which gqlgen's streams ask for.
func (w *Writer) Flush() {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	_ = http.NewResponseController(w.ResponseWriter).Flush()
}
