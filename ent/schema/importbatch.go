package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"estatehub/ent/noun"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// ImportBatch is one file imported.
type ImportBatch struct{ ent.Schema }

// Mixin implements ent.Interface.
func (ImportBatch) Mixin() []ent.Mixin { return []ent.Mixin{row{}} }

// Annotations implements ent.Interface.
func (ImportBatch) Annotations() []schema.Annotation {
	return []schema.Annotation{noun.Is(25, tenants.Portfolio, "导入批次", "One file imported: what it brought, and whether it was undone.").Many("importBatches").
		ReachedBy("a batch may span communities: whoever imported it sees it, and whoever may write to the whole portfolio")}
}

// Fields implements ent.Interface.
func (ImportBatch) Fields() []ent.Field {
	return []ent.Field{
		field.String("file").MaxRuneLen(200).NotEmpty().Immutable().Comment("Name of the file.").Annotations(noun.F("文件名").Fixed()),
		field.String("sha256").SchemaType(code64).MaxRuneLen(64).Immutable().Comment("SHA-256 of the file, hexadecimal.").Annotations(noun.F("校验值").Fixed()),
		field.String("mapping").MaxRuneLen(60).Immutable().Comment("The template or mapping it was read with.").Annotations(noun.F("映射").Fixed()),
		optID("user_id").Comment("Who imported it; null for the command line.").Annotations(noun.F("导入人").Filtered().Fixed()),
		field.Enum("state").SchemaType(code).Values("APPLIED", "UNDONE").Default("APPLIED").Comment("Applied or undone.").Annotations(noun.F("状态").Filtered().Kept()),
		field.Int("rows_read").NonNegative().Immutable().Comment("Rows of the file.").Annotations(noun.F("读取行数").Fixed()),
		field.Int("rows_created").NonNegative().Immutable().Comment("Rows created in the hub.").Annotations(noun.F("新增行数").Fixed()),
		field.Int("rows_known").NonNegative().Immutable().Comment("Rows the hub had already, unchanged.").Annotations(noun.F("已有行数").Fixed()),
		field.Int("rows_updated").NonNegative().Immutable().Comment("Rows changed in the hub.").Annotations(noun.F("更新行数").Fixed()),
		field.Int("rows_refused").NonNegative().Immutable().Comment("Rows left out because of errors.").Annotations(noun.F("拒绝行数").Fixed()),
	}
}

// ImportRange is what a batch created of one noun in one community: a range of ids, all its own.
type ImportRange struct{ ent.Schema }

// Annotations implements ent.Interface.
func (ImportRange) Annotations() []schema.Annotation {
	return []schema.Annotation{binary, noun.Bookkeeping("A range of ids that an import batch created, so that it can be undone.")}
}

// Fields implements ent.Interface.
func (ImportRange) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id"),
		field.Int64("batch_id").GoType(ident.ID(0)),
		field.Int64("first_id").GoType(ident.ID(0)),
		field.Int64("last_id").GoType(ident.ID(0)),
	}
}

// Indexes implements ent.Interface.
func (ImportRange) Indexes() []ent.Index { return []ent.Index{index.Fields("batch_id")} }
