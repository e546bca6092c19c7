package page

import (
	"context"
	"slices"
	"strconv"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

	"estatehub/ent/noun"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// maxSites is how many communities a page is put together from one by one; beyond it the whole index is the lesser evil.
const maxSites = 512

// split says which communities a page must be put together from: nil where the list is the whole portfolio's, one
// community's, or no community's at all.
func (f *filter) split(ctx context.Context, n *noun.Noun) []ident.ID {
	if n.Wall != noun.Owned {
		return nil
	}
	scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Bare)
	if err != nil {
		return nil // the wall says so better
	}
	if f.sites != nil {
		scope = scope.And(f.sites)
	}
	sites := scope.Communities()
	if scope.IsWhole() || len(sites) < 2 || len(sites) > maxSites {
		return nil
	}
	return sites
}

// perSite finds a page over some communities by a page of each, merged: MariaDB and MySQL read the whole of
// community_id IN (…) ORDER BY x LIMIT n before they sort it. SQLite does well with IN.
func perSite(n *noun.Noun, f *filter, o order, sites []ident.ID, limit int) func(*sql.Selector) {
	return func(s *sql.Selector) {
		if s.Dialect() != dialect.MySQL {
			return
		}
		columns := slices.Compact([]string{"id", o.column})
		sel := func(from sql.TableView) *sql.Selector {
			return sql.Dialect(s.Dialect()).Select(columns...).From(from)
		}
		var all *sql.Selector
		for i, site := range sites {
			one := sel(sql.Table(n.Table))
			one.Where(sql.EQ(one.C("community_id"), site))
			f.apply(one)
			o.apply(one)
			one.Limit(limit)
			if b := sel(one.As("s" + strconv.Itoa(i))); all == nil {
				all = b
			} else {
				all.UnionAll(b)
			}
		}
		merged := sel(all.As("sites"))
		o.by(merged, func(column string) string { return column })
		merged.Limit(limit)
		ids := sql.Dialect(s.Dialect()).Select("id").From(merged.As("page")) // IN takes no LIMIT of its own
		s.Where(sql.In(s.C("id"), ids))
	}
}
