package data_test

import (
	"context"
	"testing"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

func TestSmoke(t *testing.T) {
	for name, url := range map[string]string{"sqlite": t.TempDir() + "/hub.db", "mariadb": mariadbtest.New(t)} {
		t.Run(name, func(t *testing.T) {
			ctx := tenants.System(context.Background(), "test")
			db, err := data.Open(ctx, url, data.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if err := db.Migrate(ctx); err != nil {
				t.Fatal(err)
			}
			if err := db.Migrate(ctx); err != nil {
				t.Fatal("again:", err)
			}
			err = db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
				o := c.Organization.Create().SetCode("G").SetName("集团").SaveX(ctx)
				co := c.Company.Create().SetCode("C").SetName("公司").SetOrganization(o).SaveX(ctx)
				mo := c.ManagementOffice.Create().SetCode("M").SetName("管理处").SetCompany(co).SaveX(ctx)
				cm := c.Community.Create().SetCode("X").SetName("小区").SetManagementOffice(mo).SaveX(ctx)
				e, err := c.Estate.Create().SetCommunityID(cm.ID).SetCode("E1").SetName("一期").Save(ctx)
				if err != nil {
					return err
				}
				_, err = c.Building.Create().SetCommunityID(cm.ID).SetEstate(e).SetCode("1").SetName("1栋").Save(ctx)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			v := tenants.NewViewer(1, 0, "hr", []tenants.Grant{{Role: tenants.HR, Scope: tenants.Whole()}})
			n, err := db.Client.Building.Query().Count(tenants.WithViewer(context.Background(), v))
			if err != nil || n != 1 {
				t.Fatal(n, err)
			}
		})
	}
}
