// Package demo builds the demo portfolio: a group with two companies, six communities, some 3,600 units, staff, owners and
// a year of tickets, all invented and, for one end of the year, always the same rows.
//
// The people do not exist and neither do their numbers: mobile phones begin with 154, which no operator in China was
// given, hotlines with the area code 000. What the rows hold to is what mutations hold to: tickets are walked through
// package lifecycle from their first state, step by step and forward in time.
package demo

import (
	"context"
	"errors"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/blobs"
	"estatehub/internal/data"
	"estatehub/tenants"
)

// ErrNotEmpty is the error of a database that has an organisation already: a demo is never mixed with anybody's data.
var ErrNotEmpty = errors.New("demo: the database has an organisation already; the demo portfolio needs an empty one")

// Options say how a demo is built.
type Options struct {
	// Now is where the year of tickets ends; zero means the present. Databases built to the same second of Now are equal,
	// but for passwords and tokens.
	Now time.Time
	// Progress is told how many rows have been written and what comes next; nil where nobody asks.
	Progress func(done, total int, what string)
	// Blobs is where the contents of attachments go; nil where nobody will open one, as in most tests.
	Blobs *blobs.Store
}

// Result is what a demo has been given.
type Result struct {
	// SignIns are the ways in, the four kinds of users first.
	SignIns []SignIn
	// Counts are the rows by noun, in the plural.
	Counts map[string]int
}

// Build fills an empty, migrated database with the demo portfolio, in one transaction: all of it or nothing.
func Build(ctx context.Context, db *data.DB, o Options) (*Result, error) {
	ctx = tenants.System(ctx, "demo: build the demo portfolio")
	there, err := db.Client.Organization.Query().Exist(ctx)
	if err != nil {
		return nil, err
	}
	if there {
		return nil, ErrNotEmpty
	}
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	keys := cut(ctx)
	p := contracted(o.Now)
	if err := p.number(ctx, db); err != nil {
		return nil, err
	}
	if o.Blobs != nil {
		if err := p.shelve(o.Blobs); err != nil {
			return nil, err
		}
	}
	w := &writer{plan: p, db: db, told: o.Progress}
	err = db.Tx(ctx, func(ctx context.Context, c *gen.Client) error { return w.write(ctx, c, keys) })
	if err != nil {
		return nil, err
	}
	return &Result{SignIns: w.signIns, Counts: w.counts}, nil
}
