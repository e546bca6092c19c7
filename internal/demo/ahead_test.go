package demo_test

import (
	"context"
	"testing"

	"estatehub/ent/gen/duty"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/duties"
	"estatehub/internal/moment"
	"estatehub/internal/workdays"
)

// ahead tells that the hub's own job finds nothing to do in a new demo: what is to come is there as it would make it, and
// nothing lapses.
func ahead(t *testing.T, db *data.DB) {
	ctx := moment.With(t.Context(), end)
	system := datatest.System(t)
	n := db.Client.Duty.Query().CountX(system)
	last := db.Client.Duty.Query().Order(duty.ByID()).IDsX(system)
	m := &duties.Maker{DB: db, Calendar: func(context.Context) (duties.Days, error) { return workdays.Official(), nil }}
	for more := true; more; {
		var err error
		if more, err = m.Make(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if got := db.Client.Duty.Query().CountX(system); got != n {
		t.Errorf("%d duties, the job made %d of it", n, got)
	}
	if now := db.Client.Duty.Query().Order(duty.ByID()).IDsX(system); now[len(now)-1] != last[len(last)-1] {
		t.Error("the job made some anew")
	}
	if _, err := (&duties.Desk{DB: db}).Lapse(ctx); err != nil {
		t.Fatal(err)
	}
	late := db.Client.Duty.Query().Where(duty.StateEQ(duty.StateLATE)).CountX(system)
	if again := db.Client.Duty.Query().Where(duty.DueAtLT(end), duty.StateEQ(duty.StateSCHEDULED)).CountX(system); again != 0 || late == 0 {
		t.Errorf("%d are over and open, %d late", again, late)
	}
}
