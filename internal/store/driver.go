package store

import (
	"context"
	"database/sql"

	"entgo.io/ent/dialect"
)

// driver is what ent runs on outside a transaction. It embeds nothing: whatever ent's own driver can do beyond the
// interface would go past the tripwire.
type driver struct{ db *DB }

// Exec runs a statement on the writer.
func (d *driver) Exec(ctx context.Context, query string, args, v any) error {
	tx, err := d.db.inTx(ctx)
	if err != nil {
		return err
	}
	if tx != nil {
		return tx.Exec(ctx, query, args, v)
	}
	if _, err := d.db.admit(ctx, query, args); err != nil {
		return err
	}
	return d.db.tag(d.db.base.Exec(ctx, query, args, v))
}

// Query runs a statement on the readers, or on the writer where it writes, too (INSERT … RETURNING).
func (d *driver) Query(ctx context.Context, query string, args, v any) error {
	tx, err := d.db.inTx(ctx)
	if err != nil {
		return err
	}
	if tx != nil {
		return tx.Query(ctx, query, args, v)
	}
	reads, err := d.db.admit(ctx, query, args)
	if err != nil {
		return err
	}
	if !reads {
		return d.db.tag(d.db.base.Query(ctx, query, args, v))
	}
	return d.db.tag(shared(ctx, d.db.reads, query, args, v))
}

// Tx begins a transaction of one try, as ent's builders do for changes of several statements. In the ctx of a
// transaction it is that transaction.
func (d *driver) Tx(ctx context.Context) (dialect.Tx, error) { return d.BeginTx(ctx, nil) }

// BeginTx is Tx with options.
func (d *driver) BeginTx(ctx context.Context, opts *sql.TxOptions) (dialect.Tx, error) {
	tx, err := d.db.inTx(ctx)
	if err != nil {
		return nil, err
	}
	if tx != nil {
		return tx.Tx(ctx)
	}
	t, err := d.db.base.BeginTx(ctx, opts)
	if err != nil {
		return nil, d.db.tag(err)
	}
	return &plainTx{t, d.db}, nil
}

// Dialect is the dialect of the database.
func (d *driver) Dialect() string { return d.db.dialect }

// Close closes the database.
func (d *driver) Close() error { return d.db.Close() }

// plainTx is a transaction begun by an ent builder outside DB.Tx.
type plainTx struct {
	tx dialect.Tx
	db *DB
}

// Exec runs a statement in the transaction.
func (t *plainTx) Exec(ctx context.Context, query string, args, v any) error {
	if _, err := t.db.admit(ctx, query, args); err != nil {
		return err
	}
	return t.db.tag(t.tx.Exec(ctx, query, args, v))
}

// Query runs a statement in the transaction.
func (t *plainTx) Query(ctx context.Context, query string, args, v any) error {
	if _, err := t.db.admit(ctx, query, args); err != nil {
		return err
	}
	return t.db.tag(t.tx.Query(ctx, query, args, v))
}

// Commit commits.
func (t *plainTx) Commit() error { return t.db.tag(t.tx.Commit()) }

// Rollback rolls back.
func (t *plainTx) Rollback() error { return t.db.tag(t.tx.Rollback()) }

// admit counts a statement and asks the tripwire; it tells whether the statement only reads.
func (db *DB) admit(ctx context.Context, query string, args any) (reads bool, err error) {
	v := db.trip.verdict(query)
	if !db.opts.NoTripwire {
		if err := db.trip.check(ctx, query, v); err != nil {
			return false, err
		}
	}
	count(ctx, query, args)
	return v.reads, nil
}

// tagged is a driver's error with the database it came from, so that Classify finds the columns of an index. Its text
// stays the driver's: ent recognises constraint errors by it.
type tagged struct {
	error
	db *DB
}

// Unwrap is the driver's error.
func (t *tagged) Unwrap() error { return t.error }

func (db *DB) tag(err error) error {
	if err == nil {
		return nil
	}
	return &tagged{err, db}
}

var (
	_ dialect.Driver = (*driver)(nil)
	_ dialect.Tx     = (*plainTx)(nil)
)
