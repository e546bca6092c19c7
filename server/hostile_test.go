package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"estatehub/graph/limits"
)

// hostile is a request that is sent to hurt, and how it is refused.
type hostile struct {
	name    string
	body    []byte // JSON, where nothing else is said
	nobody  bool   // sent without signing in
	method  string // POST, where nothing else is said
	query   string // of the address
	kind    string // Content-Type
	header  [2]string
	unsized bool // its length is not said before

	status int
	want   string // what the answer says: a limit's name or a code
	valid  bool   // it gets as far as validation
	runs   bool   // it gets as far as being executed

	refused atomic.Int64 // how often it was
	failed  atomic.Bool  // it was answered otherwise, and the test has said so
}

func asks(document string, variables ...string) []byte {
	q, _ := json.Marshal(document)
	if len(variables) == 0 {
		return []byte(`{"query":` + string(q) + `}`)
	}
	return []byte(`{"query":` + string(q) + `,"variables":` + variables[0] + `}`)
}

func row(n int, each string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, strings.ReplaceAll(each, "#", "%[1]d")+" ", i)
	}
	return b.String()
}

func brackets(n int) string { return strings.Repeat("[", n) }

func hostiles() []*hostile {
	limit := func(name string) string { return `"limit":{"name":"` + name + `","max":` }
	const invalid, large = `"code":"GRAPHQL_INVALID"`, http.StatusRequestEntityTooLarge
	bomb := "{ ...f0 }"
	for i := range 18 {
		bomb += fmt.Sprintf(" fragment f%d on Query { ...f%d ...f%d }", i, i+1, i+1)
	}
	chain := "{ ...f0 }"
	for i := range 99 {
		chain += fmt.Sprintf(" fragment f%d on Query { ...f%d %s}", i, i+1, row(90, "u#"))
	}
	lists := "[" + strings.TrimSuffix(strings.Repeat("["+strings.TrimSuffix(strings.Repeat("0,", 1000), ",")+"],", 500), ",") + "]"
	return []*hostile{
		{name: "20 MB of [ in a list argument", body: asks("{ tickets(where: {id: " + brackets(20<<20)), status: large, want: limit("body")},
		{name: "the same, its length not said", body: asks("{ tickets(where: {id: " + brackets(20<<20)), unsized: true, status: large, want: limit("body")},
		{name: "20 MB of [ as the body", body: []byte(brackets(20 << 20)), nobody: true, status: large, want: limit("body")},
		{name: "1 MB of [ in a document", body: asks("{ tickets(where: {id: " + brackets(1000<<10)), status: 200, want: limit("document")},
		{name: "100 kB of [ in a document", body: asks("{ tickets(where: {id: " + brackets(100<<10)), status: 200, want: limit("brackets")},
		{name: "100 kB of { in a document", body: asks(strings.Repeat("{a", 50<<10)), status: 200, want: limit("brackets")},
		{name: "60 kB of [ by GET", method: http.MethodGet, query: "query=" + brackets(60<<10), status: 200, want: limit("brackets")},
		{name: "100 kB of [ over SSE", body: asks(brackets(100 << 10)), header: [2]string{"Accept", "text/event-stream"}, status: 200, want: limit("brackets")},
		{name: "1 MB of [ in variables", body: asks("{ __typename }", brackets(1000<<10)), status: 400, want: limit("variableDepth")},
		{name: "a body of objects 200,000 deep", body: []byte(strings.Repeat(`{"a":`, 200_000)), status: 400, want: limit("variableDepth")},
		{name: "5,000 repeated fields", body: asks("{ " + strings.Repeat("__typename ", 5000) + "}"), status: 200, want: limit("repeats")},
		{name: "1,400 repeated fields with fields", body: asks("{ " + strings.Repeat("viewer{user{id}} ", 1400) + "}"), status: 200, want: limit("repeats")},
		{name: "4,500 repeated fields in fragments", body: asks("{ " + row(50, "...f#") + "} " + row(50, "fragment f# on Query { "+strings.Repeat("__typename ", 90)+"}")), status: 200, want: limit("repeats")},
		{name: "a fragment bomb of 18 steps", body: asks(bomb + " fragment f18 on Query { __typename }"), status: 200, want: limit("expansion")},
		{name: "fragments in a circle", body: asks("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"), status: 200, want: invalid},
		{name: "1,400 fragments", body: asks("{ __typename } " + row(1400, "fragment f# on Query { a }")), status: 200, want: limit("fragments")},
		{name: "1,000 operations of one fragment", body: asks(row(1000, "query q# { ...f }") + "fragment f on Query { " + row(900, "u#") + "}"), status: 200, want: limit("expansion")},
		{name: "fields 40 deep", body: asks("{ communities " + strings.Repeat("{ nodes { units ", 20) + "{ totalCount }" + strings.Repeat("} }", 20) + "}"), status: 200, want: limit("depth")},
		{name: "3,000 aliases", body: asks("{ " + row(3000, "a#: __typename") + "}"), status: 200, want: limit("aliases")},
		{name: "160 aliases of two fields", body: asks("{ viewer { user { " + row(80, "a#: id") + "} } " + row(80, "b#: __typename") + "}"), status: 200, want: limit("aliases")},
		{name: "1,400 directives", body: asks("{ __typename " + strings.Repeat("@skip(if:false)", 1400) + "}"), status: 200, want: limit("directives")},
		{name: "directives spread by fragments", body: asks("{ " + strings.Repeat("...f ", 90) + "} fragment f on Query { __typename @a @b }"), status: 200, want: limit("directives")},
		{name: "60,000 comments", body: asks("{ __typename } " + strings.Repeat("#\n", 60_000)), status: 200, want: limit("tokens")},
		{name: "a list of 400,000 in variables", body: asks("query($a: [ID!]) { __typename }", `{"a":[`+strings.TrimSuffix(strings.Repeat("1,", 400_000), ",")+"]}"), status: 400, want: limit("list")},
		{name: "lists of lists in variables", body: asks("query($a: [ID!]) { __typename }", `{"a":`+lists+"}"), status: 400, want: limit("values")},
		{name: "an object of 60,000 keys", body: asks("query($a: TicketWhere) { __typename }", `{"a":{`+strings.TrimSuffix(strings.ReplaceAll(row(60_000, `"k#":1,`), " ", ""), ",")+"}}"), status: 400, want: limit("list")},
		{name: "a literal list of 5,000", body: asks("{ tickets(where: {id: [" + strings.Repeat("1 ", 5000) + "]}) { totalCount } }"), status: 200, want: limit("list")},
		{name: "first: 2147483647, three deep", body: asks("{ communities(first: 2147483647) { nodes { units(first: 2147483647) { nodes { tickets(first: 2147483647) { nodes { id } } } } } } }"), status: 200, want: limit("cost"), valid: true},
		{name: "200 x 200 x 200 rows", body: asks("{ communities(first: 200) { nodes { units(first: 200) { nodes { tickets(first: 200) { nodes { id } } } } } } }"), status: 200, want: limit("cost"), valid: true},
		{name: "the same by variables", body: asks("query($n: Int) { communities(first: $n) { nodes { units(first: $n) { nodes { tickets(first: $n) { nodes { id } } } } } } }", `{"n":200}`), status: 200, want: limit("cost"), valid: true},
		{name: "100 pages of 200 x 200", body: asks("{ " + row(99, "a#: communities(first: 200) { nodes { units(first: 200) { totalCount } } }") + "}"), status: 200, want: limit("cost"), valid: true},
		{name: "a long read of 2,000,000", body: asks("{ tickets(first: 2000000) { nodes { id } } }"), status: 200, want: limit("longRead"), valid: true},
		{name: "first: 300 below the root", body: asks("{ communities(first: 1) { nodes { units(first: 300) { nodes { id } } } } }"), status: 200, want: `"code":"LIMIT_EXCEEDED"`, valid: true, runs: true},
		{name: "introspection by nobody", nobody: true, body: asks("{ __schema { types { name } } }"), status: 200, want: `"code":"FORBIDDEN"`, valid: true},
		{name: "introspection of fields of fields", body: asks("{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"), status: 200, want: limit("introspection")},
		{name: "99 introspections at once", body: asks("{ " + row(99, "a#: __schema { types { fields { name args { name type { name } } } } }") + "}"), status: 200, want: limit("cost"), valid: true},
		{name: "9,000 unknown fields", body: asks("{ " + row(9000, "u#") + "}"), status: 200, want: invalid, valid: true},
		{name: "9,000 fields in 100 fragments in a row", body: asks(chain + " fragment f99 on Query { __typename }"), status: 200, want: limit("expansion")},
		{name: "9,000 fields in 100 fragments side by side", body: asks("{ " + row(99, "...f#") + "}" + row(99, "fragment f# on Query { "+strings.ReplaceAll(row(90, "u#"), "u", "u%[1]d_")+"}")), status: 200, want: limit("expansion")},
		{name: "4,500 fields in 50 fragments side by side", body: asks("{ " + row(50, "...f#") + "}" + row(50, "fragment f# on Query { "+strings.ReplaceAll(row(90, "u#"), "u", "u%[1]d_")+"}")), status: 200, want: invalid, valid: true},
		{name: "100 fields of one key", body: asks("{ viewer { user { " + row(99, "x: u#") + "} } }"), status: 200, want: invalid, valid: true},
		{name: "2,400 variables", body: asks("query(" + row(2400, "$v#:Int") + ") { __typename }"), status: 200, want: invalid, valid: true},
		{name: "a number of 100,000 digits", body: asks("{ tickets(first: " + strings.Repeat("9", 100_000) + ") { totalCount } }"), status: 200, want: invalid, valid: true},
		{name: "the same by variable", body: asks("query($n: Int) { tickets(first: $n) { totalCount } }", `{"n":`+strings.Repeat("9", 100_000)+"}"), status: 200, want: invalid, valid: true},
		{name: "first: 4294967296 by variable", body: asks("query($n: Int) { tickets(first: $n) { totalCount } }", `{"n":4294967296}`), status: 200, want: invalid}, // the document is known
		{name: "1e999999999 as an Int", body: asks("query($n: Int) { tickets(first: $n) { totalCount } }", `{"n":1e999999999}`), status: 200, want: invalid},
		{name: "no UTF-8", body: []byte("{\"query\":\"{ \xff\xfe }\"}"), status: 400, want: invalid},
		{name: "a password in half a body", nobody: true, body: []byte(`{"query":"mutation { signIn(input: {login: \"a\", password: \"secret`), status: 400, want: invalid},
		{name: "two queries in one body", body: []byte(`{"query":"{ __typename }","query":"mutation { signOut }"}`), status: 400, want: invalid},
		{name: "a list of 1,000 requests", body: []byte("[" + strings.TrimSuffix(strings.Repeat(`{"query":"{ __typename }"},`, 1000), ",") + "]"), status: 400, want: invalid},
		{name: "a mutation by GET", method: http.MethodGet, query: "query=mutation+%7B+signOut+%7B+userErrors+%7B+code+%7D+%7D+%7D", status: 405, want: invalid, valid: true},
		{name: "a form from elsewhere", kind: "multipart/form-data; boundary=x", header: [2]string{"Origin", "https://elsewhere.example"}, body: []byte("--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{\"query\":\"mutation { signOut }\"}\r\n--x--\r\n"), status: 403},
		{name: "a form of 20 MB of [", kind: "multipart/form-data; boundary=x", body: []byte("--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n" + brackets(20<<20) + "\r\n--x--\r\n"), status: large, want: limit("body")},
		{name: "a form of 60 MB by nobody", nobody: true, kind: "multipart/form-data; boundary=x", body: bytes.Repeat([]byte("x"), 60<<20), status: 401, want: `"code":"UNAUTHENTICATED"`},
	}
}

