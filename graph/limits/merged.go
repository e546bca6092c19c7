package limits

import "github.com/vektah/gqlparser/v2/ast"

// introspective is how many lists of the schema's own description a selection lies in; outside of it there are none.
type introspective int

const (
	outside introspective = -1
	// nested is how deep these lists may lie in one another: a tool asks for fields and their arguments, a bomb for the
	// fields of the types of the fields of the types.
	nested = 2
)

// enter is where the selections of a field lie.
func (i introspective) enter(field string) introspective {
	switch {
	case i == outside && (field == "__schema" || field == "__type"):
		return 0
	case i != outside && (field == "fields" || field == "inputFields" || field == "interfaces" || field == "possibleTypes"):
		return i + 1
	}
	return i
}

// place is what has one response key in one place.
type place struct {
	field string
	times int
	sets  []ast.SelectionSet
}

// merged counts how often a field or a key stands in one place of the answer, wherever in the document that is said. It
// takes as long as the document is large with its fragments spread in, which is limited before.
func (m *meter) merged(sets []ast.SelectionSet, in introspective) error {
	var keys []string
	places := map[string]*place{}
	fields := map[string]int{}
	var collect func(ast.SelectionSet) error
	collect = func(set ast.SelectionSet) error {
		for _, s := range set {
			switch s := s.(type) {
			case *ast.Field:
				p := places[s.Alias]
				if p == nil {
					p = &place{field: s.Name}
					places[s.Alias], keys = p, append(keys, s.Alias)
				}
				p.times++
				fields[s.Name]++
				if err := check("repeats", m.limits.Repeats, max(p.times, fields[s.Name])); err != nil {
					return err
				}
				if len(s.SelectionSet) > 0 {
					p.sets = append(p.sets, s.SelectionSet)
				}
			case *ast.InlineFragment:
				if err := collect(s.SelectionSet); err != nil {
					return err
				}
			case *ast.FragmentSpread:
				if f := m.fragments[s.Name]; f != nil {
					m.used[s.Name] = true
					if err := collect(f.SelectionSet); err != nil {
						return err
					}
				}
			}
		}
		return nil
	}
	for _, set := range sets {
		if err := collect(set); err != nil {
			return err
		}
	}
	for _, key := range keys {
		p := places[key]
		below := in.enter(p.field)
		if err := check("introspection", nested, int(below)); err != nil {
			return err
		}
		if err := m.merged(p.sets, below); err != nil {
			return err
		}
	}
	return nil
}
