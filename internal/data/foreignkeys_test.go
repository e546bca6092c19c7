package data_test

import (
	"strings"
	"testing"

	"estatehub/ent/gen/building"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
	"estatehub/internal/store"
)

// TestSecondWall: the database itself keeps a building from standing in another community's estate, whatever SQL is sent
// past everything else.
func TestSecondWall(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		here, there := w.Communities[0], w.Communities[1]
		exec := func(q string, args ...any) error {
			_, err := db.SQL().ExecContext(t.Context(), q, args...)
			return err
		}
		columns := strings.Join(building.Columns, ", ")
		copied := strings.NewReplacer(", code", ", ?", ", estate_id", ", ?").Replace(strings.TrimPrefix(columns, "id"))
		insert := "INSERT INTO buildings (" + columns + ") SELECT ?" + copied + " FROM buildings WHERE id = ?"
		id := ident.New(here.ID.Slot(), here.Buildings[0].ID.Kind(), 1<<30)
		args := func(estate ident.ID) []any {
			in := []any{id}
			for _, c := range building.Columns { // in the order of the columns
				switch c {
				case building.FieldCode:
					in = append(in, "new")
				case building.FieldEstateID:
					in = append(in, estate)
				}
			}
			return append(in, here.Buildings[0].ID)
		}
		refused := func(what string, err error) {
			t.Helper()
			if err == nil || store.Classify(err).Rule != store.ForeignKey {
				t.Errorf("%s: %v", what, err)
			}
		}
		refused("a new building in another's estate", exec(insert, args(there.Estates[0].ID)...))
		if err := exec(insert, args(here.Estates[1].ID)...); err != nil {
			t.Error("a new building in its own:", err)
		}
		refused("a building moved into another's estate", exec("UPDATE buildings SET estate_id = ? WHERE id = ?", there.Estates[0].ID, id))
		refused("a building moved away without its estate", exec("UPDATE buildings SET community_id = ? WHERE id = ?", there.ID, id))
		refused("an estate moved away under its buildings", exec("UPDATE estates SET community_id = ?, code = 'moved' WHERE id = ?", there.ID, here.Estates[0].ID))
		refused("an ownership given to another's owner", exec("UPDATE ownerships SET owner_id = ? WHERE unit_id = ?", there.Owners[2].ID, here.Units[0].ID))
	})
}
