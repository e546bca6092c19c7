package tenants

import (
	"fmt"
	"testing"

	"estatehub/internal/ident"
)

// TestRolesInACommunity: the roles of the grants that cover it, each once, and none elsewhere.
func TestRolesInACommunity(t *testing.T) {
	a, b, c := ident.Community(1), ident.Community(2), ident.Community(3)
	v := NewViewer(1, 0, "x", []Grant{
		{Role: SiteStaff, Scope: Some(a)}, {Role: SiteManager, Scope: Some(a, b)}, {Role: SiteStaff, Scope: Some(a)},
	})
	for community, want := range map[ident.ID]string{a: "[SITE_MANAGER SITE_STAFF]", b: "[SITE_MANAGER]", c: "[]"} {
		if got := fmt.Sprint(v.Roles(community)); got != want {
			t.Errorf("%s: %s, want %s", community, got, want)
		}
	}
	all := NewViewer(1, 0, "x", []Grant{{Role: BI, Scope: Whole()}})
	if got := fmt.Sprint(all.Roles(c)); got != "[BI]" {
		t.Error(got)
	}
}
