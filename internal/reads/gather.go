package reads

import (
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
	row  int // in the sheets
	sort string
	id   int64
	last string // its cursor
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
	id := l.q.col(0, "id") + 1
	found := map[int64][]place{}
	n := 0
	err = x.each(s, func(row []Value) error {
		if n++; n > limit {
			return errMany
		}
		key := integer(row[0])
		p := place{id: integer(row[id])}
		if b.asked.Order.Column != "id" {
			p.sort = text(row[len(row)-1])
		}
		if l.through != nil && slices.ContainsFunc(found[key], func(o place) bool { return o.id == p.id }) {
			return nil // linked twice
		}
		if l.points {
			p.last = x.cursor(b.asked.Order, l.q, row[1:])
			w.cursor = p.last
		}
		p.row = b.rows
		b.rows++
		found[key] = append(found[key], p)
		return w.row(row[1:])
	})
	if err != nil {
		return err
	}
	for key, places := range found {
		b.spans[key] = arrange(places, b.asked)
	}
	return nil
}

// arrange puts the rows of a parent in order and keeps the first ones.
func arrange(places []place, asked *listing.Request) *span {
	desc := asked.Walk().Desc
	slices.SortFunc(places, func(a, b place) int {
		c := cmp.Or(cmp.Compare(a.sort, b.sort), cmp.Compare(a.id, b.id))
		if desc {
			return -c
		}
		return c
	})
	at := &span{rows: len(places), picked: []int{}}
	for _, p := range places[:min(len(places), asked.Size)] {
		at.picked = append(at.picked, p.row)
		if at.last = p.last; at.first == "" {
			at.first = p.last
		}
	}
	return at
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
	if asked.Order.Column != "id" {
		s.put(",")
		s.sortKey(l.noun, asked.Order)
	}
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
