package reads

import (
	"io"
)

// chunk is how many bytes are gathered before they are written.
const chunk = 32 << 10

// stream writes a list as its rows come: one buffer, however many there are.
func (x *run) stream(l *list, begin func() (io.Writer, error), end func(io.Writer) error) error {
	asked, err := x.ask(l, true, true)
	if err != nil {
		return err
	}
	b := newBlock(l.q, l.views)
	b.list, b.asked, b.only = l, asked, &span{}
	if l.counts {
		if err := x.count(b, nil); err != nil {
			return err
		}
	}
	veils := x.veils(l.q)
	s, err := x.page(l, asked, nil, veils)
	if err != nil {
		return err
	}
	t := &tape{begin: begin, out: make([]byte, 0, chunk+(4<<10))}
	last := len(l.parts) - 1
	for i, p := range l.parts {
		if p.kind == rowsOf {
			t.out = append(t.out, p.text...)
			last = i
			break
		}
		t.out = b.aside(t.out, p)
	}
	t.out = append(t.out, '[')
	w, sort := &writer{run: x, q: l.q, veils: veils, block: b}, l.q.sorts(asked.Order, veils)
	v := b.views[0]
	err = x.each(s, func(row []Value) error {
		if b.only.rows++; b.only.rows > asked.Size {
			return nil // it is there to tell that there are more
		}
		if b.only.rows > 1 {
			t.out = append(t.out, ',')
		}
		if l.points {
			w.cursor = x.cursor(asked.Order, l.q, row, sort)
			if b.only.last = w.cursor; b.only.rows == 1 {
				b.only.first = w.cursor
			}
		}
		if t.out, err = w.write(t.out, v.parts, row, v); err != nil {
			return err
		}
		return t.full()
	})
	if err != nil {
		return err
	}
	t.out = append(t.out, ']')
	for _, p := range l.parts[last+1:] {
		t.out = b.aside(t.out, p)
	}
	if err := t.flush(); err != nil {
		return err
	}
	return end(t.to)
}

// aside writes what stands beside the rows.
func (b *block) aside(out []byte, p part) []byte {
	out = append(out, p.text...)
	if p.kind == total {
		return b.emitTotal(out)
	}
	return info(out, p.kind, b.asked, b.only)
}

// tape is what was written and not yet sent.
type tape struct {
	begin func() (io.Writer, error)
	to    io.Writer
	out   []byte
}

func (t *tape) full() error {
	if len(t.out) < chunk {
		return nil
	}
	return t.flush()
}

func (t *tape) flush() (err error) {
	if t.to == nil {
		if t.to, err = t.begin(); err != nil {
			return err
		}
	}
	_, err = t.to.Write(t.out)
	t.out = t.out[:0]
	return err
}
