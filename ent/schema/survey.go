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

// Survey is one round of the satisfaction survey in a community.
type Survey struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Survey) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Survey) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(38, tenants.Quality, "满意度调查", "One round of the owners' satisfaction survey in a community: the questionnaire of ten items, whom it was sent to, what came back, and what is done about it (SYS-22).")}
}

// Fields implements ent.Interface.
func (Survey) Fields() []ent.Field {
	return []ent.Field{
		field.Int("year").Range(2000, 2100).Immutable().Comment("Year.").Annotations(noun.F("年份").Filtered().Fixed().Within(2000, 2100)),
		field.Int("round").Range(1, 12).Immutable().Comment("1, 2 … in the year.").Annotations(noun.F("轮次").Filtered().Fixed().Within(1, 12)),
		field.String("title").MaxRuneLen(120).NotEmpty().Comment("Title of the questionnaire.").Annotations(noun.F("标题")),
		field.Enum("state").SchemaType(code).Values(codes(lifecycle.SurveyStates)...).Comment("Where it stands.").Annotations(noun.F("状态").Filtered().Kept()),
		field.Enum("base").SchemaType(code).Values("OCCUPIED", "LONG_TERM").Default("OCCUPIED").Immutable().Comment("Whom it is sent to: all occupied homes, or long-term households (survey.send_base).").Annotations(noun.F("发放范围").Filtered().Fixed()),
		field.String("approved_by").MaxRuneLen(120).Optional().Nillable().Comment("Who approved the questionnaire, e.g. the owners' joint representative committee.").Annotations(noun.F("批准人").Kept()),
		field.Int("target").NonNegative().Default(0).Comment("Households it is meant for.").Annotations(noun.F("应发数").Kept()),
		field.Int("sent").NonNegative().Default(0).Comment("Questionnaires sent.").Annotations(noun.F("发放数").Kept()),
		field.Int("returned").NonNegative().Default(0).Comment("Questionnaires that came back.").Annotations(noun.F("回收数").Kept()),
		field.Float("return_target").Min(0).Max(1).Default(0.7).Comment("Share that must come back, 0 to 1, by the policy in force when it was sent (K-13 to K-15).").Annotations(noun.F("回收率目标").Kept()),
		field.Time("opened_at").SchemaType(instant).Immutable().Comment("When it was designed.").Annotations(noun.F("设计时间").Filtered().Sorted().Fixed()),
		field.Time("sent_at").SchemaType(instant).Optional().Nillable().Comment("When it was sent.").Annotations(noun.F("发放时间").Filtered().Kept()),
		field.Time("returned_at").SchemaType(instant).Optional().Nillable().Comment("When the first questionnaire came back: D-35 runs from then.").Annotations(noun.F("首份回收时间").Filtered().Kept()),
		field.Time("counted_at").SchemaType(instant).Optional().Nillable().Comment("When it was counted (D-35).").Annotations(noun.F("统计时间").Filtered().Kept()),
		field.Time("published_at").SchemaType(instant).Optional().Nillable().Comment("When the measures were posted (D-36).").Annotations(noun.F("公布时间").Filtered().Kept()),
		field.String("analysis").MaxRuneLen(4000).Optional().Nillable().Comment("What the analysis meeting found.").Annotations(noun.F("分析")),
		field.String("measures").MaxRuneLen(4000).Optional().Nillable().Comment("What is posted on the board.").Annotations(noun.F("改进措施")),
	}
}

// Edges implements ent.Interface.
func (Survey) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("responses", SurveyResponse.Type).Comment("Its questionnaires.").Annotations(noun.F("问卷")),
		edge.To("clocks", Clock.Type).Comment("Its deadlines.").Annotations(noun.F("时限")),
		edge.To("nonconformities", Nonconformity.Type).Comment("What it raised.").Annotations(noun.F("不合格")),
		edge.To("attachments", Attachment.Type).Comment("Photos of the posted measures.").Annotations(noun.F("附件")),
	}
}

// Indexes implements ent.Interface.
func (Survey) Indexes() []ent.Index {
	return []ent.Index{index.Fields("community_id", "year", "round").Unique(), index.Fields("opened_at"), index.Fields("community_id", "opened_at"), index.Fields("year", "community_id")}
}

// SurveyResponse is one household's questionnaire.
type SurveyResponse struct{ ent.Schema }

