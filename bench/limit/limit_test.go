package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"estatehub/bench/ops"
	"estatehub/bench/portfolio"
	"estatehub/graph"
	"estatehub/internal/access"
	"estatehub/internal/counters"
	"estatehub/internal/data"
	"estatehub/internal/mask"
	"estatehub/internal/store/mariadbtest"
)

// world is a small portfolio with the hub and the limit over it.
type world struct {
	*testing.T
	db         *data.DB
	plan       *portfolio.Plan
	hub, limit string
	token      string
}

func each(t *testing.T, test func(w *world)) {
	for name, url := range map[string]func(t *testing.T) string{
		"SQLite":  func(t *testing.T) string { return "sqlite://" + filepath.Join(t.TempDir(), "hub.db") },
		"MariaDB": func(t *testing.T) string { return mariadbtest.New(t) },
	} {
		t.Run(name, func(t *testing.T) { test(begin(t, url(t))) })
	}
}

func begin(t *testing.T, url string) *world {
	db, err := data.Open(t.Context(), url, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	size := portfolio.Small()
	if err := portfolio.Build(t.Context(), db, size, nil); err != nil {
		t.Fatal(err)
	}
	token, err := portfolio.SignIn(t.Context(), db, portfolio.QualityLogin)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := portfolio.Of(size)
	if err != nil {
		t.Fatal(err)
	}
	l, err := newLimit(t.Context(), url, portfolio.QualityLogin)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.close)
	gate := access.New(db)
	hub := httptest.NewServer(gate.Middleware(graph.Server(graph.New(graph.Parts{DB: db, Key: []byte("k"), Gate: gate}))))
	t.Cleanup(hub.Close)
	limit := httptest.NewServer(l)
	t.Cleanup(limit.Close)
	return &world{T: t, db: db, plan: plan, hub: hub.URL, limit: limit.URL, token: token}
}

// ask posts a body and returns what came back as a JSON value.
func (w *world) ask(url string, body []byte) any {
	w.Helper()
	r, err := http.NewRequestWithContext(w.Context(), http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		w.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+w.token)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		w.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		w.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		w.Fatalf("%s\n%v", b, err)
	}
	if m := v.(map[string]any); res.StatusCode != http.StatusOK || m["errors"] != nil {
		w.Fatalf("%s answers %d %.500s to\n%s", url, res.StatusCode, b, body)
	}
	delete(v.(map[string]any), "extensions")
	return v
}

func at(v any, path ...string) any {
	for _, p := range path {
		m, _ := v.(map[string]any)
		v = m[p]
	}
	return v
}

// TestReads: the limit answers each read as the hub does.
func TestReads(t *testing.T) {
	each(t, func(w *world) {
		for _, op := range ops.All {
			if op.Writes || op.Stream {
				continue
			}
			for n := range 8 {
				body := op.Body(w.plan, rand.New(rand.NewPCG(1, uint64(n))))
				hub, limit := w.ask(w.hub, body), w.ask(w.limit, body)
				if !reflect.DeepEqual(hub, limit) {
					t.Fatalf("%s: the hub answers\n%.3000v\nthe limit\n%.3000v", op.Name, hub, limit)
				}
				if len(fmt.Sprint(hub)) < 2000 {
					t.Errorf("%s: there is little in %v", op.Name, hub)
				}
			}
		}
		// Q4 by counting is Q4.
		if a, b := w.ask(w.limit, ops.Counting()), w.ask(w.hub, (ops.All[3]).Body(w.plan, nil)); !reflect.DeepEqual(a, b) {
			t.Errorf("%.1000v\n%.1000v", a, b)
		}
	})
}

// TestStream: the limit streams what the hub gives page by page.
func TestStream(t *testing.T) {
	each(t, func(w *world) {
		op := ops.All[4]
		streamed := at(w.ask(w.limit, op.Body(w.plan, nil)), "data", "tickets", "nodes").([]any)
		if len(streamed) != ops.StreamRows(w.plan) {
			t.Fatal(len(streamed), "rows")
		}
		var paged []any
		for after := ""; len(paged) < len(streamed); {
			v := w.ask(w.hub, ops.Page(100, after))
			paged = append(paged, at(v, "data", "tickets", "nodes").([]any)...)
			after = at(v, "data", "tickets", "pageInfo", "endCursor").(string)
		}
		if !reflect.DeepEqual(streamed, paged[:len(streamed)]) {
			t.Error("other rows")
		}
	})
}

// rows are the rows of a table that are about a ticket, without what no two of them have alike.
func (w *world) rows(table, where string, without ...string) (all []map[string]string) {
	rows, err := w.db.SQL().QueryContext(context.Background(), "SELECT * FROM "+table+" WHERE "+where+" ORDER BY 1")
	if err != nil {
		w.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		w.Fatal(err)
	}
	for rows.Next() {
		values, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			w.Fatal(err)
		}
		row := map[string]string{}
		for i, c := range columns {
			row[c] = fmt.Sprint(values[i].Valid, values[i].String)
		}
		for _, c := range without {
			if row[c] == "" {
				w.Fatal("no column", c)
			}
			row[c] = ""
		}
		all = append(all, row)
	}
	return all
}

