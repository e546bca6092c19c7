package load

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"estatehub/bench/ops"
	"estatehub/bench/portfolio"
)

// fake is a server of known behaviour.
type fake struct {
	wait    time.Duration // before each answer
	lag     time.Duration // more before each hundredth
	says    func(op string, vars map[string]any) string
	pages   bool // refuses streams
	cut     bool // ends answers before their end
	asked   atomic.Int64
	atOnce  atomic.Int64
	most    atomic.Int64
	mu      sync.Mutex
	headers map[string]bool
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n := f.asked.Add(1)
	now := f.atOnce.Add(1)
	defer f.atOnce.Add(-1)
	for most := f.most.Load(); now > most && !f.most.CompareAndSwap(most, now); most = f.most.Load() {
	}
	f.mu.Lock()
	f.headers[r.Header.Get("Authorization")] = true
	f.mu.Unlock()
	var q struct {
		OperationName string
		Variables     map[string]any
	}
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	time.Sleep(f.wait)
	if f.lag > 0 && n%100 == 0 {
		time.Sleep(f.lag)
	}
	if f.pages && q.OperationName == "Q5" {
		_, _ = io.WriteString(w, `{"errors":[{"message":"first is at most 200"}]}`)
		return
	}
	answer := f.says(q.OperationName, q.Variables)
	if f.cut {
		w.Header().Set("Content-Length", fmt.Sprint(len(answer)+1))
	}
	_, _ = io.WriteString(w, answer)
}

// echo answers with what was asked.
func echo(op string, vars map[string]any) string {
	b, _ := json.Marshal(vars)
	return fmt.Sprintf(`{"data":{"op":%q,"vars":%s}}`, op, b)
}

func contestant(t *testing.T, name string, f *fake) *Contestant {
	f.headers = map[string]bool{}
	s := httptest.NewServer(f)
	t.Cleanup(s.Close)
	at, err := url.Parse(s.URL + "/graphql")
	if err != nil {
		t.Fatal(err)
	}
	return &Contestant{Name: name, URL: at, Token: "token-of-" + name, Server: Process(os.Getpid())}
}

func plan(t *testing.T, names string, all ...*Contestant) *Plan {
	p, err := portfolio.Of(portfolio.Small())
	if err != nil {
		t.Fatal(err)
	}
	some, err := ops.Named(names)
	if err != nil {
		t.Fatal(err)
	}
	return &Plan{Contestants: all, Portfolio: p, Ops: some, Clients: []int{1, 4}, Rounds: 3, Turn: 120 * time.Millisecond, Warm: 10 * time.Millisecond, Checks: 3}
}

