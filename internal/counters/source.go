// Package counters answers how many rows there are from counts that are kept, instead of by counting.
//
// A noun says in ent/schema by what it is counted (noun.Says.Counted). internal/data keeps the counts: each transaction
// adds, just before it commits, by how much it changed them, as rows of its own in the noun's table of counts. A count is
// the sum of its rows and so exact at any time, whoever is writing. Folder adds the rows up from time to time, so that
// there stay few; Verify holds the counts against the rows they count, and Repair puts them right.
package counters

import (
	"slices"

	"estatehub/ent/noun"
)

// Source says how to read counts of a noun: from Table, of the rows in which each column of Fixed has its value, summed as
// Sum by the dimensions, those where Having does not hold left out. Dimensions and conditions are columns of the same
// names as the noun's, community_id among them, so scope and conditions are written as for the noun itself.
type Source struct {
	Table  string
	Fixed  []Fixed
	Sum    string // an expression, the same on all dialects
	Having string
}

// Fixed is a column of a source and the value it must have.
type Fixed struct {
	Column string
	Value  any
}

// Of finds the counts of a noun by some columns (community_id or fields) under conditions on some; ok is false where they
// must be counted. A SELECT of the dimensions and the sum, grouped by the dimensions, gives the rows that a COUNT(*) over
// the noun gives.
func Of(n *noun.Noun, dims, conds []string) (s Source, ok bool) {
	for _, r := range n.Rollups { // the coarsest has the fewest rows
		known := func(column string) bool { return column == "community_id" || slices.Contains(r.Holds, column) }
		unknown := func(column string) bool { return !known(column) }
		if slices.ContainsFunc(dims, unknown) || slices.ContainsFunc(conds, unknown) {
			continue
		}
		// The empty columns stand between others in the key: only where they are named does it give the order of groups.
		s := Source{Table: n.Counter, Fixed: []Fixed{{"rollup", r.Number}}, Sum: "CAST(SUM(`n`) AS SIGNED)", Having: "SUM(`n`) <> 0"}
		for _, column := range r.Empty {
			s.Fixed = append(s.Fixed, Fixed{column, ""})
		}
		return s, true
	}
	return Source{}, false
}
