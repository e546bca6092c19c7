package main

import (
	"os"
	"path/filepath"
	"regexp"

	"estatehub/ent/noun"
)

// connectionsGo writes the Go types of the connections.
func connectionsGo(all []*noun.Noun) []byte {
	w := &writer{}
	w.p("// Package model holds the Go types of GraphQL types that are no noun.\npackage model\n\nimport (\n\"context\"\n\n\"estatehub/ent/gen\"\n\"estatehub/graph/page\"\n)\n")
	for _, n := range shown(all) {
		w.p("// %sConnection is a page of %s.\ntype %sConnection struct{ Page *page.Page[*gen.%s] }\n", n.Name, n.Plural, n.Name, n.Name)
		w.p("// Nodes are the rows.\nfunc (c *%sConnection) Nodes() []*gen.%s { return c.Page.Nodes }\n", n.Name, n.Name)
		w.p("// Edges are the rows with their cursors.\nfunc (c *%sConnection) Edges() []*%sEdge {\nedges := make([]*%sEdge, len(c.Page.Nodes))\nfor i := range edges { edges[i] = &%sEdge{page: c.Page, Node: c.Page.Nodes[i]} }\nreturn edges\n}\n", n.Name, n.Name, n.Name, n.Name)
		w.p("// PageInfo says where the page lies.\nfunc (c *%sConnection) PageInfo() *page.Info { return c.Page.Info() }\n", n.Name)
		w.p("// TotalCount counts the whole connection.\nfunc (c *%sConnection) TotalCount(ctx context.Context) (int, error) { return c.Page.Total(ctx) }\n", n.Name)
		w.p("// %sEdge is a row with its cursor.\ntype %sEdge struct {\npage *page.Page[*gen.%s]\n// Node is the row.\nNode *gen.%s\n}\n", n.Name, n.Name, n.Name, n.Name)
		w.p("// Cursor is where the row lies.\nfunc (e *%sEdge) Cursor() string { return e.page.Cursor(e.Node) }\n", n.Name)
	}
	return w.bytes()
}

const args = "first *int, after *string, last *int, before *string, where map[string]any, orderBy map[string]any"

// resolverGo writes the resolvers of one noun.
func resolverGo(n *noun.Noun, all []*noun.Noun) []byte {
	w := &writer{}
	w.p("package nouns\n\nimport (\n\"context\"\n\n\"estatehub/ent/gen\"\n\"estatehub/ent/gen/predicate\"\n\"estatehub/ent/gen/%s\"\n\"estatehub/graph/model\"\n\"estatehub/graph/page\"\n\"estatehub/internal/ident\"", pkg(n))
	w.p(")\n")
	w.p("// %s answers the root field of one.\nfunc (q Query) %s(ctx context.Context, id ident.ID) (*gen.%s, error) {\nreturn page.One(q.Client.%s.Query().Where(%s.ID(id)).Only(ctx))\n}\n", n.Name, n.Name, n.Name, n.Name, pkg(n))
	w.p("// %s answers the root field of many.\nfunc (q Query) %s(ctx context.Context, %s) (*model.%sConnection, error) {", title(n.Plural), title(n.Plural), args, n.Name)
	w.p("return q.connect%s(ctx, page.Args{First: first, After: after, Last: last, Before: before, Where: where, OrderBy: orderBy})\n}\n", n.Name)
	w.p("func (r Root) connect%s(ctx context.Context, a page.Args) (*model.%sConnection, error) {", n.Name, n.Name)
	w.p("p, err := page.Load[*gen.%s, predicate.%s, %s.OrderOption](ctx, r.Pages, r.Client.%s.Query(), gen.Nouns.Named(%q), a)", n.Name, n.Name, pkg(n), n.Name, n.Name)
	w.p("if err != nil { return nil, err }\nreturn &model.%sConnection{Page: p}, nil\n}\n", n.Name)
	if len(n.Edges) == 0 {
		return w.bytes()
	}
	w.p("// %s answers the edges of a %s.\ntype %s struct{ Root }\n", n.Name, n.Field, n.Name)
	for _, e := range n.Edges {
		edgeResolver(w, n, e, all)
	}
	return w.bytes()
}

