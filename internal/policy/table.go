package policy

import (
	"cmp"
	"slices"

	"estatehub/internal/ident"
)

// place is a key at a node of the organisation tree.
type place struct {
	node ident.ID
	key  Key
}

// version is a row: a value from a day until another, both included; no last day where until is empty.
type version struct {
	id          ident.ID
	from, until string
	text        string
}

// table is all versions, and the tree they hang on. It never changes once it is made.
type table struct {
	versions map[place][]version // by first day, none overlapping
	above    map[ident.ID][]ident.ID
}

// add files a version; sort is called once all are there.
func (t *table) add(p place, v version) { t.versions[p] = append(t.versions[p], v) }

func (t *table) sort() {
	for _, all := range t.versions {
		slices.SortFunc(all, func(a, b version) int { return cmp.Compare(a.from, b.from) })
	}
}

// on is the version that holds on a day, nil where none does.
func (t *table) on(p place, day string) *version {
	all := t.versions[p]
	for i := len(all) - 1; i >= 0; i-- {
		if v := &all[i]; v.from <= day {
			if v.until == "" || day <= v.until {
				return v
			}
			return nil
		}
	}
	return nil
}
