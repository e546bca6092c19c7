package main

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"estatehub/internal/allowance"
	"estatehub/internal/data"
	"estatehub/internal/outage"
)

// metrics are what Prometheus may ask. Labels have few values, none of them a client's.
type metrics struct {
	registry *prometheus.Registry
	served   *prometheus.HistogramVec
	answered *prometheus.HistogramVec
}

func newMetrics(r *prometheus.Registry, db *data.DB, allowed *allowance.Hub) *metrics {
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
	for _, p := range allowed.Places() {
		gauge := func(name, help string, f func() int) prometheus.Collector {
			return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: prometheus.Labels{"of": p.What().EN}},
				func() float64 { return float64(f()) })
		}
		r.MustRegister(gauge("estatehub_places_taken", "Places taken, by what they are for.", p.Taken),
			gauge("estatehub_places_waiting", "Requests that wait for a place.", p.Waiting),
			prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "estatehub_places_refused_total", Help: "Requests refused for want of a place.",
				ConstLabels: prometheus.Labels{"of": p.What().EN}}, func() float64 { return float64(p.Refused()) }))
	}
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// request counts an answer. A stream is none: it lasts as long as its client likes.
func (m *metrics) request(method string, answer *outage.Writer, took time.Duration) {
	if answer.Status() == http.StatusSwitchingProtocols || strings.HasPrefix(answer.Header().Get("Content-Type"), "text/event-stream") {
		return
	}
	switch method {
	case http.MethodGet, http.MethodPost, http.MethodOptions, http.MethodHead:
	default: // whatever a client makes up
		method = "other"
	}
	m.served.WithLabelValues(method, strconv.Itoa(answer.Status())).Observe(took.Seconds())
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
