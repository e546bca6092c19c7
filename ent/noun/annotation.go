package noun

import (
	"encoding/json"

	"entgo.io/ent/schema"

	"estatehub/internal/ident"
	"estatehub/tenants"
)

// Says is the schema annotation that makes a noun of an ent schema.
type Says struct {
	Kind     ident.Kind
	Group    tenants.Group
	Wall     Wall
	ZH       string
	Doc      string
	Plural   string
	Internal bool
	Upkeep   bool
	Keys     []string
	Reason   string // why a Global or Reached noun is not Owned
	Rollups  [][]string
	Counts   string
	Primary  []string
}

// Name implements schema.Annotation.
func (Says) Name() string { return "Noun" }

// Is begins the annotation of an Owned noun: its number, its field group, its glossary name and what it is.
func Is(kind ident.Kind, group tenants.Group, zh, doc string) Says {
	return Says{Kind: kind, Group: group, Wall: Owned, ZH: zh, Doc: doc}
}

// Bookkeeping is the annotation of a table that only the hub itself reads.
func Bookkeeping(doc string) Says {
	return Says{Wall: Global, Doc: doc, Internal: true, Reason: "the hub's own bookkeeping, in no query", Group: tenants.Admin}
}

// IsRoot makes the noun the tenant itself.
func (s Says) IsRoot() Says { s.Wall = Root; return s }

// ReachedBy says that rows belong to the organisation, and through what a viewer reaches them.
func (s Says) ReachedBy(reason string) Says { s.Wall, s.Reason = Reached, reason; return s }

// ForAll says that everybody signed in may read the rows, and why that tells nothing.
func (s Says) ForAll(reason string) Says { s.Wall, s.Reason = Global, reason; return s }

// Upkept gives the noun the mutations createX, updateX and removeX.
func (s Says) Upkept() Says { s.Upkeep = true; return s }

// Known names the natural key within a community, by which an import recognises a row.
func (s Says) Known(fields ...string) Says { s.Keys = fields; return s }

// Many sets the plural where it is not the name and an s.
func (s Says) Many(plural string) Says { s.Plural = plural; return s }

// FieldSays is the annotation of a field.
type FieldSays struct {
	ZH      string
	Type    Type // where ent's type does not tell: Date, Fen
	Group   *tenants.Group
	Mask    Mask
	Filter  bool
	Sort    bool
	Input   *Input
	Machine string
	Min     *int64
	Top     *int64
	Follow  string
	Limit   string
	By      map[string]any
}

// Name implements schema.Annotation.
func (FieldSays) Name() string { return "Field" }

// F begins the annotation of a field with its Chinese name.
func F(zh string) FieldSays { return FieldSays{ZH: zh} }

// Filtered puts the field into the noun's where.
func (f FieldSays) Filtered() FieldSays { f.Filter = true; return f }

// Sorted puts the field into the noun's orders; it must not be nullable and wants an index.
func (f FieldSays) Sorted() FieldSays { f.Sort = true; return f }

// Personal puts the field into a field group of its own and says how it is masked.
func (f FieldSays) Personal(g tenants.Group, m Mask) FieldSays { f.Group, f.Mask = &g, m; return f }

// Day says that the text is a calendar day.
func (f FieldSays) Day() FieldSays { f.Type = Date; return f }

// Money says that the number is fen.
func (f FieldSays) Money() FieldSays { f.Type = Fen; return f }

// Within bounds a number.
func (f FieldSays) Within(low, high int64) FieldSays { f.Min, f.Top = &low, &high; return f }

// UpTo says that an amount is at most that of another column of the row.
func (f FieldSays) UpTo(column string) FieldSays { f.Limit = column; return f }

// Fixed says that the field is given at creation and never changed.
func (f FieldSays) Fixed() FieldSays { i := AtCreate; f.Input = &i; return f }

// Kept says that the hub alone sets the field.
func (f FieldSays) Kept() FieldSays { i := Never; f.Input = &i; return f }

// Follows says that the value is a function of another column's, an enum's, and which: the data layer keeps it so.
func (f FieldSays) Follows(column string, by map[string]any) FieldSays {
	f.Follow, f.By = column, by
	return f.Kept()
}

// Cycle names the life cycle that guards changes of the value.
func (f FieldSays) Cycle(machine string) FieldSays { f.Machine = machine; return f }

// Decode reads an annotation as the generator hands it over.
func Decode[T schema.Annotation](annotations map[string]any) (v T, ok bool, err error) {
	raw, ok := annotations[v.Name()]
	if !ok {
		return v, false, nil
	}
	b, err := json.Marshal(raw)
	if err != nil {
		return v, false, err
	}
	return v, true, json.Unmarshal(b, &v)
}

// Numbered gives a bookkeeping table ids of a kind.
func (s Says) Numbered(kind ident.Kind) Says { s.Kind = kind; return s }

// Counted keeps counts of the rows of each community by some columns, once for each list of them, so that figures of a
// portfolio are read and not counted. The table that keeps them is one of Counting. A list is never moved, only
// added at the end: its place is its number.
func (s Says) Counted(by ...[]string) Says { s.Rollups = by; return s }

// By is one list of Counted.
func By(columns ...string) []string { return columns }

// Counting is the annotation of the table that keeps the counts of a noun, and its primary key. Columns other than rollup,
// community_id, n and the id are named as the counted noun names them.
func Counting(name string, key ...string) Says {
	s := Bookkeeping("How many " + name + " rows each community has, by what is counted.")
	s.Counts, s.Primary = name, key
	return s
}
