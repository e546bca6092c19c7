package page

import (
	"slices"
	"strconv"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

	"estatehub/ent/noun"
	"estatehub/internal/ident"
	"estatehub/internal/listing"
)

// perSite finds a page over some communities by a page of each, merged: MariaDB and MySQL read the whole of
// community_id IN (…) ORDER BY x LIMIT n before they sort it. SQLite does well with IN.
func perSite(n *noun.Noun, conditions func(*sql.Selector), o listing.Order, sites []ident.ID, limit int) func(*sql.Selector) {
	return func(s *sql.Selector) {
		if s.Dialect() != dialect.MySQL {
			return
		}
		columns := slices.Compact([]string{"id", o.Column})
		sel := func(from sql.TableView) *sql.Selector {
			return sql.Dialect(s.Dialect()).Select(columns...).From(from)
		}
		var all *sql.Selector
		for i, site := range sites {
			one := sel(sql.Table(n.Table))
			one.Where(sql.EQ(one.C("community_id"), site))
			conditions(one)
			apply(o, one)
			one.Limit(limit)
			if b := sel(one.As("s" + strconv.Itoa(i))); all == nil {
				all = b
			} else {
				all.UnionAll(b)
			}
		}
		merged := sel(all.As("sites"))
		by(o, merged, func(column string) string { return column })
		merged.Limit(limit)
		ids := sql.Dialect(s.Dialect()).Select("id").From(merged.As("page")) // IN takes no LIMIT of its own
		s.Where(sql.In(s.C("id"), ids))
	}
}
