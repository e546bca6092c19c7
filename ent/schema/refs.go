package schema

import (
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"estatehub/internal/ident"
)

// idField is a field that refers to a row of another noun.
type idField struct{ d *field.Descriptor }

// id is a reference that is always there.
func id(name string) *idField { return &idField{field.Int64(name).GoType(ident.ID(0)).Descriptor()} }

// optID is a reference that may be missing.
func optID(name string) *idField {
	return &idField{field.Int64(name).GoType(ident.ID(0)).Optional().Nillable().Descriptor()}
}

// Comment says what the reference means.
func (f *idField) Comment(c string) *idField { f.d.Comment = c; return f }

// Annotations adds to what is said about the field.
func (f *idField) Annotations(a ...schema.Annotation) *idField {
	f.d.Annotations = append(f.d.Annotations, a...)
	return f
}

// Descriptor implements ent.Field.
func (f *idField) Descriptor() *field.Descriptor { return f.d }
