package reads

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"estatehub/ent/noun"
	"estatehub/internal/counters"
	"estatehub/internal/fault"
	"estatehub/internal/listing"
	"estatehub/tenants"
)

// maxSums is the most rows of an answer.
const maxSums = 10_000

// sums is a compiled counting field.
type sums struct {
	of    *Grouping
	noun  *noun.Noun
	q     *query // its columns and joins; its first table is the groups
	row   []part
	parts []part
	rows  bool
	cover []*list // covers(…), by part
}

const (
	sumRows partKind = iota + 100
	sumTotal
	sumCovers
	sumCount
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
			nullable := *edge
			nullable.Null = true
			if err := c.edge(s.q, 0, &nullable, f, out); err != nil {
				return nil, err
			}
			if len(s.q.lists) > 0 {
				return nil, declined(s.of.Row + "." + f.Name + " with a list")
			}
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

// sums answers a counting field.
func (x *run) sums(g *sums, f *ast.Field, out []byte) ([]byte, error) {
	args := f.ArgumentMap(x.vars)
	by, err := g.by(args["by"])
	if err != nil {
		return out, err
	}
	where, err := mapping(args["where"])
	if err != nil {
		return out, err
	}
	filter, err := listing.Where(x.view.ctx, g.noun, where)
	if fault.Of(err) != nil {
		return out, declined(err.Error())
	} else if err != nil {
		return out, err
	}
	rows, sum, err := x.groups(g, filter, by)
	if err != nil {
		return out, err
	}
	for i := range g.parts {
		p := &g.parts[i]
		out = append(out, p.text...)
		switch p.kind {
		case sumRows:
			out = append(append(append(out, '['), rows...), ']')
		case sumTotal:
			out = strconv.AppendInt(out, sum, 10)
		case sumCovers:
			if out, err = x.covers(g, g.cover[p.child], filter, out); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

func (g *sums) by(raw any) ([]string, error) {
	list, ok := raw.([]any)
	if s, one := raw.(string); one {
		list, ok = []any{s}, true
	}
	var by []string
	for _, d := range list {
		name, _ := d.(string)
		column, known := g.of.Columns[name]
		if !known {
			ok = false
		}
		if !slices.Contains(by, column) {
			by = append(by, column)
		}
	}
	if !ok || len(by) == 0 {
		return nil, declined("by: at least one dimension")
	}
	return by, nil
}

// groups reads the groups: the rows as JSON, and their sum.
func (x *run) groups(g *sums, filter *listing.Filter, by []string) ([]byte, int64, error) {
	s := x.statement()
	s.put("SELECT t.c")
	veils := x.veils(g.q)
	for i, c := range g.q.columns {
		s.put(",")
		if c.table == 0 && !slices.Contains(by, c.name) {
			s.put("NULL")
		} else {
			s.column(g.q, i, veils)
		}
	}
	s.put(" FROM (")
	if err := s.counted(g, filter, by); err != nil {
		return nil, 0, err
	}
	s.put(") t")
	for _, j := range g.q.tables[1:] {
		if j.parent == 0 && !slices.Contains(by, j.column) {
			s.put(" LEFT JOIN `", j.noun.Table, "` ", j.alias, " ON ", j.alias, ".`id` = 0")
		} else {
			s.put(" LEFT JOIN `", j.noun.Table, "` ", j.alias, " ON ", j.alias, ".`id` = ", g.q.tables[j.parent].alias, ".`", j.column, "`")
		}
		if err := s.sight(j.alias, j.noun); err != nil {
			return nil, 0, err
		}
	}
	s.put(" ORDER BY ")
	for i, c := range by {
		if i > 0 {
			s.put(", ")
		}
		s.put("t.`", c, "`")
	}
	var out []byte
	var sum, n int64
	w := &writer{run: x, q: g.q, veils: veils, block: newBlock(g.q, nil)}
	err := x.each(s, func(row []Value) error {
		if n++; n > maxSums {
			return declined("more groups than an answer has")
		}
		sum += integer(row[0])
		if n > 1 && g.rows {
			out = append(out, ',')
		}
		var err error
		out, err = w.group(out, g.row, row)
		return err
	})
	return out, sum, err
}

// group writes a group.
func (w *writer) group(out []byte, parts []part, row []Value) ([]byte, error) {
	var err error
	for i := range parts {
		p := parts[i]
		if p.kind == sumCount {
			out = strconv.AppendInt(append(out, p.text...), integer(row[0]), 10)
			continue
		}
		if out, err = w.write(out, parts[i:i+1], row[1:], nil); err != nil {
			return out, err
		}
	}
	return out, nil
}

// counted writes the query of the groups: from the counts the hub keeps where they tell, else from the rows.
func (s *statement) counted(g *sums, filter *listing.Filter, by []string) error {
	list := "t.`" + strings.Join(by, "`, t.`") + "`"
	table, sum, having := g.noun.Table, "COUNT(*)", ""
	source, kept := counters.Of(g.noun, by, filter.Columns())
	if kept {
		table, sum, having = source.Table, source.Sum, " HAVING "+source.Having
	}
	s.put("SELECT ", list, ", ", sum, " c FROM `", table, "` t WHERE 1 = 1")
	if err := s.sight("t", g.noun); err != nil {
		return err
	}
	s.fixed(source)
	s.filter("t", filter.Conditions)
	s.put(" GROUP BY ", list, having, " ORDER BY ", list)
	s.limit(maxSums + 1)
	return nil
}

// fixed adds what says which of the counts are meant.
func (s *statement) fixed(source counters.Source) {
	for _, f := range source.Fixed {
		s.put(" AND t.`", f.Column, "` = ")
		s.arg(f.Value)
	}
}

// covers answers which communities the figures cover.
func (x *run) covers(g *sums, l *list, filter *listing.Filter, out []byte) ([]byte, error) {
	scope, err := tenants.ScopeOf(x.view.ctx, g.noun.Group, tenants.Bare)
	if err != nil {
		return out, err
	}
	if filter.Sites != nil {
		scope = scope.And(filter.Sites)
	}
	in := *x
	if !scope.IsWhole() {
		in.within = listing.Own(scope.Communities())
	}
	b, err := in.load(l, nil)
	if err != nil {
		return out, err
	}
	return b.emit(out, 0), nil
}
