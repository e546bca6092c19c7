package data

import (
	"context"
	"database/sql"
	"fmt"

	"entgo.io/ent/dialect"

	"estatehub/ent/migrations"
	"estatehub/internal/store"
)

// migrator runs migrations.
type migrator struct {
	db  *store.DB
	all []migrations.Migration
	// probe is called where a process may die: after each step of a migration, with the number of its statement. Tests let
	// it fail there.
	probe func(step string, statement int) error
}

// entry is what the journal says of one migration: the number of the last statement that was begun, and of the last one
// that is known to be done.
type entry struct {
	name, checksum string
	begun, done    int
}

// journal is the table schema_migrations by version.
type journal map[int]entry

// executor is a pool, a connection or a transaction.
type executor interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// read reads the journal; it is empty where there is none.
func (m *migrator) read(ctx context.Context, on executor) (journal, error) {
	there := "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_migrations'"
	if m.db.Dialect() == dialect.MySQL {
		there = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'schema_migrations'"
	}
	var n int
	if err := on.QueryRowContext(ctx, there).Scan(&n); err != nil || n == 0 {
		return journal{}, err
	}
	rows, err := on.QueryContext(ctx, "SELECT version, name, checksum, begun, done FROM schema_migrations")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	j := journal{}
	for rows.Next() {
		var version int
		var e entry
		if err := rows.Scan(&version, &e.name, &e.checksum, &e.begun, &e.done); err != nil {
			return nil, err
		}
		j[version] = e
	}
	return j, rows.Err()
}

// create makes the journal.
func (m *migrator) create(ctx context.Context, on executor) error {
	q := "CREATE TABLE IF NOT EXISTS schema_migrations (version integer NOT NULL PRIMARY KEY, name varchar(100) NOT NULL," +
		" checksum varchar(64) NOT NULL, begun integer NOT NULL, done integer NOT NULL)"
	if m.db.Dialect() == dialect.MySQL {
		q += " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
	}
	_, err := on.ExecContext(ctx, q)
	return err
}

// write writes what is known of a migration. Who lost his lease cannot set back what another has done since: he finds no
// row to update and cannot add a second one.
func (m *migrator) write(ctx context.Context, on executor, f migrations.Migration, begun, done int) error {
	r, err := on.ExecContext(ctx, "UPDATE schema_migrations SET begun = ?, done = ? WHERE version = ? AND done <= ?", begun, done, f.Version, done)
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n == 1 {
		return err
	}
	_, err = on.ExecContext(ctx, "INSERT INTO schema_migrations (version, name, checksum, begun, done) VALUES (?, ?, ?, ?, ?)",
		f.Version, f.Name, f.Checksum, begun, done)
	return err
}

// failed names the statement that failed.
func failed(f migrations.Migration, statement int, err error) error {
	return fmt.Errorf("data: %s, statement %d of %d: %w", f.Name, statement, len(f.Statements), err)
}
