package store

import (
	"context"
	"math/rand/v2"
	"time"
)

const (
	maxTries   = 10 // of a transaction in conflict
	maxRefills = 64 // of a transaction that needs ids: each refill is larger than all it has used, so this is many kinds
	firstWait  = 4 * time.Millisecond
	longWait   = 500 * time.Millisecond
)

// retry counts the tries of one transaction.
type retry struct{ conflicts, refills int }

// wait sleeps before the next try; it tells whether there is one.
func (r *retry) wait(ctx context.Context) bool {
	if r.conflicts++; r.conflicts >= maxTries {
		return false
	}
	d := min(firstWait<<r.conflicts, longWait)
	// Jittered, else those who met once meet again.
	timer := time.NewTimer(rand.N(d) + d/4) //nolint:gosec // not a secret
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// refill fetches the ids the last try was short of.
func (r *retry) refill(ctx context.Context, db *DB, h *hunger) error {
	if r.refills++; r.refills > maxRefills {
		return errRefill
	}
	return db.allot(ctx, h.key, h.used)
}

// retryable tells whether the database itself undid the work, so that doing it again is safe.
func retryable(err error) bool {
	return err != nil && Classify(err).Kind == Conflict
}
