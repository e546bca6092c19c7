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

// Nonconformity is what failed and is followed to its end.
type Nonconformity struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Nonconformity) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Nonconformity) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(41, tenants.Quality, "不合格", "What failed: an unqualified return visit, the same matter twice, the same repair three times, a survey item, a finding. It has a cause, measures, and an end only once they have been found to work (SYS-24).").
		Many("nonconformities")}
}

// Fields implements ent.Interface.
func (Nonconformity) Fields() []ent.Field {
	return []ent.Field{
		field.String("number").MaxRuneLen(64).NotEmpty().Immutable().Comment("Number, unique in the community.").Annotations(noun.F("编号").Filtered().Fixed()),
		field.Enum("source").SchemaType(code).Values(lifecycle.Codes(lifecycle.NonconformitySources)...).Immutable().Comment("What raised it (SYS-20, SYS-24).").Annotations(noun.F("来源").Filtered().Fixed()),
		field.Enum("state").SchemaType(code).Values(codes(lifecycle.NonconformityStates)...).Comment("Where it stands.").Annotations(noun.F("状态").Filtered().Kept()),
		field.Bool("open").Comment("Whether it is not closed.").Annotations(noun.F("未关闭").Filtered().Follows("state", lifecycle.NonconformityOpen)),
		field.Enum("topic").SchemaType(code).Values(lifecycle.Codes(lifecycle.Topics)...).Optional().Nillable().Comment("What it is about (2h.1).").Annotations(noun.F("主题").Filtered()),
		field.String("description").MaxRuneLen(2000).NotEmpty().Comment("What failed.").Annotations(noun.F("不合格描述")),
		field.String("cause").MaxRuneLen(2000).Optional().Nillable().Comment("Why.").Annotations(noun.F("原因分析").Kept()),
		field.String("reason").MaxRuneLen(1000).Optional().Nillable().Comment("Why it was last sent back or re-opened.").Annotations(noun.F("退回或重开原因").Kept()),
		optID("owner_id").Comment("Who answers for it.").Annotations(noun.F("责任人").Filtered()),
		field.Time("raised_at").SchemaType(instant).Immutable().Comment("When it was raised.").Annotations(noun.F("提出时间").Filtered().Sorted().Fixed()),
		field.String("month").SchemaType(code).MaxRuneLen(7).Immutable().Comment("Month it was raised in, in the community's zone, as 2026-01.").Annotations(noun.F("月份").Filtered().Kept()),
		field.Time("due_at").SchemaType(instant).Comment("By when its measures must be implemented.").Annotations(noun.F("整改期限").Filtered().Sorted().Kept()),
		field.Time("implemented_at").SchemaType(instant).Optional().Nillable().Comment("When its measures were implemented.").Annotations(noun.F("实施时间").Filtered().Kept()),
		field.String("verification").MaxRuneLen(1000).Optional().Nillable().Comment("What was found when its measures were verified.").Annotations(noun.F("验证情况").Kept()),
		field.String("verified_by").MaxRuneLen(60).Optional().Nillable().Comment("Who verified them: his login at the time; never who did one of them.").Annotations(noun.F("验证人").Kept()),
		field.String("effect_due_on").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Day from which it is judged whether the measures work.").Annotations(noun.F("效果验证日期").Day().Filtered().Kept()),
		field.Bool("effective").Optional().Nillable().Comment("Whether the measures work; it closes on true only.").Annotations(noun.F("措施有效").Filtered().Kept()),
		field.String("effect").MaxRuneLen(1000).Optional().Nillable().Comment("What the check of effectiveness found.").Annotations(noun.F("效果验证情况").Kept()),
		field.Int("reopened").NonNegative().Default(0).Comment("How often it was re-opened.").Annotations(noun.F("重开次数").Filtered().Within(0, 1000).Kept()),
		field.Time("closed_at").SchemaType(instant).Optional().Nillable().Comment("When it was closed.").Annotations(noun.F("关闭时间").Filtered().Kept()),
		field.String("trigger_key").SchemaType(code64).MaxRuneLen(64).Optional().Nillable().Immutable().Sensitive().Comment("What raised it, so that it is raised once.").Annotations(noun.F("触发键").Kept()),
		optID("ticket_id").Comment("The ticket that raised it: the last of those that repeat a matter.").Annotations(noun.F("工单").Filtered().Fixed()),
		optID("return_visit_id").Comment("The return visit that raised it.").Annotations(noun.F("回访").Filtered().Fixed()),
		optID("survey_id").Comment("The survey that raised it.").Annotations(noun.F("满意度调查").Filtered().Fixed()),
		optID("finding_id").Comment("The finding that raised it.").Annotations(noun.F("检查发现").Filtered().Fixed()),
	}
}

