package main

import (
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/outage"
)

// outermost is what every request passes through first and last: it gets an id, which its answers, its log and the ledger
// carry, and a language; it is timed; and what it panics is its own affair. This is one step and not four, because each
// would copy the request.
func (m *metrics) outermost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		answer := &outage.Writer{ResponseWriter: w}
		id := newID()
		w.Header().Set("X-Request-Id", id)
		ctx := data.WithRequest(outage.With(r.Context(), answer), id)
		if accept := r.Header.Get("Accept-Language"); accept != "" {
			ctx = fault.WithLang(ctx, language(accept))
		}
		r = r.WithContext(ctx)
		defer func() {
			if v := recover(); v != nil {
				if v == http.ErrAbortHandler {
					panic(v)
				}
				slog.ErrorContext(ctx, "panic", "request", id, "value", v, "stack", string(debug.Stack()))
				if answer.Wrote() { // what follows would look like its end
					panic(http.ErrAbortHandler)
				}
				plain(answer, http.StatusInternalServerError, "something went wrong in the hub; request "+id)
			}
			m.request(r.Method, answer, time.Since(begin))
		}()
		next.ServeHTTP(answer, r)
	})
}

// newID is the id of a request.
func newID() string {
	var b [8]byte
	var text [16]byte
	_, _ = rand.Read(b[:]) // never fails
	hex.Encode(text[:], b[:])
	return string(text[:])
}

// language is the first of ours that a client names; Chinese where it names neither.
func language(accept string) string {
	for part := range strings.SplitSeq(accept, ",") {
		switch part = strings.TrimSpace(part); {
		case len(part) >= 2 && strings.EqualFold(part[:2], "zh"):
			return "zh-CN"
		case len(part) >= 2 && strings.EqualFold(part[:2], "en"):
			return "en"
		}
	}
	return "zh-CN"
}
