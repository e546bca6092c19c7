package graph

import (
	"context"
	"strings"
	"unicode/utf8"

	"estatehub/ent/gen"
	"estatehub/graph/limits"
	"estatehub/graph/model"
	"estatehub/graph/page"
	"estatehub/internal/fault"
)

// maxSearch is the most hits of a kind.
const maxSearch = 50

// Search answers search. It asks the connections, so that it sees what they see: a condition on a field that the viewer may
// not read is refused there and finds nothing here.
func (q query) Search(ctx context.Context, text string, first *int) ([]*model.SearchHit, error) {
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n < 2 || n > 64 {
		return nil, fault.Both(fault.BadInput, "text: from 2 to 64 characters", "搜索内容应为 2 到 64 个字符")
	}
	most := 10
	if first != nil { // null is not the default: a client may say it
		most = *first
	}
	if most < 1 {
		return nil, fault.Both(fault.BadInput, "first is at least 1", "first 至少为 1")
	}
	if most > maxSearch {
		return nil, limits.Exceeded("first", maxSearch, most)
	}
	s := &search{q: q, ctx: ctx, text: text, first: most, hits: []*model.SearchHit{}}
	find(s, q.Units, "propertyNo", "StartsWith", func(c *model.UnitConnection) []*gen.Unit { return c.Nodes() })
	find(s, q.Tickets, "number", "StartsWith", func(c *model.TicketConnection) []*gen.Ticket { return c.Nodes() })
	find(s, q.Tickets, "contactPhone", "", func(c *model.TicketConnection) []*gen.Ticket { return c.Nodes() })
	find(s, q.Owners, "phone", "", func(c *model.OwnerConnection) []*gen.Owner { return c.Nodes() })
	find(s, q.Owners, "name", "StartsWith", func(c *model.OwnerConnection) []*gen.Owner { return c.Nodes() })
	find(s, q.StaffMembers, "staffNo", "StartsWith", func(c *model.StaffConnection) []*gen.Staff { return c.Nodes() })
	find(s, q.StaffMembers, "name", "StartsWith", func(c *model.StaffConnection) []*gen.Staff { return c.Nodes() })
	return s.hits, s.err
}

type search struct {
	q     query
	ctx   context.Context
	text  string
	first int
	hits  []*model.SearchHit
	err   error
}

type connect[C any] func(ctx context.Context, first *int, after *string, last *int, before *string, where map[string]any, orderBy map[string]any) (C, error)

func find[C any, T page.Row](s *search, connect connect[C], field, operator string, nodes func(C) []T) {
	if s.err != nil {
		return
	}
	var value any = s.text
	if operator == "" {
		value = []any{s.text}
	}
	c, err := connect(s.ctx, &s.first, nil, nil, nil, map[string]any{field + operator: value}, nil)
	if f := fault.Of(err); f != nil && f.Code == fault.Forbidden {
		return
	}
	if s.err = err; err != nil {
		return
	}
	for _, n := range nodes(c) {
		s.hits = append(s.hits, &model.SearchHit{Node: n, Matched: field})
	}
}
