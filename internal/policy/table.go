package policy

import (
	"cmp"
	"slices"

	"estatehub/internal/ident"
)

// Version is a value at a node from a day until another, both included; no last day where Until is empty.
type Version struct {
	ID, Node    ident.ID
	Key         Key
	From, Until string
	Text        string
}

// place is a key at a node of the organisation tree.
type place struct {
	node ident.ID
	key  Key
}

// Table is all versions. It never changes once it is made.
type Table struct{ versions map[place][]Version } // by first day, none overlapping

// NewTable is the table of some versions, in any order.
func NewTable(all []Version) *Table {
	t := &Table{map[place][]Version{}}
	for _, v := range all {
		p := place{v.Node, v.Key}
		t.versions[p] = append(t.versions[p], v)
	}
	for _, list := range t.versions {
		slices.SortFunc(list, func(a, b Version) int { return cmp.Compare(a.From, b.From) })
	}
	return t
}

// Set is what is in force on a day, the first of the nodes before the others: a community, its company, the organisation.
func (t *Table) Set(day string, nodes ...ident.ID) *Set {
	return &Set{table: t, nodes: nodes, day: day}
}

// on is the version that holds on a day, nil where none does.
func (t *Table) on(p place, day string) *Version {
	all := t.versions[p]
	for i := len(all) - 1; i >= 0; i-- {
		if v := &all[i]; v.From <= day {
			if v.Until == "" || day <= v.Until {
				return v
			}
			return nil
		}
	}
	return nil
}
