package graph_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/graph"
	"estatehub/graph/graphtest"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
	"estatehub/internal/store"
	"estatehub/tenants"
)

func api(db *data.DB) *graphtest.API {
	return graphtest.New(graph.New(graph.Parts{DB: db, Key: []byte("a key of cursors, for tests only")}))
}

// tickets writes tickets into communities, a minute apart, in bulk.
func tickets(t *testing.T, db *data.DB, each int, communities ...ident.ID) {
	t.Helper()
	ctx, n := datatest.System(t), gen.Nouns.Named("Ticket")
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i, c := range communities {
		first, err := db.Reserve(ctx, n, c, each)
		if err != nil {
			t.Fatal(err)
		}
		err = db.Tx(ctx, func(ctx context.Context, _ *gen.Client) error {
			b, err := db.NewBulk(ctx, n, "number", "kind", "state", "content", "opened_at", "due_at", "opened_month")
			if err != nil {
				return err
			}
			for k := range each {
				at := start.Add(time.Duration(k/2*10+i) * time.Minute) // pairs share an instant
				err := b.Add(ctx, first+ident.ID(k), fmt.Sprintf("T%06d", k), "REPAIR", "REPORTED", "水管漏水", at, at.Add(24*time.Hour), "2026-01")
				if err != nil {
					return err
				}
			}
			_, err = b.Close(ctx)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// A quality officer leafs through all tickets of the sites he is charged with, in every order and both ways, and sees each
// exactly once and in order; so does head office.
func TestLeafing(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		tickets(t, db, 11, w.Communities[0].ID, w.Communities[1].ID, w.Communities[2].ID)
		a := api(db)
		for name, v := range map[string]*tenants.Viewer{
			"one site": w.Viewer(tenants.SiteManager, 0), "two sites": w.Viewer(tenants.QualityDept, 0, 2), "all": w.Viewer(tenants.QualityDept),
		} {
			for _, order := range []string{"ID", "OPENED_AT"} {
				for _, direction := range []string{"ASC", "DESC"} {
					t.Run(name+" "+order+" "+direction, func(t *testing.T) {
						forward := leaf(t, a, v, order, direction, "first", "after")
						backward := leaf(t, a, v, order, direction, "last", "before")
						if slices.Reverse(backward); !slices.Equal(forward, backward) {
							t.Errorf("forward %v\nbackward %v", forward, backward)
						}
						sorted := slices.Clone(forward)
						slices.Sort(sorted)
						if direction == "DESC" {
							slices.Reverse(sorted)
						}
						if !slices.Equal(forward, sorted) {
							t.Errorf("not in order: %v", forward)
						}
						if want := map[string]int{"one site": 11, "two sites": 22, "all": 33}[name]; len(slices.Compact(sorted)) != want {
							t.Errorf("%d rows, want %d", len(sorted), want)
						}
					})
				}
			}
		}
	})
}

// leaf walks a whole connection in pages of four and returns what identifies and orders each row.
func leaf(t *testing.T, a *graphtest.API, v *tenants.Viewer, order, direction, count, from string) (rows []string) {
	t.Helper()
	var cursor any
	for {
		d := a.Must(t, v, fmt.Sprintf(`query($c: String) { tickets(%s: 4, %s: $c, orderBy: {field: %s, direction: %s}) {
			totalCount nodes { id openedAt } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } } }`, count, from, order, direction), map[string]any{"c": cursor})
		page := d["tickets"].(map[string]any)
		var keys []string
		for _, n := range page["nodes"].([]any) {
			key := graphtest.At(n, "id").(string)
			if order == "OPENED_AT" {
				key = graphtest.At(n, "openedAt").(string) + " " + key
			}
			keys = append(keys, key)
		}
		more, end := "hasNextPage", "endCursor"
		if count == "last" {
			slices.Reverse(keys)
			more, end = "hasPreviousPage", "startCursor"
		}
		rows = append(rows, keys...)
		if graphtest.At(page, "pageInfo", more) != true {
			return rows
		}
		cursor = graphtest.At(page, "pageInfo", end)
	}
}

// Cursors that were changed, belong to another order or to another list are refused; so is a page over the cap.
func TestPageInput(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		tickets(t, db, 5, w.Communities[0].ID)
		a, v := api(db), w.Viewer(tenants.QualityDept)
		d := a.Must(t, v, `{ tickets(first: 2) { pageInfo { endCursor } } }`, nil)
		good := graphtest.At(d, "tickets", "pageInfo", "endCursor").(string)
		for name, c := range map[string]struct{ query, code string }{
			"changed":       {`{ tickets(after: "` + good[:len(good)-2] + `AA") { nodes { id } } }`, "CURSOR_INVALID"},
			"nonsense":      {`{ tickets(after: "x") { nodes { id } } }`, "CURSOR_INVALID"},
			"another order": {`{ tickets(after: "` + good + `", orderBy: {field: OPENED_AT}) { nodes { id } } }`, "CURSOR_INVALID"},
			"another list":  {`{ units(after: "` + good + `") { nodes { id } } }`, "CURSOR_INVALID"},
			"over the cap":  {`{ tickets(first: 201) { nodes { id } } }`, "LIMIT_EXCEEDED"},
			"negative":      {`{ tickets(first: -1) { nodes { id } } }`, "BAD_USER_INPUT"},
			"both ends":     {`{ tickets(first: 1, last: 1) { nodes { id } } }`, "BAD_USER_INPUT"},
			"bad day":       {`{ tickets(where: {openedAtFrom: "yesterday"}) { nodes { id } } }`, "BAD_USER_INPUT"},
		} {
			if got := a.Ask(tenants.WithViewer(t.Context(), v), c.query, nil).Code(); got != c.code {
				t.Errorf("%s: code %q, want %q", name, got, c.code)
			}
		}
	})
}

