package tenantstest

import (
	"context"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"estatehub/graph/exec"
	"estatehub/internal/data"
	"estatehub/internal/fault"
)

// Oracle puts the same requests to two worlds.
type Oracle struct {
	A, B     *World
	Coverage *Coverage
	Seed     uint64

	keen    bool // asks for what was never exercised, and little else
	profile Profile
	start   time.Time
	rnd     *rand.Rand
	schema  *ast.Schema
	tally   map[string]*tally
	faults  map[string]bool   // requests that met a fault of the hub
	sealed  map[string]string // cursors of world B by those of world A
}

// tally counts what was asked as a viewer.
type tally struct{ pairs, full, mutations int }

// Difference is a leak: one request, two answers.
type Difference struct {
	Profile string
	Before  []string // the mutations before it
	Query   string
	A, B    string
	Ways    bool // not of two worlds, but compiled and plain
}

// Error implements error.
func (d *Difference) Error() string {
	out := "LEAK to " + d.Profile + "\n"
	if d.Ways {
		out = "compiled (A) and plain (B) answer differently to " + d.Profile + "\n"
	}
	if len(d.Before) > 0 {
		out += "after " + strings.Join(d.Before, "\n      ") + "\n"
	}
	return out + d.Query + "\n--- A\n" + d.A + "\n--- B\n" + d.B
}

// New makes an oracle over two empty databases.
func New(ctx context.Context, urlA, urlB string, seed uint64, leak *Leak) (*Oracle, error) {
	o := &Oracle{
		A: &World{Name: "A", url: urlA, leak: leak}, B: &World{Name: "B", url: urlB, leak: leak},
		Seed: seed, start: time.Now().Add(-time.Second), tally: map[string]*tally{}, faults: map[string]bool{},
		rnd: rand.New(rand.NewPCG(seed, 2)), //nolint:gosec // repeatable
	}
	dir, err := os.MkdirTemp("", "oracle")
	if err != nil {
		return nil, err
	}
	for _, w := range []*World{o.A, o.B} {
		w.files = filepath.Join(dir, w.Name)
		var walls data.Walls
		if leak != nil {
			walls = leak.Without
		}
		db, err := data.Open(ctx, w.url, data.Options{Without: walls})
		if err != nil {
			return nil, err
		}
		w.DB = db
		if err := db.Migrate(ctx); err != nil {
			return nil, err
		}
		if leak != nil && leak.Tables != nil {
			if err := leak.Tables(ctx, db); err != nil {
				return nil, err
			}
		}
	}
	o.A.serve()
	o.schema = exec.NewExecutableSchema(exec.Config{}).Schema()
	o.Coverage = newCoverage(o.schema)
	o.A.seen = o.Coverage.hit
	return o, nil
}

// Close closes both databases.
func (o *Oracle) Close() {
	_ = o.A.DB.Close()
	_ = o.B.DB.Close()
	_ = os.RemoveAll(filepath.Dir(o.A.files))
}

// Look fills both worlds for a viewer, asks, changes and asks again; it returns the first leak.
func (o *Oracle) Look(ctx context.Context, p Profile, queries, mutations int) error {
	o.profile, o.sealed = p, map[string]string{}
	for _, w := range []*World{o.A, o.B} {
		if err := w.open(ctx, p); err != nil {
			return err
		}
	}
	t := o.tally[p.Name]
	if t == nil {
		t = &tally{}
		o.tally[p.Name] = t
	}
	a := &asker{schema: o.schema, rnd: o.rnd, cov: o.Coverage, pool: newPool(o.A, o.B), keen: o.keen, profile: p}
	if o.A.leak != nil {
		a.about = o.A.leak.About
	}
	for range queries {
		if err := o.pair(a, t, a.query(), nil); err != nil {
			return err
		}
	}
	return o.change(a, t, mutations)
}

// change puts mutations, each followed by a query, and sees that nothing else has changed.
func (o *Oracle) change(a *asker, t *tally, mutations int) error {
	if o.schema.Mutation == nil || mutations == 0 {
		return nil
	}
	var before []string
	old, err := o.standing()
	if err != nil {
		return err
	}
	for range mutations {
		m := a.mutation()
		t.mutations++
		if err := o.pair(a, t, m, before); err != nil {
			return err
		}
		before = append(before, m)
		if o.rnd.IntN(3) == 0 {
			if err := o.pair(a, t, a.query(), before); err != nil {
				return err
			}
		}
	}
	now, err := o.standing()
	if err != nil {
		return err
	}
	for i := range now {
		if now[i] != old[i] {
			return &Difference{Profile: o.profile.Name, Before: before, Query: "changed what he may not", A: firstLine(old[i], now[i]), B: firstLine(now[i], old[i])}
		}
	}
	return nil
}

