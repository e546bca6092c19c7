package allowance_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"estatehub/internal/allowance"
	"estatehub/internal/fault"
)

var small = allowance.Limits{
	Requests: 2, Waiting: 1, Time: 20 * time.Second, PerCaller: 2, Share: 2, LongReads: 1, LongReadTime: 15 * time.Minute,
	Uploads: 1, UploadTime: 5 * time.Minute, Streams: 1, StreamsPerCaller: 1,
}

func begin(t *testing.T, h *allowance.Hub, k allowance.Kind) (context.Context, func()) {
	t.Helper()
	ctx, end, err := h.Begin(t.Context(), k)
	if err != nil {
		t.Fatal(err)
	}
	return ctx, end
}

func refused(t *testing.T, err error, code fault.Code, says string) {
	t.Helper()
	f := fault.Of(err)
	if f == nil || f.Code != code || !strings.Contains(f.EN, says) {
		t.Errorf("got %v, want %s with %q", err, code, says)
	}
}

// Two are let in, one waits, the rest is refused at once; who waits comes in when a place is free, and not for ever.
func TestPlaces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := allowance.New(small)
		_, end1 := begin(t, h, allowance.Request)
		_, end2 := begin(t, h, allowance.Request)
		var wg sync.WaitGroup
		wg.Go(func() { _, end := begin(t, h, allowance.Request); end() })
		synctest.Wait()
		_, _, err := h.Begin(t.Context(), allowance.Request)
		refused(t, err, fault.Unavailable, "at most 2 requests at once, and 1 may wait; try again in 1 s")
		if fault.Of(err).Retry != time.Second {
			t.Error("no time to come back")
		}
		end1()
		wg.Wait()

		_, end1 = begin(t, h, allowance.Request)
		start := time.Now()
		_, _, err = h.Begin(t.Context(), allowance.Request)
		if refused(t, err, fault.Unavailable, "at once"); time.Since(start) != 5*time.Second {
			t.Errorf("waited %v", time.Since(start))
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if _, _, err = h.Begin(gone, allowance.Request); !errors.Is(err, context.Canceled) {
			t.Errorf("a client that is gone waits: %v", err)
		}
		end1()
		end2()
		for _, p := range h.Places() {
			if p.Taken() != 0 || p.Waiting() != 0 {
				t.Errorf("%s: %d taken, %d wait", p.What().EN, p.Taken(), p.Waiting())
			}
		}
		if n := h.Places()[0].Refused(); n != 2 {
			t.Errorf("%d refused", n)
		}
	})
}

// A request ends with its time, an upload later, a stream not at all; the cause names the limit.
func TestTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := allowance.New(small)
		request, end := begin(t, h, allowance.Request)
		defer end()
		upload, end := begin(t, h, allowance.Upload)
		defer end()
		stream, end := begin(t, h, allowance.Stream)
		defer end()
		time.Sleep(20*time.Second + 1)
		refused(t, context.Cause(request), fault.Timeout, "longer than 20s")
		if upload.Err() != nil {
			t.Error("an upload ended as a request does")
		}
		time.Sleep(5 * time.Minute)
		refused(t, context.Cause(upload), fault.Timeout, "longer than 5m0s")
		if stream.Err() != nil {
			t.Error("a stream ended")
		}
	})
}

// A long read leaves the places of requests to others, has its own time, and is one of few.
func TestLongRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := allowance.New(small)
		long, end := begin(t, h, allowance.Request)
		leave, err := allowance.LongRead(long)
		if err != nil {
			t.Fatal(err)
		}
		again, err := allowance.LongRead(long) // a second list of the same request
		if err != nil {
			t.Fatal(err)
		}
		_, end1 := begin(t, h, allowance.Request)
		other, end2 := begin(t, h, allowance.Request) // both places are free
		start := time.Now()
		_, err = allowance.LongRead(other)
		refused(t, err, fault.Unavailable, "at most 1 long reads at once")
		if time.Since(start) != 15*time.Second || fault.Of(err).Retry != 30*time.Second {
			t.Errorf("waited %v, retry %v", time.Since(start), fault.Of(err).Retry)
		}
		time.Sleep(10 * time.Minute)
		if long.Err() != nil {
			t.Errorf("a long read ended as a request does: %v", context.Cause(long))
		}
		leave()
		leave() // twice is once
		end2()
		third, end2 := begin(t, h, allowance.Request)
		var wg sync.WaitGroup
		wg.Go(func() {
			leave, err := allowance.LongRead(third)
			if err != nil {
				t.Error(err)
				return
			}
			leave()
		})
		synctest.Wait()
		again()
		wg.Wait()
		time.Sleep(21 * time.Second)
		refused(t, context.Cause(long), fault.Timeout, "longer than 20s")
		end()
		end1()
		end2()

		late, end := begin(t, h, allowance.Request)
		if _, err = allowance.LongRead(late); err != nil {
			t.Fatal(err)
		}
		time.Sleep(15*time.Minute + 1)
		refused(t, context.Cause(late), fault.Timeout, "longer than 15m0s")
		end() // without leave, as after a panic
		if n := h.Places()[2].Taken(); n != 0 {
			t.Errorf("%d long reads go on", n)
		}
	})
}

