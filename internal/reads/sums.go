package reads

import (
	"maps"
	"slices"

	"estatehub/ent/noun"
)

// sums is a compiled counting field.
type sums struct {
	of    *Grouping
	noun  *noun.Noun
	q     *query // the columns that rows show
	row   []part
	parts []part
	rows  bool
	edges []*one  // what rows lead to, by part
	cover []*list // covers(…), by part
}

const (
	sumRows partKind = iota + 100
	sumTotal
	sumCovers
	sumCount
	sumEdge
)

func (c *compiler) grouping(f *field, g *Grouping) (*sums, error) {
	s := &sums{of: g, noun: c.nouns.Named(g.Noun)}
	s.q = newQuery(s.noun)
	fields, err := c.collect(g.Answer, f.sets...)
	if err != nil {
		return nil, err
	}
	out := &template{}
	out.text.WriteByte('{')
	for _, f := range fields {
		out.key(f.Alias)
		switch f.Name {
		case "__typename":
			out.text.WriteString(`"` + g.Answer + `"`)
		case "rows":
			if s.rows {
				return nil, declined(g.Answer + ".rows under two names")
			}
			s.rows = true
			if s.row, err = c.sumRow(s, f); err != nil {
				return nil, err
			}
			out.put(part{kind: sumRows})
		case "total":
			out.put(part{kind: sumTotal})
		case "covers":
			l, err := c.connection(c.nouns.Named("Community"), f)
			if err != nil {
				return nil, err
			}
			s.cover = append(s.cover, l)
			out.put(part{kind: sumCovers, child: len(s.cover) - 1})
		default:
			return nil, declined(g.Answer + "." + f.Name)
		}
	}
	out.text.WriteByte('}')
	s.parts = out.end()
	return s, nil
}

// sumRow compiles a row: its columns are those of the noun that the groups are by, NULL where they are not.
func (c *compiler) sumRow(s *sums, f *field) ([]part, error) {
	fields, err := c.collect(s.of.Row, f.sets...)
	if err != nil {
		return nil, err
	}
	out := &template{}
	out.text.WriteByte('{')
	for _, f := range fields {
		out.key(f.Alias)
		column, known := s.of.Fields[f.Name]
		edge := s.edge(f.Name)
		switch {
		case f.Name == "__typename":
			out.text.WriteString(`"` + s.of.Row + `"`)
		case f.Name == "count":
			out.put(part{kind: sumCount})
		case known:
			out.put(part{kind: value, column: s.q.col(0, column), field: s.noun.ByName(column)})
		case edge != nil:
			to, err := c.single(c.nouns.Named(edge.To), f.sets)
			if err != nil {
				return nil, err
			}
			if len(to.q.lists) > 0 {
				return nil, declined(s.of.Row + "." + f.Name + " with a list")
			}
			to.q.col(0, "id") // says which it is
			s.edges = append(s.edges, to)
			out.put(part{kind: sumEdge, column: s.q.col(0, edge.Column), child: len(s.edges) - 1})
		default:
			return nil, declined(s.of.Row + "." + f.Name)
		}
	}
	out.text.WriteByte('}')
	return out.end(), nil
}

// edge is the noun's edge of a row's name, if the groups can be by it.
func (g *sums) edge(name string) *noun.Edge {
	for _, e := range g.noun.Edges {
		if e.Name == name && !e.Many && slices.Contains(slices.Collect(maps.Values(g.of.Columns)), e.Column) {
			return e
		}
	}
	return nil
}
