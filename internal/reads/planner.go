package reads

import (
	"context"
	"io"
	"slices"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/internal/listing"
)

// plans is how many operations are kept compiled.
const plans = 1000

// Planner compiles and executes queries. It is safe for concurrent use.
type Planner struct {
	db       *data.DB
	lists    *listing.Reader
	nouns    *noun.Catalogue
	computed Computed
	longest  int
	without  Walls
	plans    *lru.Cache[*ast.OperationDefinition, *compiled]
}

// Walls names what a test takes away from the planner, to see that its absence is noticed, or makes small.
type Walls struct {
	Sight    bool // the tenant predicate
	Masks    bool // the masks of personal fields
	TieBreak bool // the id at the end of an order
	Left     bool // the LEFT of joins
	Size     bool // the last row of a page
	Position bool // the condition of a cursor
	Filter   bool // the conditions asked for
	Parents  bool // the condition that ties nested rows to their parents
	Gather   int  // so many rows are gathered at most; 0 is as many as are
	Chunk    int  // so many parents a statement names at most; 0 is as many as it does
}

// Without is the planner without some of its walls. It is for tests.
func (p *Planner) Without(w Walls) *Planner {
	q := *p
	q.without = w
	return &q
}

// New is a planner over a database. Lists are read by the same reader as the plain way's; longest is the most rows of a
// list that is streamed.
func New(db *data.DB, lists *listing.Reader, computed Computed, longest int) *Planner {
	cache, err := lru.New[*ast.OperationDefinition, *compiled](plans)
	if err != nil {
		panic("reads: " + err.Error()) // the size is positive
	}
	return &Planner{db: db, lists: lists, nouns: gen.Nouns, computed: computed, longest: longest, plans: cache}
}

// compiled is an operation's plans, one for each way its @skip and @include can go.
type compiled struct {
	switches []string
	mu       sync.Mutex
	shapes   map[string]*Plan
}

// Plan is a compiled query operation.
type Plan struct {
	Fields []Field // in the order of the answer
}

// Some tells whether any field is compiled.
func (p *Plan) Some() bool {
	for _, f := range p.Fields {
		if f.Root != nil {
			return true
		}
	}
	return false
}

// Field is a root field of an operation: compiled, or why it is left to the plain way.
type Field struct {
	Key   string
	Root  *Root
	Left  error           // *Declined where Root is nil
	Plain []ast.Selection // what the plain way is asked then
}

// Plan is the plan of a validated query operation.
func (p *Planner) Plan(op *ast.OperationDefinition, vars map[string]any) (*Plan, error) {
	known, ok := p.plans.Get(op)
	if !ok {
		known = &compiled{switches: switches(op), shapes: map[string]*Plan{}}
		p.plans.Add(op, known)
	}
	key := shape(known.switches, vars)
	known.mu.Lock()
	defer known.mu.Unlock()
	if plan := known.shapes[key]; plan != nil {
		return plan, nil
	}
	plan, err := p.compile(op, known.switches, vars)
	if err == nil && len(known.shapes) < maxShapes {
		known.shapes[key] = plan
	}
	return plan, err
}

// maxShapes is how many ways of an operation are kept: n switches have two to the power of n.
const maxShapes = 64

func (p *Planner) compile(op *ast.OperationDefinition, switches []string, vars map[string]any) (*Plan, error) {
	on := map[string]any{} // of all variables only these: the plan outlives the request
	for _, name := range switches {
		on[name] = vars[name]
	}
	c := &compiler{nouns: p.nouns, computed: p.computed, vars: on}
	fields, err := c.collect("Query", op.SelectionSet)
	if err != nil {
		return nil, err
	}
	plan := &Plan{}
	for _, f := range fields {
		out := Field{Key: f.Alias}
		if out.Root, err = c.root(f); IsDeclined(err) {
			out.Root, out.Left = nil, err
		} else if err != nil {
			return nil, err
		}
		out.Plain = f.plain()
		plan.Fields = append(plan.Fields, out)
	}
	return plan, nil
}

