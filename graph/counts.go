package graph

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/predicate"
	"estatehub/graph/counted"
	"estatehub/graph/exec"
	"estatehub/graph/model"
	"estatehub/graph/nouns"
	"estatehub/graph/page"
	"estatehub/internal/counters"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/listing"
	"estatehub/tenants"
)

var ticketColumns = map[model.TicketDimension]string{
	model.TicketDimensionCommunity: "community_id", model.TicketDimensionState: "state", model.TicketDimensionPhase: "phase",
	model.TicketDimensionKind: "kind", model.TicketDimensionMonth: "opened_month", model.TicketDimensionClass: "class",
	model.TicketDimensionTopic: "topic",
}

var unitColumns = map[model.UnitDimension]string{
	model.UnitDimensionCommunity: "community_id", model.UnitDimensionBuilding: "building_id",
	model.UnitDimensionOccupancy: "occupancy", model.UnitDimensionUse: "use",
}

// TicketCounts answers ticketCounts.
func (q query) TicketCounts(ctx context.Context, where map[string]any, by []model.TicketDimension) (*counted.Tickets, error) {
	g, err := grouped(ctx, "Ticket", where, by, ticketColumns)
	if err != nil {
		return nil, err
	}
	var rows []*counted.Ticket
	if g.kept {
		kept := q.Client.TicketCounter.Query().Where(predicate.TicketCounter(g.apply))
		kept.Modify(g.order)
		rows, err = counted.Scan[counted.Ticket](ctx, kept.GroupBy(g.columns[0], g.columns[1:]...).Aggregate(g.sum))
	} else {
		tickets := q.Client.Ticket.Query().Where(predicate.Ticket(g.apply))
		tickets.Modify(g.order)
		rows, err = counted.Scan[counted.Ticket](ctx, tickets.GroupBy(g.columns[0], g.columns[1:]...).Aggregate(gen.Count()))
	}
	return &counted.Tickets{Rows: rows, Where: where}, err
}

// UnitCounts answers unitCounts.
func (q query) UnitCounts(ctx context.Context, where map[string]any, by []model.UnitDimension) (*counted.Units, error) {
	g, err := grouped(ctx, "Unit", where, by, unitColumns)
	if err != nil {
		return nil, err
	}
	var rows []*counted.Unit
	if g.kept {
		kept := q.Client.UnitCounter.Query().Where(predicate.UnitCounter(g.apply))
		kept.Modify(g.order)
		rows, err = counted.Scan[counted.Unit](ctx, kept.GroupBy(g.columns[0], g.columns[1:]...).Aggregate(g.sum))
	} else {
		units := q.Client.Unit.Query().Where(predicate.Unit(g.apply))
		units.Modify(g.order)
		rows, err = counted.Scan[counted.Unit](ctx, units.GroupBy(g.columns[0], g.columns[1:]...).Aggregate(gen.Count()))
	}
	return &counted.Units{Rows: rows, Where: where}, err
}

// grouping is a grouped count as it is asked of the rows or, where they tell it, of the counts the hub keeps.
type grouping struct {
	columns []string
	kept    bool
	source  counters.Source
	where   func(*sql.Selector)
}

func grouped[D comparable](ctx context.Context, noun string, where map[string]any, by []D, names map[D]string) (*grouping, error) {
	if len(by) == 0 {
		return nil, fault.Both(fault.BadInput, "by: at least one dimension", "by：至少一个维度")
	}
	g := &grouping{}
	for _, d := range by {
		if c := names[d]; !slices.Contains(g.columns, c) {
			g.columns = append(g.columns, c)
		}
	}
	n := gen.Nouns.Named(noun)
	filter, err := listing.Where(ctx, n, where)
	if err != nil {
		return nil, err
	}
	g.where = page.Predicate(filter)
	g.source, g.kept = counters.Of(n, g.columns, filter.Columns())
	return g, nil
}

// apply is the condition.
func (g *grouping) apply(s *sql.Selector) {
	g.where(s)
	if g.kept {
		for _, f := range g.source.Fixed {
			s.Where(sql.EQ(s.C(f.Column), f.Value))
		}
	}
}

// order orders the groups and stops them one after the most an answer has.
func (g *grouping) order(s *sql.Selector) {
	if g.kept {
		s.Having(sql.ExprP(g.source.Having))
	}
	counted.By(g.columns)(s)
}

// sum is the count of a group.
func (g *grouping) sum(*sql.Selector) string { return sql.As(g.source.Sum, "count") }

// covers lists the communities that figures about a noun cover.
func (r *Resolver) covers(ctx context.Context, noun string, where map[string]any, first *int, after *string) (*model.CommunityConnection, error) {
	n := gen.Nouns.Named(noun)
	filter, err := listing.Where(ctx, n, where)
	if err != nil {
		return nil, err
	}
	scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Bare)
	if err != nil {
		return nil, err
	}
	in := map[string]any{}
	if filter.Sites != nil {
		scope = scope.And(filter.Sites)
	}
	if !scope.IsWhole() {
		in["id"] = listing.Own(scope.Communities())
	}
	return nouns.Query{Root: r.Root}.Communities(ctx, first, after, nil, nil, in, nil)
}

type (
	ticketCounts struct{ *Resolver }
	ticketCount  struct{ *Resolver }
	unitCounts   struct{ *Resolver }
	unitCount    struct{ *Resolver }
)

// TicketCounts finds the resolvers of TicketCounts.
func (r *Resolver) TicketCounts() exec.TicketCountsResolver { return ticketCounts{r} }

// TicketCount finds the resolvers of TicketCount.
func (r *Resolver) TicketCount() exec.TicketCountResolver { return ticketCount{r} }

// UnitCounts finds the resolvers of UnitCounts.
func (r *Resolver) UnitCounts() exec.UnitCountsResolver { return unitCounts{r} }

// UnitCount finds the resolvers of UnitCount.
func (r *Resolver) UnitCount() exec.UnitCountResolver { return unitCount{r} }

// Covers answers TicketCounts.covers.
func (r ticketCounts) Covers(ctx context.Context, obj *counted.Tickets, first *int, after *string) (*model.CommunityConnection, error) {
	return r.covers(ctx, "Ticket", obj.Where, first, after)
}

// Covers answers UnitCounts.covers.
func (r unitCounts) Covers(ctx context.Context, obj *counted.Units, first *int, after *string) (*model.CommunityConnection, error) {
	return r.covers(ctx, "Unit", obj.Where, first, after)
}

// Community answers TicketCount.community.
func (r ticketCount) Community(ctx context.Context, obj *counted.Ticket) (*gen.Community, error) {
	return r.community(ctx, obj.CommunityID)
}

// Community answers UnitCount.community.
func (r unitCount) Community(ctx context.Context, obj *counted.Unit) (*gen.Community, error) {
	return r.community(ctx, obj.CommunityID)
}

// Building answers UnitCount.building.
func (r unitCount) Building(ctx context.Context, obj *counted.Unit) (*gen.Building, error) {
	if obj.BuildingID == nil {
		return nil, nil
	}
	return nouns.Query{Root: r.Root}.Building(ctx, *obj.BuildingID)
}

func (r *Resolver) community(ctx context.Context, id *ident.ID) (*gen.Community, error) {
	if id == nil {
		return nil, nil
	}
	return nouns.Query{Root: r.Root}.Community(ctx, *id)
}
