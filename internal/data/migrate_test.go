package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"entgo.io/ent/dialect"

	"estatehub/ent/migrations"
	"estatehub/internal/store"
	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

var errKilled = errors.New("killed")

// fresh runs a test over databases without tables.
func fresh(t *testing.T, test func(t *testing.T, url func() string)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) {
		dir, n := t.TempDir(), 0
		test(t, func() string {
			n++
			return fmt.Sprintf("sqlite://%s/%d.db", dir, n)
		})
	})
	t.Run("MariaDB", func(t *testing.T) { test(t, func() string { return mariadbtest.New(t) }) })
}

func openURL(t *testing.T, url string) *DB {
	t.Helper()
	db, err := Open(t.Context(), url, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// migratorOf is the migrator of a database with a probe.
func migratorOf(t *testing.T, db *DB, probe func(string, int) error) *migrator {
	t.Helper()
	all, err := migrations.Of(db.Dialect())
	if err != nil {
		t.Fatal(err)
	}
	if probe == nil {
		probe = func(string, int) error { return nil }
	}
	return &migrator{db: db.DB, all: all, probe: probe}
}

// shape is the schema as the database tells it.
func shape(t *testing.T, db *DB) string {
	t.Helper()
	q := "SELECT COALESCE(sql, '') FROM sqlite_master ORDER BY type, name"
	var names []string
	if db.Dialect() == dialect.MySQL {
		for _, name := range column(t, db.SQL(), "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name") {
			var create string
			if err := db.SQL().QueryRowContext(t.Context(), "SHOW CREATE TABLE `"+name+"`").Scan(&name, &create); err != nil {
				t.Fatal(err)
			}
			names = append(names, create)
		}
		return strings.Join(names, "\n")
	}
	return strings.Join(column(t, db.SQL(), q), "\n")
}

func column(t *testing.T, db *sql.DB, q string) (all []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestMigrateIsTheSchema: the files bring a database to exactly what ent/schema says, the second wall included.
func TestMigrateIsTheSchema(t *testing.T) {
	fresh(t, func(t *testing.T, url func() string) {
		db := openURL(t, url())
		before, err := db.Drift(t.Context())
		if err != nil || len(before) == 0 {
			t.Fatal("an empty database lacks nothing:", err)
		}
		for range 2 {
			if err := db.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		changes, err := db.Drift(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range changes {
			t.Errorf("missing: %s: %s", c.Comment, c.SQL)
		}
		if len(changes) > 0 {
			t.Fatal("the schema has changed: run go run ./ent/migrations/diff NAME (before the first release: -fresh initial)")
		}
		// It would be seen.
		drop := map[string]string{dialect.SQLite: "DROP INDEX `unit_community_id_property_no`", dialect.MySQL: "ALTER TABLE `units` DROP INDEX `unit_community_id_property_no`"}
		if _, err := db.SQL().ExecContext(t.Context(), drop[db.Dialect()]); err != nil {
			t.Fatal(err)
		}
		if changes, err := db.Drift(t.Context()); err != nil || len(changes) != 1 {
			t.Error("a lost index is not seen:", changes, err)
		}
	})
}

// TestMigrateKilled: a process that dies anywhere in a migration leaves a database that the next one brings to where one
// straight run would have.
func TestMigrateKilled(t *testing.T) {
	fresh(t, func(t *testing.T, url func() string) {
		straight := openURL(t, url())
		points := 0
		count := func(string, int) error { points++; return nil }
		if err := migratorOf(t, straight, count).run(t.Context()); err != nil {
			t.Fatal(err)
		}
		want := shape(t, straight)
		step := 1
		if straight.Dialect() == dialect.MySQL {
			step = 13 // a sample: coprime to the three points of a statement, so that it meets all of them
		}
		tried := map[string]int{}
		for kill := 1; kill <= points; kill += step {
			db := openURL(t, url())
			n := 0
			err := migratorOf(t, db, func(at string, _ int) error {
				if n++; n == kill {
					tried[at]++
					return errKilled
				}
				return nil
			}).run(t.Context())
			if !errors.Is(err, errKilled) {
				t.Fatal(kill, err)
			}
			if err := db.Migrate(t.Context()); err != nil {
				t.Fatalf("killed at %d of %d: %v", kill, points, err)
			}
			if got := shape(t, db); got != want {
				t.Fatalf("killed at %d of %d: another schema:\n%s\n\nwant:\n%s", kill, points, got, want)
			}
			_ = db.Close()
		}
		t.Log(points, "points, killed at", tried)
		if straight.Dialect() == dialect.MySQL && len(tried) != 3 {
			t.Error("not every kind of point was tried:", tried)
		}
	})
}

// TestMigrateKinds: a file with every kind of statement that a later migration will have, killed at each point. Rows are
// changed once.
func TestMigrateKinds(t *testing.T) {
	common := []string{
		"CREATE TABLE `a` (`id` bigint NOT NULL PRIMARY KEY, `n` bigint NOT NULL)",
		"INSERT INTO `a` (`id`, `n`) VALUES (1, 0)",
		"UPDATE `a` SET `n` = `n` + 1",
		"ALTER TABLE `a` ADD COLUMN `c` bigint NULL",
		"CREATE UNIQUE INDEX `a_c` ON `a` (`c`)",
		"ALTER TABLE `a` ADD COLUMN `d` bigint NULL",
		"ALTER TABLE `a` DROP COLUMN `d`",
		"CREATE TABLE `gone` (`id` bigint NOT NULL PRIMARY KEY)",
		"DROP TABLE `gone`",
	}
	maria := []string{
		"CREATE TABLE `b` (`id` bigint NOT NULL PRIMARY KEY, `a_id` bigint NOT NULL)",
		"ALTER TABLE `b` ADD CONSTRAINT `b_a` FOREIGN KEY (`a_id`) REFERENCES `a` (`id`), ADD INDEX `ix_b_a` (`a_id`)",
		"ALTER TABLE `b` DROP FOREIGN KEY `b_a`",
		"ALTER TABLE `b` DROP INDEX `ix_b_a`",
		"ALTER TABLE `b` MODIFY COLUMN `a_id` bigint NULL",
	}
	// SQLite changes a table by making it anew, which foreign keys must not notice.
	lite := []string{
		"CREATE TABLE `b` (`id` bigint NOT NULL PRIMARY KEY, `a_id` bigint NOT NULL, CONSTRAINT `b_a` FOREIGN KEY (`a_id`) REFERENCES `a` (`id`) ON DELETE CASCADE)",
		"INSERT INTO `b` (`id`, `a_id`) VALUES (7, 1)",
		"CREATE TABLE `new_a` (`id` bigint NOT NULL PRIMARY KEY, `n` bigint NULL)",
		"INSERT INTO `new_a` (`id`, `n`) SELECT `id`, `n` FROM `a`",
		"DROP TABLE `a`",
		"ALTER TABLE `new_a` RENAME TO `a`",
	}
	fresh(t, func(t *testing.T, url func() string) {
		db := openURL(t, url())
		file := migrations.Migration{Version: 1, Name: "0001_kinds.sql", Checksum: "x", Statements: slices.Concat(common, lite)}
		if db.Dialect() == dialect.MySQL {
			file.Statements = slices.Concat(common, maria)
		}
		run := func(db *DB, probe func(string, int) error) error {
			return (&migrator{db: db.DB, all: []migrations.Migration{file}, probe: probe}).run(t.Context())
		}
		points := 0
		if err := run(db, func(string, int) error { points++; return nil }); err != nil {
			t.Fatal(err)
		}
		want := shape(t, db)
		for kill := 1; kill <= points; kill++ {
			db := openURL(t, url())
			n := 0
			err := run(db, func(string, int) error {
				if n++; n == kill {
					return errKilled
				}
				return nil
			})
			if !errors.Is(err, errKilled) {
				t.Fatal(kill, err)
			}
			if err := run(db, func(string, int) error { return nil }); err != nil {
				t.Fatalf("killed at %d of %d: %v", kill, points, err)
			}
			if got := shape(t, db); got != want {
				t.Fatalf("killed at %d: %s", kill, got)
			}
			if n := column(t, db.SQL(), "SELECT `n` FROM `a`"); !slices.Equal(n, []string{"1"}) {
				t.Errorf("killed at %d: rows were changed twice or never: %v", kill, n)
			}
			if db.Dialect() == dialect.SQLite {
				if n := column(t, db.SQL(), "SELECT `a_id` FROM `b`"); !slices.Equal(n, []string{"1"}) {
					t.Errorf("killed at %d: the rows of a table went with the table they refer to: %v", kill, n)
				}
				if on := column(t, db.SQL(), "PRAGMA foreign_keys"); on[0] != "1" {
					t.Error("foreign keys stayed off")
				}
			}
			_ = db.Close()
		}
	})
}

// TestMigrateAtOnce: of several processes one migrates and the others wait for it.
func TestMigrateAtOnce(t *testing.T) {
	fresh(t, func(t *testing.T, url func() string) {
		var wg sync.WaitGroup
		var ran atomic.Int64
		at := url()
		first := openURL(t, at)
		for range 3 {
			db := openURL(t, at)
			m := migratorOf(t, db, func(step string, _ int) error {
				if step == "done" {
					ran.Add(1)
				}
				return nil
			})
			wg.Go(func() {
				if err := m.run(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		all, err := migrations.Of(first.Dialect())
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for _, f := range all {
			want += len(f.Statements)
		}
		if int(ran.Load()) != want {
			t.Errorf("%d statements ran, there are %d", ran.Load(), want)
		}
		if changes, err := first.Drift(t.Context()); err != nil || len(changes) > 0 {
			t.Error(changes, err)
		}
	})
}

// TestMigrateRefuses: a database of a newer version, a file that was changed, a table of somebody else's in the way, rows
// that refer to nothing.
func TestMigrateRefuses(t *testing.T) {
	fresh(t, func(t *testing.T, url func() string) {
		db := openURL(t, url())
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		exec := func(db *DB, q string) {
			t.Helper()
			if _, err := db.SQL().ExecContext(t.Context(), q); err != nil {
				t.Fatal(err)
			}
		}
		exec(db, "INSERT INTO schema_migrations (version, name, checksum, begun, done) VALUES (9999, '9999_tomorrow.sql', 'x', 1, 1)")
		if err := db.Migrate(t.Context()); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "9999_tomorrow.sql") {
			t.Error("newer:", err)
		}
		exec(db, "DELETE FROM schema_migrations WHERE version = 9999")
		exec(db, "UPDATE schema_migrations SET checksum = 'y' WHERE version = 1")
		if err := db.Migrate(t.Context()); !errors.Is(err, ErrChanged) {
			t.Error("changed:", err)
		}
		foreign := openURL(t, url())
		exec(foreign, "CREATE TABLE `communities` (`id` bigint)")
		if err := foreign.Migrate(t.Context()); err == nil || !strings.Contains(err.Error(), "0001_") {
			t.Error("another's table was taken for ours:", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := openURL(t, url()).Migrate(ctx); !errors.Is(err, context.Canceled) {
			t.Error("cancelled:", err)
		}
	})
	db := openURL(t, "sqlite://"+filepath.Join(t.TempDir(), "x.db"))
	file := migrations.Migration{Version: 1, Name: "0001_orphan.sql", Statements: []string{
		"CREATE TABLE `a` (`id` bigint NOT NULL PRIMARY KEY)",
		"CREATE TABLE `b` (`a_id` bigint NOT NULL REFERENCES `a` (`id`))", "INSERT INTO `b` VALUES (1)",
	}}
	err := (&migrator{db: db.DB, all: []migrations.Migration{file}, probe: func(string, int) error { return nil }}).run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "refers to a row of a ") || shape(t, db) != "" {
		t.Error("rows that refer to nothing were let in:", err)
	}
}

// TestLease: a lease that is held keeps others out, one that has run out does not, and who lost it stops.
func TestLease(t *testing.T) {
	db := openURL(t, mariadbtest.New(t))
	m := migratorOf(t, db, nil)
	if err := m.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	take := func(holder string, want bool) {
		t.Helper()
		if got, err := m.lease(t.Context(), holder); err != nil || got != want {
			t.Errorf("%s: %v %v", holder, got, err)
		}
	}
	take("a", true)
	take("a", true)
	take("b", false)
	if _, err := db.SQL().ExecContext(t.Context(), "UPDATE schema_lock SET until = NOW(6) - INTERVAL 1 SECOND"); err != nil {
		t.Fatal(err)
	}
	take("b", true)
	take("a", false)
	// a, who thought to be migrating, cannot set the journal back behind b.
	file := m.all[0]
	if err := m.write(t.Context(), db.SQL(), file, 1, 0); err == nil || store.Classify(err).Rule != store.Unique {
		t.Error("the journal was set back:", err)
	}
}

// TestWithoutForeignKeys: the oracle can have a database without the second wall.
func TestWithoutForeignKeys(t *testing.T) {
	fresh(t, func(t *testing.T, url func() string) {
		db, err := Open(t.Context(), url(), Options{Without: Walls{ForeignKeys: true}})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if s := shape(t, db); strings.Contains(s, "FOREIGN KEY") || !strings.Contains(s, "`units`") {
			t.Error(s)
		}
		if n, err := db.Client.Unit.Query().Count(tenants.System(t.Context(), "test")); err != nil || n != 0 {
			t.Error(n, err)
		}
	})
}
