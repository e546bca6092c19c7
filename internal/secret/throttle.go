package secret

import (
	"container/list"
	"crypto/sha256"
	"net/netip"
	"strings"
	"sync"
	"time"
)

const (
	freeFailures = 5                // failures that cost no wait
	firstDelay   = time.Second      // the wait after the fifth, doubled by each further one
	maxDelay     = 15 * time.Minute // the longest wait
	maxDoublings = 10               // 1 s · 2^10 is over maxDelay
	forgiveEvery = 15 * time.Minute // one failure is forgotten per this much time
	attemptLimit = time.Minute      // an attempt whose end nobody reported is over by then
	maxEntries   = 10_000           // about 2 MB
)

// Key is whom a throttle counts against: a login or an address. It is a digest, so its size does not depend on what a
// stranger sends, and the logins tried do not stay in memory.
type Key struct {
	sum     [16]byte
	address bool
}

// LoginKey is the key of a login, in whatever case and with whatever space around it.
func LoginKey(login string) Key {
	sum := sha256.Sum256([]byte("login:" + strings.ToLower(strings.TrimSpace(login))))
	return Key{sum: [16]byte(sum[:16])}
}

// AddressKey is the key of a client's address. IPv6 counts by /64, of which one household has 2^64 addresses to spare.
func AddressKey(addr netip.Addr) Key {
	addr = addr.Unmap()
	if addr.Is6() {
		if p, err := addr.WithZone("").Prefix(64); err == nil {
			addr = p.Addr()
		}
	}
	sum := sha256.Sum256([]byte("address:" + addr.String()))
	return Key{sum: [16]byte(sum[:16]), address: true}
}

// Throttle slows down whoever guesses passwords: five failures are free, then each doubles the wait, from one second
// to fifteen minutes; a failure is forgotten every fifteen minutes. It remembers the 10,000 keys used last, in this
// process only. It is safe for concurrent use.
//
// A sign-in asks Allow with both its keys, and reports the end of an allowed attempt with Failed or Succeeded.
type Throttle struct {
	now func() time.Time

	mu      sync.Mutex
	entries map[Key]*list.Element
	recent  *list.List // of *tries, the key used last in front
}

// tries is what is known of one key.
type tries struct {
	key      Key
	failures int
	since    time.Time // when forgiving began to count
	until    time.Time // no attempt before
	running  int       // attempts allowed and not reported yet
	started  time.Time // the last of them
}

// NewThrottle makes a throttle that tells the time by now, time.Now outside tests.
func NewThrottle(now func() time.Time) *Throttle {
	return &Throttle{now: now, entries: map[Key]*list.Element{}, recent: list.New()}
}

// Allow tells whether an attempt may go on under all of keys; otherwise how long to wait, for Retry-After. A refused
// attempt counts under none of them. Attempts that are still running count as if they had failed: a thousand guesses
// sent at once are five.
func (t *Throttle) Allow(keys ...Key) (retryAfter time.Duration, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	for _, k := range keys {
		retryAfter = max(retryAfter, t.get(k, now).wait(now))
	}
	if retryAfter > 0 {
		return retryAfter, false
	}
	for _, k := range keys {
		e := t.get(k, now)
		e.running++
		e.started = now
	}
	return 0, true
}

// Failed reports a wrong password or an unknown login.
func (t *Throttle) Failed(keys ...Key) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	for _, k := range keys {
		e := t.get(k, now)
		e.running = max(e.running-1, 0)
		if e.failures == 0 {
			e.since = now
		}
		e.failures = min(e.failures+1, freeFailures+maxDoublings)
		if over := e.failures - freeFailures; over >= 0 {
			e.until = now.Add(min(firstDelay<<over, maxDelay))
		}
	}
}

// Succeeded reports that somebody signed in. A login begins anew. An address does not, or whoever has one account
// could clear his address with it between guesses at all others.
func (t *Throttle) Succeeded(keys ...Key) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	for _, k := range keys {
		e := t.get(k, now)
		e.running = max(e.running-1, 0)
		if !k.address {
			t.recent.Remove(t.entries[k])
			delete(t.entries, k)
		}
	}
}

// get finds or makes the entry of a key, brings it up to date, and forgets the one longest unused when there are
// too many. Callers hold the lock.
func (t *Throttle) get(k Key, now time.Time) *tries {
	el := t.entries[k]
	if el == nil {
		el = t.recent.PushFront(&tries{key: k})
		t.entries[k] = el
		if oldest := t.recent.Back(); t.recent.Len() > maxEntries {
			delete(t.entries, t.recent.Remove(oldest).(*tries).key)
		}
	}
	t.recent.MoveToFront(el)
	e := el.Value.(*tries)
	if n := int(now.Sub(e.since) / forgiveEvery); n > 0 && e.failures > 0 {
		e.failures = max(e.failures-n, 0)
		e.since = e.since.Add(time.Duration(n) * forgiveEvery)
	}
	if now.Sub(e.started) >= attemptLimit {
		e.running = 0
	}
	return e
}

// wait is how long until the next attempt, 0 if it may start now.
func (e *tries) wait(now time.Time) time.Duration {
	if d := e.until.Sub(now); d > 0 {
		return d
	}
	if e.running > 0 && e.failures+e.running >= freeFailures {
		return firstDelay
	}
	return 0
}
