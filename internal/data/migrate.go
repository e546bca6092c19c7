package data

import (
	"context"
	"errors"
	"fmt"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"

	"estatehub/ent/gen/migrate"
	"estatehub/ent/migrations"
	"estatehub/tenants"
)

var (
	// ErrNewer is the error of a database that a newer version of the hub has migrated.
	ErrNewer = errors.New("data: the database is newer than this program")
	// ErrChanged is the error of a migration that is not what it was when it ran.
	ErrChanged = errors.New("data: a migration that has run was changed since")
)

// Migrate brings the database to the schema of this version. It may be interrupted at any point and run again, and any
// number of processes may run it at once: one migrates, the others wait.
func (db *DB) Migrate(ctx context.Context) error {
	if db.without.ForeignKeys { // a schema of its own, for the oracle: what it is made from does not outlive the test
		tables.Lock()
		defer tables.Unlock()
		return migrate.Create(tenants.System(ctx, "data: migrate without foreign keys"), migrate.NewSchema(db.Driver()), migrate.Tables, schema.WithForeignKeys(false))
	}
	all, err := migrations.Of(db.Dialect())
	if err != nil {
		return err
	}
	m := migrator{db: db.DB, all: all, probe: func(string, int) error { return nil }}
	return m.run(ctx)
}

// run migrates unless there is nothing to do, which most starts find out by reading alone.
func (m *migrator) run(ctx context.Context) error {
	j, err := m.read(ctx, m.db.Readers())
	if err != nil {
		return err
	}
	if todo, err := j.pending(m.all); err != nil || len(todo) == 0 {
		return err
	}
	if m.db.Dialect() == dialect.SQLite {
		return m.sqlite(ctx)
	}
	return m.mysql(ctx)
}

// pending are the migrations that have not run to their end.
func (j journal) pending(all []migrations.Migration) ([]migrations.Migration, error) {
	var todo []migrations.Migration
	for _, f := range all {
		e, known := j[f.Version]
		switch {
		case known && e.checksum != f.Checksum:
			return nil, fmt.Errorf("%w: %s ran as %s, checksum %.8s, and now has %.8s: put the file back and write a new one", ErrChanged, f.Name, e.name, e.checksum, f.Checksum)
		case !known || e.done < len(f.Statements) || e.begun == 0:
			todo = append(todo, f)
		}
	}
	for version, e := range j {
		if version > len(all) {
			return nil, fmt.Errorf("%w: it has %s, this program ends with %s: run the newer one", ErrNewer, e.name, all[len(all)-1].Name)
		}
	}
	return todo, nil
}