// TestHostile sends each request alone and fifty times at once, to the whole hub over HTTP. None costs much memory, none
// is executed that should not be, what is refused by its size is not even validated, and a good request is answered after
// it. With -v it prints the table of docs/limits.md; the times in it are of the hub and its clients together.
func TestHostile(t *testing.T) {
	c := &cli{Data: t.TempDir()}
	db, err := c.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	var validated, executed atomic.Int64
	s, tokens := serveWith(t, c, db, portfolio(t, db), func(h *hub) {
		h.graphql.SetDefaultRulesFn(func() *rules.Rules {
			validated.Add(1)
			return limits.Rules()
		})
		h.graphql.AroundOperations(func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
			executed.Add(1)
			return next(ctx)
		})
	}, "--requests-per-caller=64", "--uploads=64") // fifty at once are to be refused for what they ask, not for their number
	token := tokens["QUALITY"]
	var table strings.Builder
	for _, x := range hostiles() {
		validated.Store(0)
		executed.Store(0)
		one := measure(func() { x.send(t, s, token) })
		if n := executed.Load(); (n > 0) != x.runs {
			t.Errorf("%s: executed %d times", x.name, n)
		}
		if n := validated.Load(); (n > 0) != x.valid {
			t.Errorf("%s: validated %d times", x.name, n)
		}
		fifty := measure(func() {
			var all sync.WaitGroup
			for range 50 {
				all.Go(func() { x.send(t, s, token) })
			}
			all.Wait()
		})
		if !raced && (one.peak > 256<<20 || fifty.peak > 256<<20) {
			t.Errorf("%s: %d MiB more memory, %d MiB for fifty", x.name, one.peak>>20, fifty.peak>>20)
		}
		if x.refused.Load() == 0 {
			t.Errorf("%s: no answer", x.name)
		}
		if status, body := post(t, s, token, "{ communities(first: 1) { totalCount } }"); status != http.StatusOK || !strings.Contains(body, `{"data":{"communities":{"totalCount":`) {
			t.Errorf("after %s: %d %.200s", x.name, status, body)
		}
		fmt.Fprintf(&table, "| %s | %d | %s | %.0f | %.0f | %.1f | %.1f |\n", x.name, x.status, x.says(),
			one.cpu.Seconds()*1000, fifty.cpu.Seconds()*1000, float64(one.peak)/(1<<20), float64(fifty.peak)/(1<<20))
	}
	t.Log("\n| request | status | refused by | CPU ms | CPU ms of 50 | MiB | MiB of 50 |\n|---|---|---|---|---|---|---|\n" + table.String())
}

