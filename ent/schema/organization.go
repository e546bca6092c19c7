package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"estatehub/ent/noun"
	"estatehub/tenants"
)

// Organization is the head office.
type Organization struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Organization) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (Organization) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(1, tenants.Portfolio, "集团", "The head office and its companies; one row per installation (SYS-01).").
		ReachedBy("the organisation tree is seen upwards from the communities in scope").Upkept()}
}

// Fields implements ent.Interface.
func (Organization) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").MaxRuneLen(32).NotEmpty().Unique().Comment("Short code, unique.").Annotations(noun.F("编码").Filtered().Sorted()),
		field.String("name").MaxRuneLen(120).NotEmpty().Comment("Name.").Annotations(noun.F("名称")),
		field.String("president").MaxRuneLen(60).Optional().Nillable().Comment("President.").Annotations(noun.F("总裁")),
		field.String("timezone").MaxRuneLen(40).Default("Asia/Shanghai").Comment("IANA time zone of every rule about days.").Annotations(noun.F("时区")),
	}
}

// Edges implements ent.Interface.
func (Organization) Edges() []ent.Edge {
	return []ent.Edge{edge.To("companies", Company.Type).Comment("Its companies.").Annotations(noun.F("物业公司"))}
}

// Company is a property company of the group.
type Company struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Company) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (Company) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(2, tenants.Portfolio, "物业公司", "A company of the group (SYS-01).").Many("companies").
		ReachedBy("the organisation tree is seen upwards from the communities in scope").Upkept()}
}

// Fields implements ent.Interface.
func (Company) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").MaxRuneLen(32).NotEmpty().Unique().Comment("Short code, unique in the group.").Annotations(noun.F("编码").Filtered().Sorted()),
		field.String("name").MaxRuneLen(120).NotEmpty().Comment("Name.").Annotations(noun.F("名称").Filtered()),
		field.Enum("kind").SchemaType(code).Values("PROPERTY", "DEVELOPER", "TOWNSHIP_OFFICE").Default("PROPERTY").Comment("Property company, developer or township programme office (2j).").Annotations(noun.F("类型").Filtered()),
		id("organization_id").Comment("The head office it belongs to.").Annotations(noun.F("集团").Fixed()),
	}
}

// Edges implements ent.Interface.
func (Company) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("organization", Organization.Type).Ref("companies").Field("organization_id").Unique().Required().Comment("The head office it belongs to.").Annotations(noun.F("集团")),
		edge.To("management_offices", ManagementOffice.Type).Comment("Its management offices.").Annotations(noun.F("管理处")),
		edge.To("staff", Staff.Type).Comment("Staff it employs.").Annotations(noun.F("员工")),
	}
}

// ManagementOffice is a site office.
type ManagementOffice struct{ ent.Schema }

// Mixin implements ent.Interface.
func (ManagementOffice) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (ManagementOffice) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(3, tenants.Portfolio, "管理处", "A site office, usually of one community (SYS-01).").
		ReachedBy("the organisation tree is seen upwards from the communities in scope").Upkept()}
}

// Fields implements ent.Interface.
func (ManagementOffice) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").MaxRuneLen(32).NotEmpty().Unique().Comment("Short code, unique in the group.").Annotations(noun.F("编码").Filtered().Sorted()),
		field.String("name").MaxRuneLen(120).NotEmpty().Comment("Name.").Annotations(noun.F("名称").Filtered()),
		field.String("director").MaxRuneLen(60).Optional().Nillable().Comment("Director (管理处主任).").Annotations(noun.F("主任")),
		field.String("hotline").MaxRuneLen(32).Optional().Nillable().Comment("Service hotline.").Annotations(noun.F("服务热线")),
		field.String("address").MaxRuneLen(200).Optional().Nillable().Comment("Address.").Annotations(noun.F("地址")),
		id("company_id").Comment("The company it belongs to.").Annotations(noun.F("物业公司").Filtered()),
	}
}

// Edges implements ent.Interface.
func (ManagementOffice) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("company", Company.Type).Ref("management_offices").Field("company_id").Unique().Required().Comment("The company it belongs to.").Annotations(noun.F("物业公司")),
		edge.To("communities", Community.Type).Comment("The communities it manages.").Annotations(noun.F("小区")),
	}
}
