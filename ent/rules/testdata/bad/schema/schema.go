// Package schema has one noun for each law, named for how it breaks it.
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"entgo.io/ent/schema/mixin"

	"estatehub/ent/noun"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

func said(s noun.Says) []schema.Annotation { return []schema.Annotation{s} }

func is(kind ident.Kind) noun.Says { return noun.Is(kind, tenants.Portfolio, "名", "What it is.") }

// text is a field that keeps all laws; number likewise.
func text(name string) ent.Field {
	return field.String(name).MaxRuneLen(60).Comment("A text.").Annotations(noun.F("文"))
}

func number(name string) ent.Field {
	return field.Int64(name).Comment("A number.").Annotations(noun.F("数"))
}

type base struct{ mixin.Schema }

func (base) Fields() []ent.Field { return []ent.Field{field.Int64("id")} }

type owned struct{ mixin.Schema }

func (owned) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id"),
		field.Int64("community_id").Comment("The community.").Annotations(noun.F("小区")),
	}
}

func (owned) Indexes() []ent.Index { return []ent.Index{index.Fields("community_id", "id").Unique()} }

// Good keeps all laws.
type Good struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Good) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Good) Annotations() []schema.Annotation { return said(is(30)) }

// Fields implements ent.Interface.
func (Good) Fields() []ent.Field {
	return []ent.Field{text("name")}
}

// Twin is bad.
type Twin struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Twin) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Twin) Annotations() []schema.Annotation { return said(is(30)) }

// Unsaid is bad.
type Unsaid struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Unsaid) Mixin() []ent.Mixin { return []ent.Mixin{base{}} }

// Ownerless is bad.
type Ownerless struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Ownerless) Mixin() []ent.Mixin { return []ent.Mixin{base{}} }

// Annotations implements ent.Interface.
func (Ownerless) Annotations() []schema.Annotation { return said(is(31)) }

// Claimed is bad.
type Claimed struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Claimed) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Claimed) Annotations() []schema.Annotation { return said(is(32).ReachedBy("why")) }

// Unreasoned is bad.
type Unreasoned struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Unreasoned) Mixin() []ent.Mixin { return []ent.Mixin{base{}} }

// Annotations implements ent.Interface.
func (Unreasoned) Annotations() []schema.Annotation { return said(is(33).ForAll("")) }

// Kindless is bad.
type Kindless struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Kindless) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Kindless) Annotations() []schema.Annotation { return said(is(0)) }

// Mute is bad.
type Mute struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Mute) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Mute) Annotations() []schema.Annotation { return said(noun.Is(34, tenants.Portfolio, "", "")) }

// MuteField is bad.
type MuteField struct{ ent.Schema }

// Mixin implements ent.Interface.
func (MuteField) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (MuteField) Annotations() []schema.Annotation { return said(is(35)) }

// Fields implements ent.Interface.
func (MuteField) Fields() []ent.Field {
	return []ent.Field{field.String("name").MaxRuneLen(60)}
}

// Endless is bad.
type Endless struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Endless) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Endless) Annotations() []schema.Annotation { return said(is(51)) }

// Fields implements ent.Interface.
func (Endless) Fields() []ent.Field {
	return []ent.Field{field.String("story").Comment("A text.").Annotations(noun.F("文"))}
}

// MuteEdge is bad.
type MuteEdge struct{ ent.Schema }

// Mixin implements ent.Interface.
func (MuteEdge) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (MuteEdge) Annotations() []schema.Annotation { return said(is(36)) }

// Fields implements ent.Interface.
func (MuteEdge) Fields() []ent.Field {
	return []ent.Field{number("good_id")}
}

// Edges implements ent.Interface.
func (MuteEdge) Edges() []ent.Edge {
	return []ent.Edge{edge.To("keeper", Good.Type).Unique().Field("good_id").Required()}
}

// GlobalUnique is bad.
type GlobalUnique struct{ ent.Schema }

// Mixin implements ent.Interface.
func (GlobalUnique) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (GlobalUnique) Annotations() []schema.Annotation { return said(is(37)) }

// Fields implements ent.Interface.
func (GlobalUnique) Fields() []ent.Field {
	return []ent.Field{field.String("code").MaxRuneLen(60).Unique().Comment("A code.").Annotations(noun.F("码"))}
}

// WideIndex is bad.
type WideIndex struct{ ent.Schema }

// Mixin implements ent.Interface.
func (WideIndex) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (WideIndex) Annotations() []schema.Annotation { return said(is(38)) }

// Fields implements ent.Interface.
func (WideIndex) Fields() []ent.Field {
	return []ent.Field{text("code")}
}

// Indexes implements ent.Interface.
func (WideIndex) Indexes() []ent.Index { return []ent.Index{index.Fields("code").Unique()} }

// Keyless is bad.
type Keyless struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Keyless) Mixin() []ent.Mixin { return []ent.Mixin{base{}} }

// Annotations implements ent.Interface.
func (Keyless) Annotations() []schema.Annotation { return said(is(39)) }

// Fields implements ent.Interface.
func (Keyless) Fields() []ent.Field {
	return []ent.Field{field.Int64("community_id").Comment("The community.").Annotations(noun.F("小区"))}
}

// Unmaskable is bad.
type Unmaskable struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Unmaskable) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Unmaskable) Annotations() []schema.Annotation { return said(is(40)) }

