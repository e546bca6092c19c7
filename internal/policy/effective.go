package policy

import (
	"slices"

	"estatehub/internal/ident"
)

// Effective is a value with where it comes from and what comes next.
type Effective struct {
	Value
	// Node is where it was set; 0 is the hub's own default.
	Node ident.ID
	// Next is what is set to come; nil where nothing is.
	Next *Coming
}

// Coming is a value from a day on.
type Coming struct {
	Day string
	Value
	Node ident.ID
}

// Explain is the value of a key with where it comes from and what comes next.
func (s *Set) Explain(k Key) Effective {
	e := Effective{Value: s.Get(k), Node: s.node(k)}
	for _, day := range s.turns(k) {
		then := s.table.Set(day, s.nodes...)
		if v := then.Get(k); v.Version != e.Version {
			e.Next = &Coming{day, v, then.node(k)}
			break
		}
	}
	return e
}

// node is where the value of a key was set.
func (s *Set) node(k Key) ident.ID {
	if v := s.version(k); v != nil {
		return v.Node
	}
	return 0
}

// turns are the days to come on which a version of the key begins or has just ended, in order.
func (s *Set) turns(k Key) (days []string) {
	for _, node := range s.nodes {
		for _, v := range s.table.versions[place{node, k}] {
			if v.From > s.day {
				days = append(days, v.From)
			}
			if v.Until != "" && v.Until >= s.day {
				days = append(days, shift(v.Until, 1))
			}
		}
	}
	slices.Sort(days)
	return days
}