// A page reads about as many rows as it shows, at a site, over some sites and over the whole portfolio, however many
// tickets there are; and the number of statements does not depend on the size of the page.
func TestRowsRead(t *testing.T) {
	db := datatest.MariaDB(t, data.Options{})
	w := datatest.Tell(t, db)
	tickets(t, db, 4000, w.Communities[0].ID, w.Communities[1].ID, w.Communities[2].ID)
	// InnoDB counts again in the background some time after a load; until then its plans are those of an empty table.
	if _, err := db.SQL().ExecContext(t.Context(), "ANALYZE TABLE tickets"); err != nil {
		t.Fatal(err)
	}
	a := api(db)
	for name, c := range map[string]struct {
		viewer *tenants.Viewer
		query  string
		most   int
	}{
		"site":            {w.Viewer(tenants.SiteManager, 1), `{ tickets(first: 50, orderBy: {field: OPENED_AT, direction: DESC}) { nodes { id } } }`, 60},
		"site, new ones":  {w.Viewer(tenants.SiteManager, 1), `{ tickets(first: 50, where: {phase: [NEW]}, orderBy: {field: OPENED_AT, direction: DESC}) { nodes { id } } }`, 60},
		"site, by parent": {w.Viewer(tenants.QualityDept), `{ community(id: "` + w.Communities[1].ID.String() + `") { tickets(first: 50, orderBy: {field: OPENED_AT}) { nodes { id } } } }`, 70},
		"two of many":     {w.Viewer(tenants.QualityDept, 0, 2), `{ tickets(first: 50, orderBy: {field: OPENED_AT, direction: DESC}) { nodes { id } } }`, 700},
		"head office":     {w.Viewer(tenants.QualityDept), `{ tickets(first: 50, orderBy: {field: OPENED_AT, direction: DESC}) { nodes { id } } }`, 60},
		"head office, id": {w.Viewer(tenants.QualityDept), `{ tickets(first: 50) { nodes { id } } }`, 60},
	} {
		t.Run(name, func(t *testing.T) {
			var read int
			err := db.Tx(t.Context(), func(ctx context.Context, _ *gen.Client) error {
				before := handlerReads(ctx, t, db)
				ctx = tenants.WithViewer(ctx, c.viewer)
				if out := a.Ask(ctx, c.query, nil); len(out.Errors) > 0 {
					return out.Errors
				}
				read = handlerReads(ctx, t, db) - before
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d rows read", read)
			if read > c.most {
				t.Errorf("%d rows read for 50, want at most %d", read, c.most)
			}
		})
	}
	for _, first := range []int{5, 50} {
		ctx, counter := store.WithCounter(tenants.WithViewer(t.Context(), w.Viewer(tenants.QualityDept, 0, 2)))
		a.Ask(ctx, fmt.Sprintf(`{ tickets(first: %d) { nodes { id number } edges { cursor } pageInfo { hasNextPage } } }`, first), nil)
		if counter.N() != 1 {
			t.Errorf("%d statements for a page of %d, want 1", counter.N(), first)
		}
	}
}

// handlerReads is how many rows this connection has read from indexes and tables.
func handlerReads(ctx context.Context, t *testing.T, db *data.DB) (n int) {
	t.Helper()
	var rows sql.Rows
	if err := db.Driver().Query(ctx, "SHOW SESSION STATUS LIKE 'Handler_read%'", []any{}, &rows); err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var v int
		if err := rows.Scan(&name, &v); err != nil {
			t.Fatal(err)
		}
		n += v
	}
	return n
}
