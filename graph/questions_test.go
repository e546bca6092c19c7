package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"estatehub/graph"
	"estatehub/graph/graphtest"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/demo"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/store"
	"estatehub/tenants"
)

var update = flag.Bool("update", false, "write the answers into docs/questions.md")

const questionsFile = "../docs/questions.md"

// asked is a question of the document.
type asked struct {
	name, head, query string
	roles             []tenants.Role
}

var section = regexp.MustCompile("(?s)^(Q\\d\\d) [^\n]+\n\nAsked by ([A-Z_, ]+)\\. .*?\n\n```graphql\n(.*?)\n```\n")

// questions reads the document: what stands before the first question, and the questions.
func questions(t *testing.T) (head string, all []asked) {
	t.Helper()
	b, err := os.ReadFile(questionsFile)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(b), "\n## ")
	for _, p := range parts[1:] {
		m := section.FindStringSubmatch(p)
		if m == nil {
			t.Fatalf("not a question: %.80s", p)
		}
		q := asked{name: m[1], head: m[0], query: m[3]}
		for _, r := range strings.Split(m[2], ", ") {
			q.roles = append(q.roles, tenants.Role(r))
		}
		all = append(all, q)
	}
	return parts[0], all
}

// TestQuestions: every question of head office is answered by its query as the document says, alike on both databases and
// for every role that asks it, and no statement reads all of a large table, for head office or for two sites.
func TestQuestions(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the demo portfolio on both databases")
	}
	head, all := questions(t)
	var names []string
	for _, q := range all {
		names = append(names, q.name)
	}
	var want []string
	for _, span := range [][2]int{{1, 20}, {39, 42}} {
		for n := span[0]; n <= span[1]; n++ {
			want = append(want, fmt.Sprintf("Q%02d", n))
		}
	}
	if !slices.Equal(names, want) {
		t.Fatalf("the document has %v", names)
	}
	now := time.Date(2026, 3, 20, 9, 30, 0, 0, time.UTC)
	answers := map[string]string{}
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		if _, err := demo.Build(t.Context(), db, demo.Options{Now: now}); err != nil {
			t.Fatal(err)
		}
		a := graphtest.New(graph.New(graph.Parts{DB: db, Key: []byte("key")}))
		x := &explainer{t: t, db: db, seen: map[string]bool{}}
		two := sites(t, db)
		for _, q := range all {
			for i, role := range q.roles {
				ask := func(v *tenants.Viewer) json.RawMessage {
					ctx, counter := store.WithCounter(moment.With(tenants.WithViewer(t.Context(), v), now))
					out := a.Ask(ctx, q.query, nil)
					if len(out.Errors) > 0 {
						t.Errorf("%s as %s: %v", q.name, role, out.Errors)
					}
					x.explain(q.name, counter)
					return out.Raw
				}
				answer := string(ask(tenants.NewViewer(1, 0, "head office", []tenants.Grant{{Role: role, Scope: tenants.Whole()}})))
				if i == 0 && answers[q.name] == "" {
					answers[q.name] = answer
				}
				if answer != answers[q.name] {
					t.Errorf("%s as %s on %s is answered otherwise:\n%s\n%s", q.name, role, db.Dialect(), answer, answers[q.name])
				}
				ask(tenants.NewViewer(1, 0, "two sites", []tenants.Grant{{Role: role, Scope: two}}))
			}
		}
		if len(x.seen) < 60 {
			t.Errorf("%d statements explained", len(x.seen))
		}
	})
	if t.Failed() {
		return
	}
	out := head
	for _, q := range all {
		out += "\n## " + q.head + "\n" + shown(t, answers[q.name])
	}
	out = strings.TrimRight(out, "\n") + "\n"
	if *update {
		if err := os.WriteFile(questionsFile, []byte(out), 0o644); err != nil { //nolint:gosec // a document
			t.Fatal(err)
		}
		return
	}
	b, err := os.ReadFile(questionsFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(b) != out {
		old, new := strings.Split(string(b), "\n"), strings.Split(out, "\n")
		for i := range min(len(old), len(new)) {
			if old[i] != new[i] {
				t.Fatalf("docs/questions.md, line %d says\n%s\nbut it is\n%s\ngo test ./graph -run Questions -update writes the answers again", i+1, old[i], new[i])
			}
		}
		t.Fatal("docs/questions.md has more or fewer lines than the answers")
	}
}

// sites are two communities with what is above them.
func sites(t *testing.T, db *data.DB) tenants.Scope {
	t.Helper()
	sys := datatest.System(t)
	communities, err := db.Client.Community.Query().WithManagementOffice().Limit(2).All(sys)
	if err != nil {
		t.Fatal(err)
	}
	above := []ident.ID{db.Client.Organization.Query().OnlyIDX(sys)}
	var ids []ident.ID
	for _, c := range communities {
		ids = append(ids, c.ID)
		above = append(above, c.ManagementOfficeID, c.Edges.ManagementOffice.CompanyID)
	}
	return tenants.Some(ids...).Along(above, nil)
}

