package tenantstest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"estatehub/ent/gen"
)

// depth is how far a request follows edges.
const depth = 5

// asker makes requests up from the schema.
type asker struct {
	schema  *ast.Schema
	rnd     *rand.Rand
	cov     *Coverage
	pool    *pool
	used    []string // coordinates of arguments, input fields and enum values of the request in hand
	alias   int
	profile Profile
	about   string // a root field asked for more often
	keen    bool   // takes what is new wherever it can

	variables, fragments []string // of the request in hand
}

// query makes a query of one to three root fields.
func (a *asker) query() string {
	a.used, a.variables, a.fragments = a.used[:0], []string{}, nil
	var parts []string
	for range 1 + a.rnd.IntN(2) {
		parts = append(parts, a.root(a.schema.Query))
	}
	head := "query "
	if len(a.variables) > 0 {
		head += "(" + strings.Join(a.variables, ", ") + ") "
	}
	return head + "{ " + strings.Join(parts, " ") + " }" + strings.Join(a.fragments, "")
}

// variable puts a value into a variable's default.
func (a *asker) variable(t *ast.Type, literal string) string {
	name := fmt.Sprintf("$v%d", len(a.variables))
	a.variables = append(a.variables, name+": "+t.String()+" = "+literal)
	return name
}

// varied writes a field in one of the ways that mean the same, or leave it out: under a directive, in a fragment, twice.
func (a *asker) varied(t *ast.Definition, text string) string {
	if a.variables == nil { // mutations are asked plainly
		return text
	}
	switch a.rnd.IntN(24) {
	case 0:
		on := fmt.Sprint(a.rnd.IntN(3) > 0)
		if a.rnd.IntN(2) == 0 {
			on = a.variable(ast.NonNullNamedType("Boolean", nil), on)
		}
		return "... @include(if: " + on + ") { " + text + " } "
	case 1:
		return "... on " + t.Name + " @skip(if: " + fmt.Sprint(a.rnd.IntN(4) == 0) + ") { " + text + " } "
	case 2:
		name := fmt.Sprintf("F%d", len(a.fragments))
		a.fragments = append(a.fragments, " fragment "+name+" on "+t.Name+" { "+text+" }")
		return "..." + name + " "
	case 3:
		return text + " " + text + " "
	}
	return text
}

// mutation makes a mutation of one field and asks for all of its payload.
func (a *asker) mutation() string {
	a.used, a.variables = a.used[:0], nil
	body := "{ " + a.root(a.schema.Mutation) + " }"
	if strings.Contains(body, "$file") {
		return "mutation($file: Upload!) " + body
	}
	return "mutation " + body
}

// root is a field of a root type, one not asked for yet where there is one.
func (a *asker) root(t *ast.Definition) string {
	var fields, new []*ast.FieldDefinition
	for _, f := range t.Fields {
		if strings.HasPrefix(f.Name, "__") || !a.profile.asks(f.Name) {
			continue
		}
		fields = append(fields, f)
		if a.stale(t, f) {
			new = append(new, f)
		}
	}
	for _, f := range fields {
		if a.about == f.Name && a.rnd.IntN(3) == 0 {
			new = []*ast.FieldDefinition{f}
			fields = new
			break
		}
	}
	if len(new) > 0 && (a.keen || a.rnd.IntN(3) > 0) {
		fields = new
	}
	a.alias++
	return fmt.Sprintf("f%d: %s", a.alias, a.field(t, fields[a.rnd.IntN(len(fields))], depth))
}

