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

// VisitSample is what was drawn for return visits in a month.
type VisitSample struct{ ent.Schema }

// Mixin implements ent.Interface.
func (VisitSample) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (VisitSample) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(36, tenants.Quality, "回访抽样", "The sample of one month, one type of return visit: how many matters were completed, what share is to be visited, and the seed by which anybody can draw it again (2c).")}
}

// Fields implements ent.Interface.
func (VisitSample) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("type").SchemaType(code).Values(lifecycle.Codes(lifecycle.VisitTypes)...).Immutable().Comment("Type of return visit (RV-01 to RV-13).").Annotations(noun.F("回访类型").Filtered().Fixed()),
		field.String("month").SchemaType(code).MaxRuneLen(7).Immutable().Comment("Month the matters were completed in, as 2026-01.").Annotations(noun.F("月份").Filtered().Sorted().Fixed()),
		field.Float("coverage").Min(0).Max(1).Immutable().Comment("Share to be visited, 0 to 1, by the policy in force when the month began.").Annotations(noun.F("回访比例").Fixed()),
		field.Int64("seed").Immutable().Comment("Seed of the random choice.").Annotations(noun.F("随机种子").Fixed()),
		field.Int("completed").Default(0).Comment("Matters completed in the month so far.").Annotations(noun.F("完成数").Kept()),
		field.Int("drawn").Default(0).Comment("Of these, drawn for a visit: at least coverage × completed, rounded up, once the month is over.").Annotations(noun.F("抽中数").Kept()),
		optID("policy_id").Comment("The version of the policy; null where it is the hub's default.").Annotations(noun.F("参数版本").Filtered().Fixed()),
	}
}

// Edges implements ent.Interface.
func (VisitSample) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("policy", PolicyValue.Type).Field("policy_id").Unique().Comment("The version of the policy.").Annotations(noun.F("参数版本")),
		edge.To("visits", ReturnVisit.Type).Comment("The visits drawn.").Annotations(noun.F("回访")),
		edge.To("candidates", VisitCandidate.Type).Comment("The matters it was drawn from, by number.").Annotations(noun.F("抽样名单")),
	}
}

// Indexes implements ent.Interface.
func (VisitSample) Indexes() []ent.Index {
	return []ent.Index{index.Fields("community_id", "type", "month").Unique(), index.Fields("month"), index.Fields("community_id", "month")}
}

// VisitCandidate is a matter that a sample was drawn from.
type VisitCandidate struct{ ent.Schema }

// Mixin implements ent.Interface.
func (VisitCandidate) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (VisitCandidate) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(60, tenants.Quality, "抽样名单", "A matter completed in a month, by its number in the sample of its community and type. The number and the sample's seed alone decide whether it is visited, so that anybody can draw again (2c).")}
}

// Fields implements ent.Interface.
func (VisitCandidate) Fields() []ent.Field {
	return []ent.Field{
		id("sample_id").Comment("The sample.").Annotations(noun.F("回访抽样").Filtered().Fixed()),
		id("ticket_id").Comment("The ticket completed.").Annotations(noun.F("工单").Filtered().Fixed()),
		field.Int("number").Min(1).Immutable().Comment("Its number in the sample: 1, 2, 3 in the order the hub took the completed ones up.").Annotations(noun.F("抽样序号").Filtered().Fixed()),
		field.Enum("draw").SchemaType(code).Values("NOT_DRAWN", "SEED", "TOP_UP").Comment("Whether it is visited: not drawn, drawn by the seed as it came, or at the month's end to make up the share.").Annotations(noun.F("抽中方式").Filtered().Kept()),
		field.Time("completed_at").SchemaType(instant).Comment("When it was completed; the last time, where it was opened again.").Annotations(noun.F("完成时间").Filtered().Kept()),
	}
}

// Edges implements ent.Interface.
func (VisitCandidate) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("sample", VisitSample.Type).Ref("candidates").Field("sample_id").Unique().Required().Comment("The sample.").Annotations(noun.F("回访抽样")),
		edge.To("ticket", Ticket.Type).Field("ticket_id").Unique().Required().Comment("The ticket completed.").Annotations(noun.F("工单")),
	}
}

// Indexes implements ent.Interface.
func (VisitCandidate) Indexes() []ent.Index {
	return []ent.Index{index.Fields("community_id", "ticket_id").Unique(), index.Fields("community_id", "sample_id", "number").Unique(), index.Fields("ticket_id")}
}

