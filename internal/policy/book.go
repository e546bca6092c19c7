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
type Book struct{ kept *fresh.Value[*reading] }

// reading is the table as it was read, with the zone in which its days are.
type reading struct {
	*table
	zone *time.Location
}

// New is the book of a database.
func New(db *data.DB) *Book {
	return &Book{fresh.New(db, func(ctx context.Context) (*reading, error) { return load(ctx, db.Client) },
		"PolicyValue", "Organization", "Company", "ManagementOffice", "Community")}
}

// At is what is in force in a community at a time, by the day of the organisation's zone.
func (b *Book) At(ctx context.Context, site ident.ID, at time.Time) (*Set, error) {
	r, err := b.kept.Get(ctx)
	if err != nil {
		return nil, err
	}
	nodes, known := r.above[site]
	if !known {
		return nil, fault.Both(fault.NotFound, "no such community, or not in your scope", "不存在或不在您的管辖范围")
	}
	return &Set{table: r.table, nodes: nodes, day: moment.Day(at, r.zone)}, nil
}

// load reads everything.
func load(ctx context.Context, c *gen.Client) (*reading, error) {
	r := &reading{table: &table{versions: map[place][]version{}, above: map[ident.ID][]ident.ID{}}}
	sys := tenants.System(ctx, "policy: everything that is in force, for engines to judge by")
	var err error
	if r.zone, err = moment.Zone(ctx, c); err != nil {
		return nil, err
	}
	rows, err := c.PolicyValue.Query().All(sys)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		v := version{id: row.ID, from: row.EffectiveFrom, text: row.Value}
		if row.EffectiveUntil != nil {
			v.until = *row.EffectiveUntil
		}
		r.add(place{row.NodeID, Key(row.Key)}, v)
	}
	r.sort()
	return r, r.tree(sys, c)
}

// tree reads what each community, company and the organisation takes its values from.
func (t *table) tree(ctx context.Context, c *gen.Client) error {
	companies, err := c.Company.Query().All(ctx)
	if err != nil {
		return err
	}
	for _, co := range companies {
		t.above[co.ID] = []ident.ID{co.ID, co.OrganizationID}
		t.above[co.OrganizationID] = []ident.ID{co.OrganizationID}
	}
	offices, err := c.ManagementOffice.Query().All(ctx)
	if err != nil {
		return err
	}
	for _, o := range offices {
		t.above[o.ID] = t.above[o.CompanyID]
	}
	communities, err := c.Community.Query().Select(community.FieldID, community.FieldManagementOfficeID).All(ctx)
	if err != nil {
		return err
	}
	for _, co := range communities {
		t.above[co.ID] = append([]ident.ID{co.ID}, t.above[co.ManagementOfficeID]...)
	}
	return nil
}
