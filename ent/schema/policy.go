package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"estatehub/ent/noun"
	"estatehub/tenants"
)

// PolicyValue is one version of a policy at a node of the organisation tree.
type PolicyValue struct{ ent.Schema }

// Mixin implements ent.Interface.
func (PolicyValue) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (PolicyValue) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(31, tenants.Policies, "制度参数", "What a policy is from a day on at a node of the organisation tree: for the group, or instead of it for a company or community (2b.2). A version is never changed, only replaced: what was judged by it stays.").
		ReachedBy("a policy of the group or a company is seen by whoever sees that node of the tree, one of a community where the community is in scope")}
}

// Fields implements ent.Interface.
func (PolicyValue) Fields() []ent.Field {
	return []ent.Field{
		field.String("key").SchemaType(code64).MaxRuneLen(64).NotEmpty().Immutable().Comment("Name of the policy, e.g. complaint.formal_reply_workdays (2b.2).").Annotations(noun.F("参数名").Filtered().Fixed()),
		id("node_id").Comment("The organisation, company or community it holds for, with all that is below.").Annotations(noun.F("组织节点").Filtered().Fixed()),
		field.Int("version").Min(1).Immutable().Comment("1, 2, 3 … of this key at this node.").Annotations(noun.F("版本").Filtered().Fixed()),
		field.String("value").MaxRuneLen(200).Immutable().Comment("The value as text, in the unit of its key; empty where the key knows none, e.g. no limit.").Annotations(noun.F("取值").Fixed()),
		field.String("effective_from").SchemaType(code).MaxRuneLen(10).Immutable().Comment("First day it holds.").Annotations(noun.F("生效日期").Day().Filtered().Sorted().Fixed()),
		field.String("effective_until").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Last day it holds; null until a version replaces or ends it.").Annotations(noun.F("失效日期").Day().Filtered().Kept()),
		field.String("approved_by").MaxRuneLen(60).NotEmpty().Immutable().Comment("Who approved it.").Annotations(noun.F("批准人").Fixed()),
		field.String("reason").MaxRuneLen(500).NotEmpty().Immutable().Comment("Why.").Annotations(noun.F("原因").Fixed()),
		field.String("entered_by").MaxRuneLen(60).NotEmpty().Immutable().Comment("Who entered it: his login at the time.").Annotations(noun.F("录入人").Fixed()),
		optID("replaces_id").Comment("The version it replaced.").Annotations(noun.F("替代版本").Filtered().Kept()),
	}
}

// Edges implements ent.Interface.
func (PolicyValue) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("replaced_by", PolicyValue.Type).Comment("The version that replaced it.").Annotations(noun.F("后续版本")).
			From("replaces").Field("replaces_id").Unique().Comment("The version it replaced.").Annotations(noun.F("替代版本")),
	}
}

// Indexes implements ent.Interface.
func (PolicyValue) Indexes() []ent.Index {
	return []ent.Index{index.Fields("node_id", "key", "version").Unique(), index.Fields("effective_from")}
}

// HolidayCalendar is one version of a year's public holidays and make-up days.
type HolidayCalendar struct{ ent.Schema }

// Mixin implements ent.Interface.
func (HolidayCalendar) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (HolidayCalendar) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(32, tenants.Policies, "节假日安排", "One version of a year's public holidays and make-up days; the newest version of a year is in force, and every verdict names the versions it was reckoned with (2b.2, G-10).").
		ForAll("the days the group works are known to everybody who works in it")}
}

// Fields implements ent.Interface.
func (HolidayCalendar) Fields() []ent.Field {
	return []ent.Field{
		field.Int("year").Range(2000, 2100).Immutable().Comment("Year, 2000 to 2100.").Annotations(noun.F("年份").Filtered().Sorted().Fixed().Within(2000, 2100)),
		field.Int("version").Min(1).Immutable().Comment("1, 2, 3 … of the year.").Annotations(noun.F("版本").Filtered().Fixed()),
		field.String("source").MaxRuneLen(200).NotEmpty().Immutable().Comment("Where the days come from, e.g. the State Council's notice.").Annotations(noun.F("依据").Fixed()),
		field.String("entered_by").MaxRuneLen(60).NotEmpty().Immutable().Comment("Who entered it: his login at the time.").Annotations(noun.F("录入人").Fixed()),
	}
}

// Edges implements ent.Interface.
func (HolidayCalendar) Edges() []ent.Edge {
	return []ent.Edge{edge.To("days", CalendarDay.Type).Comment("The days that are not as their weekday says.").Annotations(noun.F("特殊日期"))}
}

// Indexes implements ent.Interface.
func (HolidayCalendar) Indexes() []ent.Index {
	return []ent.Index{index.Fields("year", "version").Unique()}
}

// CalendarDay is a day that is not as its weekday says.
type CalendarDay struct{ ent.Schema }

// Mixin implements ent.Interface.
func (CalendarDay) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (CalendarDay) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(33, tenants.Policies, "特殊日期", "A public holiday, or a day at the weekend that is worked for one.").
		ForAll("the days the group works are known to everybody who works in it")}
}

// Fields implements ent.Interface.
func (CalendarDay) Fields() []ent.Field {
	return []ent.Field{
		id("calendar_id").Comment("The version of the year.").Annotations(noun.F("节假日安排").Filtered().Fixed()),
		field.String("day").SchemaType(code).MaxRuneLen(10).Immutable().Comment("The day.").Annotations(noun.F("日期").Day().Filtered().Sorted().Fixed()),
		field.Enum("kind").SchemaType(code).Values("HOLIDAY", "MAKE_UP").Immutable().Comment("Public holiday, or make-up day: a day at the weekend that is worked.").Annotations(noun.F("类型").Filtered().Fixed()),
		field.String("name").MaxRuneLen(60).Immutable().Comment("The festival, e.g. 春节.").Annotations(noun.F("名称").Fixed()),
	}
}

// Edges implements ent.Interface.
func (CalendarDay) Edges() []ent.Edge {
	return []ent.Edge{edge.From("calendar", HolidayCalendar.Type).Ref("days").Field("calendar_id").Unique().Required().Comment("The version of the year.").Annotations(noun.F("节假日安排"))}
}

// Indexes implements ent.Interface.
func (CalendarDay) Indexes() []ent.Index {
	return []ent.Index{index.Fields("calendar_id", "day").Unique(), index.Fields("day")}
}
