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

// Owner is the owner of units.
type Owner struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Owner) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Owner) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(9, tenants.Owners, "业主", "Owner of units of one community; who owns in two communities is two owners (SYS-03).").Upkept().Known("code")}
}

// Fields implements ent.Interface.
func (Owner) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").MaxRuneLen(64).NotEmpty().Comment("Owner number in the archive, unique in the community.").Annotations(noun.F("业主编号").Filtered().Sorted()),
		field.String("name").MaxRuneLen(120).NotEmpty().Nillable().Comment("Name.").Annotations(noun.F("业主姓名").Personal(tenants.Owners, noun.Name).Filtered()),
		field.Enum("kind").SchemaType(code).Values("PERSON", "COMPANY").Default("PERSON").Comment("Person or company.").Annotations(noun.F("业主类型").Filtered()),
		field.String("phone").SchemaType(code).MaxRuneLen(32).Optional().Nillable().Comment("Phone.").Annotations(noun.F("联系电话").Personal(tenants.Owners, noun.Phone).Filtered()),
		field.String("id_document").MaxRuneLen(32).Optional().Nillable().Comment("Kind of identity document held, as ID_CARD or PASSPORT.").Annotations(noun.F("证件类型").Personal(tenants.Owners, noun.Hide)),
		field.Bytes("id_sealed").MaxLen(512).Optional().Nillable().Sensitive().Comment("Number of the identity document, encrypted and bound to this row.").Annotations(noun.F("证件号").Kept()),
		field.String("id_index").SchemaType(code64).MaxRuneLen(64).Optional().Nillable().Sensitive().Comment("Blind index of the document's number, of this community alone.").Annotations(noun.F("证件索引").Kept()),
		field.String("birthday").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Birthday.").Annotations(noun.F("生日").Day().Personal(tenants.Owners, noun.Hide)),
		field.String("occupation").MaxRuneLen(60).Optional().Nillable().Comment("Occupation, optional (G-44).").Annotations(noun.F("职业").Personal(tenants.Owners, noun.Hide)),
		field.String("employer").MaxRuneLen(120).Optional().Nillable().Comment("Employer, optional (G-44).").Annotations(noun.F("工作单位").Personal(tenants.Owners, noun.Hide)),
		field.String("hobby").MaxRuneLen(120).Optional().Nillable().Comment("Hobby, optional (G-44).").Annotations(noun.F("爱好").Personal(tenants.Owners, noun.Hide)),
		field.Enum("profile").SchemaType(code).Values("SKETCH", "COMPLETE", "VERIFIED", "ARCHIVED").Default("SKETCH").Comment("How far the profile is (SYS-03).").Annotations(noun.F("档案状态").Filtered().Cycle("owner")),
		field.Enum("special_care").SchemaType(code).Values("NONE", "LONELY_ELDERLY", "CHILD", "DISABLED", "ILL").Default("NONE").Nillable().Comment("Whether door service is due (S2.c).").Annotations(noun.F("特殊关怀").Personal(tenants.Owners, noun.Hide).Filtered()),
	}
}

// Edges implements ent.Interface.
func (Owner) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("ownerships", Ownership.Type).Comment("What he owns or owned.").Annotations(noun.F("产权")),
		edge.To("tickets", Ticket.Type).Comment("Tickets he reported.").Annotations(noun.F("工单")),
		edge.To("reveals", Reveal.Type).Comment("Who looked at his unmasked data, and why.").Annotations(noun.F("查看记录")),
	}
}

// Indexes implements ent.Interface.
func (Owner) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("community_id", "code").Unique(),
		index.Fields("community_id", "phone"),
		index.Fields("community_id", "name"),
		index.Fields("phone"),
		index.Fields("name"),
		index.Fields("community_id", "id_index").Unique(),
	}
}

// Ownership says who owns a unit, in what share, from when to when.
type Ownership struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Ownership) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Ownership) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(10, tenants.Owners, "产权", "Who owns a unit, in what share, from when to when (SYS-03).").Upkept().Known("unit_id", "owner_id", "since")}
}

// Fields implements ent.Interface.
func (Ownership) Fields() []ent.Field {
	return []ent.Field{
		id("unit_id").Comment("The unit.").Annotations(noun.F("房屋").Filtered().Fixed()),
		id("owner_id").Comment("The owner.").Annotations(noun.F("业主").Filtered().Fixed()),
		field.Int("share").Range(1, 10000).Default(10000).Comment("Share in 1/10000: 10000 is the whole.").Annotations(noun.F("份额").Within(1, 10000)),
		field.String("since").SchemaType(code).MaxRuneLen(10).NotEmpty().Comment("First day.").Annotations(noun.F("起始日期").Day().Fixed()),
		field.String("until").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Day it ended; null while it lasts.").Annotations(noun.F("终止日期").Day().Filtered()),
	}
}

// Edges implements ent.Interface.
func (Ownership) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("unit", Unit.Type).Ref("ownerships").Field("unit_id").Unique().Required().Comment("The unit.").Annotations(noun.F("房屋")),
		edge.From("owner", Owner.Type).Ref("ownerships").Field("owner_id").Unique().Required().Comment("The owner.").Annotations(noun.F("业主")),
	}
}

// Indexes implements ent.Interface.
func (Ownership) Indexes() []ent.Index {
	return []ent.Index{index.Fields("community_id", "unit_id", "owner_id", "since").Unique()}
}

// Household is who lives in a unit.
type Household struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Household) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Household) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(11, tenants.Owners, "住户", "Who lives in a unit: one file per household (一户一档, SYS-03).").Upkept().Known("unit_id", "since")}
}

