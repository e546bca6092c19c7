package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"estatehub/ent/noun"
	"estatehub/tenants"
)

// Reveal is one look at an owner's unmasked data.
type Reveal struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Reveal) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Reveal) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(30, tenants.Owners, "查看记录", "One look at an owner's unmasked phone and document number: who, when and why; append-only (domain 3.3 rule 6).")}
}

// Fields implements ent.Interface.
func (Reveal) Fields() []ent.Field {
	return []ent.Field{
		id("owner_id").Comment("The owner looked at.").Annotations(noun.F("业主").Filtered().Fixed()),
		id("user_id").Comment("The user who looked.").Annotations(noun.F("查看人").Filtered().Fixed()),
		field.String("reason").MaxRuneLen(500).NotEmpty().Nillable().Immutable().Comment("Why, in his words.").Annotations(noun.F("查看理由").Personal(tenants.Owners, noun.Hide).Fixed()),
		field.String("fields").SchemaType(code64).MaxRuneLen(64).Immutable().Comment("What was shown, by comma: phone, idNumber.").Annotations(noun.F("查看内容").Fixed()),
		field.Time("at").SchemaType(instant).Immutable().Comment("When.").Annotations(noun.F("查看时间").Sorted().Fixed()),
	}
}

// Edges implements ent.Interface.
func (Reveal) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("owner", Owner.Type).Ref("reveals").Field("owner_id").Unique().Required().Comment("The owner looked at.").Annotations(noun.F("业主")),
	}
}
