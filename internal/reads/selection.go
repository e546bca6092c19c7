package reads

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// field is what a selection asks of an object under one key: fields of one key are one field, whose selections add up.
type field struct {
	*ast.Field
	sets []ast.SelectionSet
}

// collect lists the fields that selections ask of an object of a type, in order.
func (c *compiler) collect(typeName string, sets ...ast.SelectionSet) ([]*field, error) {
	var all []*field
	err := c.walk(typeName, &all, sets)
	return all, err
}

func (c *compiler) walk(typeName string, all *[]*field, sets []ast.SelectionSet) error {
	for _, set := range sets {
		for _, s := range set {
			var err error
			switch s := s.(type) {
			case *ast.Field:
				err = c.visit(s.Directives, func() error {
					i := slices.IndexFunc(*all, func(f *field) bool { return f.Alias == s.Alias })
					if i < 0 {
						*all = append(*all, &field{s, []ast.SelectionSet{s.SelectionSet}})
					} else {
						(*all)[i].sets = append((*all)[i].sets, s.SelectionSet)
					}
					return nil
				})
			case *ast.InlineFragment:
				err = c.visit(s.Directives, func() error {
					return c.fragment(typeName, s.TypeCondition, all, s.SelectionSet)
				})
			case *ast.FragmentSpread:
				err = c.visit(s.Directives, func() error {
					return c.fragment(typeName, s.Definition.TypeCondition, all, s.Definition.SelectionSet)
				})
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *compiler) fragment(typeName, on string, all *[]*field, set ast.SelectionSet) error {
	if on == "" || on == typeName || on == "Node" && c.nouns.Named(typeName) != nil {
		return c.walk(typeName, all, []ast.SelectionSet{set})
	}
	return nil
}

// visit goes on where @skip and @include say so.
func (c *compiler) visit(directives ast.DirectiveList, then func() error) error {
	for _, d := range directives {
		if d.Name != "skip" && d.Name != "include" {
			return declined("@" + d.Name)
		}
		v, err := d.Arguments.ForName("if").Value.Value(c.vars)
		if err != nil {
			return err
		}
		if on, _ := v.(bool); on == (d.Name == "skip") {
			return nil
		}
	}
	return then()
}

// switches names the variables on which the shape of an operation depends.
func switches(op *ast.OperationDefinition) []string {
	var names []string
	seen := map[*ast.FragmentDefinition]bool{}
	note := func(ds ast.DirectiveList) {
		for _, d := range ds {
			for _, a := range d.Arguments {
				if a.Value.Kind == ast.Variable && !slices.Contains(names, a.Value.Raw) {
					names = append(names, a.Value.Raw)
				}
			}
		}
	}
	var walk func(ast.SelectionSet)
	walk = func(set ast.SelectionSet) {
		for _, s := range set {
			switch s := s.(type) {
			case *ast.Field:
				note(s.Directives)
				walk(s.SelectionSet)
			case *ast.InlineFragment:
				note(s.Directives)
				walk(s.SelectionSet)
			case *ast.FragmentSpread:
				note(s.Directives)
				if !seen[s.Definition] {
					seen[s.Definition] = true
					walk(s.Definition.SelectionSet)
				}
			}
		}
	}
	walk(op.SelectionSet)
	return names
}

// shape is the values of those variables, as a key.
func shape(names []string, vars map[string]any) string {
	var b strings.Builder
	for _, n := range names {
		if on, _ := vars[n].(bool); on {
			b.WriteByte('1')
		} else {
			b.WriteByte('0')
		}
	}
	return b.String()
}
