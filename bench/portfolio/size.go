// Package portfolio makes the portfolio that the hub is measured on: hundreds of communities, some hundred thousand units
// with their owners, and millions of tickets. The same Size gives the same rows, but for who signs in and his token.
//
// It writes past ent and past the ledger, straight to the tables, because it has to write gigabytes in minutes. The tests
// hold what it writes against what the hub would let in: foreign keys, life cycles, counters.
package portfolio

import (
	"fmt"
	"time"

	"estatehub/internal/ident"
)

// Size says how large a portfolio is. The fields but Communities are the same for each community.
type Size struct {
	Seed        uint64    `json:"seed"`
	Communities int       `json:"communities"`
	Units       int       `json:"units"`   // in each community; whole buildings of a hundred
	Tickets     int       `json:"tickets"` // in each community
	Open        float64   `json:"open"`    // how many of a hundred tickets have not ended
	Now         time.Time `json:"now"`     // when the last ticket came in; what was due before is overdue
}

// perBuilding is how many units a building has: two entrances, 25 floors, two doors each.
const perBuilding = 100

// Full is the portfolio of the benchmark: 500 communities, 750,000 units, 2,000,000 tickets. Its last ticket came in longer
// ago than the hub's own programmes look back (90 days, for return visits): a hub that has them to catch up with does that
// for minutes, and would be measured at it.
func Full() Size {
	return Size{Seed: 2026, Communities: 500, Units: 1500, Tickets: 4000, Open: 3, Now: time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)}
}

// Small is one for tests.
func Small() Size {
	s := Full()
	s.Communities, s.Units, s.Tickets, s.Open = 4, 200, 500, 14
	return s
}

func (s Size) check() error {
	switch {
	case s.Communities < 1 || s.Communities > int(ident.MaxSlot)/2:
		return fmt.Errorf("portfolio: %d communities; 1 to %d are possible", s.Communities, ident.MaxSlot/2)
	case s.Units < perBuilding || s.Units%perBuilding != 0:
		return fmt.Errorf("portfolio: %d units in a community are not whole buildings of %d", s.Units, perBuilding)
	case s.Tickets < 1:
		return fmt.Errorf("portfolio: %d tickets in a community", s.Tickets)
	case s.Open < 0 || s.Open > 50:
		return fmt.Errorf("portfolio: %g %% open tickets; 0 to 50 are possible", s.Open)
	}
	return nil
}
