package graph

import (
	"context"

	"estatehub/graph/ending"
	"estatehub/graph/exec"
	"estatehub/graph/limits"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/ledger"
)

const (
	feedRows, feedMost   = 100, 1000
	auditRows, auditMost = 50, 500
)

// Changes answers changes.
func (q query) Changes(ctx context.Context, first *int, after *string, nouns []string, communityID []ident.ID, includeDeleted *bool) (*ledger.Feed, error) {
	limit, err := atMost(first, feedRows, feedMost)
	if err != nil {
		return nil, err
	}
	return q.r.ledger.Read(ctx, after, ledger.Filter{
		Nouns: nouns, Communities: communityID, WithoutDeleted: includeDeleted != nil && !*includeDeleted,
	}, limit)
}

// Audit answers audit.
func (q query) Audit(ctx context.Context, entityID ident.ID, first *int, after *string) (*ledger.Trail, error) {
	limit, err := atMost(first, auditRows, auditMost)
	if err != nil {
		return nil, err
	}
	return q.r.ledger.Audit(ctx, entityID, after, limit)
}

func atMost(first *int, otherwise, most int) (int, error) {
	switch {
	case first == nil:
		return otherwise, nil
	case *first < 1:
		return 0, fault.New(fault.BadInput, "first is at least 1")
	case *first > most:
		return 0, limits.Exceeded("first", most, *first)
	}
	return *first, nil
}

// Subscription finds the resolvers of subscriptions.
func (r *Resolver) Subscription() exec.SubscriptionResolver { return subscription{r} }

type subscription struct{ r *Resolver }

// TicketChanged answers ticketChanged.
func (s subscription) TicketChanged(ctx context.Context, communityID []ident.ID) (<-chan *ledger.TicketChange, error) {
	if s.r.Live == nil {
		return nil, fault.New(fault.Unavailable, "nothing is told live here")
	}
	return s.r.Live.Tickets(ctx, communityID, func(err error) { ending.Say(ctx, err) })
}
