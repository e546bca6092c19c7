// Package graphtest asks the API in tests, as a viewer, without HTTP.
package graphtest

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/graph"
	"estatehub/tenants"
)

// API is the executable schema over a resolver.
type API struct{ exec *executor.Executor }

// New is the API of a resolver, as it is served: queries are compiled.
func New(r *graph.Resolver) *API { return Over(graph.Schema(r)) }

// Plain is the API of a resolver whose queries take the plain way.
func Plain(r *graph.Resolver) *API { return Over(graph.Plain(r)) }

// Over is the API of an executable schema.
func Over(s graphql.ExecutableSchema) *API {
	e := executor.New(s)
	e.SetErrorPresenter(graph.Present)
	return &API{e}
}

// Answer is what came back.
type Answer struct {
	Data   map[string]any
	Raw    json.RawMessage
	Errors gqlerror.List
}

// Ask runs an operation in a context that has a viewer, or none.
func (a *API) Ask(ctx context.Context, document string, vars map[string]any) *Answer {
	ctx = graphql.StartOperationTrace(ctx)
	op, errs := a.exec.CreateOperationContext(ctx, &graphql.RawParams{Query: document, Variables: vars})
	if errs != nil {
		r := a.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
		return &Answer{Errors: r.Errors}
	}
	next, ctx := a.exec.DispatchOperation(ctx, op)
	r := next(ctx)
	out := &Answer{Raw: r.Data, Errors: r.Errors}
	_ = json.Unmarshal(r.Data, &out.Data)
	return out
}

// Must runs an operation as a viewer and fails the test where there are errors. It returns the data.
func (a *API) Must(tb testing.TB, v *tenants.Viewer, document string, vars map[string]any) map[string]any {
	tb.Helper()
	out := a.Ask(tenants.WithViewer(tb.Context(), v), document, vars)
	if len(out.Errors) > 0 {
		tb.Fatalf("%s\n%v", document, out.Errors)
	}
	return out.Data
}

// Code is the code of the first error, empty where there is none.
func (a *Answer) Code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	return code
}

// At walks into data by keys and indexes; nil where there is nothing.
func At(v any, path ...any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[p]
		case int:
			l, _ := v.([]any)
			if p >= len(l) {
				return nil
			}
			v = l[p]
		}
	}
	return v
}
