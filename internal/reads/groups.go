package reads

import (
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"estatehub/internal/counters"
	"estatehub/internal/fault"
	"estatehub/internal/listing"
	"estatehub/tenants"
)

// maxSums is the most rows of an answer.
const maxSums = 10_000

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
	found, err := x.groups(g, filter, by)
	if err != nil {
		return out, err
	}
	defer found.release()
	out = slices.Grow(out, found.size())
	for i := range g.parts {
		p := &g.parts[i]
		out = append(out, p.text...)
		switch p.kind {
		case sumRows:
			out = append(found.emit(append(out, '[')), ']')
		case sumTotal:
			out = strconv.AppendInt(out, found.sum, 10)
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

// groups are the groups as they were read: rows with gaps where what they lead to goes. A community has many groups and is
// read once, by a statement of its own: joined to them, it would be looked up and sent for each.
type groups struct {
	rows  *sheet
	sum   int64
	n     int
	edges []fragments
}

// groups reads the groups, and what they lead to.
func (x *run) groups(g *sums, filter *listing.Filter, by []string) (*groups, error) {
	s := x.statement()
	if err := s.counted(g, filter, by, x.veils(g.q)); err != nil {
		return nil, err
	}
	found := &groups{rows: newSheet(g.row), edges: make([]fragments, len(g.edges))}
	err := x.each(s, func(row []Value) error {
		if found.n++; found.n > maxSums {
			return declined("more groups than an answer has")
		}
		count := integer(row[0])
		found.sum += count
		if g.rows {
			found.row(count, row[1:])
		}
		return nil
	})
	for i, to := range g.edges {
		if err == nil {
			err = x.fragments(to, &found.edges[i])
		}
	}
	return found, err
}

// row writes a group.
func (f *groups) row(count int64, row []Value) {
	out := f.rows.buf
	if f.n > 1 {
		out = append(out, ',')
	}
	for i := range f.rows.parts {
		p := &f.rows.parts[i]
		out = append(out, p.text...)
		switch p.kind {
		case sumCount:
			out = strconv.AppendInt(out, count, 10)
		case value:
			out = appendField(out, p.field, row[p.column])
		case sumEdge:
			if row[p.column] == nil { // the groups are not by it
				out = append(out, null...)
				continue
			}
			key := integer(row[p.column])
			f.edges[p.child].keys.add(key)
			f.rows.gaps = append(f.rows.gaps, gap{len(out), p.child, key})
		}
	}
	f.rows.buf = out
}

func (f *groups) size() int {
	n := len(f.rows.buf) + 256
	for _, g := range f.rows.gaps {
		n += len(f.edges[g.child].of(g.key))
	}
	return n
}

func (f *groups) emit(out []byte) []byte {
	from := 0
	for _, g := range f.rows.gaps {
		out = append(append(out, f.rows.buf[from:g.at]...), f.edges[g.child].of(g.key)...)
		from = g.at
	}
	return append(out, f.rows.buf[from:]...)
}

func (f *groups) release() {
	f.rows.release()
	for i := range f.edges {
		f.edges[i].rows.release()
	}
}

// counted writes the statement of the groups: from the counts the hub keeps where they tell, else from the rows. A count
// comes first, then the columns that rows show, NULL where the groups are not by them.
func (s *statement) counted(g *sums, filter *listing.Filter, by []string, veils []veil) error {
	list := "t.`" + strings.Join(by, "`, t.`") + "`"
	table, sum, having := g.noun.Table, "COUNT(*)", ""
	source, kept := counters.Of(g.noun, by, filter.Columns())
	if kept {
		table, sum, having = source.Table, source.Sum, " HAVING "+source.Having
	}
	s.put("SELECT ", sum)
	for i, c := range g.q.columns {
		s.put(",")
		if slices.Contains(by, c.name) {
			s.column(g.q, i, veils)
		} else {
			s.put("NULL")
		}
	}
	s.put(" FROM `", table, "` t WHERE 1 = 1")
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
