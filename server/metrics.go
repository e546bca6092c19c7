package main

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"estatehub/internal/data"
)

// metrics are what Prometheus may ask. Labels have few values, none of them a client's.
type metrics struct {
	registry *prometheus.Registry
	served   *prometheus.HistogramVec
	answered *prometheus.HistogramVec
}

func newMetrics(r *prometheus.Registry, db *data.DB) *metrics {
	m := &metrics{
		registry: r,
		served: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "estatehub_http_seconds", Help: "Time of an HTTP request, by method and status.", Buckets: prometheus.DefBuckets,
		}, []string{"method", "code"}),
		answered: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "estatehub_graphql_seconds", Help: "Time of a GraphQL operation, by kind and whether it had errors.", Buckets: prometheus.DefBuckets,
		}, []string{"kind", "errors"}),
	}
	r.MustRegister(m.served, m.answered, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		collectors.NewDBStatsCollector(db.SQL(), "estatehub"))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

func (m *metrics) requests(next http.Handler) http.Handler {
	return promhttp.InstrumentHandlerDuration(m.served, next)
}

// operations times operations; a subscription counts until its first answer.
func (m *metrics) operations(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	start := time.Now()
	kind := "query"
	if op := graphql.GetOperationContext(ctx).Operation; op != nil {
		kind = string(op.Operation)
	}
	handler := next(ctx)
	first := true
	return func(ctx context.Context) *graphql.Response {
		r := handler(ctx)
		if first && r != nil {
			first = false
			m.answered.WithLabelValues(kind, strconv.FormatBool(len(r.Errors) > 0)).Observe(time.Since(start).Seconds())
		}
		return r
	}
}
