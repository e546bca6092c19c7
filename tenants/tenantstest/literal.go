package tenantstest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/ident"
)

// spot says where a value is wanted: the type it is about and the name of the argument or input field.
type spot struct{ owner, field string }

// noun is the noun a type is about: Unit for UnitWhere, UnitConnection, CreateUnitInput.
func (p spot) noun() *noun.Noun {
	name := p.owner
	for _, s := range []string{"Where", "Connection", "Input", "Order", "Payload", "Edge", "Counts"} {
		name = strings.TrimSuffix(name, s)
	}
	for _, s := range []string{"", "Create", "Update", "Remove"} {
		if n := gen.Nouns.Named(strings.TrimPrefix(name, s)); n != nil {
			return n
		}
	}
	for _, n := range gen.Nouns.All { // dispatchTicket and its like
		if n.Name != "" && strings.HasSuffix(name, n.Name) {
			return n
		}
	}
	return nil
}

// about is the noun's field a value is for, or nil.
func (p spot) about() *noun.Field {
	n := p.noun()
	if n == nil {
		return nil
	}
	for _, ending := range []string{"", "Min", "Max", "From", "Before", "Contains", "StartsWith", "Missing"} {
		if f := n.ByAPI(strings.TrimSuffix(p.field, ending)); f != nil && strings.HasSuffix(p.field, ending) {
			return f
		}
	}
	return nil
}

// literal writes a value of a type.
func (a *asker) literal(t *ast.Type, p spot, left int) string {
	if !t.NonNull && a.rnd.IntN(25) == 0 {
		return "null"
	}
	if t.Elem != nil {
		var list []string
		for range 1 + a.rnd.IntN(3) {
			list = append(list, a.literal(t.Elem, p, left))
		}
		return "[" + strings.Join(list, ", ") + "]"
	}
	d := a.schema.Types[t.NamedType]
	switch d.Kind {
	case ast.Enum:
		return a.term(d)
	case ast.InputObject:
		return a.object(d, left)
	}
	return a.scalar(t.NamedType, p)
}

func (a *asker) term(d *ast.Definition) string {
	v := d.EnumValues[a.rnd.IntN(len(d.EnumValues))].Name
	for _, e := range d.EnumValues {
		if a.cov.fresh(d.Name+"."+e.Name) && a.rnd.IntN(2) == 0 {
			v = e.Name
			break
		}
	}
	a.used = append(a.used, d.Name+"."+v)
	return v
}

