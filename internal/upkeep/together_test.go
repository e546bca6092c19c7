package upkeep_test

import (
	"testing"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/upkeep"
)

// TestTogether: values that are right one by one and not together are refused, at creation and by a change of either.
func TestTogether(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w, ctx, keeper := datatest.Tell(t, db), datatest.System(t), &upkeep.Keeper{DB: db}
		s := w.Communities[0]
		bill, tenancy := gen.Nouns.Named("Bill"), gen.Nouns.Named("Tenancy")
		refused := func(field string, change map[string]any) {
			t.Helper()
			n := bill
			if field == "until" {
				n = tenancy
			}
			save := keeper.Update
			if change["id"] == nil {
				save = keeper.Create
			}
			_, errs, err := save(ctx, n, change)
			if err != nil || len(errs) != 1 || errs[0].Field != "input."+field || errs[0].Code != "BAD_USER_INPUT" {
				t.Errorf("%v: %v %v", change, errs, err)
			}
		}
		refused("owed", map[string]any{"communityId": s.ID.String(), "unitId": s.Units[0].ID.String(), "fee": "PARKING", "since": "2026-09-01",
			"amount": 30_000, "owed": 30_001, "dueOn": "2026-09-25"})
		refused("owed", map[string]any{"id": s.Bill.ID.String(), "owed": 22_501})
		refused("owed", map[string]any{"id": s.Bill.ID.String(), "amount": 22_499})
		refused("until", map[string]any{"id": s.Tenancy.ID.String(), "until": "2025-12-31"})
		row, errs, err := keeper.Update(ctx, bill, map[string]any{"id": s.Bill.ID.String(), "owed": 0, "paidOn": "2026-11-20"})
		if err != nil || errs != nil || row.(*gen.Bill).Owed != 0 {
			t.Errorf("paid: %v %v %v", row, errs, err)
		}
	})
}
