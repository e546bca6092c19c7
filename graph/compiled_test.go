package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"estatehub/graph"
	"estatehub/graph/graphtest"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/reads"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// left is all that the read planner leaves to the plain way, with the reason why it may.
var left = map[string]string{
	"Query.viewer":                      "who asks, not what is kept",
	"Query.sessions":                    "the viewer's own sign-ins, which are no noun of the API",
	"Query.search":                      "asks seven lists, each of which may be forbidden",
	"Query.changes":                     "the ledger's feed has a reader of its own",
	"Query.audit":                       "the ledger's trail has a reader of its own",
	"Query.explainAccess":               "explains grants",
	"Query.lifecycles":                  "a catalogue in the program",
	"Query.clockRules":                  "a catalogue in the program",
	"Query.visitRules":                  "a catalogue in the program",
	"Query.surveyResults":               "counted from the answers by an engine (internal/surveys)",
	"Survey.results":                    "counted from the answers by an engine (internal/surveys)",
	"VisitSample.redraw":                "drawn again from its seed, without the database",
	"Nonconformity.elsewhere":           "asked over the whole scope of the viewer by an engine (internal/nonconformity)",
	"Query.metric":                      "one grouped statement of its own, behind the same walls (internal/metrics)",
	"Query.metrics":                     "a catalogue in the program",
	"Query.importMappings":              "a catalogue in the program",
	"Query.policies":                    "a catalogue in the program",
	"Query.effectivePolicy":             "kept in memory; only the versions it names are read",
	"Query.effectivePolicies":           "kept in memory; only the versions they name are read",
	"PolicyValue.node":                  "an organisation, company or community",
	"Grant.node":                        "an organisation, company, office or community",
	"ServiceToken.node":                 "an organisation, company, office or community",
	"Ticket.allowedVerbs":               "what the life cycle lets its viewer do",
	"TicketCount.community with a list": "no page asks for lists below a count",
	"UnitCount.community with a list":   "no page asks for lists below a count",
	"UnitCount.building with a list":    "no page asks for lists below a count",
	"Query.__schema":                    "introspection",
	"Query.__type":                      "introspection",
	"Query.__typename":                  "no entity",
}

// TestLeftToThePlainWay asks for each field of the schema that a query can reach and lists those that are not compiled.
func TestLeftToThePlainWay(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	r := graph.New(graph.Parts{DB: db, Key: []byte("key")})
	schema := graph.Plain(r).Schema()
	found := map[string]bool{}
	for _, query := range everyField(schema) {
		doc, err := gqlparser.LoadQueryWithRules(schema, query, rules.NewDefaultRules())
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		for _, what := range graph.Left(r, doc.Operations[0]) {
			found[what] = true
		}
	}
	for what := range found {
		if left[what] == "" {
			t.Errorf("%s falls back and is not on the list", what)
		}
	}
	for what := range left {
		if !found[what] {
			t.Errorf("%s is on the list and does not fall back", what)
		}
	}
}

// everyField makes a query for each root field, and for each field of each noun.
func everyField(schema *ast.Schema) (all []string) {
	all = append(all, "{ __typename }", "{ __schema { description } }", `{ __type(name: "Ticket") { name } }`)
	for _, f := range schema.Query.Fields {
		if strings.HasPrefix(f.Name, "__") {
			continue
		}
		for _, selection := range selections(schema, schema.Types[f.Type.Name()], 3) {
			all = append(all, "{ "+f.Name+given(f)+" "+selection+" }")
		}
	}
	return all
}

// given are values for the required arguments of a field.
func given(f *ast.FieldDefinition) string {
	var args []string
	for _, a := range f.Arguments {
		if a.Type.NonNull {
			args = append(args, a.Name+": "+map[string]string{"ID": `"x"`, "String": `"xx"`, "TicketDimension": "[KIND]", "UnitDimension": "[USE]", "MetricKey": "COMPLAINTS", "MetricDimension": "[MONTH]"}[a.Type.Name()])
		}
	}
	if len(args) == 0 {
		return ""
	}
	return "(" + strings.Join(args, ", ") + ")"
}