// explainer looks at the plans of statements.
type explainer struct {
	t    *testing.T
	db   *data.DB
	seen map[string]bool
}

// large are the tables that nothing may read from one end to the other. Units have an index of their occupancy that is
// read instead: how many there are in each building is nothing the hub keeps (docs/data.md).
var large = []string{
	"tickets", "ticket_events", "clocks", "return_visits", "duties", "findings", "duty_log_entries", "nonconformities", "survey_answers", "survey_responses",
}

func (x *explainer) explain(question string, counter *store.Counter) {
	x.t.Helper()
	texts, args := counter.Asked()
	for i, text := range texts {
		if x.seen[text] {
			continue
		}
		x.seen[text] = true
		for _, s := range datatest.Scans(x.t, x.db, text, args[i]) {
			if slices.Contains(large, s.Table) || s.Table == "units" && s.Index == "" {
				x.t.Errorf("%s reads all of %s:\n%s\n%v", question, s.Table, text, args[i])
			}
		}
	}
}

// TestExplainBites: a statement that reads all of a table is noticed.
func TestExplainBites(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		tickets(t, db, 5, w.Communities[0].ID)
		got := datatest.Scans(t, db, "SELECT COUNT(*) FROM `tickets` t WHERE t.`content` <> ?", []any{"x"})
		if len(got) != 1 || got[0] != (datatest.Scan{Table: "tickets"}) {
			t.Errorf("reads all of %v", got)
		}
	})
}

// mostNested is how many of a list in a row it shows.
const mostNested = 4

// number is a number as people write it, with four decimals at most; what is none stays.
func number(s string) string {
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		return strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64)
	}
	return s
}

// mostRows is how many rows of a list the document shows.
const mostRows = 8

// shown is an answer as tables, one for each list and one line for each total.
func shown(t *testing.T, answer string) string {
	t.Helper()
	var out strings.Builder
	for _, f := range object(t, []byte(answer)) {
		out.WriteString("`" + f.name + "`")
		if f.value[0] == '[' {
			out.WriteString("\n\n" + table(t, f.value) + "\n")
			continue
		}
		var rest []string
		var tables string
		for _, g := range object(t, f.value) {
			switch {
			case (g.name == "rows" || g.name == "nodes") && f.value[0] == '{':
				tables = table(t, g.value)
			case g.value[0] == '{':
				for _, cell := range cells(t, "", g.value) {
					rest = append(rest, g.name+" "+cell.name+" "+string(cell.value))
				}
			case string(g.value) != "[]":
				rest = append(rest, g.name+" "+string(g.value))
			}
		}
		if len(rest) > 0 {
			out.WriteString(": " + strings.Join(rest, ", "))
		}
		out.WriteString("\n\n")
		if tables != "" {
			out.WriteString(tables + "\n")
		}
	}
	return out.String()
}

// pair is a field of an object, in the object's order.
type pair struct {
	name  string
	value json.RawMessage
}

func object(t *testing.T, raw []byte) (all []pair) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		t.Fatal(err)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%s: %v", raw, err)
		}
		all = append(all, pair{name.(string), v})
	}
	return all
}

// cells are the scalars of a row, named by the way to them.
func cells(t *testing.T, at string, raw []byte) (all []pair) {
	t.Helper()
	for _, f := range object(t, raw) {
		name := strings.TrimSuffix(strings.TrimPrefix(at+" "+f.name, " "), " name")
		switch f.value[0] {
		case '{':
			all = append(all, cells(t, name, f.value)...)
		case '[':
			var list []json.RawMessage
			if err := json.Unmarshal(f.value, &list); err != nil {
				t.Fatal(err)
			}
			var texts []string
			for i, v := range list {
				if i == mostNested {
					texts = append(texts, "…")
					break
				}
				var words []string
				for _, c := range cells(t, "", v) {
					words = append(words, string(c.value))
				}
				texts = append(texts, strings.Join(words, " "))
			}
			all = append(all, pair{name, json.RawMessage(strings.Join(texts, " / "))})
		default:
			all = append(all, pair{name, json.RawMessage(strings.Trim(number(string(f.value)), `"`))})
		}
	}
	return all
}

// table is a list of objects.
func table(t *testing.T, raw []byte) string {
	t.Helper()
	var rows []json.RawMessage
	if err := json.Unmarshal(raw, &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 {
		return "(none)\n"
	}
	var out strings.Builder
	var columns []string
	for i, r := range rows {
		if i == mostRows {
			fmt.Fprintf(&out, "\n… %d more\n", len(rows)-mostRows)
			break
		}
		row := map[string]string{}
		for _, c := range cells(t, "", r) {
			row[c.name] = string(c.value)
			if i == 0 {
				columns = append(columns, c.name)
			}
		}
		if i == 0 {
			out.WriteString("| " + strings.Join(columns, " | ") + " |\n|" + strings.Repeat("---|", len(columns)) + "\n")
		}
		out.WriteString("|")
		for _, c := range columns {
			out.WriteString(" " + strings.TrimPrefix(row[c], "null") + " |")
		}
		out.WriteString("\n")
	}
	return out.String()
}
