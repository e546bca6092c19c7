package reads

import (
	"errors"
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"estatehub/ent/noun"
)

// Declined is the error of what the planner leaves to the plain way.
type Declined struct{ What string }

// Error implements error.
func (d *Declined) Error() string { return "reads: left to the plain way: " + d.What }

func declined(what string) error { return &Declined{what} }

// IsDeclined tells whether an error leaves a field to the plain way.
func IsDeclined(err error) bool {
	var d *Declined
	return errors.As(err, &d)
}

type compiler struct {
	nouns    *noun.Catalogue
	computed Computed
	vars     map[string]any // for directives
}

// root compiles a root field.
func (c *compiler) root(f *field) (*Root, error) {
	r := &Root{field: f.Field}
	var err error
	switch {
	case f.Name == "node":
		r.node = newByKind(c, f)
	case c.computed.Counts[f.Name] != nil:
		r.sums, err = c.grouping(f, c.computed.Counts[f.Name])
	default:
		for _, n := range c.nouns.All {
			switch {
			case n.Internal:
			case f.Name == n.Field:
				r.one, err = c.single(n, f.sets)
				return r, err
			case f.Name == n.Plural:
				r.many, err = c.connection(n, f)
				return r, err
			}
		}
		return nil, declined("Query." + f.Name)
	}
	return r, err
}

func (c *compiler) single(n *noun.Noun, sets []ast.SelectionSet) (*one, error) {
	q := newQuery(n)
	o, err := c.object(q, 0, sets)
	return &one{q, o}, err
}

// template gathers the parts of an object.
type template struct {
	parts []part
	text  strings.Builder
	some  bool
}

func (t *template) key(name string) {
	if t.some {
		t.text.WriteByte(',')
	}
	t.some = true
	t.text.WriteString(`"` + name + `":`)
}

func (t *template) put(p part) {
	p.text = t.text.String()
	t.text.Reset()
	t.parts = append(t.parts, p)
}

func (t *template) end() []part {
	t.put(part{kind: onlyText})
	return t.parts
}

// object compiles what selections ask of the rows of a table.
func (c *compiler) object(q *query, t int, sets []ast.SelectionSet) (*object, error) {
	n := q.tables[t].noun
	fields, err := c.collect(n.Name, sets...)
	if err != nil {
		return nil, err
	}
	out := &template{}
	out.text.WriteByte('{')
	for _, f := range fields {
		out.key(f.Alias)
		if err := c.member(q, t, n, f, out); err != nil {
			return nil, err
		}
	}
	out.text.WriteByte('}')
	return &object{id: -1, parts: out.end()}, nil
}

// member compiles one field of an object.
func (c *compiler) member(q *query, t int, n *noun.Noun, f *field, out *template) error {
	if f.Name == "__typename" {
		out.text.WriteString(`"` + n.Name + `"`)
		return nil
	}
	if f.Name == "id" {
		out.put(part{kind: value, column: q.col(t, "id"), table: t})
		return nil
	}
	if known := n.ByAPI(f.Name); known != nil && !known.Secret {
		p := part{kind: value, table: t, field: known}
		if known.Mask != noun.Open {
			p.owner = q.col(t, "id") // says whose mask it is
		}
		p.column = q.col(t, known.Name)
		out.put(p)
		return nil
	}
	for _, e := range n.Edges {
		if e.Name != f.Name {
			continue
		}
		if e.Many {
			return c.nested(q, t, n, f, &list{edge: e}, e.To, out)
		}
		return c.edge(q, t, e, f, out)
	}
	if m := c.computed.made(n, f.Name); m != nil {
		p := part{kind: computed, made: m}
		for _, name := range m.Needs {
			p.needs = append(p.needs, q.col(t, name))
		}
		out.put(p)
		return nil
	}
	if th := c.computed.through(n, f.Name); th != nil {
		return c.nested(q, t, n, f, &list{through: th}, th.To, out)
	}
	return declined(n.Name + "." + f.Name)
}

