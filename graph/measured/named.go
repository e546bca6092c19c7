package measured

import (
	"context"
	"slices"
	"sync"

	"estatehub/ent/gen"
	"estatehub/ent/gen/community"
	"estatehub/ent/gen/company"
	"estatehub/internal/ident"
)

// Named are the communities and companies that the rows of one answer name. They are read when the first is asked for,
// all at once: an answer may have thousands of rows.
type Named struct {
	communities, companies []ident.ID

	sites loaded[gen.Community]
	firms loaded[gen.Company]
}

type loaded[T any] struct {
	once sync.Once
	by   map[ident.ID]*T
	err  error
}

// get finds a row by its id among those that are read once; nil where the viewer does not see it.
func (l *loaded[T]) get(id ident.ID, read func() ([]*T, error), idOf func(*T) ident.ID) (*T, error) {
	l.once.Do(func() {
		var rows []*T
		rows, l.err = read()
		l.by = make(map[ident.ID]*T, len(rows))
		for _, r := range rows {
			l.by[idOf(r)] = r
		}
	})
	return l.by[id], l.err
}

// Community is the community of a row.
func (n *Named) Community(ctx context.Context, c *gen.Client, id ident.ID) (*gen.Community, error) {
	return n.sites.get(id, func() ([]*gen.Community, error) {
		return c.Community.Query().Where(community.IDIn(once(n.communities)...)).All(ctx)
	}, func(c *gen.Community) ident.ID { return c.ID })
}

// Company is the company of a row.
func (n *Named) Company(ctx context.Context, c *gen.Client, id ident.ID) (*gen.Company, error) {
	return n.firms.get(id, func() ([]*gen.Company, error) {
		return c.Company.Query().Where(company.IDIn(once(n.companies)...)).All(ctx)
	}, func(c *gen.Company) ident.ID { return c.ID })
}

func once(list []ident.ID) []ident.ID {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}
