package imports_test

import (
	"strings"
	"testing"

	"estatehub/ent/gen/bill"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/imports"
	"estatehub/tenants"
)

// TestBills tells of a cashier who brings the books of two months: a sum in yuan, what is owed of it, and later what was
// paid. Who would owe more than was asked is named with his row.
func TestBills(t *testing.T) {
	everywhere(t, func(t *testing.T, h *hub) {
		h.in(h.site, "estate", "苑区编码,苑区名称\nE1,一期\n", atHome(h))
		h.in(h.site, "building", "楼栋编码,楼栋名称,苑区编码\nB1,1栋,E1\n", atHome(h))
		h.in(h.site, "unit", "物业号,楼栋编码,房号\nB1-101,B1,101\nB1-102,B1,102\n", atHome(h))

		books := "物业号,费用项目,账期起始,账期截止,应收金额,欠费金额,缴费期限,缴费日期\n" +
			"B1-101,物业管理费,2026-09-01,2026-09-30,225.00,0,2026-09-25,2026-09-11\n" +
			"B1-102,物业管理费,2026-09-01,2026-09-30,\"1,225.50\",25.50,2026-09-25,\n" +
			"B1-102,车位租赁、使用费,2026-09-01,,300,300,2026-09-25,\n"
		want(t, h.in(h.site, "bill", books, atHome(h)), true, 3, 0, 0, 0)
		want(t, h.in(h.site, "bill", books, atHome(h)), true, 0, 3, 0, 0)
		owing := func() (sum int64) {
			for _, b := range h.Client.Bill.Query().Where(bill.OwedGT(0)).AllX(h.sys) {
				sum += b.Owed
			}
			return sum
		}
		if owing() != 2_550+30_000 {
			t.Errorf("%d fen are owed", owing())
		}

		r := h.in(h.site, "bill", "物业号,费用项目,账期起始,应收金额,欠费金额,缴费期限\nB1-101,物业管理费,2026-10-01,225,225.01,2026-10-25\n", atHome(h))
		want(t, r, false, 0, 0, 0, 1)
		if p := r.Problems[0]; p.Line != 2 || p.Column != "欠费金额" || !strings.Contains(p.Message("zh"), "不能超过应收金额 225.00 元") {
			t.Errorf("refused with %+v", p)
		}
		r = h.in(h.site, "bill", "物业号,费用项目,账期起始,应收金额,欠费金额,缴费期限,缴费日期\nB1-102,车位租赁、使用费,2026-09-01,300,100,2026-09-25,2026-10-08\n", atHome(h))
		want(t, r, true, 0, 0, 1, 0)
		if owing() != 2_550+10_000 {
			t.Errorf("%d fen are owed after a payment", owing())
		}

		// The finance department writes bills and no units, so it may bring the one by file and not the other, and take it back.
		finance := tenants.WithViewer(t.Context(), tenants.NewViewer(ident.New(0, 21, 8), 0, "finance", []tenants.Grant{{Role: tenants.Finance, Scope: tenants.Whole()}}))
		if _, err := h.try(finance, "unit", "物业号,楼栋编码,房号\nB1-103,B1,103\n", atHome(h)); fault.Of(err) == nil || fault.Of(err).Code != fault.Forbidden {
			t.Errorf("finance brings units: %v", err)
		}
		r = h.in(finance, "bill", "小区编码,物业号,费用项目,账期起始,应收金额,欠费金额,缴费期限\nHOME,B1-101,物业管理费,2026-10-01,225,225,2026-10-25\n")
		want(t, r, true, 1, 0, 0, 0)
		if gone, err := imports.Undo(h.site, h.DB, r.Batch); err == nil {
			t.Errorf("the site takes back what it did not bring: %d rows", gone)
		}
		if gone, err := imports.Undo(finance, h.DB, r.Batch); err != nil || gone != 1 {
			t.Errorf("finance takes back its file: %d rows, %v", gone, err)
		}
	})
}
