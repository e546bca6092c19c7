package main

import (
	"testing"

	"github.com/vektah/gqlparser/v2"

	"estatehub/graph"
	"estatehub/graph/limits"
	"estatehub/graph/trusted"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/web"
)

// TestConsoleDocuments: each document of the console is valid, says one thing, by a name that no other has.
func TestConsoleDocuments(t *testing.T) {
	documents, err := trusted.Read(web.Documents)
	if err != nil {
		t.Fatal(err)
	}
	schema := graph.Plain(graph.New(graph.Parts{DB: datatest.SQLite(t, data.Options{}), Key: []byte("key")})).Schema()
	names := map[string]string{}
	for id, text := range documents {
		doc, err := gqlparser.LoadQueryWithRules(schema, text, limits.Rules())
		switch {
		case err != nil:
			t.Errorf("%.80s…: %v", text, err)
		case len(doc.Operations) != 1 || doc.Operations[0].Name == "":
			t.Errorf("%.80s…: one operation with a name is wanted", text)
		case names[doc.Operations[0].Name] != "":
			t.Errorf("%s is the name of %s and of %s", doc.Operations[0].Name, names[doc.Operations[0].Name], id)
		default:
			names[doc.Operations[0].Name] = id
		}
	}
}
