package allowance

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"estatehub/internal/fault"
)

// Places are how many may do one thing at once. Who finds none waits a little in a queue of bounded length; who finds that
// full is refused at once, and told when to come back: under overload a quick no is worth more than a late yes.
type Places struct {
	what     What
	taken    chan struct{} // one element a taken place
	queue    int64
	patience time.Duration
	retry    time.Duration
	waiting  atomic.Int64
	refused  atomic.Int64
}

// What names a thing done, in both languages, as "requests" and "请求".
type What struct{ EN, ZH string }

// NewPlaces are places for a thing with room for some who wait, at most patience; whoever is refused shall come back after
// retry.
func NewPlaces(what What, places, queue int, patience, retry time.Duration) *Places {
	return &Places{what: what, taken: make(chan struct{}, places), queue: int64(queue), patience: patience, retry: retry}
}

// Take takes a place, which Leave gives back. It refuses with fault.Unavailable, or with the cause of ctx's end.
func (p *Places) Take(ctx context.Context) error {
	select {
	case p.taken <- struct{}{}:
		return nil
	default:
	}
	if p.waiting.Add(1) > p.queue {
		p.waiting.Add(-1)
		return p.full()
	}
	defer p.waiting.Add(-1)
	enough := time.NewTimer(p.patience)
	defer enough.Stop()
	select {
	case p.taken <- struct{}{}:
		return nil
	case <-enough.C:
		return p.full()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Leave gives a place back.
func (p *Places) Leave() { <-p.taken }

// Taken tells how many places are taken.
func (p *Places) Taken() int { return len(p.taken) }

// Waiting tells how many wait for one.
func (p *Places) Waiting() int { return int(p.waiting.Load()) }

// Refused tells how many were refused so far.
func (p *Places) Refused() int { return int(p.refused.Load()) }

// What names what the places are for.
func (p *Places) What() What { return p.what }

func (p *Places) full() error {
	p.refused.Add(1)
	e := fault.Both(fault.Unavailable,
		fmt.Sprintf("the hub is busy: at most %d %s at once, and %d may wait; try again in %d s", cap(p.taken), p.what.EN, p.queue, seconds(p.retry)),
		fmt.Sprintf("系统繁忙：同时最多处理 %d 个%s，另有 %d 个排队，请 %d 秒后再试", cap(p.taken), p.what.ZH, p.queue, seconds(p.retry)))
	e.Retry = p.retry
	return e
}

func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }
