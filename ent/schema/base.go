// Package schema says what the hub keeps: one file per noun. Field comments become the descriptions of the GraphQL schema,
// annotations say the rest (see package noun); the laws of ent/rules are checked at generation.
package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"entgo.io/ent/schema/mixin"

	"estatehub/ent/noun"
	"estatehub/internal/ident"
)

// Codes, days and phones are short ASCII; instants have microseconds on every dialect.
var (
	code    = map[string]string{dialect.MySQL: "varchar(32)"}
	code64  = map[string]string{dialect.MySQL: "varchar(64)"}
	instant = map[string]string{dialect.MySQL: "datetime(6)"}
)

// now is the clock of created_at and updated_at: UTC to the microsecond, which is what the databases keep.
func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// row is what every noun has: its id and when it was made and changed.
type row struct{ mixin.Schema }

func (row) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").GoType(ident.ID(0)).Immutable().Annotations(given).Comment("Identifier, opaque, stable for ever."),
		field.Time("created_at").SchemaType(instant).Default(now).Immutable().Comment("When the hub first knew of it, UTC.").Annotations(noun.F("创建时间").Kept()),
		field.Time("updated_at").SchemaType(instant).Default(now).UpdateDefault(now).Comment("When it last changed, UTC.").Annotations(noun.F("更新时间").Kept()),
	}
}

func (row) Annotations() []schema.Annotation { return []schema.Annotation{binary} }

// given says of an id that the hub gives it, not the database.
var given = entsql.Annotation{Incremental: new(bool)}

// binary makes text compare by code point on MariaDB and MySQL as it does on SQLite, so that keys and cursors mean the
// same on all.
var binary = entsql.Annotation{Charset: "utf8mb4", Collation: "utf8mb4_bin"}

// Owned makes rows belong to a community, for ever. It has no options: whoever embeds it stands behind the walls.
type Owned struct{ mixin.Schema }

// Fields implements ent.Mixin.
func (Owned) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("community_id").GoType(ident.ID(0)).Immutable().Comment("The community it belongs to.").Annotations(noun.F("小区").Filtered().Fixed()),
	}
}

// Edges implements ent.Mixin.
func (Owned) Edges() []ent.Edge {
	return []ent.Edge{edge.To("community", Community.Type).Field("community_id").Unique().Required().Immutable().Comment("The community it belongs to.").Annotations(noun.F("小区"))}
}

// Indexes implements ent.Mixin: what composite foreign keys refer to.
func (Owned) Indexes() []ent.Index { return []ent.Index{index.Fields("community_id", "id").Unique()} }

// owned is the mixin list of every Owned noun.
func owned() []ent.Mixin { return []ent.Mixin{row{}, Owned{}} }

// codes turns a life cycle's states into values of an enum.
func codes[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}
