package store

import (
	"context"
	"sync"

	entsql "entgo.io/ent/dialect/sql"
)

// Share is how many connections one caller's reads may have at once. A request of many fields asks for all it can get,
// and the pool gives to whoever asks: without a share the statements of one caller stand before everybody else's.
type Share chan struct{}

// NewShare is a share of so many connections.
func NewShare(connections int) Share { return make(Share, connections) }

type shareKey struct{}

// WithShare returns a context whose reads outside transactions take their connections from a share. A transaction has
// one connection, which nobody can wait for while he holds it.
func WithShare(ctx context.Context, s Share) context.Context {
	return context.WithValue(ctx, shareKey{}, s)
}

// take waits for a connection of the share of ctx and returns what gives it back; nil where it has no share.
func take(ctx context.Context) (release func(), err error) {
	s, _ := ctx.Value(shareKey{}).(Share)
	if s == nil {
		return nil, nil
	}
	select {
	case s <- struct{}{}:
		return sync.OnceFunc(func() { <-s }), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// held are rows that keep a connection of a share until they are closed.
type held struct {
	entsql.ColumnScanner
	release func()
}

// Close closes the rows.
func (h *held) Close() error {
	defer h.release()
	return h.ColumnScanner.Close()
}

// shared reads from a pool with a connection of the share of ctx. Without a share rows are the driver's own, which ent's
// migrations want.
func shared(ctx context.Context, pool *entsql.Driver, text string, args, v any) error {
	release, err := take(ctx)
	if err != nil {
		return err
	}
	if err := pool.Query(ctx, text, args, v); err != nil || release == nil {
		if release != nil {
			release()
		}
		return err
	}
	if rows, ok := v.(*entsql.Rows); ok {
		rows.ColumnScanner = &held{rows.ColumnScanner, release}
	} else {
		release()
	}
	return nil
}