// selections asks for each field of a type, one at a time.
func selections(schema *ast.Schema, d *ast.Definition, deep int) (all []string) {
	if d.Kind == ast.Scalar || d.Kind == ast.Enum {
		return []string{""}
	}
	if deep == 0 {
		return []string{"{ __typename }"}
	}
	for _, f := range d.Fields {
		for _, s := range selections(schema, schema.Types[f.Type.Name()], deep-1) {
			all = append(all, "{ "+f.Name+given(f)+" "+s+" }")
		}
	}
	return all
}

// A console page takes as many statements as it has lists, however many rows it shows.
func TestStatements(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		tickets(t, db, 30, w.Communities[0].ID, w.Communities[1].ID, w.Communities[2].ID)
		a := api(db)
		building := w.Communities[0].Buildings[0].ID.String()
		for query, want := range map[string]int{
			`{ tickets(first: %d) { nodes { id unit { building { estate { name } } } assignee { name } community { name } } } }`:         1,
			`{ tickets(first: %d) { edges { cursor node { number } } pageInfo { hasNextPage } totalCount } }`:                            2,
			`{ building(id: "` + building + `") { units(first: %d) { nodes { owners { nodes { name } } tickets { nodes { id } } } } } }`: 4,
			`{ communities(first: %d) { nodes { units(first: 1) { totalCount nodes { id } } tickets(first: 2) { nodes { id } } } } }`:    4,
			`{ ticketCounts(by: [COMMUNITY, KIND]) { total rows { count community { name } } } units(first: %d) { nodes { id } } }`:      3,
		} {
			for _, first := range []int{1, 3, 30} {
				for name, v := range map[string]*tenants.Viewer{"head office": w.Viewer(tenants.QualityDept), "two sites": w.Viewer(tenants.QualityDept, 0, 1)} {
					ctx, counter := store.WithCounter(tenants.WithViewer(t.Context(), v))
					if out := a.Ask(ctx, fmt.Sprintf(query, first), nil); len(out.Errors) > 0 {
						t.Fatal(query, out.Errors)
					}
					if counter.N() != want {
						t.Errorf("%s, first %d: %d statements, want %d\n%s\n%s", name, first, counter.N(), want, query, strings.Join(counter.Statements(), "\n"))
					}
				}
			}
		}
	})
}

// Rows of one instant follow by their ids, in the direction of the order; without the tie-break they follow as the
// database happens to find them, which differs where no index serves the order.
func TestTieBreak(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	w := datatest.Tell(t, db)
	tickets(t, db, 8, w.Communities[0].ID)
	r := graph.New(graph.Parts{DB: db, Key: []byte("key")})
	v := w.Viewer(tenants.QualityDept)
	var ids []string
	for _, n := range graphtest.At(graphtest.New(r).Must(t, v, `{ tickets { nodes { id } } }`, nil), "tickets", "nodes").([]any) {
		ids = append(ids, `"`+graphtest.At(n, "id").(string)+`"`)
	}
	query := `{ tickets(where: {id: [` + strings.Join(ids, ",") + `]}, orderBy: {field: OPENED_AT, direction: DESC}) { nodes { id } } }`
	read := func(a *graphtest.API) (out []string) {
		for _, n := range graphtest.At(a.Must(t, v, query, nil), "tickets", "nodes").([]any) {
			out = append(out, `"`+graphtest.At(n, "id").(string)+`"`)
		}
		return out
	}
	want := slices.Clone(ids)
	slices.Reverse(want)
	if got := read(graphtest.New(r)); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := read(graphtest.Over(graph.SchemaWithout(r, reads.Walls{TieBreak: true}))); slices.Equal(got, want) {
		t.Error("without the tie-break the order is the same: this test proves nothing")
	}
}
