package graph_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"estatehub/ent/gen"
	"estatehub/graph"
	"estatehub/graph/graphtest"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ledger"
	"estatehub/tenants"
)

// hub is the API over HTTP with its sequencer and broadcaster, on a server whose deadlines are short.
type hub struct {
	url    string
	viewer atomic.Pointer[tenants.Viewer] // who the session is now
}

func serve(t *testing.T, db *data.DB, v *tenants.Viewer) *hub {
	t.Helper()
	h := &hub{}
	h.viewer.Store(v)
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	sequencer, live := ledger.NewSequencer(db), ledger.NewLive(db)
	running.Go(func() { sequencer.Run(ctx) })
	running.Go(func() { live.Run(ctx) })
	api := graph.Server(graph.New(graph.Parts{DB: db, Key: []byte("k"), Live: live}))
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := tenants.WithViewer(r.Context(), h.viewer.Load())
		ctx = ledger.WithReauthenticate(ctx, func(context.Context) (*tenants.Viewer, error) { return h.viewer.Load(), nil })
		api.ServeHTTP(w, r.WithContext(ctx))
	}))
	s.Config.ReadTimeout, s.Config.WriteTimeout = time.Second, time.Second
	s.Start()
	h.url = s.URL
	t.Cleanup(func() { stop(); running.Wait(); s.Close() })
	return h
}

// stream is what comes of a request, event by event.
type stream struct {
	t    *testing.T
	r    *bufio.Reader
	body io.Closer
}

func (h *hub) stream(t *testing.T, body string) *stream {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "text/event-stream")
	res, err := http.DefaultClient.Do(req) //nolint:bodyclose // closed with the test
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = res.Body.Close() })
	if res.StatusCode != http.StatusOK || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/event-stream") {
		t.Fatalf("%d %s", res.StatusCode, res.Header.Get("Content-Type"))
	}
	return &stream{t, bufio.NewReader(res.Body), res.Body}
}

// next is the next event's name and data, comments left out; an empty name is the end.
func (s *stream) next() (name, text string, data map[string]any) {
	s.t.Helper()
	late := time.AfterFunc(20*time.Second, func() { _ = s.body.Close() })
	defer late.Stop()
	for {
		line, err := s.r.ReadString('\n')
		if err != nil {
			return "", "", nil
		}
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "event: "):
			name = line[len("event: "):]
		case strings.HasPrefix(line, "data: "):
			text = line[len("data: "):]
		case line == "" && name != "":
			_ = json.Unmarshal([]byte(text), &data)
			return name, text, data
		}
	}
}

const follow = `{"query": "subscription { ticketChanged { operation ticketId ticket { number severity } } }"}`

// A site manager's console follows the tickets of his site. It outlives the server's deadlines, is told of each ticket
// once a batch and of no other site's, and ends with an error when his grant is taken away.
func TestTicketChanged(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		h := serve(t, db, w.Viewer(tenants.SiteManager, 0))
		s := h.stream(t, follow)
		time.Sleep(2200 * time.Millisecond) // longer than the server's deadlines

		tickets(t, db, 3, w.Communities[1].ID, w.Communities[0].ID)
		var one string
		for _, number := range []string{"T000000", "T000001", "T000002"} {
			_, text, data := s.next()
			e := graphtest.At(data, "data", "ticketChanged")
			if graphtest.At(e, "operation") != "CREATE" || graphtest.At(e, "ticket", "number") != number {
				t.Fatalf("made: %s", text)
			}
			one, _ = graphtest.At(e, "ticketId").(string)
		}
		sys := datatest.System(t)
		mine, err := db.Client.Ticket.Query().All(sys)
		if err != nil {
			t.Fatal(err)
		}
		var last *gen.Ticket
		for _, x := range mine {
			if x.ID.String() == one {
				last = x
			}
		}
		change := func(fn func(ctx context.Context, c *gen.Client) error) {
			t.Helper()
			if err := db.Tx(sys, fn); err != nil {
				t.Fatal(err)
			}
		}
		change(func(ctx context.Context, c *gen.Client) error {
			if err := c.Ticket.UpdateOneID(last.ID).SetContent("again").Exec(ctx); err != nil {
				return err
			}
			return c.Ticket.UpdateOneID(last.ID).SetSeverity("MAJOR").Exec(ctx)
		})
		_, text, data := s.next()
		if e := graphtest.At(data, "data", "ticketChanged"); graphtest.At(e, "operation") != "UPDATE" || graphtest.At(e, "ticket", "severity") != "MAJOR" {
			t.Errorf("changed: %s", text)
		}
		change(func(ctx context.Context, c *gen.Client) error { return c.Ticket.DeleteOneID(last.ID).Exec(ctx) })
		_, text, data = s.next()
		e := graphtest.At(data, "data", "ticketChanged")
		if graphtest.At(e, "operation") != "DELETE" || graphtest.At(e, "ticketId") != one || graphtest.At(e, "ticket") != nil {
			t.Errorf("removed: %s", text)
		}

		// His permissions change: what his console led to would be answered as of then, so it must begin again.
		h.viewer.Store(w.Viewer(tenants.SiteManager, 1))
		tickets(t, db, 1, w.Communities[2].ID)
		name, text, data := s.next()
		if name != "next" || graphtest.At(data, "errors", 0, "extensions", "code") != "FORBIDDEN" {
			t.Errorf("permissions: %s %s", name, text)
		}
		if name, text, _ := s.next(); name != "complete" || text != "" {
			t.Errorf("%s %s", name, text)
		}
		if name, _, _ := s.next(); name != "" {
			t.Errorf("%s after the end", name)
		}

		// His session ends while nothing happens.
		s = h.stream(t, follow)
		h.viewer.Store(nil)
		if _, text, data := s.next(); graphtest.At(data, "errors", 0, "extensions", "code") != "UNAUTHENTICATED" {
			t.Errorf("signed out: %s", text)
		}
	})
}

