package imports

import (
	"context"
	"fmt"

	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/ident"
)

// thing is what a reference leads to: a row of a noun by its key, in a community where it belongs to one.
type thing struct {
	noun *noun.Noun
	site *site
	key  string
}

// chunk judges some lines and, where the reading writes, writes what they bring.
func (g *reading) chunk(ctx context.Context, lines []*line) error {
	for _, step := range []func(context.Context, []*line) error{g.locate, g.distinguish, g.resolve, g.recognise} {
		if err := step(ctx, lines); err != nil {
			return err
		}
	}
	for _, l := range lines {
		if !l.bad {
			g.judge(l)
		}
		if l.bad {
			g.report.Refused++
			continue
		}
		if err := g.accept(ctx, l); err != nil {
			return err
		}
	}
	if g.writer == nil {
		return nil
	}
	return g.writer.write(ctx)
}

// distinguish notices keys that the file has twice.
func (g *reading) distinguish(_ context.Context, lines []*line) error {
	for _, l := range lines {
		var last *target
		var here map[string]bool
		for _, r := range l.records {
			if l.bad {
				break
			}
			if r.t.Duplicate == DuplicateSame {
				continue
			}
			first := r.t != last
			if first {
				last, here = r.t, nil
			}
			if r.t.Repeat != nil {
				if here == nil {
					here = map[string]bool{}
				}
				if here[r.key] {
					g.wrong(l, keyLabel(g.plan, r.t), r.key, "duplicate", &coerce.Problem{EN: "keys that differ within the row", ZH: "同一行生成的编号重复"})
				}
				here[r.key] = true
			}
			if first {
				g.unique(l, r)
			}
		}
	}
	return nil
}

func keyLabel(p *plan, t *target) string { return p.label(&t.fields[t.key[len(t.key)-1]]) }

// unique holds a key against those before it in the file. The first of a repeat stands for all of its row.
func (g *reading) unique(l *line, r *record) {
	name := func() string { return l.siteCode() + "\x00" + r.t.Noun + "\x00" + r.key }
	if !g.seen.has(name()) {
		g.seen.add(name())
		return
	}
	p := Problem{Line: l.no, Column: keyLabel(g.plan, r.t), Value: r.key, kind: "duplicate"}
	switch r.t.Duplicate {
	case DuplicateSkip:
		p.EN, p.ZH = "the file has this key twice; the second row was skipped", "文件中编号重复，后一行已跳过"
		g.report.remark(p)
		for _, other := range l.records {
			other.same = other.same || other.t == r.t
		}
	case DuplicateSuffix:
		i := r.t.key[len(r.t.key)-1]
		base := r.vals[i].(string)
		for n := 2; ; n++ {
			r.vals[i] = fmt.Sprintf("%s-%d", base, n)
			if r.key = r.keyText(); !g.seen.has(name()) {
				break
			}
		}
		g.seen.add(name())
		if limit := r.t.fields[i].f.Max; limit > 0 && len([]rune(r.vals[i].(string))) > limit {
			g.wrong(l, p.Column, p.Value, "duplicate", &coerce.Problem{EN: "a key that is not in the file twice", ZH: "文件中编号重复"})
			return
		}
		p.EN, p.ZH = "the file has this key twice; kept as "+r.vals[i].(string), "文件中编号重复，已按 "+r.vals[i].(string)+" 保存"
		g.report.remark(p)
	default:
		g.wrong(l, p.Column, p.Value, "duplicate", &coerce.Problem{EN: "a key that is not in the file twice", ZH: "文件中编号重复"})
	}
}

func (l *line) siteCode() string {
	if l.site == nil {
		return ""
	}
	return l.site.code
}

// judge decides what becomes of each record of a line.
func (g *reading) judge(l *line) {
	for _, r := range l.records {
		switch {
		case r.same:
		case r.t.n.Wall == noun.Root:
			g.judgeCommunity(l, r)
		default:
			g.judgeRecord(l, r)
		}
	}
}

func (g *reading) judgeCommunity(l *line, r *record) {
	switch {
	case r.key != l.site.code:
		g.wrong(l, keyLabel(g.plan, r.t), r.key, "community", &coerce.Problem{EN: "the community of the row, " + l.site.code, ZH: "应为本行所属小区 " + l.site.code})
	case l.site.known:
		r.same, r.old = l.site.counted, &found{id: l.site.id}
	case l.site.brought:
		r.same = true
	}
}

