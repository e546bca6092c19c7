package page

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// filter is what a where says, as predicates, and the communities it names.
type filter struct {
	preds []func(*sql.Selector)
	sites []ident.ID // communities asked for; nil where all are
}

func (f *filter) add(p func(*sql.Selector)) { f.preds = append(f.preds, p) }

func (f *filter) apply(s *sql.Selector) {
	for _, p := range f.preds {
		p(s)
	}
}

func parseWhere(ctx context.Context, n *noun.Noun, a Args) (*filter, error) {
	f := &filter{}
	if a.Of != nil {
		f.of(n, a.Of)
	}
	for _, name := range slices.Sorted(maps.Keys(a.Where)) {
		raw := a.Where[name]
		if raw == nil {
			continue
		}
		if err := f.condition(ctx, n, name, raw); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// of ties a nested list to its parent, through the community where the parent has one: indexes begin with it.
func (f *filter) of(n *noun.Noun, p *Parent) {
	if n.Wall == noun.Owned && p.ID.Slot() != 0 {
		community := p.ID.Community()
		f.sites = []ident.ID{community}
		if p.Column == "community_id" {
			f.add(func(s *sql.Selector) { s.Where(sql.EQ(s.C("community_id"), community)) })
			return
		}
		f.add(func(s *sql.Selector) { s.Where(sql.EQ(s.C("community_id"), community)) })
	}
	f.add(func(s *sql.Selector) { s.Where(sql.EQ(s.C(p.Column), p.ID)) })
}

// operators are the endings of conditions; the empty one is last.
var operators = []struct {
	ending string
	on     func(c string, v any) *sql.Predicate
}{
	{"Min", func(c string, v any) *sql.Predicate { return sql.GTE(c, v) }},
	{"Max", func(c string, v any) *sql.Predicate { return sql.LTE(c, v) }},
	{"From", func(c string, v any) *sql.Predicate { return sql.GTE(c, v) }},
	{"Before", func(c string, v any) *sql.Predicate { return sql.LT(c, v) }},
	{"StartsWith", startsWith},
	{"Contains", contains},
	{"Missing", func(c string, v any) *sql.Predicate {
		if v == true {
			return sql.IsNull(c)
		}
		return sql.NotNull(c)
	}},
	{"", nil},
}

func (f *filter) condition(ctx context.Context, n *noun.Noun, name string, raw any) error {
	if name == "id" {
		return f.oneOf(&noun.Field{Name: "id", API: "id", Type: noun.Ref}, raw)
	}
	for _, op := range operators {
		field := of(n, name, op.ending)
		if field == nil {
			continue
		}
		if err := f.readable(ctx, n, field); err != nil {
			return err
		}
		if op.on == nil {
			if field.Type == noun.Bool {
				value, _ := coerce.Value(field, raw)
				f.add(func(s *sql.Selector) { s.Where(sql.EQ(s.C(field.Name), value)) })
				return nil
			}
			return f.oneOf(field, raw)
		}
		value, problem := raw, (*coerce.Problem)(nil)
		if op.ending == "Missing" {
			value, problem = coerce.Value(&noun.Field{Type: noun.Bool}, raw)
		} else {
			value, problem = coerce.Value(unbounded(field), raw)
		}
		if problem != nil {
			return fault.Both(problem.Code, "where."+name+": "+problem.EN, "where."+name+"："+problem.ZH)
		}
		if value == nil {
			return nil
		}
		f.add(func(s *sql.Selector) { s.Where(op.on(s.C(field.Name), value)) })
		return nil
	}
	return fault.New(fault.BadInput, "where.%s is no condition of %s", name, n.Plural)
}

// unbounded is the field without the bounds of its values: a filter may ask for more than there can be.
func unbounded(f *noun.Field) *noun.Field {
	c := *f
	c.Min, c.Top, c.Max = nil, nil, 0
	return &c
}

// MaxValues is the most values a condition takes.
const MaxValues = 500

// Own is a condition of the hub's own, which no limit of values holds.
type Own []ident.ID

func (f *filter) oneOf(field *noun.Field, raw any) error {
	if own, ok := raw.(Own); ok {
		f.add(func(s *sql.Selector) { s.Where(sql.In(s.C(field.Name), ids(own)...)) })
		return nil
	}
	list := coerce.List(raw)
	if len(list) > MaxValues {
		return fault.New(fault.LimitExceeded, "where.%s takes at most %d values; these are %d", field.API, MaxValues, len(list))
	}
	values := make([]any, 0, len(list))
	for _, v := range list {
		c, problem := coerce.Value(unbounded(field), v)
		if problem != nil && problem.Code == fault.NotFound {
			continue // an id of nothing finds nothing
		}
		if problem != nil {
			return fault.Both(problem.Code, "where."+field.API+": "+problem.EN, "where."+field.API+"："+problem.ZH)
		}
		if c != nil {
			values = append(values, c)
		}
	}
	if field.Name == "community_id" {
		var sites []ident.ID
		for _, v := range values {
			if id, ok := v.(ident.ID); ok && (f.sites == nil || slices.Contains(f.sites, id)) {
				sites = append(sites, id)
			}
		}
		f.sites = append([]ident.ID{}, sites...)
	}
	f.add(func(s *sql.Selector) { s.Where(sql.In(s.C(field.Name), values...)) })
	return nil
}

// readable keeps conditions on personal fields to the communities in which the viewer may read them, else the values
// could be guessed from what is found.
func (f *filter) readable(ctx context.Context, n *noun.Noun, field *noun.Field) error {
	if field.Mask == noun.Open {
		return nil
	}
	scope, err := tenants.ScopeOf(ctx, field.Group, tenants.Read)
	if err != nil {
		return err
	}
	rows, err := tenants.ScopeOf(ctx, n.Group, tenants.Bare)
	if err != nil || scope.Includes(rows) {
		return err
	}
	if n.Wall != noun.Owned || len(scope.Communities()) == 0 {
		return fault.New(fault.Forbidden, "your role does not read %s, so it cannot be a condition", field.API)
	}
	f.add(func(s *sql.Selector) { s.Where(tenantIn(s, scope.Communities())) })
	return nil
}

func tenantIn(s *sql.Selector, sites []ident.ID) *sql.Predicate {
	return sql.In(s.C("community_id"), ids(sites)...)
}

func ids(list []ident.ID) []any {
	args := make([]any, len(list))
	for i, id := range list {
		args[i] = id
	}
	return args
}

// contains is INSTR and not LIKE, which folds case on SQLite alone.
func contains(c string, v any) *sql.Predicate {
	return sql.P(func(b *sql.Builder) {
		b.WriteString("INSTR(").Ident(c).Comma().Arg(v).WriteString(") > 0")
	})
}

// startsWith is a range, which an index serves on every dialect; LIKE would be served on MariaDB alone.
func startsWith(c string, v any) *sql.Predicate {
	s := v.(string)
	return sql.And(sql.GTE(c, s), sql.LT(c, s+string(utf8.MaxRune)))
}

// Filter is what a where says about a noun, for statements that are no page: the predicate, and the communities it names
// (nil for all).
func Filter(ctx context.Context, n *noun.Noun, where map[string]any) (func(*sql.Selector), []ident.ID, error) {
	f, err := parseWhere(ctx, n, Args{Where: where})
	if err != nil {
		return nil, nil, err
	}
	return f.apply, f.sites, nil
}

// Columns are the columns a where is about.
func Columns(n *noun.Noun, where map[string]any) (columns []string) {
	for name, raw := range where {
		if raw == nil {
			continue
		}
		column := name // id, or no condition at all
		for _, op := range operators {
			if f := of(n, name, op.ending); f != nil {
				column = f.Name
				break
			}
		}
		columns = append(columns, column)
	}
	return columns
}

// of is the field that a condition with an ending is about, or nil.
func of(n *noun.Noun, name, ending string) *noun.Field {
	f := n.ByAPI(strings.TrimSuffix(name, ending))
	if f == nil || !f.Filter || !strings.HasSuffix(name, ending) {
		return nil
	}
	return f
}
