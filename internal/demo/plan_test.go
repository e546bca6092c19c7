package demo

import (
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/ident"
)

// TestAnyDay tells that a year of tickets can end whenever a demo is installed: in the night of a new year, on a leap day,
// in summer and in winter.
func TestAnyDay(t *testing.T) {
	for _, now := range []string{"2025-01-01T00:00:01+08:00", "2026-07-31T23:59:59+08:00", "2028-02-29T12:00:00Z", "2031-10-01T04:30:00+08:00"} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		p := contracted(at)
		p.tree()
		n := 0
		for _, s := range p.sites {
			if err := p.happen(s, ident.New(s.slot, gen.Nouns.Named("Ticket").Kind, 1)); err != nil {
				t.Errorf("%s: %s: %v", now, s.name, err)
			}
			n += len(s.tickets)
		}
		if n < 9000 || n > 10000 {
			t.Errorf("%s: %d tickets", now, n)
		}
	}
}

// TestPhones tells that no two people have one phone, and that no operator has given any of them.
func TestPhones(t *testing.T) {
	p, seen := &plan{}, map[string]bool{}
	for range 50_000 {
		n := p.phone()
		if seen[n] || len(n) != 11 || n[:3] != "154" {
			t.Fatalf("phone %q", n)
		}
		seen[n] = true
	}
}
