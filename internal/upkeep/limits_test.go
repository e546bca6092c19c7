package upkeep_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/store/mariadbtest"
	"estatehub/internal/upkeep"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

// TestLimits: every text takes as many Chinese characters as its limit says and gives them back, and one more is refused
// with the field's name. No other test would notice a limit that counts bytes.
func TestLimits(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w, ctx, keeper := datatest.Tell(t, db), datatest.System(t), &upkeep.Keeper{DB: db}
		s := w.Communities[0]
		texts := 0
		for _, row := range []gen.Node{w.Organization, w.Companies[0], w.Offices[0], w.Posts[0], s.Community, s.Zone, s.Estates[0],
			s.Buildings[0], s.Units[0], s.Owners[0], s.Household, s.Member, s.Tenancy, s.Bill, s.Staff[0]} {
			n := gen.Nouns.Of(row.Ident())
			for _, f := range n.Fields {
				if f.Type != noun.Text || f.Input != noun.Always {
					continue
				}
				texts++
				full := strings.Repeat("水", f.Max)
				_, errs, err := keeper.Update(ctx, n, map[string]any{"id": row.Ident().String(), f.API: full})
				if err != nil || errs != nil {
					t.Errorf("%s.%s does not take %d characters: %v %v", n.Name, f.Name, f.Max, errs, err)
					continue
				}
				v, err := gen.OperationsOf[n.Name].Get(ctx, db.Client, row.Ident())
				if err != nil {
					t.Fatal(err)
				}
				if got := reflect.Indirect(reflect.Indirect(reflect.ValueOf(v)).FieldByName(f.Go)).String(); got != full {
					t.Errorf("%s.%s gives back %d bytes of %d", n.Name, f.Name, len(got), len(full))
				}
				_, errs, err = keeper.Update(ctx, n, map[string]any{"id": row.Ident().String(), f.API: full + "水"})
				if err != nil || len(errs) != 1 || errs[0].Field != "input."+f.API || errs[0].Code != "BAD_USER_INPUT" {
					t.Errorf("%s.%s takes %d characters: %v %v", n.Name, f.Name, f.Max+1, errs, err)
				}
			}
		}
		if texts < 40 {
			t.Errorf("%d texts", texts)
		}
	})
}
