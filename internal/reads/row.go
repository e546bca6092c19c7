package reads

import (
	"estatehub/ent/noun"
	"estatehub/internal/ident"
)

func identOf(v Value) ident.ID { return ident.ID(integer(v)) }

// sortValue is a value of an order, as the plain way's entities have it.
func sortValue(f *noun.Field, v Value) any {
	switch f.Type {
	case noun.Time:
		return instant(v)
	case noun.Int, noun.Fen, noun.Ref:
		return integer(v)
	}
	return text(v)
}

// writer writes the rows of a query as JSON.
type writer struct {
	run    *run
	q      *query
	veils  []veil
	block  *block
	cursor string // of the row
}

// row writes a row into each view.
func (w *writer) row(row []Value) error {
	for _, v := range w.block.views {
		r := sheetRow{from: len(v.buf), gaps: len(v.gaps)}
		var err error
		if v.buf, err = w.write(v.buf, v.parts, row, v); err != nil {
			return err
		}
		r.to = len(v.buf)
		v.rows = append(v.rows, r)
	}
	return nil
}

// write writes a template. Where a child list goes it leaves a gap.
func (w *writer) write(out []byte, parts []part, row []Value, v *sheet) ([]byte, error) {
	var err error
	for i := range parts {
		p := &parts[i]
		out = append(out, p.text...)
		switch p.kind {
		case value:
			out = w.value(out, p, row)
		case toOne:
			if out, err = w.object(out, p.object, row, v); err != nil {
				return out, err
			}
		case toMany:
			key := integer(row[p.column])
			w.block.keys[p.child].add(key)
			v.gaps = append(v.gaps, gap{len(out), p.child, key})
		case computed:
			out = w.made(out, p, row)
		case cursorOf:
			out = append(out, '"')
			out = append(out, w.cursor...)
			out = append(out, '"')
		}
	}
	return out, nil
}

func (w *writer) object(out []byte, o *object, row []Value, v *sheet) ([]byte, error) {
	if o.id >= 0 && row[o.id] == nil {
		if o.required {
			return out, errNowhere
		}
		return append(out, "null"...), nil
	}
	return w.write(out, o.parts, row, v)
}

func (w *writer) value(out []byte, p *part, row []Value) []byte {
	v := row[p.column]
	if w.veils[p.column] == varies {
		n := w.q.tables[p.table].noun
		v = w.run.view.shown(n, p.field, identOf(row[p.owner]), v)
	}
	return appendField(out, p.field, v)
}

func (w *writer) made(out []byte, p *part, row []Value) []byte {
	needs := make([]Value, len(p.needs))
	for i, c := range p.needs {
		needs[i] = row[c]
	}
	return p.made.Append(out, needs)
}
