// Package listing reads what a list is asked for (which rows, in what order, from where on, how many) by the description
// of its noun. What it returns is data: the plain way and the read planner each turn it into SQL by themselves, so that
// one can be held against the other. Nothing here knows a noun by name.
package listing

import (
	"context"
	"fmt"

	"estatehub/ent/noun"
	"estatehub/internal/cursor"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
)

// Reader reads requests.
type Reader struct {
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

// Request is what a list is asked for.
type Request struct {
	Noun          *noun.Noun
	Filter        *Filter
	Order         Order
	After, Before *Position
	Size          int
	Backward      bool // the last rows are asked for
}

// Read reads the arguments of a list of a noun. Errors are *fault.Error: BAD_INPUT, LIMIT_EXCEEDED, CURSOR_INVALID,
// FORBIDDEN.
func (r *Reader) Read(ctx context.Context, n *noun.Noun, a Args) (*Request, error) {
	return r.read(ctx, n, a, r.Cap)
}

// ReadLong is Read for a list that is streamed, which may be longer than a page.
func (r *Reader) ReadLong(ctx context.Context, n *noun.Noun, a Args, most int) (*Request, error) {
	return r.read(ctx, n, a, most)
}

func (r *Reader) read(ctx context.Context, n *noun.Noun, a Args, most int) (*Request, error) {
	order, err := parseOrder(n, a.OrderBy)
	if err != nil {
		return nil, err
	}
	filter, err := parseWhere(ctx, n, a)
	if err != nil {
		return nil, err
	}
	q := &Request{Noun: n, Order: order, Filter: filter}
	if a.After != nil {
		if q.After, err = r.decode(order, *a.After); err != nil {
			return nil, err
		}
	}
	if a.Before != nil {
		if q.Before, err = r.decode(order, *a.Before); err != nil {
			return nil, err
		}
	}
	q.Size, q.Backward, err = r.size(a, most)
	return q, err
}

func (r *Reader) size(a Args, most int) (n int, backward bool, err error) {
	n = r.Default
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
	if n > most {
		return 0, false, fault.Exceeded(fault.Limit{Name: "first", Max: most, Found: n},
			fmt.Sprintf("first and last are at most %d; %d were asked for", most, n), fmt.Sprintf("first 和 last 最多 %d，实际 %d", most, n))
	}
	return n, backward, nil
}

// Walk is the order in which the rows are fetched: the list's, or the other way round for the last ones.
func (q *Request) Walk() Order {
	o := q.Order
	o.Desc = o.Desc != q.Backward
	return o
}
