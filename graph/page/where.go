package page

import (
	"unicode/utf8"

	"entgo.io/ent/dialect/sql"

	"estatehub/internal/listing"
)

// Predicate is a filter for ent.
func Predicate(f *listing.Filter) func(*sql.Selector) {
	return func(s *sql.Selector) {
		for _, c := range f.Conditions {
			s.Where(compare(s.C(c.Column), c))
		}
	}
}

func compare(column string, c listing.Condition) *sql.Predicate {
	switch c.Op {
	case listing.In:
		return sql.In(column, c.Values...)
	case listing.AtLeast:
		return sql.GTE(column, c.Values[0])
	case listing.AtMost:
		return sql.LTE(column, c.Values[0])
	case listing.Below:
		return sql.LT(column, c.Values[0])
	case listing.StartsWith:
		return startsWith(column, c.Values[0].(string))
	case listing.Contains:
		return contains(column, c.Values[0])
	case listing.Missing:
		return sql.IsNull(column)
	case listing.Given:
		return sql.NotNull(column)
	default:
		return sql.EQ(column, c.Values[0])
	}
}

// contains is INSTR and not LIKE, which folds case on SQLite alone.
func contains(c string, v any) *sql.Predicate {
	return sql.P(func(b *sql.Builder) {
		b.WriteString("INSTR(").Ident(c).Comma().Arg(v).WriteString(") > 0")
	})
}

// startsWith is a range, which an index serves on every dialect; LIKE would be served on MariaDB alone.
func startsWith(c, s string) *sql.Predicate {
	return sql.And(sql.GTE(c, s), sql.LT(c, s+string(utf8.MaxRune)))
}

// beyond is the condition for rows after a position, or before it. Row constructors, (a, id) > (?, ?), would not use the
// index on MariaDB and MySQL.
func beyond(at *listing.Position, o listing.Order, before bool) func(*sql.Selector) {
	return func(s *sql.Selector) {
		strict, loose := sql.GT, sql.GTE
		if o.Desc != before {
			strict, loose = sql.LT, sql.LTE
		}
		if o.Column == "id" {
			s.Where(strict(s.C("id"), at.ID))
			return
		}
		s.Where(sql.And(loose(s.C(o.Column), at.Value),
			sql.Or(strict(s.C(o.Column), at.Value), strict(s.C("id"), at.ID))))
	}
}

func apply(o listing.Order, s *sql.Selector) { by(o, s, s.C) }

func by(o listing.Order, s *sql.Selector, name func(string) string) {
	way := sql.Asc
	if o.Desc {
		way = sql.Desc
	}
	if o.Column != "id" {
		s.OrderBy(way(name(o.Column)))
	}
	s.OrderBy(way(name("id")))
}