// Fields implements ent.Interface.
func (Unmaskable) Fields() []ent.Field {
	return []ent.Field{field.String("phone").MaxRuneLen(60).Comment("A phone.").Annotations(noun.F("电话").Personal(tenants.Owners, noun.Phone))}
}

// Unmasked is bad.
type Unmasked struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Unmasked) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Unmasked) Annotations() []schema.Annotation { return said(is(41)) }

// Fields implements ent.Interface.
func (Unmasked) Fields() []ent.Field {
	return []ent.Field{field.String("phone").MaxRuneLen(60).Nillable().Comment("A phone.").Annotations(noun.F("电话").Personal(tenants.Owners, noun.Open))}
}

// NullOrder is bad.
type NullOrder struct{ ent.Schema }

// Mixin implements ent.Interface.
func (NullOrder) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (NullOrder) Annotations() []schema.Annotation { return said(is(42)) }

// Fields implements ent.Interface.
func (NullOrder) Fields() []ent.Field {
	return []ent.Field{field.Int("rank").Optional().Comment("A rank.").Annotations(noun.F("级").Sorted())}
}

// TellingOrder is bad.
type TellingOrder struct{ ent.Schema }

// Mixin implements ent.Interface.
func (TellingOrder) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (TellingOrder) Annotations() []schema.Annotation { return said(is(43)) }

// Fields implements ent.Interface.
func (TellingOrder) Fields() []ent.Field {
	return []ent.Field{field.Int("rank").Nillable().Comment("A rank.").Annotations(noun.F("级").Personal(tenants.People, noun.Hide).Sorted())}
}

// Stray is bad.
type Stray struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Stray) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Stray) Annotations() []schema.Annotation { return said(is(47)) }

// Fields implements ent.Interface.
func (Stray) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("state").Values("HERE", "THERE").Comment("A state.").Annotations(noun.F("状态")),
		field.Bool("near").Comment("Whether it is here.").Annotations(noun.F("近").Follows("state", map[string]any{"HERE": true, "THERE": false})),
		field.Int("rank").Comment("A rank.").Annotations(noun.F("级").Follows("state", map[string]any{"HERE": 1})),
	}
}

// Beyond is bad.
type Beyond struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Beyond) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Beyond) Annotations() []schema.Annotation { return said(is(53)) }

// Fields implements ent.Interface.
func (Beyond) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("amount").Comment("A sum.").Annotations(noun.F("应收").Money()),
		field.Int64("paid").Comment("A part of it.").Annotations(noun.F("已收").Money().UpTo("amount")),
		number("count"),
		field.Int64("owed").Comment("A part of no sum.").Annotations(noun.F("欠费").Money().UpTo("count")),
	}
}

// Uncounted is bad.
type Uncounted struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Uncounted) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Uncounted) Annotations() []schema.Annotation {
	return said(is(48).Counted(noun.By("state")))
}

// Tallied is bad.
type Tallied struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Tallied) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Tallied) Annotations() []schema.Annotation {
	return said(is(49).Counted(noun.By("state"), noun.By("rank")))
}

// Fields implements ent.Interface.
func (Tallied) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("state").Values("HERE", "THERE").Comment("A state.").Annotations(noun.F("状态")),
		field.Int("rank").Comment("A rank.").Annotations(noun.F("级")),
	}
}

// TalliedCounter is bad.
type TalliedCounter struct{ ent.Schema }

// Annotations implements ent.Interface.
func (TalliedCounter) Annotations() []schema.Annotation {
	return said(noun.Counting("Tallied", "rollup", "community_id", "state", "part"))
}

// Fields implements ent.Interface.
func (TalliedCounter) Fields() []ent.Field {
	return []ent.Field{field.Int64("id").StorageKey("part"), field.Int("rollup"), field.Int64("community_id"), field.String("state").MaxRuneLen(60), field.Int("rank")}
}

// Crowd is bad.
type Crowd struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Crowd) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (Crowd) Annotations() []schema.Annotation { return said(is(44)) }

// Edges implements ent.Interface.
func (Crowd) Edges() []ent.Edge {
	return []ent.Edge{edge.To("friends", Crowd.Type).Comment("Friends.")}
}

// HiddenKey is bad.
type HiddenKey struct{ ent.Schema }

// Mixin implements ent.Interface.
func (HiddenKey) Mixin() []ent.Mixin { return []ent.Mixin{owned{}} }

// Annotations implements ent.Interface.
func (HiddenKey) Annotations() []schema.Annotation { return said(is(45)) }

// Edges implements ent.Interface.
func (HiddenKey) Edges() []ent.Edge {
	return []ent.Edge{edge.To("keeper", Good.Type).Unique().Comment("The keeper.")}
}

// Upward is bad.
type Upward struct{ ent.Schema }

// Mixin implements ent.Interface.
func (Upward) Mixin() []ent.Mixin { return []ent.Mixin{base{}} }

// Annotations implements ent.Interface.
func (Upward) Annotations() []schema.Annotation { return said(is(46).ReachedBy("why")) }

// Fields implements ent.Interface.
func (Upward) Fields() []ent.Field {
	return []ent.Field{number("good_id")}
}

// Edges implements ent.Interface.
func (Upward) Edges() []ent.Edge {
	return []ent.Edge{edge.To("keeper", Good.Type).Unique().Field("good_id").Required().Comment("The keeper.")}
}
