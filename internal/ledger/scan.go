package ledger

import (
	"context"
	"strconv"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/change"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// maxSites is how many communities are looked up one by one in the ledger's index; beyond it reading on is cheaper.
const maxSites = 32

// scan reads the next changes after a position, up to the head. For few sites it reads theirs alone; else it reads on,
// whosever they are.
func scan(ctx context.Context, c *gen.Client, sites []ident.ID, after, head int64, limit int) ([]*gen.Change, error) {
	ctx = tenants.System(ctx, "ledger: read changes, each shown only to who may know")
	q := c.Change.Query().Where(change.IDGT(after), change.IDLTE(head)).Order(change.ByID()).Limit(limit)
	if sites != nil && len(sites) <= maxSites {
		q.Where(func(s *sql.Selector) {
			s.Where(sql.In(s.C(change.FieldID), ofSites(s.Dialect(), sites, after, head, limit)))
		})
	}
	return q.All(ctx)
}

// ofSites finds positions by a page of each site: MariaDB reads the whole of community_id IN (…) before it sorts.
func ofSites(dialect string, sites []ident.ID, after, head int64, limit int) *sql.Selector {
	var all *sql.Selector
	for i, site := range sites {
		one := sql.Dialect(dialect).Select(change.FieldID).From(sql.Table(change.Table))
		one.Where(sql.And(sql.EQ(one.C(change.FieldCommunityID), site), sql.GT(one.C(change.FieldID), after), sql.LTE(one.C(change.FieldID), head)))
		one.OrderBy(one.C(change.FieldID)).Limit(limit)
		branch := sql.Dialect(dialect).Select(change.FieldID).From(one.As("s" + strconv.Itoa(i)))
		if all == nil {
			all = branch
		} else {
			all.UnionAll(branch)
		}
	}
	return sql.Dialect(dialect).Select(change.FieldID).From(all.As("sites"))
}
