package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"estatehub/ent/noun"
)

// writer collects generated text.
type writer struct{ strings.Builder }

func (w *writer) p(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

func (w *writer) bytes() []byte { return []byte(w.String()) }

// catalogueGo writes the nouns as data.
func catalogueGo(all []*noun.Noun) []byte {
	w := &writer{}
	w.p("package gen\n\nimport (\n\"estatehub/ent/noun\"\n)\n")
	w.p("// Nouns is everything the hub keeps, as data.\nvar Nouns = noun.NewCatalogue(")
	for _, n := range all {
		w.p("&noun.Noun{Name: %q, Field: %q, Plural: %q, Kind: %d, Table: %q, Group: %d, Wall: %q, ZH: %q,\nDoc: %q, Internal: %t, Upkeep: %t, Key: %s,",
			n.Name, n.Field, n.Plural, n.Kind, n.Table, n.Group, n.Wall, n.ZH, n.Doc, n.Internal, n.Upkeep, list(n.Key))
		w.p("Fields: []*noun.Field{")
		for _, f := range n.Fields {
			w.p("{Name: %q, API: %q, Go: %q, Type: %q, Group: %d, Input: %q, ZH: %q, Doc: %q,%s},", f.Name, f.API, f.Go, f.Type, f.Group, f.Input, f.ZH, f.Doc, fieldExtras(f))
		}
		w.p("},\nEdges: []*noun.Edge{")
		for _, e := range n.Edges {
			w.p("{Name: %q, To: %q, Many: %t, Column: %q, Null: %t, ZH: %q, Doc: %q},", e.Name, e.To, e.Many, e.Column, e.Null, e.ZH, e.Doc)
		}
		w.p("},\nUniques: []noun.Unique{")
		for _, u := range n.Uniques {
			w.p("{Index: %q, Fields: %s},", u.Index, list(u.Fields))
		}
		w.p("},")
		if n.Primary != nil {
			w.p("Primary: %s,", list(n.Primary))
		}
		if n.Counts != "" {
			w.p("Counts: %q,", n.Counts)
		}
		if n.Counter != "" {
			w.p("Counter: %q, Counted: %s,\nRollups: []noun.Rollup{", n.Counter, list(n.Counted))
			for _, r := range n.Rollups {
				w.p("{Number: %d, By: %s, Holds: %s, Empty: %s},", r.Number, list(r.By), list(r.Holds), list(r.Empty))
			}
			w.p("},")
		}
		w.p("},")
	}
	w.p(")")
	return w.bytes()
}

func fieldExtras(f *noun.Field) string {
	w := &strings.Builder{}
	flag := func(name string, on bool) {
		if on {
			fmt.Fprintf(w, " %s: true,", name)
		}
	}
	text := func(name, v string) {
		if v != "" {
			fmt.Fprintf(w, " %s: %q,", name, v)
		}
	}
	flag("Nullable", f.Nullable)
	flag("Default", f.Default)
	flag("Filter", f.Filter)
	flag("Sort", f.Sort)
	flag("Secret", f.Secret)
	text("EnumType", f.EnumType)
	text("Ref", f.Ref)
	text("Mask", string(f.Mask))
	text("Machine", f.Machine)
	text("UpTo", f.UpTo)
	if f.Max > 0 {
		fmt.Fprintf(w, " Max: %d,", f.Max)
	}
	if f.Min != nil {
		fmt.Fprintf(w, " Min: noun.Bound(%d), Top: noun.Bound(%d),", *f.Min, *f.Top)
	}
	switch v := f.DefaultValue.(type) { // JSON, by which ent's loader hands it over, knows one kind of number
	case nil:
	case float64:
		if f.Type != noun.Float {
			fmt.Fprintf(w, " DefaultValue: int64(%d),", int64(v))
		} else {
			fmt.Fprintf(w, " DefaultValue: float64(%v),", v)
		}
	default:
		fmt.Fprintf(w, " DefaultValue: %#v,", v)
	}
	if f.Values != nil {
		fmt.Fprintf(w, " Values: %s,", list(f.Values))
	}
	if text("Follows", f.Follows); f.Follows != "" {
		fmt.Fprint(w, " By: map[string]any{")
		for _, value := range slices.Sorted(maps.Keys(f.By)) {
			fmt.Fprintf(w, "%q: %#v, ", value, f.By[value])
		}
		fmt.Fprint(w, "},")
	}
	return w.String()
}

func list(ss []string) string {
	if ss == nil {
		return "nil"
	}
	return fmt.Sprintf("%#v", ss)
}

// valuesGo writes what treats ent's entities alike: ids, orders, masks, and the four operations by noun.
func valuesGo(all []*noun.Noun) []byte {
	w := &writer{}
	w.p("package gen\n\nimport (\n\"context\"\n\n\"entgo.io/ent\"\n\n\"estatehub/ent/noun\"\n\"estatehub/internal/ident\"")
	for _, n := range shown(all) {
		w.p("%q", "estatehub/ent/gen/"+pkg(n))
	}
	w.p(")\n")
	w.p("// Node is any noun with an id of its own.\ntype Node interface {\n// IsNode marks the type as a node.\nIsNode()\n// Ident is the id.\nIdent() ident.ID\n}\n")
	for _, n := range shown(all) {
		w.p("// IsNode implements Node.\nfunc (*%s) IsNode() {}\n", n.Name)
		w.p("// Ident implements Node.\nfunc (v *%s) Ident() ident.ID { return v.ID }\n", n.Name)
		w.p("// SortKey is the value of an order.\nfunc (v *%s) SortKey(field string) any {\nswitch field {", n.Name)
		for _, f := range n.Fields {
			if f.Sort {
				w.p("case %q: return v.%s", f.Name, f.Go)
			}
		}
		w.p("}\nreturn nil\n}\n")
		maskMethod(w, n)
	}
	w.p("// MaskAll withholds from what a query returned whatever its viewer may not see.\nfunc MaskAll(v ent.Value, m noun.Masker) {\nswitch v := v.(type) {")
	for _, n := range shown(all) {
		if masked(n) {
			w.p("case []*%s:\nfor _, e := range v { e.mask(m) }", n.Name)
			w.p("case *%s:\nv.mask(m)", n.Name)
		}
	}
	w.p("}\n}\n")
	countable(w, all)
	operations(w, all)
	return w.bytes()
}

func masked(n *noun.Noun) bool {
	for _, f := range n.Fields {
		if f.Mask != noun.Open {
			return true
		}
	}
	return false
}

func maskMethod(w *writer, n *noun.Noun) {
	if !masked(n) {
		return
	}
	owner := "0"
	if n.Wall == noun.Owned {
		owner = "v.CommunityID"
	}
	w.p("func (v *%s) mask(m noun.Masker) {", n.Name)
	for _, f := range n.Fields {
		switch {
		case f.Mask == noun.Open:
		case f.Mask == noun.Hide:
			w.p("if m.Hidden(%d, %s) { v.%s = nil }", f.Group, owner, f.Go)
		default:
			w.p("v.%s = m.Text(%d, %q, %s, v.%s)", f.Go, f.Group, f.Mask, owner, f.Go)
		}
	}
	w.p("}\n")
}

// countable writes how the rows of counted nouns are counted.
func countable(w *writer, all []*noun.Noun) {
	w.p("// Countable is a row of a noun that is counted.\ntype Countable interface {\nNode\n// Counted is the value of a column that it is counted by.\nCounted(column string) any\n}\n")
	w.p("// CountableMutation is a mutation of a noun that is counted.\ntype CountableMutation interface {\nent.Mutation\n// CountedRows are the rows it is about to change or delete, as far as they are counted.\nCountedRows(ctx context.Context) ([]Countable, error)\n}\n")
	for _, n := range all {
		if n.Counter == "" {
			continue
		}
		w.p("// Counted implements Countable.\nfunc (v *%s) Counted(column string) any {\nswitch column {", n.Name)
		columns := pkg(n) + ".FieldID, " + pkg(n) + ".FieldCommunityID"
		for _, name := range n.Counted {
			f := field(n, name)
			value := "v." + f.Go
			if f.Type == noun.Enum {
				value = "string(" + value + ")"
			}
			w.p("case %q: return %s", name, value)
			columns += ", " + pkg(n) + ".Field" + f.Go
		}
		w.p("}\nreturn nil\n}\n")
		w.p("// CountedRows implements CountableMutation.\nfunc (m *%sMutation) CountedRows(ctx context.Context) ([]Countable, error) {", n.Name)
		w.p("q := m.Client().%s.Query().Where(m.predicates...)", n.Name)
		w.p("if id, one := m.ID(); one { q.Where(%s.ID(id)) }", pkg(n))
		w.p("rows, err := q.Select(%s).All(ctx)", columns)
		w.p("out := make([]Countable, len(rows))\nfor i, v := range rows { out[i] = v }\nreturn out, err\n}\n")
	}
}

func operations(w *writer, all []*noun.Noun) {
	w.p("// EnumValue is a value of an enum field in the type that ent's builders want.\nfunc EnumValue(n *noun.Noun, field, v string) ent.Value {\nswitch n.Name + \".\" + field {")
	for _, n := range shown(all) {
		for _, f := range n.Fields {
			if f.Type == noun.Enum {
				w.p("case %q: return %s.%s(v)", n.Name+"."+f.Name, pkg(n), f.Go)
			}
		}
	}
	w.p("}\nreturn v\n}\n")
	w.p("// Operations are what can be done with the rows of any noun.\ntype Operations struct {")
	w.p("// Get finds one in scope.\nGet func(ctx context.Context, c *Client, id ident.ID) (Node, error)")
	w.p("// Many finds those in scope among some, in no order: what a list of ids costs is one statement.\nMany func(ctx context.Context, c *Client, ids []ident.ID) ([]Node, error)")
	w.p("// Create begins a new one; the second value saves it.\nCreate func(c *Client) (ent.Mutation, func(context.Context) (Node, error))")
	w.p("// Update begins a change; the second value saves it.\nUpdate func(c *Client, id ident.ID) (ent.Mutation, func(context.Context) (Node, error))")
	w.p("// Delete removes one.\nDelete func(ctx context.Context, c *Client, id ident.ID) error\n}\n")
	w.p("// OperationsOf finds the operations of a noun by its name.\nvar OperationsOf = map[string]Operations{")
	for _, n := range shown(all) {
		w.p("%q: {", n.Name)
		w.p("Get: func(ctx context.Context, c *Client, id ident.ID) (Node, error) { return node(c.%s.Query().Where(%s.ID(id)).Only(ctx)) },", n.Name, pkg(n))
		w.p("Many: func(ctx context.Context, c *Client, ids []ident.ID) ([]Node, error) { return nodes(c.%s.Query().Where(%s.IDIn(ids...)).All(ctx)) },", n.Name, pkg(n))
		w.p("Create: func(c *Client) (ent.Mutation, func(context.Context) (Node, error)) { b := c.%s.Create(); return b.Mutation(), func(ctx context.Context) (Node, error) { return node(b.Save(ctx)) } },", n.Name)
		w.p("Update: func(c *Client, id ident.ID) (ent.Mutation, func(context.Context) (Node, error)) { b := c.%s.UpdateOneID(id); return b.Mutation(), func(ctx context.Context) (Node, error) { return node(b.Save(ctx)) } },", n.Name)
		w.p("Delete: func(ctx context.Context, c *Client, id ident.ID) error { return c.%s.DeleteOneID(id).Exec(ctx) },", n.Name)
		w.p("},")
	}
	w.p("}\n")
	w.p("func node[T Node](v T, err error) (Node, error) {\nif err != nil { return nil, err }\nreturn v, nil\n}\n")
	w.p("func nodes[T Node](vs []T, err error) ([]Node, error) {\nout := make([]Node, len(vs))\nfor i, v := range vs { out[i] = v }\nreturn out, err\n}")
}

func pkg(n *noun.Noun) string { return strings.ToLower(n.Name) }

// enumsGo writes what GraphQL needs of a noun's enums; nil where it has none.
func enumsGo(n *noun.Noun) []byte {
	w := &writer{}
	w.p("package %s\n\nimport (\n\"fmt\"\n\"io\"\n\"strconv\"\n)\n", pkg(n))
	some := false
	for _, f := range n.Fields {
		if f.Type != noun.Enum {
			continue
		}
		some = true
		w.p("// MarshalGQL writes the value.\nfunc (e %s) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(e))) }\n", f.Go)
		w.p("// UnmarshalGQL reads a value.\nfunc (e *%s) UnmarshalGQL(v any) error {\ns, ok := v.(string)\n*e = %s(s)\nif !ok || %sValidator(*e) != nil { return fmt.Errorf(%q) }\nreturn nil\n}\n", f.Go, f.Go, f.Go, "one of "+strings.Join(f.Values, ", "))
	}
	if !some {
		return nil
	}
	return w.bytes()
}
