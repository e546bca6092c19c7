// Package tenants says who may see which community and which field group. It knows nothing of GraphQL or SQL, and every
// wall of the hub asks it: the schema's interceptors and hooks, the tripwire under the driver, the read planner.
package tenants

import (
	"slices"

	"estatehub/internal/ident"
)

// Scope is a set of communities: none, some, or the whole portfolio. The zero Scope is none.
type Scope struct {
	whole bool
	some  []ident.ID // communities, sorted
	above []ident.ID // organisation nodes on the way from the root to them, sorted
	below []ident.ID // organisation nodes that are covered entirely, sorted
}

// Whole is the scope of the whole portfolio, communities to come included.
func Whole() Scope { return Scope{whole: true} }

// Some is the scope of the named communities.
func Some(communities ...ident.ID) Scope { return Scope{some: sorted(communities)} }

// Along returns the scope with the organisation nodes that lead to its communities and those it covers entirely.
func (s Scope) Along(above, covered []ident.ID) Scope {
	s.below = sorted(covered)
	s.above = sorted(slices.Concat(above, covered))
	return s
}

// IsWhole tells whether the scope is the whole portfolio.
func (s Scope) IsWhole() bool { return s.whole }

// IsNone tells whether the scope covers no community and no organisation node.
func (s Scope) IsNone() bool { return !s.whole && len(s.some) == 0 && len(s.above) == 0 }

// Communities lists the communities of a scope that is not whole, sorted. Callers must not change it.
func (s Scope) Communities() []ident.ID { return s.some }

// Nodes lists the organisation nodes a scope that is not whole lets its viewer see: those on the way to its communities
// and those it covers.
func (s Scope) Nodes() []ident.ID { return s.above }

// Covered lists the organisation nodes all of whose communities, present and to come, are in a scope that is not whole.
func (s Scope) Covered() []ident.ID { return s.below }

// Has tells whether a community is in scope.
func (s Scope) Has(community ident.ID) bool { return s.whole || has(s.some, community) }

// Covers tells whether a node of the organisation tree, a community included, is in scope with all that is below it.
func (s Scope) Covers(node ident.ID) bool { return s.whole || has(s.below, node) || has(s.some, node) }

// Includes tells whether every community of o is in s.
func (s Scope) Includes(o Scope) bool {
	if s.whole || o.whole {
		return s.whole
	}
	for _, c := range o.some {
		if !has(s.some, c) {
			return false
		}
	}
	return true
}

// And is the intersection with the named communities: how a viewer narrows what he asks about.
func (s Scope) And(communities []ident.ID) Scope {
	if s.whole {
		return Some(communities...)
	}
	return Some(slices.DeleteFunc(slices.Clone(communities), func(c ident.ID) bool { return !has(s.some, c) })...)
}

func (s Scope) or(o Scope) Scope {
	if s.whole || o.whole {
		return Whole()
	}
	if s.IsNone() { // the usual case, one grant: its levels share one list
		return o
	}
	return Scope{
		some:  sorted(slices.Concat(s.some, o.some)),
		above: sorted(slices.Concat(s.above, o.above)),
		below: sorted(slices.Concat(s.below, o.below)),
	}
}

func has(list []ident.ID, id ident.ID) bool {
	_, ok := slices.BinarySearch(list, id)
	return ok
}

func sorted(list []ident.ID) []ident.ID {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}
