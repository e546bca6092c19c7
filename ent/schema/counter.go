package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"estatehub/ent/noun"
	"estatehub/internal/ident"
)

// small is a number of a few values.
var small = map[string]string{dialect.MySQL: "smallint"}

// counter is what a table of counts has before and after the columns it counts by. A count is the sum of its rows: a
// transaction adds its part as a row of its own, since of two that changed one row MariaDB would send one back, and
// internal/counters adds the parts up to the row of part 0. The rows of a rollup lie together, in the order of the
// communities.
func counter(columns ...ent.Field) []ent.Field {
	return append(append([]ent.Field{
		field.Int64("id").StorageKey("part").Annotations(given).Comment("0 for the sum, else the transaction's own."),
		field.Int("rollup").SchemaType(small).Comment("Number of the rollup."),
		field.Int64("community_id").GoType(ident.ID(0)),
	}, columns...), field.Int("n").Comment("How many more, or fewer."))
}

// by is a column of a counter's key, ” where a rollup does not know it.
func by(name string) ent.Field {
	return field.String(name).SchemaType(code).MaxRuneLen(32)
}

// TicketCounter holds the counts of tickets.
type TicketCounter struct{ ent.Schema }

// Annotations implements ent.Interface.
func (TicketCounter) Annotations() []schema.Annotation {
	return []schema.Annotation{binary, noun.Counting("Ticket", "rollup", "community_id", "kind", "state", "phase", "part")}
}

// Fields implements ent.Interface.
func (TicketCounter) Fields() []ent.Field {
	return counter(by("kind"), by("state"), by("phase"), field.Bool("open").Optional().Nillable())
}

// UnitCounter holds the counts of units.
type UnitCounter struct{ ent.Schema }

// Annotations implements ent.Interface.
func (UnitCounter) Annotations() []schema.Annotation {
	return []schema.Annotation{binary, noun.Counting("Unit", "rollup", "community_id", "occupancy", "use", "part")}
}

// Fields implements ent.Interface.
func (UnitCounter) Fields() []ent.Field { return counter(by("occupancy"), by("use")) }
