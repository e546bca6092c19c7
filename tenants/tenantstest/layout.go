package tenantstest

import (
	"slices"
	"strings"

	"estatehub/internal/ident"
	"estatehub/tenants"
)

// place is a node of the organisation tree. Its name is its path: O, X, X1, X1a.
type place struct {
	name, parent string
	noun         string
	id           ident.ID
}

// tree is the part of the organisation that both worlds have: the head office, three companies, their management offices
// and the communities these run. Communities may be missing from a world whose viewer does not see them.
var tree = func() []place {
	var all []place
	add := func(noun, parent string, names ...string) {
		for i, name := range names {
			id := ident.New(0, treeKinds[noun], 7_000_000+int64(len(all))*7919+int64(i))
			if noun == "Community" {
				id = ident.Community(ident.Slot(1000 + 37*len(all)))
			}
			all = append(all, place{name, parent, noun, id})
		}
	}
	add("Organization", "", "O")
	add("Company", "O", "X", "Y", "Z")
	add("ManagementOffice", "X", "X1", "X2")
	add("ManagementOffice", "Y", "Y1", "Y2")
	add("ManagementOffice", "Z", "Z1")
	add("Community", "X1", "X1a", "X1b")
	add("Community", "X2", "X2a")
	add("Community", "Y1", "Y1a")
	add("Community", "Y2", "Y2a")
	add("Community", "Z1", "Z1a")
	return all
}()

var treeKinds = map[string]ident.Kind{"Organization": 1, "Company": 2, "ManagementOffice": 3, "Community": ident.KindCommunity}

func at(name string) place {
	i := slices.IndexFunc(tree, func(p place) bool { return p.name == name })
	return tree[i]
}

// below tells whether a node lies in the part of the tree that begins at another.
func below(name, top string) bool { return top == "O" || strings.HasPrefix(name, top) }

// grant is a role at a node.
type grant struct {
	role tenants.Role
	node string
}

// Profile is a viewer by what he was granted.
type Profile struct {
	Name   string
	Grants []grant
}

// Profiles are every role at every height of the tree, and some that hold several.
func Profiles() []Profile {
	var all []Profile
	add := func(grants ...grant) {
		var names []string
		for _, g := range grants {
			names = append(names, string(g.role)+"@"+g.node)
		}
		all = append(all, Profile{strings.Join(names, "+"), grants})
	}
	for _, node := range []string{"X1a", "X", "X1", "O"} {
		for _, role := range tenants.Roles() {
			add(grant{role, node})
		}
	}
	add(grant{tenants.HR, "X"}, grant{tenants.SiteManager, "Y1a"})
	add(grant{tenants.QualityDept, "O"}, grant{tenants.SiteManager, "X1a"})
	add(grant{tenants.BI, "X"}, grant{tenants.SiteStaff, "X1"}, grant{tenants.Administrator, "Y"})
	add(grant{tenants.Administrator, "X1a"}, grant{tenants.Finance, "X2a"}, grant{tenants.ComplaintCentre, "Z"})
	return all
}

// me is the user who looks.
const me = ident.ID(21<<40 | 4_000_001)

// Viewer turns the profile into the viewer whom production would make of these grants.
func (p Profile) Viewer() *tenants.Viewer {
	var grants []tenants.Grant
	for _, g := range p.Grants {
		scope := tenants.Whole()
		if g.node != "O" {
			var sites, above, covered []ident.ID
			for _, n := range tree {
				switch {
				case n.noun == "Community" && below(n.name, g.node):
					sites = append(sites, n.id)
				case n.noun != "Community" && below(n.name, g.node):
					covered = append(covered, n.id)
				case n.name == "O" || strings.HasPrefix(g.node, n.name):
					above = append(above, n.id)
				}
			}
			scope = tenants.Some(sites...).Along(above, covered)
		}
		grants = append(grants, tenants.Grant{Role: g.role, Scope: scope})
	}
	return tenants.NewViewer(me, 0, "me", grants)
}
