package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/graph"
	"estatehub/graph/door"
	"estatehub/graph/limits"
	"estatehub/graph/sink"
	"estatehub/internal/blobs"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/fault"
	"estatehub/tenants"
)

// way is the API over HTTP for one viewer, nobody at first, who speaks English.
type way struct {
	t    *testing.T
	api  *door.Handler
	self *tenants.Viewer
}

func openWay(t *testing.T) (*way, *datatest.World) {
	t.Helper()
	db := datatest.SQLite(t, data.Options{})
	w := datatest.Tell(t, db)
	return &way{t: t, api: graph.Server(graph.New(graph.Parts{DB: db, Key: []byte("a key of cursors, for tests only"), Blobs: &blobs.Store{Dir: t.TempDir()}}))}, w
}

func (w *way) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	ctx := fault.WithLang(data.WithRequest(r.Context(), "r1"), "en")
	if w.self != nil {
		ctx = tenants.WithViewer(ctx, w.self)
	}
	w.api.ServeHTTP(rw, r.WithContext(ctx))
}

func (w *way) ask(method, target, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(w.t.Context(), method, target, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, r)
	return rec
}

const (
	plain   = "application/json; charset=utf-8"
	precise = "application/graphql-response+json; charset=utf-8"
)

// GraphQL over HTTP as its specification has it, for what the published audits do not ask.
func TestOverHTTP(t *testing.T) {
	w, world := openWay(t)
	w.self = world.Viewer(tenants.QualityDept)
	const ask, json = `{"query":"{ __typename }"}`, "application/json"
	get := func(q string) string { return "/graphql?query=" + url.QueryEscape(q) }
	for name, c := range map[string]struct {
		method, target, body string
		headers              []string
		status               int
		media, says          string
		allow                string
	}{
		"plain":                {"POST", "/", ask, []string{"Content-Type", json}, 200, plain, `{"data":{"__typename":"Query"}}`, ""},
		"precise":              {"POST", "/", ask, []string{"Content-Type", json, "Accept", "application/graphql-response+json"}, 200, precise, `{"data":{"__typename":"Query"}}`, ""},
		"precise is preferred": {"POST", "/", ask, []string{"Content-Type", json, "Accept", "application/json;q=0.8, application/graphql-response+json"}, 200, precise, "", ""},
		"plain is preferred":   {"POST", "/", ask, []string{"Content-Type", json, "Accept", "application/graphql-response+json;q=0.5, application/json"}, 200, plain, "", ""},
		"first named":          {"POST", "/", ask, []string{"Content-Type", json, "Accept", "application/graphql-response+json, application/json"}, 200, precise, "", ""},
		"as urql asks":         {"POST", "/", ask, []string{"Content-Type", json, "Accept", "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"}, 200, precise, "", ""},
		"a browser":            {"GET", get("{ __typename }"), "", []string{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}, 200, plain, "", ""},
		"neither":              {"POST", "/", ask, []string{"Content-Type", json, "Accept", "text/csv"}, 406, plain, `{"errors":[{"message":"answers are`, ""},
		"none of quality":      {"POST", "/", ask, []string{"Content-Type", json, "Accept", "application/json;q=0"}, 406, plain, "", ""},
		"another charset":      {"POST", "/", ask, []string{"Content-Type", json + "; charset=gbk"}, 415, plain, "GRAPHQL_INVALID", ""},
		"no content type":      {"POST", "/", ask, nil, 415, plain, "GRAPHQL_INVALID", ""},
		"a form":               {"POST", "/", "query={__typename}", []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, plain, "", ""},
		"another method":       {"PUT", "/", ask, []string{"Content-Type", json}, 405, plain, "GRAPHQL_INVALID", "GET, HEAD, POST, OPTIONS"},
		"options":              {"OPTIONS", "/", "", nil, 204, "", "", "GET, HEAD, POST, OPTIONS"},
		"get":                  {"GET", get("query Q($a: Boolean!) { __typename @include(if: $a) }") + "&operationName=Q&variables=" + url.QueryEscape(`{"a":true}`), "", nil, 200, plain, `{"data":{"__typename":"Query"}}`, ""},
		"get, head only":       {"HEAD", get("{ __typename }"), "", nil, 200, plain, "", ""},
		"get without query":    {"GET", "/graphql", "", nil, 400, plain, "query is missing", ""},
		"get, twice":           {"GET", get("{ __typename }") + "&query=x", "", nil, 400, plain, "twice", ""},
		"get, variables":       {"GET", get("{ __typename }") + "&variables=[1]", "", nil, 400, plain, "variables is no object", ""},
		"get, malformed":       {"GET", "/graphql?query=%zz", "", nil, 400, plain, "malformed", ""},
		"get, mutation":        {"GET", get("mutation { signOut { userErrors { code } } }"), "", nil, 405, plain, "GRAPHQL_INVALID", "POST"},
		"get, subscription":    {"GET", get("subscription { ticketChanged { ticketId } }"), "", nil, 406, plain, "text/event-stream", ""},
		"invalid, plain":       {"POST", "/", `{"query":"{ nothing }"}`, []string{"Content-Type", json}, 200, plain, `{"errors":[{"message":"Cannot query field \"nothing\" on type \"Query\"`, ""},
		"invalid, precise":     {"POST", "/", `{"query":"{ nothing }"}`, []string{"Content-Type", json, "Accept", "application/graphql-response+json"}, 400, precise, `"requestId":"r1"`, ""},
		"no suggestions":       {"POST", "/", `{"query":"{ tickets(wher: {}) { totalCoun } staffMembers(where: {nam: 1}) { totalCount } }"}`, []string{"Content-Type", json}, 200, plain, `"errors"`, ""},
		"over a limit":         {"POST", "/", `{"query":"{ communities(first: 200) { nodes { units(first: 200) { nodes { tickets(first: 2) { totalCount } } } } } }"}`, []string{"Content-Type", json, "Accept", "application/graphql-response+json"}, 400, precise, `"extensions":{"code":"LIMIT_EXCEEDED","limit":{"name":"cost","max":50000,"found":120201},"requestId":"r1"}`, ""},
		"which operation":      {"POST", "/", `{"query":"query A { __typename } query B { __typename }"}`, []string{"Content-Type", json}, 200, plain, "GRAPHQL_INVALID", ""},
		"a field fails":        {"POST", "/", `{"query":"{ tickets(first: 300) { nodes { repeats { totalCount } } } }"}`, []string{"Content-Type", json, "Accept", "application/graphql-response+json"}, 200, precise, `"data":null`, ""},
	} {
		a := w.ask(c.method, c.target, c.body, c.headers...)
		body := a.Body.String()
		if a.Code != c.status || a.Header().Get("Content-Type") != c.media || !strings.Contains(body, c.says) || a.Header().Get("Allow") != c.allow {
			t.Errorf("%s: %d %v %s", name, a.Code, a.Header(), body)
		}
		if a.Code != 204 && (a.Header().Get("Content-Length") != strconv.Itoa(len(body)) || a.Header().Get("Cache-Control") != "no-store") {
			t.Errorf("%s: %v", name, a.Header())
		}
		if strings.Contains(body, `"errors"`) && strings.Contains(body, `"data":null`) != (name == "a field fails") || strings.Contains(body, "Did you mean") {
			t.Errorf("%s: %s", name, body)
		}
	}
}

