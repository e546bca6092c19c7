package reads

import (
	"errors"
	"slices"

	"estatehub/internal/listing"
)

// run is one execution of a plan.
type run struct {
	planner *Planner
	view    *viewpoint
	vars    map[string]any
	within  listing.Own // the ids among which a list is, where the hub says so; nil where it does not
}

// errNowhere is what happens where an edge that always leads somewhere leads out of the viewer's sight.
var errNowhere = declined("an edge that leads out of sight")

// block is the rows of a list, or of one root row, as they were read.
type block struct {
	list   *list
	asked  *listing.Request
	views  []*sheet
	spans  map[int64]*span // by parent; a list with one parent has its only span under only
	only   *span
	counts map[int64]int64
	rows   int // in the sheets
	kids   []*block
	keys   []keys // of each list of the query: whose rows are wanted
}

// span is the rows of one parent.
type span struct {
	from, to    int   // rows in the sheets
	picked      []int // or these
	rows        int   // with those that only tell that there are more
	first, last string
}

// keys are the parents of a child list, each once, in the order in which they were met.
type keys struct {
	all  []int64
	seen map[int64]struct{}
}

func (k *keys) add(key int64) {
	if len(k.all) > 0 && k.all[len(k.all)-1] == key {
		return
	}
	if _, ok := k.seen[key]; ok {
		return
	}
	if k.seen == nil {
		k.seen = map[int64]struct{}{}
	}
	k.seen[key] = struct{}{}
	k.all = append(k.all, key)
}

// veils says what becomes of each column of a query.
func (x *run) veils(q *query) []veil {
	out := make([]veil, len(q.columns))
	for i, c := range q.columns {
		out[i] = x.view.over(q.tables[c.table].noun, c.field)
	}
	return out
}

func newBlock(q *query, views [][]part) *block {
	b := &block{views: make([]*sheet, len(views)), keys: make([]keys, len(q.lists))}
	for i := range b.views {
		b.views[i] = newSheet(views[i])
	}
	return b
}

// load reads a list under its parents, and what hangs on its rows.
func (x *run) load(l *list, parents []int64) (*block, error) {
	asked, err := x.ask(l, len(parents) == 0, false)
	if err != nil {
		return nil, err
	}
	b := newBlock(l.q, l.views)
	b.list, b.asked = l, asked
	if len(parents) < 2 {
		b.only = &span{}
	} else {
		b.spans = make(map[int64]*span, len(parents))
	}
	if l.counts {
		if err := x.count(b, parents); err != nil {
			return nil, err
		}
	}
	if len(l.views) > 0 || l.looks || l.points {
		if err := x.pages(b, parents); err != nil {
			return nil, err
		}
	}
	return b, x.children(b, l.q)
}

// children loads the lists that hang on the rows of a block.
func (x *run) children(b *block, q *query) error {
	b.kids = make([]*block, len(q.lists))
	for i, l := range q.lists {
		if len(b.keys[i].all) == 0 {
			continue
		}
		var err error
		if b.kids[i], err = x.load(l, b.keys[i].all); err != nil {
			return err
		}
	}
	return nil
}

// count counts the rows of a list under its parents.
func (x *run) count(b *block, parents []int64) error {
	b.counts = map[int64]int64{}
	if len(parents) == 0 {
		return x.countSome(b, nil)
	}
	for some := range slices.Chunk(parents, x.chunk()) {
		if err := x.countSome(b, some); err != nil {
			return err
		}
	}
	return nil
}

func (x *run) countSome(b *block, parents []int64) error {
	s, err := x.totals(b.list, b.asked, parents)
	if err != nil {
		return err
	}
	return x.each(s, func(row []Value) error {
		switch {
		case len(row) > 1:
			b.counts[integer(row[0])] = integer(row[1])
		case b.only != nil:
			b.counts[0] = integer(row[0])
		default: // the one parent of the last chunk
			b.counts[parents[0]] = integer(row[0])
		}
		return nil
	})
}

// pages reads the rows of a list, of so many parents at a time: gathered, or numbered by the database.
func (x *run) pages(b *block, parents []int64) error {
	if len(parents) == 0 {
		return x.rows(b, nil)
	}
	for some := range slices.Chunk(parents, x.chunk()) {
		err := errMany
		if gathers(b.list, b.asked.Order, len(some)) && b.only == nil {
			err = x.gather(b, some)
		}
		if errors.Is(err, errMany) { // what was gathered stays in the sheets and is in no span
			err = x.rows(b, some)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (x *run) chunk() int {
	if n := x.planner.without.Chunk; n > 0 {
		return n
	}
	return maxParents
}

// maxParents is how many parents a statement names: SQLite takes fewer than 32,766 parameters.
const maxParents = 4096

func (x *run) rows(b *block, parents []int64) error {
	l := b.list
	veils := x.veils(l.q)
	s, err := x.page(l, b.asked, parents, veils)
	if err != nil {
		return err
	}
	w, sort := &writer{run: x, q: l.q, veils: veils, block: b}, l.q.sorts(b.asked.Order, veils)
	return x.each(s, func(row []Value) error {
		at := b.only
		if at == nil {
			key := parents[0]
			if len(parents) > 1 {
				key, row = integer(row[0]), row[1:]
			}
			if at = b.spans[key]; at == nil {
				at = &span{from: b.rows, to: b.rows}
				b.spans[key] = at
			}
		}
		if at.rows++; at.rows > b.asked.Size {
			return nil
		}
		b.rows++
		at.to = b.rows
		if l.points {
			w.cursor = x.cursor(b.asked.Order, l.q, row, sort)
			if at.last = w.cursor; at.first == "" {
				at.first = w.cursor
			}
		}
		return w.row(row)
	})
}

// cursor is the cursor of a row, sort the column of its order.
func (x *run) cursor(o listing.Order, q *query, row []Value, sort int) string {
	id := row[q.col(0, "id")]
	var value any
	if o.Column != "id" {
		value = sortValue(o.Noun.ByName(o.Column), row[sort])
	}
	return x.planner.lists.Cursor(o, identOf(id), value)
}

func (x *run) each(s *statement, fn func([]Value) error) error {
	return x.planner.db.Each(x.view.ctx, s.String(), s.args, fn)
}
