package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/ent/gen"
	"estatehub/ent/gen/grant"
	"estatehub/graph"
	"estatehub/internal/allowance"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/secret"
	"estatehub/tenants"
)

// site is a hub over HTTP with three small communities and a few people, whose operations named Slow and Pull take as
// long as a test wants.
type site struct {
	*testing.T
	*hub
	http  *httptest.Server
	world *datatest.World
	stop  context.CancelFunc

	mu   sync.Mutex
	free chan struct{} // closed, Slow and Pull go on
	slow chan string   // names of those that began
	on   chan struct{} // one for each subscription that is on
}

func newSite(t *testing.T, db *data.DB, args ...string) *site {
	t.Helper()
	s := &site{T: t, world: datatest.Tell(t, db), free: make(chan struct{}), slow: make(chan string, 100), on: make(chan struct{}, 100)}
	ctx, stop := context.WithCancel(context.Background())
	var err error
	if s.hub, err = newHub(ctx, &cli{Data: t.TempDir()}, flags(t, args...), db); err != nil {
		t.Fatal(err)
	}
	s.graphql.AroundOperations(s.hold)
	s.http = httptest.NewUnstartedServer(nil)
	s.http.Config = s.server()
	s.http.Start()
	s.stop = stop
	t.Cleanup(func() { s.hangUp(); s.http.Close(); stop() })
	return s
}

// hold makes Slow wait as a slow statement does, and Pull as a long read.
func (s *site) hold(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	name := graphql.GetOperationContext(ctx).Operation.Name
	fail := func(err error) graphql.ResponseHandler {
		return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{graph.Present(ctx, err)}})
	}
	switch name {
	case "Pull":
		leave, err := allowance.LongRead(ctx)
		if err != nil {
			return fail(err)
		}
		defer leave()
	case "Slow":
	case "Endless":
		var n int
		return fail(s.db.Readers().QueryRowContext(ctx, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000000) SELECT COUNT(*) FROM n").Scan(&n))
	default:
		answers := next(ctx)
		if graphql.GetOperationContext(ctx).Operation.Operation == ast.Subscription {
			s.on <- struct{}{}
		}
		return answers
	}
	s.mu.Lock()
	free := s.free
	s.mu.Unlock()
	s.slow <- name
	select {
	case <-free:
		return next(ctx)
	case <-ctx.Done():
		return fail(ctx.Err())
	}
}

// began waits until so many of Slow and Pull run.
func (s *site) began(n int) {
	s.Helper()
	for range n {
		within(s, s.slow, "they did not begin")
	}
}

// within takes what comes in time.
func within[T any](s *site, c <-chan T, or string) {
	s.Helper()
	select {
	case <-c:
	case <-time.After(time.Minute):
		s.Fatal(or)
	}
}

// release lets what is held go on.
func (s *site) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.free)
	s.free = make(chan struct{})
}

// person is a token of a new manager of the first community.
func (s *site) person(login string) string {
	s.Helper()
	plain, hash := secret.Mint(secret.Session)
	err := s.db.Tx(datatest.System(s.T), func(ctx context.Context, c *gen.Client) error {
		u, err := c.User.Create().SetLogin(login).SetName(login).Save(ctx)
		if err != nil {
			return err
		}
		if err := c.Grant.Create().SetUserID(u.ID).SetRole(grant.Role(tenants.SiteManager)).SetNodeID(s.world.Communities[0].ID).Exec(ctx); err != nil {
			return err
		}
		return c.Session.Create().SetUserID(u.ID).SetHash(hash).SetExpiresAt(time.Now().UTC().Add(time.Hour)).Exec(ctx)
	})
	if err != nil {
		s.Fatal(err)
	}
	return plain
}

// signOut ends a session behind the hub's API.
func (s *site) signOut(token string) {
	s.Helper()
	if ended, err := s.gate.SignOut(s.Context(), token); err != nil || !ended {
		s.Fatal(ended, err)
	}
}

// revoke takes a user's grants away.
func (s *site) revoke(token string) {
	s.Helper()
	v, err := s.gate.Authenticate(s.Context(), token)
	if err != nil {
		s.Fatal(err)
	}
	if err := s.db.Tx(datatest.System(s.T), func(ctx context.Context, c *gen.Client) error {
		_, err := c.Grant.Delete().Where(grant.UserID(v.User)).Exec(ctx)
		return err
	}); err != nil {
		s.Fatal(err)
	}
}

// ask posts an operation and returns what came.
func (s *site) ask(token, body string, headers ...string) (*http.Response, string) {
	s.Helper()
	r, err := http.NewRequestWithContext(s.Context(), http.MethodPost, s.http.URL+"/graphql", strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", "en")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := s.http.Client().Do(r)
	if err != nil {
		s.Error(err)
		return &http.Response{Header: http.Header{}}, ""
	}
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		s.Error(err)
	}
	return res, string(b)
}

// page is what a console asks all day.
const page = `{"query": "{ units(first: 2) { nodes { propertyNo building { name } } } }"}`

// works wants a page to be answered.
func (s *site) works(token string) {
	s.Helper()
	if res, body := s.ask(token, page); res.StatusCode != http.StatusOK || !strings.Contains(body, `"propertyNo":"1-1-101"`) {
		s.Errorf("a page: %d %s", res.StatusCode, body)
	}
}

// wants holds an answer against a status and a text.
func (s *site) wants(res *http.Response, body string, status int, says ...string) {
	s.Helper()
	if res.StatusCode != status {
		s.Errorf("%d, want %d: %s", res.StatusCode, status, body)
	}
	for _, text := range says {
		if !strings.Contains(body, text) {
			s.Errorf("no %s in %s", text, body)
		}
	}
}

// dial is a connection to the hub on which a test writes what it likes.
func (s *site) dial() net.Conn {
	s.Helper()
	c, err := (&net.Dialer{}).DialContext(s.Context(), "tcp", s.http.Listener.Addr().String())
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { _ = c.Close() })
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	return c
}
