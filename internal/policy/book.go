package policy

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/community"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/fresh"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/tenants"
)

// Book is all policies of the database, kept in memory.
type Book struct{ kept *fresh.Value[*InForce] }

// InForce is the table as it was read, with the zone in which its days are and the tree it hangs on.
type InForce struct {
	*Table
	zone  *time.Location
	above map[ident.ID][]ident.ID // what a community or company takes its values from, itself first
}

// New is the book of a database.
func New(db *data.DB) *Book {
	return &Book{fresh.New(db, func(ctx context.Context) (*InForce, error) { return Read(ctx, db.Client) },
		"PolicyValue", "Organization", "Company", "ManagementOffice", "Community")}
}

// At is what is in force in a community at a time, by the day of the organisation's zone.
func (b *Book) At(ctx context.Context, site ident.ID, at time.Time) (*Set, error) {
	r, err := b.kept.Get(ctx)
	if err != nil {
		return nil, err
	}
	set := r.At(site, at)
	if set == nil {
		return nil, fault.Both(fault.NotFound, "no such community, or not in your scope", "不存在或不在您的管辖范围")
	}
	return set, nil
}

// Zone is the organisation's zone, in which days are reckoned. It is kept in memory with the policies, so that whoever judges
// by days need not ask the database for it each time.
func (b *Book) Zone(ctx context.Context) (*time.Location, error) {
	r, err := b.kept.Get(ctx)
	if err != nil {
		return nil, err
	}
	return r.zone, nil
}

// At is what is in force in a community or a company at a time; nil where there is none such.
func (r *InForce) At(node ident.ID, at time.Time) *Set {
	nodes, known := r.above[node]
	if !known {
		return nil
	}
	return r.Set(moment.Day(at, r.zone), nodes...)
}

// Read reads everything.
func Read(ctx context.Context, c *gen.Client) (*InForce, error) {
	r := &InForce{above: map[ident.ID][]ident.ID{}}
	sys := tenants.System(ctx, "policy: everything that is in force, for engines to judge by")
	var err error
	if r.zone, err = moment.Zone(ctx, c); err != nil {
		return nil, err
	}
	rows, err := c.PolicyValue.Query().All(sys)
	if err != nil {
		return nil, err
	}
	all := make([]Version, len(rows))
	for i, row := range rows {
		all[i] = Version{ID: row.ID, Node: row.NodeID, Key: Key(row.Key), From: row.EffectiveFrom, Text: row.Value}
		if row.EffectiveUntil != nil {
			all[i].Until = *row.EffectiveUntil
		}
	}
	r.Table = NewTable(all)
	return r, r.tree(sys, c)
}

// tree reads the nodes above each community.
func (r *InForce) tree(ctx context.Context, c *gen.Client) error {
	companies, err := c.Company.Query().All(ctx)
	if err != nil {
		return err
	}
	for _, co := range companies {
		r.above[co.ID] = []ident.ID{co.ID, co.OrganizationID}
	}
	offices, err := c.ManagementOffice.Query().All(ctx)
	if err != nil {
		return err
	}
	over := make(map[ident.ID]ident.ID, len(offices))
	for _, o := range offices {
		over[o.ID] = o.CompanyID
	}
	communities, err := c.Community.Query().Select(community.FieldID, community.FieldManagementOfficeID).All(ctx)
	if err != nil {
		return err
	}
	for _, co := range communities {
		r.above[co.ID] = append([]ident.ID{co.ID}, r.above[over[co.ManagementOfficeID]]...)
	}
	return nil
}