// Fields implements ent.Interface.
func (Household) Fields() []ent.Field {
	return []ent.Field{
		id("unit_id").Comment("The unit.").Annotations(noun.F("房屋").Filtered().Fixed()),
		field.String("head").MaxRuneLen(120).NotEmpty().Nillable().Comment("Head of the household.").Annotations(noun.F("户主").Personal(tenants.Owners, noun.Name)),
		field.String("phone").SchemaType(code).MaxRuneLen(32).Optional().Nillable().Comment("Phone.").Annotations(noun.F("联系电话").Personal(tenants.Owners, noun.Phone)),
		field.Int("size").Range(1, 50).Default(1).Comment("People in it.").Annotations(noun.F("人口").Filtered().Within(1, 50)),
		field.String("since").SchemaType(code).MaxRuneLen(10).NotEmpty().Comment("First day.").Annotations(noun.F("入住日期").Day().Fixed()),
		field.String("until").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Day it moved out; null while it lives there.").Annotations(noun.F("迁出日期").Day().Filtered()),
	}
}

// Edges implements ent.Interface.
func (Household) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("unit", Unit.Type).Ref("households").Field("unit_id").Unique().Required().Comment("The unit.").Annotations(noun.F("房屋")),
		edge.To("members", HouseholdMember.Type).Comment("Its members.").Annotations(noun.F("家庭成员")),
	}
}

// Indexes implements ent.Interface.
func (Household) Indexes() []ent.Index {
	return []ent.Index{index.Fields("community_id", "unit_id", "since").Unique()}
}

// HouseholdMember is one person of a household.
type HouseholdMember struct{ ent.Schema }

// Mixin implements ent.Interface.
func (HouseholdMember) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (HouseholdMember) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(12, tenants.Owners, "家庭成员", "One person of a household (SYS-03).").Upkept()}
}

// Fields implements ent.Interface.
func (HouseholdMember) Fields() []ent.Field {
	return []ent.Field{
		id("household_id").Comment("The household.").Annotations(noun.F("住户").Filtered().Fixed()),
		field.String("name").MaxRuneLen(120).NotEmpty().Nillable().Comment("Name.").Annotations(noun.F("姓名").Personal(tenants.Owners, noun.Name)),
		field.String("relation").MaxRuneLen(32).Optional().Nillable().Comment("Relation to the head.").Annotations(noun.F("与户主关系").Personal(tenants.Owners, noun.Hide)),
		field.String("phone").SchemaType(code).MaxRuneLen(32).Optional().Nillable().Comment("Phone.").Annotations(noun.F("联系电话").Personal(tenants.Owners, noun.Phone)),
		field.String("birthday").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Birthday.").Annotations(noun.F("生日").Day().Personal(tenants.Owners, noun.Hide)),
	}
}

// Edges implements ent.Interface.
func (HouseholdMember) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("household", Household.Type).Ref("members").Field("household_id").Unique().Required().Comment("The household.").Annotations(noun.F("住户")),
	}
}

// Tenancy is a letting of a unit.
type Tenancy struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Tenancy) Mixin() []ent.Mixin { return owned() }

// Annotations implements ent.Interface.
func (Tenancy) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(13, tenants.Owners, "租赁", "A letting of a unit to a lessee (租户, SYS-04).").Many("tenancies").Upkept().Known("unit_id", "since")}
}

// Fields implements ent.Interface.
func (Tenancy) Fields() []ent.Field {
	return []ent.Field{
		id("unit_id").Comment("The unit.").Annotations(noun.F("房屋").Filtered().Fixed()),
		field.String("lessee").MaxRuneLen(120).NotEmpty().Nillable().Comment("Name of the lessee.").Annotations(noun.F("租户姓名").Personal(tenants.Owners, noun.Name)),
		field.String("lessee_phone").SchemaType(code).MaxRuneLen(32).Optional().Nillable().Comment("Phone of the lessee.").Annotations(noun.F("租户电话").Personal(tenants.Owners, noun.Phone)),
		field.String("since").SchemaType(code).MaxRuneLen(10).NotEmpty().Comment("First day.").Annotations(noun.F("起租日期").Day().Fixed()),
		field.String("until").SchemaType(code).MaxRuneLen(10).Optional().Nillable().Comment("Last day agreed.").Annotations(noun.F("到期日期").Day().Filtered()),
		field.Int64("rent").NonNegative().Optional().Nillable().Comment("Monthly rent in fen.").Annotations(noun.F("月租金").Money().Personal(tenants.Owners, noun.Hide)),
		field.Int64("deposit").NonNegative().Optional().Nillable().Comment("Deposit in fen.").Annotations(noun.F("押金").Money().Personal(tenants.Owners, noun.Hide)),
		field.Enum("state").SchemaType(code).Values("ACTIVE", "ENDED").Default("ACTIVE").Comment("Active, or ended with the move-out procedure (退租).").Annotations(noun.F("状态").Filtered().Cycle("tenancy")),
	}
}

// Edges implements ent.Interface.
func (Tenancy) Edges() []ent.Edge {
	return []ent.Edge{edge.From("unit", Unit.Type).Ref("tenancies").Field("unit_id").Unique().Required().Comment("The unit.").Annotations(noun.F("房屋"))}
}

// Indexes implements ent.Interface.
func (Tenancy) Indexes() []ent.Index {
	return []ent.Index{index.Fields("community_id", "unit_id", "since").Unique()}
}
