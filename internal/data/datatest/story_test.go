package datatest

import (
	"os"
	"testing"

	"estatehub/ent/gen/unit"
	"estatehub/internal/data"
	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

// TestTell: the story holds on both databases, seen from the head office and from one site, and a second test of the same
// binary begins with nothing.
func TestTell(t *testing.T) {
	for range 2 {
		Each(t, func(t *testing.T, db *data.DB) {
			if n, err := db.Client.Community.Query().Count(System(t)); err != nil || n != 0 {
				t.Fatal("not empty:", n, err)
			}
			w := Tell(t, db)
			if n, err := db.Client.Unit.Query().Count(w.As(t, tenants.HR)); err != nil || n != 12 {
				t.Error("head office:", n, err)
			}
			site := w.As(t, tenants.SiteManager, 1)
			if n, err := db.Client.Unit.Query().Count(site); err != nil || n != 4 {
				t.Error("site:", n, err)
			}
			if ok, err := db.Client.Unit.Query().Where(unit.ID(w.Communities[0].Units[0].ID)).Exist(site); err != nil || ok {
				t.Error("sees another site's unit", err)
			}
		})
	}
}
