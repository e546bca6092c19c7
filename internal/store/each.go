package store

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"io"

	entsql "entgo.io/ent/dialect/sql"
)

// Each runs a query on the readers and hands its rows over one by one, as the driver reads them: int64, float64, bool,
// []byte, string or nil, never a time.Time from MySQL (a datetime is its text). A row and its bytes are good until fn
// returns. It is for the read planner, which copies columns into an answer: database/sql would convert each of them twice.
// The statement is counted and passes the tripwire; with the ctx of a transaction it reads in it.
func (db *DB) Each(ctx context.Context, query string, args []any, fn func(row []sqldriver.Value) error) error {
	if tx, err := db.inTx(ctx); err != nil || tx != nil {
		if err != nil {
			return err
		}
		return db.eachInTx(ctx, tx, query, args, fn)
	}
	reads, err := db.admit(ctx, query, args)
	if err != nil {
		return err
	}
	if !reads {
		return fmt.Errorf("store: Each is for queries: %.40s", query)
	}
	conn, err := db.raw.Conn(ctx)
	if err != nil {
		return db.tag(err)
	}
	defer conn.Close() //nolint:errcheck // back to the pool
	var failed error   // fn's own, which says nothing about the connection
	err = conn.Raw(func(c any) error {
		rows, err := send(ctx, c, query, args)
		if err != nil {
			return err
		}
		defer rows.Close() //nolint:errcheck // Next says what went wrong
		row := make([]sqldriver.Value, len(rows.Columns()))
		given := ctx.Done() // asked for once: a request's context is many within each other
		for {
			select { // SQLite's driver looks at it while it searches for the first row, and never again
			case <-given:
				return ctx.Err()
			default:
			}
			if err := rows.Next(row); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
			if failed = fn(row); failed != nil {
				return nil
			}
		}
	})
	if err != nil && ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	if err == nil {
		return failed
	}
	return db.tag(err)
}

// eachInTx is Each in a transaction, by way of database/sql.
func (db *DB) eachInTx(ctx context.Context, tx *TxDriver, query string, args []any, fn func(row []sqldriver.Value) error) error {
	rows := &entsql.Rows{}
	if err := tx.Query(ctx, query, args, rows); err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // Err says what went wrong
	columns, err := rows.Columns()
	if err != nil {
		return db.tag(err)
	}
	row, into := make([]sqldriver.Value, len(columns)), make([]any, len(columns))
	for i := range row {
		into[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return db.tag(err)
		}
		if err := fn(row); err != nil {
			return err
		}
	}
	return db.tag(rows.Err())
}

// send runs a query on a driver's connection, prepared where the driver does not put the arguments into the text.
func send(ctx context.Context, c any, query string, args []any) (sqldriver.Rows, error) {
	named := make([]sqldriver.NamedValue, len(args))
	for i, a := range args {
		named[i] = sqldriver.NamedValue{Ordinal: i + 1, Value: a}
		if check, ok := c.(sqldriver.NamedValueChecker); ok {
			if err := check.CheckNamedValue(&named[i]); err != nil {
				return nil, err
			}
		}
	}
	if k, ok := c.(keeper); ok {
		if stmt, err := k.keep().statement(ctx, c.(sqldriver.ConnPrepareContext), query); err != nil {
			return nil, err
		} else if stmt != nil {
			return stmt.QueryContext(ctx, named)
		}
	}
	rows, err := c.(sqldriver.QueryerContext).QueryContext(ctx, query, named)
	if !errors.Is(err, sqldriver.ErrSkip) {
		return rows, err
	}
	stmt, err := c.(sqldriver.ConnPrepareContext).PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err = stmt.(sqldriver.StmtQueryContext).QueryContext(ctx, named)
	if err != nil {
		return nil, errors.Join(err, stmt.Close())
	}
	return &stmtRows{rows, stmt}, nil
}

// stmtRows are rows whose statement ends with them.
type stmtRows struct {
	sqldriver.Rows
	stmt sqldriver.Stmt
}

// Close ends rows and statement.
func (r *stmtRows) Close() error { return errors.Join(r.Rows.Close(), r.stmt.Close()) }
