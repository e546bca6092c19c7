package data

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"entgo.io/ent"
	entsql "entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/ident"
	"estatehub/internal/store"
)

// Counts of rows are kept by whoever changes the rows, in the same transaction: each mutation adds to the transaction's
// tally, and the tally is written once, before the commit. See internal/counters for how they are read and added up.

// errUnseen is the error of a change that met rows its transaction had not seen before it; the databases refuse such
// changes by themselves.
var errUnseen = errors.New("data: rows were added while they were being changed")

// tally is by how much counts of a noun change.
type tally map[cell]int64

// cell is a community and the values of noun.Counted, in order, as text or bool.
type cell struct {
	community ident.ID
	values    [noun.MaxCounted]any
}

func cellOf(n *noun.Noun, community ident.ID, value func(column string) any) cell {
	c := cell{community: community}
	for i, name := range n.Counted {
		switch v := value(name).(type) {
		case bool, string:
			c.values[i] = v
		default: // a type of an enum
			c.values[i] = fmt.Sprint(v)
		}
	}
	return c
}

func (t tally) add(c cell, by int64) {
	if t[c] += by; t[c] == 0 {
		delete(t, c)
	}
}

func (t tally) sum() (n int64) {
	for _, by := range t {
		n += by
	}
	return n
}

// count adds to what the transaction changes.
func (w *work) count(n *noun.Noun, more tally) {
	if w.tallies == nil {
		w.tallies = map[*noun.Noun]tally{}
	}
	if w.tallies[n] == nil {
		w.tallies[n] = tally{}
	}
	for c, by := range more {
		w.tallies[n].add(c, by)
	}
}

// moves tells whether a mutation of an existing row changes counts.
func moves(n *noun.Noun, m ent.Mutation) bool {
	return m.Op().Is(ent.OpDelete|ent.OpDeleteOne) ||
		slices.ContainsFunc(m.Fields(), func(name string) bool { return slices.Contains(n.Counted, name) })
}

// recount tallies a mutation that has been done: was are the rows it changed as they were, v is what ent made of it.
func recount(ctx context.Context, n *noun.Noun, m ent.Mutation, was []gen.Countable, v ent.Value) error {
	create := m.Op().Is(ent.OpCreate)
	if n.Counter == "" || !create && !moves(n, m) {
		return nil
	}
	changed, several := v.(int)
	if !several {
		changed = 1
	}
	if !create && changed != len(was) {
		return errUnseen
	}
	t := tally{}
	if create {
		community, _ := m.Field("community_id")
		t.add(cellOf(n, community.(ident.ID), func(name string) any { v, _ := m.Field(name); return v }), 1)
	}
	for _, row := range was {
		community := row.Ident().Community()
		t.add(cellOf(n, community, row.Counted), -1)
		if m.Op().Is(ent.OpUpdate | ent.OpUpdateOne) {
			t.add(cellOf(n, community, func(name string) any {
				if v, set := m.Field(name); set {
					return v
				}
				return row.Counted(name)
			}), 1)
		}
	}
	ctx.Value(txKey{}).(*work).count(n, t)
	return nil
}

