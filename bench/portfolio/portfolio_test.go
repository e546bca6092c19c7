package portfolio

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"entgo.io/ent/dialect"

	"estatehub/internal/counters"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/lifecycle"
)

func built(t *testing.T, db *data.DB, s Size) *Plan {
	t.Helper()
	if err := Build(t.Context(), db, s, nil); err != nil {
		t.Fatal(err)
	}
	p, err := Of(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// each runs a statement and hands over its rows as text.
func each(t *testing.T, db *data.DB, query string, row func(v []string)) {
	t.Helper()
	rows, err := db.SQL().QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(query, err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	texts, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
	for i := range texts {
		into[i] = &texts[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		v := make([]string, len(texts))
		for i := range texts {
			v[i] = texts[i].String
		}
		row(v)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

func number(t *testing.T, db *data.DB, query string) (n int) {
	t.Helper()
	if err := db.SQL().QueryRowContext(context.Background(), query).Scan(&n); err != nil {
		t.Fatal(query, err)
	}
	return n
}

// digest is what a table holds.
func digest(t *testing.T, db *data.DB, table, columns string) string {
	h := sha256.New()
	each(t, db, "SELECT `"+strings.Join(words(columns), "`, `")+"` FROM `"+table+"` ORDER BY id", func(v []string) { _, _ = fmt.Fprintln(h, v) })
	return fmt.Sprintf("%x", h.Sum(nil))
}

// TestSameSeed: the same size gives the same rows, another seed others.
func TestSameSeed(t *testing.T) {
	s := Small()
	a, b, c := datatest.SQLite(t, data.Options{}), datatest.SQLite(t, data.Options{}), datatest.SQLite(t, data.Options{})
	built(t, a, s)
	built(t, b, s)
	s.Seed++
	built(t, c, s)
	for _, table := range tables {
		if table.name == "id_blocks" { // with those of the users
			continue
		}
		x, y, z := digest(t, a, table.name, table.columns), digest(t, b, table.name, table.columns), digest(t, c, table.name, table.columns)
		if x != y {
			t.Error(table.name, "differs")
		}
		if table.each != nil && x == z {
			t.Error(table.name, "does not depend on the seed")
		}
	}
	if err := Build(t.Context(), a, s, nil); !errors.Is(err, ErrNotEmpty) {
		t.Error("built twice:", err)
	}
}

// TestValid: the rows are such as the hub would have let in.
func TestValid(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		s := Small()
		p := built(t, db, s)
		for table, want := range map[string]int{"communities": s.Communities, "units": s.Communities * s.Units, "tickets": s.Communities * s.Tickets,
			"ticket_events": s.Communities * s.Tickets, "buildings": s.Communities * s.Units / perBuilding} {
			if got := number(t, db, "SELECT COUNT(*) FROM "+table); got != want {
				t.Errorf("%d %s, not %d", got, table, want)
			}
		}
		if n := number(t, db, "SELECT COUNT(*) FROM ownerships WHERE until IS NULL"); n < s.Communities*s.Units*12/10 || n > s.Communities*s.Units*14/10 {
			t.Error("current ownerships:", n)
		}
		orphans(t, db)
		if drift, err := db.Drift(t.Context()); err != nil || len(drift) > 0 {
			t.Error("the schema is another now:", drift, err)
		}
		if n := number(t, db, "SELECT COUNT(*) FROM ownerships WHERE since >= until"); n > 0 {
			t.Error(n, "ownerships end before they begin")
		}
		lives(t, db)
		wrong, err := counters.Verify(t.Context(), db)
		if err != nil || len(wrong) > 0 {
			t.Error(wrong, err)
		}
		if n := number(t, db, "SELECT SUM(n) FROM ticket_counters WHERE rollup = 1"); n != s.Communities*s.Tickets {
			t.Error("the counters have", n, "tickets")
		}
		for _, login := range []string{QualityLogin, SiteLogin} {
			if token, err := SignIn(t.Context(), db, login); err != nil || token == "" {
				t.Error(login, err)
			}
		}
		for n := range s.Communities {
			for kind, count := range p.counts(n) {
				key := int64(p.slots[n])<<8 | int64(kind)
				if next := number(t, db, fmt.Sprintf("SELECT next FROM id_blocks WHERE id = %d", key)); next <= count {
					t.Errorf("kind %d of community %d: %d comes next after %d", kind, n, next, count)
				}
			}
		}
	})
}

// orphans looks for rows that refer to nothing: the load did not check.
func orphans(t *testing.T, db *data.DB) {
	if db.Dialect() == dialect.SQLite {
		each(t, db, "PRAGMA foreign_key_check", func(v []string) { t.Error("refers to nothing:", v) })
		return
	}
	type key struct{ table, name, other string }
	pairs := map[key][][2]string{}
	each(t, db, "SELECT table_name, constraint_name, referenced_table_name, column_name, referenced_column_name FROM information_schema.key_column_usage"+
		" WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL", func(v []string) {
		k := key{v[0], v[1], v[2]}
		pairs[k] = append(pairs[k], [2]string{v[3], v[4]})
	})
	if len(pairs) < 20 {
		t.Fatal("few foreign keys:", len(pairs))
	}
	for k, columns := range pairs {
		var on, set []string
		for _, c := range columns {
			on, set = append(on, "a.`"+c[0]+"` = b.`"+c[1]+"`"), append(set, "a.`"+c[0]+"` IS NOT NULL")
		}
		query := "SELECT COUNT(*) FROM `" + k.table + "` a LEFT JOIN `" + k.other + "` b ON " + strings.Join(on, " AND ") + " WHERE b.id IS NULL AND " + strings.Join(set, " AND ")
		if n := number(t, db, query); n > 0 {
			t.Errorf("%d rows of %s refer to nothing by %s", n, k.table, k.name)
		}
	}
}

// lives: tickets stand where their life cycle lets them stand, and say so in all their columns.
func lives(t *testing.T, db *data.DB) {
	var all, open, overdue int
	combinations := map[string]bool{}
	each(t, db, "SELECT kind, state, phase, open, CASE WHEN due_at < '2026-07-01' THEN 1 ELSE 0 END, CASE WHEN closed_at IS NULL THEN 1 ELSE 0 END, opened_month, assignee_id FROM tickets", func(v []string) {
		kind, state := lifecycle.TicketKind(v[0]), lifecycle.State(v[1])
		unsolved := lifecycle.IsUnsolved(state)
		m := lifecycle.TicketMachine(kind)
		switch {
		case m == nil || !slices.Contains(m.States(), state):
			t.Fatal(kind, "has no state", state)
		case string(lifecycle.TicketPhase(state)) != v[2], unsolved != (v[3] == "1"), unsolved != (v[5] == "1"), len(v[6]) != 7:
			t.Fatal("not as it should be:", v)
		case (state == m.Initial) != (v[7] == ""):
			t.Fatal("new tickets alone have nobody:", v)
		}
		all++
		combinations[v[1]] = true
		if unsolved {
			open++
			if v[4] == "1" {
				overdue++
			}
		}
	})
	if share := float64(open) / float64(all) * 100; share < 12 || share > 16 || overdue < open/4 || overdue == open {
		t.Errorf("of %d tickets %d are open and %d overdue", all, open, overdue)
	}
	if n := len(combinations) * Full().Communities; n > 10_000 {
		t.Errorf("ticketCounts by community and state would have %d rows", n)
	}
}

// TestWrongSizes are refused.
func TestWrongSizes(t *testing.T) {
	for _, change := range []func(*Size){
		func(s *Size) { s.Communities = 0 }, func(s *Size) { s.Communities = 20_000 }, func(s *Size) { s.Units = 150 }, func(s *Size) { s.Tickets = 0 },
		func(s *Size) { s.Open = 60 },
	} {
		s := Small()
		if change(&s); s.check() == nil {
			t.Errorf("%+v", s)
		}
	}
}
