package access_test

import (
	"reflect"
	"testing"

	"estatehub/internal/access"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

func TestWhyAThingIsSeen(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("mary", tenants.SiteManager, "A1")
		_, errs, err := w.gate.GrantRole(w.root, w.id["mary"], tenants.QualityDept, w.id["A"])
		w.done(errs, err)
		_, errs, err = w.gate.GrantRole(w.root, w.id["mary"], tenants.HR, w.id["B"])
		w.done(errs, err)
		mary := w.as("mary")
		ask := func(name string) *access.Explanation {
			e, err := w.gate.Explain(mary, w.id[name])
			w.ok(err)
			return e
		}
		opened := func(e *access.Explanation) map[tenants.Role]tenants.Level {
			m := map[tenants.Role]tenants.Level{}
			for _, o := range e.Grants {
				m[o.Role] = o.Level
			}
			return m
		}
		for name, want := range map[string]map[tenants.Role]tenants.Level{
			"owner of lake": {tenants.SiteManager: tenants.Write, tenants.QualityDept: tenants.Masked},
			"owner of wood": {tenants.QualityDept: tenants.Masked},
			"lake":          {tenants.SiteManager: tenants.Write, tenants.QualityDept: tenants.Read},
			"port":          {tenants.HR: tenants.Read},
			"A2":            {tenants.QualityDept: tenants.Read},
			"mary":          {},
		} {
			e := ask(name)
			if !e.Known || !reflect.DeepEqual(opened(e), want) || e.Own != (name == "mary") {
				w.Errorf("%s: %+v", name, e)
			}
		}
		if a := ask("owner of wood").Access; a[tenants.Owners] != tenants.Masked || a[tenants.Money] != tenants.None {
			w.Errorf("%v", a)
		}

		// Out of scope, of no noun the API shows, never given, of no kind at all: one answer.
		nothing := ask("owner of port")
		if nothing.Known || nothing.Text != "nothing you may know of" {
			w.Fatalf("%+v", nothing)
		}
		for _, id := range []ident.ID{w.id["C"], w.id["root"], w.grantOf("root"), ident.New(9, 9, 1), ident.New(0, 24, 1), ident.New(0, 250, 1), 0} {
			e, err := w.gate.Explain(mary, id)
			w.ok(err)
			if !reflect.DeepEqual(e, nothing) {
				w.Errorf("%s is told apart: %+v", id, e)
			}
		}
	})
}
