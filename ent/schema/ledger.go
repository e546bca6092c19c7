package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"estatehub/ent/noun"
	"estatehub/internal/ident"
)

// changed is what a change says, before and after it has its position.
func changed() []ent.Field {
	return []ent.Field{
		field.Int64("community_id").GoType(ident.ID(0)).Immutable().Comment("The community, 0 for the head office."),
		field.Int64("entity_id").GoType(ident.ID(0)).Immutable().Comment("The row that changed; the first of a range for a bulk change."),
		field.Int64("last_id").GoType(ident.ID(0)).Immutable().Comment("The last of the range; entity_id for a single row."),
		field.Enum("operation").SchemaType(code).Values("CREATE", "UPDATE", "DELETE").Immutable(),
		field.Int64("actor_id").GoType(ident.ID(0)).Immutable().Comment("The user, 0 for the hub itself."),
		field.String("request").SchemaType(code64).MaxRuneLen(64).Immutable().Comment("Id of the request."),
		field.Time("at").SchemaType(instant).Immutable(),
		field.String("fields").MaxRuneLen(1000).Immutable().Comment("Names of the fields changed, by comma."),
	}
}

// ChangeDraft is a change that is committed and has no position yet.
type ChangeDraft struct{ ent.Schema }

// Annotations implements ent.Interface.
func (ChangeDraft) Annotations() []schema.Annotation {
	return []schema.Annotation{binary, noun.Bookkeeping("A change written by the transaction that made it, before the sequencer gives it its position.")}
}

// Fields implements ent.Interface.
func (ChangeDraft) Fields() []ent.Field { return append([]ent.Field{field.Int64("id")}, changed()...) }

// Change is one entry of the ledger; its id is its position.
type Change struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Change) Annotations() []schema.Annotation {
	return []schema.Annotation{binary, noun.Bookkeeping("The ledger: every committed change in its final order.")}
}

// Fields implements ent.Interface.
func (Change) Fields() []ent.Field {
	return append([]ent.Field{field.Int64("id").Annotations(given)}, changed()...)
}

// Indexes implements ent.Interface. The second holds the ends of ranges, so that what is told of one row is found in the
// index alone.
func (Change) Indexes() []ent.Index {
	return []ent.Index{index.Fields("community_id"), index.Fields("entity_id", "last_id")}
}

// IDBlock is the high-water mark of ids handed out for a slot and kind.
type IDBlock struct{ ent.Schema }

// Annotations implements ent.Interface.
func (IDBlock) Annotations() []schema.Annotation {
	return []schema.Annotation{binary, noun.Bookkeeping("The next free counter of a slot and kind.")}
}

// Fields implements ent.Interface.
func (IDBlock) Fields() []ent.Field {
	return []ent.Field{field.Int64("id").Annotations(given).Comment("slot << 8 | kind"), field.Int64("next")}
}

// Setting is a value of this installation, as the ledger's head and the keys of cursors.
type Setting struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Setting) Annotations() []schema.Annotation {
	return []schema.Annotation{binary, noun.Bookkeeping("A value of this installation.")}
}

// Fields implements ent.Interface.
func (Setting) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").SchemaType(map[string]string{dialect.MySQL: "varchar(64)"}).MaxRuneLen(64),
		field.String("value").MaxRuneLen(1000),
	}
}
