package store

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"sync"
	"testing"
	"time"

	"entgo.io/ent/dialect"
)

// endless is a statement that works for minutes without sending a row.
var endless = map[string]string{
	dialect.MySQL:  "SELECT COUNT(*) FROM seq_1_to_1000000 a JOIN seq_1_to_1000000 b ON a.seq + b.seq > 0",
	dialect.SQLite: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000000) SELECT COUNT(*) FROM n",
}

// A statement whose context ends is given up here at once and on the server soon after, and its connection is free again.
func TestGivenUp(t *testing.T) {
	both(t, func(t *testing.T, db *DB, _ string) {
		db.readers.SetMaxOpenConns(3)
		start := time.Now()
		var wg sync.WaitGroup
		for name, give := range map[string]func(ctx context.Context) error{
			"a read": func(ctx context.Context) error {
				var n int
				return db.readers.QueryRowContext(ctx, endless[db.dialect]).Scan(&n)
			},
			"a transaction": func(ctx context.Context) error {
				tx, err := db.readers.BeginTx(ctx, nil)
				if err != nil {
					return err
				}
				defer func() { _ = tx.Rollback() }()
				var n int
				return tx.QueryRowContext(ctx, endless[db.dialect]).Scan(&n)
			},
			"rows one by one": func(ctx context.Context) error {
				return db.Each(ctx, endless[db.dialect], nil, func([]sqldriver.Value) error { return nil })
			},
			"rows one by one, prepared": func(ctx context.Context) error {
				for range 2 { // the second time it is prepared
					if err := db.Each(ctx, "SELECT 1 WHERE 1 = ?", []any{1}, func([]sqldriver.Value) error { return nil }); err != nil {
						return err
					}
				}
				return db.Each(ctx, endless[db.dialect]+" ", nil, func([]sqldriver.Value) error { return nil })
			},
			"a write": func(ctx context.Context) error {
				_, err := db.readers.ExecContext(ctx, endless[db.dialect])
				return err
			},
		} {
			wg.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
				defer cancel()
				err := give(ctx)
				if err == nil || Classify(err).Kind != Timeout {
					t.Errorf("%s: %v", name, err)
				}
			})
		}
		wg.Wait()
		if took := time.Since(start); took > 5*time.Second { // they would take minutes
			t.Errorf("given up after %v", took)
		}
		for range 6 { // twice the pool
			var one int
			if err := db.readers.QueryRowContext(t.Context(), "SELECT 1").Scan(&one); err != nil || one != 1 {
				t.Fatal("the pool:", err)
			}
		}
		if db.dialect == dialect.MySQL {
			idle(t, db.writer)
		}
	})
}

// idle wants nothing but our own statement to run on the server within a few seconds.
func idle(t *testing.T, pool *sql.DB) {
	t.Helper()
	const running = "SELECT COUNT(*), COALESCE(MAX(INFO), '') FROM information_schema.PROCESSLIST WHERE INFO LIKE '%seq_1_to%' AND ID <> CONNECTION_ID()"
	n, text := 0, ""
	for until := time.Now().Add(5 * time.Second); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		if err := pool.QueryRowContext(t.Context(), running).Scan(&n, &text); err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
	t.Errorf("%d statements run on after they were given up, as %s", n, text)
}

// A client that goes away in the middle of an answer leaves nothing behind either.
func TestGivenUpWhileReading(t *testing.T) {
	both(t, func(t *testing.T, db *DB, _ string) {
		many := "SELECT a.seq FROM seq_1_to_1000000 a JOIN seq_1_to_1000 b"
		if db.dialect == dialect.SQLite {
			many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT i FROM n"
		}
		ctx, cancel := context.WithCancel(t.Context())
		rows, err := db.readers.QueryContext(ctx, many)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = rows.Close() }()
		for range 100 {
			if !rows.Next() {
				t.Fatal(rows.Err())
			}
		}
		cancel()
		for rows.Next() { // what is under way may still come
		}
		if err := rows.Err(); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if db.dialect == dialect.MySQL {
			idle(t, db.writer)
		}
	})
}

// Nor does one whose rows are read one by one, whether the next row comes soon or after a long search.
func TestGivenUpWhileReadingOneByOne(t *testing.T) {
	both(t, func(t *testing.T, db *DB, _ string) {
		for name, c := range map[string][2]string{
			"many": {"SELECT a.seq FROM seq_1_to_1000000 a JOIN seq_1_to_1000 b", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT i FROM n"},
			// SQLite is interrupted before the first row and between rows, not while it searches for a later one.
			"few": {"SELECT a.seq FROM seq_1_to_1000000 a JOIN seq_1_to_1000000 b WHERE a.seq * b.seq = 1 OR a.seq + b.seq < 0", endless[dialect.SQLite]},
		} {
			text := c[0]
			if db.dialect == dialect.SQLite {
				text = c[1]
			}
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			start := time.Now()
			err := db.Each(ctx, text, nil, func([]sqldriver.Value) error { return nil })
			cancel()
			if err == nil || Classify(err).Kind != Timeout {
				t.Errorf("%s: %v", name, err)
			}
			if took := time.Since(start); took > 5*time.Second { // they would take minutes
				t.Errorf("%s: given up after %v", name, took)
			}
			if db.dialect == dialect.MySQL {
				idle(t, db.writer)
			}
		}
	})
}
