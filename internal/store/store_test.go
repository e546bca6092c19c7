package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

var testIndexes = map[string][]string{"ticket_community_id_number": {"community_id", "number"}}

var testSchema = []string{
	"CREATE TABLE `id_blocks` (`id` bigint NOT NULL PRIMARY KEY, `next` bigint NOT NULL)",
	"CREATE TABLE `communities` (`id` bigint NOT NULL PRIMARY KEY)",
	"CREATE TABLE `tickets` (`id` bigint NOT NULL PRIMARY KEY, `community_id` bigint NOT NULL, `number` int NOT NULL, `title` varchar(10) NOT NULL," +
		" `n` smallint NOT NULL DEFAULT 0, `at` datetime(6), CONSTRAINT `n_small` CHECK (`n` < 30000)," +
		" CONSTRAINT `ticket_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`))",
	"CREATE UNIQUE INDEX `ticket_community_id_number` ON `tickets` (`community_id`, `number`)",
	"INSERT INTO `communities` VALUES (1)",
}

// both runs a test over SQLite and MariaDB. The test gets the URL of a fresh database and one store open on it.
func both(t *testing.T, test func(t *testing.T, db *DB, url string)) {
	t.Helper()
	run := func(t *testing.T, url string) {
		db := open(t, url)
		for _, s := range testSchema {
			if db.dialect == dialect.SQLite {
				s = strings.Replace(s, "datetime(6)", "datetime", 1)
			}
			if _, err := db.SQL().ExecContext(t.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		test(t, db, url)
	}
	t.Run("SQLite", func(t *testing.T) { run(t, "sqlite://"+filepath.Join(t.TempDir(), "a b%20.db")) })
	t.Run("MariaDB", func(t *testing.T) { run(t, mariadbtest.New(t)) })
}

func open(t *testing.T, url string) *DB {
	t.Helper()
	db, err := Open(t.Context(), url, Options{Owned: testOwned, Indexes: testIndexes})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func system(t *testing.T) context.Context { return tenants.System(t.Context(), "test") }

func exec(ctx context.Context, d dialect.ExecQuerier, query string, args ...any) error {
	return d.Exec(ctx, query, args, nil)
}

// scalar is the one value a query yields.
func scalar[T any](ctx context.Context, d dialect.ExecQuerier, query string, args ...any) (v T, err error) {
	rows := &entsql.Rows{}
	if err := d.Query(ctx, query, args, rows); err != nil {
		return v, err
	}
	defer func() { _ = rows.Close() }()
	if !rows.Next() {
		return v, errors.Join(sql.ErrNoRows, rows.Err())
	}
	return v, rows.Scan(&v)
}

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, url := range []string{
		"postgres://a/b", "sqlite://", "sqlite://:memory:", "sqlite://x.db?mode=ro", "mysql://host/db", "mysql://root@host",
		"mysql://root@host/db?parseTime=false", "mysql://root@unix(/sock/db",
	} {
		if _, err := Open(t.Context(), url, Options{}); err == nil {
			t.Errorf("%s was opened", url)
		}
	}
	start := time.Now()
	_, err := Open(t.Context(), "mysql://root@127.0.0.1:1/db", Options{})
	if e := Classify(err); err == nil || e.Kind != Unavailable || time.Since(start) > 5*time.Second {
		t.Errorf("nobody there: %v, %v", err, e)
	}
}

func TestMySQLConfig(t *testing.T) {
	tests := []struct{ url, net, addr, user, pass, db string }{
		{"u:p%40@db.example:3307/hub", "tcp", "db.example:3307", "u", "p@", "hub"},
		{"u@db/hub?tls=true", "tcp", "db:3306", "u", "", "hub"},
		{"u@[::1]/hub", "tcp", "[::1]:3306", "u", "", "hub"},
		{"u@unix(/run/my.sock)/hub", "unix", "/run/my.sock", "u", "", "hub"},
	}
	for _, tt := range tests {
		c, err := mysqlConfig(tt.url)
		if err != nil {
			t.Errorf("%s: %v", tt.url, err)
		} else if c.Net != tt.net || c.Addr != tt.addr || c.User != tt.user || c.Passwd != tt.pass || c.DBName != tt.db {
			t.Errorf("%s: %s %s %s %s %s", tt.url, c.Net, c.Addr, c.User, c.Passwd, c.DBName)
		}
	}
}

// TestSettings: the settings the hub relies on hold on every connection.
func TestSettings(t *testing.T) {
	both(t, func(t *testing.T, db *DB, _ string) {
		settings := map[string]string{"@@time_zone": "+00:00", "@@character_set_connection": "utf8mb4", "@@innodb_snapshot_isolation": "1"}
		if db.dialect == dialect.SQLite {
			settings = map[string]string{"pragma journal_mode": "wal", "pragma foreign_keys": "1", "pragma synchronous": "2", "pragma busy_timeout": "10000"}
		}
		for name, want := range settings {
			q := name
			if db.dialect == dialect.MySQL {
				q = "SELECT " + q
			}
			if got := must(scalar[string](t.Context(), db.Driver(), q))(t); got != want {
				t.Errorf("%s = %s", name, got)
			}
		}
		if db.dialect == dialect.SQLite {
			if _, err := db.Readers().ExecContext(t.Context(), "DELETE FROM communities"); err == nil {
				t.Error("a reader wrote")
			}
		}
	})
}

// TestTimes: what goes in comes out, in UTC and to the microsecond, and text sorts as time does.
func TestTimes(t *testing.T) {
	both(t, func(t *testing.T, db *DB, _ string) {
		ctx := system(t)
		shanghai := time.FixedZone("CST", 8*3600)
		times := []time.Time{
			time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
			time.Date(2026, 1, 2, 11, 4, 5, 1999, shanghai),
			time.Date(2026, 1, 2, 3, 4, 5, 500_000_000, time.UTC),
			time.Date(2026, 1, 2, 11, 4, 5, 510_000_000, shanghai),
			time.Date(2026, 1, 2, 3, 4, 5, 999_999_999, time.UTC),
			time.Date(2026, 1, 2, 12, 4, 6, 0, shanghai),
		}
		for i, at := range times {
			if err := exec(ctx, db.Driver(), "INSERT INTO `tickets` (`id`, `community_id`, `number`, `title`, `at`) VALUES (?, 1, ?, '', ?)", i, i, &at); err != nil {
				t.Fatal(err)
			}
		}
		for i, at := range times {
			got := must(scalar[time.Time](ctx, db.Driver(), "SELECT `at` FROM `tickets` WHERE `id` = ?", i))(t)
			if !got.Equal(at.Truncate(time.Microsecond)) || got.Location() != time.UTC {
				t.Errorf("%v came back as %v", at, got)
			}
			q := "SELECT COUNT(*) FROM `tickets` WHERE `at` < ?"
			if n := must(scalar[int](ctx, db.Driver(), q, at))(t); n != i {
				t.Errorf("%d before %v", n, at)
			}
			if n := must(scalar[int](ctx, db.Driver(), q, sql.NullTime{Time: at, Valid: true}))(t); n != i {
				t.Errorf("NullTime: %d before %v", n, at)
			}
			if n := must(scalar[int](ctx, db.Driver(), "SELECT COUNT(*) FROM `tickets` WHERE `at` = ?", at))(t); n != 1 {
				t.Errorf("%d at %v", n, at)
			}
		}
	})
}

// TestDriver: a query that writes goes to the writer, the tripwire stands everywhere, statements are counted.
func TestDriver(t *testing.T) {
	both(t, func(t *testing.T, db *DB, _ string) {
		ctx, n := WithCounter(system(t))
		ins := "INSERT INTO `communities` (`id`) VALUES (2) RETURNING `id`"
		if id := must(scalar[int](ctx, db.Driver(), ins))(t); id != 2 {
			t.Error(id)
		}
		if n.N() != 1 || n.Statements()[0] != ins {
			t.Errorf("%d %v", n.N(), n.Statements())
		}
		plain := t.Context()
		bad := "SELECT COUNT(*) FROM `tickets`"
		tx, err := db.Driver().Tx(plain)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range []dialect.ExecQuerier{db.Driver(), tx} {
			if _, err := scalar[int](plain, d, bad); !errors.Is(err, ErrTripwire) {
				t.Error(err)
			}
			if err := exec(plain, d, "DELETE FROM `tickets`"); !errors.Is(err, ErrTripwire) {
				t.Error(err)
			}
		}
		_ = tx.Rollback()
		err = db.Tx(plain, func(ctx context.Context, tx dialect.Driver) error { return exec(ctx, tx, "DELETE FROM `tickets`") })
		if !errors.Is(err, ErrTripwire) {
			t.Error(err)
		}
		db.opts.NoTripwire = true
		if _, err := scalar[int](plain, db.Driver(), bad); err != nil {
			t.Error(err)
		}
	})
}
