package reads

import "estatehub/ent/noun"

// A GraphQL field of a noun that is no column of it says here, once, how it is computed; what is said nowhere is answered
// the plain way.

// Made is a field computed from columns of its own row.
type Made struct {
	Needs  []string // the columns, by name; the id is "id"
	Append func(out []byte, columns []Value) []byte
}

// Through is a list of another noun that is linked by the rows of a third.
type Through struct {
	To        string // the noun of the list
	By        string // the noun of the links
	Here      string // column of a link that holds this row
	There     string // column of a link that holds the other
	WhileNull string // a link counts while this column of it is NULL
}

// Grouping is a root field that counts the rows of a noun by some of their columns.
type Grouping struct {
	Noun    string            // whose rows
	Answer  string            // type of the answer: rows, total, covers
	Row     string            // type of its rows
	Columns map[string]string // what can be counted by, a value of the argument by → the column
	Fields  map[string]string // field of a row → the column
}

// Computed are the fields that are no columns, as Noun.field, and the root fields that count.
type Computed struct {
	Made    map[string]*Made
	Through map[string]*Through
	Counts  map[string]*Grouping
}

func (c Computed) made(n *noun.Noun, field string) *Made { return c.Made[n.Name+"."+field] }

func (c Computed) through(n *noun.Noun, field string) *Through { return c.Through[n.Name+"."+field] }
