package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"estatehub/ent/noun"
	"estatehub/tenants"
)

// Community is the tenant.
type Community struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Community) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (Community) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(4, tenants.Portfolio, "小区", "A managed community: the tenant, to which estates, buildings, units, owners and tickets belong (SYS-01).").
		IsRoot().Many("communities").Upkept().Known("code")}
}

// Fields implements ent.Interface.
func (Community) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").MaxRuneLen(32).NotEmpty().Unique().Comment("Short code, unique in the group.").Annotations(noun.F("小区编码").Filtered().Sorted()),
		field.String("name").MaxRuneLen(120).NotEmpty().Comment("Name.").Annotations(noun.F("小区名称").Filtered().Sorted()),
		id("management_office_id").Comment("The management office that runs it.").Annotations(noun.F("管理处").Filtered()),
		field.String("address").MaxRuneLen(200).Optional().Nillable().Comment("Address.").Annotations(noun.F("地址")),
		field.String("developer").MaxRuneLen(120).Optional().Nillable().Comment("Developer.").Annotations(noun.F("开发商").Filtered()),
		field.String("move_in_date").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Formal move-in date.").Annotations(noun.F("入住日期").Day()),
		field.Float("gross_area").Min(0).Optional().Nillable().Comment("Gross floor area in m².").Annotations(noun.F("建筑面积")),
		field.Int("households_planned").NonNegative().Default(0).Comment("Households planned.").Annotations(noun.F("规划户数").Within(0, 1_000_000)),
		field.Int("households_moved_in").NonNegative().Default(0).Comment("Households moved in.").Annotations(noun.F("已入住户数").Within(0, 1_000_000)),
		field.Int("residents").NonNegative().Default(0).Comment("Residents.").Annotations(noun.F("居住人数").Within(0, 10_000_000)),
		field.String("surroundings").MaxRuneLen(500).Optional().Nillable().Comment("Surroundings.").Annotations(noun.F("周边环境")),
		field.String("property_facts").MaxRuneLen(500).Optional().Nillable().Comment("Condition of the property.").Annotations(noun.F("物业概况")),
		field.String("customer_mix").MaxRuneLen(500).Optional().Nillable().Comment("Distribution of customers.").Annotations(noun.F("客户构成")),
		field.String("phase").MaxRuneLen(60).Optional().Nillable().Comment("Phase of development.").Annotations(noun.F("分期")),
		field.Int("star_level").Range(0, 5).Default(0).Comment("Stars of the new-type community programme, 0 to 5 (SYS-82).").Annotations(noun.F("星级").Filtered().Within(0, 5)),
		field.String("contract_from").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("First day of the service contract.").Annotations(noun.F("合同起始").Day()),
		field.String("contract_to").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Last day of the service contract.").Annotations(noun.F("合同终止").Day()),
		field.Enum("status").SchemaType(code).Values("PROSPECT", "TAKEOVER", "MOVE_IN", "OPERATING", "EXITED").Default("PROSPECT").Comment("Where it stands: prospect, takeover, group move-in, operating, exited (SYS-01).").Annotations(noun.F("状态").Filtered().Cycle("community")),
	}
}

// Edges implements ent.Interface.
func (Community) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("management_office", ManagementOffice.Type).Ref("communities").Field("management_office_id").Unique().Required().Comment("The management office that runs it.").Annotations(noun.F("管理处")),
		edge.From("zones", Zone.Type).Ref("community").Comment("Its zones.").Annotations(noun.F("片区")),
		edge.From("estates", Estate.Type).Ref("community").Comment("Its estates or phases.").Annotations(noun.F("苑区")),
		edge.From("buildings", Building.Type).Ref("community").Comment("Its buildings.").Annotations(noun.F("楼栋")),
		edge.From("units", Unit.Type).Ref("community").Comment("Its units.").Annotations(noun.F("房屋")),
		edge.From("owners", Owner.Type).Ref("community").Comment("Its owners.").Annotations(noun.F("业主")),
		edge.From("assignments", Assignment.Type).Ref("community").Comment("Who works there.").Annotations(noun.F("任职")),
		edge.From("establishments", Establishment.Type).Ref("community").Comment("Its planned head-count.").Annotations(noun.F("编制")),
		edge.From("tickets", Ticket.Type).Ref("community").Comment("Its tickets.").Annotations(noun.F("工单")),
	}
}
