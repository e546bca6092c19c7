package access

import (
	"context"
	"database/sql"
	"strings"

	entsql "entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// paths are the ways from the organisation down to the communities, for each kind of node that a grant can be at. A
// company without offices and an office without communities have ways that end early.
var paths = []struct{ noun, query string }{
	{"Company", "SELECT co.organization_id, co.id, mo.id, c.id FROM companies co LEFT JOIN management_offices mo ON mo.company_id = co.id" +
		" LEFT JOIN communities c ON c.management_office_id = mo.id WHERE co.id IN "},
	{"ManagementOffice", "SELECT co.organization_id, co.id, mo.id, c.id FROM management_offices mo JOIN companies co ON co.id = mo.company_id" +
		" LEFT JOIN communities c ON c.management_office_id = mo.id WHERE mo.id IN "},
	{"Community", "SELECT co.organization_id, co.id, mo.id, c.id FROM communities c JOIN management_offices mo ON mo.id = c.management_office_id" +
		" JOIN companies co ON co.id = mo.company_id WHERE c.id IN "},
}

// path is one way down the tree; what is zero is not there.
type path struct{ organization, company, office, community ident.ID }

// resolve turns holdings into grants with their communities, in one statement for all of them, and in none where all are
// of the whole portfolio. A node that is no more leads nowhere: its grant opens nothing.
func (g *Gate) resolve(ctx context.Context, held []holding) ([]tenants.Grant, error) {
	known := map[path]bool{}
	var selects []string
	var args []any
	for _, p := range paths {
		seen := map[ident.ID]bool{}
		for _, h := range held {
			if n := gen.Nouns.Of(h.node); n != nil && n.Name == p.noun && !seen[h.node] {
				seen[h.node] = true
				args = append(args, h.node)
			}
		}
		if len(seen) > 0 {
			selects = append(selects, p.query+"("+strings.Repeat("?, ", len(seen)-1)+"?)")
		}
	}
	if len(selects) > 0 {
		err := g.each(ctx, strings.Join(selects, " UNION ALL "), args, func(rows *entsql.Rows) error {
			var p path
			var office, community sql.NullInt64
			if err := rows.Scan(&p.organization, &p.company, &office, &community); err != nil {
				return err
			}
			p.office, p.community = ident.ID(office.Int64), ident.ID(community.Int64)
			known[p] = true
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	grants := make([]tenants.Grant, len(held))
	for i, h := range held {
		grants[i] = tenants.Grant{Role: h.role, Node: h.node, Scope: scopeOf(h.node, known)}
	}
	return grants, nil
}

// scopeOf is the scope of a grant at a node.
func scopeOf(node ident.ID, known map[path]bool) tenants.Scope {
	if n := gen.Nouns.Of(node); n != nil && n.Name == "Organization" {
		return tenants.Whole()
	}
	var communities, above, covered []ident.ID
	for p := range known {
		way := []ident.ID{p.organization, p.company, p.office, p.community}
		for at, id := range way {
			if id != node {
				continue
			}
			above = append(above, way[:min(at, 3)]...)
			for _, below := range way[at:3] {
				if below != 0 {
					covered = append(covered, below)
				}
			}
			if p.community != 0 {
				communities = append(communities, p.community)
			}
		}
	}
	return tenants.Some(communities...).Along(above, covered)
}
