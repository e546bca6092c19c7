package imports_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/gen/community"
	"estatehub/ent/gen/importbatch"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/unit"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/imports"
	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

// hub is a hub with one management office and its one community "HOME".
type hub struct {
	*data.DB
	t    *testing.T
	home ident.ID
	sys  context.Context
	site context.Context // its manager's
}

func everywhere(t *testing.T, story func(t *testing.T, h *hub)) {
	t.Run("sqlite", func(t *testing.T) { story(t, newHub(t, t.TempDir()+"/hub.db")) })
	t.Run("mariadb", func(t *testing.T) { story(t, newHub(t, mariadbtest.New(t))) })
}

func newHub(t *testing.T, url string) *hub {
	t.Helper()
	h := &hub{t: t, sys: tenants.System(context.Background(), "test")}
	var err error
	if h.DB, err = data.Open(h.sys, url, data.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close() })
	if err := h.Migrate(h.sys); err != nil {
		t.Fatal(err)
	}
	err = h.Tx(h.sys, func(ctx context.Context, c *gen.Client) error {
		o, err := c.Organization.Create().SetCode("G").SetName("集团").Save(ctx)
		if err != nil {
			return err
		}
		co, err := c.Company.Create().SetCode("C").SetName("公司").SetOrganizationID(o.ID).Save(ctx)
		if err != nil {
			return err
		}
		mo, err := c.ManagementOffice.Create().SetCode("M").SetName("管理处").SetCompanyID(co.ID).Save(ctx)
		if err != nil {
			return err
		}
		cm, err := c.Community.Create().SetCode("HOME").SetName("家园").SetManagementOfficeID(mo.ID).Save(ctx)
		if err != nil {
			return err
		}
		h.home = cm.ID
		scope := tenants.Some(cm.ID).Along([]ident.ID{o.ID, co.ID, mo.ID}, nil)
		v := tenants.NewViewer(ident.New(0, 21, 7), 0, "manager", []tenants.Grant{{Role: tenants.SiteManager, Scope: scope}})
		h.site = tenants.WithViewer(context.Background(), v)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// in imports a text with a mapping's name, or a mapping in YAML.
func (h *hub) in(ctx context.Context, mapping, text string, set ...func(*imports.Job)) *imports.Report {
	h.t.Helper()
	r, err := h.try(ctx, mapping, text, set...)
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func (h *hub) try(ctx context.Context, mapping, text string, set ...func(*imports.Job)) (*imports.Report, error) {
	h.t.Helper()
	m := imports.Native(mapping)
	if m == nil {
		var err error
		if m, err = imports.Named(mapping); err != nil {
			if m, err = imports.ReadMapping(strings.NewReader(mapping)); err != nil {
				h.t.Fatal(err)
			}
		}
	}
	job := imports.Job{Name: "file.csv", Content: strings.NewReader(text), Size: int64(len(text)), Mapping: m}
	for _, s := range set {
		s(&job)
	}
	return imports.Run(ctx, h.DB, job, nil)
}

func atHome(h *hub) func(*imports.Job) { return func(j *imports.Job) { j.Community = h.home } }
func dry(j *imports.Job)               { j.DryRun = true }
func goodOnly(j *imports.Job)          { j.GoodRowsOnly = true }
func office(j *imports.Job)            { j.Office = "M" }

func want(t *testing.T, r *imports.Report, applied bool, created, known, updated, refused int) {
	t.Helper()
	c := r.Total()
	if r.Applied != applied || c.Created != created || c.Known != known || c.Updated != updated || r.Refused != refused {
		t.Helper()
		t.Errorf("applied %t created %d known %d updated %d refused %d, want %t %d %d %d %d; problems %v remarks %v",
			r.Applied, c.Created, c.Known, c.Updated, r.Refused, applied, created, known, updated, refused, r.Problems, r.Remarks)
	}
}

// TestSite tells of a site manager who brings estates, buildings, units and owners from templates.
func TestSite(t *testing.T) {
	everywhere(t, func(t *testing.T, h *hub) {
		want(t, h.in(h.site, "estate", "苑区编码,苑区名称\nE1,一期\nE2,二期\n", atHome(h)), true, 2, 0, 0, 0)
		want(t, h.in(h.site, "building", "code,name,estate,kind,floors,year_completed\n1,1栋,E1,高层,18,2015\n2,2栋,E2,Villa,3,\n", atHome(h)), true, 2, 0, 0, 0)
		units := "物业号*,楼栋编码,房号,楼层,建筑面积,用途,钥匙托管\n1-101,1,101,1,89.5,住宅,是\n1-102,1,102,１,\"1,020.25\",商铺,否\n2-1,2,1,,,,\n"
		want(t, h.in(h.site, "unit", units, atHome(h), dry), false, 3, 0, 0, 0)
		if n := h.Client.Unit.Query().CountX(h.sys); n != 0 {
			t.Fatalf("a dry run wrote %d units", n)
		}
		r := h.in(h.site, "unit", units, atHome(h))
		want(t, r, true, 3, 0, 0, 0)
		u := h.Client.Unit.Query().Where(unit.PropertyNo("1-102")).OnlyX(h.site)
		if u.Floor != 1 || *u.Area != 1020.25 || u.Use != "SHOP" || u.KeyCustody || u.Occupancy != "UNSOLD" {
			t.Errorf("unit %v", u)
		}
		again := h.in(h.site, "unit", units, atHome(h))
		want(t, again, true, 0, 3, 0, 0)
		if again.Batch != 0 || h.Client.ImportBatch.Query().CountX(h.sys) != 3 {
			t.Error("the same file twice made a batch")
		}
		want(t, h.in(h.site, "unit", "物业号,楼栋编码,房号,建筑面积\n1-101,1,101,90\n", atHome(h)), true, 0, 0, 1, 0)
		want(t, h.in(h.site, "unit", "物业号,楼栋编码,房号,建筑面积\n1-101,1,101,91\n", atHome(h), func(j *imports.Job) { j.OnlyNew = true }), false, 0, 0, 0, 1)

		owners := "业主编号,业主姓名,联系电话,生日\n0001,张三,013800138000,1980/2/3\n0002,李四,,\n"
		want(t, h.in(h.site, "owner", owners, atHome(h)), true, 2, 0, 0, 0)
		if o := h.Client.Owner.Query().AllX(h.site)[0]; *o.Phone != "013800138000" || *o.Birthday != "1980-02-03" {
			t.Errorf("owner %v", o)
		}
		deeds := "房屋物业号,业主编号,起始日期\n1-101,0001,2020年5月1日\n2-1,0002,2021-01-01\n"
		deeds = strings.Replace(deeds, "房屋物业号", "unit", 1)
		want(t, h.in(h.site, "ownership", deeds, atHome(h)), true, 2, 0, 0, 0)
		want(t, h.in(h.site, "ownership", deeds, atHome(h)), true, 0, 2, 0, 0)

		if _, err := imports.Undo(h.site, h.DB, r.Batch); code(err) != fault.Conflict || !strings.Contains(err.Error(), "ownerships") {
			t.Errorf("undo of units that have owners: %v", err)
		}
		deed := h.Client.ImportBatch.Query().Where(importbatch.Mapping("template:ownership")).OnlyX(h.site)
		if n, err := imports.Undo(h.site, h.DB, deed.ID); n != 2 || err != nil {
			t.Errorf("undo of the ownerships: %d, %v", n, err)
		}
		if n, err := imports.Undo(h.site, h.DB, r.Batch); n != 3 || err != nil {
			t.Errorf("undo of the units: %d, %v", n, err)
		}
		if _, err := imports.Undo(h.site, h.DB, r.Batch); code(err) != fault.WrongState {
			t.Errorf("undone twice: %v", err)
		}
		if n := h.Client.Unit.Query().CountX(h.sys); n != 0 {
			t.Errorf("%d units left", n)
		}
	})
}

// TestRefused tells what is said of rows that cannot be: where, what and what was expected; nothing is written, or the
// good rows alone.
func TestRefused(t *testing.T) {
	everywhere(t, func(t *testing.T, h *hub) {
		want(t, h.in(h.site, "estate", "code,name\nE1,一期\n", atHome(h)), true, 1, 0, 0, 0)
		text := "小区编码,楼栋编码,楼栋名称,苑区编码,楼栋类型,楼层数\n" +
			"HOME,1,1栋,E1,高层,18\n" + // good
			"HOME,2,,E1,,\n" + // no name
			"HOME,3,3栋,E9,,\n" + // no such estate
			"HOME,4,4栋,E1,茅屋,\n" + // no such kind
			"HOME,5,5栋,E1,,很高\n" + // no number
			"AWAY,6,6栋,E1,,\n" + // another community
			"HOME,1,又1栋,E1,,\n" + // twice
			"HOME,8,8栋,E1,,201\n" // too high
		r := h.in(h.site, "building", text, atHome(h))
		want(t, r, false, 1, 0, 0, 7)
		if h.Client.Building.Query().CountX(h.sys) != 0 {
			t.Error("a refused file wrote")
		}
		var told []string
		for _, p := range r.Problems {
			told = append(told, fmt.Sprintf("%d %s %s", p.Line, p.Column, p.Value))
			if p.File != "file.csv" || p.Message("zh-CN") == "" || p.Message("en") == "" || p.Message("en") == p.Message("zh-CN") {
				t.Errorf("problem %+v", p)
			}
		}
		for _, s := range []string{"3 楼栋名称 ", "4 苑区编码 E9", "5 楼栋类型 茅屋", "6 楼层数 很高", "7 小区编码 AWAY", "8 楼栋编码 1", "9 楼层数 201"} {
			if !strings.Contains(strings.Join(told, "\n")+"\n", s+"\n") {
				t.Errorf("nothing told of %q in %q", s, told)
			}
		}
		want(t, h.in(h.site, "building", text, atHome(h), goodOnly), true, 1, 0, 0, 7)
		want(t, h.in(h.site, "building", "楼栋编码,楼栋名称\n7,7栋\n", atHome(h)), false, 0, 0, 0, 0)
		want(t, h.in(h.site, "building", "", atHome(h)), false, 0, 0, 0, 0)

		hr := tenants.WithViewer(context.Background(), tenants.NewViewer(1, 0, "hr", []tenants.Grant{{Role: tenants.HR, Scope: tenants.Whole()}}))
		if _, err := h.try(hr, "building", text); code(err) != fault.Forbidden {
			t.Errorf("who may only read: %v", err)
		}
	})
}

const blocks = `blk_no,street,max_floor_lvl,year_completed,residential,commercial,market_hawker,multistorey_carpark,precinct_pavilion,bldg_contract_town,1room_sold,2room_sold,3room_sold,4room_sold,5room_sold,exec_sold,multigen_sold,studio_apartment_sold,1room_rental,2room_rental,3room_rental,other_room_rental
1,BEACH RD,4,1970,Y,Y,N,N,N,KWN,1,0,5,0,0,0,0,0,2,0,0,0
2,BEACH RD,2,1971,Y,N,N,N,N,KWN,0,0,3,0,0,0,0,0,0,0,0,0
1,BEDOK STH AVE 1,14,1975,N,N,N,Y,N,BD,0,0,0,0,0,0,0,0,0,0,0,0
`

// TestBlocks tells of the Singapore set in small: one row makes a community, an estate, a building and its units.
func TestBlocks(t *testing.T) {
	everywhere(t, func(t *testing.T, h *hub) {
		if r := h.in(h.site, "singapore-hdb", blocks, office); r.Applied || r.Refused != 3 {
			t.Errorf("a site manager made communities: %+v", r)
		}
		want(t, h.in(h.sys, "singapore-hdb", blocks), false, 0, 0, 0, 3)
		r := h.in(h.sys, "singapore-hdb", blocks, office)
		want(t, r, true, 2+2+3+11, 0, 0, 0)
		kwn := h.Client.Community.Query().Where(community.Code("KWN")).OnlyX(h.sys)
		units := h.Client.Unit.Query().Where(unit.CommunityID(kwn.ID)).Order(unit.ByID()).AllX(h.sys)
		if len(units) != 11 || units[0].PropertyNo != "1 BEACH RD #01-01" || units[7].PropertyNo != "1 BEACH RD #04-02" || units[7].Occupancy != "LET" ||
			*units[0].Layout != "1-room" || kwn.Status != "OPERATING" || units[10].Floor != 2 {
			t.Errorf("units %v", units)
		}
		want(t, h.in(h.sys, "singapore-hdb", blocks, office), true, 0, 18, 0, 0)
		more := blocks + "9,BEACH RD,2,1971,Y,N,N,N,N,KWN,0,0,2,0,0,0,0,0,0,0,0,0\n1,NEW ST,1,1971,Y,N,N,N,N,SK,1,0,0,0,0,0,0,0,0,0,0,0\n"
		second := h.in(h.sys, "singapore-hdb", more, office)
		want(t, second, true, 1+2+1+1+1+1, 18, 0, 0)
		if _, err := imports.Undo(h.sys, h.DB, r.Batch); code(err) != fault.Conflict {
			t.Errorf("undo of what another batch builds on: %v", err)
		}
		for _, b := range []ident.ID{second.Batch, r.Batch} {
			if _, err := imports.Undo(h.sys, h.DB, b); err != nil {
				t.Fatal(err)
			}
		}
		if n := h.Client.Community.Query().CountX(h.sys) + h.Client.Unit.Query().CountX(h.sys) + h.Client.Estate.Query().CountX(h.sys); n != 1 {
			t.Errorf("%d rows left, want HOME alone", n)
		}
		want(t, h.in(h.sys, "singapore-hdb", blocks+"1,BEACH RD,1,1999,Y,N,N,N,N,KWN,1,0,0,0,0,0,0,0,0,0,0,0\n", office), false, 18, 0, 0, 1)
		want(t, h.in(h.sys, "singapore-hdb", strings.Replace(blocks, "KWN", "XX", 1), office), false, 2+2+2+3, 0, 0, 1)
	})
}

const cases = `"unique_key","account","opendate","closedate","complaint_type","descriptor"
"K1","NYCC01",2025-01-09,,"Housing and Buildings","Heat/Hot Water"
"K1","NYCC01",2025-01-09,2025-01-10,"Sanitation","Missed Collection"
"K2","NYCC02",2025-01-09,2025-01-08,"Parks",""
"K3","NYCC02",2024-12-31,2025-01-08,"",""
"K4","NYCC02",2024-12-31,2025-01-08,"Select One","Lease"
`

// TestCases tells of the New York set in small: the odd rows are imported and told.
func TestCases(t *testing.T) {
	everywhere(t, func(t *testing.T, h *hub) {
		r := h.in(h.sys, "newyork-council", cases, office)
		want(t, r, true, 2+5, 0, 0, 0)
		var told []string
		for _, p := range r.Remarks {
			told = append(told, fmt.Sprintf("%d %s", p.Line, p.Message("en")))
		}
		if s := strings.Join(told, "\n"); len(told) != 4 || !strings.Contains(s, "3 the file has this key twice; kept as K1-2") ||
			!strings.Contains(s, "4 it closes before it opens; imported as not closed") {
			t.Errorf("told %q", told)
		}
		second := h.Client.Ticket.Query().Where(ticket.Number("K1-2")).OnlyX(h.sys)
		if second.Kind != "COMPLAINT" || second.State != "CLOSED" || second.Phase != "ENDED" || second.Open || !second.DueAt.After(second.OpenedAt) || second.OpenedMonth != "2025-01" ||
			second.OpenedAt.Format("2006-01-02T15:04Z07:00") != "2025-01-08T16:00Z" || second.ResolvedAt == nil || *second.Topic != "CLEANING" || second.Content != "Missed Collection" {
			t.Errorf("ticket %v", second)
		}
		odd := h.Client.Ticket.Query().Where(ticket.Number("K2")).OnlyX(h.sys)
		if odd.ClosedAt != nil || odd.State != "RECEIVED" || odd.Content != "Parks" {
			t.Errorf("ticket %v", odd)
		}
		want(t, h.in(h.sys, "newyork-council", cases, office), true, 0, 7, 0, 0)
		kept := h.in(h.sys, "newyork-council", strings.Replace(cases, "Heat/Hot Water", "Cold", 1), office)
		want(t, kept, true, 0, 7, 0, 0)
	})
}

// TestStaff tells that staff are recognised by number across the group, and that a number taken elsewhere is told.
func TestStaff(t *testing.T) {
	everywhere(t, func(t *testing.T, h *hub) {
		text := "工号,姓名,用工单位编码,性别,入职日期\n007,王五,C,男,2020-1-2\n008,赵六,C,,\n"
		r := h.in(h.sys, "staff", text)
		want(t, r, true, 2, 0, 0, 0)
		want(t, h.in(h.sys, "staff", text), true, 0, 2, 0, 0)
		want(t, h.in(h.sys, "staff", strings.Replace(text, "赵六", "赵六六", 1)), true, 0, 1, 1, 0)
		out := h.in(h.site, "staff", text) // they work nowhere yet, so the site does not see them
		want(t, out, false, 0, 0, 0, 2)
		if n, err := imports.Undo(h.sys, h.DB, r.Batch); n != 2 || err != nil {
			t.Errorf("undo %d, %v", n, err)
		}
	})
}

// code is the code of one of the hub's own errors, empty for any other.
func code(err error) fault.Code {
	if e := fault.Of(err); err != nil && e != nil {
		return e.Code
	}
	return ""
}