func (g *reading) judgeRecord(l *line, r *record) {
	if r.t.Duplicate == DuplicateSame {
		if id, ok := g.parents[thing{r.t.n, r.t.place(l), r.key}]; ok {
			r.same, r.id = true, id
			return
		}
	}
	r.refs = make([]ident.ID, len(r.t.fields))
	for i := range r.t.fields {
		f := &r.t.fields[i]
		if f.ref == nil || r.vals[i] == nil {
			continue
		}
		key := r.vals[i].(string)
		if r.refs[i] = g.lead(f, l, key); r.refs[i] == 0 {
			g.wrong(l, g.plan.label(f), key, "reference", &coerce.Problem{
				EN: "the " + f.text.API + " of one of the " + f.ref.Plural + " in scope; there is none such",
				ZH: "没有此" + f.ref.ZH + "（" + f.text.ZH + "），或不在您的管辖范围"})
		}
	}
	if l.bad {
		return
	}
	if r.old = g.existing[known{r.t, l.site, r.dbKey()}]; r.old == nil {
		return
	}
	r.id = r.old.id
	g.compare(l, r)
}

// lead finds what a reference leads to: something the row itself brings, an earlier row, or the hub; zero for nothing.
func (g *reading) lead(f *field, l *line, key string) ident.ID {
	to := thing{noun: f.ref, key: key}
	if f.ref.Wall == noun.Owned {
		to.site = l.site
	}
	for _, r := range l.parents {
		if r.t.n == f.ref && r.key == key {
			if r.id != 0 {
				return r.id
			}
			return pending
		}
	}
	if id, ok := g.parents[to]; ok {
		return id
	}
	return g.refs[to]
}

// compare holds a row against what the hub has. An empty cell says nothing.
func (g *reading) compare(l *line, r *record) {
	if r.old.foreign {
		g.wrong(l, keyLabel(g.plan, r.t), r.key, "taken", &coerce.Problem{EN: "a key that is not taken already", ZH: "编号已被占用"})
		return
	}
	for i := range r.t.fields {
		f := &r.t.fields[i]
		if f.v != nil && r.vals[i] != nil && differs(r.old.vals[i], r.value(i)) {
			r.diff = append(r.diff, i)
		}
	}
	if len(r.diff) == 0 {
		return
	}
	f := &r.t.fields[r.diff[0]]
	switch {
	case r.t.Known == KnownKeep:
		g.report.remark(Problem{Line: l.no, Column: g.plan.label(f), Value: g.raw(f, l), kind: "keep",
			EN: "the hub has this row with another value and keeps it", ZH: "系统中已有此记录且数值不同，保持不变"})
		r.diff = nil
	case r.t.Known == KnownRefuse || g.job.OnlyNew:
		g.wrong(l, g.plan.label(f), g.raw(f, l), "known", &coerce.Problem{EN: "the value the hub has already, or a new row", ZH: "系统中已有此记录且数值不同"})
	default:
		for _, i := range r.diff {
			g.changeable(l, r, i)
		}
	}
}

// changeable refuses a change that a user could not make either.
func (g *reading) changeable(l *line, r *record, i int) {
	f := &r.t.fields[i]
	if f.f.Input != noun.Always {
		g.wrong(l, g.plan.label(f), g.raw(f, l), "fixed", &coerce.Problem{EN: "the value it was created with", ZH: "此项创建后不可更改"})
		return
	}
	if f.f.Machine == "" {
		return
	}
	from, _ := r.old.vals[i].(string)
	if problem := moves(f.f.Machine, from, r.vals[i].(string)); problem != nil {
		g.wrong(l, g.plan.label(f), g.raw(f, l), "state", problem)
	}
}

// value is a field's value as it is stored.
func (r *record) value(i int) any {
	if r.t.fields[i].ref != nil && r.vals[i] != nil {
		return r.refs[i]
	}
	return r.vals[i]
}

// place is the community of a target's rows; nil for those that belong to none.
func (t *target) place(l *line) *site {
	if t.owned() {
		return l.site
	}
	return nil
}