// plain is the field as selections of its own.
func (f *field) plain() []ast.Selection {
	var all []ast.Selection
	for _, set := range f.sets {
		one := *f.Field
		one.SelectionSet = set
		one.Directives = nil // decided
		all = append(all, &one)
	}
	return all
}

// Append executes a root field as the viewer of the context and appends its value to out. A *Declined error leaves it to
// the plain way; any other is the database's.
func (p *Planner) Append(ctx context.Context, r *Root, vars map[string]any, out []byte) ([]byte, error) {
	x := &run{planner: p, view: look(ctx, p), vars: vars}
	switch {
	case r.one != nil:
		return x.single(r.one, r.field, out)
	case r.many != nil:
		b, err := x.load(r.many, nil)
		if err != nil {
			return out, err
		}
		out = b.emit(slices.Grow(out, b.size()+256), 0)
		b.release()
		return out, nil
	case r.sums != nil:
		return x.sums(r.sums, r.field, out)
	}
	one, err := r.node.of(x.id(r.field))
	if err != nil || one == nil {
		return append(out, "null"...), err
	}
	return x.single(one, r.field, out)
}

// id is the argument id of a field; what is no id is the id of nothing.
func (x *run) id(f *ast.Field) ident.ID {
	s, _ := f.ArgumentMap(x.vars)["id"].(string)
	id, _ := ident.Parse(s)
	return id
}

// single answers one row by its id.
func (x *run) single(o *one, f *ast.Field, out []byte) ([]byte, error) {
	veils := x.veils(o.q)
	s := x.statement()
	s.put("SELECT ")
	s.columns(o.q, veils)
	s.put(" FROM `", o.q.noun.Table, "` t")
	if err := s.joins(o.q); err != nil {
		return out, err
	}
	s.put(" WHERE t.`id` = ")
	s.arg(int64(x.id(f)))
	if err := s.sight("t", o.q.noun); err != nil {
		return out, err
	}
	b := newBlock(o.q, [][]part{o.object.parts})
	w := &writer{run: x, q: o.q, veils: veils, block: b}
	if err := x.each(s, w.row); err != nil {
		return out, err
	}
	if len(b.views[0].rows) == 0 {
		return append(out, "null"...), nil
	}
	if err := x.children(b, o.q); err != nil {
		return out, err
	}
	out = b.fill(slices.Grow(out, b.size()+256), b.views[0], 0)
	b.release()
	return out, nil
}

// byKind is the field node, whose noun its id says.
type byKind struct {
	c     *compiler
	f     *field
	mu    sync.Mutex
	found map[*noun.Noun]*one
}

func newByKind(c *compiler, f *field) *byKind {
	return &byKind{c: c, f: f, found: map[*noun.Noun]*one{}}
}

// of is the plan for an id; nil for one of nothing.
func (k *byKind) of(id ident.ID) (*one, error) {
	n := k.c.nouns.Of(id)
	if n == nil || n.Internal {
		return nil, nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if o := k.found[n]; o != nil {
		return o, nil
	}
	o, err := k.c.single(n, k.f.sets)
	if err != nil {
		return nil, err
	}
	k.found[n] = o
	return o, nil
}

// Long tells whether a root field asks for more rows than a page and can be streamed.
func (p *Planner) Long(r *Root, vars map[string]any) bool {
	if r.many == nil || !r.many.streams() {
		return false
	}
	first, err := number(r.many.field.ArgumentMap(vars)["first"])
	return err == nil && first != nil && *first > p.lists.Cap
}

// Stream answers a long list, writing rows as they come: begin is called when the first rows are there, so that an error
// before them can still be told, and what comes after goes to the writer it returns; end is called when all is written.
func (p *Planner) Stream(ctx context.Context, r *Root, vars map[string]any, begin func() (io.Writer, error), end func(io.Writer) error) error {
	x := &run{planner: p, view: look(ctx, p), vars: vars}
	return x.stream(r.many, begin, end)
}
