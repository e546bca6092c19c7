package reads

import (
	"strconv"

	"estatehub/internal/listing"
)

// emit writes the connection of one parent.
func (b *block) emit(out []byte, parent int64) []byte {
	at := b.only
	if at == nil {
		if at = b.spans[parent]; at == nil {
			at = &span{}
		}
	}
	for i := range b.list.parts {
		p := &b.list.parts[i]
		out = append(out, p.text...)
		switch p.kind {
		case rowsOf:
			out = b.rowsOf(out, b.views[p.view], at)
		case total:
			if b.only != nil {
				parent = 0
			}
			out = strconv.AppendInt(out, b.counts[parent], 10)
		default:
			out = info(out, p.kind, b.asked, at)
		}
	}
	return out
}

// info writes a field of pageInfo.
func info(out []byte, kind partKind, asked *listing.Request, at *span) []byte {
	more, next, previous := at.rows > asked.Size, false, false
	if asked.Backward {
		next, previous = asked.Before != nil, more
	} else {
		next, previous = more, asked.After != nil
	}
	first, last := at.first, at.last
	if asked.Backward {
		first, last = last, first
	}
	switch kind {
	case hasNext:
		return strconv.AppendBool(out, next)
	case hasPrevious:
		return strconv.AppendBool(out, previous)
	case startCursor:
		return appendCursor(out, first)
	case endCursor:
		return appendCursor(out, last)
	}
	return out
}

func appendCursor(out []byte, cursor string) []byte {
	if cursor == "" {
		return append(out, "null"...)
	}
	out = append(out, '"')
	out = append(out, cursor...)
	return append(out, '"')
}

func (b *block) rowsOf(out []byte, v *sheet, at *span) []byte {
	out = append(out, '[')
	n := at.to - at.from
	if at.picked != nil {
		n = len(at.picked)
	}
	for i := range n {
		if i > 0 {
			out = append(out, ',')
		}
		if b.asked.Backward {
			i = n - 1 - i
		}
		if at.picked != nil {
			i = at.picked[i]
		}
		out = b.fill(out, v, at.from+i)
	}
	return append(out, ']')
}

// fill writes a row with the lists that hang on it.
func (b *block) fill(out []byte, v *sheet, row int) []byte {
	r := v.rows[row]
	from, end := r.from, len(v.gaps)
	if row+1 < len(v.rows) {
		end = v.rows[row+1].gaps
	}
	for _, g := range v.gaps[r.gaps:end] {
		out = append(out, v.buf[from:g.at]...)
		out = b.kids[g.child].emit(out, g.key)
		from = g.at
	}
	return append(out, v.buf[from:r.to]...)
}

func (b *block) emitTotal(out []byte) []byte { return strconv.AppendInt(out, b.counts[0], 10) }
