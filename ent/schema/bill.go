package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"estatehub/ent/noun"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

// Bill is what a unit is asked to pay.
type Bill struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Bill) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Bill) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(49, tenants.Money, "账单", "What a unit is asked to pay of one kind of fee for one period, and what of it is still to come (SYS-70, F-33), as the books have it. A bill of which something is owed after its due day is in arrears (SYS-71).").
		Upkept().Known("unit_id", "fee", "since")}
}

// Fields implements ent.Interface.
func (Bill) Fields() []ent.Field {
	return []ent.Field{
		id("unit_id").Comment("The unit that pays.").Annotations(noun.F("房屋").Filtered().Fixed()),
		field.Enum("fee").SchemaType(code).Values(lifecycle.Codes(lifecycle.Fees)...).Comment("Kind of fee (2g.1).").Annotations(noun.F("费用项目").Filtered().Fixed()),
		field.String("since").SchemaType(code).MaxRuneLen(10).NotEmpty().Comment("First day it is for.").Annotations(noun.F("账期起始").Day().Filtered().Fixed()),
		field.String("until").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Last day it is for; null for what is not by time.").Annotations(noun.F("账期截止").Day()),
		field.Int64("amount").NonNegative().Comment("What is charged, in fen.").Annotations(noun.F("应收金额").Money()),
		field.Int64("owed").NonNegative().Comment("What is still to be paid of it, in fen; at most the amount, 0 once it is paid.").Annotations(noun.F("欠费金额").Money().Filtered().UpTo("amount")),
		field.String("due_on").SchemaType(code).MaxRuneLen(10).NotEmpty().Comment("Last day on which it is paid in time.").Annotations(noun.F("缴费期限").Day().Filtered().Sorted()),
		field.String("paid_on").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Day of the last payment; null while nothing is paid.").Annotations(noun.F("缴费日期").Day()),
	}
}

// Edges implements ent.Interface.
func (Bill) Edges() []ent.Edge {
	return []ent.Edge{edge.From("unit", Unit.Type).Ref("bills").Field("unit_id").Unique().Required().Comment("The unit that pays.").Annotations(noun.F("房屋"))}
}

// Indexes implements ent.Interface: by due day of a unit, of a community and of all.
func (Bill) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("community_id", "unit_id", "fee", "since").Unique(),
		index.Fields("community_id", "unit_id", "due_on"),
		index.Fields("community_id", "due_on"),
		index.Fields("due_on"),
	}
}
