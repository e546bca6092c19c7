// Package jobs runs what the hub does by itself, again and again: recording breaches, drawing samples, making duties ahead.
// A job may run on several nodes at once and be killed at any time; it sees to that by itself.
package jobs

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// Job is one thing that is done again and again.
type Job struct {
	Name string
	// Every is the rest between two runs.
	Every time.Duration
	// Do does what there is to do now. More says that there is more, so that it is called again without a rest.
	Do func(ctx context.Context) (more bool, err error)
}

// Run does a job until the context ends. An error is logged and tried again after the rest.
func Run(ctx context.Context, j Job) {
	for {
		more, err := j.Do(ctx)
		if err != nil && !errors.Is(err, context.Canceled) {
			slog.ErrorContext(ctx, "job failed", "job", j.Name, "error", err)
		}
		if more && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(j.Every):
		}
	}
}
