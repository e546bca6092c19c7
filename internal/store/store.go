// Package store opens databases and stands between them and everything else: pools, transactions, retries, the tripwire,
// ids, and what an error means. It is the only importer of database drivers and knows nothing of the schema but what its
// Options say.
//
// The ent client is made over it twice:
//
//	client := gen.NewClient(gen.Driver(db.Driver()))
//	err := db.Tx(ctx, func(ctx context.Context, tx dialect.Driver) error {
//		client := gen.NewClient(gen.Driver(tx)) // or the client above with the ctx of fn: it joins the transaction
//		…
//	})
package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"estatehub/internal/ident"
	"estatehub/tenants"
)

// Owned says how a table is tied to its community.
type Owned struct {
	Group  tenants.Group // the field group whose whole-portfolio scope lets a statement go without a predicate
	Column string        // community_id; id for the table of the communities themselves
}

// Options is what the store knows of the schema.
type Options struct {
	// Owned are the tables the tripwire guards, by name.
	Owned map[string]Owned
	// Indexes are the columns of each unique index by name: MySQL names the index of a duplicate, not its columns.
	Indexes map[string][]string
	// Rand is the source of the ids of global rows; nil means crypto/rand.
	Rand io.Reader
	// NoTripwire takes the third wall away. It is for the oracle's planted leaks, which must reach the data to be found.
	NoTripwire bool
}

// DB is one database. It is safe for concurrent use.
type DB struct {
	opts    Options
	dialect string
	writer  *sql.DB
	readers *sql.DB
	raw     *sql.DB        // Each reads from it: the readers, but on MySQL without the parsing of times
	base    *entsql.Driver // over writer
	reads   *entsql.Driver // over readers
	trip    *tripwire
	killer  *killer // nil on SQLite
	blocks  blocks
	randMu  sync.Mutex
}

// Open opens a database by its URL and makes sure that it answers:
//
//	sqlite:///var/lib/hub.db, sqlite://hub.db or a plain path    embedded SQLite
//	mysql://user:pass@host:3306/hub (or mariadb://)              MariaDB, MySQL
//	mysql://user@unix(/run/mysqld.sock)/hub                      the same over a socket
func Open(ctx context.Context, url string, opts Options) (*DB, error) {
	if opts.Rand == nil {
		opts.Rand = rand.Reader
	}
	db := &DB{opts: opts}
	db.blocks.spans = map[int64]*supply{}
	scheme, rest, found := strings.Cut(url, "://")
	var err error
	switch {
	case !found:
		err = db.openSQLite(url)
	case scheme == "sqlite":
		err = db.openSQLite(rest)
	case scheme == "mysql" || scheme == "mariadb":
		err = db.openMySQL(ctx, rest)
	default:
		return nil, fmt.Errorf("store: %q is no kind of database: want sqlite, mysql or mariadb", scheme)
	}
	if err != nil {
		return nil, err
	}
	db.base = entsql.OpenDB(db.dialect, db.writer)
	db.reads = entsql.OpenDB(db.dialect, db.readers)
	db.trip = newTripwire(db.dialect, opts.Owned)
	if err := db.Ping(ctx); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("store: open: %w", err)
	}
	return db, nil
}

// Dialect is dialect.SQLite or dialect.MySQL (which MariaDB is, too).
func (db *DB) Dialect() string { return db.dialect }

// Driver is what an ent client runs on: counted, guarded by the tripwire, reads outside transactions on the readers.
// A statement whose ctx is that of a transaction's fn runs in that transaction.
func (db *DB) Driver() dialect.Driver { return &driver{db} }

// SQL is the writers' pool, without tripwire and counter: for migrations and the hub's own tables.
func (db *DB) SQL() *sql.DB { return db.writer }

// Readers is the readers' pool, without tripwire and counter. On MySQL it is SQL; on SQLite it cannot write.
func (db *DB) Readers() *sql.DB { return db.readers }

// Ping asks both pools for a sign of life.
func (db *DB) Ping(ctx context.Context) error {
	// The writer first: it puts a new SQLite file into WAL mode, which a reader cannot.
	if err := db.writer.PingContext(ctx); err != nil {
		return &tagged{err, db}
	}
	if err := db.readers.PingContext(ctx); err != nil {
		return &tagged{err, db}
	}
	return nil
}

// Close closes the pools.
func (db *DB) Close() error {
	pools := []*sql.DB{}
	for _, p := range []*sql.DB{db.raw, db.readers, db.writer} { // the writer last: it folds the WAL into the file
		if p != nil && !slices.Contains(pools, p) {
			pools = append(pools, p)
		}
	}
	var err error
	for _, p := range pools {
		err = errors.Join(err, p.Close())
	}
	if db.killer != nil {
		err = errors.Join(err, db.killer.close())
	}
	return err
}

type (
	dbKey struct{}
	txKey struct{ db *DB } // by database, so that two of them can be used under one ctx
)

// With returns a context in which NextID takes its ids from this database. Tx does it for fn.
func (db *DB) With(ctx context.Context) context.Context { return context.WithValue(ctx, dbKey{}, db) }

// blockKey is the primary key of a row of id_blocks.
func blockKey(slot ident.Slot, kind ident.Kind) int64 { return int64(slot)<<8 | int64(kind) }
