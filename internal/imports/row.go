package imports

import (
	"strings"
	"time"

	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/ident"
	"estatehub/internal/sheets"
)

// maxRepeat is how many rows one row of a file may make.
const maxRepeat = 20_000

// line is one row of the file and what it brings.
type line struct {
	no      int
	cells   []string
	site    *site
	code    string // of the community
	records []*record
	parents []*record // those that others refer to
	bad     bool
}

// record is one row of a noun that a line brings.
type record struct {
	t    *target
	vals []any // by field of the target; a reference is its key until it is resolved
	refs []ident.ID
	key  string // natural key, as the file gives it
	id   ident.ID
	same bool // brought by an earlier line, or dropped as a duplicate
	old  *found
	diff []int // fields that differ from old
}

// pending is the id of what the dry run would create.
const pending = ident.ID(-1)

// parse reads a row of the file. What is wrong with it goes into the report, all of it.
func (g *reading) parse(row sheets.Row) *line {
	l := &line{no: row.Line, cells: row.Cells}
	g.oddities(l)
	e := &env{cells: l.cells}
	if g.plan.community != nil {
		l.code = g.plan.community.eval(e)
		if e.unmapped {
			g.wrong(l, g.plan.community.label(g.plan, communityTitle), l.code, "unmapped", unmapped)
			e.unmapped = false
		}
	}
	for _, t := range g.plan.targets {
		if t.when != nil && !t.when(e) {
			continue
		}
		if t.Repeat == nil {
			g.record(l, t, e)
		} else {
			g.repeat(l, t, e)
		}
	}
	return l
}

var unmapped = &coerce.Problem{EN: "a value the mapping knows", ZH: "映射中没有此值"}

// label is the column of a value, or what people call it otherwise.
func (v *value) label(p *plan, otherwise string) string {
	if v.at >= 0 {
		return p.header[v.at]
	}
	return otherwise
}

// repeat makes as many records as the row counts.
func (g *reading) repeat(l *line, t *target, e *env) {
	counts, total := make([]int, len(t.counts)), int64(0)
	for i, column := range t.counts {
		text := g.plan.cell(column, l.cells)
		if text == "" {
			continue
		}
		n, err := sheets.ParseInt(text)
		if err != nil {
			g.wrong(l, g.plan.header[column], text, "value", sheetProblem(err))
			return
		}
		if total += n; n < 0 || n > maxRepeat || total > maxRepeat {
			g.wrong(l, g.plan.header[column], text, "value", &coerce.Problem{EN: "a count from 0 to 20000", ZH: "数量应在 0 到 20000 之间"})
			return
		}
		counts[i] = int(n)
	}
	floors := int64(1)
	if text := g.plan.cell(t.floors, l.cells); text != "" {
		n, err := sheets.ParseInt(text)
		if err != nil {
			g.wrong(l, g.plan.header[t.floors], text, "value", sheetProblem(err))
			return
		}
		floors = max(1, n)
	}
	per := max(1, int((total+floors-1)/floors))
	e.n = 0
	for i, count := range counts {
		e.set = t.Repeat.Counts[i].Set
		for range count {
			e.floor, e.stack = e.n/per+1, e.n%per+1
			e.n++
			g.record(l, t, e)
		}
	}
	e.set = nil
}

// record reads one record of a target.
func (g *reading) record(l *line, t *target, e *env) {
	r := &record{t: t, vals: make([]any, len(t.fields))}
	for i := range t.fields {
		f := &t.fields[i]
		if f.v == nil {
			continue
		}
		text := f.v.eval(e)
		if e.unmapped {
			e.unmapped = false
			g.wrong(l, g.plan.label(f), g.raw(f, l), "unmapped", unmapped)
			continue
		}
		v, problem := f.c.read(text)
		if problem == nil && v == nil && required(f.f) {
			problem = &coerce.Problem{EN: "a value is required", ZH: "必填"}
		}
		if problem != nil {
			g.wrong(l, g.plan.label(f), text, "value", problem)
			continue
		}
		r.vals[i] = v
	}
	if l.bad {
		return
	}
	if t.ticket != nil {
		if i, problem := t.ticket.complete(r.vals); problem != nil {
			g.wrong(l, g.plan.label(&t.fields[i]), g.raw(&t.fields[i], l), "state", problem)
		}
	}
	g.together(l, r)
	r.key = r.keyText()
	l.records = append(l.records, r)
	if t.remember {
		l.parents = append(l.parents, r)
	}
}

// together refuses a row whose values do not go with one another.
func (g *reading) together(l *line, r *record) {
	of, problem := coerce.Together(r.t.n, func(column string) any {
		if i := r.t.index(column); i >= 0 {
			return r.vals[i]
		}
		return nil
	})
	if problem != nil {
		f := &r.t.fields[r.t.index(of.Name)]
		g.wrong(l, g.plan.label(f), g.raw(f, l), "together", problem)
	}
}

func (g *reading) raw(f *field, l *line) string {
	if f.v == nil {
		return ""
	}
	return g.plan.cell(f.v.at, l.cells)
}

// keyText is the natural key as text.
func (r *record) keyText() string {
	if len(r.t.key) == 1 {
		s, _ := r.vals[r.t.key[0]].(string)
		return s
	}
	var b strings.Builder
	for _, i := range r.t.key {
		s, _ := r.vals[i].(string)
		b.WriteString(s)
		b.WriteByte(0)
	}
	return b.String()
}

// wrong refuses a line.
func (g *reading) wrong(l *line, column, value, kind string, p *coerce.Problem) {
	l.bad = true
	g.report.refuse(Problem{Line: l.no, Column: column, Value: value, kind: kind, EN: p.EN, ZH: p.ZH})
}

// oddities applies the mapping's rules for odd rows.
func (g *reading) oddities(l *line) {
	for i := range g.plan.odd {
		o := &g.plan.odd[i]
		if o.column < 0 || !o.applies(l.cells, g.zone) {
			continue
		}
		p := Problem{Line: l.no, Column: g.plan.header[o.column], Value: l.cells[o.column], kind: o.EN, EN: o.EN, ZH: o.ZH}
		switch o.Do {
		case "refuse":
			l.bad = true
			g.report.refuse(p)
		case "clear":
			l.cells[o.column] = ""
			g.report.remark(p)
		default:
			g.report.remark(p)
		}
	}
}

func (o *oddRule) applies(cells []string, zone *time.Location) bool {
	text := trim(cells[o.column])
	if o.Before == "" {
		for _, v := range o.Is {
			if v == text {
				return true
			}
		}
		return false
	}
	if text == "" || o.other < 0 || trim(cells[o.other]) == "" {
		return false
	}
	at, err := sheets.ParseDateTime(text, zone)
	other, err2 := sheets.ParseDateTime(cells[o.other], zone)
	return err == nil && err2 == nil && at.Before(other)
}

// count notes what becomes of a record.
func (g *reading) count(r *record) {
	c := g.report.count(r.t.n.Name)
	switch {
	case r.same:
	case r.old == nil:
		c.Created++
	case len(r.diff) > 0:
		c.Updated++
	default:
		c.Known++
	}
}

// owned tells whether a target's rows belong to a community.
func (t *target) owned() bool { return t.n.Wall == noun.Owned }
