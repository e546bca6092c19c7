package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"estatehub/ent/gen"
	"estatehub/graph/exec"
	"estatehub/graph/measured"
	"estatehub/graph/model"
	"estatehub/graph/nouns"
	"estatehub/internal/listing"
	"estatehub/internal/metrics"
)

// Metric answers metric.
func (q query) Metric(ctx context.Context, key string, by []string, period *model.MetricPeriod, where map[string]any) (*measured.Answer, error) {
	ask := metrics.Ask{Key: key, By: by, Where: where}
	if period != nil {
		ask.From, ask.To = said(period.From), said(period.To)
	}
	a, err := q.r.Engines.Metrics.Answer(ctx, ask)
	if err != nil {
		return nil, err
	}
	return measured.Of(a), nil
}

func said(o graphql.Omittable[*string]) string {
	if s := o.Value(); s != nil {
		return *s
	}
	return ""
}

// Metrics answers metrics.
func (q query) Metrics(context.Context) ([]*measured.Metric, error) {
	return measured.Dictionary(), nil
}

type (
	metricAnswer struct{ *Resolver }
	metricRow    struct{ *Resolver }
)

// MetricAnswer finds the resolvers of MetricAnswer.
func (r *Resolver) MetricAnswer() exec.MetricAnswerResolver { return metricAnswer{r} }

// MetricRow finds the resolvers of MetricRow.
func (r *Resolver) MetricRow() exec.MetricRowResolver { return metricRow{r} }

// Covers answers MetricAnswer.covers.
func (r metricAnswer) Covers(ctx context.Context, obj *measured.Answer, first *int, after *string) (*model.CommunityConnection, error) {
	return nouns.Query{Root: r.Root}.Communities(ctx, first, after, nil, nil, map[string]any{"id": listing.Own(obj.Sites)}, nil)
}

// Community answers MetricRow.community.
func (r metricRow) Community(ctx context.Context, obj *measured.Row) (*gen.Community, error) {
	if obj.CommunityID == nil {
		return nil, nil
	}
	return obj.Named.Community(ctx, r.DB.Client, *obj.CommunityID)
}

// Company answers MetricRow.company.
func (r metricRow) Company(ctx context.Context, obj *measured.Row) (*gen.Company, error) {
	if obj.CompanyID == nil {
		return nil, nil
	}
	return obj.Named.Company(ctx, r.DB.Client, *obj.CompanyID)
}
