package ledger

import (
	"context"
	"log/slog"
	"sync"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/tenants"
)

// backlog is how many batches a subscriber may lag behind before it is dropped.
const backlog = 16

// Live follows the ledger from its head and hands what is new to all subscribers of this process: one reader, however
// many listen.
type Live struct {
	db   *data.DB
	wake chan struct{}

	mu    sync.Mutex
	subs  map[*subscription]struct{}
	began chan struct{} // closed when the head is known
}

// subscription is one listener.
type subscription struct {
	batches chan []*gen.Change // closed when it is dropped
	err     error              // why, to be read after batches is closed
}

// NewLive is the broadcaster of a database.
func NewLive(db *data.DB) *Live {
	return &Live{db: db, wake: make(chan struct{}, 1), subs: map[*subscription]struct{}{}, began: make(chan struct{})}
}

// Run follows the ledger until ctx ends, and then drops all subscribers.
func (l *Live) Run(ctx context.Context) {
	ctx = tenants.System(ctx, "ledger: follow it for live subscriptions, which are shown what each may know")
	at := int64(-1)
	for pause := pollEvery; ctx.Err() == nil; {
		next, err := l.follow(ctx, at)
		switch {
		case err == nil:
			pause = pollEvery
		case ctx.Err() == nil:
			slog.WarnContext(ctx, "ledger: live events wait for the database", "error", err, "pause", pause)
			pause = min(2*pause, longPause)
		}
		if at = next; at >= 0 {
			l.start()
		}
		sleep(ctx, pause, l.wake)
	}
	l.dropAll(fault.New(fault.Unavailable, "the hub is shutting down: subscribe again"))
}

// follow hands out what follows a position and returns the new one.
func (l *Live) follow(ctx context.Context, at int64) (int64, error) {
	end, err := head(ctx, l.db.Client)
	if err != nil || at < 0 {
		if err == nil {
			at = end
		}
		return at, err
	}
	for at < end {
		batch, err := scan(ctx, l.db.Client, nil, at, end, scanAtOnce)
		if err != nil || len(batch) == 0 {
			return at, err
		}
		l.publish(batch)
		at = batch[len(batch)-1].ID
	}
	return at, nil
}

func (l *Live) start() {
	select {
	case <-l.began:
	default:
		close(l.began)
	}
}

func (l *Live) publish(batch []*gen.Change) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for s := range l.subs {
		select {
		case s.batches <- batch:
		default:
			l.drop(s, fault.Both(fault.LimitExceeded, "the events were not read fast enough: subscribe again", "接收过慢，请重新订阅"))
		}
	}
}

// drop ends a subscription; l.mu is held.
func (l *Live) drop(s *subscription, why error) {
	if _, on := l.subs[s]; on {
		delete(l.subs, s)
		s.err = why
		close(s.batches)
	}
}

func (l *Live) dropAll(why error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for s := range l.subs {
		l.drop(s, why)
	}
}

// subscribe begins a subscription: whatever gets its position from now on is told.
func (l *Live) subscribe(ctx context.Context) (*subscription, error) {
	select {
	case <-l.began:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	s := &subscription{batches: make(chan []*gen.Change, backlog)}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.subs[s] = struct{}{}
	return s, nil
}

func (l *Live) unsubscribe(s *subscription) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.drop(s, nil)
}
