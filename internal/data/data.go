// Package data is the hub's data behind its walls: the one place where an ent client is made. Whoever wants data takes it
// from here and so gets the first wall (scopes on every query and mutation), masks, ids and the ledger with it; a test
// keeps others from making clients of their own.
package data

import (
	"context"
	"crypto/rand"
	"io"
	"maps"
	"slices"
	"sync/atomic"

	"entgo.io/ent/dialect"

	"estatehub/ent/gen"
	"estatehub/ent/gen/migrate"
	"estatehub/ent/harden"
	"estatehub/ent/noun"
	"estatehub/internal/store"
)

// DB is the hub's database with the client through which it is read and written.
type DB struct {
	*store.DB
	// Client reads and writes what the viewer of the context may. Inside Tx it is in the transaction.
	Client *gen.Client

	rand      io.Reader
	without   Walls
	committed func()                              // told after each commit that changed something
	watchers  atomic.Pointer[map[string][]func()] // by noun, told after each commit that changed rows of it
	counted   func(parts int)                     // told after each commit that changed counts
}

// Options are for tests; production takes the zero value.
type Options struct {
	// Rand is the source of ids of the organisation's rows and of communities' slots; nil means crypto/rand.
	Rand io.Reader
	// Without takes walls away, so that the oracle can be seen to bite.
	Without Walls
}

// Walls names walls.
type Walls struct{ Reads, Writes, Masks, Tripwire, ForeignKeys bool }

func init() { harden.Tables(migrate.Tables, gen.Nouns) }

// Open opens a database by its URL (see store.Open). It does not migrate.
func Open(ctx context.Context, url string, o Options) (*DB, error) {
	s, err := store.Open(ctx, url, store.Options{
		Owned: owned(), Indexes: indexes(), Rand: o.Rand, NoTripwire: o.Without.Tripwire,
	})
	if err != nil {
		return nil, err
	}
	db := &DB{DB: s, Client: gen.NewClient(gen.Driver(s.Driver())), rand: o.Rand, without: o.Without}
	if db.rand == nil {
		db.rand = rand.Reader
	}
	db.wall(o.Without)
	return db, nil
}

// Tx runs fn in a transaction and again where the database asks for it (see store.DB.Tx). Every mutation needs one: the
// ledger's entry is written with the change or not at all.
func (db *DB) Tx(ctx context.Context, fn func(ctx context.Context, c *gen.Client) error) error {
	outer, _ := ctx.Value(txKey{}).(*work)
	w := &work{}
	return db.DB.Tx(ctx, func(ctx context.Context, tx dialect.Driver) error {
		if outer != nil && outer.tx == tx { // joined
			return fn(ctx, db.Client)
		}
		w.tx, w.next, w.tallies, w.drafts = tx, 0, nil, nil
		if err := fn(context.WithValue(ctx, txKey{}, w), db.Client); err != nil {
			return err
		}
		if err := db.writeDrafts(ctx, w); err != nil {
			return err
		}
		return db.writeCounts(ctx, w)
	})
}

// OnCommit names a function that is called after each commit that changed something.
func (db *DB) OnCommit(f func()) { db.committed = f }

// OnChangeOf names a function that is called after each commit that changed rows of some nouns, bookkeeping included, and
// before Tx returns: whoever waits for the change finds the function has run. Functions cannot be taken back.
func (db *DB) OnChangeOf(f func(), nouns ...string) {
	for {
		old := db.watchers.Load()
		all := map[string][]func(){}
		if old != nil {
			maps.Copy(all, *old)
		}
		for _, n := range nouns {
			all[n] = append(slices.Clone(all[n]), f)
		}
		if db.watchers.CompareAndSwap(old, &all) {
			return
		}
	}
}

// tell has the watchers of a noun told when the transaction of ctx is committed.
func (db *DB) tell(ctx context.Context, n *noun.Noun) {
	if all := db.watchers.Load(); all != nil && n != nil {
		for _, f := range (*all)[n.Name] {
			store.AfterCommit(ctx, f)
		}
	}
}

type txKey struct{}

// work is what a transaction remembers while it runs.
type work struct {
	draws
	tx      dialect.Driver
	tallies map[*noun.Noun]tally
	drafts  []draft
}

// owned tells the tripwire which tables have a community, and in which column.
func owned() map[string]store.Owned {
	tables := map[string]store.Owned{}
	for _, n := range gen.Nouns.All {
		switch n.Wall {
		case noun.Owned:
			tables[n.Table] = store.Owned{Group: n.Group, Column: "community_id"}
			if n.Counter != "" {
				tables[n.Counter] = store.Owned{Group: n.Group, Column: "community_id"}
			}
		case noun.Root:
			tables[n.Table] = store.Owned{Group: n.Group, Column: "id"}
		}
	}
	return tables
}

// indexes are the columns of the unique indexes by name.
func indexes() map[string][]string {
	all := map[string][]string{}
	for _, t := range migrate.Tables {
		for _, ix := range t.Indexes {
			for _, c := range ix.Columns {
				all[ix.Name] = append(all[ix.Name], c.Name)
			}
		}
		for _, c := range t.Columns {
			if c.Unique {
				all[c.Name] = []string{c.Name}
			}
		}
	}
	return all
}
