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

// Zone is the area of one zone administrator.
type Zone struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Zone) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Zone) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(5, tenants.Portfolio, "片区", "The area of one zone administrator (2j, 6b).").Upkept().Known("code")}
}

// Fields implements ent.Interface.
func (Zone) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").MaxRuneLen(32).NotEmpty().Comment("Code, unique in the community.").Annotations(noun.F("片区编码").Filtered().Sorted()),
		field.String("name").MaxRuneLen(120).NotEmpty().Comment("Name.").Annotations(noun.F("片区名称")),
	}
}

// Edges implements ent.Interface.
func (Zone) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("units", Unit.Type).Comment("Units of the zone.").Annotations(noun.F("房屋")),
		edge.To("assignments", Assignment.Type).Comment("Who is responsible for it.").Annotations(noun.F("任职")),
	}
}

// Indexes implements ent.Interface.
func (Zone) Indexes() []ent.Index { return []ent.Index{index.Fields("community_id", "code").Unique()} }

// Estate is a part or phase of a community.
type Estate struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Estate) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Estate) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(6, tenants.Portfolio, "苑区", "Part or phase of a community (SYS-02).").Upkept().Known("code")}
}

// Fields implements ent.Interface.
func (Estate) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").MaxRuneLen(32).NotEmpty().Comment("Code, unique in the community.").Annotations(noun.F("苑区编码").Filtered().Sorted()),
		field.String("name").MaxRuneLen(120).NotEmpty().Comment("Name.").Annotations(noun.F("苑区名称").Filtered()),
		field.String("phase").MaxRuneLen(60).Optional().Nillable().Comment("Phase of development.").Annotations(noun.F("分期")),
	}
}

// Edges implements ent.Interface.
func (Estate) Edges() []ent.Edge {
	return []ent.Edge{edge.To("buildings", Building.Type).Comment("Its buildings.").Annotations(noun.F("楼栋"))}
}

// Indexes implements ent.Interface.
func (Estate) Indexes() []ent.Index {
	return []ent.Index{index.Fields("community_id", "code").Unique()}
}

// Building is a block.
type Building struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Building) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Building) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(7, tenants.Portfolio, "楼栋", "A block of an estate (SYS-02).").Upkept().Known("code")}
}

// Fields implements ent.Interface.
func (Building) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").MaxRuneLen(64).NotEmpty().Comment("Number of the block as addressed, unique in the community.").Annotations(noun.F("楼栋编码").Filtered().Sorted()),
		field.String("name").MaxRuneLen(120).NotEmpty().Comment("Name.").Annotations(noun.F("楼栋名称").Filtered()),
		id("estate_id").Comment("The estate it stands in.").Annotations(noun.F("苑区").Filtered()),
		field.Enum("kind").SchemaType(code).Values("HIGH_RISE", "MULTI_STOREY", "VILLA", "CAR_PARK", "PUBLIC", "OTHER").Default("HIGH_RISE").Comment("Kind of building.").Annotations(noun.F("楼栋类型").Filtered()),
		field.Int("floors").Range(0, 200).Default(0).Comment("Floors above ground.").Annotations(noun.F("楼层数").Filtered().Within(0, 200)),
		field.Int("lifts").Range(0, 100).Default(0).Comment("Lifts.").Annotations(noun.F("电梯数").Within(0, 100)),
		field.Int("year_completed").Range(1800, 2200).Optional().Nillable().Comment("Year of completion.").Annotations(noun.F("竣工年份").Filtered().Within(1800, 2200)),
		field.Enum("handover").SchemaType(code).Values("NOT_TAKEN_OVER", "TAKEN_OVER", "HANDING_OVER", "HANDED_OVER").Default("HANDED_OVER").Comment("Handover status.").Annotations(noun.F("交付状态").Filtered()),
	}
}

// Edges implements ent.Interface.
func (Building) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("estate", Estate.Type).Ref("buildings").Field("estate_id").Unique().Required().Comment("The estate it stands in.").Annotations(noun.F("苑区")),
		edge.To("units", Unit.Type).Comment("Its units.").Annotations(noun.F("房屋")),
	}
}

// Indexes implements ent.Interface.
func (Building) Indexes() []ent.Index {
	return []ent.Index{index.Fields("community_id", "code").Unique()}
}