// Edges implements ent.Interface.
func (Nonconformity) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("ticket", Ticket.Type).Ref("nonconformities").Field("ticket_id").Unique().Comment("The ticket that raised it.").Annotations(noun.F("工单")),
		edge.From("return_visit", ReturnVisit.Type).Ref("nonconformities").Field("return_visit_id").Unique().Comment("The return visit that raised it.").Annotations(noun.F("回访")),
		edge.From("survey", Survey.Type).Ref("nonconformities").Field("survey_id").Unique().Comment("The survey that raised it.").Annotations(noun.F("满意度调查")),
		edge.From("finding", Finding.Type).Ref("nonconformities").Field("finding_id").Unique().Comment("The finding that raised it.").Annotations(noun.F("检查发现")),
		edge.To("owner", Staff.Type).Field("owner_id").Unique().Comment("Who answers for it.").Annotations(noun.F("责任人")),
		edge.To("actions", CorrectiveAction.Type).Comment("What is done about it.").Annotations(noun.F("纠正及预防措施")),
		edge.To("attachments", Attachment.Type).Comment("Its evidence.").Annotations(noun.F("附件")),
	}
}

// Indexes implements ent.Interface.
func (Nonconformity) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("community_id", "number").Unique(), index.Fields("community_id", "trigger_key").Unique(),
		index.Fields("raised_at"), index.Fields("community_id", "raised_at"), index.Fields("due_at"), index.Fields("community_id", "due_at"),
		index.Fields("open", "due_at"), index.Fields("community_id", "open", "due_at"),
		index.Fields("month", "source", "community_id"), index.Fields("community_id", "month", "source"),
		index.Fields("source", "topic", "raised_at"),
	}
}

// CorrectiveAction is one measure about a nonconformity.
type CorrectiveAction struct{ ent.Schema }

// Mixin implements ent.Interface.
func (CorrectiveAction) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (CorrectiveAction) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(42, tenants.Quality, "纠正及预防措施", "A measure about a nonconformity: what puts it right, what keeps it from coming again here, or elsewhere (CAPA, SYS-24).")}
}

// Fields implements ent.Interface.
func (CorrectiveAction) Fields() []ent.Field {
	return []ent.Field{
		id("nonconformity_id").Comment("The nonconformity.").Annotations(noun.F("不合格").Filtered().Fixed()),
		field.Enum("kind").SchemaType(code).Values("CORRECTION", "CORRECTIVE", "PREVENTIVE").Immutable().Comment("Correction of what failed, corrective action against its cause, or preventive action elsewhere.").Annotations(noun.F("措施类型").Filtered().Fixed()),
		field.Enum("state").SchemaType(code).Values(codes(lifecycle.ActionStates)...).Default(string(lifecycle.ActionPlanned)).Comment("Planned, done, verified by somebody else, rejected and to be done again, or withdrawn because another is better.").Annotations(noun.F("状态").Filtered().Kept()),
		field.String("measure").MaxRuneLen(1000).NotEmpty().Immutable().Comment("What is to be done.").Annotations(noun.F("措施").Fixed()),
		id("owner_id").Comment("Who is to do it.").Annotations(noun.F("责任人").Filtered().Fixed()),
		field.String("due_on").SchemaType(code).MaxRuneLen(10).Immutable().Comment("Day it is due.").Annotations(noun.F("完成期限").Day().Filtered().Sorted().Fixed()),
		field.Time("done_at").SchemaType(instant).Optional().Nillable().Comment("When it was done.").Annotations(noun.F("完成时间").Filtered().Kept()),
		field.String("result").MaxRuneLen(1000).Optional().Nillable().Comment("What was done.").Annotations(noun.F("完成情况").Kept()),
		field.String("done_by").MaxRuneLen(60).Optional().Nillable().Comment("Who said so: his login at the time.").Annotations(noun.F("登记人").Kept()),
		field.Time("verified_at").SchemaType(instant).Optional().Nillable().Comment("When it was verified.").Annotations(noun.F("验证时间").Filtered().Kept()),
		field.String("verified_by").MaxRuneLen(60).Optional().Nillable().Comment("Who verified it: his login at the time; never who did it.").Annotations(noun.F("验证人").Kept()),
		field.String("verification").MaxRuneLen(1000).Optional().Nillable().Comment("What was found, or why it was withdrawn.").Annotations(noun.F("验证情况").Kept()),
	}
}

// Edges implements ent.Interface.
func (CorrectiveAction) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("nonconformity", Nonconformity.Type).Ref("actions").Field("nonconformity_id").Unique().Required().Comment("The nonconformity.").Annotations(noun.F("不合格")),
		edge.To("owner", Staff.Type).Field("owner_id").Unique().Required().Comment("Who is to do it.").Annotations(noun.F("责任人")),
	}
}

// Indexes implements ent.Interface.
func (CorrectiveAction) Indexes() []ent.Index {
	return []ent.Index{index.Fields("due_on"), index.Fields("community_id", "due_on"), index.Fields("community_id", "state", "due_on"), index.Fields("state", "due_on")}
}
