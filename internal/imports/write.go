package imports

import (
	"context"
	"fmt"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// writer writes what a reading accepts.
type writer struct {
	g      *reading
	bulks  map[*target]*data.Bulk
	out    map[*target][]*record
	single []data.Range // rows written one by one
	arrivals
}

// errChanged says that the data changed between the dry run and the writing.
var errChanged = fault.Both(fault.Conflict, "the data changed while the file was being imported; try again", "导入期间数据有变化，请重试")

// apply writes the file, all in one transaction.
func (r *run) apply(ctx context.Context) (report *Report, err error) {
	err = r.db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		w := &writer{bulks: map[*target]*data.Bulk{}, out: map[*target][]*record{}}
		g, err := r.read(ctx, "write", w)
		if err != nil {
			return err
		}
		if g.plan == nil || len(g.report.problems) > 0 && !r.job.GoodRowsOnly {
			return errChanged
		}
		report = g.report
		return w.finish(ctx, c)
	})
	if err == nil {
		report.Applied = true
		return report, nil
	}
	if s := store.Classify(err); s.Kind == store.Constraint {
		return nil, fmt.Errorf("%w (%w)", errChanged, err)
	}
	return nil, err
}

func (w *writer) begin(ctx context.Context, g *reading) error {
	w.g = g
	for _, t := range g.plan.targets {
		if !t.owned() {
			continue
		}
		var columns []string
		for _, f := range t.fields {
			columns = append(columns, f.f.Name)
		}
		b, err := g.db.NewBulk(ctx, t.n, columns...)
		if err != nil {
			return err
		}
		w.bulks[t] = b
	}
	return w.arrivals.begin(ctx, g)
}

// accept notes a good line, gives its new rows their ids and hands them to the writer.
func (g *reading) accept(ctx context.Context, l *line) error {
	for _, r := range l.records {
		if r.t.n.Wall == noun.Root {
			l.site.counted = true
			if !l.site.known && !l.site.brought {
				l.site.brought, r.id = true, l.site.id
				g.hand(r)
			}
			g.count(r)
			continue
		}
		g.count(r)
		if r.same {
			continue
		}
		if r.old == nil {
			if err := g.name(ctx, l, r); err != nil {
				return err
			}
		}
		g.connect(l, r)
		if r.t.ticket != nil && r.old == nil {
			if err := g.arrive(l, r); err != nil {
				return err
			}
		}
		if r.t.remember {
			g.parents[thing{r.t.n, r.t.place(l), r.key}] = r.id
		}
		if r.old == nil || len(r.diff) > 0 {
			g.hand(r)
		}
	}
	return nil
}

func (g *reading) hand(r *record) {
	if g.writer != nil {
		g.writer.out[r.t] = append(g.writer.out[r.t], r)
	}
}

// name gives a new row its id; in the dry run it only counts.
func (g *reading) name(ctx context.Context, l *line, r *record) (err error) {
	if !r.t.owned() {
		if r.id = pending; g.writer != nil {
			r.id, err = store.NextID(ctx, 0, r.t.n.Kind)
		}
		return err
	}
	of := lot{r.t.n.Kind, l.site.code}
	g.used[of]++
	if r.id = pending; g.writer == nil {
		return nil
	}
	if g.used[of] > g.need[of] {
		return errChanged
	}
	r.id = g.supply[of] + ident.ID(g.used[of]-1)
	return nil
}

// connect finds what a row refers to in its own line, which has its id only now.
func (g *reading) connect(l *line, r *record) {
	for i := range r.t.fields {
		if f := &r.t.fields[i]; f.ref != nil && r.vals[i] != nil && r.refs[i] == pending {
			r.refs[i] = g.lead(f, l, r.vals[i].(string))
		}
	}
}