// Mixin implements ent.Interface.
func (SurveyResponse) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (SurveyResponse) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(39, tenants.Quality, "问卷", "The questionnaire of one unit: sent, and answered once or not at all.")}
}

// Fields implements ent.Interface.
func (SurveyResponse) Fields() []ent.Field {
	return []ent.Field{
		id("survey_id").Comment("The survey.").Annotations(noun.F("满意度调查").Filtered().Fixed()),
		id("unit_id").Comment("The unit asked.").Annotations(noun.F("房屋").Filtered().Fixed()),
		field.Enum("state").SchemaType(code).Values("SENT", "RETURNED").Default("SENT").Comment("Sent, or returned with its answers.").Annotations(noun.F("状态").Filtered().Kept()),
		field.Time("sent_at").SchemaType(instant).Immutable().Comment("When it was sent.").Annotations(noun.F("发放时间").Filtered().Sorted().Fixed()),
		field.Time("returned_at").SchemaType(instant).Optional().Nillable().Comment("When it came back.").Annotations(noun.F("回收时间").Filtered().Kept()),
		field.Enum("channel").SchemaType(code).Values("PAPER", "VISIT", "PHONE", "APP", "WECHAT").Optional().Nillable().Comment("How it came back.").Annotations(noun.F("回收方式").Filtered()),
		field.Enum("satisfaction").SchemaType(code).Values(marks...).Optional().Nillable().Comment("How satisfied the household is on the whole.").Annotations(noun.F("总体满意度").Filtered()),
		field.String("comment").MaxRuneLen(2000).Optional().Nillable().Comment("What it wrote beside the items.").Annotations(noun.F("意见建议")),
		field.String("recorded_by").MaxRuneLen(60).Optional().Nillable().Comment("Who entered it: his login at the time.").Annotations(noun.F("录入人").Kept()),
	}
}

// Edges implements ent.Interface.
func (SurveyResponse) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("survey", Survey.Type).Ref("responses").Field("survey_id").Unique().Required().Comment("The survey.").Annotations(noun.F("满意度调查")),
		edge.To("unit", Unit.Type).Field("unit_id").Unique().Required().Comment("The unit asked.").Annotations(noun.F("房屋")),
		edge.To("answers", SurveyAnswer.Type).Comment("Its answers.").Annotations(noun.F("答案")),
	}
}

// Indexes implements ent.Interface.
func (SurveyResponse) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("community_id", "survey_id", "unit_id").Unique(),
		index.Fields("community_id", "survey_id", "state", "satisfaction"), index.Fields("sent_at"), index.Fields("community_id", "sent_at"),
	}
}

// SurveyAnswer is the answer to one item.
type SurveyAnswer struct{ ent.Schema }

// Mixin implements ent.Interface.
func (SurveyAnswer) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (SurveyAnswer) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(40, tenants.Quality, "问卷答案", "What a household thinks of one of the ten items (SYS-22).")}
}

// Fields implements ent.Interface.
func (SurveyAnswer) Fields() []ent.Field {
	return []ent.Field{
		id("survey_id").Comment("The survey.").Annotations(noun.F("满意度调查").Filtered().Fixed()),
		id("response_id").Comment("The questionnaire.").Annotations(noun.F("问卷").Filtered().Fixed()),
		field.Enum("item").SchemaType(code).Values(lifecycle.Codes(lifecycle.SurveyItems)...).Immutable().Comment("The item.").Annotations(noun.F("调查项目").Filtered().Fixed()),
		field.Enum("mark").SchemaType(code).Values(marks...).Immutable().Comment("What the household thinks of it.").Annotations(noun.F("评价").Filtered().Fixed()),
		field.String("remark").MaxRuneLen(500).Optional().Nillable().Immutable().Comment("What it wrote.").Annotations(noun.F("说明").Fixed()),
	}
}

// Edges implements ent.Interface.
func (SurveyAnswer) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("response", SurveyResponse.Type).Ref("answers").Field("response_id").Unique().Required().Comment("The questionnaire.").Annotations(noun.F("问卷")),
		edge.To("survey", Survey.Type).Field("survey_id").Unique().Required().Comment("The survey.").Annotations(noun.F("满意度调查")),
	}
}

// Indexes implements ent.Interface.
func (SurveyAnswer) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("community_id", "response_id", "item").Unique(),
		index.Fields("community_id", "survey_id", "item", "mark"), index.Fields("survey_id", "item", "mark"),
	}
}
