package tenantstest

import (
	"slices"
	"strings"

	"estatehub/ent/noun"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// opens restates how far each role opens each field group (domain 0.2, 2i, 3.3), in the order portfolio, owners,
// contacts, tickets, quality, people, money, admin, duties, policies: - none, b bare, m masked, r read, w write.
var opens = map[tenants.Role]string{
	tenants.HR:              "r----w--rr",
	tenants.QualityDept:     "rmrww---ww",
	tenants.ComplaintCentre: "rmrwr----r",
	tenants.Finance:         "rr----w-rr",
	tenants.SiteManager:     "wwwwwww-wr",
	tenants.SiteStaff:       "rrwww---wr",
	tenants.BI:              "rbbrrbr-rr",
	tenants.Administrator:   "w------w-r",
}

// level is how far a group is open to the viewer at a node with all that is below it.
func (p Profile) level(g tenants.Group, node string) tenants.Level {
	top := tenants.None
	for _, gr := range p.Grants {
		if below(node, gr.node) {
			top = max(top, tenants.Level(strings.IndexByte("-bmrw", opens[gr.role][g]))) //nolint:gosec // 0 to 4
		}
	}
	return top
}

// everywhere is how far a group is open to the viewer wherever he sees anything: what counts for personal data of people
// who work at several sites (3.3 rule 5).
func (p Profile) everywhere(g tenants.Group) tenants.Level {
	low := tenants.Write
	for _, gr := range p.Grants {
		low = min(low, p.level(g, gr.node))
	}
	return low
}

// sees tells whether the viewer sees a node of the tree: those he has a grant at, those below, and those on the way up.
func (p Profile) sees(node string) bool {
	return slices.ContainsFunc(p.Grants, func(g grant) bool {
		return below(node, g.node) || node == "O" || (at(node).noun != "Community" && strings.HasPrefix(g.node, node))
	})
}

func (p Profile) whole(g tenants.Group, l tenants.Level) bool { return p.level(g, "O") >= l }

// shown marks the rows of a world that the viewer may see.
func (p Profile) shown(w *rows) {
	for _, r := range w.all {
		switch r.noun.Wall {
		case noun.Owned:
			r.shown = r.place != "" && p.level(r.noun.Group, r.place) >= tenants.Bare
		case noun.Global:
			r.shown = true
		default:
			r.shown = r.place != "" && p.sees(r.place)
		}
	}
	assigned, granted := map[ident.ID]bool{}, map[ident.ID]bool{me: true}
	admin := func(node any) bool {
		i := slices.IndexFunc(tree, func(n place) bool { return n.id == node })
		return i >= 0 && p.level(tenants.Admin, tree[i].name) >= tenants.Write
	}
	for _, r := range w.all {
		switch r.noun.Name {
		case "Assignment":
			if r.shown {
				assigned[r.values["staff_id"].(ident.ID)] = true
			}
		case "Grant", "ServiceToken":
			r.shown = r.values["user_id"] == me || admin(r.values["node_id"]) || p.whole(tenants.Admin, tenants.Write)
			if r.shown && r.noun.Name == "Grant" {
				granted[r.values["user_id"].(ident.ID)] = true
			}
		case "PolicyValue":
			i := slices.IndexFunc(tree, func(n place) bool { return n.id == r.values["node_id"] })
			r.shown = p.whole(tenants.Policies, tenants.Bare) || i >= 0 && p.sees(tree[i].name)
		case "ImportBatch":
			r.shown = r.values["user_id"] == me || p.whole(tenants.Portfolio, tenants.Write)
		}
	}
	for _, r := range w.all {
		switch r.noun.Name {
		case "Staff":
			company := r.values["company_id"]
			i := slices.IndexFunc(tree, func(n place) bool { return n.id == company })
			r.shown = assigned[r.id] || p.whole(tenants.Portfolio, tenants.Bare) ||
				(i >= 0 && p.level(tenants.Portfolio, tree[i].name) >= tenants.Bare)
		case "User":
			r.shown = granted[r.id] || p.whole(tenants.Admin, tenants.Write)
		}
	}
}

// readable says how much of a field of a row the viewer sees.
func (p Profile) readable(r *row, f *noun.Field) tenants.Level {
	switch {
	case !r.shown:
		return tenants.None
	case f.Secret && r.noun.Wall == noun.Owned && p.level(f.Group, r.place) >= tenants.Read:
		return tenants.Read // he may be told whether there is one, and unmask it with a reason
	case f.Secret:
		return tenants.None
	case f.Mask == noun.Open:
		return tenants.Read
	case r.noun.Wall == noun.Owned:
		return p.level(f.Group, r.place)
	default:
		return p.everywhere(f.Group)
	}
}

// unmasks names the mutations that show on purpose, with a reason that is kept, what is masked for the viewer (design 10).
// They are not put as a viewer who sees something masked only: what they answer is what the worlds hide from him.
var unmasks = map[string]tenants.Group{"revealOwner": tenants.Owners}

// asks tells whether a root field is put as the viewer.
func (p Profile) asks(field string) bool {
	g, ok := unmasks[field]
	return !ok || !slices.ContainsFunc(p.Grants, func(gr grant) bool { return p.level(g, gr.node) == tenants.Masked })
}

// kept are nouns of which the hub itself adds rows, whoever acts.
var kept = map[string]string{"Reveal": "who looked at an owner's data, and why"}