// TestFigures: of servers whose pace is known, the figures come out as they must.
func TestFigures(t *testing.T) {
	fast, slow := &fake{wait: 2 * time.Millisecond, says: echo}, &fake{wait: 6 * time.Millisecond, lag: 50 * time.Millisecond, says: echo}
	alone := contestant(t, "alone", &fake{says: echo})
	alone.Most = 1
	p := plan(t, "Q1", contestant(t, "fast", fast), contestant(t, "slow", slow), alone)
	var told []string
	p.Told = func(s string) { told = append(told, s) }
	results, err := Run(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if len(results) != 2 || results[0].Clients != 1 || results[1].Clients != 4 {
		t.Fatalf("%+v", results)
	}
	if len(results[0].Lines) != 3 || len(results[1].Lines) != 2 {
		t.Error("who is measured with one client was measured with four")
	}
	for _, r := range results {
		a, b := r.Lines[0], r.Lines[1]
		for _, l := range r.Lines[:2] {
			if len(l.Turns) != 3 {
				t.Fatal(l.Contestant.Name, len(l.Turns), "turns")
			}
			if got, most := l.PerSecond(), float64(r.Clients)*500; got > most {
				t.Errorf("%s at %d: %.0f/s, faster than possible", l.Contestant.Name, r.Clients, got)
			}
			if l.Peak() == 0 {
				t.Error("no memory")
			}
			for _, turn := range l.Turns {
				if turn.Requests != len(turn.Latencies) || turn.Elapsed < p.Turn || turn.Elapsed > 50*p.Turn {
					t.Errorf("%d requests, %d latencies in %s", turn.Requests, len(turn.Latencies), turn.Elapsed)
				}
			}
		}
		if a.Percentile(50) < 2*time.Millisecond || b.Percentile(50) < 6*time.Millisecond || b.Percentile(50) > 45*time.Millisecond {
			t.Errorf("medians %s and %s", a.Percentile(50), b.Percentile(50))
		}
		if ratio := middle(ratios(b, a, (*Turn).PerSecond)); ratio < 0.02 || ratio > 0.9 {
			t.Errorf("at %d clients the ratio is %.2f", r.Clients, ratio)
		}
	}
	// Everybody was asked with his own token, and in turns.
	if fast.most.Load() != 4 || !fast.headers["Bearer token-of-fast"] || len(fast.headers) != 1 {
		t.Error(fast.most.Load(), fast.headers)
	}
	var order []string
	for _, s := range told {
		if _, rest, ok := strings.Cut(s, "1 client(s), round "); ok {
			order = append(order, strings.Fields(rest)[3])
		}
	}
	if got := strings.Join(order, " "); got != "fast slow alone fast slow alone fast slow alone" {
		t.Error(got)
	}
}

// TestArguments: a contestant gets the same requests in each run, and another others, in another round, too.
func TestArguments(t *testing.T) {
	p := plan(t, "Q1,Q2,Q3,Q4,Q5,M1")
	for _, op := range p.Ops {
		body := func(round, contestant int) []byte { return op.Body(p.Portfolio, random(round, 2, contestant)) }
		a := body(1, 0)
		if !bytes.Equal(a, body(1, 0)) {
			t.Errorf("%s differs", op.Name)
		}
		if op.Name == "Q4" || op.Name == "Q5" || op.Name == "Q1" { // which have one, and four
			continue
		}
		if bytes.Equal(a, body(2, 0)) || bytes.Equal(a, body(1, 1)) {
			t.Errorf("%s is always the same", op.Name)
		}
	}
}

// TestUnlike: who answers otherwise is not measured beside the others.
func TestUnlike(t *testing.T) {
	var n atomic.Int64
	other := func(op string, vars map[string]any) string {
		if n.Add(1) > 2 {
			return `{"data":{"op":"Q1","vars":{"community":"elsewhere"}}}`
		}
		return echo(op, vars)
	}
	_, err := Run(t.Context(), plan(t, "Q1", contestant(t, "a", &fake{says: echo}), contestant(t, "b", &fake{says: other})))
	if err == nil || !strings.Contains(err.Error(), "a and b do not answer alike: .data.vars.community: ") {
		t.Error(err)
	}
	// New tickets differ in what must differ.
	var id atomic.Int64
	ticket := func(state string) func(string, map[string]any) string {
		return func(string, map[string]any) string {
			return fmt.Sprintf(`{"data":{"openTicket":{"ticket":{"id":"%d","number":"x%d","state":%q},"userErrors":[]}}}`, id.Add(1), id.Add(1), state)
		}
	}
	p := plan(t, "M1", contestant(t, "a", &fake{says: ticket("NEW")}), contestant(t, "b", &fake{says: ticket("NEW")}))
	p.Rounds = 1
	if _, err := Run(t.Context(), p); err != nil {
		t.Error(err)
	}
	_, err = Run(t.Context(), plan(t, "M1", contestant(t, "a", &fake{says: ticket("NEW")}), contestant(t, "b", &fake{says: ticket("OLD")})))
	if err == nil || !strings.Contains(err.Error(), "state: NEW and OLD") {
		t.Error(err)
	}
	refused := func(string, map[string]any) string {
		return `{"data":{"openTicket":{"ticket":null,"userErrors":[{"field":"","code":"CONFLICT","message":""}]}}}`
	}
	if _, err = Run(t.Context(), plan(t, "M1", contestant(t, "a", &fake{says: refused}))); err == nil || !strings.Contains(err.Error(), "CONFLICT") {
		t.Error(err)
	}
}

// tickets are rows of Q5 from one on.
func tickets(from, n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(`{"id":"%d"}`, from+i))
	}
	return `{"data":{"tickets":{"nodes":[` + strings.Join(all, ",") + `],"pageInfo":{"hasNextPage":true,"endCursor":"` + fmt.Sprint(from+n) + `"}}}}`
}

