package demo_test

import (
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/gen/establishment"
	"estatehub/ent/gen/tenancy"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
)

// homes holds who owns and rents the units of a demo against their occupancy, and the establishment against who is there.
func homes(t *testing.T, db *data.DB, l *library) {
	ctx, c, today := datatest.System(t), db.Client, end.In(zone).Format("2006-01-02")
	let := map[ident.ID]bool{}
	for _, tn := range c.Tenancy.Query().Where(tenancy.StateEQ(tenancy.StateACTIVE)).AllX(ctx) {
		if let[tn.UnitID] || tn.Since > today || tn.Until == nil || *tn.Until < today {
			t.Errorf("a second or an old active tenancy: %v", tn)
		}
		let[tn.UnitID] = true
	}
	states := map[string]int{}
	for _, u := range c.Unit.Query().AllX(ctx) {
		whole := 0
		for _, o := range l.ownerships[u.ID] {
			if o.Until == nil {
				whole += o.Share
			} else if *o.Until < o.Since {
				t.Errorf("ownership from %s to %s", o.Since, *o.Until)
			}
		}
		if want := 10000 * one(u.Occupancy != "UNSOLD"); whole != want {
			t.Errorf("%s, %s, is owned to %d/10000", u.PropertyNo, u.Occupancy, whole)
		}
		if (u.Occupancy == "LET") != let[u.ID] {
			t.Errorf("%s is %s and let: %v", u.PropertyNo, u.Occupancy, let[u.ID])
		}
		states[string(u.Occupancy)]++
	}
	if len(states) != 7 || states["OCCUPIED"] < 1500 {
		t.Errorf("occupancy %v", states)
	}
	short := 0
	for _, e := range c.Establishment.Query().Order(establishment.ByID()).AllX(ctx) {
		if there := held(l, e, today); there < e.Planned {
			short++
		}
	}
	left, twice := 0, 0
	for _, all := range l.assignments {
		open := 0
		for _, a := range all {
			if a.Until != nil && *a.Until < a.Since {
				t.Errorf("assigned from %s to %s", a.Since, *a.Until)
			}
			left += one(a.Until != nil)
			open += one(a.Until == nil)
		}
		twice += one(open > 1)
	}
	if short < 5 || left < 5 || twice < 2 {
		t.Errorf("%d vacancies, %d ended assignments, %d people at two sites", short, left, twice)
	}
}

// books holds the bills of a demo together: nobody owes what he is not asked, what is owed in whole was never paid, each
// site has debtors of every stage of the ladder (D-42, D-43), and most people pay.
func books(t *testing.T, db *data.DB) {
	today := end.In(zone).Format("2006-01-02")
	rows := db.Client.Bill.Query().AllX(datatest.System(t))
	oldest := map[ident.ID]string{}
	late := 0
	for _, b := range rows {
		if b.Owed > b.Amount || (b.Owed == b.Amount) != (b.PaidOn == nil) || b.PaidOn != nil && *b.PaidOn > today || b.Until == nil || *b.Until < b.Since {
			t.Errorf("a bill of %s: %d of %d fen, paid %v", b.Since, b.Owed, b.Amount, b.PaidOn)
		}
		if b.Owed > 0 && b.DueOn < today {
			late++
			if first, known := oldest[b.UnitID]; !known || b.DueOn < first {
				oldest[b.UnitID] = b.DueOn
			}
		}
	}
	quarter, half := 0, 0
	for _, first := range oldest {
		quarter += one(first < end.AddDate(0, -3, 0).Format("2006-01-02"))
		half += one(first < end.AddDate(0, -6, 0).Format("2006-01-02"))
	}
	if late*10 > len(rows) || len(oldest) < 100 || quarter < 20 || half < 5 {
		t.Errorf("%d bills, %d in arrears, %d units, %d for a quarter, %d for half a year", len(rows), late, len(oldest), quarter, half)
	}
}

// held counts who holds a post of an establishment.
func held(l *library, e *gen.Establishment, today string) int {
	n := 0
	for _, all := range l.assignments {
		for _, a := range all {
			n += one(a.CommunityID == e.CommunityID && a.PostID == e.PostID && a.Since <= today && (a.Until == nil || *a.Until >= today))
		}
	}
	return n
}
