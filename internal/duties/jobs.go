package duties

import (
	"context"
	"time"

	"estatehub/internal/data"
	"estatehub/internal/jobs"
)

// Jobs are what the hub does about duties by itself.
func Jobs(db *data.DB, m *Maker) []jobs.Job {
	return []jobs.Job{
		{Name: "duties: make ahead", Every: 5 * time.Minute, Do: m.Make},
		{Name: "duties: lapse", Every: time.Minute, Do: func(ctx context.Context) (bool, error) { return Lapse(ctx, db) }},
	}
}
