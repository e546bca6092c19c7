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

// DutyTemplate is a recurring duty of the work calendar.
type DutyTemplate struct{ ent.Schema }

// Mixin implements ent.Interface.
func (DutyTemplate) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (DutyTemplate) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(43, tenants.Duties, "工作任务模板", "A duty of the work calendar: what recurs, who does it, by when, and what shows that it was done (SYS-90, 2d). It holds for every community.").
		ForAll("the work calendar is the group's handbook").Upkept().Known("code")}
}

// Fields implements ent.Interface.
func (DutyTemplate) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").SchemaType(code).MaxRuneLen(16).NotEmpty().Unique().Comment("Code, unique in the group, e.g. W-33 (2d).").Annotations(noun.F("任务编码").Filtered().Sorted()),
		field.String("title").MaxRuneLen(120).NotEmpty().Comment("What is to be done.").Annotations(noun.F("任务名称").Filtered()),
		field.String("title_en").MaxRuneLen(120).Optional().Nillable().Comment("The same in English.").Annotations(noun.F("英文名称")),
		field.Enum("kind").SchemaType(code).Values(lifecycle.Codes(lifecycle.DutyKinds)...).Comment("What sort of duty it is.").Annotations(noun.F("任务类型").Filtered()),
		field.Enum("frequency").SchemaType(code).Values(lifecycle.Codes(lifecycle.Frequencies)...).Comment("How often it recurs.").Annotations(noun.F("频率").Filtered()),
		field.Int("times").Range(1, 12).Default(1).Comment("How often in each period, 1 to 12: two sign checks a day.").Annotations(noun.F("每期次数").Within(1, 12)),
		field.String("rule").SchemaType(code64).MaxRuneLen(64).Comment("When it is due in its period, e.g. day, weekday 5 14:30, day 25, workday 2, next day 5, last day.").Annotations(noun.F("期限规则")),
		field.String("remind").SchemaType(code64).MaxRuneLen(64).Optional().Nillable().Comment("When it is to be thought of, in the same words; null where it is with its due day.").Annotations(noun.F("提醒规则")),
		optID("post_id").Comment("The post that does it.").Annotations(noun.F("责任岗位").Filtered()),
		field.Enum("evidence").SchemaType(code).Values(lifecycle.Codes(lifecycle.Evidences)...).Default("NONE").Comment("What must show that it was done.").Annotations(noun.F("证据要求").Filtered()),
		field.String("form").MaxRuneLen(120).Optional().Nillable().Comment("The form it is recorded on, e.g. 装修巡检表.").Annotations(noun.F("记录表单")),
		field.Float("sample_share").Min(0).Max(1).Optional().Nillable().Comment("Share of entries that must be looked at, 0 to 1 (K-17).").Annotations(noun.F("抽查比例")),
		field.Bool("verified").Default(false).Comment("Whether somebody else must verify or accept it.").Annotations(noun.F("需复核").Filtered()),
		field.String("clock_rule").SchemaType(code).MaxRuneLen(8).Optional().Nillable().Comment("The rule of 2b that is its deadline, e.g. D-47.").Annotations(noun.F("时限规则").Filtered()),
		field.String("source").MaxRuneLen(60).Optional().Nillable().Comment("Where it comes from.").Annotations(noun.F("出处")),
		field.Bool("per_unit").Default(false).Comment("Whether it is due once for every unit that is being renovated, not once for the community (W-03).").Annotations(noun.F("逐户").Filtered()),
		field.Bool("active").Default(true).Comment("Whether it still recurs.").Annotations(noun.F("启用").Filtered()),
	}
}

// Edges implements ent.Interface.
func (DutyTemplate) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("post", Post.Type).Field("post_id").Unique().Comment("The post that does it.").Annotations(noun.F("责任岗位")),
		edge.To("items", DutyTemplateItem.Type).Comment("Its checklist.").Annotations(noun.F("检查项目")),
	}
}

// DutyTemplateItem is a line of a template's checklist.
type DutyTemplateItem struct{ ent.Schema }

// Mixin implements ent.Interface.
func (DutyTemplateItem) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (DutyTemplateItem) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(44, tenants.Duties, "检查项目", "A line of the checklist of a duty; with points where it is scored.").
		ForAll("the work calendar is the group's handbook").Upkept()}
}

