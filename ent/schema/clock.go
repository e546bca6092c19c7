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

// Clock is one running or ended deadline.
type Clock struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Clock) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Clock) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(34, tenants.Tickets, "时限", "One deadline of a ticket, return visit, survey or duty, by the rules D-01 to D-48; a matter has several at once. It keeps the policy version and the holiday calendars it was reckoned with, and no later change judges it anew.")}
}

// Fields implements ent.Interface.
func (Clock) Fields() []ent.Field {
	return []ent.Field{
		field.String("rule").SchemaType(code).MaxRuneLen(8).NotEmpty().Immutable().Comment("The rule, e.g. D-08 (2b).").Annotations(noun.F("规则").Filtered().Fixed()),
		optID("ticket_id").Comment("The ticket it runs for.").Annotations(noun.F("工单").Filtered().Fixed()),
		optID("return_visit_id").Comment("The return visit it runs for.").Annotations(noun.F("回访").Filtered().Fixed()),
		optID("survey_id").Comment("The survey it runs for.").Annotations(noun.F("满意度调查").Filtered().Fixed()),
		optID("duty_id").Comment("The duty it runs for.").Annotations(noun.F("工作任务").Filtered().Fixed()),
		field.Enum("state").SchemaType(code).Values(codes(lifecycle.ClockStates)...).Comment("RUNNING, PAUSED while the matter waits for somebody else, MET in time, BREACHED: the time has run out and nothing has been done, LATE: done after it had, CANCELLED: the matter went another way before it was due.").Annotations(noun.F("状态").Filtered().Kept()),
		field.Bool("breached").Comment("Whether its time ran out: BREACHED or LATE.").Annotations(noun.F("超时").Filtered().Follows("state", lifecycle.ClockBreached)),
		field.Enum("unit").SchemaType(code).Values(lifecycle.Codes(lifecycle.ClockUnits)...).Immutable().Comment("In what it is counted (0.2).").Annotations(noun.F("计时单位").Filtered().Fixed()),
		field.Int("amount").Immutable().Comment("How many units it was given; 0 where the end was agreed (promise) or is a day of the calendar.").Annotations(noun.F("时限数值").Fixed()),
		field.Time("started_at").SchemaType(instant).Comment("When it began.").Annotations(noun.F("开始时间").Filtered().Sorted().Kept()),
		field.String("month").SchemaType(code).MaxRuneLen(7).Comment("Month it began in, in the community's zone, as 2026-01.").Annotations(noun.F("月份").Filtered().Kept()),
		field.Time("warn_at").SchemaType(instant).Comment("When whoever is responsible is to be reminded.").Annotations(noun.F("预警时间").Filtered().Kept()),
		field.Time("due_at").SchemaType(instant).Comment("When its time runs out, pauses so far included.").Annotations(noun.F("到期时间").Filtered().Sorted().Kept()),
		field.Time("paused_at").SchemaType(instant).Optional().Nillable().Comment("Since when it stands still.").Annotations(noun.F("暂停时间").Filtered().Kept()),
		field.String("pause_reason").SchemaType(code).MaxRuneLen(32).Optional().Nillable().Comment("Why it stands still: what the ticket waits for.").Annotations(noun.F("暂停原因").Filtered().Kept()),
		field.Int64("paused_seconds").Default(0).Comment("How long it has stood still before, in seconds.").Annotations(noun.F("累计暂停秒数").Kept()),
		field.Time("ended_at").SchemaType(instant).Optional().Nillable().Comment("When what it asks for was done, or it was cancelled.").Annotations(noun.F("结束时间").Filtered().Kept()),
		field.Time("breached_at").SchemaType(instant).Optional().Nillable().Comment("When its time had run out.").Annotations(noun.F("超时时间").Filtered().Kept()),
		field.Int("level").Range(0, 5).Default(0).Comment("How far it has been escalated: 0 not, 1 supervisor, 2 director, 3 company.").Annotations(noun.F("升级层级").Filtered().Within(0, 5).Kept()),
		field.Time("next_at").SchemaType(instant).Comment("When the hub must look at it again: to warn, to record the breach, to tell the next post; far in the future where never.").Annotations(noun.F("下次检查时间").Kept()),
		field.String("policy_key").SchemaType(code64).MaxRuneLen(64).Optional().Nillable().Comment("The policy that says how long; null where the rule itself does.").Annotations(noun.F("参数名").Filtered().Kept()),
		optID("policy_id").Comment("The version of the policy; null where it is the hub's default.").Annotations(noun.F("参数版本").Filtered().Kept()),
		field.String("calendars").MaxRuneLen(64).Optional().Nillable().Comment("The holiday calendars its working days were counted with, as 2026v1, 2027v2; a ? after the year says that it has no calendar and only weekends were taken out.").Annotations(noun.F("节假日版本").Kept()),
	}
}

