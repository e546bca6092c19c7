package nonconformity

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/nonconformity"
	"estatehub/ent/gen/predicate"
)

// Elsewhere is the same failure at other communities: of the same source and topic, raised within a year of it, before or
// after. It is found through the walls, so that everybody is told of the sites he may see and of no other.
type Elsewhere struct {
	db *gen.Client
	of *gen.Nonconformity
	// First is how many rows are wanted.
	First int
}

// maxElsewhere is the most rows that are shown of it.
const maxElsewhere = 100

// Elsewhere asks whether it has happened at another site.
func (d *Desk) Elsewhere(n *gen.Nonconformity, first int) *Elsewhere {
	return &Elsewhere{db: d.DB.Client, of: n, First: max(0, min(first, maxElsewhere))}
}

// like are those that are alike; ok is false where it has no topic, which is like nothing.
func (e *Elsewhere) like() (all []predicate.Nonconformity, ok bool) {
	if e.of.Topic == nil {
		return nil, false
	}
	return []predicate.Nonconformity{
		nonconformity.SourceEQ(e.of.Source), nonconformity.TopicEQ(*e.of.Topic),
		nonconformity.RaisedAtGTE(e.of.RaisedAt.AddDate(-1, 0, 0)), nonconformity.RaisedAtLTE(e.of.RaisedAt.AddDate(1, 0, 0)),
		nonconformity.CommunityIDNEQ(e.of.CommunityID),
	}, true
}

// Nodes are the latest of them.
func (e *Elsewhere) Nodes(ctx context.Context) ([]*gen.Nonconformity, error) {
	like, ok := e.like()
	if !ok || e.First == 0 {
		return []*gen.Nonconformity{}, nil
	}
	return e.db.Nonconformity.Query().Where(like...).
		Order(nonconformity.ByRaisedAt(sql.OrderDesc()), nonconformity.ByID(sql.OrderDesc())).Limit(e.First).All(ctx)
}

// Count is how many there are.
func (e *Elsewhere) Count(ctx context.Context) (int, error) {
	like, ok := e.like()
	if !ok {
		return 0, nil
	}
	return e.db.Nonconformity.Query().Where(like...).Count(ctx)
}

// Communities is at how many communities.
func (e *Elsewhere) Communities(ctx context.Context) (int, error) {
	like, ok := e.like()
	if !ok {
		return 0, nil
	}
	return e.db.Nonconformity.Query().Where(like...).Aggregate(func(s *sql.Selector) string {
		return sql.Count(sql.Distinct(s.C(nonconformity.FieldCommunityID)))
	}).Int(ctx)
}
