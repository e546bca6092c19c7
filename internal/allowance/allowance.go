// Package allowance is what one request may take of the hub: a place among those that are answered at once, and time. A
// hub that is asked for more than it can do answers some well and the rest with a quick refusal, instead of all of them
// too late; and whatever takes long, an upload, a stream of events, a pull of a whole table, has places and time of its
// own, so that a site's page never waits for it.
package allowance

import (
	"context"
	"fmt"
	"sync"
	"time"

	"estatehub/internal/fault"
	"estatehub/internal/outage"
	"estatehub/internal/store"
)

// Limits are how much the hub takes on.
type Limits struct {
	Requests  int           // answered at once
	Waiting   int           // that wait for a place
	Time      time.Duration // of one
	PerCaller int           // of one caller at once
	Share     int           // connections of the database for one caller; as many of his requests are worked on at once

	LongReads    int           // pulls of large lists at once
	LongReadTime time.Duration // of one

	Uploads    int           // at once
	UploadTime time.Duration // of one

	Streams          int // connections that stay: events and WebSockets
	StreamsPerCaller int // of one caller
}

const (
	patience     = 5 * time.Second  // who waits for a place
	retry        = time.Second      // who got none comes back
	longPatience = 15 * time.Second // who waits for a long read: BI tools load several tables at once
	longRetry    = 30 * time.Second
	longWaiting  = 8
	largeBodies  = 32 // bodies of requests held in memory at once that are larger than most
	// steady is how soon the client of a long read must have taken what was written, so that one who reads no more does
	// not keep a place and a connection of the database for as long as a long read may take.
	steady = 30 * time.Second
)

// Hub is what one process may do.
type Hub struct {
	limits Limits

	requests, uploads, longReads, streams, large *Places

	calling, streaming *callers
}

// New is a hub with its places free.
func New(l Limits) *Hub {
	requests, streams := What{"requests", "请求"}, What{"streams of events", "事件流连接"}
	return &Hub{
		limits:    l,
		requests:  NewPlaces(requests, l.Requests, l.Waiting, patience, retry),
		uploads:   NewPlaces(What{"uploads", "上传"}, l.Uploads, l.Uploads, patience, retry),
		longReads: NewPlaces(What{"long reads", "大批量读取"}, l.LongReads, longWaiting, longPatience, longRetry),
		streams:   NewPlaces(streams, l.Streams, 0, 0, longRetry),
		large:     NewPlaces(What{"requests with a large body", "大正文请求"}, largeBodies, largeBodies, patience, retry),
		calling:   newCallers(requests, l.PerCaller, l.Share, l.Share),
		streaming: newCallers(streams, l.StreamsPerCaller, l.StreamsPerCaller, l.Share),
	}
}

// Places lists all places, to be watched.
func (h *Hub) Places() []*Places {
	return []*Places{h.requests, h.uploads, h.longReads, h.streams, h.large}
}

// Large lets a request in whose body takes room in memory, before it is read, until leave is called.
func (h *Hub) Large(ctx context.Context) (leave func(), err error) {
	if err := h.large.Take(ctx); err != nil {
		return nil, err
	}
	return h.large.Leave, nil
}

// Streams tells how many streams are open.
func (h *Hub) Streams() int { return h.streams.Taken() }

// Kind says what a request takes.
type Kind uint8

// The kinds.
const (
	Request Kind = iota // an ordinary one
	Upload              // files
	Stream              // events, for as long as the client likes
)

// Begin lets a request in: its context ends when its time does, with a fault as the cause that says so. A stream's does
// not. What is begun is to be ended.
func (h *Hub) Begin(ctx context.Context, k Kind) (context.Context, func(), error) {
	q := &held{hub: h}
	var time time.Duration
	switch k {
	case Stream:
		q.place, q.callers = h.streams, h.streaming
	case Upload:
		q.place, q.callers, time = h.uploads, h.calling, h.limits.UploadTime
	default:
		q.place, q.callers, time = h.requests, h.calling, h.limits.Time
	}
	if err := q.place.Take(ctx); err != nil {
		return nil, nil, err
	}
	ctx, q.cancel = context.WithCancelCause(context.WithValue(ctx, heldKey{}, q))
	q.allow(time)
	return ctx, q.end, nil
}

