package main

import (
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"

	"estatehub/internal/data"
	"estatehub/internal/fault"
)

// identify gives each request an id, which its answers, its log and the ledger carry, and finds its language.
func identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var b [8]byte
		_, _ = rand.Read(b[:]) // never fails
		id := hex.EncodeToString(b[:])
		w.Header().Set("X-Request-Id", id)
		ctx := data.WithRequest(r.Context(), id)
		if lang := r.Header.Get("Accept-Language"); lang != "" {
			ctx = fault.WithLang(ctx, language(lang))
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// language is the first of ours that a client names; Chinese where it names neither.
func language(accept string) string {
	for _, part := range strings.Split(strings.ToLower(accept), ",") {
		switch part = strings.TrimSpace(part); {
		case strings.HasPrefix(part, "zh"):
			return "zh-CN"
		case strings.HasPrefix(part, "en"):
			return "en"
		}
	}
	return "zh-CN"
}

// recovered turns a panic into 500: one request's fault is nobody else's.
func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch v := recover(); v {
			case nil:
			case http.ErrAbortHandler:
				panic(v)
			default:
				slog.ErrorContext(r.Context(), "panic", "request", data.RequestOf(r.Context()), "value", v, "stack", string(debug.Stack()))
				plain(w, http.StatusInternalServerError, "something went wrong in the hub; request "+data.RequestOf(r.Context()))
			}
		}()
		next.ServeHTTP(w, r)
	})
}