// Unit is a flat, shop or office.
type Unit struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Unit) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Unit) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(8, tenants.Portfolio, "房屋", "A flat, shop or office; not the stairwell 单元, which is its entrance (SYS-02, G-37).").Upkept().Known("property_no").
		Counted(noun.By("occupancy", "use"))}
}

// Fields implements ent.Interface.
func (Unit) Fields() []ent.Field {
	return []ent.Field{
		field.String("property_no").MaxRuneLen(64).NotEmpty().Comment("Unit number in the archive (物业号), as 3-2-1201; unique in the community.").Annotations(noun.F("物业号").Filtered().Sorted()),
		id("building_id").Comment("The building it is in.").Annotations(noun.F("楼栋").Filtered()),
		optID("zone_id").Comment("The zone it belongs to.").Annotations(noun.F("片区").Filtered()),
		field.String("entrance").MaxRuneLen(16).Optional().Nillable().Comment("Stairwell with entrance (单元).").Annotations(noun.F("单元").Filtered()),
		field.Int("floor").Range(-10, 200).Default(1).Comment("Floor, negative below ground.").Annotations(noun.F("楼层").Filtered().Within(-10, 200)),
		field.String("door_no").MaxRuneLen(16).NotEmpty().Comment("Door number.").Annotations(noun.F("房号").Filtered()),
		field.Float("area").Min(0).Optional().Nillable().Comment("Area by contract in m².").Annotations(noun.F("建筑面积")),
		field.Float("surveyed_area").Min(0).Optional().Nillable().Comment("Surveyed area in m²; drives a price difference (S2.b).").Annotations(noun.F("实测面积")),
		field.String("layout").MaxRuneLen(60).Optional().Nillable().Comment("Layout, as 三室两厅.").Annotations(noun.F("户型").Filtered()),
		field.String("structure").MaxRuneLen(60).Optional().Nillable().Comment("Structure.").Annotations(noun.F("结构")),
		field.String("quality").MaxRuneLen(200).Optional().Nillable().Comment("Known state of its quality.").Annotations(noun.F("质量状况")),
		field.Enum("use").SchemaType(code).Values("RESIDENTIAL", "SHOP", "OFFICE", "PARKING", "OTHER").Default("RESIDENTIAL").Comment("What it is used for.").Annotations(noun.F("用途").Filtered()),
		field.Enum("occupancy").SchemaType(code).Values("UNSOLD", "SOLD_NOT_HANDED_OVER", "HANDED_OVER", "RENOVATING", "OCCUPIED", "LET", "VACANT").Default("UNSOLD").Comment("Who is in it (SYS-02).").Annotations(noun.F("入住状态").Filtered().Cycle("unit")),
		field.Bool("key_custody").Default(false).Comment("Whether its keys are in custody (SYS-45).").Annotations(noun.F("钥匙托管").Filtered()),
	}
}

// Edges implements ent.Interface.
func (Unit) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("building", Building.Type).Ref("units").Field("building_id").Unique().Required().Comment("The building it is in.").Annotations(noun.F("楼栋")),
		edge.From("zone", Zone.Type).Ref("units").Field("zone_id").Unique().Comment("The zone it belongs to.").Annotations(noun.F("片区")),
		edge.To("ownerships", Ownership.Type).Comment("Who owns or owned it.").Annotations(noun.F("产权")),
		edge.To("households", Household.Type).Comment("Who lives or lived in it.").Annotations(noun.F("住户")),
		edge.To("tenancies", Tenancy.Type).Comment("Its lettings.").Annotations(noun.F("租赁")),
		edge.To("tickets", Ticket.Type).Comment("Tickets about it.").Annotations(noun.F("工单")),
		edge.To("bills", Bill.Type).Comment("What it is asked to pay.").Annotations(noun.F("账单")),
		edge.To("attachments", Attachment.Type).Comment("Its photos and scans.").Annotations(noun.F("附件")),
	}
}

// Indexes implements ent.Interface.
func (Unit) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("community_id", "property_no").Unique(),
		index.Fields("community_id", "occupancy"),
		index.Fields("community_id", "building_id", "occupancy"),
	}
}