// says is what refuses, for the table.
func (x *hostile) says() string {
	parts := strings.Split(x.want, `"`)
	switch {
	case len(parts) < 4:
		return "foreign origin"
	case parts[1] == "limit":
		return "`" + parts[5] + "`"
	}
	return parts[3]
}

// send sends it, once more where the hub is busy and says when to come back: a slow machine under the race detector is.
func (x *hostile) send(t *testing.T, s *httptest.Server, token string) {
	for range 20 {
		if !x.busy(t, s, token) {
			return
		}
		time.Sleep(time.Second)
	}
	t.Errorf("%s: the hub stays busy", x.name)
}

// busy sends it and tells whether the hub had no place for it.
func (x *hostile) busy(t *testing.T, s *httptest.Server, token string) bool {
	method := x.method
	if method == "" {
		method = http.MethodPost
	}
	var body io.Reader = bytes.NewReader(x.body)
	if x.unsized {
		body = io.MultiReader(body)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+"/graphql?"+x.query, body)
	if err != nil {
		t.Error(err)
		return false
	}
	r.Header.Set("Content-Type", "application/json")
	if x.kind != "" {
		r.Header.Set("Content-Type", x.kind)
	}
	if x.header[0] != "" {
		r.Header.Set(x.header[0], x.header[1])
	}
	if !x.nobody {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := s.Client().Do(r)
	if err != nil {
		if len(x.body) > 1<<20 { // the connection was closed while the body was still being sent
			return false
		}
		t.Errorf("%s: %v", x.name, err)
		return false
	}
	defer func() { _ = res.Body.Close() }()
	got, err := io.ReadAll(res.Body)
	if res.StatusCode == http.StatusServiceUnavailable && res.Header.Get("Retry-After") != "" {
		return true
	}
	x.refused.Add(1)
	good := err == nil && res.StatusCode == x.status && strings.Contains(string(got), x.want) && !strings.Contains(string(got), "secret") && len(got) < 16<<10
	if !good && x.failed.CompareAndSwap(false, true) {
		t.Errorf("%s: %d %.300s (%d bytes) %v", x.name, res.StatusCode, got, len(got), err)
	}
	return false
}

// used is what something took: processor time of the whole process, and memory more than there was.
type used struct {
	cpu  time.Duration
	peak uint64
}

func measure(do func()) used {
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	peak, stop, done := before.HeapAlloc, make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	from := cpu()
	do()
	took := cpu() - from
	close(stop)
	<-done
	return used{took, peak - before.HeapAlloc}
}

// cpu is the processor time this process has taken.
func cpu() time.Duration {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
