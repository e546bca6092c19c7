// Package harden makes of ent's tables those the hub migrates to: the second wall and the indexes of the nouns. It is apart
// from the laws (ent/rules), which know ent's code generator: the hub is not to carry that around.
package harden

import (
	"slices"

	"entgo.io/ent/dialect/sql/schema"

	"estatehub/ent/noun"
)

// Tables puts up the second wall and adds what every noun needs of its tables: each foreign key between two owned tables
// becomes (community_id, fk) → (community_id, id), so that no row can refer to another community's; each foreign key and
// each order gets its index, and a table whose rows have no id of their own its primary key. It may be called again on tables it has changed.
func Tables(tables []*schema.Table, nouns *noun.Catalogue) {
	for _, t := range tables {
		for _, fk := range t.ForeignKeys {
			compose(t, fk)
			ensureIndex(t, fk.Columns...)
		}
	}
	for _, n := range nouns.All {
		t := table(tables, n.Table)
		if t == nil {
			continue
		}
		if n.Primary != nil {
			t.PrimaryKey = nil
			for _, name := range n.Primary {
				t.PrimaryKey = append(t.PrimaryKey, column(t, name))
			}
			// First in the table, too: of SQLite's keys the comparison sees the columns in the order of the table.
			rest := slices.DeleteFunc(slices.Clone(t.Columns), func(c *schema.Column) bool { return slices.Contains(t.PrimaryKey, c) })
			t.Columns = slices.Concat(t.PrimaryKey, rest)
		}
		for _, f := range n.Fields {
			if !f.Sort {
				continue
			}
			if n.Wall == noun.Owned {
				ensureIndex(t, column(t, "community_id"), column(t, f.Name))
			}
			ensureIndex(t, column(t, f.Name))
		}
	}
}

func compose(t *schema.Table, fk *schema.ForeignKey) {
	here, there := column(t, "community_id"), column(fk.RefTable, "community_id")
	if len(fk.Columns) != 1 || here == nil || there == nil || fk.Columns[0] == here {
		return
	}
	fk.Columns = []*schema.Column{here, fk.Columns[0]}
	fk.RefColumns = []*schema.Column{there, fk.RefColumns[0]}
	if fk.OnDelete == schema.SetNull { // it would null community_id too
		fk.OnDelete = schema.NoAction
	}
}

// ensureIndex adds an index unless one begins with the same columns.
func ensureIndex(t *schema.Table, columns ...*schema.Column) {
	if len(t.PrimaryKey) == 1 && columns[0] == t.PrimaryKey[0] || len(columns) == 1 && columns[0].Unique {
		return
	}
	name := t.Name
	for _, c := range columns {
		name += "_" + c.Name
	}
	for _, ix := range t.Indexes {
		if begins(ix, columns) {
			return
		}
	}
	t.Indexes = append(t.Indexes, &schema.Index{Name: shorten(name), Columns: slices.Clone(columns)})
}

func begins(ix *schema.Index, columns []*schema.Column) bool {
	if len(ix.Columns) < len(columns) {
		return false
	}
	for i, c := range columns {
		if ix.Columns[i] != c {
			return false
		}
	}
	return true
}

// shorten keeps a name within MariaDB's 64 characters.
func shorten(name string) string {
	if len(name) > 60 {
		name = name[:60]
	}
	return "ix_" + name[:min(len(name), 60)]
}

func table(tables []*schema.Table, name string) *schema.Table {
	for _, t := range tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}

func column(t *schema.Table, name string) *schema.Column {
	for _, c := range t.Columns {
		if c.Name == name {
			return c
		}
	}
	return nil
}
