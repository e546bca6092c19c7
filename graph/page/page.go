// Package page makes Relay connections over any noun: keyset paging, typed filters and orders read from the noun's
// description, cursors that cannot be changed. Nothing here knows a noun by name.
package page

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/cursor"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
)

// Pager makes pages.
type Pager struct {
	Default int // rows of a page where none are asked for
	Cap     int // most rows of a page
	Key     cursor.Key
}

// Args are the arguments of a connection.
type Args struct {
	First, Last   *int
	After, Before *string
	Where         map[string]any
	OrderBy       map[string]any
	Of            *Parent // the row the list hangs on
}

// Parent is the row a nested list hangs on.
type Parent struct {
	Column string // the column there that points here
	ID     ident.ID
}

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

	pager    *Pager
	order    order
	args     Args
	more     bool
	backward bool
	count    func(context.Context) (int, error)
}

// Load reads a page.
func Load[T Row, P, O ~func(*sql.Selector), Q Query[T, P, O, Q]](ctx context.Context, pager *Pager, q Q, n *noun.Noun, a Args) (*Page[T], error) {
	size, backward, err := pager.size(a)
	if err != nil {
		return nil, err
	}
	o, err := parseOrder(n, a.OrderBy)
	if err != nil {
		return nil, err
	}
	f, err := parseWhere(ctx, n, a)
	if err != nil {
		return nil, err
	}
	count := q.Clone().Where(P(f.apply))
	p := &Page[T]{pager: pager, order: o, args: a, backward: backward, count: count.Count}
	for _, c := range []struct {
		cursor *string
		before bool
	}{{a.After, false}, {a.Before, true}} {
		if c.cursor == nil {
			continue
		}
		at, err := pager.decode(n, o, *c.cursor)
		if err != nil {
			return nil, err
		}
		f.add(at.beyond(o, c.before))
	}
	walk := o
	walk.desc = o.desc != backward
	if sites := f.split(ctx, n); sites != nil {
		q.Where(P(perSite(n, f, walk, sites, size+1)))
	}
	p.Nodes, err = q.Where(P(f.apply)).Order(O(walk.apply)).Limit(size + 1).All(ctx)
	if err != nil {
		return nil, err
	}
	if p.more = len(p.Nodes) > size; p.more {
		p.Nodes = p.Nodes[:size]
	}
	if backward {
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

func (p *Pager) size(a Args) (n int, backward bool, err error) {
	n = p.Default
	switch {
	case a.First != nil && a.Last != nil:
		return 0, false, fault.New(fault.BadInput, "first and last exclude each other")
	case a.First != nil:
		n = *a.First
	case a.Last != nil:
		n, backward = *a.Last, true
	}
	if n < 0 {
		return 0, false, fault.New(fault.BadInput, "first and last are at least 0")
	}
	if n > p.Cap {
		return 0, false, fault.New(fault.LimitExceeded, "first and last are at most %d; %d were asked for", p.Cap, n)
	}
	return n, backward, nil
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
	if p.backward {
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
	return p.pager.encode(p.order, row.Ident(), row.SortKey(p.order.column))
}
