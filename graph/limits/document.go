package limits

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"estatehub/internal/fault"
)

// document checks a document that is not known yet, before it is validated: gqlparser compares each repeated field with
// each other, and follows fragments again and again. It returns the number of tokens.
func (l *Limits) document(text string) (tokens int, err error) {
	if err := check("document", l.Document, len(text)); err != nil {
		return 0, err
	}
	tokens, deepest := scan(text)
	if err := check("brackets", l.Brackets, deepest); err != nil {
		return 0, err
	}
	if err := check("tokens", l.Tokens, tokens); err != nil {
		return 0, err
	}
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		return 0, fault.Both(fault.BadRequest, "the document is no GraphQL: "+err.Error(), "查询文档不符合 GraphQL 语法："+err.Error())
	}
	return tokens, l.parsed(doc)
}

func (l *Limits) parsed(doc *ast.QueryDocument) error {
	if err := check("fragments", l.Fragments, len(doc.Fragments)); err != nil {
		return err
	}
	m := &meter{limits: l, fragments: map[string]*ast.FragmentDefinition{}, known: map[string]*extent{}, used: map[string]bool{}}
	for _, f := range doc.Fragments {
		m.fragments[f.Name] = f
	}
	total := 0 // validation goes through each definition with what it spreads
	for _, f := range doc.Fragments {
		e, err := m.fragment(f.Name)
		if err != nil {
			return err
		}
		total = plus(total, e.selections)
	}
	all := make([]extent, len(doc.Operations))
	for i, op := range doc.Operations {
		e, err := m.operation(op)
		if err != nil {
			return err
		}
		all[i] = e
		total = plus(total, e.selections)
	}
	if err := check("expansion", l.Expansion, total); err != nil {
		return err
	}
	for i, op := range doc.Operations {
		if err := l.one(all[i]); err != nil {
			return err
		}
		if err := m.merged([]ast.SelectionSet{op.SelectionSet}, outside); err != nil {
			return err
		}
	}
	for _, f := range doc.Fragments {
		if !m.used[f.Name] { // it is not valid, and nothing above has looked into it
			return fault.Both(fault.BadRequest, "fragment "+f.Name+" is not used", "片段 "+f.Name+" 未被使用")
		}
	}
	return nil
}

func (l *Limits) one(e extent) error {
	if err := check("depth", l.Depth, e.depth); err != nil {
		return err
	}
	if err := check("aliases", l.Aliases, e.aliases); err != nil {
		return err
	}
	return check("directives", l.Directives, e.directives)
}

// extent is how large something is with its fragments spread in. Nothing is spread in to find out: each fragment is
// counted once.
type extent struct{ selections, aliases, directives, depth int }

// most is where counting stops; a bomb of n fragments has 2^n selections.
const most = 1_000_000_000

func plus(a, b int) int { return min(a+b, most) }

func (e *extent) add(o extent) {
	e.selections, e.aliases, e.directives = plus(e.selections, o.selections), plus(e.aliases, o.aliases), plus(e.directives, o.directives)
	e.depth = max(e.depth, o.depth)
}

// meter measures a document.
type meter struct {
	limits    *Limits
	fragments map[string]*ast.FragmentDefinition
	known     map[string]*extent // nil while the fragment is being counted
	used      map[string]bool    // fragments that an operation reaches
}

func (m *meter) operation(op *ast.OperationDefinition) (extent, error) {
	e := extent{directives: len(op.Directives)}
	for _, v := range op.VariableDefinitions {
		e.directives += len(v.Directives)
		if err := m.value(v.DefaultValue); err != nil {
			return e, err
		}
	}
	in, err := m.set(op.SelectionSet)
	e.add(in)
	return e, err
}

// fragment measures a fragment by its name, nothing where there is none of the name: validation says so.
func (m *meter) fragment(name string) (extent, error) {
	f := m.fragments[name]
	if f == nil {
		return extent{}, nil
	}
	if e, begun := m.known[name]; begun {
		if e == nil {
			return extent{}, fault.Both(fault.BadRequest, "fragment "+name+" spreads itself", "片段 "+name+" 引用了自身")
		}
		return *e, nil
	}
	m.known[name] = nil
	e, err := m.set(f.SelectionSet)
	if err != nil {
		return e, err
	}
	e.directives = plus(e.directives, len(f.Directives))
	m.known[name] = &e
	return e, nil
}

func (m *meter) set(set ast.SelectionSet) (all extent, err error) {
	for _, s := range set {
		var e extent
		switch s := s.(type) {
		case *ast.Field:
			if err := m.arguments(s.Arguments); err != nil {
				return all, err
			}
			if e, err = m.set(s.SelectionSet); err != nil {
				return all, err
			}
			e.depth++
			e.directives = plus(e.directives, len(s.Directives))
			if s.Alias != s.Name { // the parser names what has no alias after itself
				e.aliases = plus(e.aliases, 1)
			}
		case *ast.InlineFragment:
			if e, err = m.set(s.SelectionSet); err != nil {
				return all, err
			}
			e.directives = plus(e.directives, len(s.Directives))
		case *ast.FragmentSpread:
			if e, err = m.fragment(s.Name); err != nil {
				return all, err
			}
			e.directives = plus(e.directives, len(s.Directives))
		}
		e.selections = plus(e.selections, 1)
		all.add(e)
	}
	return all, nil
}

func (m *meter) arguments(args ast.ArgumentList) error {
	if err := check("list", m.limits.List, len(args)); err != nil {
		return err
	}
	for _, a := range args {
		if err := m.value(a.Value); err != nil {
			return err
		}
	}
	return nil
}

// value checks the lists of a literal; how deep they are, the brackets have said.
func (m *meter) value(v *ast.Value) error {
	if v == nil {
		return nil
	}
	if err := check("list", m.limits.List, len(v.Children)); err != nil {
		return err
	}
	for _, c := range v.Children {
		if err := m.value(c.Value); err != nil {
			return err
		}
	}
	return nil
}