// Fields implements ent.Interface.
func (DutyTemplateItem) Fields() []ent.Field {
	return []ent.Field{
		id("template_id").Comment("The template.").Annotations(noun.F("工作任务模板").Filtered().Fixed()),
		field.Int("position").Range(1, 200).Comment("Place in the list, from 1.").Annotations(noun.F("序号").Sorted().Within(1, 200)),
		field.String("text").MaxRuneLen(300).NotEmpty().Comment("What is looked at.").Annotations(noun.F("检查内容")),
		field.Int("points").Range(0, 100).Default(0).Comment("Points it can get, 0 to 100; 0 where it is only in order or not.").Annotations(noun.F("分值").Within(0, 100)),
	}
}

// Edges implements ent.Interface.
func (DutyTemplateItem) Edges() []ent.Edge {
	return []ent.Edge{edge.From("template", DutyTemplate.Type).Ref("items").Field("template_id").Unique().Required().Comment("The template.").Annotations(noun.F("工作任务模板"))}
}

// Indexes implements ent.Interface.
func (DutyTemplateItem) Indexes() []ent.Index {
	return []ent.Index{index.Fields("template_id", "position").Unique(), index.Fields("position")}
}

// Duty is one instance of a duty in a community.
type Duty struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Duty) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Duty) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(45, tenants.Duties, "工作任务", "One time a duty is due in a community: done, late, made up, verified or skipped (SYS-90). Patrol rounds, sign checks, cleaning scores, periodic returns, service reports and inspections are duties.").
		Many("duties")}
}

// Fields implements ent.Interface.
func (Duty) Fields() []ent.Field {
	return []ent.Field{
		id("template_id").Comment("The template.").Annotations(noun.F("工作任务模板").Filtered().Fixed()),
		field.Enum("kind").SchemaType(code).Values(lifecycle.Codes(lifecycle.DutyKinds)...).Immutable().Comment("What sort of duty it is.").Annotations(noun.F("任务类型").Filtered().Fixed()),
		field.String("period").SchemaType(code).MaxRuneLen(16).Immutable().Comment("The period, as 2026-11-22, 2026-W47, 2026-11, 2026Q4, 2026H2 or 2026.").Annotations(noun.F("周期").Filtered().Fixed()),
		field.Int("slot").Range(1, 1000).Default(1).Immutable().Comment("1, 2 … where it is due more than once in the period.").Annotations(noun.F("次序").Filtered().Fixed().Within(1, 1000)),
		field.String("month").SchemaType(code).MaxRuneLen(7).Immutable().Comment("Month it is due in, in the community's zone, as 2026-01.").Annotations(noun.F("月份").Filtered().Kept()),
		field.Time("remind_at").SchemaType(instant).Immutable().Comment("From when it is to be thought of.").Annotations(noun.F("提醒时间").Filtered().Fixed()),
		field.Time("due_at").SchemaType(instant).Immutable().Comment("By when it must be done.").Annotations(noun.F("期限").Filtered().Sorted().Fixed()),
		field.Enum("state").SchemaType(code).Values(codes(lifecycle.DutyStates)...).Comment("Where it stands.").Annotations(noun.F("状态").Filtered().Kept()),
		field.Bool("open").Comment("Whether it is still to be done.").Annotations(noun.F("待办").Filtered().Follows("state", lifecycle.DutyOpen)),
		field.Bool("on_time").Optional().Nillable().Comment("Whether it was done by its due time; null while that is not known.").Annotations(noun.F("按时").Filtered().Kept()),
		optID("unit_id").Comment("The unit it is about, e.g. one that is being renovated.").Annotations(noun.F("房屋").Filtered().Fixed()),
		optID("assignee_id").Comment("Who is to do it.").Annotations(noun.F("责任人").Filtered()),
		field.Time("done_at").SchemaType(instant).Optional().Nillable().Comment("When it was done.").Annotations(noun.F("完成时间").Filtered().Kept()),
		optID("done_by_id").Comment("Who did it.").Annotations(noun.F("完成人").Filtered().Kept()),
		field.String("text").MaxRuneLen(8000).Optional().Nillable().Comment("What was found, counted, reported or published.").Annotations(noun.F("内容").Kept()),
		field.Int("score").Range(0, 20_000).Optional().Nillable().Comment("Points given, where it is scored.").Annotations(noun.F("得分").Filtered().Within(0, 20_000).Kept()),
		field.Int("full_score").Range(0, 20_000).Optional().Nillable().Comment("Points there were to get.").Annotations(noun.F("满分").Within(0, 20_000).Kept()),
		field.Int("population").NonNegative().Optional().Nillable().Comment("Entries there were to look at, where it is a sample.").Annotations(noun.F("总数").Kept()),
		field.Int("sampled").NonNegative().Optional().Nillable().Comment("Entries looked at, where it is a sample.").Annotations(noun.F("抽查数").Kept()),
		field.Int64("seed").Optional().Nillable().Comment("Seed by which anybody can draw the sample again, where it is a sample.").Annotations(noun.F("随机种子").Kept()),
		field.String("signer").MaxRuneLen(60).Optional().Nillable().Comment("Who signed, where a signature shows that it was done.").Annotations(noun.F("签字人").Kept()),
		field.Time("verified_at").SchemaType(instant).Optional().Nillable().Comment("When it was verified or accepted.").Annotations(noun.F("复核时间").Filtered().Kept()),
		field.String("verified_by").MaxRuneLen(60).Optional().Nillable().Comment("Who did: his login at the time.").Annotations(noun.F("复核人").Kept()),
		field.String("reason").MaxRuneLen(500).Optional().Nillable().Comment("Why it was skipped, late or sent back.").Annotations(noun.F("原因").Kept()),
		field.String("penalty_key").SchemaType(code).MaxRuneLen(16).Optional().Nillable().Comment("The conduct rule it is a candidate for, PEN-C8, where it was missed (2d).").Annotations(noun.F("奖惩条款").Filtered().Kept()),
	}
}

