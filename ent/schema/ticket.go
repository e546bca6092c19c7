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

// Ticket is any matter followed.
type Ticket struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Ticket) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Ticket) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(18, tenants.Tickets, "工单", "Any matter followed: complaint, suggestion, praise, enquiry, repair, home or special service, medical aid, dispute or defect (SYS-10 to SYS-14, SYS-19, SYS-43).").Known("number").
		Counted(noun.By("phase"), noun.By("state"), noun.By("kind", "state"))}
}

// Fields implements ent.Interface.
func (Ticket) Fields() []ent.Field {
	return []ent.Field{
		field.String("number").MaxRuneLen(64).NotEmpty().Immutable().Comment("Number, unique in the community.").Annotations(noun.F("工单编号").Filtered().Fixed()),
		field.Enum("kind").SchemaType(code).Values(lifecycle.Codes(lifecycle.Kinds)...).Comment("What kind of matter it is; it fixes the life cycle.").Annotations(noun.F("工单类型").Filtered()),
		field.Enum("state").SchemaType(code).Values(codes(lifecycle.TicketStates())...).Comment("Where it stands in the life cycle of its kind.").Annotations(noun.F("状态").Filtered()),
		field.Enum("phase").SchemaType(code).Values(codes(lifecycle.Phases())...).Comment("Which part of its life the state belongs to, alike for all kinds.").Annotations(noun.F("阶段").Filtered().Follows("state", byState(lifecycle.TicketPhase))),
		field.Bool("open").Comment("Whether it is not solved yet: its phase is NEW, WORKING or WAITING.").Annotations(noun.F("未办结").Filtered().Follows("state", byState(lifecycle.IsUnsolved))),
		field.Enum("class").SchemaType(code).Values(lifecycle.Codes(lifecycle.Classes)...).Optional().Nillable().Comment("Class 1 own service, 2 developer or house quality, 3 outside jurisdiction (2h.1).").Annotations(noun.F("类别").Filtered()),
		field.Enum("type").SchemaType(code).Values(lifecycle.Codes(lifecycle.Types)...).Optional().Nillable().Comment("Daily management or housing defect (2h.1).").Annotations(noun.F("性质").Filtered()),
		field.Enum("severity").SchemaType(code).Values(lifecycle.Codes(lifecycle.Severities)...).Default("ORDINARY").Comment("Ordinary or major (2h.1).").Annotations(noun.F("严重程度").Filtered()),
		field.Enum("defect_size").SchemaType(code).Values(lifecycle.Codes(lifecycle.DefectSizes)...).Optional().Nillable().Comment("Of a defect how large it is: small ones are due the same day (D-25), all others by D-26; null until somebody has said (SYS-43).").Annotations(noun.F("缺陷大小").Filtered()),
		field.Enum("validity").SchemaType(code).Values(lifecycle.Codes(lifecycle.Validities)...).Optional().Nillable().Comment("Valid, invalid or to be assisted (SYS-10).").Annotations(noun.F("有效性").Filtered()),
		field.Bool("collective").Default(false).Comment("Whether several households complain together (SYS-16).").Annotations(noun.F("集体投诉").Filtered()),
		field.Enum("channel").SchemaType(code).Values(lifecycle.Codes(lifecycle.Channels)...).Default("PHONE").Comment("How it came in.").Annotations(noun.F("渠道").Filtered()),
		field.Enum("topic").SchemaType(code).Values(lifecycle.Codes(lifecycle.Topics)...).Optional().Nillable().Comment("What it is about (2h.1, 2h.4).").Annotations(noun.F("主题").Filtered()),
		field.String("category").MaxRuneLen(120).Optional().Nillable().Comment("Finer category, free text, as an imported register has it.").Annotations(noun.F("细类").Filtered()),
		optID("unit_id").Comment("The unit it is about.").Annotations(noun.F("房屋").Filtered()),
		optID("owner_id").Comment("The owner who reported it.").Annotations(noun.F("业主").Filtered()),
		field.String("contact_name").MaxRuneLen(120).Optional().Nillable().Comment("Who reported it.").Annotations(noun.F("报事人").Personal(tenants.Contacts, noun.Name).Filtered()),
		field.String("contact_phone").SchemaType(code).MaxRuneLen(32).Optional().Nillable().Comment("How to reach him.").Annotations(noun.F("报事电话").Personal(tenants.Contacts, noun.Phone).Filtered()),
		field.String("content").MaxRuneLen(4000).NotEmpty().Comment("What happened.").Annotations(noun.F("内容")),
		field.String("demand").MaxRuneLen(1000).Optional().Nillable().Comment("What is asked for.").Annotations(noun.F("诉求")),
		field.Int("level").Range(0, 5).Default(0).Comment("How far it has been escalated: 0 not, 1 supervisor, 2 director, 3 company (SYS-10).").Annotations(noun.F("升级层级").Filtered().Within(0, 5).Kept()),
		optID("first_receiver_id").Comment("Who received it first and owns it (首问责任人).").Annotations(noun.F("首问责任人").Filtered()),
		optID("assignee_id").Comment("Who works on it.").Annotations(noun.F("经办人").Filtered()),
		optID("complained_staff_id").Comment("The member of staff complained about; he cannot touch the record (S1.b).").Annotations(noun.F("被投诉人").Filtered()),
		field.String("department").MaxRuneLen(60).Optional().Nillable().Comment("Responsible department.").Annotations(noun.F("责任部门").Filtered()),
		field.Time("opened_at").SchemaType(instant).Immutable().Comment("When it was received.").Annotations(noun.F("受理时间").Filtered().Sorted().Fixed()),
		field.Time("promised_at").SchemaType(instant).Optional().Nillable().Comment("Reply time agreed with the customer (D-14).").Annotations(noun.F("承诺时间").Filtered()),
		field.Time("due_at").SchemaType(instant).Comment("By when it must be solved: the reply time agreed, else what is standard for its kind, class and severity.").Annotations(noun.F("办结期限").Filtered().Sorted().Kept()),
		field.Time("resolved_at").SchemaType(instant).Optional().Nillable().Comment("When it was solved.").Annotations(noun.F("解决时间").Filtered().Kept()),
		field.Time("closed_at").SchemaType(instant).Optional().Nillable().Comment("When it was closed.").Annotations(noun.F("关闭时间").Filtered()),
		field.String("opened_month").SchemaType(code).MaxRuneLen(7).Immutable().Comment("Month it was received in, in the community's zone, as 2026-01.").Annotations(noun.F("受理月份").Filtered().Kept()),
		field.Enum("outcome").SchemaType(code).Values(lifecycle.Codes(lifecycle.Outcomes)...).Optional().Nillable().Comment("How it ended (2h.1).").Annotations(noun.F("结果").Filtered()),
		field.String("result").MaxRuneLen(2000).Optional().Nillable().Comment("What was done.").Annotations(noun.F("处理结果")),
		field.Enum("waiting_for").SchemaType(code).Values(lifecycle.Codes(lifecycle.Waits)...).Optional().Nillable().Comment("Whom or what it waits for, while it does (SYS-10).").Annotations(noun.F("等待对象").Filtered().Kept()),
		field.Time("next_visit_at").SchemaType(instant).Optional().Nillable().Comment("When the worker comes again; the last appointment made (D-21).").Annotations(noun.F("下次上门时间").Filtered().Kept()),
		field.String("planned_for").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Day planned work is due (2h.4).").Annotations(noun.F("计划日期").Day().Filtered().Kept()),
		field.Int64("quoted").NonNegative().Optional().Nillable().Comment("Price told to the owner (SYS-12).").Annotations(noun.F("报价金额").Money().Kept()),
		field.String("receipt_no").MaxRuneLen(64).Optional().Nillable().Comment("Number of the receipt finance issued for it (S1.b).").Annotations(noun.F("收据号").Filtered().Kept()),
		field.String("authority").MaxRuneLen(120).Optional().Nillable().Comment("Authority it was referred to (D-17, SYS-19).").Annotations(noun.F("转报单位").Filtered().Kept()),
		field.Bool("qualified").Optional().Nillable().Comment("Whether its last return visit found the service qualified; null before the first.").Annotations(noun.F("回访合格").Filtered().Kept()),
		field.String("open_key").SchemaType(code64).MaxRuneLen(64).Optional().Nillable().Immutable().Sensitive().Comment("Hash of who opened it and his idempotency key.").Annotations(noun.F("幂等键").Kept()),
		field.Int("occurrence").Min(1).Default(1).Comment("1 where the matter is new, 2 where it came once before within the window, and so on (repeats; complaint.repeat_window_days).").Annotations(noun.F("第几次").Filtered().Within(1, 1000).Kept()),
		field.Int("complainants").NonNegative().Optional().Nillable().Comment("Households that complain together (SYS-16).").Annotations(noun.F("联名户数").Within(1, 100_000)),
		field.Time("director_told_at").SchemaType(instant).Optional().Nillable().Comment("When the director was told of a collective complaint (D-03).").Annotations(noun.F("告知主任时间").Filtered().Kept()),
		field.Time("company_told_at").SchemaType(instant).Optional().Nillable().Comment("When the deputy general manager and the complaint centre were told of a collective complaint (D-04).").Annotations(noun.F("上报公司时间").Filtered().Kept()),
		field.Time("transferred_at").SchemaType(instant).Optional().Nillable().Comment("When the complaint centre sent it to the site (SYS-16).").Annotations(noun.F("转办时间").Filtered().Kept()),
		field.Time("reported_back_at").SchemaType(instant).Optional().Nillable().Comment("When the site told the complaint centre the result (D-05).").Annotations(noun.F("回报时间").Filtered().Kept()),
		field.Time("help_asked_at").SchemaType(instant).Optional().Nillable().Comment("When the site asked the complaint centre for help (D-06).").Annotations(noun.F("求助时间").Filtered().Kept()),
		field.String("judged_by").MaxRuneLen(60).Optional().Nillable().Comment("Who found it invalid or to be assisted: his login at the time.").Annotations(noun.F("判定人").Kept()),
		field.Enum("judgement").SchemaType(code).Values("PENDING", "UPHELD", "REVERSED").Optional().Nillable().Comment("What a second pair of eyes said of that: still to look, upheld, or reversed.").Annotations(noun.F("复核结论").Filtered().Kept()),
		field.Int("arrivals").NonNegative().Default(0).Comment("How often a worker came.").Annotations(noun.F("上门次数").Kept()),
		field.Int("unfinished").NonNegative().Default(0).Comment("How often he left without having finished (D-21).").Annotations(noun.F("未完成次数").Filtered().Kept()),
		field.Enum("unfinished_because").SchemaType(code).Values(lifecycle.Codes(lifecycle.UnfinishedReasons)...).Optional().Nillable().Comment("Why he last left without having finished.").Annotations(noun.F("未完成原因").Filtered().Kept()),
		optID("repeat_of_id").Comment("The ticket whose matter it repeats.").Annotations(noun.F("重复工单").Filtered()),
		optID("merged_into_id").Comment("The ticket it was merged into.").Annotations(noun.F("并入工单").Filtered().Kept()),
	}
}

