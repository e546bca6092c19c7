package main

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"estatehub/graph/sse"
	"estatehub/graph/ws"
	"estatehub/internal/access"
	"estatehub/internal/allowance"
	"estatehub/internal/ledger"
	"estatehub/tenants"
)

// webSocket is the transport of WebSockets.
func (h *hub) webSocket() ws.Transport {
	return ws.Transport{
		Open: h.open, InitTime: 10 * time.Second, KeepAlive: 15 * time.Second, Recheck: 5 * time.Second, WriteTime: writeWithin,
		MaxMessage: int64(h.limits.Body), Operations: h.load.Subscriptions,
	}
}

// open lets a WebSocket in by the token of its connection_init, or else by the credential it came with. Each of its
// operations is asked anew: a connection outlives what its owner may do.
func (h *hub) open(ctx context.Context, token string) (ws.Enter, error) {
	if token == "" {
		token = access.BearerOf(ctx)
	}
	enter := func(ctx context.Context) (context.Context, error) {
		v, err := h.gate.Authenticate(ctx, token)
		if err != nil {
			return nil, err
		}
		ctx = access.As(h.again(ctx, token), v, token)
		return allowance.Call(ctx, caller(ctx))
	}
	_, err := enter(ctx)
	return enter, err
}

// again has the subscriptions of a context ask whether they may go on.
func (h *hub) again(ctx context.Context, token string) context.Context {
	return ledger.WithReauthenticate(ctx, func(ctx context.Context) (*tenants.Viewer, error) { return h.gate.Authenticate(ctx, token) })
}

// isStream tells whether a request stays open.
func isStream(r *http.Request) bool {
	return (ws.Transport{}).Supports(r) || (sse.Transport{}).Supports(r)
}

// stream ends streams when the hub drains, and has them ask now and then whether they may go on; other requests are
// awaited.
func (h *hub) stream(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isStream(r) {
			next.ServeHTTP(w, r)
			return
		}
		ctx, cancel := context.WithCancel(h.again(r.Context(), access.BearerOf(r.Context())))
		defer cancel()
		defer context.AfterFunc(h.streams, cancel)()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// called counts a request among those of who sent it.
func called(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, err := allowance.Call(r.Context(), caller(r.Context()))
		if err != nil {
			refuse(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// caller is whose requests are counted together: a user's, a token's, or those of an address where nobody is signed in.
func caller(ctx context.Context) string {
	switch v := tenants.ViewerFrom(ctx); {
	case v == nil:
		return access.AddressOf(ctx).String()
	case v.User == 0:
		return access.BearerOf(ctx)
	default:
		return strconv.FormatInt(int64(v.User), 10)
	}
}
