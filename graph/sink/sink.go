// Package sink lets whoever computes an answer write it to the client himself, row by row, instead of handing it to the
// transport in one piece.
package sink

import (
	"context"
	"io"
	"net/http"
)

// Sink is the HTTP answer of one request. It is used by one goroutine at a time.
type Sink struct {
	w     http.ResponseWriter
	media string
	begun bool
}

type key struct{}

// With returns a context whose operation may write its own answer to w, as the media type, which names its charset where
// it has one.
func With(ctx context.Context, w http.ResponseWriter, media string) context.Context {
	return context.WithValue(ctx, key{}, &Sink{w: w, media: media})
}

// From is the sink of a context; nil where the answer cannot be taken over, as in subscriptions and tests without HTTP.
func From(ctx context.Context) *Sink {
	s, _ := ctx.Value(key{}).(*Sink)
	return s
}

// Begin takes the answer over: status 200 and the headers are sent with what is written next, and the transport writes
// nothing any more. What can still fail with an error of its own is to be done before. It panics when called twice.
func (s *Sink) Begin() io.Writer {
	if s.begun {
		panic("sink: begun twice")
	}
	s.begun = true
	s.w.Header().Set("Content-Type", s.media)
	s.w.WriteHeader(http.StatusOK)
	return s.w
}

// Begun tells whether the answer was taken over.
func (s *Sink) Begun() bool { return s != nil && s.begun }

// Flush sends what was written so far.
func (s *Sink) Flush() error { return http.NewResponseController(s.w).Flush() }

// Abort gives up an answer that was begun: the connection breaks, so that nobody takes half of it for the whole. It does
// not return; the panic passes through every handler of the hub to net/http.
func (s *Sink) Abort() { panic(http.ErrAbortHandler) }
