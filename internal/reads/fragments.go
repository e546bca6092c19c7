package reads

import "slices"

// fragments are rows as JSON, found by their ids: what many others lead to, each read and written once.
type fragments struct {
	keys keys
	rows *sheet
	at   map[int64]stretch
}

type stretch struct{ from, to int }

// of is a row; null for one that is not there or out of sight.
func (f *fragments) of(id int64) []byte {
	if at, ok := f.at[id]; ok {
		return f.rows.buf[at.from:at.to]
	}
	return null
}

var null = []byte("null")

// fragments reads the rows whose ids were met.
func (x *run) fragments(o *one, f *fragments) error {
	f.rows, f.at = newSheet(o.object.parts), make(map[int64]stretch, len(f.keys.all))
	veils := x.veils(o.q)
	id := o.q.col(0, "id")
	w := &writer{run: x, q: o.q, veils: veils}
	for some := range slices.Chunk(f.keys.all, x.chunk()) {
		s := x.statement()
		s.put("SELECT ")
		s.columns(o.q, veils)
		s.put(" FROM `", o.q.noun.Table, "` t")
		if err := s.joins(o.q); err != nil {
			return err
		}
		s.put(" WHERE ")
		s.in("t.`id`", len(some), func(i int) any { return some[i] })
		if err := s.sight("t", o.q.noun); err != nil {
			return err
		}
		err := x.each(s, func(row []Value) (err error) {
			from := len(f.rows.buf)
			f.rows.buf, err = w.write(f.rows.buf, f.rows.parts, row, nil)
			f.at[integer(row[id])] = stretch{from, len(f.rows.buf)}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