// One caller leaves places to others, over streams as well, and what comes over a stream takes a place as any request.
func TestCallers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := allowance.New(allowance.Limits{Requests: 3, Waiting: 1, Time: time.Minute, PerCaller: 2, Share: 2, Streams: 3, StreamsPerCaller: 1})
		var ends []func()
		enter := func(k allowance.Kind, who string) (context.Context, error) {
			ctx, end := begin(t, h, k)
			ends = append(ends, end)
			return allowance.Call(ctx, who)
		}
		stream, err := enter(allowance.Stream, "ann")
		if err != nil {
			t.Fatal(err)
		}
		_, err = enter(allowance.Stream, "ann")
		refused(t, err, fault.TooMany, "at most 1 streams of events at once for one caller")
		if _, err = enter(allowance.Request, "ann"); err != nil {
			t.Fatal(err)
		}
		ctx, end, err := allowance.Operation(stream)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := ctx.Deadline(); ok || h.Places()[0].Taken() != 2 {
			t.Errorf("%d places taken", h.Places()[0].Taken())
		}
		_, err = enter(allowance.Request, "ann")
		refused(t, err, fault.TooMany, "at most 2 requests at once for one caller")
		_, _, err = allowance.Operation(stream)
		if err == nil {
			t.Error("a third of ann's came over her stream")
		}
		end()
		ends[len(ends)-1]()
		ends = ends[:len(ends)-1]
		if _, err = enter(allowance.Request, "bob"); err != nil {
			t.Error(err)
		}
		for _, end := range ends {
			end()
		}
		if _, err = enter(allowance.Request, "ann"); err != nil {
			t.Error(err)
		}
	})
}

// Of one caller's requests a share is worked on; the others wait for their turn, in order, and go when their time is up.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := allowance.New(allowance.Limits{Requests: 10, Waiting: 1, Time: 20 * time.Second, PerCaller: 4, Share: 1, LongReads: 1})
		var mu sync.Mutex
		var order []int
		var wg sync.WaitGroup
		for i := range 3 {
			ctx, end := begin(t, h, allowance.Request)
			wg.Go(func() {
				defer end()
				if _, err := allowance.Call(ctx, "ann"); err != nil {
					t.Error(err)
				}
				mu.Lock()
				order = append(order, i)
				mu.Unlock()
				time.Sleep(5 * time.Second)
			})
			synctest.Wait()
		}
		late, end := begin(t, h, allowance.Request)
		other, endOther := begin(t, h, allowance.Request)
		defer endOther()
		if _, err := allowance.Call(other, "bob"); err != nil {
			t.Errorf("bob waits for ann: %v", err)
		}
		fifth, endFifth := begin(t, h, allowance.Request)
		defer endFifth()
		wg.Go(func() {
			defer end()
			if _, err := allowance.Call(late, "ann"); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		_, err := allowance.Call(fifth, "ann")
		refused(t, err, fault.TooMany, "at most 4 requests")
		wg.Wait()
		if len(order) != 3 || order[0] != 0 || order[1] != 1 || order[2] != 2 {
			t.Errorf("%v", order)
		}

		// One works without end: who waits behind it gives up with his time, and takes nobody's turn.
		long, endLong := begin(t, h, allowance.Request)
		if _, err := allowance.Call(long, "ann"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		behind, endBehind := begin(t, h, allowance.Request)
		_, err = allowance.Call(behind, "ann")
		refused(t, err, fault.Timeout, "longer than 20s")
		endBehind()
		next, endNext := begin(t, h, allowance.Request)
		wg.Go(func() {
			if _, err := allowance.Call(next, "ann"); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		endLong()
		wg.Wait()
		if leave, err := allowance.LongRead(next); err != nil { // gives the turn on, too
			t.Error(err)
		} else {
			defer leave()
		}
		defer endNext()
		for range 3 {
			ctx, end := begin(t, h, allowance.Request)
			if _, err := allowance.Call(ctx, "ann"); err != nil {
				t.Error(err)
			}
			end()
		}
	})
}