// countRange counts the rows of a run of ids, as a tally that takes them away.
func (db *DB) countRange(ctx context.Context, n *noun.Noun, r Range) (tally, error) {
	t := tally{}
	if n.Counter == "" {
		return t, nil
	}
	columns := "`" + strings.Join(n.Counted, "`, `") + "`"
	var rows entsql.Rows
	err := db.Driver().Query(ctx, "SELECT "+columns+", COUNT(*) FROM `"+n.Table+"` WHERE `community_id` = ? AND `id` >= ? AND `id` <= ? GROUP BY "+columns,
		[]any{int64(r.First.Community()), int64(r.First), int64(r.Last)}, &rows)
	if err != nil {
		return nil, fmt.Errorf("data: count %s: %w", n.Plural, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		values, count, err := ScanCounts(n, &rows)
		if err != nil {
			return nil, fmt.Errorf("data: count %s: %w", n.Plural, err)
		}
		t.add(cellOf(n, r.First.Community(), func(name string) any { return values[slices.Index(n.Counted, name)] }), -count)
	}
	return t, rows.Err()
}

// ScanCounts reads a row of the values of noun.Counted and a count, after what else it begins with.
func ScanCounts(n *noun.Noun, rows *entsql.Rows, first ...any) (values []any, count int64, err error) {
	values = make([]any, len(n.Counted))
	into := first
	for i, name := range n.Counted {
		if n.ByName(name).Type == noun.Bool {
			into = append(into, new(sql.NullBool))
		} else {
			into = append(into, new(string))
		}
		values[i] = into[len(into)-1]
	}
	if err := rows.Scan(append(into, &count)...); err != nil {
		return nil, 0, err
	}
	for i, v := range values {
		switch v := v.(type) {
		case *string:
			values[i] = *v
		case *sql.NullBool:
			if values[i] = nil; v.Valid {
				values[i] = v.Bool
			}
		}
	}
	return values, count, nil
}

// Part is a row of a table of counts: the values are those of noun.Counted, in order.
type Part struct {
	Rollup    int
	Community ident.ID
	Values    [noun.MaxCounted]any
	N         int64
}

// key orders parts about as their table does.
func (p Part) key(q Part) int {
	if c := cmp.Or(cmp.Compare(p.Rollup, q.Rollup), cmp.Compare(p.Community, q.Community)); c != 0 {
		return c
	}
	return cmp.Compare(fmt.Sprint(p.Values), fmt.Sprint(q.Values)) // slow, and only for several of one rollup
}

// Parts are what a row counts in, by rollup, each once: the values are those of noun.Counted.
func Parts(n *noun.Noun, community ident.ID, values []any) []Part {
	parts := make([]Part, len(n.Rollups))
	for k, r := range n.Rollups {
		p := Part{Rollup: r.Number, Community: community}
		for i, name := range n.Counted {
			switch {
			case slices.Contains(r.Holds, name):
				p.Values[i] = values[i]
			case slices.Contains(r.Empty, name):
				p.Values[i] = ""
			}
		}
		parts[k] = p
	}
	return parts
}

// parts are a tally by rollup, in the order of the table.
func (t tally) parts(n *noun.Noun) []Part {
	sums := map[Part]int64{}
	for c, by := range t {
		for _, p := range Parts(n, c.community, c.values[:]) {
			sums[p] += by
		}
	}
	var all []Part
	for p, by := range sums {
		if p.N = by; by != 0 {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, Part.key)
	return all
}

// writeCounts writes what a transaction changed of the counts.
func (db *DB) writeCounts(ctx context.Context, w *work) error {
	changed := map[*noun.Noun][]Part{}
	for n, t := range w.tallies {
		changed[n] = t.parts(n)
	}
	return db.Correct(ctx, changed)
}

// Correct adds to counts, under a part of its own. Transactions do it by themselves for what they change; it is for who
// finds that counts are wrong.
func (db *DB) Correct(ctx context.Context, by map[*noun.Noun][]Part) error {
	for _, n := range slices.SortedFunc(maps.Keys(by), func(a, b *noun.Noun) int { return cmp.Compare(a.Name, b.Name) }) {
		parts := by[n]
		if len(parts) == 0 {
			continue
		}
		if err := db.AddParts(ctx, n, parts, rand.Int64N(1<<62)+1, ""); err != nil { //nolint:gosec // not a secret
			return err
		}
		if db.counted != nil {
			store.AfterCommit(ctx, func() { db.counted(len(parts)) })
		}
	}
	return nil
}

// OnCount names a function that is told, after each commit that changed counts, how many parts it added.
func (db *DB) OnCount(f func(parts int)) { db.counted = f }

// AddParts writes rows of a table of counts under a part of its own, 0 for the sums; conflict says what becomes of a row
// that is there already.
func (db *DB) AddParts(ctx context.Context, n *noun.Noun, parts []Part, part int64, conflict string) error {
	columns := append([]string{"rollup", "community_id", "part", "n"}, n.Counted...)
	head := "INSERT INTO `" + n.Counter + "` (`" + strings.Join(columns, "`, `") + "`) VALUES "
	row := "(?" + strings.Repeat(",?", len(columns)-1) + ")"
	for some := range slices.Chunk(parts, (maxBulk-len(head)-len(conflict))/(len(row)+1)) {
		args := make([]any, 0, len(some)*len(columns))
		for _, p := range some {
			args = append(append(args, p.Rollup, int64(p.Community), part, p.N), p.Values[:len(n.Counted)]...)
		}
		var res sql.Result
		err := db.Driver().Exec(ctx, head+row+strings.Repeat(","+row, len(some)-1)+conflict, args, &res)
		if err != nil {
			return fmt.Errorf("data: counts of %s: %w", n.Plural, err)
		}
	}
	return nil
}
