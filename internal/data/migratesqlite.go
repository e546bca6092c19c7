package data

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"log/slog"

	"estatehub/ent/migrations"
	"estatehub/internal/store"
)

// sqlite runs each migration in one transaction, which holds the write lock of the file: that is all the locking there is
// to do, and it ends with the process. The rebuilding of a table, SQLite's way of changing one, needs foreign keys off,
// which works outside transactions alone; they are checked before the commit instead.
func (m *migrator) sqlite(ctx context.Context) (err error) {
	conn, err := m.db.SQL().Conn(ctx)
	if err != nil {
		return err
	}
	defer func() {
		// The one writer's connection must come back with its foreign keys on, or not at all.
		if _, on := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA foreign_keys = on"); on != nil {
			_ = conn.Raw(func(any) error { return sqldriver.ErrBadConn })
		}
		_ = conn.Close()
	}()
	if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = off"); err != nil {
		return err
	}
	for more := true; more; {
		more, err = m.sqliteNext(ctx, conn)
		// Somebody else writes for longer than a statement waits by itself: perhaps a migration.
		if err != nil && store.Classify(err).Kind == store.Conflict && ctx.Err() == nil {
			slog.InfoContext(ctx, "data: waiting for another process that writes the database")
			more, err = true, nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sqliteNext runs one migration and tells whether there are more.
func (m *migrator) sqliteNext(ctx context.Context, conn *sql.Conn) (more bool, err error) {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() { _ = tx.Rollback() }()
	j, err := m.read(ctx, tx)
	if err != nil {
		return false, err
	}
	todo, err := j.pending(m.all)
	if err != nil || len(todo) == 0 {
		return false, err
	}
	f := todo[0]
	slog.InfoContext(ctx, "data: migrating", "file", f.Name)
	for i, s := range f.Statements {
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return false, failed(f, i+1, err)
		}
		if err := m.probe("done", i+1); err != nil {
			return false, err
		}
	}
	if err := sound(ctx, tx, f); err != nil {
		return false, err
	}
	if err := m.create(ctx, tx); err != nil {
		return false, err
	}
	if err := m.write(ctx, tx, f, max(1, len(f.Statements)), len(f.Statements)); err != nil {
		return false, err
	}
	if err := m.probe("recorded", len(f.Statements)); err != nil {
		return false, err
	}
	return len(todo) > 1, tx.Commit()
}

// sound checks the foreign keys that were not looked at during the migration.
func sound(ctx context.Context, tx *sql.Tx, f migrations.Migration) error {
	var table, parent string
	var row, key sql.NullInt64
	err := tx.QueryRowContext(ctx, "PRAGMA foreign_key_check").Scan(&table, &row, &parent, &key)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return err
	}
	return fmt.Errorf("data: after %s row %d of %s refers to a row of %s that is not there", f.Name, row.Int64, table, parent)
}
