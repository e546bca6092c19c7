package ledger_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/ledger"
	"estatehub/tenants"
)

// TestAudit: a user of the head office changes an owner's phone and name. The site's manager reads who did it, also after
// the owner is removed; who may only read there, and who is elsewhere, learns no more than of a row that never was.
func TestAudit(t *testing.T) {
	both(t, func(t *testing.T, url string) {
		w := newWorld(t, url)
		sys := system(t.Context())
		var actor, owner ident.ID
		tx(sys, t, w.db, func(ctx context.Context, c *gen.Client) error {
			u, err := c.User.Create().SetLogin("li").SetName("李").Save(ctx)
			if err != nil {
				return err
			}
			o, err := c.Owner.Create().SetCommunityID(w.a).SetCode("O1").SetName("张三").Save(ctx)
			if err != nil {
				return err
			}
			actor, owner = u.ID, o.ID
			return nil
		})
		li := tenants.WithViewer(data.WithRequest(t.Context(), "req-7"), tenants.NewViewer(actor, 0, "li",
			[]tenants.Grant{{Role: tenants.SiteManager, Scope: tenants.Some(w.a)}}))
		for i := range 3 {
			tx(system(li), t, w.db, func(ctx context.Context, c *gen.Client) error {
				return c.Owner.UpdateOneID(owner).SetPhone(fmt.Sprintf("1380013800%d", i)).Exec(ctx)
			})
		}
		w.flush(t)
		r := w.reader()
		manager := w.as(t.Context(), tenants.SiteManager, tenants.Some(w.a))
		operations := func(rows []*ledger.Row) (out []string) {
			for _, row := range rows {
				out = append(out, row.Operation)
			}
			return out
		}
		first, err := r.Audit(manager, owner, nil, 3)
		if err != nil || first.NextCursor == nil {
			t.Fatalf("%+v %v", first, err)
		}
		rest, err := r.Audit(manager, owner, first.NextCursor, 3)
		if err != nil || rest.NextCursor != nil || !slices.Equal(operations(rest.Rows), []string{"CREATE"}) {
			t.Errorf("rest: %v %v", operations(rest.Rows), err)
		}
		latest := first.Rows[0]
		if login, err := latest.Actor(manager); err != nil || login == nil || *login != "li" || latest.Request != "req-7" || !slices.Equal(latest.Fields, []string{"phone"}) {
			t.Errorf("latest: %+v %v", latest, err)
		}
		if login, err := rest.Rows[0].Actor(manager); err != nil || login != nil {
			t.Errorf("the hub itself has a login: %v %v", login, err)
		}
		if _, err := r.Audit(manager, w.estateA, first.NextCursor, 3); code(err) != fault.CursorInvalid {
			t.Errorf("another row's cursor: %v", err)
		}
		// In the feed the manager does not learn who it was, an administrator does; who reads masked phones does not learn
		// that one changed.
		f := ledger.Filter{Nouns: []string{"Owner"}}
		quality := w.as(t.Context(), tenants.QualityDept, tenants.Some(w.a))
		admin := tenants.WithViewer(t.Context(), tenants.NewViewer(1, 0, "root", []tenants.Grant{
			{Role: tenants.Administrator, Scope: tenants.Whole()}, {Role: tenants.SiteManager, Scope: tenants.Whole()},
		}))
		for _, x := range []struct {
			who    string
			ctx    context.Context
			actor  bool
			fields []string
		}{{"manager", manager, false, []string{"phone"}}, {"admin", admin, true, []string{"phone"}}, {"quality", quality, false, []string{}}} {
			rows, _, _ := all(x.ctx, t, r, nil, f, 10)
			if len(rows) != 4 {
				t.Fatalf("%s: %d rows", x.who, len(rows))
			}
			login, err := rows[3].Actor(x.ctx)
			if err != nil || (login != nil) != x.actor || !slices.Equal(rows[3].Fields, x.fields) {
				t.Errorf("%s: %v %v %v", x.who, login, rows[3].Fields, err)
			}
		}

		tx(sys, t, w.db, func(ctx context.Context, c *gen.Client) error { return c.Owner.DeleteOneID(owner).Exec(ctx) })
		w.flush(t)
		if gone, err := r.Audit(manager, owner, nil, 10); err != nil || len(gone.Rows) != 5 || gone.Rows[0].Operation != "DELETE" {
			t.Errorf("removed: %+v %v", gone, err)
		}
		elsewhere := w.as(t.Context(), tenants.SiteManager, tenants.Some(w.c))
		never := ident.New(w.a.Slot(), owner.Kind(), 999_999)
		for who, x := range map[string]struct {
			ctx context.Context
			id  ident.ID
		}{"elsewhere": {elsewhere, owner}, "reads only": {quality, owner}, "never was": {manager, never}, "no noun": {manager, 7}, "a company": {manager, w.first}} {
			if _, err := r.Audit(x.ctx, x.id, nil, 10); code(err) != fault.NotFound {
				t.Errorf("%s: %v", who, err)
			}
		}
	})
}
