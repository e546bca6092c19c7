package access

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"estatehub/internal/fault"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// Cookie names. The first is bound to its host and to TLS by the browser; the second is for plain HTTP on the loopback.
const (
	SecureCookie = "__Host-estatehub"
	PlainCookie  = "estatehub"
)

// Middleware puts the viewer of a request into its context: from Authorization: Bearer, from Basic with the token as the
// password (BI tools; the user does not matter), or from the session's cookie, in this order. A request with a credential
// that does not open anything ends here with 401; one without a credential goes on without a viewer, and all data is
// closed to it.
func (g *Gate) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := withAgent(WithAddress(r.Context(), g.address(r)), r.UserAgent())
		ctx = context.WithValue(ctx, cookieKey{}, func(token string) { g.setCookie(w, r, token) })
		token, challenge := g.credential(r)
		if challenge == "" {
			next.ServeHTTP(w, r.WithContext(ctx))
			return
		}
		v, err := g.Authenticate(ctx, token)
		if err != nil {
			if challenge == fromCookie { // else a browser could not even sign in again
				g.setCookie(w, r, "")
				challenge = "Bearer"
			}
			refuseHTTP(w, ctx, err, challenge)
			return
		}
		next.ServeHTTP(w, r.WithContext(As(ctx, v, token)))
	})
}

// As is a context whose request comes from a viewer by a token.
func As(ctx context.Context, v *tenants.Viewer, token string) context.Context {
	ctx = context.WithValue(tenants.WithViewer(ctx, v), bearerKey{}, token)
	if v.Lang != "" && !fault.HasLang(ctx) { // what the request asks for goes before what the user prefers
		ctx = fault.WithLang(ctx, v.Lang)
	}
	return ctx
}

type (
	bearerKey struct{}
	cookieKey struct{}
)

// BearerOf is the token by which the request of a context came in; empty where it had none.
func BearerOf(ctx context.Context) string {
	token, _ := ctx.Value(bearerKey{}).(string)
	return token
}

// SetCookie gives the browser of a context's request the session's token as a cookie, or takes it away where the token is
// empty. It must come before the first byte of the answer, and does nothing outside a request.
func SetCookie(ctx context.Context, token string) {
	if set, ok := ctx.Value(cookieKey{}).(func(string)); ok {
		set(token)
	}
}

const fromCookie = "cookie"

// credential is the token of a request and the challenge that answers a wrong one; no challenge where there is no
// credential.
func (g *Gate) credential(r *http.Request) (token, challenge string) {
	if h := r.Header.Get("Authorization"); h != "" {
		if _, password, ok := r.BasicAuth(); ok {
			return password, `Basic realm="EstateHub", charset="UTF-8"`
		}
		scheme, rest, _ := strings.Cut(h, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			rest = ""
		}
		return strings.TrimSpace(rest), "Bearer"
	}
	if name := g.cookieName(r); name != "" {
		if c, err := r.Cookie(name); err == nil && c.Value != "" {
			return c.Value, fromCookie
		}
	}
	return "", ""
}

// cookieName is the cookie's name for a request; empty for plain HTTP over a network, where a cookie would be read by
// others.
func (g *Gate) cookieName(r *http.Request) string {
	switch {
	case g.secure(r):
		return SecureCookie
	case peer(r).IsLoopback():
		return PlainCookie
	}
	return ""
}

func (g *Gate) secure(r *http.Request) bool {
	return r.TLS != nil || g.BehindProxy && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}

func (g *Gate) setCookie(w http.ResponseWriter, r *http.Request, token string) {
	name := g.cookieName(r)
	if name == "" {
		return
	}
	c := &http.Cookie{Name: name, Value: token, Path: "/", HttpOnly: true, Secure: g.secure(r), SameSite: http.SameSiteLaxMode,
		MaxAge: int(SessionLife.Seconds())}
	if token == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// address is where a request came from: behind a proxy, what the proxy itself saw, which is the last hop it names.
func (g *Gate) address(r *http.Request) netip.Addr {
	if all := r.Header.Values("X-Forwarded-For"); g.BehindProxy && len(all) > 0 {
		hops := strings.Split(all[len(all)-1], ",")
		if a, err := netip.ParseAddr(strings.TrimSpace(hops[len(hops)-1])); err == nil {
			return a
		}
	}
	return peer(r)
}

func peer(r *http.Request) netip.Addr {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	a, _ := netip.ParseAddr(host)
	return a.Unmap()
}

// refuseHTTP answers a request that was not let in, as GraphQL does.
func refuseHTTP(w http.ResponseWriter, ctx context.Context, err error, challenge string) {
	status, e := http.StatusInternalServerError, fault.Both(fault.Internal, "internal error", "系统内部错误")
	var known *fault.Error
	switch s := store.Classify(err); {
	case errors.As(err, &known) && known.Code == fault.Unauthenticated:
		status, e = http.StatusUnauthorized, known
		w.Header().Set("WWW-Authenticate", challenge)
	case s.Kind == store.Unavailable || s.Kind == store.Timeout:
		status, e = http.StatusServiceUnavailable, fault.Both(fault.Unavailable, "the database is away: try again", "数据库暂不可用，请稍后再试")
	}
	type problem struct {
		Message    string         `json:"message"`
		Extensions map[string]any `json:"extensions"`
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string][]problem{
		"errors": {{e.In(fault.Lang(ctx)), map[string]any{"code": e.Code}}},
	})
}
