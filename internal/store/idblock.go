package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"estatehub/internal/ident"
)

const (
	firstBlock = 256
	maxBlock   = 1 << 16
)

// errRefill makes DB.Tx roll back, fetch ids and run fn again.
var errRefill = errors.New("store: out of ids")

// blocks are the ids in memory, by block key. What is in memory when the process ends is lost; only numbers are.
type blocks struct {
	mu    sync.Mutex
	spans map[int64]*supply
}

// supply is what one slot and kind has in memory.
type supply struct {
	spans []span
	size  int64      // of the last block, doubled at each refill
	fetch sync.Mutex // one fetches, the others find what he brought
}

type span struct{ next, end int64 }

// hunger is a block key that ran out, with the ids the transaction had of it.
type hunger struct{ key, used int64 }

// NextID is a new id. The ctx is that of a transaction's fn or of DB.With. Inside a transaction it fails when memory has
// run out of ids of the slot and kind; DB.Tx fetches more and runs fn again, so fn returns that error like any other.
// Not for a transaction begun by the ent client itself: on SQLite it would wait for that transaction's writer.
func NextID(ctx context.Context, slot ident.Slot, kind ident.Kind) (ident.ID, error) {
	db, _ := ctx.Value(dbKey{}).(*DB)
	if db == nil {
		return 0, errors.New("store: NextID outside a transaction: no database in the context")
	}
	t, err := db.inTx(ctx)
	if err != nil {
		return 0, err
	}
	if slot == 0 {
		return db.randomID(kind)
	}
	key := blockKey(slot, kind)
	for range maxRefills {
		if n, ok := db.blocks.take(key); ok {
			if t != nil {
				t.mu.Lock()
				t.used[key]++
				t.mu.Unlock()
			}
			return ident.New(slot, kind, n), nil
		}
		if t != nil {
			t.mu.Lock()
			t.starved = &hunger{key, t.used[key]}
			t.mu.Unlock()
			return 0, errRefill
		}
		if err := db.allot(ctx, key, 0); err != nil {
			return 0, err
		}
	}
	return 0, errRefill
}

// ReserveIDs reserves n ids in a row for an import and returns the first. It has a transaction of its own and is refused
// inside another.
func (db *DB) ReserveIDs(ctx context.Context, slot ident.Slot, kind ident.Kind, n int) (ident.ID, error) {
	if t, err := db.inTx(ctx); t != nil || err != nil {
		return 0, errors.New("store: ReserveIDs inside a transaction")
	}
	if slot == 0 || n < 1 {
		return 0, fmt.Errorf("store: cannot reserve %d ids in slot %d: ids of slot 0 are random, and there is at least one", n, slot)
	}
	first, err := db.advance(ctx, blockKey(slot, kind), int64(n))
	if err != nil {
		return 0, err
	}
	return ident.New(slot, kind, first), nil
}

// randomID is the id of a global row: counted ids would tell every community how many there are.
func (db *DB) randomID(kind ident.Kind) (ident.ID, error) {
	var b [8]byte
	for {
		db.randMu.Lock() // a reader given by a test need not be safe
		_, err := io.ReadFull(db.opts.Rand, b[3:])
		db.randMu.Unlock()
		if err != nil {
			return 0, fmt.Errorf("store: random id: %w", err)
		}
		if n := int64(binary.BigEndian.Uint64(b[:])); n > 0 { //nolint:gosec // 40 bits
			return ident.New(0, kind, n), nil
		}
	}
}

func (b *blocks) of(key int64) *supply {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.spans[key]
	if s == nil {
		s = &supply{size: firstBlock / 2}
		b.spans[key] = s
	}
	return s
}

func (b *blocks) take(key int64) (int64, bool) {
	s := b.of(key)
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(s.spans) > 0 {
		if first := &s.spans[0]; first.next < first.end {
			first.next++
			return first.next - 1, true
		}
		s.spans = s.spans[1:]
	}
	return 0, false
}

// allot brings a block into memory, large enough for a transaction that has used so many ids and wants more.
func (db *DB) allot(ctx context.Context, key, used int64) error {
	s := db.blocks.of(key)
	s.fetch.Lock()
	defer s.fetch.Unlock()
	db.blocks.mu.Lock()
	var left int64
	for _, sp := range s.spans {
		left += sp.end - sp.next
	}
	want := max(min(2*s.size, maxBlock), 2*used)
	db.blocks.mu.Unlock()
	if left > used { // somebody else has been here
		return nil
	}
	first, err := db.advance(ctx, key, want)
	if err != nil {
		return err
	}
	db.blocks.mu.Lock()
	defer db.blocks.mu.Unlock()
	s.size = min(want, maxBlock)
	s.spans = append(s.spans, span{first, first + want})
	return nil
}

// advance moves the high-water mark by n in a transaction of its own and returns the first id of the block. The row lock
// of its UPDATE keeps two hubs apart.
func (db *DB) advance(ctx context.Context, key, n int64) (first int64, err error) {
	for again := (retry{}); ; {
		first, err = db.tryAdvance(ctx, key, n)
		if err == nil {
			return first, nil
		}
		if !retryable(err) || !again.wait(ctx) {
			return 0, fmt.Errorf("store: id block: %w", err)
		}
	}
}

func (db *DB) tryAdvance(ctx context.Context, key, n int64) (int64, error) {
	for {
		first, found, err := db.bump(ctx, key, n)
		if found || err != nil {
			return first, err
		}
		// By itself: two transactions that update nothing and then insert the same key wait for each other.
		_, err = db.writer.ExecContext(ctx, "INSERT INTO `id_blocks` (`id`, `next`) VALUES (?, 1)", key)
		if err != nil && Classify(err).Rule != Unique {
			return 0, db.tag(err)
		}
	}
}

func (db *DB) bump(ctx context.Context, key, n int64) (first int64, found bool, err error) {
	tx, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		return 0, false, db.tag(err)
	}
	defer func() { _ = tx.Rollback() }()
	res, err := tx.ExecContext(ctx, "UPDATE `id_blocks` SET `next` = `next` + ? WHERE `id` = ?", n, key)
	if err != nil {
		return 0, false, db.tag(err)
	}
	if rows, err := res.RowsAffected(); err != nil || rows == 0 {
		return 0, false, db.tag(err)
	}
	var next int64
	err = tx.QueryRowContext(ctx, "SELECT `next` FROM `id_blocks` WHERE `id` = ?", key).Scan(&next)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, db.tag(err)
	}
	if next-1 > ident.MaxCounter {
		return 0, false, fmt.Errorf("store: block %d has no ids left", key)
	}
	return next - n, true, db.tag(tx.Commit())
}
