package ledger_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"estatehub/ent/gen"
	"estatehub/internal/cursor"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/ledger"
	"estatehub/internal/store"
	"estatehub/tenants"
)

func (w *world) reader() *ledger.Reader { return &ledger.Reader{DB: w.db, Key: cursor.Key("k")} }

func (w *world) flush(t *testing.T) {
	t.Helper()
	if err := ledger.NewSequencer(w.db).Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// as is the context of a role at some communities and the nodes above them.
func (w *world) as(ctx context.Context, role tenants.Role, scope tenants.Scope) context.Context {
	return tenants.WithViewer(ctx, tenants.NewViewer(1, 0, "someone", []tenants.Grant{{Role: role, Scope: scope}}))
}

// all reads the feed to its end in pieces, and counts how many times it restarted.
func all(ctx context.Context, t *testing.T, r *ledger.Reader, after *string, f ledger.Filter, limit int) (rows []*ledger.Row, next *string, restarts int) {
	t.Helper()
	for range 10_000 {
		feed, err := r.Read(ctx, after, f, limit)
		if err != nil {
			t.Fatal(err)
		}
		if len(feed.Rows) > limit {
			t.Fatalf("%d rows of %d", len(feed.Rows), limit)
		}
		rows, after = append(rows, feed.Rows...), &feed.NextCursor
		if feed.Restarted {
			restarts++
		}
		if !feed.HasMore {
			return rows, after, restarts
		}
	}
	t.Fatal("the feed does not end")
	return nil, nil, 0
}

func ids(rows []*ledger.Row) (out []ident.ID) {
	for _, r := range rows {
		out = append(out, r.EntityID)
	}
	return out
}

// TestFeedWithinScope: head office sees everything, a site manager what is in his community and the nodes that lead to
// it, in pieces of any size alike; a tombstone stays within its community, that of a company with the head office.
func TestFeedWithinScope(t *testing.T) {
	both(t, func(t *testing.T, url string) {
		w := newWorld(t, url)
		sys := system(t.Context())
		tx(sys, t, w.db, func(ctx context.Context, c *gen.Client) error {
			spare, err := c.Company.Create().SetCode("spare").SetName("空").SetOrganizationID(w.org).Save(ctx)
			if err != nil {
				return err
			}
			if err := c.Company.DeleteOneID(spare.ID).Exec(ctx); err != nil {
				return err
			}
			if err := c.Estate.UpdateOneID(w.estateA).SetName("二期").Exec(ctx); err != nil {
				return err
			}
			return c.Estate.DeleteOneID(w.eC).Exec(ctx)
		})
		w.flush(t)
		r := w.reader()
		whole := w.as(t.Context(), tenants.HR, tenants.Whole())
		site := w.as(t.Context(), tenants.SiteManager, tenants.Some(w.a).Along([]ident.ID{w.org, w.first}, nil))
		nobody := w.as(t.Context(), tenants.SiteManager, tenants.Scope{})

		rows, next, _ := all(whole, t, r, nil, ledger.Filter{}, 1000)
		if len(rows) != 12+4 {
			t.Errorf("head office: %d rows", len(rows))
		}
		for _, ctx := range []context.Context{whole, site} {
			once, _, _ := all(ctx, t, r, nil, ledger.Filter{}, 1000)
			for _, size := range []int{1, 2, 5} {
				if again, _, _ := all(ctx, t, r, nil, ledger.Filter{}, size); !slices.Equal(ids(once), ids(again)) {
					t.Errorf("by %d: %v, not %v", size, ids(again), ids(once))
				}
			}
		}
		rows, at, _ := all(site, t, r, nil, ledger.Filter{}, 3)
		if want := []ident.ID{w.org, w.first, w.a, w.estateA, w.estateA}; !slices.Equal(ids(rows), want) {
			t.Errorf("site: %v, not %v", ids(rows), want)
		}
		last := rows[len(rows)-1]
		if last.Operation != "UPDATE" || !slices.Equal(last.Fields, []string{"name"}) || last.Noun != "Estate" || *last.CommunityID != w.a {
			t.Errorf("the update: %+v", last)
		}
		if n, err := last.Node(site); err != nil || n.(*gen.Estate).Name != "二期" {
			t.Errorf("its node: %v %v", n, err)
		}
		if rows, _, _ := all(nobody, t, r, nil, ledger.Filter{}, 10); len(rows) != 0 {
			t.Errorf("nobody: %v", ids(rows))
		}
		if _, err := r.Read(t.Context(), nil, ledger.Filter{}, 10); err == nil {
			t.Error("no viewer, and yet an answer")
		}

		filtered, _, _ := all(whole, t, r, nil, ledger.Filter{Nouns: []string{"Estate"}, Communities: []ident.ID{w.c}}, 10)
		if want := []ident.ID{w.eC, w.eC}; !slices.Equal(ids(filtered), want) {
			t.Errorf("estates of c: %v", ids(filtered))
		}
		if filtered, _, _ := all(whole, t, r, nil, ledger.Filter{Communities: []ident.ID{w.c}, WithoutDeleted: true}, 10); len(filtered) != 2 {
			t.Errorf("without deleted: %v", ids(filtered))
		}
		if rows, _, _ := all(site, t, r, nil, ledger.Filter{Communities: []ident.ID{w.c}}, 10); len(rows) != 0 {
			t.Errorf("a site asks for another: %v", ids(rows))
		}

		// What comes later follows the cursor, and only that.
		id, err := w.write(sys, "later", 0, false)
		if err != nil {
			t.Fatal(err)
		}
		w.flush(t)
		for _, x := range []struct {
			ctx   context.Context
			after *string
		}{{whole, next}, {site, at}} {
			if rows, _, _ := all(x.ctx, t, r, x.after, ledger.Filter{}, 10); !slices.Equal(ids(rows), []ident.ID{id}) {
				t.Errorf("later: %v", ids(rows))
			}
		}
		// A cursor goes with its filter, and cannot be made up.
		for _, bad := range []string{"", "x", *at + "A"} {
			if _, err := r.Read(site, &bad, ledger.Filter{}, 10); code(err) != fault.CursorInvalid {
				t.Errorf("cursor %q: %v", bad, err)
			}
		}
		if _, err := r.Read(site, at, ledger.Filter{Nouns: []string{"Estate"}}, 10); code(err) != fault.CursorInvalid {
			t.Errorf("another filter: %v", err)
		}
		if _, err := r.Read(site, nil, ledger.Filter{Nouns: []string{"Session"}}, 10); code(err) != fault.BadInput {
			t.Errorf("the hub's own table: %v", err)
		}
	})
}

// TestWidenedScope: a manager who is given a second community is told its past.
func TestWidenedScope(t *testing.T) {
	both(t, func(t *testing.T, url string) {
		w := newWorld(t, url)
		w.flush(t)
		r := w.reader()
		one := w.as(t.Context(), tenants.SiteManager, tenants.Some(w.a))
		two := w.as(t.Context(), tenants.SiteManager, tenants.Some(w.a, w.b))
		f := ledger.Filter{Nouns: []string{"Estate"}}
		rows, at, restarts := all(one, t, r, nil, f, 10)
		if !slices.Equal(ids(rows), []ident.ID{w.estateA}) || restarts != 0 {
			t.Errorf("before: %v, %d restarts", ids(rows), restarts)
		}
		rows, at, restarts = all(two, t, r, at, f, 1)
		if !slices.Equal(ids(rows), []ident.ID{w.estateA, w.estateB}) || restarts != 1 {
			t.Errorf("widened: %v, %d restarts", ids(rows), restarts)
		}
		if rows, _, restarts = all(two, t, r, at, f, 1); len(rows) != 0 || restarts != 0 {
			t.Errorf("after: %v, %d restarts", ids(rows), restarts)
		}
	})
}

// TestRanges: a bulk change of 1,234 rows is told row by row, over pages that begin and end inside it, and costs no more
// statements a page than there are nouns.
func TestRanges(t *testing.T) {
	const n = 1234
	both(t, func(t *testing.T, url string) {
		w := newWorld(t, url)
		sys := system(t.Context())
		kind := gen.Nouns.Named("Estate").Kind
		first, err := w.db.ReserveIDs(sys, w.a.Slot(), kind, n)
		if err != nil {
			t.Fatal(err)
		}
		tx(sys, t, w.db, func(ctx context.Context, c *gen.Client) error {
			for i := range ident.ID(n) {
				ins := fmt.Sprintf("INSERT INTO estates (id, community_id, code, name, created_at, updated_at) VALUES (%d, %d, 'R%d', 'r', '2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000')", first+i, w.a, i)
				if err := w.db.Driver().Exec(ctx, ins, []any{}, nil); err != nil {
					return err
				}
			}
			return w.db.Record(ctx, "CREATE", first, first+n-1)
		})
		later, err := w.write(sys, "later", 0, false)
		if err != nil {
			t.Fatal(err)
		}
		w.flush(t)
		site := w.as(t.Context(), tenants.SiteManager, tenants.Some(w.a))
		want := []ident.ID{w.estateA}
		for i := range ident.ID(n) {
			want = append(want, first+i)
		}
		want = append(want, later)
		for _, size := range []int{7, 500, 1000} {
			rows, _, _ := all(site, t, w.reader(), nil, ledger.Filter{Nouns: []string{"Estate"}}, size)
			if !slices.Equal(ids(rows), want) {
				t.Errorf("by %d: %d rows, want %d", size, len(rows), len(want))
			}
		}
		ctx, statements := store.WithCounter(site)
		feed, err := w.reader().Read(ctx, nil, ledger.Filter{Nouns: []string{"Estate"}}, 400)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range feed.Rows {
			if node, err := row.Node(ctx); err != nil || node == nil {
				t.Fatalf("%v: %v %v", row.EntityID, node, err)
			}
		}
		if statements.N() > 3 {
			t.Errorf("%d statements: %v", statements.N(), statements.Statements())
		}
		// The trail of a row in the range knows how it came.
		trail, err := w.reader().Audit(site, first+700, nil, 10)
		if err != nil || len(trail.Rows) != 1 || trail.Rows[0].Operation != "CREATE" || trail.Rows[0].EntityID != first+700 {
			t.Errorf("trail: %+v %v", trail, err)
		}
	})
}
