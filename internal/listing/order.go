package listing

import (
	"fmt"
	"strings"

	"estatehub/ent/noun"
	"estatehub/internal/fault"
)

// Order is a column and a direction; rows equal in it follow by id in the same direction, or no index would serve it.
type Order struct {
	Noun   *noun.Noun
	Column string // "id" or a sortable field
	Desc   bool
}

func parseOrder(n *noun.Noun, in map[string]any) (Order, error) {
	o := Order{Noun: n, Column: "id"}
	if in == nil {
		return o, nil
	}
	o.Desc = fmt.Sprint(in["direction"]) == "DESC" // a named type of gqlgen's, or a text
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
	o.Column = name
	return o, nil
}
