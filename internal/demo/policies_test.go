package demo

import (
	"testing"
	"time"

	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/policy"
	"estatehub/internal/workdays"
)

// TestPolicies: what the plan reckons with is what the hub says is in force, in every community on every first of a month,
// and the calendars are the official ones.
func TestPolicies(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	now := time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)
	if _, err := Build(t.Context(), db, Options{Now: now}); err != nil {
		t.Fatal(err)
	}
	p := contracted(now)
	p.tree()
	book := policy.New(db)
	levels := map[int]bool{}
	for _, s := range p.sites {
		for m := range 20 {
			at := now.AddDate(-1, m-1, 1)
			held, err := book.At(t.Context(), s.id, at)
			if err != nil {
				t.Fatal(err)
			}
			plan := p.inForce(s, day(at))
			for _, d := range policy.Catalogue {
				if held.Get(d.Key) != plan.Get(d.Key) {
					t.Fatalf("%s on %s: %+v, the plan has %+v", s.code, day(at), held.Get(d.Key), plan.Get(d.Key))
				}
			}
			levels[held.Get(policy.CapaDueDays).Int()] = true
		}
	}
	if !levels[15] || !levels[10] {
		t.Errorf("nothing changed in the year: %v", levels)
	}
	if v := p.inForce(p.sites[1], p.today).Get(policy.ReturnVisitComplaintDays); v.Int() != 7 || v.Version == 0 {
		t.Errorf("%+v", v)
	}
	c, err := workdays.New(db).Calendar(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for d := time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() <= lastYear; d = d.AddDate(0, 0, 1) {
		works, known := c.Works(d.Format(dayLayout))
		if official, _ := workdays.Official().Works(d.Format(dayLayout)); works != official || !known {
			t.Errorf("%s: works %v, known %v", d.Format(dayLayout), works, known)
		}
	}
	if _, asked := c.Due(now, "WORKDAYS", 1, zone); asked != "2026v1" {
		t.Errorf("reckoned with %s", asked)
	}
}
