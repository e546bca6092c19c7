package store

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"entgo.io/ent/dialect"
	"modernc.org/sqlite"
)

// timeText is how SQLite keeps a time: text of one width, UTC, microseconds, so that it sorts as text and has the same
// bytes as a datetime(6) of MySQL.
const timeText = "2006-01-02 15:04:05.000000"

// openSQLite opens a file with one writer connection and a pool of readers. Begin takes the write lock at once: deferred
// transactions that read and then update fail with BUSY, however long they wait.
func (db *DB) openSQLite(path string) error {
	if path == "" || strings.Contains(path, ":memory:") || strings.ContainsAny(path, "?#") {
		return fmt.Errorf("store: %q is no file for SQLite: want sqlite:///path/to/file.db", path)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	// Made here and not by SQLite, which would let everyone read it; its WAL inherits the mode.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the operator chose the path
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	_ = f.Close()
	// _busy_timeout is applied before all else, whatever the order here.
	write := url.Values{
		"_busy_timeout": {"10000"}, "_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_foreign_keys": {"on"},
		"_txlock": {"immediate"}, "_timezone": {"UTC"}, "_dqs": {"0"},
	}
	read := url.Values{
		"_busy_timeout": {"10000"}, "_query_only": {"on"}, "_txlock": {"deferred"}, "_timezone": {"UTC"}, "_dqs": {"0"},
	}
	if db.writer, err = sqlitePool(path, write, 1); err != nil {
		return err
	}
	if db.readers, err = sqlitePool(path, read, max(4, 2*runtime.NumCPU())); err != nil {
		return err
	}
	db.raw = db.readers
	db.dialect = dialect.SQLite
	return nil
}

func sqlitePool(path string, params url.Values, size int) (*sql.DB, error) {
	dsn := url.URL{Scheme: "file", Path: path, RawQuery: params.Encode()}
	c, err := sqlite.NewConnector(dsn.String())
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	pool := sql.OpenDB(sqliteConnector{c})
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size) // opening a connection parses the whole schema
	return pool, nil
}

// sqliteConnector hands out connections that bind times as timeText: the driver's own formats vary in width or lose the
// microseconds.
type sqliteConnector struct{ sqldriver.Connector }

func (c sqliteConnector) Connect(ctx context.Context) (sqldriver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &sqliteConn{fullConn: conn.(fullConn)}, nil
}

// fullConn is all that database/sql asks of modernc's connection.
type fullConn interface {
	sqldriver.Conn
	sqldriver.ConnBeginTx
	sqldriver.ConnPrepareContext
	sqldriver.ExecerContext
	sqldriver.QueryerContext
	sqldriver.Pinger
	sqldriver.SessionResetter
	sqldriver.Validator
}

type sqliteConn struct {
	fullConn
	stmts prepared // of Each
}

func (c *sqliteConn) keep() *prepared { return &c.stmts }

// Close closes the connection and, before it, what it keeps.
func (c *sqliteConn) Close() error { return errors.Join(c.stmts.forget(), c.fullConn.Close()) }

// CheckNamedValue converts a value as database/sql does, and a time to text.
func (*sqliteConn) CheckNamedValue(nv *sqldriver.NamedValue) (err error) {
	if nv.Value, err = sqldriver.DefaultParameterConverter.ConvertValue(nv.Value); err != nil {
		return err
	}
	if t, ok := nv.Value.(time.Time); ok {
		nv.Value = t.UTC().Format(timeText) // truncates to microseconds
	}
	return nil
}

var _ sqldriver.NamedValueChecker = (*sqliteConn)(nil)
