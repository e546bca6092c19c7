package portfolio

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"entgo.io/ent/dialect"

	"estatehub/internal/data"
)

// maxText is how long a statement is at least before it is sent.
const maxText = 400_000

// loader writes the rows of tables over one connection.
type loader struct {
	plan *Plan
	conn *sql.Conn
	told func(rows int, what string)
	text []byte
	n    int // rows in text
}

// load writes a table in one transaction. On MariaDB a transaction that begins with an empty table, and checks neither
// foreign nor unique keys, sorts the rows and builds the indexes from bottom to top instead of adding row by row.
func (l *loader) load(ctx context.Context, t *table) error {
	tx, err := l.conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	columns := strings.Fields(t.columns)
	head := "INSERT INTO `" + t.name + "` (`" + strings.Join(columns, "`, `") + "`) VALUES "
	write := func(values ...any) {
		if err != nil {
			return
		}
		if len(values) != len(columns) {
			err = fmt.Errorf("portfolio: %d values for %d columns of %s", len(values), len(columns), t.name)
			return
		}
		if l.n == 0 {
			l.text = append(l.text[:0], head...)
		} else {
			l.text = append(l.text, ',')
		}
		l.text = append(l.text, '(')
		for i, v := range values {
			if i > 0 {
				l.text = append(l.text, ',')
			}
			l.text = literal(l.text, v)
		}
		l.text = append(l.text, ')')
		if l.n++; len(l.text) > maxText {
			err = l.flush(ctx, tx, t)
		}
	}
	if t.once != nil {
		t.once(l.plan, write)
	} else {
		for n := 0; n < l.plan.Communities && err == nil; n++ {
			t.each(l.plan, n, write)
		}
	}
	if err == nil {
		err = l.flush(ctx, tx, t)
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return fmt.Errorf("portfolio: %s: %w", t.name, err)
	}
	return nil
}

func (l *loader) flush(ctx context.Context, tx *sql.Tx, t *table) error {
	if l.n == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, string(l.text))
	l.told(l.n, t.name)
	l.n = 0
	return err
}

// fast makes a connection write without what a load does not need, and tells how to make it as it was.
func fast(ctx context.Context, db *data.DB, conn *sql.Conn) (undo func() error, err error) {
	set, reset := []string{"SET SESSION unique_checks = 0, foreign_key_checks = 0"}, []string{"SET SESSION unique_checks = 1, foreign_key_checks = 1"}
	if db.Dialect() == dialect.SQLite {
		set = []string{"PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -400000"}
		reset = []string{"PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -2000", "PRAGMA wal_checkpoint(TRUNCATE)"}
	}
	run := func(all []string) error {
		for _, q := range all {
			if _, err := conn.ExecContext(ctx, q); err != nil {
				return fmt.Errorf("portfolio: %s: %w", q, err)
			}
		}
		return nil
	}
	return func() error { return run(reset) }, run(set)
}

// indexes are the statements that make SQLite's indexes of a table. It is faster to make them afterwards.
func indexes(ctx context.Context, conn *sql.Conn, table string) (names, makes []string, err error) {
	rows, err := conn.QueryContext(ctx, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", table)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, nil, err
		}
		names, makes = append(names, name), append(makes, text)
	}
	return names, makes, rows.Err()
}

// without writes a table of SQLite without its indexes and makes them afterwards.
func without(ctx context.Context, conn *sql.Conn, table string, write func() error) error {
	names, makes, err := indexes(ctx, conn, table)
	if err != nil {
		return err
	}
	for _, name := range names {
		if _, err := conn.ExecContext(ctx, "DROP INDEX `"+name+"`"); err != nil {
			return err
		}
	}
	if err := write(); err != nil {
		return err
	}
	for _, text := range makes {
		if _, err := conn.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	return nil
}