// Edges implements ent.Interface.
func (Duty) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("template", DutyTemplate.Type).Field("template_id").Unique().Required().Comment("The template.").Annotations(noun.F("工作任务模板")),
		edge.To("unit", Unit.Type).Field("unit_id").Unique().Comment("The unit it is about.").Annotations(noun.F("房屋")),
		edge.To("assignee", Staff.Type).Field("assignee_id").Unique().Comment("Who is to do it.").Annotations(noun.F("责任人")),
		edge.To("done_by", Staff.Type).Field("done_by_id").Unique().Comment("Who did it.").Annotations(noun.F("完成人")),
		edge.To("lines", DutyLine.Type).Comment("Its checklist as it was filled in.").Annotations(noun.F("检查结果")),
		edge.To("findings", Finding.Type).Comment("What was found.").Annotations(noun.F("检查发现")),
		edge.To("clocks", Clock.Type).Comment("Its deadlines.").Annotations(noun.F("时限")),
		edge.To("attachments", Attachment.Type).Comment("Its evidence.").Annotations(noun.F("附件")),
	}
}

// Indexes implements ent.Interface.
func (Duty) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("community_id", "template_id", "period", "slot").Unique(),
		index.Fields("due_at"), index.Fields("community_id", "due_at"),
		index.Fields("open", "due_at"), index.Fields("community_id", "open", "due_at"),
		index.Fields("state", "due_at"),
		index.Fields("month", "kind", "community_id"), index.Fields("community_id", "month", "kind"),
		index.Fields("template_id", "month", "community_id"),
	}
}

// DutyLine is one line of a checklist as it was filled in.
type DutyLine struct{ ent.Schema }

// Mixin implements ent.Interface.
func (DutyLine) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (DutyLine) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(46, tenants.Duties, "检查结果", "One line of a duty's checklist as it was filled in.")}
}

// Fields implements ent.Interface.
func (DutyLine) Fields() []ent.Field {
	return []ent.Field{
		id("duty_id").Comment("The duty.").Annotations(noun.F("工作任务").Filtered().Fixed()),
		field.Int("position").Range(1, 200).Immutable().Comment("Place in the list, from 1.").Annotations(noun.F("序号").Sorted().Fixed().Within(1, 200)),
		field.String("text").MaxRuneLen(300).NotEmpty().Immutable().Comment("What was looked at, as the template said then.").Annotations(noun.F("检查内容").Fixed()),
		field.Enum("result").SchemaType(code).Values("IN_ORDER", "NOT_IN_ORDER", "NOT_APPLICABLE").Immutable().Comment("In order, not in order, or not applicable.").Annotations(noun.F("结果").Filtered().Fixed()),
		field.Int("points").Range(0, 100).Immutable().Comment("Points there were to get.").Annotations(noun.F("分值").Fixed().Within(0, 100)),
		field.Int("score").Range(0, 100).Immutable().Comment("Points given.").Annotations(noun.F("得分").Fixed().Within(0, 100)),
		field.String("remark").MaxRuneLen(500).Optional().Nillable().Immutable().Comment("What was seen.").Annotations(noun.F("说明").Fixed()),
	}
}

