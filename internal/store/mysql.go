package store

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"entgo.io/ent/dialect"
	"github.com/go-sql-driver/mysql"
)

const (
	mysqlConns    = 32              // per hub process; a site's page waits for a connection rather than for the server
	mysqlLifetime = 3 * time.Minute // below every proxy's and server's own idle limit
)

// openMySQL opens a pool. A transaction that read a row somebody else has changed since must not write it: MariaDB says
// so itself where it can (error 1020, retried), elsewhere reads inside a transaction take locks.
func (db *DB) openMySQL(ctx context.Context, rest string) error {
	cfg, err := mysqlConfig(rest)
	if err != nil {
		return err
	}
	probe, err := mysqlPool(cfg, 1)
	if err != nil {
		return err
	}
	isolation, err := mysqlIsolation(ctx, probe)
	_ = probe.Close()
	if err != nil {
		return fmt.Errorf("store: open: %w", &tagged{err, db})
	}
	cfg.Params[isolation] = isolationValue[isolation]
	spare, err := mysqlPool(cfg, killers)
	if err != nil {
		return err
	}
	c, err := mysql.NewConnector(cfg)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	db.killer = &killer{pool: spare}
	db.writer = pooled(killConnector{c, db.killer}, mysqlConns)
	db.readers = db.writer
	plain := cfg.Clone()
	plain.ParseTime = false
	plain.Params["eq_range_index_dive_limit"] = "8" // the children of a page's rows: an index dive for each costs more than it tells
	if c, err = mysql.NewConnector(plain); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	db.raw = pooled(killConnector{c, db.killer}, mysqlConns)
	db.dialect = dialect.MySQL
	return nil
}

// isolationValue is what makes a transaction's reads safe to write upon, by the variable a server knows, best first.
var isolationValue = map[string]string{
	"innodb_snapshot_isolation": "1",              // MariaDB 10.11.8 and later
	"transaction_isolation":     "'SERIALIZABLE'", // MySQL 8
	"tx_isolation":              "'SERIALIZABLE'", // older MariaDB
}

func mysqlIsolation(ctx context.Context, pool *sql.DB) (string, error) {
	var err error
	for _, name := range []string{"innodb_snapshot_isolation", "transaction_isolation", "tx_isolation"} {
		var value string
		if err = pool.QueryRowContext(ctx, "SHOW VARIABLES LIKE '"+name+"'").Scan(&name, &value); !errors.Is(err, sql.ErrNoRows) {
			return name, err
		}
	}
	return "", err
}

func mysqlPool(cfg *mysql.Config, size int) (*sql.DB, error) {
	c, err := mysql.NewConnector(cfg)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	return pooled(c, size), nil
}

func pooled(c sqldriver.Connector, size int) *sql.DB {
	pool := sql.OpenDB(c)
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size / 2)
	pool.SetConnMaxLifetime(mysqlLifetime)
	return pool
}

// mysqlConfig reads user:pass@host:port/db or user:pass@unix(/sock)/db. What the hub relies on is set here and cannot be
// changed by the URL.
func mysqlConfig(rest string) (*mysql.Config, error) {
	bad := func(what string) (*mysql.Config, error) {
		return nil, fmt.Errorf("store: database URL: %s: want mysql://user:pass@host:port/db or mysql://user@unix(/path/sock)/db", what)
	}
	rest, query, _ := strings.Cut(rest, "?")
	at := strings.LastIndexByte(rest, '@')
	if at < 0 {
		return bad("no user")
	}
	user, pass, _ := strings.Cut(rest[:at], ":")
	cfg := mysql.NewConfig()
	var err error
	if cfg.User, err = url.PathUnescape(user); err != nil || user == "" {
		return bad("user")
	}
	if cfg.Passwd, err = url.PathUnescape(pass); err != nil {
		return bad("password")
	}
	addr := rest[at+1:]
	if sock, ok := strings.CutPrefix(addr, "unix("); ok {
		cfg.Net = "unix"
		if cfg.Addr, cfg.DBName, ok = strings.Cut(sock, ")/"); !ok {
			return bad("socket")
		}
	} else {
		cfg.Net = "tcp"
		cfg.Addr, cfg.DBName, _ = strings.Cut(addr, "/")
		if _, _, err := net.SplitHostPort(cfg.Addr); err != nil {
			cfg.Addr = net.JoinHostPort(strings.Trim(cfg.Addr, "[]"), "3306")
		}
	}
	if cfg.DBName == "" || strings.Contains(cfg.DBName, "/") {
		return bad("database")
	}
	params, err := url.ParseQuery(query)
	if err != nil {
		return bad("parameters")
	}
	for name := range params {
		if name != "tls" { // true, preferred, skip-verify
			return bad("unknown parameter " + name)
		}
		cfg.TLSConfig = params.Get(name)
	}
	cfg.ParseTime, cfg.Loc = true, time.UTC
	cfg.InterpolateParams = true // one round trip a statement instead of three
	cfg.ClientFoundRows = true   // an UPDATE counts the rows it matched, as SQLite does
	// No limit to how long an answer may take: a migration takes its time, a request has its ctx (see killer), and TCP's
	// keep-alive finds a dead server.
	cfg.Timeout, cfg.WriteTimeout = 5*time.Second, 30*time.Second
	cfg.Params = map[string]string{
		"sql_mode":  "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
		"time_zone": "'+00:00'",
	}
	// Truncated here, since the server would round and SQLite's side truncates.
	if err := cfg.Apply(mysql.Charset("utf8mb4", ""), mysql.TimeTruncate(time.Microsecond)); err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	return cfg, nil
}
