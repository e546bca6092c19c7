package reads

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"entgo.io/ent/dialect"

	"estatehub/ent/noun"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/internal/listing"
)

// statement is SQL in the making.
type statement struct {
	strings.Builder
	args    []any
	dialect string
	view    *viewpoint
}

func (x *run) statement() *statement {
	s := &statement{dialect: x.planner.db.Dialect(), view: x.view, args: make([]any, 0, 16)}
	s.Grow(1024)
	return s
}

func (s *statement) put(texts ...string) {
	for _, t := range texts {
		_, _ = s.WriteString(t)
	}
}

// arg adds a parameter. SQLite parses a prepared statement anew at each execution if its plan may depend on the value of
// one, as that of LIMIT ? does and, once the tables were analysed, that of any comparison. Behind a plus, which changes no
// value, it takes none into account.
func (s *statement) arg(v any) {
	if s.dialect == dialect.SQLite {
		s.put("+")
	}
	s.put("?")
	s.args = append(s.args, v)
}

func (s *statement) in(column string, n int, at func(int) any) {
	switch n {
	case 0:
		s.put("1 = 0")
	case 1:
		s.put(column, " = ")
		s.arg(at(0))
	default:
		s.put(column, " IN (")
		for i := range even(n) {
			if i > 0 {
				s.put(",")
			}
			s.arg(at(min(i, n-1)))
		}
		s.put(")")
	}
}

// even is the next power of two: lists of a few lengths make few texts, which are prepared and known to the tripwire.
func even(n int) int { return 1 << bits.Len(uint(n-1)) } //nolint:gosec // n is at least 2

func (s *statement) ids(column string, ids []ident.ID) {
	if len(ids) == 0 { // no row has it, and the tenant column is named all the same
		ids = []ident.ID{0}
	}
	s.in(column, len(ids), func(i int) any { return int64(ids[i]) })
}

// sight adds the tenant predicate of a table: the one place where a statement gets it.
func (s *statement) sight(alias string, n *noun.Noun) error {
	sight, err := s.view.sight(n)
	if err != nil || sight.All || s.view.without.Sight {
		return err
	}
	s.put(" AND (")
	if len(sight.Any) == 0 {
		s.ids(alias+".`id`", nil)
	}
	for i, h := range sight.Any {
		if i > 0 {
			s.put(" OR ")
		}
		s.holds(alias, h)
	}
	s.put(")")
	return nil
}

func (s *statement) holds(alias string, h data.Holds) {
	if h.Via == nil {
		s.ids(alias+".`"+h.Column+"`", h.In)
		return
	}
	s.put(alias, ".`", h.Column, "` IN (SELECT v.`", h.Via.Select, "` FROM `", h.Via.Table, "` v WHERE ")
	s.ids("v.`"+h.Via.Where+"`", h.Via.In)
	s.put(")")
}

// filter adds conditions.
func (s *statement) filter(alias string, conditions []listing.Condition) {
	if s.view.without.Filter {
		return
	}
	for _, c := range conditions {
		s.put(" AND ")
		column := alias + ".`" + c.Column + "`"
		switch c.Op {
		case listing.In:
			s.in(column, len(c.Values), func(i int) any { return c.Values[i] })
		case listing.Missing:
			s.put(column, " IS NULL")
		case listing.Given:
			s.put(column, " IS NOT NULL")
		case listing.Contains:
			s.put("INSTR(", column, ", ")
			s.arg(c.Values[0])
			s.put(") > 0")
		case listing.StartsWith: // a range, which an index serves
			s.put(column, " >= ")
			s.arg(c.Values[0])
			s.put(" AND ", column, " < ")
			s.arg(c.Values[0].(string) + string(utf8.MaxRune))
		default:
			s.put(column, map[listing.Op]string{listing.AtLeast: " >= ", listing.AtMost: " <= ", listing.Below: " < "}[c.Op])
			if c.Op == listing.Is {
				s.put(" = ")
			}
			s.arg(c.Values[0])
		}
	}
}

// beyond adds what lies after a position in an order, or before it. Row constructors would not use the index.
func (s *statement) beyond(alias string, at *listing.Position, o listing.Order, before bool) {
	if at == nil || s.view.without.Position {
		return
	}
	way := " > "
	if o.Desc != before {
		way = " < "
	}
	id := alias + ".`id`"
	if o.Column == "id" {
		s.put(" AND ", id, way)
		s.arg(int64(at.ID))
		return
	}
	column := alias + ".`" + o.Column + "`"
	s.put(" AND ", column, strings.TrimRight(way, " "), "= ")
	s.arg(at.Value)
	s.put(" AND (", column, way)
	s.arg(at.Value)
	s.put(" OR ", id, way)
	s.arg(int64(at.ID))
	s.put(")")
}

func (s *statement) order(alias string, o listing.Order) {
	way := ""
	if o.Desc {
		way = " DESC"
	}
	if o.Column != "id" {
		s.put(alias, ".`", o.Column, "`", way)
		if s.view.without.TieBreak {
			return
		}
		s.put(", ")
	}
	s.put(alias, ".`id`", way)
}

func (s *statement) limit(n int) {
	if s.view.without.Size {
		n--
	}
	s.put(" LIMIT ")
	s.arg(n)
}

// columns adds what a query reads.
func (s *statement) columns(q *query, veils []veil) {
	if len(q.columns) == 0 {
		s.put("1")
	}
	for i := range q.columns {
		if i > 0 {
			s.put(",")
		}
		s.column(q, i, veils)
	}
}

// column adds a column. One that its viewer may not see is not read.
func (s *statement) column(q *query, i int, veils []veil) {
	c := q.columns[i]
	switch {
	case veils[i] == closed:
		s.put("NULL")
		return
	case c.field != nil && c.field.Type == noun.Time && s.dialect == dialect.SQLite:
		s.put("+") // an expression has no declared type, by which the driver would parse it
	}
	s.put(q.tables[c.table].alias, ".`", c.name, "`")
}

// joins adds the tables of the to-one edges. They are LEFT joins whether the edge may lead nowhere or not: what it leads to
// may be out of sight, and the database must not begin with it.
func (s *statement) joins(q *query) error {
	for _, t := range q.tables[1:] {
		if !s.view.without.Left {
			s.put(" LEFT")
		}
		s.put(" JOIN `", t.noun.Table, "` ", t.alias, " ON ", t.alias, ".`id` = ", q.tables[t.parent].alias, ".`", t.column, "`")
		if err := s.sight(t.alias, t.noun); err != nil {
			return err
		}
	}
	return nil
}
