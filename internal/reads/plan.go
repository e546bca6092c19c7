package reads

import (
	"github.com/vektah/gqlparser/v2/ast"

	"estatehub/ent/noun"
	"estatehub/internal/listing"
)

// Root is a compiled root field.
type Root struct {
	field *ast.Field
	one   *one
	many  *list
	sums  *sums
	node  *byKind
}

// one is a root field that answers one row by its id.
type one struct {
	q      *query
	object *object
}

// query is one SELECT: a noun's rows, with what their to-one edges lead to.
type query struct {
	noun    *noun.Noun
	tables  []table
	columns []column
	lists   []*list // list edges that hang on a row of it
}

// table is a table of a query. The first is the noun's own, the others are joined to one before them.
type table struct {
	noun   *noun.Noun
	alias  string
	parent int
	column string // column of the parent that holds the id
}

// column is a column a query reads.
type column struct {
	table int
	name  string
	field *noun.Field // nil for the id
}

// object is how a row becomes an object.
type object struct {
	id       int // column that is NULL where an edge leads nowhere; -1 for what is always there
	required bool
	parts    []part
}

// part is a piece of a template: text, and what follows it.
type part struct {
	text   string
	kind   partKind
	column int         // value: the column
	table  int         // value: the table it is of
	owner  int         // value: the column of its row's id, where it may be masked
	field  *noun.Field // value: what it is, nil for an id
	object *object     // to-one edge
	list   *list       // list edge
	child  int         // list edge: which of the query's
	view   int         // rows: which view of them
	made   *Made       // computed value
	needs  []int       // computed value: its columns
}

type partKind uint8

const (
	onlyText partKind = iota
	value
	toOne
	toMany
	computed
	cursorOf    // of the row
	rowsOf      // of a list
	hasNext     // of a list
	hasPrevious // of a list
	startCursor // of a list
	endCursor   // of a list
	total       // of a list
)

// list is a connection.
type list struct {
	field   *ast.Field
	noun    *noun.Noun
	edge    *noun.Edge // nil at the root
	through *Through   // of a list that is no plain edge
	parent  *noun.Noun // whose edge it is
	q       *query
	parts   []part   // the connection itself
	views   [][]part // of a row: one for each selection of nodes or edges
	counts  bool     // totalCount is asked for
	looks   bool     // hasNextPage or hasPreviousPage is
	points  bool     // some cursor is
}

// streams tells whether the rows can be written as they come: nothing is asked for once for all of them before they are
// known, and nothing hangs on them.
func (l *list) streams() bool {
	if len(l.views) != 1 || len(l.q.lists) > 0 {
		return false
	}
	for _, p := range l.parts {
		switch p.kind {
		case rowsOf:
			return true
		case onlyText, total:
		default:
			return false
		}
	}
	return false
}

func newQuery(n *noun.Noun) *query {
	return &query{noun: n, tables: []table{{noun: n, alias: "t", parent: -1}}}
}

// col is the index of a column, read once however often it is asked for.
func (q *query) col(t int, name string) int {
	for i, c := range q.columns {
		if c.table == t && c.name == name {
			return i
		}
	}
	q.columns = append(q.columns, column{t, name, q.tables[t].noun.ByName(name)})
	return len(q.columns) - 1
}

// sorts is the column of an order: the id, one that is read anyway, or else the one behind all others.
func (q *query) sorts(o listing.Order, veils []veil) int {
	for i, c := range q.columns {
		if c.table == 0 && c.name == o.Column && veils[i] != closed {
			return i
		}
	}
	return len(q.columns)
}

// join is the index of the table that a column of another leads to.
func (q *query) join(parent int, column string, to *noun.Noun) int {
	for i, t := range q.tables {
		if t.parent == parent && t.column == column {
			return i
		}
	}
	q.tables = append(q.tables, table{to, "j" + itoa(len(q.tables)), parent, column})
	return len(q.tables) - 1
}
