package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/change"
	"estatehub/internal/ident"
	"estatehub/internal/ledger"
)

// TestNothingIsMissed: eight writers hold their changes back for a while before they commit, some give up; two nodes
// give positions; a reader follows by position and looks at nothing twice. Every committed change is seen once, no other
// is, and positions have no holes.
func TestNothingIsMissed(t *testing.T) {
	const writers, each = 8, 25
	both(t, func(t *testing.T, url string) {
		w := newWorld(t, url)
		ctx, stop := context.WithCancel(system(t.Context()))
		defer stop()
		var nodes sync.WaitGroup
		for _, db := range []*ledger.Sequencer{ledger.NewSequencer(w.db), ledger.NewSequencer(open(t, url))} {
			nodes.Go(func() { db.Run(ctx) })
		}
		var mu sync.Mutex
		committed := map[ident.ID]bool{w.org: true, w.first: true, w.second: true, w.a: true, w.b: true, w.c: true, w.estateA: true, w.estateB: true, w.eC: true}
		offices, err := w.db.Client.ManagementOffice.Query().IDs(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range offices {
			committed[id] = true
		}
		var writing sync.WaitGroup
		for n := range writers {
			writing.Go(func() {
				for i := range each {
					id, err := w.write(ctx, fmt.Sprintf("%d-%d", n, i), rand.N(15*time.Millisecond), i%7 == 3)
					if err != nil {
						t.Error(err)
						return
					}
					if id != 0 {
						mu.Lock()
						committed[id] = true
						mu.Unlock()
					}
				}
			})
		}
		done := make(chan struct{})
		go func() { writing.Wait(); close(done) }()

		seen, at, late := map[ident.ID]bool{}, int64(0), time.Time{}
		for late.IsZero() || time.Now().Before(late) {
			rows, err := w.db.Client.Change.Query().Where(change.IDGT(at)).Order(change.ByID()).Limit(20).All(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				if r.ID != at+1 {
					t.Fatalf("a hole: %d after %d", r.ID, at)
				}
				if at = r.ID; seen[r.EntityID] {
					t.Errorf("%v twice", r.EntityID)
				}
				seen[r.EntityID] = true
			}
			select {
			case <-done:
				if late.IsZero() {
					late = time.Now().Add(10 * time.Second)
				}
				mu.Lock()
				if len(seen) >= len(committed) && len(rows) == 0 {
					late = time.Now()
				}
				mu.Unlock()
			default:
			}
		}
		for id := range committed {
			if !seen[id] {
				t.Errorf("missed %v", id)
			}
		}
		if len(seen) != len(committed) || len(seen) < writers*each*3/4 {
			t.Errorf("seen %d, committed %d", len(seen), len(committed))
		}
		stop()
		nodes.Wait()
		if left, err := w.db.Client.ChangeDraft.Query().Count(system(t.Context())); err != nil || left != 0 {
			t.Errorf("%d drafts left, %v", left, err)
		}
	})
}

var errGivenUp = errors.New("given up")

// write makes an estate, dawdles and commits, or gives up, which yields no id.
func (w *world) write(ctx context.Context, code string, dawdle time.Duration, giveUp bool) (id ident.ID, err error) {
	err = w.db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		e, err := c.Estate.Create().SetCommunityID(w.a).SetCode(code).SetName(code).Save(ctx)
		if err != nil {
			return err
		}
		id = e.ID
		time.Sleep(dawdle)
		if giveUp {
			return errGivenUp
		}
		return nil
	})
	if errors.Is(err, errGivenUp) {
		return 0, nil
	}
	return id, err
}

// TestOpenTransactionDoesNotBlock: while one writer dawdles in its transaction, the changes of others get their positions
// at once, and so do its own once it commits. SQLite has one writer, so there it is MariaDB's story.
func TestOpenTransactionDoesNotBlock(t *testing.T) {
	both(t, func(t *testing.T, url string) {
		w := newWorld(t, url)
		if w.db.SQL() != w.db.Readers() {
			t.Skip("one writer")
		}
		ctx := system(t.Context())
		s := ledger.NewSequencer(w.db)
		const many = 150 // more than a transaction keeps to itself: some of its drafts are written when it dawdles
		var began sync.Once
		open, finish := make(chan struct{}), make(chan struct{})
		var slow sync.WaitGroup
		slow.Go(func() {
			tx(ctx, t, w.db, func(ctx context.Context, c *gen.Client) error {
				var err error
				for i := 0; i < many && err == nil; i++ {
					err = c.Estate.Create().SetCommunityID(w.b).SetCode(fmt.Sprint("slow", i)).SetName("slow").Exec(ctx)
				}
				began.Do(func() { close(open) })
				<-finish
				return err
			})
		})
		<-open
		for i := range 3 {
			if _, err := w.write(ctx, fmt.Sprint(i), 0, false); err != nil {
				t.Fatal(err)
			}
		}
		quick, cancel := context.WithTimeout(ctx, 3*time.Second)
		defer cancel()
		if err := s.Flush(quick); err != nil {
			t.Fatal(err)
		}
		before, _ := w.db.Client.Change.Query().Count(ctx)
		close(finish)
		slow.Wait()
		if err := s.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		if after, err := w.db.Client.Change.Query().Count(ctx); err != nil || before != 15 || after != 15+many {
			t.Errorf("%d, then %d: %v", before, after, err)
		}
	})
}
