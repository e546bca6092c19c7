package access_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"estatehub/internal/access"
	"estatehub/internal/secret"
	"estatehub/tenants"
)

func TestCredentialsOfRequests(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("hana", tenants.HR, "A")
		session := w.session("hana")
		bi, _, errs, err := w.gate.CreateServiceToken(w.root, access.NewToken{Name: "BI", Role: tenants.BI, Node: w.id["A"], Expires: w.now.Add(time.Hour)})
		w.done(errs, err)
		never, _ := secret.Mint(secret.Session)
		hub := w.gate.Middleware(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			if v := tenants.ViewerFrom(r.Context()); v != nil {
				_, _ = rw.Write([]byte(v.Login + " from " + access.AddressOf(r.Context()).String()))
				return
			}
			_, _ = rw.Write([]byte("nobody"))
		}))
		for name, c := range map[string]struct {
			from, scheme string
			with         func(r *http.Request)
			status       int
			says         string
		}{
			"bearer":               {with: func(r *http.Request) { r.Header.Set("Authorization", "bearer "+session) }, status: 200, says: "hana from 192.0.2.1"},
			"basic":                {with: func(r *http.Request) { r.SetBasicAuth("tableau", bi) }, status: 200, says: "token:BI from 192.0.2.1"},
			"nothing":              {with: func(*http.Request) {}, status: 200, says: "nobody"},
			"cookie over TLS":      {scheme: "https", with: cookie(access.SecureCookie, session), status: 200, says: "hana"},
			"plain cookie, remote": {with: cookie(access.PlainCookie, session), status: 200, says: "nobody"},
			"plain cookie, here":   {from: "127.0.0.1:5", with: cookie(access.PlainCookie, session), status: 200, says: "hana"},
			"secure name, no TLS":  {from: "127.0.0.1:5", with: cookie(access.SecureCookie, session), status: 200, says: "nobody"},
			"unknown bearer":       {with: func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+never) }, status: 401, says: `"code":"UNAUTHENTICATED"`},
			"other scheme":         {with: func(r *http.Request) { r.Header.Set("Authorization", "Digest x") }, status: 401, says: `"code":"UNAUTHENTICATED"`},
			"wrong basic":          {with: func(r *http.Request) { r.SetBasicAuth("x", "y") }, status: 401, says: `"code":"UNAUTHENTICATED"`},
			"old cookie":           {scheme: "https", with: cookie(access.SecureCookie, never), status: 401, says: `"code":"UNAUTHENTICATED"`},
			"forged forwarded-for": {with: func(r *http.Request) {
				r.Header.Set("Authorization", "Bearer "+session)
				r.Header.Set("X-Forwarded-For", "203.0.113.9")
			}, status: 200, says: "hana from 192.0.2.1"},
		} {
			scheme := c.scheme
			if scheme == "" {
				scheme = "http"
			}
			r := httptest.NewRequestWithContext(w.Context(), http.MethodPost, scheme+"://hub.example/graphql", nil)
			if c.from != "" {
				r.RemoteAddr = c.from
			}
			c.with(r)
			rec := httptest.NewRecorder()
			hub.ServeHTTP(rec, r)
			body := rec.Body.String()
			if rec.Code != c.status || !strings.Contains(body, c.says) {
				w.Errorf("%s: %d %s", name, rec.Code, body)
			}
			if (rec.Header().Get("WWW-Authenticate") != "") != (c.status == 401) {
				w.Errorf("%s: challenge %q", name, rec.Header().Get("WWW-Authenticate"))
			}
			if name == "old cookie" && !strings.Contains(rec.Header().Get("Set-Cookie"), "Max-Age=0") {
				w.Errorf("an old cookie stays: %v", rec.Header())
			}
		}
	})
}

func cookie(name, token string) func(*http.Request) {
	return func(r *http.Request) { r.AddCookie(&http.Cookie{Name: name, Value: token}) }
}

func TestCookiesAtSignIn(t *testing.T) {
	worlds(t, func(w *world) {
		hub := w.gate.Middleware(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { access.SetCookie(r.Context(), "ehs_token") }))
		for url, c := range map[string]struct{ from, want string }{
			"https://hub.example/": {"192.0.2.1:5", "__Host-estatehub=ehs_token; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Lax"},
			"http://localhost/":    {"[::1]:5", "estatehub=ehs_token; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax"},
			"http://hub.example/":  {"192.0.2.1:5", ""},
		} {
			r := httptest.NewRequestWithContext(w.Context(), http.MethodPost, url, nil)
			r.RemoteAddr = c.from
			rec := httptest.NewRecorder()
			hub.ServeHTTP(rec, r)
			if got := rec.Header().Get("Set-Cookie"); got != c.want {
				w.Errorf("%s: %q", url, got)
			}
		}
	})
}
