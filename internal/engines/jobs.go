package engines

import (
	"time"

	"estatehub/internal/jobs"
)

// Jobs are what the hub does by itself, each on every node.
func (a *All) Jobs() []jobs.Job {
	return []jobs.Job{
		a.Watch.Job(),
		a.Visits.Job(),
		{Name: "duties: make ahead", Every: 5 * time.Minute, Do: a.Maker.Make},
		{Name: "duties: lapse", Every: time.Minute, Do: a.Duties.Lapse},
	}
}
