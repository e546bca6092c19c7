// Package noun describes the hub's nouns (entities) as data. The ent schema says what a noun is; the generator turns
// that into []*Noun; and everything that treats nouns alike (connections, filters, upkeep, import, feeds, masks, the walls,
// the leak oracle) reads it from there, so that a new noun is said once.
package noun

import (
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// Wall is how the rows of a noun are tied to communities.
type Wall string

const (
	// Owned rows carry community_id and are seen where it is in scope.
	Owned Wall = "owned"
	// Root is the community itself, seen where its id is in scope.
	Root Wall = "root"
	// Reached rows belong to the organisation; a rule of the noun's own says through what a viewer reaches them.
	Reached Wall = "reached"
	// Global rows are a catalogue everybody signed in may read, or the hub's own bookkeeping that no query shows.
	Global Wall = "global"
)

// Type is the type of a field's value.
type Type string

// The types of fields.
const (
	Text  Type = "text"
	Int   Type = "int"
	Float Type = "float"
	Bool  Type = "bool"
	Time  Type = "time" // instant, UTC, microseconds
	Date  Type = "date" // calendar day, YYYY-MM-DD
	Enum  Type = "enum"
	Ref   Type = "ref" // id of another noun's row
	Fen   Type = "fen" // money, 1/100 yuan
	Bytes Type = "bytes"
)

// Mask is what becomes of a personal field for a viewer who may only see it masked.
type Mask string

// The masks. A viewer below tenants.Masked sees null whatever the mask.
const (
	Open  Mask = ""      // not a personal field
	Hide  Mask = "hide"  // null
	Phone Mask = "phone" // 138****8000
	Name  Mask = "name"  // 张**
)

// Noun is one entity.
type Noun struct {
	Name     string        // TypeName in Go and GraphQL: Ticket
	Field    string        // root field of one: ticket
	Plural   string        // root field of many: tickets
	Kind     ident.Kind    // number inside its ids
	Table    string        // table
	Group    tenants.Group // field group of its rows
	Wall     Wall
	ZH       string // Chinese name of the glossary
	Doc      string
	Internal bool     // bookkeeping: neither in the API nor in the ledger
	Upkeep   bool     // createX, updateX, removeX exist
	Key      []string // natural key within its community, by field name: how imports recognise a row
	Fields   []*Field
	Edges    []*Edge
	Uniques  []Unique
	Primary  []string // primary key by column, where it is not the id

	// Rollups are the counts the hub keeps of the noun, in the table Counter; Counted are the columns of its rows they
	// are made of, and Counts, on the noun of such a table, names what it counts.
	Rollups []Rollup
	Counter string
	Counted []string
	Counts  string

	fields map[string]*Field
}

// Field is one column.
type Field struct {
	Name     string // name of the column and of the ent field: property_no
	API      string // name in GraphQL: propertyNo
	Go       string // name in ent's struct: PropertyNo
	Type     Type
	EnumType string // GraphQL enum, for Enum
	Values   []string
	Ref      string // noun referred to, for Ref
	Nullable bool   // NULL is a value
	Default  bool   // may be left out at creation
	// DefaultValue is what a column gets that is left out, where that is not NULL and not the clock.
	DefaultValue any
	Group        tenants.Group
	Mask         Mask
	Filter       bool
	Sort         bool
	Input        Input
	Max          int    // longest text, in characters
	Min, Top     *int64 // bounds of an Int or Fen
	UpTo         string // the column of the same row that a Fen is at most
	Machine      string // life cycle that guards changes of the value
	Secret       bool   // never leaves the hub
	// Follows names the Enum column of the same row whose value alone says this one's, as By has it. Whoever writes that
	// column does not write this one: the data layer does.
	Follows string
	By      map[string]any
	ZH      string
	Doc     string
}

// Input says which inputs of upkeep take a field.
type Input string

// The inputs.
const (
	Never    Input = ""       // set by the hub
	AtCreate Input = "create" // never changed afterwards
	Always   Input = "always"
)

// Edge leads from a noun to another.
type Edge struct {
	Name   string // GraphQL field
	To     string
	Many   bool
	Column string // to-one: the column here; to-many: the column there
	Null   bool   // the answer may be null
	ZH     string
	Doc    string
}

// Unique is a unique index.
type Unique struct {
	Index  string
	Fields []string
}

// MaxCounted is the most columns a noun is counted by.
const MaxCounted = 4

// Rollup is one set of counts: how many rows there are in each community for each combination of some columns.
type Rollup struct {
	Number int
	By     []string // the columns that make the combinations
	Holds  []string // By, and the counted columns that follow from them
	Empty  []string // columns of the counter's key that it leaves ''
}

// ByName finds a field by its column name, or nil.
func (n *Noun) ByName(name string) *Field { return n.fields[name] }

// ByAPI finds a field by its GraphQL name, or nil.
func (n *Noun) ByAPI(name string) *Field {
	for _, f := range n.Fields {
		if f.API == name {
			return f
		}
	}
	return nil
}

// Following lists the fields that follow a column.
func (n *Noun) Following(column string) []*Field {
	var all []*Field
	for _, f := range n.Fields {
		if f.Follows == column {
			all = append(all, f)
		}
	}
	return all
}

// Catalogue is the set of all nouns.
type Catalogue struct {
	All    []*Noun
	byName map[string]*Noun
	byKind map[ident.Kind]*Noun
}

// NewCatalogue indexes nouns.
func NewCatalogue(all ...*Noun) *Catalogue {
	c := &Catalogue{All: all, byName: map[string]*Noun{}, byKind: map[ident.Kind]*Noun{}}
	for _, n := range all {
		n.fields = map[string]*Field{}
		for _, f := range n.Fields {
			n.fields[f.Name] = f
		}
		c.byName[n.Name] = n
		if n.Kind != 0 {
			c.byKind[n.Kind] = n
		}
	}
	return c
}

// Named finds a noun by its type name, or nil.
func (c *Catalogue) Named(name string) *Noun { return c.byName[name] }

// Of finds the noun of an id, or nil.
func (c *Catalogue) Of(id ident.ID) *Noun { return c.byKind[id.Kind()] }

// Masker withholds personal fields from a viewer.
type Masker interface {
	// Hidden tells whether a field of a group is null for the viewer in a community.
	Hidden(g tenants.Group, community ident.ID) bool
	// Text is what the viewer sees of a text.
	Text(g tenants.Group, m Mask, community ident.ID, v *string) *string
}

// Bound is a bound of a number.
func Bound(v int64) *int64 { return &v }
