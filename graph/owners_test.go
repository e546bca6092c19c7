package graph_test

import (
	"context"
	"testing"

	"estatehub/ent/gen"
	"estatehub/graph/graphtest"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/tenants"
)

// A site manager goes from a building down to the owners of its units and back up; who has sold is gone from both, and HR
// meets no owner at all.
func TestOwnersOfUnits(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		a, site := api(db), w.Communities[0]
		manager := w.Viewer(tenants.SiteManager, 0)
		ask := `{ unit(id: "` + site.Units[0].ID.String() + `") { owners { totalCount nodes { id units { nodes { id building { estate { community { id } } } } } } } } }`
		d := a.Must(t, manager, ask, nil)
		first := graphtest.At(d, "unit", "owners", "nodes", 0)
		if got := graphtest.At(first, "id"); got != site.Owners[0].ID.String() {
			t.Errorf("owner %v, want %v", got, site.Owners[0].ID)
		}
		if got := graphtest.At(first, "units", "nodes", 1, "building", "estate", "community", "id"); got != site.ID.String() {
			t.Errorf("his second unit is in %v", got)
		}
		d = a.Must(t, w.Viewer(tenants.HR), ask, nil)
		if got := graphtest.At(d, "unit", "owners", "totalCount"); got != float64(0) {
			t.Errorf("HR meets %v owners", got)
		}
		err := db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error {
			return c.Ownership.Update().SetUntil("2026-01-31").Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		d = a.Must(t, manager, ask, nil)
		if got := graphtest.At(d, "unit", "owners", "totalCount"); got != float64(0) {
			t.Errorf("after the sale there are %v owners", got)
		}
	})
}
