package policy

import (
	"math/rand/v2"
	"testing"
	"time"

	"estatehub/internal/ident"
)

const (
	site ident.ID = 1 + iota
	company
	organization
	elsewhere
)

// TestSet: the community's value before the company's before the organisation's before the hub's, from the first day to
// the last.
func TestSet(t *testing.T) {
	k := RepairDoorMinutes
	table := NewTable([]Version{
		{ID: 15, Node: site, Key: k, From: "2026-05-01", Until: "2026-05-31", Text: "15"},
		{ID: 12, Node: organization, Key: k, From: "2026-06-01", Text: "40"},
		{ID: 11, Node: organization, Key: k, From: "2026-02-01", Until: "2026-05-31", Text: "45"},
		{ID: 13, Node: company, Key: k, From: "2026-04-01", Until: "2026-06-30", Text: "20"},
		{ID: 14, Node: elsewhere, Key: k, From: "2026-01-01", Text: "5"},
		{ID: 16, Node: site, Key: SmallSample, From: "2026-01-01", Text: "10"},
	})
	for _, x := range []struct {
		day  string
		want int
		node ident.ID
		next string
	}{
		{"2026-01-31", 30, 0, "2026-02-01"},
		{"2026-02-01", 45, organization, "2026-04-01"},
		{"2026-04-01", 20, company, "2026-05-01"},
		{"2026-05-01", 15, site, "2026-06-01"},
		{"2026-05-31", 15, site, "2026-06-01"},
		{"2026-06-01", 20, company, "2026-07-01"}, // the organisation's next version begins unseen
		{"2026-07-01", 40, organization, ""},
		{"2027-07-01", 40, organization, ""},
	} {
		s := table.Set(x.day, site, company, organization)
		e := s.Explain(k)
		next := ""
		if e.Next != nil {
			next = e.Next.Day
		}
		if s.Get(k).Int() != x.want || e.Int() != x.want || e.Node != x.node || next != x.next {
			t.Errorf("%s: %+v, next %s; want %d of %d, next %s", x.day, e, next, x.want, x.node, x.next)
		}
	}
}

// TestSetRandom holds a table against looking through all versions, every day of random years.
func TestSetRandom(t *testing.T) {
	rnd := rand.New(rand.NewPCG(2, 2))
	nodes := []ident.ID{site, company, organization}
	day := func(n int) string { return time.Date(2026, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) }
	for range 500 {
		var all []Version
		for _, node := range append(nodes, elsewhere) {
			for from := rnd.IntN(20); from < 60; {
				long := rnd.IntN(12)
				v := Version{ID: ident.ID(100 + len(all)), Node: node, Key: SmallSample, From: day(from), Until: day(from + long), Text: "7"}
				if rnd.IntN(6) == 0 {
					v.Until = ""
				}
				all = append(all, v)
				if from += long + 1 + rnd.IntN(6); v.Until == "" {
					break
				}
			}
		}
		rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		plain := func(d string) ident.ID {
			for _, node := range nodes {
				for _, v := range all {
					if v.Node == node && v.From <= d && (v.Until == "" || d <= v.Until) {
						return v.ID
					}
				}
			}
			return 0
		}
		table := NewTable(all)
		for n := range 70 {
			e := table.Set(day(n), nodes...).Explain(SmallSample)
			if e.Version != plain(day(n)) {
				t.Fatalf("%s: %d, want %d of %v", day(n), e.Version, plain(day(n)), all)
			}
			next := ""
			for m := n + 1; m < 90 && next == ""; m++ {
				if plain(day(m)) != e.Version {
					next = day(m)
				}
			}
			if e.Next == nil && next != "" || e.Next != nil && (e.Next.Day != next || e.Next.Version != plain(next)) {
				t.Fatalf("%s: next %+v, want %s of %v", day(n), e.Next, next, all)
			}
		}
	}
}
