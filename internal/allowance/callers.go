package allowance

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"estatehub/internal/fault"
	"estatehub/internal/store"
)

// callers counts what each caller does at once, so that one cannot take all places from the others: he may have most
// requests in the hub, and of those share are worked on while the rest wait for their turn; and all of them together have
// so many connections of the database.
type callers struct {
	what                     What
	most, share, connections int

	mu  sync.Mutex // guards now and what is in it
	now map[string]*caller
}

type caller struct {
	connections    store.Share
	inside, active int
	turns          []chan struct{} // closed when it is the waiting request's turn, first come first served
}

func newCallers(what What, most, share, connections int) *callers {
	return &callers{what: what, most: most, share: share, connections: connections, now: map[string]*caller{}}
}

// enter lets one more of a caller in, and waits for its turn. It refuses with fault.TooMany, or with the cause of ctx's
// end.
func (c *callers) enter(ctx context.Context, name string) error {
	turn, err := c.line(name)
	if err != nil || turn == nil {
		return err
	}
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	who := c.now[name]
	if i := slices.Index(who.turns, turn); i >= 0 {
		who.turns = slices.Delete(who.turns, i, i+1)
		c.out(name)
	} else { // it had just come
		c.pass(name)
	}
	return context.Cause(ctx)
}

// line lets one in; it has its turn if there is nothing to wait for.
func (c *callers) line(name string) (turn chan struct{}, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	who := c.now[name]
	if who == nil {
		who = &caller{connections: store.NewShare(c.connections)}
		c.now[name] = who
	}
	if who.inside >= c.most {
		e := fault.Both(fault.TooMany, fmt.Sprintf("at most %d %s at once for one caller; wait for some to end", c.most, c.what.EN),
			fmt.Sprintf("同一调用方同时最多 %d 个%s，请等待其中一些完成", c.most, c.what.ZH))
		e.Retry = time.Second
		return nil, e
	}
	who.inside++
	if who.active < c.share {
		who.active++
		return nil, nil
	}
	turn = make(chan struct{})
	who.turns = append(who.turns, turn)
	return turn, nil
}

// of is the share of connections of a caller who is in.
func (c *callers) of(name string) store.Share {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now[name].connections
}

// leave is the end of a request that had its turn.
func (c *callers) leave(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pass(name)
}

// pass gives a turn on; c.mu is held.
func (c *callers) pass(name string) {
	if who := c.now[name]; len(who.turns) > 0 {
		close(who.turns[0])
		who.turns = who.turns[1:]
	} else {
		who.active--
	}
	c.out(name)
}

// out is one less of a caller; c.mu is held.
func (c *callers) out(name string) {
	if who := c.now[name]; who.inside > 1 {
		who.inside--
	} else {
		delete(c.now, name)
	}
}