// write writes what a chunk brought, parents first.
func (w *writer) write(ctx context.Context) error {
	for _, t := range w.g.plan.targets {
		for _, r := range w.out[t] {
			if err := w.put(ctx, r); err != nil {
				return err
			}
		}
		if b := w.bulks[t]; b != nil && (t.remember || len(w.waiting) > 0) {
			if err := b.Flush(ctx); err != nil {
				return err
			}
		}
		w.out[t] = w.out[t][:0]
	}
	return w.arrivals.write(ctx, w.g)
}

func (w *writer) put(ctx context.Context, r *record) error {
	if b := w.bulks[r.t]; b != nil && r.old == nil {
		row := make([]any, len(r.vals))
		for i := range row {
			if row[i] = r.value(i); row[i] == nil && !r.t.fields[i].f.Nullable {
				row[i] = r.t.fields[i].f.DefaultValue
			}
		}
		return b.Add(ctx, r.id, row...)
	}
	ops := gen.OperationsOf[r.t.n.Name]
	m, save := ops.Create(w.g.db.Client)
	if r.old != nil {
		m, save = ops.Update(w.g.db.Client, r.old.id)
	} else {
		m.(interface{ SetID(ident.ID) }).SetID(r.id)
		w.single = append(w.single, data.Range{First: r.id, Last: r.id})
		if r.t.n.Wall == noun.Root && r.t.index("management_office_id") < 0 {
			if err := m.SetField("management_office_id", w.g.office); err != nil {
				return fmt.Errorf("imports: %w", err)
			}
		}
	}
	for i := range r.t.fields {
		f, v := r.t.fields[i].f, r.value(i)
		if v == nil || r.old != nil && !contains(r.diff, i) {
			continue
		}
		if s, ok := v.(string); ok && f.Type == noun.Enum {
			v = gen.EnumValue(r.t.n, f.Name, s)
		}
		if err := m.SetField(f.Name, v); err != nil {
			return fmt.Errorf("imports: %s.%s: %w", r.t.n.Name, f.Name, err)
		}
	}
	_, err := save(ctx)
	return err
}

func contains(list []int, i int) bool {
	for _, v := range list {
		if v == i {
			return true
		}
	}
	return false
}

// finish writes the batch and the ranges it is undone by.
func (w *writer) finish(ctx context.Context, c *gen.Client) error {
	ranges := w.single
	for _, t := range w.g.plan.targets {
		if b := w.bulks[t]; b != nil {
			some, err := b.Close(ctx)
			if err != nil {
				return err
			}
			ranges = append(ranges, some...)
		}
	}
	brought, err := w.arrivals.close(ctx)
	if err != nil {
		return err
	}
	ranges = append(ranges, brought...)
	report := w.g.report
	total := report.Total()
	create := c.ImportBatch.Create().SetFile(clip(report.File, 200)).SetSha256(report.SHA256).SetMapping(report.Mapping).
		SetRowsRead(report.Read).SetRowsCreated(total.Created).SetRowsKnown(total.Known).SetRowsUpdated(total.Updated).SetRowsRefused(report.Refused)
	if v := tenants.ViewerFrom(ctx); v != nil && v.User != 0 {
		create.SetUserID(v.User)
	}
	sys := tenants.System(ctx, "imports: the record of a batch") // whoever may write what the file brings may bring it by file
	batch, err := create.Save(sys)
	if err != nil {
		return fmt.Errorf("imports: batch: %w", err)
	}
	report.Batch = batch.ID
	for len(ranges) > 0 {
		some := ranges[:min(len(ranges), 1000)]
		ranges = ranges[len(some):]
		var rows []*gen.ImportRangeCreate
		for _, r := range some {
			rows = append(rows, c.ImportRange.Create().SetBatchID(batch.ID).SetFirstID(r.First).SetLastID(r.Last))
		}
		if err := c.ImportRange.CreateBulk(rows...).Exec(sys); err != nil {
			return fmt.Errorf("imports: ranges: %w", err)
		}
	}
	return nil
}

func clip(s string, n int) string {
	if rs := []rune(s); len(rs) > n {
		return string(rs[:n])
	}
	return s
}