// edge compiles a to-one edge, a join.
func (c *compiler) edge(q *query, t int, e *noun.Edge, f *field, out *template) error {
	j := q.join(t, e.Column, c.nouns.Named(e.To))
	o, err := c.object(q, j, f.sets)
	if err != nil {
		return err
	}
	o.id, o.required = q.col(j, "id"), !e.Null
	out.put(part{kind: toOne, object: o})
	return nil
}

// nested compiles a list edge, a statement of its own.
func (c *compiler) nested(q *query, t int, parent *noun.Noun, f *field, l *list, to string, out *template) error {
	key := q.col(t, "id")
	child, err := c.connection(c.nouns.Named(to), f)
	if err != nil {
		return err
	}
	child.edge, child.through, child.parent = l.edge, l.through, parent
	child.q.col(0, "id") // by which rows of one parent are put in order
	q.lists = append(q.lists, child)
	out.put(part{kind: toMany, list: child, child: len(q.lists) - 1, column: key})
	return nil
}

// connection compiles what selections ask of a connection.
func (c *compiler) connection(n *noun.Noun, f *field) (*list, error) {
	l := &list{field: f.Field, noun: n, q: newQuery(n)}
	fields, err := c.collect(n.Name+"Connection", f.sets...)
	if err != nil {
		return nil, err
	}
	out := &template{}
	out.text.WriteByte('{')
	for _, f := range fields {
		out.key(f.Alias)
		switch f.Name {
		case "__typename":
			out.text.WriteString(`"` + n.Name + `Connection"`)
		case "nodes":
			var o *object
			if o, err = c.object(l.q, 0, f.sets); err == nil {
				out.put(part{kind: rowsOf, view: l.see(o.parts)})
			}
		case "edges":
			var row []part
			if row, err = c.edges(l, f.sets); err == nil {
				out.put(part{kind: rowsOf, view: l.see(row)})
			}
		case "pageInfo":
			err = c.pageInfo(l, f.sets, out)
		case "totalCount":
			l.counts = true
			out.put(part{kind: total})
		default:
			err = declined(fmt.Sprintf("%sConnection.%s", n.Name, f.Name))
		}
		if err != nil {
			return nil, err
		}
	}
	out.text.WriteByte('}')
	l.parts = out.end()
	return l, nil
}

func (l *list) see(row []part) int {
	l.views = append(l.views, row)
	return len(l.views) - 1
}

func (c *compiler) edges(l *list, sets []ast.SelectionSet) ([]part, error) {
	fields, err := c.collect(l.noun.Name+"Edge", sets...)
	if err != nil {
		return nil, err
	}
	out := &template{}
	out.text.WriteByte('{')
	for _, f := range fields {
		out.key(f.Alias)
		switch f.Name {
		case "__typename":
			out.text.WriteString(`"` + l.noun.Name + `Edge"`)
		case "cursor":
			l.point()
			out.put(part{kind: cursorOf})
		case "node":
			o, err := c.object(l.q, 0, f.sets)
			if err != nil {
				return nil, err
			}
			out.put(part{kind: toOne, object: o})
		default:
			return nil, declined(l.noun.Name + "Edge." + f.Name)
		}
	}
	out.text.WriteByte('}')
	return out.end(), nil
}

func (l *list) point() {
	l.points = true
	l.q.col(0, "id")
}

func (c *compiler) pageInfo(l *list, sets []ast.SelectionSet, out *template) error {
	fields, err := c.collect("PageInfo", sets...)
	if err != nil {
		return err
	}
	out.text.WriteByte('{')
	out.some = false
	for _, f := range fields {
		out.key(f.Alias)
		switch f.Name {
		case "__typename":
			out.text.WriteString(`"PageInfo"`)
		case "hasNextPage":
			l.looks = true
			out.put(part{kind: hasNext})
		case "hasPreviousPage":
			l.looks = true
			out.put(part{kind: hasPrevious})
		case "startCursor":
			l.point()
			out.put(part{kind: startCursor})
		case "endCursor":
			l.point()
			out.put(part{kind: endCursor})
		default:
			return declined("PageInfo." + f.Name)
		}
	}
	out.text.WriteByte('}')
	out.some = true
	return nil
}