// Who asks for it is told what his request costs.
func TestCostOnRequest(t *testing.T) {
	w, world := openWay(t)
	w.self = world.Viewer(tenants.QualityDept)
	const ask = `{"query":"{ tickets(first: 30) { totalCount } }"}`
	if a := w.ask("POST", "/", ask, "Content-Type", "application/json", limits.CostHeader, "1"); !strings.HasSuffix(a.Body.String(), `,"extensions":{"cost":{"max":50000,"requested":31}}}`) {
		t.Error(a.Body)
	}
	if a := w.ask("POST", "/", ask, "Content-Type", "application/json"); strings.Contains(a.Body.String(), "extensions") {
		t.Error(a.Body)
	}
}

// The schema describes itself to those who read the portfolio, within all limits, and to nobody else.
func TestIntrospection(t *testing.T) {
	w, world := openWay(t)
	text, err := os.ReadFile("testdata/introspection.graphql")
	if err != nil {
		t.Fatal(err)
	}
	whole, _ := json.Marshal(map[string]string{"query": string(text)})
	for name, c := range map[string]struct {
		self *tenants.Viewer
		want string
	}{
		"nobody":                {nil, `"code":"FORBIDDEN"`},
		"a user without grants": {tenants.NewViewer(1, 0, "x", nil), `"code":"FORBIDDEN"`},
		"a BI tool":             {world.Viewer(tenants.BI), `"name":"TicketConnection"`},
		"a site manager":        {world.Viewer(tenants.SiteManager, 0), `"name":"TicketConnection"`},
	} {
		w.self = c.self
		for _, body := range []string{string(whole), `{"query":"query A { __typename } query B { ...f } fragment f on Query { a: __schema { types { name } } }","operationName":"B"}`} {
			a := w.ask("POST", "/", body, "Content-Type", "application/json", limits.CostHeader, "1")
			if got := a.Body.String(); !strings.Contains(got, c.want) || strings.HasPrefix(got, `{"errors"`) != strings.Contains(c.want, "FORBIDDEN") {
				t.Errorf("%s: %.300s", name, got)
			} else if at := strings.Index(got, `"extensions":{"cost":`); at > 0 {
				t.Log(name, got[at:])
			}
		}
		if a := w.ask("POST", "/", `{"query":"{ __typename }"}`, "Content-Type", "application/json"); !strings.Contains(a.Body.String(), `{"data":{"__typename":"Query"}}`) {
			t.Errorf("%s: %s", name, a.Body)
		}
	}
}