// object writes an input object: all that is required, and a few of the rest.
func (a *asker) object(d *ast.Definition, left int) string {
	var parts []string
	optional := 0
	for _, i := range a.rnd.Perm(len(d.Fields)) {
		f := d.Fields[i]
		at := d.Name + "." + f.Name
		required := f.Type.NonNull && f.DefaultValue == nil
		if !required {
			want := 1 + a.rnd.IntN(2)
			if strings.HasSuffix(d.Name, "Input") {
				want = 4
			}
			if left == 0 || optional >= want || (!a.cov.fresh(at) && a.rnd.IntN(3) > 0) {
				continue
			}
			optional++
		}
		a.used = append(a.used, at)
		parts = append(parts, f.Name+": "+a.literal(f.Type, spot{d.Name, f.Name}, left-1))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func (a *asker) scalar(name string, p spot) string {
	if v, ok := a.pool.value(a, name, p); ok {
		return v
	}
	if p.owner == "MetricPeriod" {
		return fmt.Sprintf(`"2026-%02d"`, a.rnd.IntN(14)) // two of them are no months
	}
	switch name {
	case "ID":
		return strconv.Quote(a.pool.id(a, p))
	case "Upload":
		return "$file"
	case "Int":
		return strconv.Itoa(a.rnd.IntN(6))
	case "Fen":
		return strconv.Itoa(a.rnd.IntN(10))
	case "Float":
		return fmt.Sprint(float64(a.rnd.IntN(400)) / 4)
	case "Boolean":
		return strconv.FormatBool(a.rnd.IntN(2) == 0)
	case "Time":
		return strconv.Quote(epoch.Add(time.Duration(a.rnd.IntN(200*24)) * time.Hour).Format(time.RFC3339))
	case "Date":
		return strconv.Quote(epoch.AddDate(0, 0, a.rnd.IntN(60)).Format(time.DateOnly))
	}
	return strconv.Quote(a.pool.text(a))
}

// pool are the values requests are made of: what either world holds, seen by the viewer or not.
type pool struct {
	rows    []*row
	ids     map[string][]ident.ID // by noun
	shown   map[string][]ident.ID
	cursors []string
	made    []string // ids of rows that mutations made
}

func newPool(worlds ...*World) *pool {
	p := &pool{ids: map[string][]ident.ID{}, shown: map[string][]ident.ID{}}
	for _, w := range worlds {
		for _, r := range w.rows.all {
			p.rows = append(p.rows, r)
			p.ids[r.noun.Name] = append(p.ids[r.noun.Name], r.id)
			if r.shown {
				p.shown[r.noun.Name] = append(p.shown[r.noun.Name], r.id)
			}
		}
	}
	return p
}

// id draws an id: mostly of the noun that is wanted, mostly seen, sometimes of either world's hidden rows, sometimes none.
func (p *pool) id(a *asker, at spot) string {
	var name string
	if f := at.about(); f != nil && f.Type == noun.Ref {
		name = target(f)
	} else if n := at.noun(); n != nil && (at.field == "id" || at.field == "ids") {
		name = n.Name
	} else {
		name = target(&noun.Field{Type: noun.Ref, Name: strings.TrimSuffix(strings.TrimSuffix(at.field, "s"), "Id")})
	}
	switch {
	case a.rnd.IntN(30) == 0:
		return []string{"", "x", "0000000000000", "7zzzzzzzzzzzz"}[a.rnd.IntN(4)]
	case len(p.made) > 0 && a.rnd.IntN(12) == 0:
		return p.made[a.rnd.IntN(len(p.made))]
	}
	list, strange := p.shown[name], 3
	if strings.HasSuffix(at.owner, "Input") {
		strange = 2
	}
	if len(list) == 0 || a.rnd.IntN(10) < strange {
		list = p.ids[name]
	}
	if len(list) == 0 || a.rnd.IntN(40) == 0 {
		return p.rows[a.rnd.IntN(len(p.rows))].id.String()
	}
	return list[a.rnd.IntN(len(list))].String()
}

// value draws a value that a row of either world has in the field, or a cursor.
func (p *pool) value(a *asker, scalar string, at spot) (string, bool) {
	if (at.field == "after" || at.field == "before") && scalar == "String" {
		if len(p.cursors) > 0 && a.rnd.IntN(12) > 0 {
			return strconv.Quote(p.cursors[a.rnd.IntN(len(p.cursors))]), true
		}
		return `"bm8gY3Vyc29y"`, true
	}
	f := at.about()
	if f == nil || scalar == "ID" || scalar == "Boolean" || a.rnd.IntN(10) == 0 {
		return "", false
	}
	n := at.noun()
	told := groupWide(n, f) && !strings.HasSuffix(at.owner, "Where")
	if told {
		return strconv.Quote(fmt.Sprintf("new%d", a.rnd.IntN(4))), true
	}
	for range 8 {
		r := p.rows[a.rnd.IntN(len(p.rows))]
		if r.noun != n || r.values[f.Name] == nil {
			continue
		}
		return graphQL(r.values[f.Name]), true
	}
	list := slices.DeleteFunc(slices.Clone(p.rows), func(r *row) bool { return r.noun != n || r.values[f.Name] == nil })
	if len(list) == 0 {
		return "", false
	}
	return graphQL(list[a.rnd.IntN(len(list))].values[f.Name]), true
}

// groupWide tells whether a field is unique in the whole group: that a value is taken is told by design, so requests
// that write it do not draw it from hidden rows.
func groupWide(n *noun.Noun, f *noun.Field) bool {
	return n.Wall != noun.Owned && slices.ContainsFunc(n.Uniques, func(u noun.Unique) bool { return slices.Equal(u.Fields, []string{f.Name}) })
}

func graphQL(v any) string {
	if t, ok := v.(time.Time); ok {
		v = t.Format(time.RFC3339)
	}
	if b, ok := v.([]byte); ok {
		v = string(b)
	}
	b, _ := json.Marshal(v)
	return string(b)
}

// text draws any text of either world.
func (p *pool) text(a *asker) string {
	for range 50 {
		r := p.rows[a.rnd.IntN(len(p.rows))]
		for _, f := range r.noun.Fields {
			if s, ok := r.values[f.Name].(string); ok && f.Type == noun.Text && !f.Secret && a.rnd.IntN(4) == 0 {
				return s
			}
		}
	}
	return "一"
}

// learn keeps what an answer brought: cursors and the ids of new rows.
func (p *pool) learn(answer json.RawMessage) {
	var v any
	if json.Unmarshal(answer, &v) == nil {
		p.walk(v)
	}
}

func (p *pool) walk(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, x := range v {
			p.walk(x)
		}
	case []any:
		for _, x := range v {
			p.walk(x)
		}
	case string:
		if len(v) > 40 && !strings.ContainsAny(v, " :/+") && len(p.cursors) < 400 {
			p.cursors = append(p.cursors, v)
		}
		if id, ok := ident.Parse(v); ok && id.Counter() >= 1000 && id.Counter() < 4_000_000 && id.Slot() != 0 && len(p.made) < 50 {
			p.made = append(p.made, v)
		}
	}
}
