package main

import (
	"time"

	"estatehub/internal/engines"
	"estatehub/internal/jobs"
)

// jobsOf are what the hub does by itself, each on every node.
func jobsOf(all *engines.All) []jobs.Job {
	return []jobs.Job{
		all.Watch.Job(),
		all.Visits.Job(),
		{Name: "duties: make ahead", Every: 5 * time.Minute, Do: all.Maker.Make},
		{Name: "duties: lapse", Every: time.Minute, Do: all.Duties.Lapse},
	}
}