// marks are what a customer thinks of something.
var marks = lifecycle.Codes(lifecycle.Marks)

// ReturnVisit is a visit after a service.
type ReturnVisit struct{ ent.Schema }

// Mixin implements ent.Interface.
func (ReturnVisit) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (ReturnVisit) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(37, tenants.Quality, "回访", "A visit to a customer after a service, or a planned one: was it done, in time, and is he satisfied (SYS-20, SYS-21, RV-01 to RV-13).")}
}

// Fields implements ent.Interface.
func (ReturnVisit) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("type").SchemaType(code).Values(lifecycle.Codes(lifecycle.VisitTypes)...).Immutable().Comment("Type of visit (2c).").Annotations(noun.F("回访类型").Filtered().Fixed()),
		field.String("rule").SchemaType(code).MaxRuneLen(8).Immutable().Comment("The rule, e.g. RV-05 (2c).").Annotations(noun.F("规则").Filtered().Fixed()),
		field.Enum("state").SchemaType(code).Values(codes(lifecycle.VisitStates)...).Comment("Where it stands.").Annotations(noun.F("状态").Filtered().Kept()),
		field.Bool("open").Comment("Whether it is still to be made.").Annotations(noun.F("待回访").Filtered().Follows("state", lifecycle.VisitOpen)),
		optID("ticket_id").Comment("The ticket it follows.").Annotations(noun.F("工单").Filtered().Fixed()),
		optID("unit_id").Comment("The unit visited.").Annotations(noun.F("房屋").Filtered().Fixed()),
		optID("owner_id").Comment("The owner visited.").Annotations(noun.F("业主").Filtered().Fixed()),
		optID("sample_id").Comment("The sample it was drawn in.").Annotations(noun.F("回访抽样").Filtered().Fixed()),
		field.Bool("added").Default(false).Immutable().Comment("Whether the site added it to the sample; it may add, not remove (2c).").Annotations(noun.F("自行增加").Filtered().Fixed()),
		field.Int("round").Min(1).Default(1).Immutable().Comment("1 for the first visit to its ticket, 2 for the one after it was opened and completed again, and so on.").Annotations(noun.F("第几次回访").Within(1, 1000).Filtered().Fixed()),
		field.String("customer").MaxRuneLen(120).Optional().Nillable().Comment("Who is visited.").Annotations(noun.F("回访对象").Personal(tenants.Contacts, noun.Name)),
		field.String("phone").SchemaType(code).MaxRuneLen(32).Optional().Nillable().Comment("How to reach him.").Annotations(noun.F("联系电话").Personal(tenants.Contacts, noun.Phone)),
		optID("visitor_id").Comment("Who is to make it.").Annotations(noun.F("回访人").Filtered()),
		field.Enum("method").SchemaType(code).Values(lifecycle.Codes(lifecycle.VisitMethods)...).Optional().Nillable().Comment("How it was made.").Annotations(noun.F("回访方式").Filtered()),
		field.Time("completed_at").SchemaType(instant).Optional().Nillable().Comment("When the matter was completed; its window runs from then. Null where it follows no ticket.").Annotations(noun.F("完成时间").Filtered().Kept()),
		field.Time("opens_at").SchemaType(instant).Comment("From when it may be made.").Annotations(noun.F("窗口开始").Filtered().Kept()),
		field.String("month").SchemaType(code).MaxRuneLen(7).Comment("Month the matter was completed in, in the community's zone, as 2026-01.").Annotations(noun.F("月份").Filtered().Kept()),
		field.Time("due_at").SchemaType(instant).Comment("By when it must be made.").Annotations(noun.F("回访期限").Filtered().Sorted().Kept()),
		field.Time("appointed_at").SchemaType(instant).Optional().Nillable().Comment("Time agreed with the customer (S1.b).").Annotations(noun.F("预约时间").Filtered()),
		field.Int("attempts").Default(0).Comment("How often he was not reached.").Annotations(noun.F("未接通次数").Kept()),
		field.Time("visited_at").SchemaType(instant).Optional().Nillable().Comment("When it was made.").Annotations(noun.F("回访时间").Filtered().Kept()),
		field.Bool("on_time").Optional().Nillable().Comment("Whether it was made by its due time; null while it is open.").Annotations(noun.F("按时").Filtered().Kept()),
		field.Bool("qualified").Optional().Nillable().Comment("Whether the service was found qualified; null while it is open.").Annotations(noun.F("回访合格").Filtered().Kept()),
		field.Enum("satisfaction").SchemaType(code).Values(marks...).Optional().Nillable().Comment("How satisfied he is on the whole.").Annotations(noun.F("满意度").Filtered()),
		field.Enum("security").SchemaType(code).Values(marks...).Optional().Nillable().Comment("Mark for security (S0.b).").Annotations(noun.F("安全").Filtered()),
		field.Enum("cleaning").SchemaType(code).Values(marks...).Optional().Nillable().Comment("Mark for cleaning (S0.b).").Annotations(noun.F("保洁").Filtered()),
		field.Enum("greening").SchemaType(code).Values(marks...).Optional().Nillable().Comment("Mark for greening (S0.b).").Annotations(noun.F("绿化").Filtered()),
		field.Enum("repair").SchemaType(code).Values(marks...).Optional().Nillable().Comment("Mark for repair (S0.b).").Annotations(noun.F("维修").Filtered()),
		field.Enum("staff_quality").SchemaType(code).Values(marks...).Optional().Nillable().Comment("Mark for the quality of the staff (S0.b).").Annotations(noun.F("人员素质").Filtered()),
		field.String("shortcomings").MaxRuneLen(2000).Optional().Nillable().Comment("What was not good.").Annotations(noun.F("不足之处")),
		field.String("opinions").MaxRuneLen(2000).Optional().Nillable().Comment("What he said.").Annotations(noun.F("意见建议")),
		field.Bool("signed").Default(false).Comment("Whether he signed.").Annotations(noun.F("客户签字").Filtered()),
		field.Time("promised_at").SchemaType(instant).Optional().Nillable().Comment("By when a question left open is answered (D-38).").Annotations(noun.F("答复承诺").Filtered()),
		field.Time("answered_at").SchemaType(instant).Optional().Nillable().Comment("When that question was answered.").Annotations(noun.F("答复时间").Filtered().Kept()),
		field.String("answer").MaxRuneLen(2000).Optional().Nillable().Comment("What he was answered.").Annotations(noun.F("答复内容").Kept()),
		field.String("reason").MaxRuneLen(500).Optional().Nillable().Comment("Why it was waived.").Annotations(noun.F("免访原因").Kept()),
		optID("follow_up_id").Comment("The ticket an unqualified visit became: the one visited, re-opened, or a new complaint (SYS-20).").Annotations(noun.F("后续工单").Filtered().Kept()),
	}
}

