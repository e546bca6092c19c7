package data_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/gen/changedraft"
	"estatehub/ent/gen/unit"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

// TestBulk tells that rows written in bulk are the rows ent would have written, that the walls hold, that the ledger gets
// a range, and that a range can be taken back.
func TestBulk(t *testing.T) {
	for name, url := range map[string]string{"sqlite": t.TempDir() + "/hub.db", "mariadb": mariadbtest.New(t)} {
		t.Run(name, func(t *testing.T) { bulkStory(t, url) })
	}
}

func bulkStory(t *testing.T, url string) {
	sys := tenants.System(context.Background(), "test")
	db, err := data.Open(sys, url, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if err := db.Migrate(sys); err != nil {
		t.Fatal(err)
	}
	home, other := town(t, db, "A"), town(t, db, "B")
	manager := tenants.NewViewer(1, 0, "m", []tenants.Grant{{Role: tenants.SiteManager, Scope: tenants.Some(home.ID)}})
	ctx := tenants.WithViewer(context.Background(), manager)

	const count = 2500 // several statements, the last of them short
	units := gen.Nouns.Named("Unit")
	first, err := db.Reserve(ctx, units, home.ID, count)
	if err != nil {
		t.Fatal(err)
	}
	var ranges []data.Range
	err = db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		e, err := c.Estate.Create().SetCommunityID(home.ID).SetCode("E").SetName("一期").Save(ctx)
		if err != nil {
			return err
		}
		b, err := c.Building.Create().SetCommunityID(home.ID).SetEstateID(e.ID).SetCode("1").SetName("1栋").Save(ctx)
		if err != nil {
			return err
		}
		if _, err := c.Unit.Create().SetCommunityID(home.ID).SetBuildingID(b.ID).SetPropertyNo("ent").SetDoorNo("1").Save(ctx); err != nil {
			return err
		}
		bulk, err := db.NewBulk(ctx, units, "property_no", "building_id", "door_no")
		if err != nil {
			return err
		}
		for i := range count {
			if err := bulk.Add(ctx, first+ident.ID(i), fmt.Sprint("1-", i), b.ID, fmt.Sprint(i)); err != nil {
				return err
			}
		}
		ranges, err = bulk.Close(ctx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := (data.Range{First: first, Last: first + count - 1}); len(ranges) != 1 || ranges[0] != want {
		t.Fatalf("ranges %v, want %v", ranges, want)
	}
	plain := db.Client.Unit.Query().Where(unit.PropertyNo("ent")).OnlyX(ctx)
	row := db.Client.Unit.Query().Where(unit.ID(first + 7)).OnlyX(ctx)
	if row.CreatedAt.IsZero() || row.CreatedAt.Location() != plain.CreatedAt.Location() {
		t.Errorf("created at %v", row.CreatedAt)
	}
	row.ID, row.PropertyNo, row.DoorNo, row.CreatedAt, row.UpdatedAt = plain.ID, plain.PropertyNo, plain.DoorNo, plain.CreatedAt, plain.UpdatedAt
	if row.String() != plain.String() {
		t.Errorf("bulk wrote\n%s, ent\n%s", row, plain)
	}
	entry := db.Client.ChangeDraft.Query().Where(changedraft.EntityID(first)).OnlyX(sys)
	if entry.LastID != ranges[0].Last || entry.CommunityID != home.ID || entry.ActorID != 1 || entry.Operation != "CREATE" {
		t.Errorf("ledger: %v", entry)
	}

	strange, err := db.Reserve(sys, units, other.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Tx(ctx, func(ctx context.Context, _ *gen.Client) error {
		bulk, err := db.NewBulk(ctx, units, "property_no", "building_id", "door_no")
		if err != nil {
			return err
		}
		return bulk.Add(ctx, strange, "x", plain.BuildingID, "x")
	})
	if code(err) != fault.NotFound {
		t.Errorf("a row of another community: %v", err)
	}
	err = db.Tx(sys, func(ctx context.Context, _ *gen.Client) error {
		bulk, err := db.NewBulk(ctx, units, "property_no", "building_id", "door_no")
		if err != nil {
			return err
		}
		if err := bulk.Add(ctx, strange, "x", plain.BuildingID, "x"); err != nil {
			return err
		}
		return bulk.Flush(ctx)
	})
	if err == nil {
		t.Error("a unit of one community was put into a building of another")
	}
	if _, err := db.NewBulk(ctx, units); !errors.Is(err, data.ErrNoTx) {
		t.Errorf("without a transaction: %v", err)
	}
	hr := tenants.WithViewer(sys, tenants.NewViewer(2, 0, "hr", []tenants.Grant{{Role: tenants.HR, Scope: tenants.Whole()}}))
	err = db.Tx(hr, func(ctx context.Context, _ *gen.Client) error { _, err := db.NewBulk(ctx, units); return err })
	if code(err) != fault.Forbidden {
		t.Errorf("who may only read: %v", err)
	}

	var gone int64
	remove := func(ctx context.Context) error {
		return db.Tx(ctx, func(ctx context.Context, _ *gen.Client) (err error) {
			gone, err = db.DeleteBulk(ctx, ranges[0])
			return err
		})
	}
	if err := remove(hr); code(err) != fault.NotFound {
		t.Errorf("who may only read deletes: %v", err)
	}
	if err := remove(ctx); err != nil || gone != count {
		t.Errorf("deleted %d, %v", gone, err)
	}
	if n := db.Client.Unit.Query().CountX(sys); n != 1 {
		t.Errorf("%d units left, want the one not in the range", n)
	}
	if n := db.Client.ChangeDraft.Query().Where(changedraft.EntityID(first), changedraft.OperationEQ("DELETE")).CountX(sys); n != 1 {
		t.Errorf("%d ledger entries of the deletion", n)
	}
}

func town(t *testing.T, db *data.DB, code string) *gen.Community {
	t.Helper()
	var cm *gen.Community
	err := db.Tx(tenants.System(context.Background(), "test"), func(ctx context.Context, c *gen.Client) error {
		o, err := c.Organization.Create().SetCode("G" + code).SetName("集团").Save(ctx)
		if err != nil {
			return err
		}
		co, err := c.Company.Create().SetCode("C" + code).SetName("公司").SetOrganizationID(o.ID).Save(ctx)
		if err != nil {
			return err
		}
		mo, err := c.ManagementOffice.Create().SetCode("M" + code).SetName("管理处").SetCompanyID(co.ID).Save(ctx)
		if err != nil {
			return err
		}
		cm, err = c.Community.Create().SetCode(code).SetName("小区").SetManagementOfficeID(mo.ID).Save(ctx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return cm
}

// code is the code of an error of the hub, empty for any other.
func code(err error) fault.Code {
	if e := fault.Of(err); e != nil {
		return e.Code
	}
	return ""
}
