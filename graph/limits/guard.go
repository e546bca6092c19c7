package limits

import (
	"context"
	"maps"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/internal/fault"
	"estatehub/tenants"
)

// kept is how many bytes of documents are kept, about.
const kept = 64 << 20

// CostHeader is the header by which a client asks what its request costs.
const CostHeader = "X-Cost"

// Guard holds requests to limits, whichever transport they come by. It is an extension of gqlgen's executor, and the
// executor's cache of documents.
type Guard struct {
	limits    Limits
	documents *documents
	schema    *ast.Schema
	strict    map[string][]*ast.FieldDefinition // types whose variables are looked at closely
	lists     map[string]int                    // rows that lists without a size count for, where not listRows
	pages     map[string]int                    // rows of pages without a size, where not pageRows
}

// New is a guard over a schema. Known are the lists whose length is known beforehand, as "Query.policies".
func New(l Limits, schema *ast.Schema, known map[string]int) *Guard {
	g := &Guard{limits: l, schema: schema, strict: strict(schema), lists: uncommon(schema), pages: map[string]int{"Query.changes": 100, "Query.audit": 50}}
	maps.Copy(g.lists, known)
	g.documents = newDocuments(kept, g.compile)
	return g
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
	graphql.OperationContextMutator
	graphql.ResponseInterceptor
} = (*Guard)(nil)

// ExtensionName implements graphql.HandlerExtension.
func (*Guard) ExtensionName() string { return "Limits" }

// Validate implements graphql.HandlerExtension.
func (*Guard) Validate(graphql.ExecutableSchema) error { return nil }

// Documents is the executor's cache: what passed is neither checked nor parsed nor validated again.
func (g *Guard) Documents() graphql.Cache[*ast.QueryDocument] { return g.documents }

// MutateOperationParameters implements graphql.OperationParameterMutator: what can be said of the text alone.
func (g *Guard) MutateOperationParameters(_ context.Context, p *graphql.RawParams) *gqlerror.Error {
	if err := g.limits.variables(p.Variables); err != nil {
		return gqlerror.Wrap(err)
	}
	if g.documents.find(p.Query) != nil {
		return nil
	}
	tokens, err := g.limits.document(p.Query)
	if err != nil {
		return gqlerror.Wrap(err)
	}
	g.documents.put(&entry{text: p.Query, weight: 2*len(p.Query) + tokens*tokenWeight})
	return nil
}

// costKey is where the cost of an operation is kept in its context.
const costKey = "estatehub.cost"

// MutateOperationContext implements graphql.OperationContextMutator: what can be said of a valid operation with its
// variables.
func (g *Guard) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	var c *cost
	if e := g.documents.find(op.RawQuery); e != nil && e.doc == op.Doc {
		c = e.costs[op.Operation]
	} else {
		c = g.compile(op.Operation)
	}
	op.DisableIntrospection = false
	if c.introspects && !MayIntrospect(ctx) {
		return gqlerror.Wrap(fault.Both(fault.Forbidden, "the schema describes itself to those who are signed in and read the portfolio", "登录并可读取项目资料后才能查看接口结构"))
	}
	for _, v := range op.Operation.VariableDefinitions {
		if err := g.closely(v, op.Variables[v.Variable]); err != nil {
			return gqlerror.Wrap(err)
		}
	}
	n, err := c.of(&g.limits, op.Variables)
	if err != nil {
		return gqlerror.Wrap(err)
	}
	if op.Headers.Get(CostHeader) != "" {
		op.Stats.SetExtension(costKey, n)
	}
	return nil
}

// MayIntrospect tells whether whoever asks may read the description of the schema, which is everything that __schema and
// __type answer: it is for people and tools who read the portfolio anywhere.
func MayIntrospect(ctx context.Context) bool {
	v := tenants.ViewerFrom(ctx)
	return v != nil && !v.Scope(tenants.Portfolio, tenants.Read).IsNone()
}

// InterceptResponse implements graphql.ResponseInterceptor: who asked for it is told what the request cost.
func (g *Guard) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if graphql.HasOperationContext(ctx) {
		if n, ok := graphql.GetOperationContext(ctx).Stats.GetExtension(costKey).(int); ok {
			graphql.RegisterExtension(ctx, "cost", map[string]int{"requested": n, "max": g.limits.Cost})
		}
	}
	return next(ctx)
}

// searches is how many lists of a size a search puts together.
const searches = 7

// uncommon are how many rows lists count for where it is not listRows: those of the schema's own description as many
// as there are on average, rounded up.
func uncommon(schema *ast.Schema) map[string]int {
	n := map[string]int{"__Schema.types": len(schema.Types), "__Schema.directives": len(schema.Directives), "Query.search": searches}
	of := map[string]int{}
	add := func(list string, size int) { of[list] += size }
	for _, d := range schema.Types {
		if d.Kind == ast.InputObject {
			add("__Type.inputFields", len(d.Fields))
		} else {
			add("__Type.fields", len(d.Fields))
		}
		add("__Type.enumValues", len(d.EnumValues))
		add("__Type.interfaces", len(d.Interfaces))
		if d.IsAbstractType() {
			add("__Type.possibleTypes", len(schema.GetPossibleTypes(d)))
		}
		for _, f := range d.Fields {
			add("__Field.args", len(f.Arguments))
		}
	}
	for list, size := range of {
		n[list] = (size + len(schema.Types) - 1) / len(schema.Types) // over all types: most have none
	}
	for _, list := range []string{"__Field.args", "__Directive.args"} {
		n[list] = (of["__Field.args"] + of["__Type.fields"] - 1) / max(1, of["__Type.fields"])
	}
	return n
}