// Edges implements ent.Interface.
func (Ticket) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("unit", Unit.Type).Ref("tickets").Field("unit_id").Unique().Comment("The unit it is about.").Annotations(noun.F("房屋")),
		edge.From("owner", Owner.Type).Ref("tickets").Field("owner_id").Unique().Comment("The owner who reported it.").Annotations(noun.F("业主")),
		edge.From("first_receiver", Staff.Type).Ref("received_tickets").Field("first_receiver_id").Unique().Comment("Who received it first and owns it.").Annotations(noun.F("首问责任人")),
		edge.From("assignee", Staff.Type).Ref("assigned_tickets").Field("assignee_id").Unique().Comment("Who works on it.").Annotations(noun.F("经办人")),
		edge.From("complained_staff", Staff.Type).Ref("complaints").Field("complained_staff_id").Unique().Comment("The member of staff complained about.").Annotations(noun.F("被投诉人")),
		edge.To("repeats", Ticket.Type).Comment("Tickets that repeat its matter.").Annotations(noun.F("重复工单")).
			From("repeat_of").Field("repeat_of_id").Unique().Comment("The ticket whose matter it repeats.").Annotations(noun.F("首次工单")),
		edge.To("merged", Ticket.Type).Comment("Tickets merged into it.").Annotations(noun.F("并入的工单")).
			From("merged_into").Field("merged_into_id").Unique().Comment("The ticket it was merged into.").Annotations(noun.F("并入工单")),
		edge.To("events", TicketEvent.Type).Comment("What happened to it, in order.").Annotations(noun.F("跟进记录")),
		edge.To("attachments", Attachment.Type).Comment("Its photos and scans.").Annotations(noun.F("附件")),
		edge.To("clocks", Clock.Type).Comment("Its deadlines, those that ended too.").Annotations(noun.F("时限")),
		edge.To("escalations", Escalation.Type).Comment("Who was told that a deadline of it ran out, or that it soon would.").Annotations(noun.F("升级记录")),
		edge.To("return_visits", ReturnVisit.Type).Comment("The return visits to it.").Annotations(noun.F("回访")),
		edge.To("nonconformities", Nonconformity.Type).Comment("What it raised.").Annotations(noun.F("不合格")),
		edge.To("findings", Finding.Type).Comment("What was found that became it.").Annotations(noun.F("检查发现")),
	}
}

