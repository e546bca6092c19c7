// Package ws is GraphQL over WebSocket in the graphql-transport-ws protocol. gqlgen's transport will not do: it closes
// with codes that are not the protocol's, takes a second initialisation and a second subscriber of one id, bounds neither
// the operations of a connection nor the time a client takes to read, and a connection whose session has ended goes on.
package ws

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"

	"estatehub/internal/fault"
)

// Protocol is the subprotocol that clients must offer.
const Protocol = "graphql-transport-ws"

// The protocol's codes of closing.
const (
	badMessage   = websocket.StatusCode(4400)
	unauthorized = websocket.StatusCode(4401) // a subscription before the acknowledgement
	forbidden    = websocket.StatusCode(4403)
	notSpoken    = websocket.StatusCode(4406)
	initTooLate  = websocket.StatusCode(4408)
	duplicate    = websocket.StatusCode(4409)
	initTwice    = websocket.StatusCode(4429)
)

// Enter makes the context of an operation, as whoever the connection belongs to stands now; an error where he may not go
// on.
type Enter func(ctx context.Context) (context.Context, error)

// Transport answers WebSockets. Whoever uses it has refused pages of other origins before.
type Transport struct {
	// Open tells who a connection belongs to, by the token of its connection_init, which may be empty.
	Open func(ctx context.Context, token string) (Enter, error)

	InitTime   time.Duration // for the connection_init to come
	KeepAlive  time.Duration // between signs of life; a client that gives none until the next is gone
	Recheck    time.Duration // between looks at whether its owner may go on
	WriteTime  time.Duration // for a client to take a message
	MaxMessage int64         // bytes of a message of a client
	Operations int           // at once
}

var _ graphql.Transport = Transport{}

// Supports implements graphql.Transport.
func (Transport) Supports(r *http.Request) bool {
	return strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}

// Do implements graphql.Transport.
func (t Transport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	socket, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		Subprotocols:       []string{Protocol},
		InsecureSkipVerify: true, // origins are held against the list by whoever uses the transport, for all methods alike
	})
	if err != nil {
		return // Accept has answered
	}
	socket.SetReadLimit(t.MaxMessage)
	ctx, cancel := context.WithCancel(r.Context())
	c := &conn{Transport: t, socket: socket, exec: exec, header: r.Header, ctx: ctx, live: map[string]*operation{}}
	if socket.Subprotocol() != Protocol {
		c.close(notSpoken, "Subprotocol not acceptable")
	} else {
		c.serve()
	}
	cancel()
	c.endAll()
	c.watching.Wait() // nothing of the request outlives it
	_ = socket.CloseNow()
}

// conn is one connection.
type conn struct {
	Transport
	socket     *websocket.Conn
	exec       graphql.GraphExecutor
	header     http.Header
	ctx        context.Context // ends with the connection, and when the hub drains
	enter      Enter           // nil before the connection_init
	operations sync.WaitGroup
	watching   sync.WaitGroup

	mu    sync.Mutex // guards what follows
	live  map[string]*operation
	ended bool // nothing more begins
}

// serve reads messages until there are no more.
func (c *conn) serve() {
	late := time.AfterFunc(c.InitTime, func() { c.close(initTooLate, "Connection initialisation timeout") })
	defer late.Stop()
	read, stop := context.WithCancel(context.WithoutCancel(c.ctx)) // when the hub drains, what ends is still to be told
	defer stop()
	drained := context.AfterFunc(c.ctx, func() {
		c.endAll()
		c.close(websocket.StatusGoingAway, "the hub is shutting down")
		stop()
	})
	defer drained()
	for {
		kind, text, err := c.socket.Read(read)
		if err != nil {
			return
		}
		m := parse(text)
		if kind != websocket.MessageText || m == nil {
			c.close(badMessage, "Invalid message")
			return
		}
		if !c.take(m, late) {
			return
		}
	}
}

// take does what a message asks for; it tells whether the connection goes on.
func (c *conn) take(m *message, late *time.Timer) bool {
	switch m.Type {
	case "connection_init":
		return c.init(m, late)
	case "ping":
		c.send(&message{Type: "pong"})
	case "pong":
	case "subscribe":
		if c.enter == nil {
			return c.close(unauthorized, "Unauthorized")
		}
		return c.subscribe(m)
	case "complete":
		c.mu.Lock()
		op := c.live[m.ID]
		delete(c.live, m.ID) // at once, the client may use the id again
		c.mu.Unlock()
		if op != nil {
			op.stop()
		}
	default:
		return c.close(badMessage, "Invalid message")
	}
	return true
}

func (c *conn) init(m *message, late *time.Timer) bool {
	if c.enter != nil {
		return c.close(initTwice, "Too many initialisation requests")
	}
	token, ok := m.token()
	if !ok {
		return c.close(badMessage, "Invalid message")
	}
	enter, err := c.Open(c.ctx, token)
	if err != nil {
		return c.close(forbidden, reason(err))
	}
	if !late.Stop() {
		return false // it was too late
	}
	c.enter = enter
	c.send(&message{Type: "connection_ack"})
	c.watching.Go(c.watch)
	return true
}

// watch sees that the client lives and that its owner may go on.
func (c *conn) watch() {
	alive, again := time.NewTicker(c.KeepAlive), time.NewTicker(c.Recheck)
	defer alive.Stop()
	defer again.Stop()
	for {
		select {
		case <-c.ctx.Done():
			return
		case <-alive.C:
			ctx, cancel := context.WithTimeout(c.ctx, c.KeepAlive)
			err := c.socket.Ping(ctx)
			cancel()
			if err != nil && c.ctx.Err() == nil {
				_ = c.socket.CloseNow() // nobody is there to be told
				return
			}
		case <-again.C:
			if _, err := c.enter(c.ctx); locked(err) {
				c.endAll()
				c.close(forbidden, reason(err))
				return
			}
		}
	}
}

// locked tells whether an error means that somebody may not come in. That the database is away means nothing yet.
func locked(err error) bool {
	f := fault.Of(err)
	return f != nil && (f.Code == fault.Unauthenticated || f.Code == fault.Forbidden || f.Code == fault.TooMany)
}

// reason is what may be said of an error in a message of closing, which has room for 123 bytes.
func reason(err error) string {
	if locked(err) {
		text := fault.Of(err).EN
		return text[:min(len(text), 123)]
	}
	return "Forbidden"
}

// close closes the connection and is false, which is whether it goes on.
func (c *conn) close(code websocket.StatusCode, why string) bool {
	_ = c.socket.Close(code, why[:min(len(why), 123)])
	return false
}

// send writes a message. A client that does not take it in time is given up.
func (c *conn) send(m *message) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.ctx), c.WriteTime)
	defer cancel()
	_ = c.socket.Write(ctx, websocket.MessageText, m.text()) // if it fails, reading does, too
}
