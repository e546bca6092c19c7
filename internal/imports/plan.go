package imports

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
)

// plan is a mapping held against the columns of a file.
type plan struct {
	header    []string
	community *value
	odd       []oddRule
	targets   []*target
	unknown   []int // columns that mean nothing
}

// target is one target of the mapping, its values ready to be computed.
type target struct {
	*Target
	n        *noun.Noun
	when     func(*env) bool
	fields   []field
	key      []int // the natural key, by index of fields
	remember bool  // rows of it are referred to, so their keys are kept
	floors   int   // column, -1 without
	counts   []int // columns
	ticket   *ticket
}

// field is one field of a target. One without a cell is filled by a rule of the noun.
type field struct {
	f    *noun.Field
	v    *value
	c    *cell
	ref  *noun.Noun
	text *noun.Field // of a reference: what it is given by
}

type oddRule struct {
	Odd
	column, other int
}

// planned holds a mapping against a header; what is wrong is told by problems of the file. A template may leave the
// community out where the import is into one.
func planned(m *Mapping, header []string, zone *time.Location, oneCommunity bool, r *Report) *plan {
	at, unknown := m.headers(header)
	c := &compiler{at: at, lenient: m.native != nil}
	p := &plan{header: header, unknown: unknown}
	if _, given := at[communityTitle]; m.Community != nil && (m.native == nil || given || !oneCommunity) {
		p.community = c.value(m.Community, nil)
	}
	for _, o := range m.Odd {
		rule := oddRule{Odd: o, column: c.column(o.Column), other: -1}
		if o.Before != "" {
			rule.other = c.column(o.Before)
		}
		p.odd = append(p.odd, rule)
	}
	for i := range m.Targets {
		p.targets = append(p.targets, c.target(&m.Targets[i], zone))
	}
	for _, t := range p.targets {
		for _, of := range p.targets {
			t.remember = t.remember || slices.ContainsFunc(of.fields, func(f field) bool { return f.ref == t.n })
		}
		t.remember = t.remember || t.Duplicate == DuplicateSame
	}
	for _, missing := range c.missing {
		r.refuse(Problem{Column: missing, kind: "header", EN: "the file has no such column", ZH: "文件缺少此列"})
	}
	for _, wrong := range c.wrong {
		r.refuse(Problem{kind: "mapping", EN: wrong, ZH: "映射有误：" + wrong})
	}
	return p
}

// compiler turns what a mapping says into functions over a row.
type compiler struct {
	at      map[string]int
	lenient bool // columns of a template may be left out
	missing []string
	wrong   []string
}

func (c *compiler) column(name string) int {
	i, ok := c.at[name]
	if !ok {
		if !slices.Contains(c.missing, name) {
			c.missing = append(c.missing, name)
		}
		return -1
	}
	return i
}

func (c *compiler) target(spec *Target, zone *time.Location) *target {
	t := &target{Target: spec, n: gen.Nouns.Named(spec.Noun), floors: -1}
	var labels []string
	if spec.Repeat != nil {
		labels = []string{"n", "floor", "stack"}
		if spec.Repeat.Floors != "" {
			t.floors = c.column(spec.Repeat.Floors)
		}
		for _, count := range spec.Repeat.Counts {
			t.counts = append(t.counts, c.column(count.Column))
			for label := range count.Set {
				labels = append(labels, label)
			}
		}
	}
	t.when = c.condition(spec.When, labels)
	for _, f := range t.n.Fields {
		v := spec.Fields[f.Name]
		if v == nil {
			if required(f) && importable(t.n, f) && !(f.Name == "management_office_id" && t.n.Wall == noun.Root) {
				c.wrong = append(c.wrong, fmt.Sprintf("%s.%s is required and not given", t.Noun, f.Name))
			}
			continue
		}
		if c.lenient && !required(f) && !slices.Contains(t.n.Key, f.Name) {
			if _, given := c.at[v.Column]; !given {
				continue
			}
		}
		d := field{f: f, v: c.value(v, labels), c: newCell(f, zone)}
		if f.Type == noun.Ref {
			d.ref, d.text = gen.Nouns.Named(f.Ref), refKey(f.Ref)
		}
		t.fields = append(t.fields, d)
	}
	for _, k := range t.n.Key {
		t.key = append(t.key, t.index(k))
	}
	if t.n.Name == "Ticket" {
		t.ticket = newTicket(t, zone)
	}
	return t
}

// index is the place of a field, -1 where the mapping does not give it.
func (t *target) index(name string) int {
	return slices.IndexFunc(t.fields, func(f field) bool { return f.f.Name == name })
}

// condition is a function that tells whether all columns named have one of their values.
func (c *compiler) condition(when map[string][]string, labels []string) func(*env) bool {
	if len(when) == 0 {
		return nil
	}
	type test struct {
		v    *value
		want []string
	}
	var tests []test
	for name, want := range when {
		tests = append(tests, test{c.name(name, labels), want})
	}
	return func(e *env) bool {
		for _, t := range tests {
			if !slices.Contains(t.want, t.v.eval(e)) {
				return false
			}
		}
		return true
	}
}

// label is what people call a field of the file: its column, or the field of the hub where it comes from several.
func (p *plan) label(f *field) string {
	if f.v != nil && f.v.at >= 0 {
		return p.header[f.v.at]
	}
	return f.f.ZH + " " + f.f.API
}

func (p *plan) cell(i int, cells []string) string {
	if i < 0 || i >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[i])
}
