package main

import (
	"database/sql"
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
	_ "modernc.org/sqlite" // the hub's driver
)

// conns is as many connections as the hub has to MariaDB.
const conns = 32

// open opens the database of a URL as the hub takes it, with pools of the hub's sizes. Times are left as text.
func open(address string) (read, write *sql.DB, lite bool, err error) {
	rest, ok := strings.CutPrefix(address, "mysql://")
	if !ok {
		read, write, err = openSQLite(strings.TrimPrefix(address, "sqlite://"))
		return read, write, true, err
	}
	u, err := url.Parse("mysql://" + rest)
	if err != nil {
		return nil, nil, false, err
	}
	cfg := mysql.NewConfig()
	cfg.User, cfg.Net, cfg.Addr, cfg.DBName = u.User.Username(), "tcp", u.Host, strings.TrimPrefix(u.Path, "/")
	cfg.Passwd, _ = u.User.Password()
	cfg.Params = map[string]string{"time_zone": "'+00:00'"}
	if err := cfg.Apply(mysql.Charset("utf8mb4", "")); err != nil {
		return nil, nil, false, err
	}
	c, err := mysql.NewConnector(cfg)
	if err != nil {
		return nil, nil, false, err
	}
	pool := sql.OpenDB(c)
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	return pool, pool, false, pool.Ping()
}

// openSQLite has the pragmas of internal/store: one writer, a pool of readers, the write-ahead log synced at each commit.
func openSQLite(path string) (read, write *sql.DB, err error) {
	pool := func(size int, params url.Values) (*sql.DB, error) {
		db, err := sql.Open("sqlite", fmt.Sprintf("file:%s?%s", path, params.Encode()))
		if err != nil {
			return nil, err
		}
		db.SetMaxOpenConns(size)
		db.SetMaxIdleConns(size)
		db.SetConnMaxIdleTime(time.Hour)
		return db, db.Ping()
	}
	write, err = pool(1, url.Values{"_busy_timeout": {"10000"}, "_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_foreign_keys": {"on"}, "_txlock": {"immediate"}})
	if err != nil {
		return nil, nil, err
	}
	read, err = pool(max(4, 2*runtime.NumCPU()), url.Values{"_busy_timeout": {"10000"}, "_query_only": {"on"}, "_txlock": {"deferred"}})
	return read, write, err
}