// Indexes implements ent.Interface.
func (Ticket) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("community_id", "number").Unique(),
		index.Fields("community_id", "open_key").Unique(),
		index.Fields("opened_at"),
		index.Fields("community_id", "opened_at"),
		index.Fields("open", "opened_at"),
		index.Fields("community_id", "open", "opened_at"),
		index.Fields("open", "due_at"),
		index.Fields("community_id", "open", "due_at"),
		index.Fields("community_id", "kind", "state", "opened_month"),
		index.Fields("opened_month", "kind", "community_id"),
		index.Fields("community_id", "unit_id", "topic", "opened_at"),
		index.Fields("community_id", "contact_phone"),
		index.Fields("contact_phone"),
		index.Fields("number"),
		index.Fields("resolved_at"),
	}
}

// byState is a function of a ticket's state as a table.
func byState[T any](of func(lifecycle.State) T) map[string]any {
	by := map[string]any{}
	for _, s := range lifecycle.TicketStates() {
		by[string(s)] = of(s)
	}
	return by
}

// TicketEvent is one entry of a ticket's history.
type TicketEvent struct{ ent.Schema }

// Mixin implements ent.Interface.
func (TicketEvent) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (TicketEvent) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(19, tenants.Tickets, "跟进记录", "One entry of a ticket's history; append-only (S1.b).")}
}

