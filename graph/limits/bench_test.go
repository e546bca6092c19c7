package limits

import (
	"context"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// BenchmarkKnown is what the door takes of each request whose document is known.
func BenchmarkKnown(b *testing.B) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: small})
	g := New(Default(), schema, nil)
	const text = `query Page($n: Int, $w: Where) { units(first: $n, where: $w) { nodes { id owner { id } tickets(first: 5) { nodes { id unit { id } events { nodes { id } } } } } totalCount } }`
	p := &graphql.RawParams{Query: text, Variables: map[string]any{"n": int64(20), "w": map[string]any{"floors": []any{int64(1), int64(2)}, "name": "x"}}}
	ctx := context.Background()
	if err := g.MutateOperationParameters(ctx, p); err != nil {
		b.Fatal(err)
	}
	doc := gqlparser.MustLoadQueryWithRules(schema, text, Rules())
	g.documents.Add(ctx, text, doc)
	b.ReportAllocs()
	for b.Loop() {
		if err := g.MutateOperationParameters(ctx, p); err != nil {
			b.Fatal(err)
		}
		known, ok := g.documents.Get(ctx, text)
		op := &graphql.OperationContext{RawQuery: text, Doc: known, Operation: known.Operations[0], Variables: p.Variables}
		if err := g.MutateOperationContext(ctx, op); err != nil || !ok {
			b.Fatal(err)
		}
	}
}

// BenchmarkUnknown is what the door takes of a document it has not seen.
func BenchmarkUnknown(b *testing.B) {
	l := Default()
	const text = `query Page($n: Int, $w: Where) { units(first: $n, where: $w) { nodes { id owner { id } tickets(first: 5) { nodes { id unit { id } events { nodes { id } } } } } totalCount } }`
	b.ReportAllocs()
	for b.Loop() {
		if _, err := l.document(text); err != nil {
			b.Fatal(err)
		}
	}
}
