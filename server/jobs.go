package main

import (
	"time"

	"estatehub/internal/engines"
	"estatehub/internal/jobs"
)

// jobsOf are what the hub does by itself, each on every node.
func jobsOf(a *engines.All) []jobs.Job {
	return []jobs.Job{
		{Name: "duties: make ahead", Every: 5 * time.Minute, Do: a.Maker.Make},
		{Name: "duties: lapse", Every: time.Minute, Do: a.Duties.Lapse},
	}
}