func edgeResolver(w *writer, n *noun.Noun, e *noun.Edge, all []*noun.Noun) {
	w.p("// %s answers %s.%s.", title(e.Name), n.Field, e.Name)
	if e.Many {
		w.p("func (r %s) %s(ctx context.Context, obj *gen.%s, %s) (*model.%sConnection, error) {", n.Name, title(e.Name), n.Name, args, e.To)
		w.p("return r.connect%s(ctx, page.Args{First: first, After: after, Last: last, Before: before, Where: where, OrderBy: orderBy, Of: &page.Parent{Column: %q, ID: obj.ID}})\n}\n", e.To, e.Column)
		return
	}
	field := goField(n, e.Column)
	w.p("func (r %s) %s(ctx context.Context, obj *gen.%s) (*gen.%s, error) {", n.Name, title(e.Name), n.Name, e.To)
	value := "obj." + field.Go
	if field.Nullable {
		w.p("if %s == nil { return nil, nil }", value)
		value = "*" + value
	}
	w.p("return Query{r.Root}.%s(ctx, %s)\n}\n", e.To, value)
}

func goField(n *noun.Noun, column string) *noun.Field {
	for _, f := range n.Fields {
		if f.Name == column {
			return f
		}
	}
	panic(n.Name + " has no " + column)
}

// rootGo writes the methods by which gqlgen finds the resolvers. A noun to which a hand-written schema adds fields has its
// method written by hand too, in package graph: it returns a resolver that embeds the generated one.
func rootGo(all []*noun.Noun, extended map[string]bool) []byte {
	w := &writer{}
	w.p("// Package nouns resolves the fields of the nouns: thin, alike, generated.\npackage nouns\n\nimport (\n\"estatehub/ent/gen\"\n\"estatehub/graph/exec\"\n\"estatehub/internal/listing\"\n\"estatehub/internal/upkeep\"\n)\n")
	w.p("// Root is what resolvers need.\ntype Root struct {\n// Client reads.\nClient *gen.Client\n// Pages makes connections.\nPages *listing.Reader\n// Upkeep writes.\nUpkeep *upkeep.Keeper\n}\n")
	w.p("// Query answers the root fields of the nouns.\ntype Query struct{ Root }\n")
	for _, n := range shown(all) {
		if len(n.Edges) > 0 && !extended[n.Name] {
			w.p("// %s finds the resolvers of a %s.\nfunc (r Root) %s() exec.%sResolver { return %s{r} }\n", n.Name, n.Field, n.Name, n.Name, n.Name)
		}
	}
	return w.bytes()
}

// upkeepGo writes the mutations of the nouns.
func upkeepGo(all []*noun.Noun) []byte {
	w := &writer{}
	w.p("package nouns\n\nimport (\n\"context\"\n\n\"estatehub/ent/gen\"\n\"estatehub/graph/model\"\n\"estatehub/internal/upkeep\"\n)\n")
	w.p("// Mutation answers the upkeep of the nouns.\ntype Mutation struct{ Root }\n")
	for _, n := range shown(all) {
		if !n.Upkeep {
			continue
		}
		for _, verb := range []string{"Create", "Update"} {
			w.p("// %s%s answers its mutation.\nfunc (m Mutation) %s%s(ctx context.Context, input map[string]any) (*model.%s%sPayload, error) {", verb, n.Name, verb, n.Name, verb, n.Name)
			w.p("v, errs, err := m.Upkeep.%s(ctx, gen.Nouns.Named(%q), input)\nif err != nil { return nil, err }", verb, n.Name)
			w.p("p := &model.%s%sPayload{UserErrors: upkeep.Shown(errs)}\nif v != nil { p.%s = v.(*gen.%s) }\nreturn p, nil\n}\n", verb, n.Name, n.Name, n.Name)
		}
		w.p("// Remove%s answers its mutation.\nfunc (m Mutation) Remove%s(ctx context.Context, input map[string]any) (*model.Remove%sPayload, error) {", n.Name, n.Name, n.Name)
		w.p("id, errs, err := m.Upkeep.Remove(ctx, gen.Nouns.Named(%q), input)\nif err != nil { return nil, err }", n.Name)
		w.p("p := &model.Remove%sPayload{UserErrors: upkeep.Shown(errs)}\nif id != 0 { p.ID = &id }\nreturn p, nil\n}\n", n.Name)
	}
	return w.bytes()
}

var extension = regexp.MustCompile(`(?m)^extend type (\w+)`)

// extensions names the types to which the hand-written schema adds fields.
func extensions(dir string) (map[string]bool, error) {
	files, err := filepath.Glob(dir + "/*.graphqls")
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, f := range files {
		text, err := os.ReadFile(f) //nolint:gosec // our own schema
		if err != nil {
			return nil, err
		}
		for _, m := range extension.FindAllSubmatch(text, -1) {
			names[string(m[1])] = true
		}
	}
	return names, nil
}