// An answer may be written past the transport. What fails before it is begun is answered as any error; what fails after
// breaks the connection, so that no half of an answer passes for the whole.
func TestAnswersTakenOver(t *testing.T) {
	w, world := openWay(t)
	w.self = world.Viewer(tenants.QualityDept)
	type plan func(context.Context) *graphql.Response
	var planner atomic.Pointer[plan] // a request whose connection broke may end after the next has begun
	w.api.AroundOperations(func(context.Context, graphql.OperationHandler) graphql.ResponseHandler {
		return func(ctx context.Context) *graphql.Response { return (*planner.Load())(ctx) }
	})
	s := httptest.NewServer(w)
	t.Cleanup(s.Close)
	begun := func(ctx context.Context) io.Writer {
		to := sink.From(ctx).Begin()
		_, _ = io.WriteString(to, `{"data":{"long":[1`)
		return to
	}
	away := func() *graphql.Response {
		return &graphql.Response{Errors: gqlerror.List{{Message: "away", Extensions: map[string]any{"code": string(fault.Unavailable)}}}}
	}
	for name, c := range map[string]struct {
		plan   plan
		status int // 0 where the connection breaks
		body   string
	}{
		"whole": {func(ctx context.Context) *graphql.Response {
			_, _ = io.WriteString(begun(ctx), `,2]}}`)
			return &graphql.Response{}
		}, 200, `{"data":{"long":[1,2]}}`},
		"nothing more":     {func(ctx context.Context) *graphql.Response { begun(ctx); return nil }, 200, `{"data":{"long":[1`},
		"fails before":     {func(context.Context) *graphql.Response { panic("secret") }, 500, `"code":"INTERNAL"`},
		"not executed":     {func(context.Context) *graphql.Response { return away() }, 503, `"code":"UNAVAILABLE"`},
		"fails after":      {func(ctx context.Context) *graphql.Response { begun(ctx); return away() }, 0, ""},
		"panics after":     {func(ctx context.Context) *graphql.Response { begun(ctx); panic("secret") }, 0, ""},
		"gives up after":   {func(ctx context.Context) *graphql.Response { begun(ctx); sink.From(ctx).Abort(); return nil }, 0, ""},
		"begins twice":     {func(ctx context.Context) *graphql.Response { begun(ctx); begun(ctx); return nil }, 0, ""},
		"no answer at all": {func(context.Context) *graphql.Response { return nil }, 500, `"code":"INTERNAL"`},
	} {
		planner.Store(&c.plan)
		res, err := s.Client().Post(s.URL, "application/json", strings.NewReader(`{"query":"{ __typename }"}`))
		if err != nil {
			if c.status != 0 {
				t.Error(name, err)
			}
			continue
		}
		got, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if (err != nil) != (c.status == 0) || c.status != 0 && res.StatusCode != c.status || !strings.Contains(string(got), c.body) || strings.Contains(string(got), "secret") {
			t.Errorf("%s: %d %s %v", name, res.StatusCode, got, err)
		}
	}
}