// Fields implements ent.Interface.
func (TicketEvent) Fields() []ent.Field {
	return []ent.Field{
		id("ticket_id").Comment("The ticket.").Annotations(noun.F("工单").Filtered().Fixed()),
		field.Time("at").SchemaType(instant).Immutable().Comment("When.").Annotations(noun.F("时间").Filtered().Sorted().Fixed()),
		field.String("verb").SchemaType(code).MaxRuneLen(32).NotEmpty().Immutable().Comment("What was done: open, import, note, transfer, merge, or a verb of the life cycle.").Annotations(noun.F("动作").Filtered().Fixed()),
		field.Enum("from_state").SchemaType(code).Values(codes(lifecycle.TicketStates())...).Optional().Nillable().Immutable().Comment("State before.").Annotations(noun.F("原状态").Fixed()),
		field.Enum("to_state").SchemaType(code).Values(codes(lifecycle.TicketStates())...).Immutable().Comment("State after.").Annotations(noun.F("新状态").Fixed()),
		field.String("text").MaxRuneLen(4000).Optional().Nillable().Immutable().Comment("What was said or found.").Annotations(noun.F("说明").Fixed()),
		field.String("actor").MaxRuneLen(60).Immutable().Comment("Who did it: his login at the time.").Annotations(noun.F("操作人").Fixed()),
		optID("staff_id").Comment("The member of staff he was; null for the hub itself, and for who is none.").Annotations(noun.F("操作员工").Fixed()),
	}
}

