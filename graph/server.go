package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql/executor"

	"estatehub/graph/door"
	"estatehub/graph/limits"
	"estatehub/graph/post"
	"estatehub/graph/sse"
	"estatehub/internal/clocks"
	"estatehub/internal/fault"
	"estatehub/internal/lifecycle"
	"estatehub/internal/metrics"
	"estatehub/internal/policy"
	"estatehub/internal/visits"
)

// tables are the lists that are as long as a table of the hub's own, so that they cost what they hold.
func tables() map[string]int {
	return map[string]int{
		"Query.policies": len(policy.Catalogue), "Query.effectivePolicies": len(policy.Catalogue), "Query.clockRules": len(clocks.Rules),
		"Query.visitRules": len(visits.Rules), "Query.metrics": len(metrics.All), "Query.lifecycles": len(lifecycle.Machines()),
	}
}

// MaxUpload is the most bytes of a request that brings files.
const MaxUpload = 64 << 20

// Server is the API over HTTP: queries and mutations by POST, queries by GET, files by multipart, subscriptions over SSE.
func Server(r *Resolver) *door.Handler {
	schema := Schema(r)
	guard := limits.New(r.Limits, schema.Schema(), tables())
	e := executor.New(schema)
	e.SetQueryCache(guard.Documents())
	e.SetDefaultRulesFn(limits.Rules)
	e.SetDisableSuggestion(true)
	e.SetErrorPresenter(Present)
	e.SetRecoverFunc(func(_ context.Context, v any) error { return &panicked{v} })
	if r.Trusted != nil {
		e.Use(r.Trusted)
	}
	e.Use(guard)
	return door.New(e, guard.Queued(e),
		sse.Transport{KeepAlive: 15 * time.Second, Limits: &r.Limits},
		post.Multipart{Limits: &r.Limits, MaxUpload: MaxUpload},
		post.Transport{Limits: &r.Limits})
}

// panicked is a fault of the hub that one field's resolver met.
type panicked struct{ value any }

func (p *panicked) Error() string { return "panic: " + fault.New(fault.Internal, "%v", p.value).EN }
