package store

import (
	"context"
	"errors"
	"sync"

	"entgo.io/ent/dialect"
)

// ErrTxEnded is the error of a statement whose ctx is that of a transaction that was rolled back.
var ErrTxEnded = errors.New("store: the transaction of this context was rolled back")

// Tx runs fn in a transaction: commits when it returns nil, rolls back when it returns an error or panics.
//
// fn runs again, from the start, when the database found it in conflict with another transaction or when it ran out of
// ids. So it must be re-runnable: it reads what it decides upon through tx, changes nothing outside the database, and
// leaves the rest (mail, events, caches) to AfterCommit. A lost connection is not retried: the transaction may have been
// committed, and only an idempotency key can tell.
//
// Inside fn use its ctx: with another one a statement waits for the one writer of SQLite, which this transaction holds.
// In the ctx of fn a further Tx of the same database joins the transaction; if it fails, the whole transaction does.
func (db *DB) Tx(ctx context.Context, fn func(ctx context.Context, tx dialect.Driver) error) error {
	outer, err := db.inTx(ctx)
	if err != nil {
		return err
	}
	if outer != nil {
		return outer.join(ctx, fn)
	}
	for again := (retry{}); ; {
		t, err := db.attempt(ctx, fn)
		switch {
		case t == nil: // could not begin
		case t.state == committed:
			for _, f := range t.after {
				f()
			}
			return nil
		case t.starved != nil:
			// Ids come from a transaction of their own, which SQLite's one writer can only have now.
			if err = again.refill(ctx, db, t.starved); err == nil {
				continue
			}
			return err
		case t.broken != nil:
			err = t.broken
		}
		if !retryable(err) || !again.wait(ctx) {
			return err
		}
	}
}

// AfterCommit runs f once, after the transaction of ctx is committed, and never if it is not. Outside a transaction
// there is nothing to wait for and f runs at once.
func AfterCommit(ctx context.Context, f func()) {
	if db, _ := ctx.Value(dbKey{}).(*DB); db != nil {
		if t, _ := db.inTx(ctx); t != nil {
			t.mu.Lock()
			defer t.mu.Unlock()
			t.after = append(t.after, f)
			return
		}
	}
	f()
}

// attempt runs fn once.
func (db *DB) attempt(ctx context.Context, fn func(context.Context, dialect.Driver) error) (*TxDriver, error) {
	tx, err := db.base.Tx(ctx)
	if err != nil {
		return nil, db.tag(err)
	}
	t := &TxDriver{db: db, tx: tx, used: map[int64]int64{}}
	defer func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.state == running { // an error, a panic, or the end of the goroutine
			t.state = rolledBack
			_ = tx.Rollback()
		}
	}()
	ctx = context.WithValue(db.With(ctx), txKey{db}, t)
	if err := fn(ctx, t); err != nil {
		return t, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.starved != nil || t.broken != nil { // whatever fn made of the error
		return t, errors.Join(t.broken, errRefill)
	}
	if t.failed != nil {
		return t, t.failed
	}
	if err := tx.Commit(); err != nil {
		return t, db.tag(err)
	}
	t.state = committed
	return t, nil
}

// inTx is the running transaction of ctx, nil where there is none.
func (db *DB) inTx(ctx context.Context) (*TxDriver, error) {
	t, _ := ctx.Value(txKey{db}).(*TxDriver)
	if t == nil {
		return nil, nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	switch t.state {
	case committed:
		return nil, nil
	case rolledBack:
		return nil, ErrTxEnded // else a goroutine that outlived its transaction would write without it
	default:
		return t, nil
	}
}

type txState uint8

const (
	running txState = iota
	committed
	rolledBack
)

// TxDriver is a transaction as a dialect.Driver for gen.NewClient(gen.Driver(tx)). As with ent's own, a transaction begun
// in it is itself, whose Commit and Rollback do nothing: return the error from fn to roll back.
type TxDriver struct {
	db *DB
	tx dialect.Tx

	mu      sync.Mutex // guards what follows
	state   txState
	after   []func()
	used    map[int64]int64 // ids handed out, by block key
	starved *hunger         // the block that ran out of ids
	broken  error           // a conflict: the server may have rolled back already, and what follows would commit by itself
	failed  error           // the error of a joined transaction
}

// Exec runs a statement in the transaction.
func (t *TxDriver) Exec(ctx context.Context, query string, args, v any) error {
	return t.run(ctx, query, func() error { return t.tx.Exec(ctx, query, args, v) })
}

// Query runs a statement in the transaction.
func (t *TxDriver) Query(ctx context.Context, query string, args, v any) error {
	return t.run(ctx, query, func() error { return t.tx.Query(ctx, query, args, v) })
}

// Tx is the transaction itself.
func (t *TxDriver) Tx(context.Context) (dialect.Tx, error) { return t, nil }

// Commit does nothing: DB.Tx commits.
func (t *TxDriver) Commit() error { return nil }

// Rollback does nothing: DB.Tx rolls back when fn returns an error.
func (t *TxDriver) Rollback() error { return nil }

// Close does nothing.
func (t *TxDriver) Close() error { return nil }

// Dialect is the dialect of the database.
func (t *TxDriver) Dialect() string { return t.db.dialect }

func (t *TxDriver) run(ctx context.Context, query string, do func() error) error {
	t.mu.Lock()
	broken := t.broken
	t.mu.Unlock()
	if broken != nil {
		return broken
	}
	if _, err := t.db.admit(ctx, query, nil); err != nil {
		return err
	}
	err := t.db.tag(do())
	if retryable(err) {
		t.mu.Lock()
		t.broken = err
		t.mu.Unlock()
	}
	return err
}

func (t *TxDriver) join(ctx context.Context, fn func(context.Context, dialect.Driver) error) error {
	err := fn(ctx, t)
	if err != nil {
		t.mu.Lock()
		t.failed = err
		t.mu.Unlock()
	}
	return err
}

var (
	_ dialect.Driver = (*TxDriver)(nil)
	_ dialect.Tx     = (*TxDriver)(nil)
)