// Edges implements ent.Interface.
func (TicketEvent) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("ticket", Ticket.Type).Ref("events").Field("ticket_id").Unique().Required().Comment("The ticket.").Annotations(noun.F("工单")),
		edge.To("staff", Staff.Type).Field("staff_id").Unique().Comment("The member of staff who did it.").Annotations(noun.F("操作员工")),
	}
}

// Attachment is what is known of a photo or scan; its content lies in the blob store.
type Attachment struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Attachment) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Attachment) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(20, tenants.Tickets, "附件", "A photo or scan of a ticket, unit, return visit, survey, nonconformity, duty or finding; the content is downloaded from its url.")}
}

// Fields implements ent.Interface.
func (Attachment) Fields() []ent.Field {
	return []ent.Field{
		optID("ticket_id").Comment("The ticket it belongs to.").Annotations(noun.F("工单").Filtered().Fixed()),
		optID("unit_id").Comment("The unit it belongs to.").Annotations(noun.F("房屋").Filtered().Fixed()),
		optID("return_visit_id").Comment("The return visit it belongs to.").Annotations(noun.F("回访").Filtered().Fixed()),
		optID("survey_id").Comment("The survey it belongs to.").Annotations(noun.F("满意度调查").Filtered().Fixed()),
		optID("nonconformity_id").Comment("The nonconformity it belongs to.").Annotations(noun.F("不合格").Filtered().Fixed()),
		optID("duty_id").Comment("The duty it belongs to.").Annotations(noun.F("工作任务").Filtered().Fixed()),
		optID("finding_id").Comment("The finding it belongs to.").Annotations(noun.F("检查发现").Filtered().Fixed()),
		field.String("name").MaxRuneLen(200).NotEmpty().Immutable().Comment("File name as uploaded.").Annotations(noun.F("文件名").Fixed()),
		field.String("media_type").MaxRuneLen(80).NotEmpty().Immutable().Comment("Media type, recognised from the content.").Annotations(noun.F("文件类型").Filtered().Fixed()),
		field.Int64("size").Positive().Immutable().Comment("Size in bytes.").Annotations(noun.F("大小").Fixed()),
		field.String("sha256").SchemaType(code64).MaxRuneLen(64).Immutable().Comment("SHA-256 of the content, hexadecimal.").Annotations(noun.F("校验值").Fixed()),
	}
}

// Edges implements ent.Interface.
func (Attachment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("ticket", Ticket.Type).Ref("attachments").Field("ticket_id").Unique().Comment("The ticket it belongs to.").Annotations(noun.F("工单")),
		edge.From("unit", Unit.Type).Ref("attachments").Field("unit_id").Unique().Comment("The unit it belongs to.").Annotations(noun.F("房屋")),
		edge.From("return_visit", ReturnVisit.Type).Ref("attachments").Field("return_visit_id").Unique().Comment("The return visit it belongs to.").Annotations(noun.F("回访")),
		edge.From("survey", Survey.Type).Ref("attachments").Field("survey_id").Unique().Comment("The survey it belongs to.").Annotations(noun.F("满意度调查")),
		edge.From("nonconformity", Nonconformity.Type).Ref("attachments").Field("nonconformity_id").Unique().Comment("The nonconformity it belongs to.").Annotations(noun.F("不合格")),
		edge.From("duty", Duty.Type).Ref("attachments").Field("duty_id").Unique().Comment("The duty it belongs to.").Annotations(noun.F("工作任务")),
		edge.From("finding", Finding.Type).Ref("attachments").Field("finding_id").Unique().Comment("The finding it belongs to.").Annotations(noun.F("检查发现")),
	}
}
