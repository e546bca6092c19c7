package listing

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// Filter is what a where says: conditions that must all hold, and the communities it names.
type Filter struct {
	Conditions []Condition
	Sites      []ident.ID // communities asked for; nil where all are
}

// Condition is one condition on a column.
type Condition struct {
	Column string
	Op     Op
	Values []any // one, but for In
}

// Op is how a column is compared.
type Op uint8

// The comparisons.
const (
	Is         Op = iota // equal to the value
	In                   // equal to one of the values, of which there may be none
	AtLeast              // the value or more
	AtMost               // the value or less
	Below                // less than the value
	StartsWith           // a text that begins with the value, by code point
	Contains             // a text that contains the value, by code point
	Missing              // NULL
	Given                // not NULL
)

// MaxValues is the most values a condition takes.
const MaxValues = 500

// Own is a condition of the hub's own, which no limit of values holds.
type Own []ident.ID

func (f *Filter) add(column string, op Op, values ...any) {
	f.Conditions = append(f.Conditions, Condition{column, op, values})
}

// Columns are the columns the conditions are about.
func (f *Filter) Columns() (columns []string) {
	for _, c := range f.Conditions {
		columns = append(columns, c.Column)
	}
	return columns
}

// Where reads a where about a noun for what is no page.
func Where(ctx context.Context, n *noun.Noun, where map[string]any) (*Filter, error) {
	return parseWhere(ctx, n, Args{Where: where})
}

func parseWhere(ctx context.Context, n *noun.Noun, a Args) (*Filter, error) {
	f := &Filter{}
	if a.Of != nil {
		f.of(n, a.Of)
	}
	for _, name := range slices.Sorted(maps.Keys(a.Where)) {
		raw := a.Where[name]
		if absent(raw) {
			continue
		}
		if err := f.condition(ctx, n, name, raw); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// absent tells whether a condition is null, which is none. gqlgen hands over typed nulls; gqlparser nulls without a type,
// and an empty list as one of no type that is nil.
func absent(raw any) bool {
	switch raw.(type) {
	case nil:
		return true
	case []any:
		return false
	}
	v := reflect.ValueOf(raw)
	return (v.Kind() == reflect.Pointer || v.Kind() == reflect.Slice) && v.IsNil()
}

// of ties a nested list to its parent, through the community where the parent has one: indexes begin with it.
func (f *Filter) of(n *noun.Noun, p *Parent) {
	if n.Wall == noun.Owned && p.ID.Slot() != 0 {
		community := p.ID.Community()
		f.Sites = []ident.ID{community}
		f.add("community_id", Is, community)
		if p.Column == "community_id" {
			return
		}
	}
	f.add(p.Column, Is, p.ID)
}

// operators are the endings of conditions; the empty one is last.
var operators = []struct {
	ending string
	op     Op
}{
	{"Min", AtLeast}, {"Max", AtMost}, {"From", AtLeast}, {"Before", Below}, {"StartsWith", StartsWith},
	{"Contains", Contains}, {"Missing", Missing}, {"", In},
}

func (f *Filter) condition(ctx context.Context, n *noun.Noun, name string, raw any) error {
	if name == "id" {
		return f.oneOf(&noun.Field{Name: "id", API: "id", Type: noun.Ref}, raw)
	}
	for _, o := range operators {
		field := n.ByAPI(strings.TrimSuffix(name, o.ending))
		if field == nil || !field.Filter || !strings.HasSuffix(name, o.ending) {
			continue
		}
		if err := f.readable(ctx, n, field); err != nil {
			return err
		}
		return f.compare(field, name, o.op, raw)
	}
	return fault.New(fault.BadInput, "where.%s is no condition of %s", name, n.Plural)
}

func (f *Filter) compare(field *noun.Field, name string, op Op, raw any) error {
	of := unbounded(field)
	switch {
	case op == In && field.Type == noun.Bool:
		op = Is
	case op == In:
		return f.oneOf(field, raw)
	case op == Missing:
		of = &noun.Field{Type: noun.Bool}
	}
	value, problem := coerce.Value(of, raw)
	switch {
	case problem != nil:
		return fault.Both(problem.Code, "where."+name+": "+problem.EN, "where."+name+"："+problem.ZH)
	case value == nil:
	case op == Missing && value == false:
		f.add(field.Name, Given)
	case op == Missing:
		f.add(field.Name, Missing)
	default:
		f.add(field.Name, op, value)
	}
	return nil
}

// unbounded is the field without the bounds of its values: a filter may ask for more than there can be.
func unbounded(f *noun.Field) *noun.Field {
	c := *f
	c.Min, c.Top, c.Max = nil, nil, 0
	return &c
}

func (f *Filter) oneOf(field *noun.Field, raw any) error {
	if own, ok := raw.(Own); ok {
		f.add(field.Name, In, anys(own)...)
		return nil
	}
	list := coerce.List(raw)
	if len(list) > MaxValues {
		return fault.Exceeded(fault.Limit{Name: "condition", Max: MaxValues, Found: len(list)},
			fmt.Sprintf("where.%s takes at most %d values; these are %d", field.API, MaxValues, len(list)),
			fmt.Sprintf("where.%s 最多 %d 个值，实际 %d 个", field.API, MaxValues, len(list)))
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
		sites := []ident.ID{}
		for _, v := range values {
			if id, ok := v.(ident.ID); ok && (f.Sites == nil || slices.Contains(f.Sites, id)) {
				sites = append(sites, id)
			}
		}
		f.Sites = sites
	}
	f.add(field.Name, In, values...)
	return nil
}

// readable keeps conditions on personal fields to the communities in which the viewer may read them, else the values
// could be guessed from what is found.
func (f *Filter) readable(ctx context.Context, n *noun.Noun, field *noun.Field) error {
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
	f.add("community_id", In, anys(scope.Communities())...)
	return nil
}

func anys(list []ident.ID) []any {
	args := make([]any, len(list))
	for i, id := range list {
		args[i] = id
	}
	return args
}

// Split says which communities a page must be put together from, one by one, for a database that would read the whole of
// community_id IN (…) ORDER BY x LIMIT n before it sorts it: nil where the list is the whole portfolio's, one
// community's, or no community's at all.
func (f *Filter) Split(ctx context.Context, n *noun.Noun) []ident.ID {
	if n.Wall != noun.Owned {
		return nil
	}
	scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Bare)
	if err != nil {
		return nil // the wall says so better
	}
	if f.Sites != nil {
		scope = scope.And(f.Sites)
	}
	sites := scope.Communities()
	if scope.IsWhole() || len(sites) < 2 || len(sites) > maxSites {
		return nil
	}
	return sites
}

// maxSites is how many communities a page is put together from one by one; beyond it the whole index is the lesser evil.
const maxSites = 512