// TestStreams: rows are counted, of who gives pages too, and what is cut off is no answer.
func TestStreams(t *testing.T) {
	says := func(op string, vars map[string]any) string {
		if op == "Q4" {
			return echo(op, vars)
		}
		from := 0
		if after, ok := vars["after"].(string); ok {
			_, _ = fmt.Sscan(after, &from)
		}
		return tickets(from, int(vars["rows"].(float64)))
	}
	p := plan(t, "Q5", contestant(t, "streams", &fake{says: says}), contestant(t, "pages", &fake{says: says, pages: true, wait: time.Millisecond}),
		contestant(t, "broken", &fake{says: says, cut: true}))
	p.Ops = append([]ops.Op{ops.All[3]}, p.Ops...)
	var told []string
	p.Told = func(s string) { told = append(told, s) }
	results, err := Run(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(told[0], "Q5") || results[0].Op.Name != "Q4" {
		t.Error("the stream was not measured first, or is not told of in its place")
	}
	results = slices.DeleteFunc(results, func(r *Result) bool { return r.Op.Name == "Q4" })
	if len(results) != 1 || len(results[0].Lines) != 3 {
		t.Fatalf("%+v", results[0])
	}
	rows := ops.StreamRows(p.Portfolio)
	for _, l := range results[0].Lines[:2] {
		for _, turn := range l.Turns {
			if turn.Requests == 0 || turn.Rows == 0 || l.Contestant.Name == "streams" && turn.Rows != turn.Requests*rows || turn.Rows > turn.Requests*rows {
				t.Errorf("%s: %d rows in %d requests", l.Contestant.Name, turn.Rows, turn.Requests)
			}
		}
	}
	if l := results[0].Lines[2]; l.Contestant.Name != "broken" || l.Refused == "" {
		t.Errorf("what was cut off was taken for an answer: %+v", l)
	}
	var b strings.Builder
	if err := Print(&b, results); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"**Q5**", "rows/s", "| streams | ", "1.00 (1.00–1.00)", "| broken | not measured: "} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

// TestErrorsAreNoAnswers: an error in the middle of a measurement ends it.
func TestErrorsAreNoAnswers(t *testing.T) {
	var n atomic.Int64
	says := func(op string, vars map[string]any) string {
		if n.Add(1) > 20 {
			return `{"data":null,"errors":[{"message":"no"}]}`
		}
		return echo(op, vars)
	}
	if _, err := Run(t.Context(), plan(t, "Q1", contestant(t, "a", &fake{says: says}))); err == nil {
		t.Error("errors were counted as answers")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Run(ctx, plan(t, "Q1", contestant(t, "a", &fake{says: echo}))); err == nil {
		t.Error("it went on when it was told to stop")
	}
}

// TestChunks: long answers come in chunks and are read to the last byte, the connection being used again.
func TestChunks(t *testing.T) {
	long := strings.Repeat("0123456789", 30_000)
	c := contestant(t, "a", &fake{says: func(string, map[string]any) string { return `{"data":"` + long + `"}` }})
	conn, err := dial(t.Context(), c.URL, "")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.close()
	for range 3 {
		status, answer, err := conn.post([]byte("{}"))
		if err != nil || status != 200 || string(answer) != `{"data":"`+long+`"}` {
			t.Fatal(status, len(answer), err)
		}
	}
}

// TestProcess: processor time and memory are those of the process.
func TestProcess(t *testing.T) {
	me := Process(os.Getpid())
	before := me.CPU()
	start := time.Now()
	for me.CPU()-before < 50*time.Millisecond { // on a busy machine it takes its time
		if time.Since(start) > 20*time.Second {
			t.Fatal("used", me.CPU()-before)
		}
	}
	if used, most := me.CPU()-before, time.Since(start)*time.Duration(runtime.NumCPU())+50*time.Millisecond; used > most {
		t.Errorf("used %s in %s", used, time.Since(start))
	}
	me.Reset()
	low := me.Peak()
	b := make([]byte, 64<<20)
	for i := 0; i < len(b); i += 1024 {
		b[i] = 1
	}
	if high := me.Peak(); low == 0 || high < low+50<<20 {
		t.Errorf("%d MiB and then %d", low>>20, high>>20)
	}
	if Process(0).CPU() != 0 {
		t.Error("nobody used something")
	}
	_ = b[rand.IntN(len(b))]
}

// TestStatistics: medians, percentiles and figures.
func TestStatistics(t *testing.T) {
	l := &Line{Turns: []*Turn{{}, {}}}
	for i := range 100 {
		turn := l.Turns[i%2]
		turn.Requests++
		turn.Elapsed = time.Second
		turn.Latencies = append(turn.Latencies, time.Duration(i+1)*time.Millisecond)
	}
	if l.Percentile(50) != 51*time.Millisecond || l.Percentile(99) != 100*time.Millisecond || l.PerSecond() != 50 {
		t.Error(l.Percentile(50), l.Percentile(99), l.PerSecond())
	}
	if middle([]float64{3, 1, 2}) != 2 || middle([]float64{4, 1, 2, 3}) != 2.5 || middle(nil) != 0 {
		t.Error("medians")
	}
	for f, want := range map[float64]string{1234567.4: "1,234,567", 999.6: "1000", 123.4: "123", 12.34: "12.3", 1000: "1,000"} {
		if got := figure(f); got != want {
			t.Errorf("%f is %s", f, got)
		}
	}
}
