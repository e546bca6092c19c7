package store

import (
	"context"
	"errors"
	"testing"
	"time"

	entsql "entgo.io/ent/dialect/sql"
)

// One caller has as many connections as his share, until he closes what he reads; others have theirs, and a transaction
// has its own.
func TestShare(t *testing.T) {
	both(t, func(t *testing.T, db *DB, _ string) {
		mine := WithShare(t.Context(), NewShare(2))
		read := func(ctx context.Context) (*entsql.Rows, error) {
			rows := &entsql.Rows{}
			return rows, db.Driver().Query(ctx, "SELECT 1", []any{}, rows)
		}
		var open []*entsql.Rows
		for range 2 {
			rows, err := read(mine)
			if err != nil {
				t.Fatal(err)
			}
			open = append(open, rows)
		}
		late, cancel := context.WithTimeout(mine, 50*time.Millisecond)
		defer cancel()
		if _, err := read(late); !errors.Is(err, context.DeadlineExceeded) || Classify(err).Kind != Timeout {
			t.Errorf("a third: %v", err)
		}
		other, err := read(WithShare(t.Context(), NewShare(1)))
		if err != nil {
			t.Fatal("somebody else waits:", err)
		}
		_ = other.Close()
		if _, err := db.Driver().Tx(late); err == nil {
			t.Error("a transaction of a context that is over")
		}
		tx, err := db.Driver().Tx(mine)
		if err != nil {
			t.Fatal("a transaction waits:", err)
		}
		_ = tx.Rollback()
		got := make(chan error, 1)
		go func() {
			rows, err := read(mine)
			if err == nil {
				err = rows.Close()
			}
			got <- err
		}()
		select {
		case err := <-got:
			t.Errorf("a third did not wait: %v", err)
		case <-time.After(50 * time.Millisecond):
		}
		for _, rows := range open {
			_ = rows.Close()
			_ = rows.Close() // twice gives back once
		}
		if err := <-got; err != nil {
			t.Error(err)
		}
		for range 5 { // what fails gives back, too
			rows := &entsql.Rows{}
			if err := db.Driver().Query(mine, "SELECT nothing", []any{}, rows); err == nil {
				t.Error("no error")
			}
		}
		for range 2 {
			rows, err := read(mine)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = rows.Close() }()
		}
	})
}
