package data

import (
	"context"
	"strings"
	"sync"

	atlas "ariga.io/atlas/sql/migrate"
	"entgo.io/ent/dialect/sql/schema"

	"estatehub/ent/gen/migrate"
	"estatehub/ent/migrations"
	"estatehub/tenants"
)

// tables guards migrate.Tables, which ent's migration writes to.
var tables sync.Mutex

// Drift says what the database lacks of the schema of this version: nothing, once it is migrated. It sees tables, columns,
// indexes and foreign keys that should be there or should be otherwise, and columns, indexes and keys that should not be
// there; a table that should not be there it does not see.
func (db *DB) Drift(ctx context.Context) ([]migrations.Change, error) {
	tables.Lock()
	defer tables.Unlock()
	p := &plan{}
	err := migrate.NewSchema(db.Driver()).NamedDiff(tenants.System(ctx, "data: compare the database with the schema"), "drift",
		schema.WithDir(&atlas.MemDir{}), schema.WithFormatter(p), schema.WithMigrationMode(schema.ModeInspect),
		schema.WithDropColumn(true), schema.WithDropIndex(true), schema.WithForeignKeys(true), schema.WithIndent("  "))
	return p.changes, err
}

// plan keeps what Atlas would write into a file.
type plan struct{ changes []migrations.Change }

// Format implements atlas.Formatter.
func (p *plan) Format(of *atlas.Plan) ([]atlas.File, error) {
	for _, c := range of.Changes {
		if strings.HasPrefix(c.Cmd, "PRAGMA foreign_keys") { // does nothing in a transaction: Migrate sees to it
			continue
		}
		p.changes = append(p.changes, migrations.Change{Comment: c.Comment, SQL: c.Cmd})
	}
	return nil, nil
}
