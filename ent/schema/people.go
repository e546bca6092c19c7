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

// Staff is a member of staff.
type Staff struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Staff) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (Staff) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(14, tenants.Portfolio, "员工", "One person employed by a company of the group, at many sites over time (SYS-05).").Many("staffMembers").
		ReachedBy("a site sees whoever is or was assigned to it, a company whom it employs (domain 3.3 rule 5)").Upkept().Known("staff_no")}
}

// Fields implements ent.Interface.
func (Staff) Fields() []ent.Field {
	return []ent.Field{
		field.String("staff_no").MaxRuneLen(32).NotEmpty().Unique().Comment("Staff number, unique in the group.").Annotations(noun.F("工号").Filtered().Sorted()),
		field.String("name").MaxRuneLen(60).NotEmpty().Comment("Name, as it stands on the badge.").Annotations(noun.F("姓名").Filtered()),
		id("company_id").Comment("The company that employs him.").Annotations(noun.F("用工单位").Filtered()),
		field.Enum("status").SchemaType(code).Values("PRE_TRAINING", "PROBATION", "ACTIVE", "TRANSFERRED", "SUSPENDED", "LEFT").Default("PROBATION").Comment("Where he stands (SYS-05).").Annotations(noun.F("员工状态").Filtered().Cycle("staff")),
		field.Enum("gender").SchemaType(code).Values("MALE", "FEMALE").Optional().Nillable().Comment("Gender.").Annotations(noun.F("性别").Personal(tenants.People, noun.Hide).Filtered()),
		field.String("phone").SchemaType(code).MaxRuneLen(32).Optional().Nillable().Comment("Phone.").Annotations(noun.F("手机").Personal(tenants.People, noun.Phone).Filtered()),
		field.String("hire_date").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Day of hire.").Annotations(noun.F("入职日期").Day().Personal(tenants.People, noun.Hide).Filtered()),
		field.String("grade").MaxRuneLen(32).Optional().Nillable().Comment("Grade.").Annotations(noun.F("职级").Personal(tenants.People, noun.Hide).Filtered()),
		field.Bool("veteran").Optional().Nillable().Comment("Whether he is an ex-serviceman (S4).").Annotations(noun.F("退役军人").Personal(tenants.People, noun.Hide).Filtered()),
	}
}

// Indexes implements ent.Interface.
func (Staff) Indexes() []ent.Index { return []ent.Index{index.Fields("name")} }

// Edges implements ent.Interface.
func (Staff) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("company", Company.Type).Ref("staff").Field("company_id").Unique().Required().Comment("The company that employs him.").Annotations(noun.F("用工单位")),
		edge.To("assignments", Assignment.Type).Comment("Where he works and worked, as far as it is in scope.").Annotations(noun.F("任职")),
		edge.To("assigned_tickets", Ticket.Type).Comment("Tickets assigned to him.").Annotations(noun.F("经办工单")),
		edge.To("received_tickets", Ticket.Type).Comment("Tickets he was the first to receive (首问负责制).").Annotations(noun.F("首问工单")),
		edge.To("complaints", Ticket.Type).Comment("Complaints about him.").Annotations(noun.F("被投诉")),
	}
}

// Post is a job.
type Post struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Post) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (Post) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(15, tenants.People, "岗位", "A job with its duties, one catalogue for the group (SYS-05, 2i).").
		ForAll("the catalogue of jobs is the group's handbook").Upkept().Known("code")}
}

// Fields implements ent.Interface.
func (Post) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").MaxRuneLen(32).NotEmpty().Unique().Comment("Short code, unique in the group.").Annotations(noun.F("岗位编码").Filtered().Sorted()),
		field.String("title").MaxRuneLen(60).NotEmpty().Comment("Title.").Annotations(noun.F("岗位名称").Filtered()),
		field.String("duties").MaxRuneLen(2000).Optional().Nillable().Comment("Duties.").Annotations(noun.F("职责")),
		field.String("rights").MaxRuneLen(2000).Optional().Nillable().Comment("Rights.").Annotations(noun.F("权限")),
		optID("reports_to_id").Comment("The post it reports to.").Annotations(noun.F("上级岗位")),
	}
}

// Edges implements ent.Interface.
func (Post) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("reports", Post.Type).Comment("Posts that report to it.").Annotations(noun.F("下级岗位")).From("reports_to").Field("reports_to_id").Unique().Comment("The post it reports to.").Annotations(noun.F("上级岗位")),
		edge.To("establishments", Establishment.Type).Comment("Planned head-counts of the post.").Annotations(noun.F("编制")),
		edge.To("assignments", Assignment.Type).Comment("Who holds it.").Annotations(noun.F("任职")),
	}
}

// Establishment is the planned head-count of a post.
type Establishment struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Establishment) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Establishment) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(16, tenants.People, "编制", "Planned head-count of a post in a community (SYS-05, Q27).").Upkept().Known("post_id")}
}

// Fields implements ent.Interface.
func (Establishment) Fields() []ent.Field {
	return []ent.Field{
		id("post_id").Comment("The post.").Annotations(noun.F("岗位").Filtered().Fixed()),
		field.Int("planned").Range(0, 10000).Comment("Planned head-count.").Annotations(noun.F("编制人数").Within(0, 10000)),
		field.String("remark").MaxRuneLen(200).Optional().Nillable().Comment("Remark.").Annotations(noun.F("备注")),
	}
}

// Edges implements ent.Interface.
func (Establishment) Edges() []ent.Edge {
	return []ent.Edge{edge.From("post", Post.Type).Ref("establishments").Field("post_id").Unique().Required().Comment("The post.").Annotations(noun.F("岗位"))}
}

// Indexes implements ent.Interface.
func (Establishment) Indexes() []ent.Index {
	return []ent.Index{index.Fields("community_id", "post_id").Unique()}
}

// Assignment says who holds a post in a community.
type Assignment struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Assignment) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Assignment) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(17, tenants.Portfolio, "任职", "Who holds a post in a community, from when to when (SYS-05).").Upkept().Known("staff_id", "post_id", "since")}
}

// Fields implements ent.Interface.
func (Assignment) Fields() []ent.Field {
	return []ent.Field{
		id("staff_id").Comment("The member of staff.").Annotations(noun.F("员工").Filtered().Fixed()),
		id("post_id").Comment("The post.").Annotations(noun.F("岗位").Filtered().Fixed()),
		optID("zone_id").Comment("The zone he is responsible for.").Annotations(noun.F("片区").Filtered()),
		field.String("since").SchemaType(code).MaxRuneLen(10).NotEmpty().Comment("First day.").Annotations(noun.F("任职日期").Day().Fixed()),
		field.String("until").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Day it ended; null while it lasts.").Annotations(noun.F("离任日期").Day().Filtered()),
		field.Bool("main").Default(true).Comment("Whether it is his main post.").Annotations(noun.F("主岗").Filtered()),
	}
}

// Edges implements ent.Interface.
func (Assignment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("staff", Staff.Type).Ref("assignments").Field("staff_id").Unique().Required().Comment("The member of staff.").Annotations(noun.F("员工")),
		edge.From("post", Post.Type).Ref("assignments").Field("post_id").Unique().Required().Comment("The post.").Annotations(noun.F("岗位")),
		edge.From("zone", Zone.Type).Ref("assignments").Field("zone_id").Unique().Comment("The zone he is responsible for.").Annotations(noun.F("片区")),
	}
}

// Indexes implements ent.Interface.
func (Assignment) Indexes() []ent.Index {
	return []ent.Index{index.Fields("community_id", "staff_id", "post_id", "since").Unique()}
}
