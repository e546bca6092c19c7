package visits

import (
	"slices"

	"estatehub/internal/lifecycle"
)

// Step is what becomes of the visits to a ticket that was completed.
type Step uint8

// The steps.
const (
	Leave Step = iota // nothing
	Make              // a visit is made
	Move              // the one still to be made moves to the new end of the work
	Count             // the one that is there already counts as drawn
)

// Next says what becomes of the visits to a ticket that was completed: by the state of its last visit, empty where it has
// none; by whether that was to this completion; and by whether its number was drawn just now.
//
// A ticket has one chance to be drawn. One that was visited, opened again and completed again is visited again, drawn or
// not: whether it is good now nobody else would find out.
func Next(last string, covered, drawn bool) Step {
	s := lifecycle.State(last)
	switch {
	case last == "" && drawn, s == lifecycle.VisitWaived && drawn:
		return Make
	case last == "", s == lifecycle.VisitWaived:
		return Leave
	case !slices.Contains(lifecycle.ReturnVisit.Final, s):
		if covered && drawn {
			return Count
		}
		if covered {
			return Leave
		}
		return Move
	case !covered:
		return Make
	case drawn:
		return Count
	}
	return Leave
}
