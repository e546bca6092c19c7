package metrics

import (
	"cmp"
	sqldriver "database/sql/driver"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
)

// Cell is the value of a dimension in a row.
type Cell struct {
	Dimension Dimension
	Value     *string  // a code, a month, a text or an id; nil where the rows have none
	ID        ident.ID // where the value is the id of something
	Title     lifecycle.Title
}

// Row is one row of an answer.
type Row struct {
	Cells       []Cell // in the order that was asked for; none in the total
	Numerator   float64
	Denominator *float64 // nil where the value is no quotient
	Value       *float64 // nil where the denominator is 0
	Sample      int64    // how many rows or households the value is made of
	Small       bool     // a quotient of so few that it tells little
	Target      *float64 // nil where there is none, or several
	Met         *bool

	rows, down, up int64
}

// fold adds up groups: what the database groups by community and month becomes companies, developers, quarters and years.
type fold struct {
	q     *question
	sites []*Site
	site  map[ident.ID]*Site
	rows  map[string]*Row
	total *Row
}

func newFold(q *question, sites []*Site) *fold {
	f := &fold{q: q, sites: sites, site: map[ident.ID]*Site{}, rows: map[string]*Row{}, total: &Row{}}
	for _, s := range sites {
		f.site[s.ID] = s
	}
	return f
}

// add adds a group.
func (f *fold) add(sd side, values []sqldriver.Value) error {
	columns := f.q.columns(sd)
	cells := make([]Cell, len(f.q.by))
	var key strings.Builder
	for i, d := range f.q.by {
		c := f.cell(sd.noun, d, values[slices.Index(columns, f.q.column(sd, d))])
		cells[i] = c
		key.WriteString(quoted(c.Value))
		key.WriteByte(' ')
	}
	r := f.rows[key.String()]
	if r == nil && len(f.q.by) > 0 {
		if len(f.rows) >= MaxRows {
			return fault.Exceeded(fault.Limit{Name: "metric", Max: MaxRows, Found: MaxRows + 1},
				fmt.Sprintf("the answer would have more than %d rows; ask for fewer dimensions or narrow the condition", MaxRows),
				fmt.Sprintf("结果超过 %d 行，请减少统计维度或缩小条件", MaxRows))
		}
		r = &Row{Cells: cells}
		f.rows[strings.Clone(key.String())] = r
	}
	var n [3]int64
	for i := range n {
		var err error
		if n[i], err = integer(values[len(columns)+i]); err != nil {
			return err
		}
	}
	for _, r := range []*Row{r, f.total} {
		if r == nil {
			continue
		}
		if sd.down != nil || len(f.q.metric.sides()) == 1 {
			r.rows += n[0]
		}
		r.down += n[1]
		r.up += n[2]
	}
	return nil
}

// cell is the value of a dimension in a group.
func (f *fold) cell(noun string, d Dimension, v sqldriver.Value) Cell {
	c := Cell{Dimension: d, Value: text(v)}
	if c.Value == nil {
		return c
	}
	switch d {
	case ByDay, ByWeek:
		n, _ := integer(v)
		value, title := f.q.days.named(d, n)
		c.Value, c.Title = &value, title
	case ByCommunity, ByCompany, ByDeveloper:
		id, _ := integer(v)
		s := f.site[ident.ID(id)]
		if s == nil {
			s = &Site{ID: ident.ID(id)}
		}
		switch {
		case d == ByCommunity:
			c.refer(s.ID)
			c.Title = lifecycle.Title{ZH: s.Name, EN: s.Name}
		case d == ByCompany && s.Company == 0, d == ByDeveloper && s.Developer == nil:
			c.Value = nil
		case d == ByCompany:
			c.refer(s.Company)
		default:
			c.Value, c.Title = s.Developer, lifecycle.Title{ZH: *s.Developer, EN: *s.Developer}
		}
	case ByQuarter:
		month, _ := strconv.Atoi((*c.Value)[5:])
		q := fmt.Sprintf("%sQ%d", (*c.Value)[:4], (month+2)/3)
		c.Value, c.Title = &q, lifecycle.Title{ZH: q, EN: q}
	case ByYear:
		y := (*c.Value)[:4]
		c.Value, c.Title = &y, lifecycle.Title{ZH: y, EN: y}
	case ByMonth:
		c.Title = lifecycle.Title{ZH: *c.Value, EN: *c.Value}
	case ByTemplate, ByBuilding:
		id, _ := integer(v)
		c.refer(ident.ID(id))
	default:
		c.Title = titled(noun, d, *c.Value)
	}
	return c
}

func (c *Cell) refer(id ident.ID) {
	s := id.String()
	c.ID, c.Value = id, &s
}

// list is the rows in no order.
func (f *fold) list() []*Row {
	rows := make([]*Row, 0, len(f.rows))
	for _, r := range f.rows {
		rows = append(rows, r)
	}
	return rows
}

// sort puts rows in the order of their dimensions: terms as they are listed, what has a name by it, all else by its
// value, none last.
func (f *fold) sort(rows []*Row) {
	ranks := make([]map[string]int, len(f.q.by))
	for i, d := range f.q.by {
		ranks[i] = map[string]int{}
		if c := countable[f.q.metric.Noun].columns[d]; c != "" {
			for at, v := range theNoun(f.q.metric.Noun).ByName(c).Values {
				ranks[i][v] = at
			}
		}
	}
	slices.SortFunc(rows, func(a, b *Row) int {
		for i := range f.q.by {
			if c := a.Cells[i].compare(b.Cells[i], ranks[i]); c != 0 {
				return c
			}
		}
		return 0
	})
}

func (c Cell) compare(o Cell, ranks map[string]int) int {
	switch {
	case c.Value == nil && o.Value == nil:
		return 0
	case c.Value == nil:
		return 1
	case o.Value == nil:
		return -1
	case c.ID != 0:
		return cmp.Or(cmp.Compare(c.Title.ZH, o.Title.ZH), cmp.Compare(c.ID, o.ID))
	}
	return cmp.Or(cmp.Compare(ranks[*c.Value], ranks[*o.Value]), cmp.Compare(*c.Value, *o.Value))
}
