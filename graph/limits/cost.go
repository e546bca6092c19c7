package limits

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

const (
	pageRows = 20      // rows of a page whose size is not said; graph.New makes its pages with it
	listRows = 10      // rows a list without a size counts for
	ceiling  = 1 << 31 // where counting stops
)

// PageRows is how many rows a page has where nothing else is said.
const PageRows = pageRows

// cost is the most rows an answer may hold: what each page and list holds, multiplied down the nesting, and one for each
// field at the root.
type cost struct {
	roots       int
	introspects bool
	steps       []step // parents before children
}

// step is a field that multiplies rows, or one that may be left out.
type step struct {
	parent int  // -1 at the root
	counts bool // it is a page or a list
	rows   rows
	flat   bool // a page at the root that holds neither page nor list: it may be a long read
	when   []condition
}

// rows is how many rows a step makes of one.
type rows struct {
	fixed       int    // where no argument says it
	times       int    // how often the size counts
	first, last *value // the arguments
}

// value is an argument: a literal or a variable.
type value struct {
	literal  int
	variable string
}

// condition is an @include, or a @skip where not is set.
type condition struct {
	variable string
	literal  bool
	not      bool
}

// compile works out the cost of an operation that is valid.
func (g *Guard) compile(op *ast.OperationDefinition) *cost {
	c := &compiler{g: g, cost: &cost{}}
	c.walk([]chosen{{set: op.SelectionSet}}, -1, false)
	for _, s := range c.cost.steps { // what holds a list is not flat
		for p := s.parent; s.counts && p >= 0; p = c.cost.steps[p].parent {
			c.cost.steps[p].flat = false
		}
	}
	return c.cost
}

type compiler struct {
	g    *Guard
	cost *cost
}

// chosen is a selection set and what it depends on.
type chosen struct {
	set  ast.SelectionSet
	when []condition
}

// together are the fields that have one response key in one place.
type together struct {
	field *ast.Field
	when  []condition
	times int
	sets  []chosen
}

// walk adds the steps of selection sets that lie in one place; inPage tells that the lists there are the page itself.
func (c *compiler) walk(sets []chosen, parent int, inPage bool) {
	var order []string
	found := map[string]*together{}
	for _, s := range sets {
		c.collect(s, func(f *ast.Field, when []condition) {
			key := f.Alias + " " + f.ObjectDefinition.Name
			t := found[key]
			if t == nil {
				t = &together{field: f, when: when}
				found[key], order = t, append(order, key)
			}
			if t.times++; t.times > 1 {
				t.when = nil // it is there by one way or another
			}
			t.sets = append(t.sets, chosen{set: f.SelectionSet})
		})
	}
	for _, key := range order {
		t := found[key]
		if parent < 0 && t.field.Name != "__typename" {
			c.cost.roots++
			c.cost.introspects = c.cost.introspects || t.field.Name == "__schema" || t.field.Name == "__type"
		}
		c.field(t, parent, inPage)
	}
}

func (c *compiler) collect(from chosen, add func(*ast.Field, []condition)) {
	for _, s := range from.set {
		switch s := s.(type) {
		case *ast.Field:
			if len(s.SelectionSet) > 0 || s.Name != "__typename" {
				add(s, with(from.when, s.Directives))
			}
		case *ast.InlineFragment:
			c.collect(chosen{s.SelectionSet, with(from.when, s.Directives)}, add)
		case *ast.FragmentSpread:
			c.collect(chosen{s.Definition.SelectionSet, with(from.when, s.Directives)}, add)
		}
	}
}

func (c *compiler) field(t *together, parent int, inPage bool) {
	f := t.field
	if f.Definition == nil || len(f.SelectionSet) == 0 {
		return
	}
	s := step{parent: parent, when: t.when}
	paged := f.Definition.Arguments.ForName("first") != nil
	list := f.Definition.Type.Elem != nil
	switch {
	case paged:
		s.counts, s.rows = true, sized(f, c.g.pages[f.ObjectDefinition.Name+"."+f.Name])
		s.rows.times = max(1, c.g.lists[f.ObjectDefinition.Name+"."+f.Name])
		s.flat = parent < 0 && strings.HasSuffix(f.Definition.Type.Name(), "Connection")
	case list && !inPage:
		s.counts, s.rows = true, rows{fixed: listRows, times: 1}
		if n := c.g.lists[f.ObjectDefinition.Name+"."+f.Name]; n > 0 {
			s.rows.fixed = n
		}
	}
	if s.counts || len(s.when) > 0 {
		c.cost.steps = append(c.cost.steps, s)
		parent = len(c.cost.steps) - 1
	}
	if parent < 0 {
		parent = c.root()
	}
	c.walk(t.sets, parent, paged && !list)
}

// root is a step for what hangs at the root and is no list, so that its fields are not taken for root fields.
func (c *compiler) root() int {
	c.cost.steps = append(c.cost.steps, step{parent: -1})
	return len(c.cost.steps) - 1
}

// sized reads the size of a page from its arguments; fixed is its own where nothing is said, 0 for the usual one.
func sized(f *ast.Field, fixed int) rows {
	r := rows{fixed: fixed}
	if fixed == 0 {
		r.fixed = pageRows
	}
	if d := f.Definition.Arguments.ForName("first").DefaultValue; d != nil {
		if n, ok := number32(d); ok {
			r.fixed = n
		}
	}
	r.first, r.last = argument(f, "first"), argument(f, "last")
	return r
}

func argument(f *ast.Field, name string) *value {
	a := f.Arguments.ForName(name)
	if a == nil {
		return nil
	}
	if a.Value.Kind == ast.Variable {
		return &value{variable: a.Value.Raw}
	}
	if n, ok := number32(a.Value); ok {
		return &value{literal: n}
	}
	return nil // null is as if it were not there
}

func number32(v *ast.Value) (int, bool) {
	got, err := v.Value(nil)
	if err != nil {
		return 0, false
	}
	return integer(got)
}

// with adds the conditions of directives to those above.
func with(above []condition, directives ast.DirectiveList) []condition {
	all := above
	for _, d := range directives {
		a := d.Arguments.ForName("if")
		if a == nil || d.Name != "include" && d.Name != "skip" {
			continue
		}
		c := condition{not: d.Name == "skip"}
		if a.Value.Kind == ast.Variable {
			c.variable = a.Value.Raw
		} else {
			c.literal = a.Value.Raw == "true"
		}
		all = append(all[:len(all):len(all)], c)
	}
	return all
}