// Edges implements ent.Interface.
func (Clock) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("ticket", Ticket.Type).Ref("clocks").Field("ticket_id").Unique().Comment("The ticket it runs for.").Annotations(noun.F("工单")),
		edge.From("return_visit", ReturnVisit.Type).Ref("clocks").Field("return_visit_id").Unique().Comment("The return visit it runs for.").Annotations(noun.F("回访")),
		edge.From("survey", Survey.Type).Ref("clocks").Field("survey_id").Unique().Comment("The survey it runs for.").Annotations(noun.F("满意度调查")),
		edge.From("duty", Duty.Type).Ref("clocks").Field("duty_id").Unique().Comment("The duty it runs for.").Annotations(noun.F("工作任务")),
		edge.To("policy", PolicyValue.Type).Field("policy_id").Unique().Comment("The version of the policy.").Annotations(noun.F("参数版本")),
		edge.To("escalations", Escalation.Type).Comment("Who was told that it ran out, or that it soon would.").Annotations(noun.F("升级记录")),
	}
}

// Indexes implements ent.Interface.
func (Clock) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("next_at"),
		index.Fields("state", "due_at"),
		index.Fields("community_id", "state", "due_at"),
		index.Fields("due_at"),
		index.Fields("community_id", "due_at"),
		index.Fields("started_at"),
		index.Fields("month", "rule", "community_id", "state"),
		index.Fields("community_id", "rule", "month", "state"),
	}
}

// Escalation is one post that was told of a breach.
type Escalation struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Escalation) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Escalation) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(35, tenants.Tickets, "升级记录", "A post that was told that a deadline ran out, who held it, and when somebody acted (2b); or, of kind WARNING, who holds the matter and was told that its time soon will. A breach goes to posts, not to people; a vacant post passes it upwards.")}
}

// Fields implements ent.Interface.
func (Escalation) Fields() []ent.Field {
	return []ent.Field{
		id("clock_id").Comment("The deadline.").Annotations(noun.F("时限").Filtered().Fixed()),
		optID("ticket_id").Comment("The ticket it is about.").Annotations(noun.F("工单").Filtered().Fixed()),
		field.Enum("kind").SchemaType(code).Values("BREACH", "WARNING").Default("BREACH").Immutable().Comment("That a deadline ran out, or, to who holds the matter, that it soon will.").Annotations(noun.F("类型").Filtered().Fixed()),
		field.Int("level").Range(0, 5).Immutable().Comment("1 supervisor, 2 director, 3 company; 0 of a warning.").Annotations(noun.F("升级层级").Filtered().Within(0, 5).Fixed()),
		id("post_id").Comment("The post that was told.").Annotations(noun.F("岗位").Filtered().Fixed()),
		optID("staff_id").Comment("Who held the post; null where it is one of the company's, which the hub does not fill.").Annotations(noun.F("员工").Filtered().Fixed()),
		field.String("passed").MaxRuneLen(200).Optional().Nillable().Immutable().Comment("The vacant posts it passed, lowest first.").Annotations(noun.F("空缺岗位").Fixed()),
		field.Time("at").SchemaType(instant).Immutable().Comment("When it was due to be told.").Annotations(noun.F("升级时间").Filtered().Sorted().Fixed()),
		field.Enum("state").SchemaType(code).Values("TOLD", "ACTED").Default("TOLD").Comment("Told, or acted upon.").Annotations(noun.F("状态").Filtered().Kept()),
		field.Time("acted_at").SchemaType(instant).Optional().Nillable().Comment("When somebody acted.").Annotations(noun.F("处理时间").Filtered().Kept()),
		field.String("acted_by").MaxRuneLen(60).Optional().Nillable().Comment("Who acted: his login at the time.").Annotations(noun.F("处理人").Kept()),
		field.String("note").MaxRuneLen(500).Optional().Nillable().Comment("What he did.").Annotations(noun.F("处理说明").Kept()),
	}
}

// Edges implements ent.Interface.
func (Escalation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("clock", Clock.Type).Ref("escalations").Field("clock_id").Unique().Required().Comment("The deadline.").Annotations(noun.F("时限")),
		edge.From("ticket", Ticket.Type).Ref("escalations").Field("ticket_id").Unique().Comment("The ticket it is about.").Annotations(noun.F("工单")),
		edge.To("post", Post.Type).Field("post_id").Unique().Required().Comment("The post that was told.").Annotations(noun.F("岗位")),
		edge.To("staff", Staff.Type).Field("staff_id").Unique().Comment("Who held the post.").Annotations(noun.F("员工")),
	}
}

// Indexes implements ent.Interface.
func (Escalation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("community_id", "clock_id", "level", "at").Unique(), // a clock that goes on warns again, at another time
		index.Fields("community_id", "kind", "at"),
		index.Fields("at"), index.Fields("community_id", "at"),
		index.Fields("state", "at"), index.Fields("community_id", "state", "at"),
	}
}
