package reads

import "sync"

// Rows are written on sheets that are used again: a page's rows are some 20 KB of JSON, and to grow a buffer that far costs
// more than to fill it. A sheet is given back when its block has been written to the answer.

const (
	least   = 16 << 10
	largest = 1 << 20 // larger ones are left to the garbage collector
)

// sheet is rows as JSON, with gaps where the rows of child lists go.
type sheet struct {
	buf   []byte
	rows  []sheetRow
	gaps  []gap
	parts []part // how a row is written
}

type sheetRow struct{ from, to, gaps int }

// gap is where what hangs on a row goes.
type gap struct {
	at    int
	child int
	key   int64
}

var sheets = sync.Pool{New: func() any { return &sheet{buf: make([]byte, 0, least)} }}

func newSheet(parts []part) *sheet {
	v := sheets.Get().(*sheet)
	v.parts = parts
	return v
}

// release gives a sheet back. Nothing of it may be used after it.
func (v *sheet) release() {
	if cap(v.buf) > largest {
		return
	}
	*v = sheet{buf: v.buf[:0], rows: v.rows[:0], gaps: v.gaps[:0]}
	sheets.Put(v)
}

// release gives back the sheets of a block and of those below it.
func (b *block) release() {
	for _, v := range b.views {
		v.release()
	}
	b.views = nil
	for _, kid := range b.kids {
		if kid != nil {
			kid.release()
		}
	}
}

// size is about how many bytes a block takes in an answer.
func (b *block) size() (n int) {
	for _, v := range b.views {
		n += len(v.buf) + len(v.rows)
	}
	for _, kid := range b.kids {
		if kid != nil {
			n += kid.size()
		}
	}
	return n
}
