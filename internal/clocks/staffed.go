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
	type place struct{ site, of ident.ID }
	holders, posts := map[place]ident.ID{}, map[place]ident.ID{} // who has a post, and which post somebody has
	if len(sites) > 0 {
		held, err := db.Client.Assignment.Query().Where(assignment.CommunityIDIn(sites...), assignment.SinceLTE(day),
			assignment.Or(assignment.UntilIsNil(), assignment.UntilGTE(day))).Order(assignment.ByID()).All(ctx)
		if err != nil {
			return nil, err
		}
		main := map[place]bool{}
		note := func(in map[place]ident.ID, at place, v ident.ID, first bool) {
			if in[at] == 0 || first && !main[at] {
				in[at], main[at] = v, first
			}
		}
		for _, a := range held {
			note(holders, place{a.CommunityID, a.PostID}, a.StaffID, a.Main)
			note(posts, place{a.CommunityID, a.StaffID}, a.PostID, a.Main)
		}
	}
	return NewPosts(all, func(site, post ident.ID) ident.ID { return holders[place{site, post}] },
		func(site, staff ident.ID) ident.ID { return posts[place{site, staff}] }), nil
}
