package limits

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// Known documents are bounded by their weight, which is about what they take, and the latest used stay.
func TestWeight(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: small})
	g := New(Default(), schema, nil)
	g.documents = newDocuments(8<<20, g.compile)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	add := func(i int) string {
		text := fmt.Sprintf("query Q%d { %s }", i, strings.Repeat("units(first: 10, where: {floor: 3}) { nodes { id owner { id names } } } ", 50))
		tokens, err := g.limits.document(text)
		if err != nil {
			t.Fatal(err)
		}
		g.documents.put(&entry{text: text, weight: 2*len(text) + tokens*tokenWeight})
		doc := gqlparser.MustLoadQueryWithRules(schema, text, Rules())
		g.documents.Add(t.Context(), text, doc)
		return text
	}
	first := add(0)
	for i := range 60 {
		add(i + 1)
		if _, ok := g.documents.Get(t.Context(), first); !ok {
			t.Fatal("a document in use was forgotten")
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	weight, took := g.documents.weight, int(after.HeapAlloc-before.HeapAlloc)
	if g.documents.weight > 8<<20 || len(g.documents.by) != g.documents.order.Len() || len(g.documents.by) == 61 {
		t.Errorf("%d bytes, %d documents", g.documents.weight, len(g.documents.by))
	}
	t.Logf("%d documents weigh %d KiB and take %d KiB", len(g.documents.by), weight>>10, took>>10)
	if took > weight {
		t.Errorf("%d documents weigh %d and take %d", len(g.documents.by), weight, took)
	}
	whole := "{ viewer { " + strings.Repeat("id ", 9990) + "} }"
	g.documents.put(&entry{text: whole, weight: 8 << 20})
	if g.documents.find(whole) != nil {
		t.Error("one document pushed out all others")
	}
	runtime.KeepAlive(g)
}
