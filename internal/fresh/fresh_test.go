package fresh_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/fresh"
)

// TestFresh: what was read is kept for a second, a change through this process ends that at once, and what could not be
// read is not kept.
func TestFresh(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	var reads atomic.Int64
	broken := errors.New("broken")
	var fail atomic.Bool
	v := fresh.New(db, func(context.Context) (int64, error) {
		if fail.Load() {
			return 0, broken
		}
		return reads.Add(1), nil
	}, "Organization")
	is := func(want int64) {
		t.Helper()
		if got, err := v.Get(t.Context()); err != nil || got != want {
			t.Fatalf("%d, %v; want %d", got, err, want)
		}
	}
	is(1)
	is(1)
	err := db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error {
		if err := c.Organization.Create().SetCode("G").SetName("集团").Exec(ctx); err != nil {
			return err
		}
		_, err := v.Get(ctx) // before the commit nothing has changed
		return err
	})
	if err != nil || reads.Load() != 1 {
		t.Fatal(reads.Load(), err)
	}
	is(2)
	time.Sleep(fresh.For + 10*time.Millisecond) // another node may have changed it
	is(3)
	time.Sleep(fresh.For + 10*time.Millisecond)
	fail.Store(true)
	if _, err := v.Get(t.Context()); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	fail.Store(false)
	is(4)
}

// TestNobodyWaits: while one reads again, the others are given what there is, and once something has changed each reads for
// himself rather than wait for one who may be waiting for his connection.
func TestNobodyWaits(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	var reads atomic.Int64
	hold, entered := make(chan struct{}), make(chan struct{})
	v := fresh.New(db, func(context.Context) (int64, error) {
		n := reads.Add(1)
		if n == 2 {
			close(entered)
			<-hold
		}
		return n, nil
	}, "Organization")
	if _, err := v.Get(t.Context()); err != nil {
		t.Fatal(err)
	}
	time.Sleep(fresh.For + 10*time.Millisecond)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		if n, err := v.Get(t.Context()); err != nil || n != 2 {
			t.Error(n, err)
		}
	}()
	<-entered
	if n, err := v.Get(t.Context()); err != nil || n != 1 {
		t.Errorf("%d, %v, while another reads", n, err)
	}
	err := db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error {
		return c.Organization.Create().SetCode("G").SetName("集团").Exec(ctx)
	})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := v.Get(t.Context()); err != nil || n != 3 {
		t.Errorf("%d, %v, after a change", n, err)
	}
	close(hold)
	wg.Wait()
	if n, err := v.Get(t.Context()); err != nil || n != 3 { // what was read before the change does not take its place
		t.Errorf("%d, %v, at the end", n, err)
	}
}
