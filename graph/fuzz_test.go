package graph_test

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"slices"
	"testing"

	"estatehub/graph"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/fault"
	"estatehub/tenants"
)

// codes are those that a request by a reader may be answered with. INTERNAL is none of them: it is a fault of the hub.
var codes = []fault.Code{
	fault.NotFound, fault.Forbidden, fault.Unauthenticated, fault.BadRequest, fault.BadInput, fault.CursorInvalid,
	fault.LimitExceeded, fault.Conflict, fault.WrongState, fault.TooMany, fault.Unavailable, fault.Timeout,
}

// fuzzed asks the API as whoever reads the whole portfolio and changes nothing, and holds the answer to what every answer
// is: well-formed JSON with data or with errors whose codes are known.
func fuzzed(f *testing.F) func(t *testing.T, body []byte) {
	f.Helper()
	db := datatest.SQLite(f, data.Options{})
	tell := datatest.Tell(f, db)
	api := graph.Server(graph.New(graph.Parts{DB: db, Key: []byte("a key of cursors, for tests only")}))
	reader := tell.Viewer(tenants.QualityDept).Reading()
	return func(t *testing.T, body []byte) {
		for _, accept := range []string{"application/json", "application/graphql-response+json"} {
			r := httptest.NewRequestWithContext(tenants.WithViewer(t.Context(), reader), "POST", "/graphql", bytes.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", accept)
			rec := httptest.NewRecorder()
			api.ServeHTTP(rec, r)
			var got struct {
				Data   json.RawMessage
				Errors []struct {
					Message    string
					Extensions struct{ Code fault.Code }
				}
			}
			if err := json.Unmarshal(rec.Body.Bytes(), &got); err != nil || got.Data == nil && len(got.Errors) == 0 {
				t.Fatalf("%d %s: %v", rec.Code, rec.Body, err)
			}
			if !slices.Contains([]int{200, 400, 403, 406, 413}, rec.Code) || rec.Code != 200 && got.Data != nil {
				t.Errorf("%d %s", rec.Code, rec.Body)
			}
			for _, e := range got.Errors {
				if !slices.Contains(codes, e.Extensions.Code) || e.Message == "" {
					t.Errorf("%d %s", rec.Code, rec.Body)
				}
			}
		}
	}
}

func FuzzBody(f *testing.F) {
	for _, body := range []string{
		`{"query":"{ __typename }"}`, `{"query":"query($a: Int) { tickets(first: $a) { totalCount } }","variables":{"a":1e2},"operationName":null,"extensions":{}}`,
		`{"query":"{\u007d","variables":[`, `[{"query":""}]`, "{\"query\":\"\xff\"}", `{"query":"subscription { ticketChanged { ticketId } }"}`, `{"a":{"b":[1,2,{"c":null}]},"a":1}`,
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(fuzzed(f))
}

func FuzzDocument(f *testing.F) {
	for _, doc := range []string{
		`{ communities(first: 2, orderBy: {field: CODE, direction: DESC}) { nodes { id name units(first: 1, where: {floorMin: 1}) { edges { cursor node { propertyNo } } pageInfo { hasNextPage endCursor } } } totalCount } }`,
		`query($a: Boolean = true) { ...f @include(if: $a) node(id: "x") { id ... on Ticket { number } } } fragment f on Query { viewer { user { login } access { group level } } }`,
		`{ search(text: "ab") { node { __typename id } matched } changes(first: 1) { rows { node { id } } nextCursor } ticketCounts(by: [STATE]) { rows { state count } total } }`,
		`{ __schema { types { name fields { name type { name ofType { name } } } } } __type(name: "Ticket") { name } }`,
		`mutation { signOut { userErrors { code } } }`, `subscription { ticketChanged { ticketId } }`, `{ tickets(after: "x", where: {id: ["""a"""], contentContains: "\u4f60"}) { nodes { number } } } # [[[`,
	} {
		f.Add(doc)
	}
	ask := fuzzed(f)
	f.Fuzz(func(t *testing.T, doc string) {
		body, err := json.Marshal(map[string]string{"query": doc})
		if err != nil {
			t.Fatal(err)
		}
		ask(t, body)
	})
}

func FuzzVariables(f *testing.F) {
	const doc = `query($w: TicketWhere, $o: TicketOrder, $n: Int, $l: Int, $c: String, $i: [ID!], $b: Boolean = true, $d: [TicketDimension!] = [STATE], $t: String = "ab", $u: UnitWhere) {
		tickets(first: $n, last: $l, after: $c, where: $w, orderBy: $o) { nodes @include(if: $b) { number events(first: $n) { totalCount } } totalCount }
		units(where: $u) { nodes { propertyNo } }
		changes(first: $n, after: $c, communityId: $i) { rows { entityId } }
		ticketCounts(where: $w, by: $d) { total }
		search(text: $t, first: $n) { matched }
	}`
	for _, vars := range []string{
		`{}`, `null`, `{"w":{"id":0},"i":[1]}`, `{"w":{"state":["open"]},"o":{"field":"opened_at"}}`, `{"w":{"id":["x"],"state":["OPEN"],"openedAtFrom":"2026-01-01T00:00:00Z","levelMin":1,"quotedMin":1e3},"o":{"field":"OPENED_AT","direction":"DESC"},"n":3,"c":"x"}`,
		`{"n":2147483648}`, `{"n":"5","i":"x","b":null,"d":"STATE"}`, `{"w":{"id":[null,[]],"state":{}},"i":[1,2.5,true]}`, `{"u":{"floorMin":-5,"areaMin":1e999},"t":"\u0000\ud800"}`,
	} {
		f.Add([]byte(vars))
	}
	ask := fuzzed(f)
	query, _ := json.Marshal(doc)
	f.Fuzz(func(t *testing.T, vars []byte) {
		ask(t, []byte(`{"query":`+string(query)+`,"variables":`+string(vars)+`}`))
	})
}
