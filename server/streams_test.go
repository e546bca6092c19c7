package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"estatehub/ent/gen"
	"estatehub/graph/limits"
	"estatehub/graph/ws"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
)

const follow = `{"query": "subscription { ticketChanged { operation ticket { number } } }"}`

// socket is a client's end of a WebSocket.
type socket struct {
	s *site
	*websocket.Conn
}

// connect opens a WebSocket. Without a protocol it is the hub's.
func (s *site) connect(headers http.Header, protocols ...string) (*socket, *http.Response) {
	s.Helper()
	if protocols == nil {
		protocols = []string{ws.Protocol}
	}
	c, res, err := websocket.Dial(s.Context(), s.http.URL+"/graphql", &websocket.DialOptions{HTTPHeader: headers, Subprotocols: protocols})
	if err != nil {
		if res == nil {
			s.Fatal(err)
		}
		return nil, res
	}
	s.Cleanup(func() { _ = c.CloseNow() })
	return &socket{s, c}, res
}

func (c *socket) say(text string) {
	c.s.Helper()
	if err := c.Write(c.s.Context(), websocket.MessageText, []byte(text)); err != nil {
		c.s.Fatal(err)
	}
}

// hear is the next message.
func (c *socket) hear() (text string, err error) {
	ctx, cancel := context.WithTimeout(c.s.Context(), time.Minute)
	defer cancel()
	_, b, err := c.Read(ctx)
	return string(b), err
}

// wants holds the next message against a text.
func (c *socket) wants(says ...string) {
	c.s.Helper()
	text, err := c.hear()
	for _, want := range says {
		if err != nil || !strings.Contains(text, want) {
			c.s.Fatalf("heard %q, %v; want %s", text, err, want)
		}
	}
}

// closed wants the connection to be closed with a code.
func (c *socket) closed(code int, says string) {
	c.s.Helper()
	text, err := c.hear()
	var end websocket.CloseError
	if !errors.As(err, &end) || int(end.Code) != code || !strings.Contains(end.Reason, says) {
		c.s.Fatalf("heard %q, %v; want it closed with %d %s", text, err, code, says)
	}
}

// in opens a WebSocket for a token and has it acknowledged.
func (s *site) in(token string) *socket {
	s.Helper()
	c, _ := s.connect(nil)
	c.say(`{"type": "connection_init", "payload": {"authorization": "Bearer ` + token + `"}}`)
	c.wants(`"connection_ack"`)
	return c
}

func (c *socket) subscribe(id, operation string) {
	c.s.Helper()
	c.say(`{"type": "subscribe", "id": "` + id + `", "payload": ` + operation + `}`)
}

// follow subscribes to tickets and waits until whatever happens from then on is told.
func (c *socket) follow(id string) {
	c.s.Helper()
	c.subscribe(id, follow)
	within(c.s, c.s.on, "the subscription is not on")
}

// ticket makes a ticket in the first community.
func (s *site) ticket(number string) {
	s.Helper()
	err := s.db.Tx(datatest.System(s.T), func(ctx context.Context, c *gen.Client) error {
		return c.Ticket.Create().SetCommunityID(s.world.Communities[0].ID).SetNumber(number).SetKind("REPAIR").SetState("REPORTED").
			SetContent("水管漏水").SetOpenedAt(time.Now().UTC()).SetDueAt(time.Now().UTC()).SetOpenedMonth("2026-01").Exec(ctx)
	})
	if err != nil {
		s.Fatal(err)
	}
}

// A console follows tickets and asks for pages over one WebSocket.
func TestWebSocket(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}))
	ann := s.person("ann")
	for name, c := range map[string]func() *socket{
		"by connection_init": func() *socket { return s.in(ann) },
		"by a cookie": func() *socket {
			c, _ := s.connect(http.Header{"Cookie": {"estatehub=" + ann}, "Origin": {s.http.URL}})
			c.say(`{"type": "connection_init"}`)
			c.wants(`"connection_ack"`)
			return c
		},
	} {
		c := c()
		c.say(`{"type": "ping"}`)
		c.wants(`"pong"`)
		c.follow("1")
		c.subscribe("2", page)
		c.wants(`"id":"2"`, `"type":"next"`, `"propertyNo":"1-1-101"`)
		c.wants(`"id":"2"`, `"type":"complete"`)
		c.subscribe("2", `{"query": "{ nothing }"}`) // the id is free again
		c.wants(`"id":"2"`, `"type":"error"`, `"payload":[{`, `GRAPHQL_INVALID`)
		s.ticket("T-" + name)
		c.wants(`"id":"1"`, `"type":"next"`, `"number":"T-`+name+`"`)
		c.say(`{"type": "complete", "id": "1"}`)
		c.subscribe("1", page) // and so is this one
		c.wants(`"id":"1"`, `propertyNo`)
		c.wants(`"id":"1"`, `"complete"`)
		if err := c.Close(websocket.StatusNormalClosure, ""); err != nil {
			t.Error(name, err)
		}
	}
	for until := time.Now().Add(5 * time.Second); s.allowance.Streams() > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("%d streams stay", s.allowance.Streams())
		}
	}
}