// TestOpen: the limit opens a ticket as the hub does: the same answer, and the same rows but for ids and times.
func TestOpen(t *testing.T) {
	each(t, func(w *world) {
		body := ops.All[5].Body(w.plan, rand.New(rand.NewPCG(1, 1)))
		made := map[string][]map[string]string{}
		for name, url := range map[string]string{"hub": w.hub, "limit": w.limit} {
			before := w.rows("ticket_counters", "part > 0")
			drafts := w.rows("change_drafts", "1 = 1")
			v := w.ask(url, body)
			ticket := at(v, "data", "openTicket", "ticket").(map[string]any)
			id, err := parse(ticket["id"].(string))
			if err != nil {
				t.Fatal(err)
			}
			number := ticket["number"].(string)
			if !strings.HasPrefix(number, "BX-") || ticket["state"] != "REPORTED" || len(ticket) != 4 {
				t.Errorf("%s: %v", name, ticket)
			}
			all := w.rows("tickets", fmt.Sprintf("id = %d", id), "id", "created_at", "updated_at", "opened_at", "due_at", "number")
			all = append(all, w.rows("ticket_events", fmt.Sprintf("ticket_id = %d", id), "id", "created_at", "updated_at", "at", "ticket_id")...)
			all = append(all, w.rows("clocks", fmt.Sprintf("ticket_id = %d", id), "id", "created_at", "updated_at", "started_at", "warn_at", "due_at", "next_at", "ticket_id")...)
			all = append(all, w.rows("change_drafts", "1 = 1", "id", "entity_id", "last_id", "request", "at")[len(drafts):]...)
			all = append(all, slices.DeleteFunc(w.rows("ticket_counters", "part > 0"), func(row map[string]string) bool {
				return slices.ContainsFunc(before, func(old map[string]string) bool { return reflect.DeepEqual(row, old) })
			})...)
			for _, row := range all[8:] {
				row["part"] = ""
			}
			if len(all) != 11 {
				t.Fatalf("%s: %d rows", name, len(all))
			}
			made[name] = all
			w.dates(id)
		}
		for i, row := range made["hub"] {
			if !reflect.DeepEqual(row, made["limit"][i]) {
				t.Errorf("row %d: the hub wrote\n%v\nthe limit\n%v", i, row, made["limit"][i])
			}
		}
		// The hub and the limit go on counting past each other.
		seen := map[any]bool{}
		for n := range 40 {
			id := at(w.ask([]string{w.hub, w.limit}[n%2], body), "data", "openTicket", "ticket", "id")
			if seen[id] {
				t.Fatal("twice:", id)
			}
			seen[id] = true
		}
		if wrong, err := counters.Verify(t.Context(), w.db); err != nil || len(wrong) > 0 {
			t.Error(wrong, err)
		}
		tidy(w)
	})
}

// tidy: what was opened can be taken away again.
func tidy(w *world) {
	if err := w.plan.Trim(w.Context(), w.db); err != nil {
		w.Fatal(err)
	}
	if n := len(w.rows("tickets", "1 = 1")); n != w.plan.Communities*w.plan.Tickets {
		w.Error(n, "tickets are left")
	}
	if n := len(w.rows("ticket_counters", "part > 0")) + len(w.rows("change_drafts", "1 = 1")); n > 0 {
		w.Error(n, "rows of what was opened are left")
	}
	if wrong, err := counters.Verify(w.Context(), w.db); err != nil || len(wrong) > 0 {
		w.Error(wrong, err)
	}
}

// dates: a repair is due a day after it was opened.
func (w *world) dates(id int64) {
	row := w.rows("tickets", fmt.Sprintf("id = %d", id))[0]
	opened, due := row["opened_at"], row["due_at"]
	if day := len("true 2026-01-02"); len(opened) != len(due) || opened[day:] != due[day:] || opened[:day] >= due[:day] {
		w.Error(opened, due)
	}
}

// TestText holds the appending functions against the standard library and the hub's own.
func TestText(t *testing.T) {
	for _, s := range []string{"", "3-2-1201", "张\"三\\", "a\nb\tc\x01", "望江\u2028"} {
		var back string
		if err := json.Unmarshal(appendText(nil, []byte(s)), &back); err != nil || back != s {
			t.Errorf("%q became %q: %v", s, back, err)
		}
	}
	for _, name := range []string{"王伟", "王秀英", "欧阳锋", "欧阳震华", "欧阳", "上官雨桐", "张"} {
		if got, want := string(appendName(nil, []byte(name))), `"`+mask.Name(name)+`"`; got != want {
			t.Errorf("%s is masked as %s, not %s", name, got, want)
		}
	}
	for in, want := range map[string]string{
		"2026-01-02 15:04:05.123456": `"2026-01-02T15:04:05.123456Z"`, "2026-01-02 15:04:05.120000": `"2026-01-02T15:04:05.12Z"`,
		"2026-01-02 15:04:00.000000": `"2026-01-02T15:04:00Z"`, "2026-01-02 15:04:10": `"2026-01-02T15:04:10Z"`,
	} {
		if got := string(appendTime(nil, []byte(in))); got != want {
			t.Errorf("%s became %s", in, got)
		}
	}
}
