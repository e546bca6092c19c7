package graph_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"estatehub/graph"
	"estatehub/graph/trusted"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/tenants"
)

// Site staff sends what the console was built with, by its hash, and nothing of its own; who may ask freely sends both. No
// client can pass a text for a trusted one.
func TestTrustedDocuments(t *testing.T) {
	const text = "query Mine { viewer { freeQueries roles } }"
	sum := sha256.Sum256([]byte(text))
	hash := hex.EncodeToString(sum[:])
	listed, err := json.Marshal(map[string]string{hash: text})
	if err != nil {
		t.Fatal(err)
	}
	documents, err := trusted.Read(listed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := trusted.Read([]byte(`{"` + hash + `":"{ viewer { roles } }"}`)); err == nil || !strings.Contains(err.Error(), hash) {
		t.Error("a hash of another text is taken:", err)
	}
	db := datatest.SQLite(t, data.Options{})
	tell := datatest.Tell(t, db)
	api := graph.Server(graph.New(graph.Parts{DB: db, Key: []byte("a key of cursors, for tests only"), Trusted: documents}))
	send := func(role tenants.Role, method, body string) string {
		t.Helper()
		target, payload := "/graphql", body
		if method == http.MethodGet {
			target, payload = "/graphql?"+body, ""
		}
		ctx := t.Context()
		if role != "" {
			ctx = tenants.WithViewer(ctx, tell.Viewer(role))
		}
		r := httptest.NewRequestWithContext(ctx, method, target, strings.NewReader(payload))
		r.Header.Set("Content-Type", "application/json")
		rec := httptest.NewRecorder()
		api.ServeHTTP(rec, r)
		return rec.Body.String()
	}
	free, known := `{"query":"{ viewer { roles } }"}`, `{"documentId":"sha256:`+hash+`"}`
	for name, c := range map[string]struct {
		role         tenants.Role
		method, body string
		says         string
	}{
		"staff, the console's":        {tenants.SiteStaff, "POST", known, `{"data":{"viewer":{"freeQueries":false,"roles":["SITE_STAFF"]}}}`},
		"staff, the console's by GET": {tenants.SiteStaff, "GET", "documentId=" + url.QueryEscape("sha256:"+hash), `"freeQueries":false`},
		"staff, his own":              {tenants.SiteStaff, "POST", free, `"code":"FORBIDDEN"`},
		"staff, its text":             {tenants.SiteStaff, "POST", `{"query":"` + text + `"}`, `"code":"FORBIDDEN"`},
		"staff, forged": {tenants.SiteStaff, "POST", `{"query":"{ viewer { roles } }","extensions":{"documentId":"sha256:` + hash + `"}}`,
			`"code":"FORBIDDEN"`},
		"staff, an unknown id": {tenants.SiteStaff, "POST", `{"documentId":"sha256:00"}`, `"code":"GRAPHQL_INVALID"`},
		"staff, both":          {tenants.SiteStaff, "POST", `{"query":"{ viewer { roles } }","documentId":"sha256:` + hash + `"}`, `"code":"GRAPHQL_INVALID"`},
		"quality, his own":     {tenants.QualityDept, "POST", free, `{"data":{"viewer":{"roles":["QUALITY"]}}}`},
		"quality, an id":       {tenants.QualityDept, "POST", known, `"freeQueries":true`},
		"nobody, his own":      {"", "POST", free, `{"data":{"viewer":null}}`},
	} {
		if got := send(c.role, c.method, c.body); !strings.Contains(got, c.says) {
			t.Errorf("%s: %s, want %s", name, got, c.says)
		}
	}
}