// What is no subscription, or no operation at all, is answered as the protocol says; a body is never echoed.
func TestEventStream(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	w := datatest.Tell(t, db)
	h := serve(t, db, w.Viewer(tenants.SiteManager, 0))
	for _, x := range []struct{ body, want string }{
		{`{"query": "{ communities { nodes { code } } }"}`, `"nodes":[{"code":`},
		{`{"query": "{ nothing }"}`, `GRAPHQL_INVALID`},
		{`{"query": "{ communities( }"}`, `GRAPHQL_INVALID`},
		{`{"query": "secret`, `GRAPHQL_INVALID`},
		{`{"query": "` + strings.Repeat(" ", 1<<20) + `"}`, `LIMIT_EXCEEDED`},
	} {
		s := h.stream(t, x.body)
		name, text, _ := s.next()
		if name != "next" || !strings.Contains(text, x.want) || strings.Contains(text, "secret") || strings.Contains(text, `"errors"`) && strings.Contains(text, `"data"`) {
			t.Errorf("%.40s: %s %s", x.body, name, text)
		}
		if name, _, _ := s.next(); name != "complete" {
			t.Errorf("%.40s: %q", x.body, name)
		}
	}
}

// A panic while an answer is made ends its stream, not the hub.
func TestEventStreamPanic(t *testing.T) {
	var once sync.Once
	api := graph.Server(graph.New(graph.Parts{DB: datatest.SQLite(t, data.Options{}), Key: []byte("k")}))
	api.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		once.Do(func() { panic("secret") })
		return next(ctx)
	})
	s := httptest.NewServer(api)
	t.Cleanup(s.Close)
	events := (&hub{url: s.URL}).stream(t, `{"query": "{ __typename }"}`)
	if name, text, data := events.next(); name != "next" || graphtest.At(data, "errors", 0, "extensions", "code") != "INTERNAL" || strings.Contains(text, "secret") {
		t.Errorf("%s %s", name, text)
	}
	if name, _, _ := events.next(); name != "complete" {
		t.Error(name)
	}
}

// A BI tool reads tickets by the feed, first whole, then what changed: removals come as tombstones.
func TestChanges(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		tickets(t, db, 5, w.Communities[0].ID, w.Communities[1].ID)
		sequencer := ledger.NewSequencer(db)
		if err := sequencer.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		bi, api := w.Viewer(tenants.BI, 0), api(db)
		const pull = `query ($after: String) { changes(first: 3, nouns: ["Ticket"], after: $after) {
			rows { entityId noun communityId operation at actor fields node { id ... on Ticket { number } } } nextCursor hasMore asOf restarted } }`
		vars, seen := map[string]any{}, 0
		for more := true; more; {
			feed := graphtest.At(api.Must(t, bi, pull, vars), "changes")
			rows := graphtest.At(feed, "rows").([]any)
			for _, row := range rows {
				if graphtest.At(row, "node", "number") == nil || graphtest.At(row, "communityId") != w.Communities[0].ID.String() || graphtest.At(row, "actor") != nil {
					t.Errorf("%v", row)
				}
			}
			seen += len(rows)
			vars["after"], more = graphtest.At(feed, "nextCursor"), graphtest.At(feed, "hasMore").(bool)
		}
		if seen != 5 {
			t.Errorf("%d tickets", seen)
		}
		ctx := datatest.System(t)
		first, err := db.Client.Ticket.Query().First(tenants.WithViewer(ctx, bi))
		if err != nil {
			t.Fatal(err)
		}
		err = db.Tx(ctx, func(ctx context.Context, c *gen.Client) error { return c.Ticket.DeleteOneID(first.ID).Exec(ctx) })
		if err != nil {
			t.Fatal(err)
		}
		if err := sequencer.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		feed := graphtest.At(api.Must(t, bi, pull, vars), "changes")
		row := graphtest.At(feed, "rows", 0)
		if graphtest.At(row, "operation") != "DELETE" || graphtest.At(row, "entityId") != first.ID.String() || graphtest.At(row, "node") != nil || graphtest.At(feed, "rows", 1) != nil {
			t.Errorf("tombstone: %v", feed)
		}
		manager := w.Viewer(tenants.SiteManager, 0)
		trail := api.Must(t, manager, `query ($id: ID!) { audit(entityId: $id) { rows { operation actor request fields } nextCursor } }`, map[string]any{"id": first.ID.String()})
		if graphtest.At(trail, "audit", "rows", 0, "operation") != "DELETE" || graphtest.At(trail, "audit", "rows", 1, "operation") != "CREATE" {
			t.Errorf("trail: %v", trail)
		}
		if a := api.Ask(tenants.WithViewer(t.Context(), bi), `{ changes(first: 1001) { hasMore } }`, nil); a.Code() != "LIMIT_EXCEEDED" {
			t.Errorf("1,001 rows: %v", a.Errors)
		}
	})
}
