package sse

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/graph/ending"
)

// writeWithin is how long a client may take to accept an event before it is given up.
const writeWithin = 30 * time.Second

// stream writes events. It is used by one goroutine.
type stream struct {
	w      http.ResponseWriter
	ctl    *http.ResponseController
	every  time.Duration
	broken bool
}

// newStream opens the stream. The server's deadlines are for requests that end: reading has none from here on, and
// writing has its own for each event.
func newStream(w http.ResponseWriter, every time.Duration) *stream {
	s := &stream{w: w, ctl: http.NewResponseController(w), every: every}
	_ = s.ctl.SetReadDeadline(time.Time{}) // a writer that knows no deadlines has none to lift
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would collect events
	w.WriteHeader(http.StatusOK)
	s.write(":\n\n") // so that the client knows at once
	return s
}

// pump writes answers as they come, and signs of life between them, until there are no more or the client is gone.
func (s *stream) pump(ctx context.Context, cancel context.CancelFunc, answers graphql.ResponseHandler) {
	got := make(chan string)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(got)
		defer func() { // here nobody else would recover, and the hub would end
			if v := recover(); v != nil {
				ending.Say(ctx, fmt.Errorf("sse: panic: %v\n%s", v, debug.Stack()))
			}
		}()
		for {
			a := answers(ctx)
			if a == nil {
				return
			}
			select {
			case got <- event(a): // written out here: the next answer is made in the buffer of this one
			case <-ctx.Done():
				return
			}
		}
	}()
	defer func() { cancel(); <-done }() // nothing of the request outlives it
	alive := time.NewTicker(s.every)
	defer alive.Stop()
	for !s.broken {
		select {
		case a, more := <-got:
			if !more {
				return
			}
			s.write(a)
			alive.Reset(s.every)
		case <-alive.C:
			s.write(":\n\n")
		}
	}
}

func (s *stream) next(a *graphql.Response) { s.write(event(a)) }

// event is an answer as an event. What failed before it was executed has no data, which is another thing than null.
func event(a *graphql.Response) string {
	out := struct {
		Errors     gqlerror.List   `json:"errors,omitempty"`
		Data       json.RawMessage `json:"data,omitempty"`
		Extensions map[string]any  `json:"extensions,omitempty"`
	}{a.Errors, a.Data, a.Extensions}
	b, err := json.Marshal(out)
	if err != nil {
		panic("sse: " + err.Error()) // resolvers write JSON
	}
	return "event: next\ndata: " + string(b) + "\n\n"
}

// complete has empty data: browsers do not dispatch an event that has none.
func (s *stream) complete() { s.write("event: complete\ndata: \n\n") }

func (s *stream) write(text string) {
	if s.broken {
		return
	}
	_ = s.ctl.SetWriteDeadline(time.Now().Add(max(writeWithin, 2*s.every)))
	if _, err := s.w.Write([]byte(text)); err != nil || s.ctl.Flush() != nil {
		s.broken = true
	}
}
