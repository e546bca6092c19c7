package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"estatehub/internal/data"
	"estatehub/internal/demo"
	"estatehub/internal/store/mariadbtest"
)

// start runs a hub over HTTP on a database of its own, with the demo portfolio in it.
func start(t *testing.T, url string, args ...string) (*httptest.Server, map[string]string) {
	t.Helper()
	c := &cli{Data: t.TempDir(), Database: url}
	db, err := c.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return serve(t, c, db, portfolio(t, db), args...)
}

// flags are those of serve, with their defaults.
func flags(t testing.TB, args ...string) *serveCmd {
	t.Helper()
	var s serveCmd
	k, err := kong.New(&s, kong.Vars{"nouns": ""})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Parse(args); err != nil {
		t.Fatal(err)
	}
	return &s
}

func portfolio(t *testing.T, db *data.DB) map[string]string {
	t.Helper()
	built, err := demo.Build(t.Context(), db, demo.Options{Now: time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	tokens := map[string]string{}
	for _, s := range built.SignIns {
		tokens[string(s.Role)] = s.Token
	}
	return tokens
}

func serve(t *testing.T, c *cli, db *data.DB, tokens map[string]string, args ...string) (*httptest.Server, map[string]string) {
	t.Helper()
	return serveWith(t, c, db, tokens, func(*hub) {}, args...)
}

// serveWith is serve with a hub that is changed before it serves.
func serveWith(t *testing.T, c *cli, db *data.DB, tokens map[string]string, change func(*hub), args ...string) (*httptest.Server, map[string]string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	h, err := newHub(ctx, c, flags(t, args...), db)
	if err != nil {
		t.Fatal(err)
	}
	change(h)
	s := httptest.NewUnstartedServer(nil)
	s.Config = h.server()
	s.Start()
	t.Cleanup(func() { h.hangUp(); s.Close(); stop() })
	return s, tokens
}

// post asks as whoever has a token and returns the status and the body.
func post(t *testing.T, s *httptest.Server, token, query string) (int, string) {
	t.Helper()
	body, _ := json.Marshal(map[string]string{"query": query})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", "en")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	return answer(t, s, r)
}

func answer(t *testing.T, s *httptest.Server, r *http.Request) (int, string) {
	t.Helper()
	res, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

// The four kinds of user of the demo ask the same, and each gets what is his.
func TestDemoOverHTTP(t *testing.T) {
	s, tokens := start(t, "")
	const all = `{ communities { totalCount } owners(first: 1) { totalCount nodes { phone } } tickets { totalCount } staffMembers(first: 1) { nodes { phone } } }`
	for _, c := range []struct{ role, want, not string }{
		{"HR", `"owners":{"totalCount":0,"nodes":[]},"tickets":{"totalCount":0}`, `"phone":null`},
		{"QUALITY", `"communities":{"totalCount":6},"owners":{"totalCount":3881,"nodes":[{"phone":"154****`, `"tickets":{"totalCount":0}`},
		{"SITE_MANAGER", `"communities":{"totalCount":1}`, `****`},
		{"BI", `"nodes":[{"phone":null}]},"tickets":{"totalCount":9500}`, `****`},
		{"", `"code":"UNAUTHENTICATED"`, `totalCount`},
	} {
		status, body := post(t, s, tokens[c.role], all)
		if status != http.StatusOK || !strings.Contains(body, c.want) || strings.Contains(body, c.not) {
			t.Errorf("%s: %d %s", c.role, status, body)
		}
	}
	if status, _ := post(t, s, "ehs_nonsense", all); status != http.StatusUnauthorized {
		t.Errorf("a wrong token: %d", status)
	}
	for path, want := range map[string]string{
		"/healthz": "ok", "/readyz": "ready", "/metrics": "estatehub_graphql_seconds", "/graphiql": "<html", "/templates/unit.csv": "物业号",
	} {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path, nil)
		if status, body := answer(t, s, r); status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: %d %.200s", path, status, body)
		}
	}
}

// A page of another site cannot make a browser change anything here, and a body without end is cut off.
func TestForeignOriginAndSize(t *testing.T) {
	s, tokens := start(t, "")
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/graphql", strings.NewReader(`{"query":"{ viewer { user { login } } }"}`))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", "https://elsewhere.example")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if status, _ := answer(t, s, r); status != http.StatusForbidden {
		t.Errorf("a foreign origin: %d", status)
	}
	if status, body := post(t, s, tokens["BI"], strings.Repeat("[", 2<<20)); status != http.StatusRequestEntityTooLarge {
		t.Errorf("2 MiB: %d %.200s", status, body)
	}
	if status, body := post(t, s, tokens["BI"], "{ tickets(where: {id: "+strings.Repeat("[", 100_000)); !strings.Contains(body, `"limit":{"name":"brackets","max":50`) {
		t.Errorf("brackets: %d %.200s", status, body)
	}
	if status, _ := post(t, s, tokens["BI"], "{ communities { totalCount } }"); status != http.StatusOK {
		t.Errorf("afterwards: %d", status)
	}
}

// The database goes away and comes back: 503 meanwhile, and afterwards all is well without a restart.
func TestDatabaseAway(t *testing.T) {
	dir := t.TempDir()
	maria, err := mariadbtest.Run(t.Context(), dir)
	if err != nil {
		mariadbtest.New(t) // skips or fails as the others do
		t.Fatal(err)
	}
	stopped := false
	t.Cleanup(func() {
		if !stopped {
			maria.Stop()
		}
	})
	if err := maria.Exec(t.Context(), "CREATE DATABASE hub"); err != nil {
		t.Fatal(err)
	}
	s, tokens := start(t, "mysql://root@unix("+maria.Socket+")/hub") // the socket stays, the port may not
	const ask = `{ communities { totalCount } }`
	if status, body := post(t, s, tokens["BI"], ask); status != http.StatusOK {
		t.Fatalf("before: %d %s", status, body)
	}
	maria.Stop()
	stopped = true
	for name, token := range map[string]string{"with a token": tokens["BI"], "signing in": ""} {
		q := ask
		if token == "" {
			q = `mutation { signIn(input: {login: "hr", password: "something"}) { token } }`
		}
		if status, body := post(t, s, token, q); status != http.StatusServiceUnavailable || !strings.Contains(body, "UNAVAILABLE") {
			t.Errorf("away, %s: %d %s", name, status, body)
		}
	}
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/readyz", nil)
	if status, _ := answer(t, s, r); status != http.StatusServiceUnavailable {
		t.Errorf("away, /readyz: %d", status)
	}
	if maria, err = mariadbtest.Run(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	stopped = false
	if status, body := post(t, s, tokens["BI"], ask); status != http.StatusOK {
		t.Errorf("back: %d %s", status, body)
	}
}
