package clocks

import (
	"context"

	"estatehub/ent/gen/assignment"
	"estatehub/internal/data"
	"estatehub/internal/ident"
)

// Staffed are the posts of the catalogue with who holds them in some communities on a day; who has a post as his main one
// comes before others.
func Staffed(ctx context.Context, db *data.DB, sites []ident.ID, day string) (*Posts, error) {
	rows, err := db.Client.Post.Query().All(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]Post, 0, len(rows))
	for _, row := range rows {
		p := Post{ID: row.ID, Code: row.Code, Title: row.Title}
		if row.ReportsToID != nil {
			p.Above = *row.ReportsToID
		}
		all = append(all, p)
	}
	type place struct{ site, post ident.ID }
	holders := map[place]ident.ID{}
	if len(sites) > 0 {
		held, err := db.Client.Assignment.Query().Where(assignment.CommunityIDIn(sites...), assignment.SinceLTE(day),
			assignment.Or(assignment.UntilIsNil(), assignment.UntilGTE(day))).Order(assignment.ByID()).All(ctx)
		if err != nil {
			return nil, err
		}
		main := map[place]bool{}
		for _, a := range held {
			p := place{a.CommunityID, a.PostID}
			if holders[p] == 0 || a.Main && !main[p] {
				holders[p], main[p] = a.StaffID, a.Main
			}
		}
	}
	return NewPosts(all, func(site, post ident.ID) ident.ID { return holders[place{site, post}] }), nil
}
