package limits

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"

	"estatehub/internal/fault"
)

const small = `
type Query { viewer: Unit, node(id: ID!): Node, units(first: Int, after: String, last: Int, where: Where): UnitConnection!, lists: [Unit!]!, rules: [Unit!]!,
	changes(first: Int): Feed!, search(first: Int = 10): [Hit!]!, counts(by: [Int!]): Int }
interface Node { id: ID! }
scalar Upload
enum Kind { A B }
input Where { kind: [Kind!], file: Upload, floor: Int, floors: [Int!], and: [Where!], name: String }
type Unit implements Node { id: ID!, owner: Unit, tickets(first: Int, last: Int): TicketConnection!, names: [String!]! }
type Ticket implements Node { id: ID!, unit: Unit, events(first: Int): TicketConnection! }
type UnitConnection { nodes: [Unit!]!, edges: [UnitEdge!]!, totalCount: Int! }
type UnitEdge { node: Unit! }
type TicketConnection { nodes: [Ticket!]! }
type Feed { rows: [Row!]! }
type Row { node: Node, children: [Row!]! }
type Hit { node: Node! }`

// Every cost by hand: rows of pages and lists, multiplied down, and one a root field.
func TestCost(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: small})
	g := New(Default(), schema, map[string]int{"Query.rules": 121})
	for _, c := range []struct {
		doc, vars string
		want      int // -1 where it is over a limit, which is named then
		limit     string
	}{
		{doc: `{ __typename }`, want: 0},
		{doc: `{ viewer { id names } }`, want: 1},
		{doc: `{ units { nodes { id } } }`, want: 21},
		{doc: `{ units(first: 50) { nodes { id owner { id } } edges { node { id } } totalCount } }`, want: 51},
		{doc: `{ units(last: 5) { nodes { id } } }`, want: 6},
		{doc: `{ units(first: null) { nodes { id } } }`, want: 21},
		{doc: `query($n: Int) { units(first: $n) { nodes { id } } }`, want: 21},
		{doc: `query($n: Int = 7) { units(first: $n) { nodes { id } } }`, want: 8},
		{doc: `query($n: Int) { units(first: $n) { nodes { id } } }`, vars: `{"n": 30}`, want: 31},
		{doc: `{ units(first: 100) { nodes { tickets(first: 5) { nodes { id } } } } }`, want: 1 + 100 + 500},
		{doc: `{ units(first: 100) { edges { node { tickets { nodes { events(first: 2) { nodes { id } } } } } } } }`, want: 1 + 100 + 2000 + 4000},
		{doc: `{ viewer { tickets(first: 3) { nodes { id } } } lists { id } }`, want: 2 + 3 + 10},
		{doc: `{ lists { owner { tickets(first: 4) { nodes { id } } } } }`, want: 1 + 10 + 40},
		{doc: `{ rules { id } }`, want: 1 + 121},
		{doc: `{ rules { owner { tickets(first: 4) { nodes { id } } } } }`, want: 1 + 121 + 484},
		{doc: `{ changes { rows { node { ... on Unit { tickets(first: 3) { nodes { id } } } } children { node { id } } } } }`, want: 1 + 100 + 300 + 1000},
		{doc: `{ search { node { id } } a: search(first: 2) { node { id } } }`, want: 2 + 70 + 14},
		{doc: `{ units { nodes { id ...f } } ...g } fragment f on Unit { tickets { nodes { id } } } fragment g on Query { units { nodes { owner { id } } } }`, want: 1 + 20 + 400},
		{doc: `query($y: Boolean!) { units(first: 9) @include(if: $y) { nodes { id tickets { nodes { id } } } } }`, vars: `{"y": false}`, want: 1},
		{doc: `query($y: Boolean!) { units(first: 9) @skip(if: $y) { nodes { id } } ... @include(if: true) { lists { id } } }`, vars: `{"y": false}`, want: 2 + 9 + 10},
		{doc: `query($y: Boolean!) { units(first: 9) @include(if: $y) { nodes { id } } units(first: 9) { totalCount } }`, vars: `{"y": false}`, want: 10},
		{doc: `{ units(first: 200) { nodes { tickets(first: 200) { nodes { id } } } } }`, want: 40_201},
		{doc: `{ units(first: 200) { nodes { tickets(first: 200) { nodes { events { nodes { id } } } } } } }`, want: -1, limit: "cost"},
		{doc: `{ units(first: 2147483647) { nodes { tickets(first: 2147483647) { nodes { events(first: 2147483647) { nodes { id } } } } } } }`, want: -1, limit: "cost"},
		{doc: `{ units(first: -5) { nodes { id } } }`, want: 1},

		// A long read is free, once, and only where it is flat.
		{doc: `{ units(first: 200000) { nodes { id owner { id names } } } }`, want: 1},
		{doc: `query($n: Int) { units(first: $n) { edges { node { id } } } }`, vars: `{"n": 1000000}`, want: 1},
		{doc: `{ units(first: 1000001) { nodes { id } } }`, want: -1, limit: "longRead"},
		{doc: `{ a: units(first: 100000) { nodes { id } } b: units(first: 100000) { nodes { id } } }`, want: -1, limit: "cost"},
		{doc: `{ units(first: 100000) { nodes { owner { tickets(first: 1) { nodes { id } } } } } }`, want: -1, limit: "cost"},
		{doc: `{ units(last: 100000) { nodes { id } } }`, want: -1, limit: "cost"},
		{doc: `{ changes(first: 100000) { rows { node { id } } } }`, want: -1, limit: "cost"},
		{doc: `{ viewer { tickets(first: 100000) { nodes { id } } } }`, want: -1, limit: "cost"},
	} {
		doc, errs := gqlparser.LoadQueryWithRules(schema, c.doc, Rules())
		if errs != nil {
			t.Fatal(c.doc, errs)
		}
		raw := map[string]any{}
		d := json.NewDecoder(strings.NewReader(c.vars + "{}"))
		d.UseNumber()
		_ = d.Decode(&raw)
		vars, err := validator.VariableValues(schema, doc.Operations[0], raw)
		if err != nil {
			t.Fatal(err)
		}
		n, err := g.compile(doc.Operations[0]).of(&g.limits, vars)
		switch f := fault.Of(err); {
		case c.want < 0 && (f == nil || f.Limit.Name != c.limit):
			t.Errorf("%s: %d %v", c.doc, n, err)
		case c.want >= 0 && (err != nil || n != c.want):
			t.Errorf("%s: %d, want %d: %v", c.doc, n, c.want, err)
		}
	}
}

