package ledger_test

import (
	"context"
	"os"
	"testing"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

// both runs a story over SQLite and MariaDB.
func both(t *testing.T, story func(t *testing.T, url string)) {
	t.Run("SQLite", func(t *testing.T) { story(t, t.TempDir()+"/hub.db") })
	t.Run("MariaDB", func(t *testing.T) { story(t, mariadbtest.New(t)) })
}

// open opens one node's database.
func open(t *testing.T, url string) *data.DB {
	t.Helper()
	db, err := data.Open(t.Context(), url, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func system(ctx context.Context) context.Context { return tenants.System(ctx, "test") }

func tx(ctx context.Context, t *testing.T, db *data.DB, fn func(ctx context.Context, c *gen.Client) error) {
	t.Helper()
	if err := db.Tx(ctx, fn); err != nil {
		t.Fatal(err)
	}
}

// world is a head office with two companies; the first has the communities a and b, the second c.
type world struct {
	db                   *data.DB
	org, first, second   ident.ID
	a, b, c              ident.ID
	estateA, estateB, eC ident.ID
}

func newWorld(t *testing.T, url string) *world {
	t.Helper()
	w := &world{db: open(t, url)}
	ctx := system(t.Context())
	if err := w.db.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	tx(ctx, t, w.db, func(ctx context.Context, c *gen.Client) error {
		o, err := c.Organization.Create().SetCode("G").SetName("集团").Save(ctx)
		if err != nil {
			return err
		}
		w.org = o.ID
		for i, company := range []*ident.ID{&w.first, &w.second} {
			co, err := c.Company.Create().SetCode(string(rune('1' + i))).SetName("公司").SetOrganizationID(o.ID).Save(ctx)
			if err != nil {
				return err
			}
			*company = co.ID
		}
		for _, s := range []struct {
			code              string
			company           ident.ID
			community, estate *ident.ID
		}{{"A", w.first, &w.a, &w.estateA}, {"B", w.first, &w.b, &w.estateB}, {"C", w.second, &w.c, &w.eC}} {
			mo, err := c.ManagementOffice.Create().SetCode(s.code).SetName("管理处").SetCompanyID(s.company).Save(ctx)
			if err != nil {
				return err
			}
			cm, err := c.Community.Create().SetCode(s.code).SetName("小区").SetManagementOfficeID(mo.ID).Save(ctx)
			if err != nil {
				return err
			}
			e, err := c.Estate.Create().SetCommunityID(cm.ID).SetCode("E1").SetName("一期").Save(ctx)
			if err != nil {
				return err
			}
			*s.community, *s.estate = cm.ID, e.ID
		}
		return nil
	})
	return w
}

// code is the code of an error, empty where the hub does not know it.
func code(err error) fault.Code {
	if f := fault.Of(err); f != nil {
		return f.Code
	}
	return ""
}
