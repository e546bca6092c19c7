package access

import (
	"context"
	"crypto/sha256"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"estatehub/tenants"
)

const (
	freshFor     = time.Second      // how long a viewer is used without asking the database
	readWithin   = 10 * time.Second // how long reading one may take, whoever waits for it
	mostViewers  = 4096             // viewers kept at once
	mostReaching = 1_000_000        // communities that they reach, counted for each: what takes the room
)

// madeOf are the nouns that a viewer is made of.
var madeOf = []string{"Session", "ServiceToken", "User", "Grant", "Organization", "Company", "ManagementOffice", "Community"}

// viewers remembers the viewers of bearers for a second. Who is not found is not remembered.
//
// Every change to what viewers are made of begins a new age, after its commit and before whoever made it goes on. A viewer
// belongs to the age in which reading it began and serves no other: read before the commit and put here after it, it
// would else outlive what it was made of.
type viewers struct {
	age   atomic.Uint64
	reads singleflight.Group // who misses the same viewer in one age waits for one reading

	mu       sync.Mutex // guards what follows
	known    map[sum]*known
	reaching int
	swept    time.Time
}

type sum = [sha256.Size]byte

// known is a viewer as it was read.
type known struct {
	viewer  *tenants.Viewer
	age     uint64
	at      time.Time // when reading it began
	expires time.Time // when its token does
	reach   int
}

func newViewers() *viewers { return &viewers{known: map[sum]*known{}} }

// drop begins a new age.
func (c *viewers) drop() { c.age.Add(1) }

// reading makes a viewer, and tells how long its token is good for.
type reading func(context.Context) (*tenants.Viewer, time.Time, error)

// get is the viewer of a token: one known in this age and read within the last second, or else what read makes of it.
func (c *viewers) get(ctx context.Context, token sum, now func() time.Time, read reading) (*tenants.Viewer, error) {
	begin := time.Now()
	age := c.age.Load()
	c.mu.Lock()
	k := c.known[token]
	c.mu.Unlock()
	if k != nil && k.age == age && begin.Sub(k.at) < freshFor && k.expires.After(now()) {
		return k.viewer, nil
	}
	for {
		select {
		case r := <-c.reads.DoChan(string(token[:])+strconv.FormatUint(age, 36), func() (any, error) { return c.read(ctx, token, age, read) }):
			if r.Err != nil {
				return nil, r.Err
			}
			if k := r.Val.(*known); begin.Sub(k.at) < freshFor { // else it was a slow one that we came late to
				return k.viewer, nil
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// read reads a viewer and keeps it. It does not end with its first caller, so that who goes away does not take it from
// those who wait with him.
func (c *viewers) read(ctx context.Context, token sum, age uint64, read reading) (*known, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readWithin)
	defer cancel()
	k := &known{age: age, at: time.Now()}
	var err error
	if k.viewer, k.expires, err = read(ctx); err != nil {
		return nil, err
	}
	for _, g := range k.viewer.Grants() {
		k.reach += len(g.Scope.Communities())
	}
	c.keep(token, k)
	return k, nil
}

// keep remembers a viewer where there is room.
func (c *viewers) keep(token sum, k *known) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Since(c.swept) >= freshFor {
		c.swept = time.Now()
		for t, old := range c.known {
			if time.Since(old.at) >= freshFor || old.age != k.age {
				c.forget(t)
			}
		}
	}
	c.forget(token)
	if len(c.known) < mostViewers && c.reaching+k.reach <= mostReaching {
		c.known[token] = k
		c.reaching += k.reach
	}
}

// forget takes a viewer out; c.mu is held.
func (c *viewers) forget(token sum) {
	if k := c.known[token]; k != nil {
		delete(c.known, token)
		c.reaching -= k.reach
	}
}
