package datatest

import (
	"context"
	"fmt"
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/gen/unit"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// World is a small group: an organisation of two companies, three management offices and three communities. The first
// company runs the first two communities, the second company the third.
type World struct {
	Organization *gen.Organization
	Companies    [2]*gen.Company
	Offices      [3]*gen.ManagementOffice
	Posts        [3]*gen.Post // manager, customer service, repair
	Communities  [3]*Site
}

// Site is a community with what belongs to it. All three look alike, so that what leaks from one into another shows by its
// id and its code alone.
type Site struct {
	*gen.Community
	Zone      *gen.Zone
	Estates   []*gen.Estate   // 2
	Buildings []*gen.Building // 2, one an estate
	Units     []*gen.Unit     // 4, two a building
	Owners    []*gen.Owner    // 3; the first owns two units, the third has nothing yet
	Household *gen.Household  // in the first unit
	Member    *gen.HouseholdMember
	Tenancy   *gen.Tenancy // of the second unit
	Bill      *gen.Bill    // of the first unit, in arrears
	Staff     []*gen.Staff // 3, one a post
}

// Tell writes the story into a database.
func Tell(tb testing.TB, db *data.DB) *World {
	tb.Helper()
	var w *World
	err := db.Tx(System(tb), func(ctx context.Context, c *gen.Client) (err error) {
		w, err = tell(ctx, c)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

func tell(ctx context.Context, c *gen.Client) (w *World, err error) {
	w = &World{}
	if w.Organization, err = c.Organization.Create().SetCode("G").SetName("示范物业集团").Save(ctx); err != nil {
		return nil, err
	}
	for i, name := range []string{"深圳公司", "广州公司"} {
		w.Companies[i], err = c.Company.Create().SetCode(fmt.Sprintf("C%d", i+1)).SetName(name).SetOrganizationID(w.Organization.ID).Save(ctx)
		if err != nil {
			return nil, err
		}
	}
	for i, title := range []string{"主任", "客服", "维修"} {
		if w.Posts[i], err = c.Post.Create().SetCode(fmt.Sprintf("P%d", i+1)).SetTitle(title).Save(ctx); err != nil {
			return nil, err
		}
	}
	for i, name := range []string{"海湾花园", "翠湖苑", "云山居"} {
		company := w.Companies[i/2]
		w.Offices[i], err = c.ManagementOffice.Create().SetCode(fmt.Sprintf("M%d", i+1)).SetName(name + "管理处").SetCompanyID(company.ID).Save(ctx)
		if err != nil {
			return nil, err
		}
		s := &Site{}
		s.Community, err = c.Community.Create().SetCode(fmt.Sprintf("X%d", i+1)).SetName(name).SetManagementOfficeID(w.Offices[i].ID).
			SetStatus("OPERATING").Save(ctx)
		if err != nil {
			return nil, err
		}
		if err := s.property(ctx, c); err != nil {
			return nil, err
		}
		if err := s.residents(ctx, c); err != nil {
			return nil, err
		}
		if err := s.people(ctx, c, w, company.ID); err != nil {
			return nil, err
		}
		w.Communities[i] = s
	}
	return w, nil
}

func (s *Site) property(ctx context.Context, c *gen.Client) (err error) {
	if s.Zone, err = c.Zone.Create().SetCommunityID(s.ID).SetCode("Z1").SetName("东片区").Save(ctx); err != nil {
		return err
	}
	for i, name := range []string{"一期", "二期"} {
		e, err := c.Estate.Create().SetCommunityID(s.ID).SetCode(fmt.Sprintf("E%d", i+1)).SetName(name).Save(ctx)
		if err != nil {
			return err
		}
		b, err := c.Building.Create().SetCommunityID(s.ID).SetEstateID(e.ID).SetCode(fmt.Sprint(i + 1)).SetName(fmt.Sprintf("%d栋", i+1)).SetFloors(18).Save(ctx)
		if err != nil {
			return err
		}
		s.Estates, s.Buildings = append(s.Estates, e), append(s.Buildings, b)
		for j := range 2 {
			u, err := c.Unit.Create().SetCommunityID(s.ID).SetBuildingID(b.ID).SetZoneID(s.Zone.ID).SetPropertyNo(fmt.Sprintf("%d-1-%d01", i+1, j+1)).
				SetFloor(j + 1).SetDoorNo(fmt.Sprintf("%d01", j+1)).SetArea(88.5).SetOccupancy(unit.OccupancyOCCUPIED).Save(ctx)
			if err != nil {
				return err
			}
			s.Units = append(s.Units, u)
		}
	}
	return nil
}

func (s *Site) residents(ctx context.Context, c *gen.Client) (err error) {
	for i, name := range []string{"张三", "李四", "王五"} {
		o, err := c.Owner.Create().SetCommunityID(s.ID).SetCode(fmt.Sprintf("O%d", i+1)).SetName(name).SetPhone(fmt.Sprintf("1380013800%d", i)).Save(ctx)
		if err != nil {
			return err
		}
		s.Owners = append(s.Owners, o)
	}
	for i, owner := range []int{0, 0, 1} {
		_, err := c.Ownership.Create().SetCommunityID(s.ID).SetUnitID(s.Units[i].ID).SetOwnerID(s.Owners[owner].ID).SetSince("2020-05-01").Save(ctx)
		if err != nil {
			return err
		}
	}
	s.Household, err = c.Household.Create().SetCommunityID(s.ID).SetUnitID(s.Units[0].ID).SetHead("张三").SetPhone("13800138000").SetSize(2).SetSince("2020-06-01").Save(ctx)
	if err != nil {
		return err
	}
	s.Member, err = c.HouseholdMember.Create().SetCommunityID(s.ID).SetHouseholdID(s.Household.ID).SetName("张小三").SetRelation("子").Save(ctx)
	if err != nil {
		return err
	}
	s.Tenancy, err = c.Tenancy.Create().SetCommunityID(s.ID).SetUnitID(s.Units[1].ID).SetLessee("赵六").SetLesseePhone("13900139000").
		SetSince("2026-01-01").SetRent(350_000).SetDeposit(700_000).Save(ctx)
	if err != nil {
		return err
	}
	s.Bill, err = c.Bill.Create().SetCommunityID(s.ID).SetUnitID(s.Units[0].ID).SetFee("PROPERTY_FEE").SetSince("2026-08-01").SetUntil("2026-08-31").
		SetAmount(22_500).SetOwed(22_500).SetDueOn("2026-08-25").Save(ctx)
	return err
}

func (s *Site) people(ctx context.Context, c *gen.Client, w *World, company ident.ID) error {
	for i, p := range w.Posts {
		e, err := c.Staff.Create().SetCompanyID(company).SetStaffNo(s.Code + fmt.Sprintf("-S%d", i+1)).SetName([]string{"陈主任", "林客服", "黄师傅"}[i]).
			SetPhone(fmt.Sprintf("1370013700%d", i)).SetStatus("ACTIVE").Save(ctx)
		if err != nil {
			return err
		}
		s.Staff = append(s.Staff, e)
		if _, err := c.Establishment.Create().SetCommunityID(s.ID).SetPostID(p.ID).SetPlanned(i + 1).Save(ctx); err != nil {
			return err
		}
		a := c.Assignment.Create().SetCommunityID(s.ID).SetStaffID(e.ID).SetPostID(p.ID).SetSince("2024-03-01")
		if err := zoned(a, i, s.Zone.ID).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// zoned makes customer service responsible for the zone.
func zoned(a *gen.AssignmentCreate, post int, zone ident.ID) *gen.AssignmentCreate {
	if post == 1 {
		a.SetZoneID(zone)
	}
	return a
}

// Viewer is a user in one role over the named sites, or over the whole portfolio where none is named. He sees the
// organisation above his sites and no user of the database.
func (w *World) Viewer(role tenants.Role, sites ...int) *tenants.Viewer {
	scope := tenants.Whole()
	if len(sites) > 0 {
		communities, above := []ident.ID{}, []ident.ID{w.Organization.ID}
		for _, i := range sites {
			communities = append(communities, w.Communities[i].ID)
			above = append(above, w.Companies[i/2].ID, w.Offices[i].ID)
		}
		scope = tenants.Some(communities...).Along(above, nil)
	}
	return tenants.NewViewer(1, 0, "tester", []tenants.Grant{{Role: role, Scope: scope}})
}

// As is the test's context with such a viewer.
func (w *World) As(tb testing.TB, role tenants.Role, sites ...int) context.Context {
	return tenants.WithViewer(tb.Context(), w.Viewer(role, sites...))
}
