package graph_test

import (
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"estatehub/graph/model"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/imports"
	"estatehub/tenants"
)

const importFile = `mutation($c: ID!, $noun: ImportNoun!, $file: Upload!, $dry: Boolean!) {
  importFile(input: {communityId: $c, noun: $noun, file: $file, dryRun: $dry}) {
    batch { id file rowsCreated state }
    report { applied rowsRead rowsCreated rowsKnown rowsRefused counts { typeName created } problems { line column value message } problemReasons { count example { message } } }
    userErrors { field code message }
  }
}`

// TestImportFile tells of a site manager who tries a file, imports it, and takes it back.
func TestImportFile(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		api := api(db)
		ask := func(text string, dry bool) map[string]any {
			t.Helper()
			vars := map[string]any{"c": w.Communities[0].ID.String(), "noun": "ZONE", "dry": dry,
				"file": graphql.Upload{File: strings.NewReader(text), Filename: "zones.csv", Size: int64(len(text))}}
			return api.Must(t, w.Viewer(tenants.SiteManager, 0), importFile, vars)["importFile"].(map[string]any)
		}
		good := "code,name\nIMP1,北区\nIMP2,南区\n"
		tried := ask(good, true)
		if r := tried["report"].(map[string]any); tried["batch"] != nil || r["applied"] != false || r["rowsCreated"] != 2.0 {
			t.Fatalf("dry run %v", tried)
		}
		bad := ask("code,name\nIMP1,\n", false)["report"].(map[string]any)
		if p := bad["problems"].([]any)[0].(map[string]any); bad["applied"] != false || p["line"] != 2.0 || p["column"] != "name" || p["message"] != "必填" {
			t.Errorf("problem %v", bad)
		}
		done := ask(good, false)
		batch, _ := done["batch"].(map[string]any)
		if batch == nil || batch["rowsCreated"] != 2.0 {
			t.Fatalf("imported %v", done)
		}
		if r := ask(good, false)["report"].(map[string]any); r["rowsCreated"] != 0.0 || r["rowsKnown"] != 2.0 {
			t.Errorf("again %v", r)
		}
		undo := `mutation($id: ID!) { undoImport(input: {id: $id}) { rowsRemoved batch { state } userErrors { field code } } }`
		out := api.Must(t, w.Viewer(tenants.SiteManager, 0), undo, map[string]any{"id": batch["id"]})["undoImport"].(map[string]any)
		if out["rowsRemoved"] != 2.0 || out["batch"].(map[string]any)["state"] != "UNDONE" {
			t.Errorf("undo %v", out)
		}
		out = api.Must(t, w.Viewer(tenants.SiteManager, 0), undo, map[string]any{"id": batch["id"]})["undoImport"].(map[string]any)
		if e := out["userErrors"].([]any)[0].(map[string]any); e["code"] != "WRONG_STATE" {
			t.Errorf("undone twice %v", out)
		}
	})
}

// TestImportNouns holds that the API offers the nouns that have a template.
func TestImportNouns(t *testing.T) {
	offered := map[string]bool{}
	for _, n := range model.AllImportNoun {
		offered[strings.ToLower(string(n))] = true
	}
	for _, n := range imports.Nouns() {
		if !offered[strings.ToLower(n.Name)] {
			t.Errorf("%s has a template and is not offered", n.Name)
		}
		delete(offered, strings.ToLower(n.Name))
	}
	if len(offered) > 0 {
		t.Errorf("offered without a template: %v", offered)
	}
}
