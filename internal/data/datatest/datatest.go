// Package datatest gives tests the hub's data on every database it runs on: migrated, empty or with a small group of
// companies in it. A test that passes on SQLite alone has not passed.
//
//	datatest.Each(t, func(t *testing.T, db *data.DB) {
//		w := datatest.Tell(t, db)
//		…
//	})
package datatest

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"estatehub/internal/data"
	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

// Each runs a test over an empty, migrated database of each kind. Under the race detector, where the embedded database
// takes ten times as long and what is ours is the same, CI is content with MariaDB: -short -race.
func Each(t *testing.T, test func(t *testing.T, db *data.DB)) {
	t.Helper()
	each(t, func() data.Options { return data.Options{} }, test)
}

// EachSeeded is Each with ids that come from a seed, for a test whose course follows the order of ids: what one seed did it
// does again, on either kind.
func EachSeeded(t *testing.T, seed uint64, test func(t *testing.T, db *data.DB)) {
	t.Helper()
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	each(t, func() data.Options { return data.Options{Rand: rand.NewChaCha8(key)} }, test)
}

func each(t *testing.T, options func() data.Options, test func(t *testing.T, db *data.DB)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) {
		if raced && testing.Short() {
			t.Skip("the same code runs over MariaDB")
		}
		test(t, SQLite(t, options()))
	})
	t.Run("MariaDB", func(t *testing.T) { test(t, MariaDB(t, options())) })
}

// SQLite opens an empty, migrated SQLite, closed at the end of the test.
func SQLite(tb testing.TB, o data.Options) *data.DB {
	tb.Helper()
	dir, err := os.MkdirTemp("", "datatest-") // the name of tb.TempDir may have a #, which no database URL takes
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = os.RemoveAll(dir) })
	path := filepath.Join(dir, "hub.db")
	if !o.Without.ForeignKeys {
		image, err := sqliteImage()
		if err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, image, 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	return open(tb, "sqlite://"+path, o)
}

// MariaDB opens an empty, migrated database of this test binary's MariaDB, dropped at the end of the test. Where MariaDB
// is not installed the test is skipped, or fails if CI is set.
func MariaDB(tb testing.TB, o data.Options) *data.DB {
	tb.Helper()
	url := mariadbtest.New(tb)
	if !o.Without.ForeignKeys {
		if err := clone(tb.Context(), url); err != nil {
			tb.Fatal(err)
		}
	}
	return open(tb, url, o)
}

func open(tb testing.TB, url string, o data.Options) *data.DB {
	tb.Helper()
	db, err := data.Open(tb.Context(), url, o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	if o.Without.ForeignKeys {
		if err := db.Migrate(tb.Context()); err != nil {
			tb.Fatal(err)
		}
	}
	return db
}

// System is the test's context in a system scope.
func System(tb testing.TB) context.Context {
	return tenants.System(tb.Context(), "datatest: a test looks behind the walls")
}

// sqliteImage is the file of an empty, migrated SQLite: to migrate takes a hundred times as long as to copy.
var sqliteImage = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "datatest-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "hub.db")
	if err := migrated(context.Background(), "sqlite://"+path); err != nil {
		return nil, err
	}
	return os.ReadFile(path) //nolint:gosec // our own file
})

// migrated migrates a database and closes it, which on SQLite brings all of it into the one file.
func migrated(ctx context.Context, url string) error {
	db, err := data.Open(ctx, url, data.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	// Better said here than by the "no such column" of some test.
	switch drift, err := db.Drift(ctx); {
	case err != nil:
		return err
	case len(drift) > 0:
		return fmt.Errorf("the schema has changed (%s): run go run ./ent/migrations/diff NAME (before the first release: -fresh initial)", drift[0].SQL)
	}
	return db.Close()
}

const (
	template = "datatest_template" // the database of the server that the others are made from
	journal  = "schema_migrations" // the one table that has rows after a migration
)

var (
	templateMu   sync.Mutex
	templateDone bool
)

// clone makes the empty database at url like the template: its tables, and the journal of migrations.
func clone(ctx context.Context, url string) error {
	if err := makeTemplate(ctx, url); err != nil {
		return err
	}
	db, err := data.Open(ctx, url, data.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	conn, err := db.SQL().Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	tables, err := tablesOf(ctx, conn)
	if err != nil {
		return err
	}
	// Tables come in the order of their names, so that some refer to others that are not there yet.
	if _, err := conn.ExecContext(ctx, "SET SESSION foreign_key_checks = 0"); err != nil {
		return err
	}
	for _, name := range tables {
		var create string
		if err := conn.QueryRowContext(ctx, "SHOW CREATE TABLE "+template+".`"+name+"`").Scan(&name, &create); err != nil {
			return err
		}
		if _, err := conn.ExecContext(ctx, create); err != nil {
			return err
		}
		if name != journal {
			continue
		}
		if _, err := conn.ExecContext(ctx, "INSERT INTO `"+name+"` SELECT * FROM "+template+".`"+name+"`"); err != nil {
			return err
		}
	}
	return nil
}

func makeTemplate(ctx context.Context, url string) error {
	templateMu.Lock()
	defer templateMu.Unlock()
	if templateDone {
		return nil
	}
	db, err := data.Open(ctx, url, data.Options{})
	if err != nil {
		return err
	}
	_, err = db.SQL().ExecContext(ctx, "CREATE DATABASE "+template)
	_ = db.Close()
	if err != nil {
		return err
	}
	if err := migrated(ctx, url[:strings.LastIndexByte(url, '/')+1]+template); err != nil {
		return err
	}
	templateDone = true
	return nil
}

func tablesOf(ctx context.Context, conn *sql.Conn) ([]string, error) {
	rows, err := conn.QueryContext(ctx, "SELECT table_name FROM information_schema.tables WHERE table_schema = '"+template+"' ORDER BY table_name")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}