// stale tells whether a root field, or something it takes or gives, was never exercised.
func (a *asker) stale(t *ast.Definition, f *ast.FieldDefinition) bool {
	if a.cov.fresh(t.Name + "." + f.Name) {
		return true
	}
	seen := map[string]bool{}
	var look func(name string, deep int) bool
	look = func(name string, deep int) bool {
		d := a.schema.Types[name]
		if d == nil || seen[name] || deep == 0 || d.Kind == ast.Scalar {
			return false
		}
		seen[name] = true
		for _, sub := range d.Fields {
			if a.cov.fresh(name+"."+sub.Name) && !strings.HasPrefix(sub.Name, "__") {
				return true
			}
			if d.Kind == ast.InputObject && look(sub.Type.Name(), deep-1) {
				return true
			}
			for _, arg := range sub.Arguments {
				if a.cov.fresh(name+"."+sub.Name+"("+arg.Name+":)") || look(arg.Type.Name(), deep-1) {
					return true
				}
			}
			if d.Kind == ast.Object && gen.Nouns.Named(name) == nil && look(sub.Type.Name(), deep-1) {
				return true
			}
		}
		for _, v := range d.EnumValues {
			if a.cov.in[name] && a.cov.fresh(name+"."+v.Name) {
				return true
			}
		}
		return false
	}
	for _, arg := range f.Arguments {
		if a.cov.fresh(t.Name+"."+f.Name+"("+arg.Name+":)") || look(arg.Type.Name(), 4) {
			return true
		}
	}
	return look(f.Type.Name(), 4)
}

// field is a field with arguments and a selection.
func (a *asker) field(t *ast.Definition, f *ast.FieldDefinition, left int) string {
	out := f.Name + a.arguments(t, f)
	if sel := a.selection(a.schema.Types[f.Type.Name()], left-1); sel != "" {
		out += " " + sel
	}
	return out
}

// plumbing are types that do not count as a step: a page and its rows are one thing.
func plumbing(name string) bool {
	return strings.HasSuffix(name, "Connection") || strings.HasSuffix(name, "Edge") || strings.HasSuffix(name, "Payload")
}

func (a *asker) selection(t *ast.Definition, left int) string {
	switch t.Kind {
	case ast.Scalar, ast.Enum:
		return ""
	case ast.Interface, ast.Union:
		out := "{ __typename "
		for _, p := range a.schema.GetPossibleTypes(t) {
			if a.rnd.IntN(3) == 0 {
				out += "... on " + p.Name + " " + a.selection(p, min(left, 1)) + " "
			}
		}
		return out + "}"
	}
	if plumbing(t.Name) {
		left++
	}
	out := "{ __typename "
	for _, f := range t.Fields {
		if strings.HasPrefix(f.Name, "__") || !a.wanted(t, f, left) {
			continue
		}
		a.alias++
		out += a.varied(t, fmt.Sprintf("f%d: %s ", a.alias, a.field(t, f, left)))
	}
	return out + "}"
}

// wanted draws whether a field is asked for: columns often, edges as far as the depth goes, what is new first.
func (a *asker) wanted(t *ast.Definition, f *ast.FieldDefinition, left int) bool {
	to := a.schema.Types[f.Type.Name()]
	leaf := to.Kind == ast.Scalar || to.Kind == ast.Enum
	fresh := a.cov.fresh(t.Name + "." + f.Name)
	switch {
	case leaf:
		return a.rnd.IntN(10) < 6 || fresh
	case left <= 0:
		return false
	case plumbing(t.Name):
		return a.rnd.IntN(10) < 7
	case fresh:
		return a.rnd.IntN(2) == 0
	}
	return a.rnd.IntN(12) < left
}

// arguments are a field's arguments in parentheses.
func (a *asker) arguments(t *ast.Definition, f *ast.FieldDefinition) string {
	if t == a.schema.Query && f.Name == "metric" && a.rnd.IntN(4) > 0 {
		return a.metric(t, f)
	}
	var args []string
	for _, d := range f.Arguments {
		at := t.Name + "." + f.Name + "(" + d.Name + ":)"
		chance := 3
		if a.cov.fresh(at) {
			chance = 7
		}
		if !d.Type.NonNull && a.rnd.IntN(10) >= chance {
			continue
		}
		if d.Name == "last" && strings.Contains(strings.Join(args, " "), "first:") && a.rnd.IntN(20) > 0 {
			continue // the two exclude each other
		}
		a.used = append(a.used, at)
		text := a.literal(d.Type, spot{owner: f.Type.Name(), field: d.Name}, 3)
		if a.variables != nil && a.rnd.IntN(4) == 0 && text != "null" {
			text = a.variable(d.Type, text)
		}
		args = append(args, d.Name+": "+text)
	}
	if len(args) == 0 {
		return ""
	}
	return "(" + strings.Join(args, ", ") + ")"
}