// Files go where the map says, and a form that says anything strange is refused with a code.
func TestForms(t *testing.T) {
	w, world := openWay(t)
	const attach = `{"query":"mutation($in: AttachToUnitInput!) { attachToUnit(input: $in) { userErrors { code } } }","variables":{"in":{"unitId":"x","file":null}}}`
	form := func(parts ...string) (string, string) {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		for i := 0; i < len(parts); i += 2 {
			_ = m.WriteField(parts[i], parts[i+1])
		}
		_ = m.Close()
		return b.String(), m.FormDataContentType()
	}
	for name, c := range map[string]struct {
		parts  []string
		status int
		want   string
	}{
		"well formed":           {[]string{"operations", attach, "map", `{"0":["variables.in.file"]}`, "0", "x"}, 200, `"userErrors":[{"code":`},
		"a large file":          {[]string{"operations", attach, "map", `{"0":["variables.in.file"]}`, "0", strings.Repeat("x", 3<<20)}, 200, `"userErrors":[{"code":`},
		"too large":             {[]string{"operations", attach, "map", `{"0":["variables.in.file"]}`, "0", strings.Repeat("x", graph.MaxUpload)}, 413, `"name":"body","max":67108864`},
		"not in the map":        {[]string{"operations", attach, "map", `{}`, "0", "x"}, 400, "GRAPHQL_INVALID"},
		"missing":               {[]string{"operations", attach, "map", `{"0":["variables.in.file"]}`}, 400, "GRAPHQL_INVALID"},
		"a path to nowhere":     {[]string{"operations", attach, "map", `{"0":["variables.out.file"]}`, "0", "x"}, 400, "GRAPHQL_INVALID"},
		"a path into a text":    {[]string{"operations", attach, "map", `{"0":["variables.in.unitId.0"]}`, "0", "x"}, 400, "GRAPHQL_INVALID"},
		"a path over a text":    {[]string{"operations", attach, "map", `{"0":["variables.in.unitId"]}`, "0", "x"}, 400, "GRAPHQL_INVALID"},
		"an index out of range": {[]string{"operations", `{"query":"{ __typename }","variables":{"a":[null]}}`, "map", `{"0":["variables.a.1"]}`, "0", "x"}, 400, "GRAPHQL_INVALID"},
		"an index in range":     {[]string{"operations", `{"query":"{ __typename }","variables":{"a":[null]}}`, "map", `{"0":["variables.a.0"]}`, "0", "x"}, 200, `"__typename"`},
		"no path":               {[]string{"operations", attach, "map", `{"0":[]}`, "0", "x"}, 400, "GRAPHQL_INVALID"},
		"the map first":         {[]string{"map", `{}`, "operations", attach}, 400, "GRAPHQL_INVALID"},
		"a map that is none":    {[]string{"operations", attach, "map", `{"0":"secret"}`}, 400, "GRAPHQL_INVALID"},
		"operations deep":       {[]string{"operations", strings.Repeat("[", 1<<20), "map", "{}"}, 400, `"name":"variableDepth"`},
		"operations large":      {[]string{"operations", strings.Repeat("[", 1<<20+1), "map", "{}"}, 413, `"name":"body"`},
		"nothing":               {nil, 400, "GRAPHQL_INVALID"},
	} {
		body, kind := form(c.parts...)
		w.self = world.Viewer(tenants.SiteManager, 0)
		if a := w.ask("POST", "/", body, "Content-Type", kind); a.Code != c.status || !strings.Contains(a.Body.String(), c.want) || strings.Contains(a.Body.String(), "secret") {
			t.Errorf("%s: %d %.300s", name, a.Code, a.Body)
		}
		w.self = nil
		if a := w.ask("POST", "/", body, "Content-Type", kind); a.Code != 401 {
			t.Errorf("%s, by nobody: %d %.300s", name, a.Code, a.Body)
		}
	}
	left, _ := os.ReadDir(os.TempDir())
	for _, f := range left {
		if strings.HasPrefix(f.Name(), "estatehub-upload-") {
			t.Error("left behind:", f.Name())
		}
	}
}