// Whoever breaks the protocol is told how, by the code of closing.
func TestWebSocketCodes(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}), "--subscriptions=2")
	ann := s.person("ann")
	c, _ := s.connect(nil, "graphql-ws")
	c.closed(4406, "Subprotocol not acceptable")
	c, _ = s.connect(nil)
	c.subscribe("1", follow)
	c.closed(4401, "Unauthorized")
	c, _ = s.connect(nil)
	c.say(`{"type": "connection_init"}`) // nobody
	c.closed(4403, "sign in first")
	c, _ = s.connect(nil)
	c.say(`{"type": "connection_init", "payload": {"authorization": "Bearer ehs_wrong"}}`)
	c.closed(4403, "sign in first")
	c, _ = s.connect(nil)
	c.say(`{"type": "connection_init", "payload": [1]}`)
	c.closed(4400, "Invalid message")
	for _, bad := range []string{`{`, `[]`, `{"type": "hello"}`, `{"type": "subscribe", "payload": {}}`, `{"type": "subscribe", "id": "1", "payload": "x"}`,
		`{"type": "subscribe", "id": "` + strings.Repeat("1", 200) + `", "payload": {}}`, `{"type": "ping"} {"type": "ping"}`} {
		c = s.in(ann)
		c.say(bad)
		c.closed(4400, "Invalid message")
	}
	c = s.in(ann)
	c.say(`{"type": "connection_init"}`)
	c.closed(4429, "Too many initialisation requests")
	c = s.in(ann)
	c.subscribe("1", follow)
	c.subscribe("2", follow)
	c.subscribe("3", follow)
	c.wants(`"id":"3"`, `"type":"error"`, `LIMIT_EXCEEDED`, `2`)
	c.subscribe("1", follow)
	c.closed(4409, "Subscriber for 1 already exists")
	c = s.in(ann)
	_ = c.Write(t.Context(), websocket.MessageText, []byte(`{"type": "ping", "payload": "`+strings.Repeat("x", limits.Default().Body)+`"}`)) // it may be cut off under way
	var end websocket.CloseError
	if text, err := c.hear(); err == nil || errors.As(err, &end) && end.Code != websocket.StatusMessageTooBig {
		t.Errorf("1 MiB: %.50s %v", text, err)
	}
	s.works(ann)
}

// A page of another site does not get a WebSocket, whatever cookies its browser sends; one of a listed site does.
func TestWebSocketOrigins(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}), "--origin=https://console.example")
	ann := s.person("ann")
	for _, origin := range []string{"https://evil.example", "null", "http://console.example"} {
		c, res := s.connect(http.Header{"Cookie": {"estatehub=" + ann}, "Origin": {origin}})
		if c != nil || res.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d", origin, res.StatusCode)
		}
	}
	c, _ := s.connect(http.Header{"Cookie": {"estatehub=" + ann}, "Origin": {"https://console.example"}})
	c.say(`{"type": "connection_init"}`)
	c.wants(`"connection_ack"`)
	if c, res := s.connect(http.Header{"Authorization": {"Bearer ehs_wrong"}}); c != nil || res.StatusCode != http.StatusUnauthorized {
		t.Errorf("a wrong token: %d", res.StatusCode)
	}
}

// Nobody initialises: the connection does not stay.
func TestWebSocketInitTime(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}))
	c, _ := s.connect(nil)
	c.closed(4408, "Connection initialisation timeout") // after 10 s
}

// A session that ends takes its connection with it, idle or not; rights that change end what was subscribed with them, and
// what comes next is answered as they are now.
func TestWebSocketRevocation(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}))
	var wg sync.WaitGroup
	idle, busy, ann := s.person("idle"), s.person("busy"), s.person("ann")
	wg.Go(func() {
		c := s.in(idle)
		s.signOut(idle)
		c.closed(4403, "sign in first")
	})
	wg.Go(func() {
		c := s.in(busy)
		s.signOut(busy)
		c.subscribe("1", page)
		c.closed(4403, "sign in first")
	})
	wg.Go(func() {
		c := s.in(ann)
		c.follow("1")
		c.subscribe("2", page)
		c.wants("propertyNo")
		c.wants("complete")
		s.revoke(ann)
		c.subscribe("2", page)
		for range 2 { // what is refused to whoever has no role, and the end of the subscription, in either order
			text, err := c.hear()
			if err != nil || strings.Contains(text, "propertyNo") || !strings.Contains(text, "FORBIDDEN") {
				t.Errorf("%s %v", text, err)
			}
		}
	})
	wg.Wait()
}

