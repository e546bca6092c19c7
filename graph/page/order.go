package page

import (
	"fmt"
	"strings"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/noun"
	"estatehub/internal/fault"
)

// order is a column and a direction; rows equal in it follow by id in the same direction, or no index would serve it.
type order struct {
	noun   *noun.Noun
	column string // "id" or a sortable field
	desc   bool
}

func parseOrder(n *noun.Noun, in map[string]any) (order, error) {
	o := order{noun: n, column: "id"}
	if in == nil {
		return o, nil
	}
	o.desc = fmt.Sprint(in["direction"]) == "DESC" // a named type of gqlgen's, or a text
	name := ""
	if in["field"] != nil {
		name = strings.ToLower(fmt.Sprint(in["field"]))
	}
	if name == "" || name == "id" {
		return o, nil
	}
	f := n.ByName(name)
	if f == nil || !f.Sort {
		return o, fault.New(fault.BadInput, "%s cannot be sorted by %s", n.Plural, name)
	}
	o.column = name
	return o, nil
}

func (o order) apply(s *sql.Selector) { o.by(s, s.C) }

func (o order) by(s *sql.Selector, name func(string) string) {
	by := sql.Asc
	if o.desc {
		by = sql.Desc
	}
	if o.column != "id" {
		s.OrderBy(by(name(o.column)))
	}
	s.OrderBy(by(name("id")))
}