// Edges implements ent.Interface.
func (DutyLine) Edges() []ent.Edge {
	return []ent.Edge{edge.From("duty", Duty.Type).Ref("lines").Field("duty_id").Unique().Required().Comment("The duty.").Annotations(noun.F("工作任务"))}
}

// Indexes implements ent.Interface.
func (DutyLine) Indexes() []ent.Index {
	return []ent.Index{index.Fields("community_id", "duty_id", "position").Unique(), index.Fields("position"), index.Fields("community_id", "position")}
}

// Finding is something found on a round or inspection.
type Finding struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Finding) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Finding) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(47, tenants.Duties, "检查发现", "A fault found on a patrol, check or inspection, and what became of it (SYS-63).")}
}

// Fields implements ent.Interface.
func (Finding) Fields() []ent.Field {
	return []ent.Field{
		id("duty_id").Comment("The duty it was found on.").Annotations(noun.F("工作任务").Filtered().Fixed()),
		field.Enum("kind").SchemaType(code).Values(lifecycle.Codes(lifecycle.FaultKinds)...).Immutable().Comment("What kind of fault it is (SYS-63).").Annotations(noun.F("故障类型").Filtered().Fixed()),
		field.Enum("severity").SchemaType(code).Values(lifecycle.Codes(lifecycle.FaultSeverities)...).Immutable().Comment("Small: dispatched by the finder; medium or major: into the next plan; urgent: by radio at once (SYS-63).").Annotations(noun.F("严重程度").Filtered().Fixed()),
		field.Enum("topic").SchemaType(code).Values(lifecycle.Codes(lifecycle.Topics)...).Optional().Nillable().Immutable().Comment("What it is about (2h.4).").Annotations(noun.F("主题").Filtered().Fixed()),
		field.Enum("state").SchemaType(code).Values(codes(lifecycle.FindingStates)...).Comment("What became of it.").Annotations(noun.F("状态").Filtered().Kept()),
		field.String("place").MaxRuneLen(200).NotEmpty().Immutable().Comment("Where.").Annotations(noun.F("位置").Fixed()),
		field.String("text").MaxRuneLen(1000).Optional().Nillable().Immutable().Comment("What was seen.").Annotations(noun.F("描述").Fixed()),
		optID("building_id").Comment("The building.").Annotations(noun.F("楼栋").Filtered().Fixed()),
		optID("unit_id").Comment("The unit.").Annotations(noun.F("房屋").Filtered().Fixed()),
		field.Time("found_at").SchemaType(instant).Immutable().Comment("When.").Annotations(noun.F("发现时间").Filtered().Sorted().Fixed()),
		field.String("month").SchemaType(code).MaxRuneLen(7).Immutable().Comment("Month it was found in, in the community's zone, as 2026-01.").Annotations(noun.F("月份").Filtered().Kept()),
		optID("ticket_id").Comment("The ticket it became.").Annotations(noun.F("工单").Filtered().Kept()),
		field.Time("done_at").SchemaType(instant).Optional().Nillable().Comment("When it was put right.").Annotations(noun.F("完成时间").Filtered().Kept()),
	}
}

// Edges implements ent.Interface.
func (Finding) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("duty", Duty.Type).Ref("findings").Field("duty_id").Unique().Required().Comment("The duty it was found on.").Annotations(noun.F("工作任务")),
		edge.To("building", Building.Type).Field("building_id").Unique().Comment("The building.").Annotations(noun.F("楼栋")),
		edge.To("unit", Unit.Type).Field("unit_id").Unique().Comment("The unit.").Annotations(noun.F("房屋")),
		edge.From("ticket", Ticket.Type).Ref("findings").Field("ticket_id").Unique().Comment("The ticket it became.").Annotations(noun.F("工单")),
		edge.To("nonconformities", Nonconformity.Type).Comment("What it raised.").Annotations(noun.F("不合格")),
		edge.To("attachments", Attachment.Type).Comment("Its photos.").Annotations(noun.F("附件")),
	}
}

// Indexes implements ent.Interface.
func (Finding) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("found_at"), index.Fields("community_id", "found_at"),
		index.Fields("month", "kind", "community_id"), index.Fields("community_id", "month", "kind"),
	}
}