// Connections are limited, in all and for one caller; what comes over them takes places as any request does.
func TestStreamLimits(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}), "--streams=4", "--streams-per-caller=2", "--requests-at-once=1", "--requests-waiting=0")
	ann, bob := s.person("ann"), s.person("bob")
	first := s.in(ann)
	s.events(ann)
	c, _ := s.connect(nil)
	c.say(`{"type": "connection_init", "payload": {"authorization": "` + ann + `"}}`)
	c.closed(4403, "at most 2 streams of events at once for one caller")
	res, body := s.ask(ann, follow, "Accept", "text/event-stream")
	s.wants(res, body, http.StatusTooManyRequests, "at most 2 streams of events at once for one caller")
	s.in(bob)
	s.in(bob)
	res, body = s.ask(s.person("eve"), follow, "Accept", "text/event-stream")
	s.wants(res, body, http.StatusServiceUnavailable, "at most 4 streams of events at once")
	if res.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	first.subscribe("1", slow)
	s.began(1)
	res, body = s.ask(bob, page)
	s.wants(res, body, http.StatusServiceUnavailable, "at most 1 requests at once")
	first.subscribe("2", page)
	first.wants(`"id":"2"`, `UNAVAILABLE`, "同时最多处理 1 个请求")
	s.release()
	for range 2 {
		first.wants(`"id"`)
	}
	s.works(bob)
}

// events opens a stream of events and waits until it is open.
func (s *site) events(token string) *bufio.Reader {
	s.Helper()
	r, err := http.NewRequestWithContext(s.Context(), http.MethodPost, s.http.URL+"/graphql", strings.NewReader(follow))
	if err != nil {
		s.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Authorization", "Bearer "+token)
	res, err := s.http.Client().Do(r) //nolint:bodyclose // with the test
	if err != nil || res.StatusCode != http.StatusOK {
		s.Fatal(res, err)
	}
	s.Cleanup(func() { _ = res.Body.Close() })
	within(s, s.on, "the subscription is not on")
	return bufio.NewReader(res.Body)
}

// Events end with an error when the session does, and with complete when the hub drains; a WebSocket is closed as going
// away, after what it followed was completed.
func TestStreamsEnd(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}), "--request-time=1s", "--body-time=1s") // streams outlive both
	ann, bob := s.person("ann"), s.person("bob")
	events := s.events(ann)
	s.signOut(ann)
	if text := rest(t, events); !strings.Contains(text, "event: next\ndata: {\"errors\":[{") || !strings.Contains(text, "UNAUTHENTICATED") || !strings.HasSuffix(text, "event: complete\ndata: \n\n") {
		t.Errorf("signed out: %s", text)
	}
	events = s.events(bob)
	s.ticket("T-1")
	for line := ""; !strings.Contains(line, "T-1"); { // it follows
		var err error
		if line, err = events.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	c := s.in(bob)
	c.follow("1")
	s.ticket("T-2")
	c.wants("T-2")
	s.hangUp()
	if text := rest(t, events); strings.Contains(text, "errors") || !strings.HasSuffix(text, "event: complete\ndata: \n\n") {
		t.Errorf("drained: %s", text)
	}
	c.wants(`"id":"1"`, `"complete"`)
	c.closed(int(websocket.StatusGoingAway), "shutting down")
}

// The hub is told to stop while a request runs and a WebSocket is open: the one is answered, the other told, and then it
// ends.
func TestDrain(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}))
	ann := s.person("ann")
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.http.URL = "http://" + listener.Addr().String()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.run(ctx, context.WithoutCancel(ctx), listener) }()
	c := s.in(ann)
	c.follow("1")
	s.ticket("T-1")
	c.wants("T-1")
	var wg sync.WaitGroup
	wg.Go(func() { res, body := s.ask(ann, slow); s.wants(res, body, http.StatusOK, `"__typename"`) })
	s.began(1)
	stop()
	c.wants(`"id":"1"`, `"complete"`)
	c.closed(int(websocket.StatusGoingAway), "shutting down")
	select {
	case err := <-ended:
		t.Errorf("it ended with a request under way: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	s.release()
	wg.Wait()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func rest(t *testing.T, r io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Error(err)
	}
	return string(b)
}
