package data

import (
	"fmt"

	"entgo.io/ent"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
)

// follow writes the columns that follow another where a mutation writes that one, and refuses to write them otherwise: so
// they cannot part, whoever writes.
func follow(n *noun.Noun, m ent.Mutation) error {
	for _, f := range n.Fields {
		if f.Follows == "" {
			continue
		}
		lead, leads := m.Field(f.Follows)
		if v, set := m.Field(f.Name); set && !leads {
			return fmt.Errorf("data: %s.%s was set to %v without %s, which it follows", n.Name, f.Name, v, f.Follows)
		}
		if !leads {
			continue
		}
		v, ok := f.By[fmt.Sprint(lead)]
		if !ok {
			continue // no value of the enum: ent says so
		}
		if s, text := v.(string); text && f.Type == noun.Enum {
			v = gen.EnumValue(n, f.Name, s)
		}
		if err := m.SetField(f.Name, v); err != nil {
			return err
		}
	}
	return nil
}

// follower is a column that a bulk write adds to those its caller gives.
type follower struct {
	field *noun.Field
	lead  int // place of the column it follows among the caller's
}

// followers are the columns that follow those of a bulk write.
func followers(n *noun.Noun, fields []string) ([]follower, error) {
	var all []follower
	for i, name := range fields {
		if f := n.ByName(name); f.Follows != "" {
			return nil, fmt.Errorf("data: %s.%s follows %s and cannot be given", n.Name, name, f.Follows)
		}
		for _, f := range n.Following(name) {
			all = append(all, follower{f, i})
		}
	}
	return all, nil
}

// value is what the column is in a row.
func (f follower) value(row []any) (any, error) {
	lead := fmt.Sprint(row[f.lead])
	v, ok := f.field.By[lead]
	if !ok {
		return nil, fmt.Errorf("data: %s follows %s, which cannot be %q", f.field.Name, f.field.Follows, lead)
	}
	return v, nil
}