// Call counts the request of ctx among those of a caller, until it ends or is another's, and waits for its turn among
// them. The context it returns has the caller's share of the database's connections.
func Call(ctx context.Context, caller string) (context.Context, error) {
	q, _ := ctx.Value(heldKey{}).(*held)
	if q == nil {
		return ctx, nil
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.called && q.caller == caller {
		return store.WithShare(ctx, q.callers.of(caller)), nil
	}
	if err := q.callers.enter(ctx, caller); err != nil {
		return nil, err
	}
	if q.called {
		q.callers.leave(q.caller)
	}
	q.caller, q.called = caller, true
	return store.WithShare(ctx, q.callers.of(caller)), nil
}

// Operation lets a query or a mutation in that came over a stream: it takes a place and time as if it had come by itself.
// In any other request it is in already. The end leaves its context alone: the answer is still to be sent.
func Operation(ctx context.Context) (context.Context, func(), error) {
	q, _ := ctx.Value(heldKey{}).(*held)
	if q == nil || q.callers != q.hub.streaming {
		return ctx, func() {}, nil
	}
	ctx, end, err := q.hub.Begin(ctx, Request)
	if err != nil {
		return nil, nil, err
	}
	q.mu.Lock()
	caller, called := q.caller, q.called
	q.mu.Unlock()
	own := ctx.Value(heldKey{}).(*held)
	if called {
		if ctx, err = Call(ctx, caller); err != nil {
			end()
			return nil, nil, err
		}
	}
	return ctx, own.release, nil
}

// LongRead exchanges the place and the time of the request of ctx for those of a long read, until leave is called. Whoever
// reads without end of rows calls it before the first byte of the answer: it refuses with fault.Unavailable where the
// places are taken. Outside a request nothing is limited.
func LongRead(ctx context.Context) (leave func(), err error) {
	q, _ := ctx.Value(heldKey{}).(*held)
	if q == nil {
		return func() {}, nil
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.long == 0 {
		q.giveBack() // first, so that who waits here is in nobody's way
		if err := q.hub.longReads.Take(ctx); err != nil {
			return nil, err
		}
		q.allow(q.hub.limits.LongReadTime)
		outage.WriteWithin(ctx, steady)
	}
	q.long++ // several lists of one request share its place
	return sync.OnceFunc(q.leaveLong), nil
}

type heldKey struct{}

// held is what a request has.
type held struct {
	hub     *Hub
	callers *callers
	cancel  context.CancelCauseFunc

	mu     sync.Mutex // guards what follows
	place  *Places    // nil when it was given back
	timer  *time.Timer
	caller string
	called bool
	long   int
}

// allow gives it so much time from now on; none is no limit. q.mu is held, or nobody else knows q.
func (q *held) allow(d time.Duration) {
	if q.timer != nil {
		q.timer.Stop()
	}
	if d > 0 {
		q.timer = time.AfterFunc(d, func() { q.cancel(late(d)) })
	}
}

func late(d time.Duration) error {
	return fault.Both(fault.Timeout, fmt.Sprintf("it took longer than %s, the time a request may take, and was given up", d),
		fmt.Sprintf("处理时间超过上限 %s，已放弃", d))
}

func (q *held) giveBack() {
	if q.place != nil {
		q.place.Leave()
		q.place = nil
	}
	if q.called {
		q.called = false
		q.callers.leave(q.caller)
	}
}

func (q *held) leaveLong() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.long == 0 { // the request has ended
		return
	}
	if q.long--; q.long == 0 {
		q.hub.longReads.Leave()
		q.allow(q.hub.limits.Time) // for what else it does
	}
}

func (q *held) end() {
	q.release()
	q.cancel(context.Canceled)
}

// release gives back what it has; once more changes nothing.
func (q *held) release() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.timer != nil {
		q.timer.Stop()
	}
	q.giveBack()
	if q.long > 0 {
		q.long = 0
		q.hub.longReads.Leave()
	}
}
