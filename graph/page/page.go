// Package page makes Relay connections over any noun the plain way, by ent: keyset paging, typed filters and orders read
// from the noun's description (package listing). Queries take the compiled way (package reads); this one serves what is
// read after mutations and checks the other in tests.
package page

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/listing"
)

// Args are the arguments of a connection.
type Args = listing.Args

// Parent is the row a nested list hangs on.
type Parent = listing.Parent

// Row is an entity that can lie on a page.
type Row interface {
	gen.Node
	SortKey(field string) any
}

// Query is one of ent's query builders.
type Query[T Row, P, O ~func(*sql.Selector), Q any] interface {
	Where(...P) Q
	Order(...O) Q
	Limit(int) Q
	Clone() Q
	All(context.Context) ([]T, error)
	Count(context.Context) (int, error)
}

// Page is a page of rows.
type Page[T Row] struct {
	Nodes []T

	reader *listing.Reader
	asked  *listing.Request
	args   Args
	more   bool
	count  func(context.Context) (int, error)
}

// Load reads a page.
func Load[T Row, P, O ~func(*sql.Selector), Q Query[T, P, O, Q]](ctx context.Context, reader *listing.Reader, q Q, n *noun.Noun, a Args) (*Page[T], error) {
	asked, err := reader.Read(ctx, n, a)
	if err != nil {
		return nil, err
	}
	f := Predicate(asked.Filter)
	count := q.Clone().Where(P(f))
	p := &Page[T]{reader: reader, asked: asked, args: a, count: count.Count}
	conditions := func(s *sql.Selector) {
		f(s)
		if asked.After != nil {
			beyond(asked.After, asked.Order, false)(s)
		}
		if asked.Before != nil {
			beyond(asked.Before, asked.Order, true)(s)
		}
	}
	walk := asked.Walk()
	if sites := asked.Filter.Split(ctx, n); sites != nil {
		q.Where(P(perSite(n, conditions, walk, sites, asked.Size+1)))
	}
	p.Nodes, err = q.Where(P(conditions)).Order(O(func(s *sql.Selector) { apply(walk, s) })).Limit(asked.Size + 1).All(ctx)
	if err != nil {
		return nil, err
	}
	if p.more = len(p.Nodes) > asked.Size; p.more {
		p.Nodes = p.Nodes[:asked.Size]
	}
	if asked.Backward {
		slices.Reverse(p.Nodes)
	}
	return p, nil
}

// One turns ent's answer to a query for one row into the API's: none is null, not an error.
func One[T any](v *T, err error) (*T, error) {
	if gen.IsNotFound(err) {
		return nil, nil
	}
	return v, err
}

// Total counts the whole connection.
func (p *Page[T]) Total(ctx context.Context) (int, error) { return p.count(ctx) }

// Info says where a page lies in its connection.
type Info struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

// Info says where the page lies.
func (p *Page[T]) Info() *Info {
	i := &Info{HasNextPage: p.more, HasPreviousPage: p.args.After != nil}
	if p.asked.Backward {
		i.HasNextPage, i.HasPreviousPage = p.args.Before != nil, p.more
	}
	if len(p.Nodes) > 0 {
		first, last := p.Cursor(p.Nodes[0]), p.Cursor(p.Nodes[len(p.Nodes)-1])
		i.StartCursor, i.EndCursor = &first, &last
	}
	return i
}

// Cursor is where a row lies.
func (p *Page[T]) Cursor(row T) string {
	return p.reader.Cursor(p.asked.Order, row.Ident(), row.SortKey(p.asked.Order.Column))
}
