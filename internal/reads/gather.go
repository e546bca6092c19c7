package reads

import (
	"bytes"
	"cmp"
	"errors"
	"slices"

	"estatehub/ent/noun"
	"estatehub/internal/listing"
)

// Lists below rows are mostly short: a unit has a handful of tickets. Then it is cheaper to read all of them and to take
// each parent's first ones here than to have the database number them in a temporary table. What turns out to be long is
// numbered after all.

// gathers tells whether a list can be put in order here as the database would: by numbers and instants, not by texts,
// whose order is the collation's.
func gathers(l *list, o listing.Order, parents int) bool {
	if parents < 2 || l.crowded() {
		return false
	}
	return o.Column == "id" || l.noun.ByName(o.Column).Type == noun.Time
}

// errMany is what happens where there are too many rows to be gathered.
var errMany = errors.New("reads: too many rows to gather")

// most is how many rows are gathered for some parents.
func most(parents, size int) int { return min(200+4*parents*(size+1), 10_000) }

// place is where a row lies in its parent's order.
type place struct {
	row      int // in the sheets
	parent   int // its place among the parents
	from, to int // of its value of the order, among all of them
	id       int64
	last     string // its cursor
}

// crowd are the rows of several parents as they came.
type crowd struct {
	places []place
	values []byte // of the order
}

// gather reads all rows of a list under its parents and keeps each parent's first ones.
func (x *run) gather(b *block, parents []int64) error {
	l := b.list
	veils := x.veils(l.q)
	limit := most(len(parents), b.asked.Size)
	if n := x.planner.without.Gather; n > 0 {
		limit = n
	}
	s, err := x.all(l, b.asked, parents, veils, limit+1)
	if err != nil {
		return err
	}
	w := &writer{run: x, q: l.q, veils: veils, block: b}
	id, sort := l.q.col(0, "id")+1, l.q.sorts(b.asked.Order, veils)
	at := make(map[int64]int, len(parents))
	for i, key := range parents {
		at[key] = i
	}
	c := &crowd{places: make([]place, 0, 4*len(parents))}
	var linked map[[2]int64]bool
	if l.through != nil { // where rows may be linked twice
		linked = map[[2]int64]bool{}
	}
	n := 0
	err = x.each(s, func(row []Value) error {
		if n++; n > limit {
			return errMany
		}
		key := integer(row[0])
		p := place{id: integer(row[id]), parent: at[key], from: len(c.values)}
		if l.through != nil {
			if linked[[2]int64{key, p.id}] {
				return nil
			}
			linked[[2]int64{key, p.id}] = true
		}
		if b.asked.Order.Column != "id" {
			c.values = appendRaw(c.values, row[1+sort])
		}
		p.to = len(c.values)
		if l.points {
			p.last = x.cursor(b.asked.Order, l.q, row[1:], sort)
			w.cursor = p.last
		}
		p.row = b.rows
		b.rows++
		c.places = append(c.places, p)
		return w.row(row[1:])
	})
	if err != nil {
		return err
	}
	spans := c.arrange(len(parents), b.asked)
	for i := range spans {
		b.spans[parents[i]] = &spans[i]
	}
	return nil
}

// arrange puts the rows of each parent in order and keeps the first ones.
func (c *crowd) arrange(parents int, asked *listing.Request) []span {
	ends := make([]int, parents+1)
	for _, p := range c.places {
		ends[p.parent+1]++
	}
	for i := range parents {
		ends[i+1] += ends[i]
	}
	next, order := slices.Clone(ends), make([]int, len(c.places))
	for i, p := range c.places {
		order[next[p.parent]] = i
		next[p.parent]++
	}
	desc := asked.Walk().Desc
	compare := func(i, j int) int {
		a, b := &c.places[i], &c.places[j]
		if desc {
			a, b = b, a
		}
		return cmp.Or(bytes.Compare(c.values[a.from:a.to], c.values[b.from:b.to]), cmp.Compare(a.id, b.id))
	}
	spans := make([]span, parents)
	for i := range spans {
		own := order[ends[i]:ends[i+1]]
		slices.SortFunc(own, compare)
		at := &spans[i]
		at.rows = len(own)
		at.picked = own[:min(len(own), asked.Size)]
		for k, row := range at.picked {
			p := &c.places[row]
			if at.last = p.last; k == 0 {
				at.first = p.last
			}
			at.picked[k] = p.row
		}
	}
	return spans
}

// all writes the statement for all rows of a list under several parents, in no order, the parent first.
func (x *run) all(l *list, asked *listing.Request, parents []int64, veils []veil, limit int) (*statement, error) {
	s := x.statement()
	key := "t.`" + l.column() + "`"
	if l.through != nil {
		key = "o.`" + l.through.Here + "`"
	}
	s.put("SELECT ", key, ",")
	s.columns(l.q, veils)
	s.sortKey(l, asked.Order, veils)
	s.put(" FROM ")
	if l.through != nil {
		s.put("`", s.view.nouns.Named(l.through.By).Table, "` o JOIN `", l.noun.Table, "` t ON t.`id` = o.`", l.through.There, "`")
	} else {
		s.put("`", l.noun.Table, "` t")
	}
	if err := s.joins(l.q); err != nil {
		return nil, err
	}
	s.put(" WHERE ")
	if l.through != nil {
		if err := s.linked(l, parents); err != nil {
			return nil, err
		}
	} else {
		s.parents("t", l.noun, l.edge.Column, parents)
	}
	if err := s.wanted(l, asked); err != nil {
		return nil, err
	}
	s.limit(limit)
	return s, nil
}
