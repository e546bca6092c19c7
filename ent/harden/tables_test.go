package harden

import (
	"slices"
	"testing"

	"entgo.io/ent/dialect/sql/schema"

	"estatehub/ent/gen"
	"estatehub/ent/gen/migrate"
)

// TestTables: between tables of communities there is no foreign key without the community, each key and each order has an
// index, names fit MariaDB, and a second time changes nothing.
func TestTables(t *testing.T) {
	Tables(migrate.Tables, gen.Nouns)
	indexes := 0
	keys := 0
	for _, table := range migrate.Tables {
		for _, fk := range table.ForeignKeys {
			here, there := column(table, "community_id"), column(fk.RefTable, "community_id")
			if here != nil && there != nil {
				if keys++; fk.Columns[0] != here || fk.RefColumns[0] != there {
					t.Errorf("%s of %s lets rows of two communities meet", fk.Symbol, table.Name)
				}
				if fk.OnDelete == schema.SetNull {
					t.Errorf("%s of %s would null the community", fk.Symbol, table.Name)
				}
			}
			if !slices.ContainsFunc(table.Indexes, func(ix *schema.Index) bool { return begins(ix, fk.Columns) }) &&
				(len(fk.Columns) > 1 || !fk.Columns[0].Unique) {
				t.Errorf("%s of %s has no index", fk.Symbol, table.Name)
			}
		}
		seen := map[string]bool{}
		for _, ix := range table.Indexes {
			if indexes++; len(ix.Name) > 64 || seen[ix.Name] {
				t.Errorf("index %s of %s", ix.Name, table.Name)
			}
			seen[ix.Name] = true
		}
	}
	if keys < 10 {
		t.Error("few keys between communities' tables:", keys)
	}
	Tables(migrate.Tables, gen.Nouns)
	for _, table := range migrate.Tables {
		indexes -= len(table.Indexes)
	}
	if indexes != 0 {
		t.Error("a second time added indexes:", -indexes)
	}
}
