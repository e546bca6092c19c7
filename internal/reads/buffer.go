package reads

import "sync"

// Rows are written into buffers that are used again: a page's rows are some 20 KB of JSON, and to grow a buffer that far
// costs more than to fill it. A buffer is given back when its block has been written to the answer.

const (
	least   = 16 << 10
	largest = 1 << 20 // larger ones are left to the garbage collector
)

var buffers = sync.Pool{New: func() any { b := make([]byte, 0, least); return &b }}

func getBuffer() []byte { return (*buffers.Get().(*[]byte))[:0] }

func putBuffer(b []byte) {
	if cap(b) >= least && cap(b) <= largest {
		buffers.Put(&b)
	}
}

// release gives back the buffers of a block and of those below it. Nothing of them may be used after it.
func (b *block) release() {
	for i := range b.views {
		putBuffer(b.views[i].buf)
		b.views[i].buf = nil
	}
	for _, kid := range b.kids {
		if kid != nil {
			kid.release()
		}
	}
}

// size is about how many bytes a block takes in an answer.
func (b *block) size() (n int) {
	for i := range b.views {
		n += len(b.views[i].buf) + len(b.views[i].rows)
	}
	for _, kid := range b.kids {
		if kid != nil {
			n += kid.size()
		}
	}
	return n
}