// Int has 32 bits wherever it stands, and is no string; enums have their case, and files are files.
func TestInt(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: small})
	g := New(Default(), schema, map[string]int{"Query.rules": 121})
	for doc, good := range map[string]bool{
		`{ units(first: 2147483647) { totalCount } }`:                       true,
		`{ units(first: 2147483648) { totalCount } }`:                       false,
		`{ units(where: {floor: -2147483648}) { totalCount } }`:             true,
		`{ units(where: {and: [{floors: [-2147483649]}]}) { totalCount } }`: false,
		`query($n: Int = 3000000000) { units(first: $n) { totalCount } }`:   false,
		`{ units(where: {kind: A, file: null}) { totalCount } }`:            true,
		`{ units(where: {file: "x"}) { totalCount } }`:                      false,
		`{ node(id: 3000000000) { id } }`:                                   true,
	} {
		if _, errs := gqlparser.LoadQueryWithRules(schema, doc, Rules()); (errs == nil) != good {
			t.Errorf("%s: %v", doc, errs)
		}
	}
	for vars, good := range map[string]bool{
		`{"w": {"floor": 2147483647, "name": "9999999999"}, "n": 5}`: true, `{"w": null, "n": null}`: true,
		`{"n": 2147483648}`: false, `{"n": "5"}`: false,
		`{"w": {"floor": "5"}}`: false, `{"w": {"floors": [1, 3000000000]}}`: false, `{"w": {"floors": 3000000000}}`: false,
		`{"w": {"and": [{"and": {"floor": -2147483649}}]}}`: false, `{"w": {"and": [{"floors": [1]}]}}`: true,
		`{"w": {"kind": ["A", "B"]}}`: true, `{"w": {"kind": "B"}}`: true, `{"w": {"kind": ["a"]}}`: false, `{"w": {"kind": "b"}}`: false, `{"w": {"file": "x"}}`: false,
		`{"w": {"and": {"floor": 1, "floors": 2}}}`: true, `{"w": {"and": {"floors": 2147483648}}}`: false,
	} {
		doc := gqlparser.MustLoadQueryWithRules(schema, `query($w: Where, $n: Int) { units(first: $n, where: $w) { totalCount } }`, Rules())
		raw := map[string]any{}
		d := json.NewDecoder(strings.NewReader(vars))
		d.UseNumber()
		_ = d.Decode(&raw)
		op := doc.Operations[0]
		values, err := validator.VariableValues(schema, op, raw)
		for _, v := range op.VariableDefinitions {
			if err == nil {
				err = g.closely(v, values[v.Variable])
			}
		}
		if (err == nil) != good {
			t.Errorf("%s: %v", vars, err)
		}
	}
}
