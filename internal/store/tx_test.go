package store

import (
	"context"
	"errors"
	"sync"
	"testing"

	"entgo.io/ent/dialect"
	"github.com/go-sql-driver/mysql"
)

const addCommunity = "INSERT INTO `communities` (`id`) VALUES (?)"

func communities(t *testing.T, db *DB) int {
	t.Helper()
	return must(scalar[int](system(t), db.Driver(), "SELECT COUNT(*) FROM `communities`"))(t)
}

// TestTx: commit, roll back on an error, on a panic and on a joined transaction's error, callbacks after commit only.
func TestTx(t *testing.T) {
	both(t, func(t *testing.T, db *DB, _ string) {
		ctx := system(t)
		failed := errors.New("failed")
		var ran []string
		note := func(s string) func() { return func() { ran = append(ran, s) } }
		tests := []struct {
			name string
			fn   func(ctx context.Context, tx dialect.Driver) error
			err  error
		}{
			{"commit", func(ctx context.Context, tx dialect.Driver) error {
				AfterCommit(ctx, note("commit"))
				return exec(ctx, tx, addCommunity, 10)
			}, nil},
			{"error", func(ctx context.Context, tx dialect.Driver) error {
				AfterCommit(ctx, note("error"))
				return errors.Join(exec(ctx, tx, addCommunity, 11), failed)
			}, failed},
			{"the client outside joins", func(ctx context.Context, _ dialect.Driver) error {
				return errors.Join(exec(ctx, db.Driver(), addCommunity, 12), failed)
			}, failed},
			{"ent's own transactions are this one", func(ctx context.Context, tx dialect.Driver) error {
				nested, err := tx.Tx(ctx)
				if err != nil {
					return err
				}
				outside, err := db.Driver().Tx(ctx)
				if err != nil {
					return err
				}
				return errors.Join(exec(ctx, nested, addCommunity, 13), nested.Commit(), exec(ctx, outside, addCommunity, 14), outside.Commit(), failed)
			}, failed},
			{"joined, error swallowed", func(ctx context.Context, _ dialect.Driver) error {
				_ = db.Tx(ctx, func(ctx context.Context, tx dialect.Driver) error {
					return errors.Join(exec(ctx, tx, addCommunity, 15), failed)
				})
				return nil
			}, failed},
			{"joined", func(ctx context.Context, _ dialect.Driver) error {
				return db.Tx(ctx, func(ctx context.Context, tx dialect.Driver) error {
					AfterCommit(ctx, note("joined"))
					return exec(ctx, tx, addCommunity, 16)
				})
			}, nil},
		}
		for _, tt := range tests {
			if err := db.Tx(ctx, tt.fn); !errors.Is(err, tt.err) || (err == nil) != (tt.err == nil) {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
		var leaked context.Context
		func() {
			defer func() { _ = recover() }()
			_ = db.Tx(ctx, func(ctx context.Context, tx dialect.Driver) error {
				leaked = ctx
				_ = exec(ctx, tx, addCommunity, 17)
				panic("x")
			})
		}()
		if err := exec(leaked, db.Driver(), addCommunity, 18); !errors.Is(err, ErrTxEnded) {
			t.Errorf("after the roll back: %v", err)
		}
		if n := communities(t, db); n != 3 { // 1, 10, 16
			t.Errorf("%d communities", n)
		}
		if len(ran) != 2 || ran[0] != "commit" || ran[1] != "joined" {
			t.Errorf("after commit: %v", ran)
		}
	})
}

// TestTxRetries: a conflict runs fn again, even if fn hides it; callbacks of a failed try are forgotten.
func TestTxRetries(t *testing.T) {
	both(t, func(t *testing.T, db *DB, _ string) {
		tries, after := 0, 0
		err := db.Tx(system(t), func(ctx context.Context, tx dialect.Driver) error {
			tries++
			AfterCommit(ctx, func() { after++ })
			if err := exec(ctx, tx, addCommunity, 20); err != nil {
				return err
			}
			switch tries {
			case 1:
				return &mysql.MySQLError{Number: 1213}
			case 2:
				tx.(*TxDriver).broken = &mysql.MySQLError{Number: 1205}
				if err := exec(ctx, tx, addCommunity, 21); err == nil {
					t.Error("a statement after a conflict")
				}
			}
			return nil
		})
		if err != nil || tries != 3 || after != 1 || communities(t, db) != 2 {
			t.Errorf("%v after %d tries, %d callbacks", err, tries, after)
		}
		tries = 0
		err = db.Tx(system(t), func(context.Context, dialect.Driver) error {
			tries++
			return &mysql.MySQLError{Number: 1213}
		})
		if Classify(err).Kind != Conflict || tries != maxTries {
			t.Errorf("%v after %d tries", err, tries)
		}
	})
}

// TestNoLostUpdate: transactions that read and then write, through two stores at once, all count.
func TestNoLostUpdate(t *testing.T) {
	both(t, func(t *testing.T, db *DB, url string) {
		other := open(t, url)
		ctx := system(t)
		if err := exec(ctx, db.Driver(), "INSERT INTO `tickets` (`id`, `community_id`, `number`, `title`, `n`) VALUES (1, 1, 1, '', 0)"); err != nil {
			t.Fatal(err)
		}
		const workers, rounds = 6, 25
		var wg sync.WaitGroup
		var mu sync.Mutex
		done := 0
		for w := range workers {
			d := []*DB{db, other}[w%2]
			wg.Go(func() {
				for range rounds {
					for { // ten tries may not be enough for a crowd on one row; a caller would be told to come again
						err := d.Tx(ctx, func(ctx context.Context, tx dialect.Driver) error {
							n, err := scalar[int](ctx, tx, "SELECT `n` FROM `tickets` WHERE `id` = 1")
							if err != nil {
								return err
							}
							return exec(ctx, tx, "UPDATE `tickets` SET `n` = ? WHERE `id` = 1", n+1)
						})
						if err == nil {
							break
						}
						if Classify(err).Kind != Conflict {
							t.Error(err)
							return
						}
					}
					mu.Lock()
					done++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if n := must(scalar[int](ctx, db.Driver(), "SELECT `n` FROM `tickets` WHERE `id` = 1"))(t); n != done || done != workers*rounds {
			t.Errorf("%d of %d updates are there", n, done)
		}
	})
}