func (o *Oracle) standing() (out [2]string, err error) {
	for i, w := range []*World{o.A, o.B} {
		if out[i], err = w.standing(); err != nil {
			return out, err
		}
	}
	return out, nil
}

// firstLine is the first line of a text that another has not.
func firstLine(a, b string) string {
	other := map[string]bool{}
	for l := range strings.Lines(b) {
		other[l] = true
	}
	for l := range strings.Lines(a) {
		if !other[l] {
			return l
		}
	}
	return ""
}

// pair puts one request to both worlds.
func (o *Oracle) pair(a *asker, t *tally, query string, before []string) error {
	theirs := o.theirs(query)
	answer, other := o.A.Ask(query), o.B.Ask(theirs)
	one, two := o.worlds(answer, other, theirs != query)
	t.pairs++
	if full(answer) {
		t.full++
	}
	for _, e := range answer.Errors {
		if e.Extensions["code"] == string(fault.Internal) {
			o.faults[query] = true
		}
	}
	if answer.Data != nil {
		for _, at := range a.used {
			o.Coverage.hit(at)
		}
		a.pool.learn(answer.Data)
	}
	if one == two && o.A.twoWays() && !strings.HasPrefix(query, "mutation") {
		if one, two = plain(answer, o.start), plain(o.A.Plain(query), o.start); one != two {
			d := &Difference{Profile: o.profile.Name, Before: slices.Clone(before), Query: query, A: one, B: two, Ways: true}
			o.minimise(d)
			return d
		}
	}
	if one == two {
		ours, theirs := texts(answer.Data), texts(other.Data)
		for i, s := range ours {
			if len(s) > 30 && s != theirs[i] && sealed(s) {
				o.sealed[s] = theirs[i]
			}
		}
		return nil
	}
	d := &Difference{Profile: o.profile.Name, Before: slices.Clone(before), Query: query, A: one, B: two}
	if !strings.HasPrefix(query, "mutation") {
		o.minimise(d)
	}
	return d
}

// worlds are the answers of two worlds as they are compared. Cursors of two worlds may be of two lengths: what follows
// them on a line is moved, so where they were replaced an error's place says nothing.
func (o *Oracle) worlds(a, b *graphql.Response, replaced bool) (one, two string) {
	if replaced {
		a, b = unplaced(a), unplaced(b)
	}
	return plain(a, o.start), plain(b, o.start)
}

// theirs is a request of world A with the sealed cursors of world B.
func (o *Oracle) theirs(query string) string {
	for ours, theirs := range o.sealed {
		query = strings.ReplaceAll(query, ours, theirs)
	}
	return query
}

// Report writes what was asked as a table.
func (o *Oracle) Report(w io.Writer) {
	var sum tally
	fmt.Fprintf(w, "%-70s %7s %10s %9s\n", "viewer", "pairs", "mutations", "non-empty")
	for _, name := range slices.Sorted(maps.Keys(o.tally)) {
		t := o.tally[name]
		fmt.Fprintf(w, "%-70s %7d %10d %8.0f%%\n", name, t.pairs, t.mutations, share(t))
		sum.pairs, sum.full, sum.mutations = sum.pairs+t.pairs, sum.full+t.full, sum.mutations+t.mutations
	}
	fmt.Fprintf(w, "%-70s %7d %10d %8.0f%%\n", "all", sum.pairs, sum.mutations, share(&sum))
	fmt.Fprintf(w, "coverage: %s; seed %d; %s\n", o.Coverage, o.Seed, o.A.DB.Dialect())
	for _, text := range slices.Sorted(maps.Keys(o.faults)) {
		fmt.Fprintf(w, "internal error: %.300s\n", text)
	}
}

func share(t *tally) float64 {
	if t.pairs == 0 {
		return 0
	}
	return 100 * float64(t.full) / float64(t.pairs)
}