// DutyLogEntry is an entry of the duty log.
type DutyLogEntry struct{ ent.Schema }

// Mixin implements ent.Interface.
func (DutyLogEntry) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (DutyLogEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(48, tenants.Duties, "值班记录", "An entry of the duty log: what was reported to whoever was on duty, and what he did (SYS-15). The supervisor signs every day, the director looks at a fifth of the month.").
		Many("dutyLogEntries")}
}

// Fields implements ent.Interface.
func (DutyLogEntry) Fields() []ent.Field {
	return []ent.Field{
		field.Time("at").SchemaType(instant).Immutable().Comment("When.").Annotations(noun.F("时间").Filtered().Sorted().Fixed()),
		field.String("day").SchemaType(code).MaxRuneLen(10).Immutable().Comment("Day, in the community's zone.").Annotations(noun.F("日期").Day().Filtered().Kept()),
		field.String("month").SchemaType(code).MaxRuneLen(7).Immutable().Comment("Month, as 2026-01.").Annotations(noun.F("月份").Filtered().Kept()),
		field.Enum("state").SchemaType(code).Values(codes(lifecycle.DutyLogStates)...).Comment("Open, assigned, done, or signed by the supervisor.").Annotations(noun.F("状态").Filtered().Kept()),
		optID("on_duty_id").Comment("Who was on duty.").Annotations(noun.F("值班人").Filtered().Fixed()),
		optID("unit_id").Comment("The unit.").Annotations(noun.F("房屋").Filtered().Fixed()),
		field.String("name").MaxRuneLen(120).Optional().Nillable().Immutable().Comment("Who reported it.").Annotations(noun.F("报事人").Personal(tenants.Contacts, noun.Name).Fixed()),
		field.String("phone").SchemaType(code).MaxRuneLen(32).Optional().Nillable().Immutable().Comment("How to reach him.").Annotations(noun.F("联系电话").Personal(tenants.Contacts, noun.Phone).Fixed()),
		field.String("matter").MaxRuneLen(1000).NotEmpty().Immutable().Comment("What was reported.").Annotations(noun.F("事项").Fixed()),
		field.Time("wanted_at").SchemaType(instant).Optional().Nillable().Immutable().Comment("When he wants it done.").Annotations(noun.F("要求服务时间").Fixed()),
		optID("assignee_id").Comment("Who was told to see to it.").Annotations(noun.F("经办人").Filtered()),
		optID("ticket_id").Comment("The ticket it became.").Annotations(noun.F("工单").Filtered()),
		field.String("handling").MaxRuneLen(1000).Optional().Nillable().Comment("What was done.").Annotations(noun.F("处理经过")),
		field.String("result").MaxRuneLen(1000).Optional().Nillable().Comment("How it ended.").Annotations(noun.F("处理结果")),
		field.Time("completed_at").SchemaType(instant).Optional().Nillable().Comment("When it was done.").Annotations(noun.F("完成时间").Filtered().Kept()),
		field.Time("signed_at").SchemaType(instant).Optional().Nillable().Comment("When the supervisor read and signed it (W-01).").Annotations(noun.F("签阅时间").Filtered().Kept()),
		field.String("signed_by").MaxRuneLen(60).Optional().Nillable().Comment("Who signed: his login at the time.").Annotations(noun.F("签阅人").Kept()),
		field.Bool("sampled").Default(false).Comment("Whether the director looked at it (W-02, K-17).").Annotations(noun.F("已抽查").Filtered().Kept()),
	}
}

// Edges implements ent.Interface.
func (DutyLogEntry) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("on_duty", Staff.Type).Field("on_duty_id").Unique().Comment("Who was on duty.").Annotations(noun.F("值班人")),
		edge.To("unit", Unit.Type).Field("unit_id").Unique().Comment("The unit.").Annotations(noun.F("房屋")),
		edge.To("assignee", Staff.Type).Field("assignee_id").Unique().Comment("Who was told to see to it.").Annotations(noun.F("经办人")),
		edge.To("ticket", Ticket.Type).Field("ticket_id").Unique().Comment("The ticket it became.").Annotations(noun.F("工单")),
	}
}

// Indexes implements ent.Interface.
func (DutyLogEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("at"), index.Fields("community_id", "at"), index.Fields("community_id", "day", "state"),
		index.Fields("month", "community_id", "state"),
	}
}
