// Package ending lets a subscription say why it ended. A channel of answers cannot say so itself: it is closed, and that
// is all.
package ending

import (
	"context"
	"sync"
)

type key struct{}

// Ending is why a subscription ended before its client wanted.
type Ending struct {
	mu  sync.Mutex
	err error
}

// With returns a context whose subscription may say why it ends.
func With(ctx context.Context) (context.Context, *Ending) {
	e := &Ending{}
	return context.WithValue(ctx, key{}, e), e
}

// Why is the reason; nil where none was given.
func (e *Ending) Why() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.err
}

// Say names the error with which the subscription of ctx ends; its channel is to be closed next.
func Say(ctx context.Context, err error) {
	if e, _ := ctx.Value(key{}).(*Ending); e != nil {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.err = err
	}
}
