package data

import (
	"context"

	"entgo.io/ent/dialect/sql/schema"

	"estatehub/ent/gen/migrate"
	"estatehub/tenants"
)

// Migrate brings the database to the schema of this version.
func (db *DB) Migrate(ctx context.Context) error {
	return migrate.Create(tenants.System(ctx, "data: migrate"), migrate.NewSchema(db.Driver()), migrate.Tables, schema.WithForeignKeys(db.keys))
}
