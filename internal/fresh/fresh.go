// Package fresh keeps in memory what is asked for all the time and seldom changes: policies, the calendar. What this
// process changes holds at once, what another node changes within a second.
package fresh

import (
	"context"
	"sync/atomic"
	"time"

	"estatehub/internal/data"
)

// For is how long what was read is used without asking again, where another node may have changed it.
const For = time.Second

// share is the part of the time that reading may take: what takes long to read is read less often.
const share = 50

// Value is something read from the database and kept.
type Value[T any] struct {
	read    func(context.Context) (T, error)
	age     atomic.Uint64 // a change made through this process begins a new one
	kept    atomic.Pointer[reading[T]]
	reading atomic.Bool // somebody is reading it again
}

type reading[T any] struct {
	value T
	age   uint64
	again time.Time // when it is to be read again
}

// New keeps what read reads; it is read again once one of the nouns has changed.
func New[T any](db *data.DB, read func(context.Context) (T, error), nouns ...string) *Value[T] {
	v := &Value[T]{read: read}
	db.OnChangeOf(func() { v.age.Add(1) }, nouns...)
	return v
}

// Get is the value. It waits for nobody: who finds it old and somebody at it takes the old one, who finds it changed reads
// it himself, for whoever is at it may need the connection that he holds. It is read in the transaction of ctx, if there
// is one, which must not have changed it itself.
func (v *Value[T]) Get(ctx context.Context) (T, error) {
	age := v.age.Load()
	r := v.kept.Load()
	current := r != nil && r.age == age
	if current && time.Now().Before(r.again) {
		return r.value, nil
	}
	first := v.reading.CompareAndSwap(false, true)
	if first {
		defer v.reading.Store(false)
	} else if current {
		return r.value, nil
	}
	begin := time.Now()
	value, err := v.read(ctx)
	if err != nil {
		return value, err
	}
	now := time.Now()
	v.keep(&reading[T]{value, age, now.Add(max(For, share*now.Sub(begin)))})
	return value, nil
}

// keep keeps a reading unless there is one of a later age.
func (v *Value[T]) keep(r *reading[T]) {
	for {
		old := v.kept.Load()
		if old != nil && old.age > r.age || v.kept.CompareAndSwap(old, r) {
			return
		}
	}
}
