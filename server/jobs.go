package main

import (
	"estatehub/internal/engines"
	"estatehub/internal/jobs"
)

// jobsOf are what the hub does by itself, each on every node.
func jobsOf(_ *engines.All) []jobs.Job {
	return []jobs.Job{}
}
