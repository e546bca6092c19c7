package metrics

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/building"
	"estatehub/ent/gen/company"
	"estatehub/ent/gen/dutytemplate"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

// Answer is a metric's answer.
type Answer struct {
	Metric       *Metric
	By           []Dimension
	From, To     string // the months of the period, or its days
	AsOf         time.Time
	Rows         []*Row
	Total        *Row
	Sites        []*Site // the communities it covers, by id
	Incomparable []*Difference
}

// Difference is a policy by which not all communities of an answer are judged alike.
type Difference struct {
	Policy policy.Key
	Usual  string // its value in most of them
	Sites  []SiteValue
}

// SiteValue is a community where a policy is something else.
type SiteValue struct {
	Site  *Site
	Value string
}

// finish makes the answer of what was added up.
func (e *Engine) finish(ctx context.Context, f *fold) (*Answer, error) {
	from, to := f.q.span()
	a := &Answer{Metric: f.q.metric, By: f.q.by, From: from, To: to, AsOf: f.q.now, Rows: f.list(), Total: f.total, Sites: f.sites}
	b := &book{policies: e.Policies, at: f.q.judged, sets: map[ident.ID]*policy.Set{}, shared: map[string]string{}}
	least, err := b.smallest(ctx, f.sites)
	if err != nil {
		return nil, err
	}
	for _, r := range append(slices.Clone(a.Rows), a.Total) {
		r.value(f.q.metric, least)
		if err := f.target(ctx, b, r); err != nil {
			return nil, err
		}
	}
	if err := e.titles(ctx, a.Rows); err != nil {
		return nil, err
	}
	f.sort(a.Rows)
	a.Incomparable, err = f.compare(ctx, b)
	return a, err
}

// value works out the value of a row.
func (r *Row) value(m *Metric, least int64) {
	r.Sample = r.rows
	down, up := float64(r.down), float64(r.up)
	switch m.Unit {
	case Count:
		r.Numerator = float64(r.rows)
		r.Value = &r.Numerator
		return
	case Fen:
		r.Numerator = up
		r.Value = &r.Numerator
		return
	case Minutes:
		up = round(up / 60)
	case Share:
		r.Sample = r.down
	}
	r.Numerator, r.Denominator, r.Small = up, &down, r.Sample < least
	if down == 0 {
		return
	}
	v := up / down
	if m.Unit == Score {
		v *= 100
	}
	v = round(v)
	r.Value = &v
}

// round keeps six decimals.
func round(v float64) float64 { return math.Round(v*1e6) / 1e6 }

// target says what the value of a row should be, and whether it is.
func (f *fold) target(ctx context.Context, b *book, r *Row) error {
	t := f.q.metric.Target
	if t == nil {
		return nil
	}
	if t.Per != nil {
		one, ok := t.Per[f.single(r, t.By)]
		if !ok {
			return nil
		}
		t = &one
	}
	value := t.Value
	if t.Policy != "" {
		text, err := f.common(ctx, b, r, t.Policy)
		if err != nil {
			return err
		}
		if value, err = strconv.ParseFloat(text, 64); err != nil { // no target, several, or a word
			return nil
		}
	}
	r.Target = &value
	if r.Value != nil {
		met := *r.Value >= value
		if t.AtMost {
			met = *r.Value <= value
		}
		r.Met = &met
	}
	return nil
}

// single is the one value of a dimension that a row holds, empty where it holds several.
func (f *fold) single(r *Row, d Dimension) string {
	if i := slices.Index(f.q.by, d); i >= 0 && len(r.Cells) > 0 && r.Cells[i].Value != nil {
		return *r.Cells[i].Value
	}
	if only := f.q.only[d]; len(only) == 1 {
		s, _ := only[0].(string)
		return s
	}
	return ""
}

// common is the value of a policy in all communities of a row; empty where they have several, or none.
func (f *fold) common(ctx context.Context, b *book, r *Row, key policy.Key) (string, error) {
	in := []string{string(key)}
	for _, c := range r.Cells {
		if slices.Contains(ofCommunities, c.Dimension) {
			in = append(in, string(c.Dimension), quoted(c.Value))
		}
	}
	at := strings.Join(in, " ")
	if v, ok := b.shared[at]; ok {
		return v, nil
	}
	v, err := b.common(ctx, f.of(r), key)
	if err == nil {
		b.shared[at] = v
	}
	return v, err
}

func quoted(s *string) string {
	if s == nil {
		return "null"
	}
	return strconv.Quote(*s)
}

// of lists the communities whose rows a row of the answer adds up.
func (f *fold) of(r *Row) []*Site {
	list := f.sites
	for _, c := range r.Cells {
		if !slices.Contains(ofCommunities, c.Dimension) {
			continue
		}
		var some []*Site
		for _, s := range list {
			if same(f.cell("", c.Dimension, int64(s.ID)).Value, c.Value) {
				some = append(some, s)
			}
		}
		list = some
	}
	return list
}

func same(a, b *string) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

// titles names what the cells of rows refer to.
func (e *Engine) titles(ctx context.Context, rows []*Row) error {
	wanted := map[Dimension][]ident.ID{}
	for _, r := range rows {
		for _, c := range r.Cells {
			if c.ID != 0 && c.Dimension != ByCommunity {
				wanted[c.Dimension] = append(wanted[c.Dimension], c.ID)
			}
		}
	}
	titles := map[ident.ID]lifecycle.Title{}
	for d, list := range wanted {
		slices.Sort(list)
		list = slices.Compact(list)
		if err := e.name(ctx, d, list, titles); err != nil {
			return err
		}
	}
	for _, r := range rows {
		for i, c := range r.Cells {
			if t, ok := titles[c.ID]; ok {
				r.Cells[i].Title = t
			}
		}
	}
	return nil
}

func (e *Engine) name(ctx context.Context, d Dimension, list []ident.ID, titles map[ident.ID]lifecycle.Title) error {
	switch d {
	case ByCompany:
		rows, err := e.DB.Client.Company.Query().Where(company.IDIn(list...)).All(ctx)
		for _, c := range rows {
			titles[c.ID] = lifecycle.Title{ZH: c.Name, EN: c.Name}
		}
		return err
	case ByBuilding:
		rows, err := e.DB.Client.Building.Query().Where(building.IDIn(list...)).All(ctx)
		for _, b := range rows {
			titles[b.ID] = lifecycle.Title{ZH: b.Name, EN: b.Name}
		}
		return err
	case ByTemplate:
		rows, err := e.DB.Client.DutyTemplate.Query().Where(dutytemplate.IDIn(list...)).All(ctx)
		for _, t := range rows {
			titles[t.ID] = templateTitle(t)
		}
		return err
	}
	return nil
}

func templateTitle(t *gen.DutyTemplate) lifecycle.Title {
	title := lifecycle.Title{ZH: t.Code + " " + t.Title, EN: t.Code + " " + t.Title}
	if t.TitleEn != nil {
		title.EN = t.Code + " " + *t.TitleEn
	}
	return title
}
