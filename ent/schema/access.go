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

// User is who signs in.
type User struct{ ent.Schema }

// Mixin implements ent.Interface.
func (User) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (User) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(21, tenants.Admin, "用户", "Who signs in (SYS-95).").
		ReachedBy("an administrator sees the users who hold a grant in his part of the tree; everybody sees himself")}
}

// Fields implements ent.Interface.
func (User) Fields() []ent.Field {
	return []ent.Field{
		field.String("login").MaxRuneLen(60).NotEmpty().Unique().Comment("Login, unique in the group.").Annotations(noun.F("登录名").Filtered().Sorted()),
		field.String("name").MaxRuneLen(60).NotEmpty().Comment("Name shown.").Annotations(noun.F("姓名")),
		field.String("password_hash").MaxRuneLen(200).Optional().Nillable().Sensitive().Comment("argon2id hash of the password.").Annotations(noun.F("密码").Kept()),
		optID("staff_id").Comment("The member of staff he is.").Annotations(noun.F("员工").Filtered()),
		field.Enum("status").SchemaType(code).Values("ACTIVE", "DISABLED").Default("ACTIVE").Comment("Whether he may sign in.").Annotations(noun.F("状态").Filtered()),
		field.Enum("locale").SchemaType(code).Values("ZH_CN", "EN").Default("ZH_CN").Comment("Language of what the hub tells him.").Annotations(noun.F("语言")),
	}
}

// Edges implements ent.Interface.
func (User) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("grants", Grant.Type).Comment("What he may do, and where.").Annotations(noun.F("授权")),
		edge.To("service_tokens", ServiceToken.Type).Comment("Tokens he made.").Annotations(noun.F("服务令牌")),
	}
}

// Grant is a role at a node of the organisation tree.
type Grant struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Grant) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (Grant) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(22, tenants.Admin, "授权", "A role of a user at a node of the organisation tree; it covers what is below the node (SYS-95).").
		ReachedBy("an administrator sees the grants in his part of the tree; everybody sees his own")}
}

// Fields implements ent.Interface.
func (Grant) Fields() []ent.Field {
	return []ent.Field{
		id("user_id").Comment("The user.").Annotations(noun.F("用户").Filtered().Fixed()),
		field.Enum("role").SchemaType(code).Values(tenants.Role("").Values()...).Immutable().Comment("The role.").Annotations(noun.F("角色").Filtered().Fixed()),
		id("node_id").Comment("The organisation, company, management office or community.").Annotations(noun.F("组织节点").Filtered().Fixed()),
	}
}

// Edges implements ent.Interface.
func (Grant) Edges() []ent.Edge {
	return []ent.Edge{edge.From("user", User.Type).Ref("grants").Field("user_id").Unique().Required().Comment("The user.").Annotations(noun.F("用户"))}
}

// Indexes implements ent.Interface.
func (Grant) Indexes() []ent.Index {
	return []ent.Index{index.Fields("user_id", "node_id", "role").Unique(), index.Fields("node_id")}
}

// ServiceToken is a token for a machine.
type ServiceToken struct{ ent.Schema }

// Mixin implements ent.Interface.
func (ServiceToken) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (ServiceToken) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(23, tenants.Admin, "服务令牌", "A token for a BI tool: shown once, stored hashed, one role at one node, expiring.").
		ReachedBy("an administrator sees the tokens in his part of the tree; everybody sees his own")}
}

// Fields implements ent.Interface.
func (ServiceToken) Fields() []ent.Field {
	return []ent.Field{
		id("user_id").Comment("Who made it.").Annotations(noun.F("用户").Filtered().Fixed()),
		field.String("name").MaxRuneLen(60).NotEmpty().Comment("What it is for.").Annotations(noun.F("名称")),
		field.String("hash").SchemaType(code64).MaxRuneLen(64).Unique().Sensitive().Immutable().Comment("SHA-256 of the token.").Annotations(noun.F("令牌").Kept()),
		field.Enum("role").SchemaType(code).Values(tenants.Role("").Values()...).Immutable().Comment("The role it acts in.").Annotations(noun.F("角色").Filtered().Fixed()),
		id("node_id").Comment("The node of the organisation tree it covers.").Annotations(noun.F("组织节点").Filtered().Fixed()),
		field.Time("expires_at").SchemaType(instant).Immutable().Comment("When it expires.").Annotations(noun.F("到期时间").Fixed()),
		field.Time("revoked_at").SchemaType(instant).Optional().Nillable().Comment("When it was revoked.").Annotations(noun.F("撤销时间").Kept()),
	}
}

// Edges implements ent.Interface.
func (ServiceToken) Edges() []ent.Edge {
	return []ent.Edge{edge.From("user", User.Type).Ref("service_tokens").Field("user_id").Unique().Required().Comment("Who made it.").Annotations(noun.F("用户"))}
}

// Session is a sign-in.
type Session struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Session) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (Session) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Bookkeeping("A sign-in: random, stored hashed, revoked at once.").Numbered(24)}
}

// Fields implements ent.Interface.
func (Session) Fields() []ent.Field {
	return []ent.Field{
		id("user_id"),
		field.String("hash").SchemaType(code64).MaxRuneLen(64).Unique().Sensitive(),
		field.Time("expires_at").SchemaType(instant),
		field.Time("revoked_at").SchemaType(instant).Optional().Nillable(),
		field.String("agent").MaxRuneLen(200).Default(""),
		field.String("address").MaxRuneLen(45).Default(""),
	}
}