// Edges implements ent.Interface.
func (ReturnVisit) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("ticket", Ticket.Type).Ref("return_visits").Field("ticket_id").Unique().Comment("The ticket it follows.").Annotations(noun.F("工单")),
		edge.From("sample", VisitSample.Type).Ref("visits").Field("sample_id").Unique().Comment("The sample it was drawn in.").Annotations(noun.F("回访抽样")),
		edge.To("unit", Unit.Type).Field("unit_id").Unique().Comment("The unit visited.").Annotations(noun.F("房屋")),
		edge.To("owner", Owner.Type).Field("owner_id").Unique().Comment("The owner visited.").Annotations(noun.F("业主")),
		edge.To("visitor", Staff.Type).Field("visitor_id").Unique().Comment("Who is to make it.").Annotations(noun.F("回访人")),
		edge.To("follow_up", Ticket.Type).Field("follow_up_id").Unique().Comment("The ticket an unqualified visit became.").Annotations(noun.F("后续工单")),
		edge.To("clocks", Clock.Type).Comment("Its deadlines.").Annotations(noun.F("时限")),
		edge.To("nonconformities", Nonconformity.Type).Comment("What it raised.").Annotations(noun.F("不合格")),
		edge.To("attachments", Attachment.Type).Comment("Its photos and signature.").Annotations(noun.F("附件")),
	}
}

// Indexes implements ent.Interface.
func (ReturnVisit) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("due_at"), index.Fields("community_id", "due_at"),
		index.Fields("open", "due_at"), index.Fields("community_id", "open", "due_at"),
		index.Fields("state", "due_at"), index.Fields("community_id", "state", "due_at"),
		index.Fields("month", "type", "community_id"), index.Fields("community_id", "month", "type"),
		index.Fields("community_id", "ticket_id", "round").Unique(), index.Fields("community_id", "follow_up_id"),
	}
}
