package graph_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"estatehub/graph"
	"estatehub/internal/access"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// From the first sign-in to the end of a session, as clients do it.
func TestSigningInOverTheAPI(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		sys := datatest.System(t)
		datatest.Tell(t, db)
		r := graph.New(graph.Parts{DB: db, Key: []byte("a key of cursors, for tests only")})
		organization, err := db.Client.Organization.Query().FirstID(sys)
		if err != nil {
			t.Fatal(err)
		}
		community, err := db.Client.Community.Query().FirstID(sys)
		if err != nil {
			t.Fatal(err)
		}
		role, password := tenants.Administrator, "correct horse"
		line := tenants.NewViewer(0, 0, "command line", []tenants.Grant{{Role: role, Scope: tenants.Whole()}})
		_, errs, err := r.Gate.CreateUser(tenants.WithViewer(t.Context(), line), access.NewUser{Login: "root", Name: "根", Password: &password, Role: &role, Node: &organization})
		if err != nil || errs != nil {
			t.Fatal(errs, err)
		}
		hub := r.Gate.Middleware(graph.Server(r))
		token := ""
		ask := func(query string) string {
			req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "https://hub.example/graphql",
				strings.NewReader(`{"query":`+quoted(query)+`}`))
			req.Header.Set("Content-Type", "application/json")
			if token != "" {
				req.Header.Set("Authorization", "Bearer "+token)
			}
			rec := httptest.NewRecorder()
			hub.ServeHTTP(rec, req)
			if c := rec.Result().Cookies(); len(c) > 0 && c[0].Value != "" && !strings.Contains(rec.Body.String(), c[0].Value) {
				t.Errorf("cookie %v is not the token", c[0])
			}
			return rec.Body.String()
		}
		has := func(answer string, parts ...string) {
			t.Helper()
			for _, p := range parts {
				if !strings.Contains(answer, p) {
					t.Fatalf("no %s in %s", p, answer)
				}
			}
		}
		has(ask(`{ users { nodes { login } } }`), `"code":"UNAUTHENTICATED"`)
		has(ask(`{ viewer { user { login } } }`), `"viewer":null`)
		has(ask(`mutation { signIn(input: {login: "root", password: "wrong"}) { token userErrors { field code } } }`),
			`"token":null`, `"field":"input","code":"UNAUTHENTICATED"`)
		in := ask(`mutation { signIn(input: {login: "root", password: "correct horse"}) { token viewer { user { login } access { group level whole } } userErrors { code } } }`)
		has(in, `"token":"ehs_`, `"login":"root"`, `{"group":"ADMIN","level":"WRITE","whole":true}`, `"userErrors":[]`)
		_, token, _ = strings.Cut(in, `"token":"`)
		token, _, _ = strings.Cut(token, `"`)
		out := ask(`mutation { createUser(input: {login: "ann", name: "Ann", role: SITE_MANAGER, nodeId: "` + community.String() + `"}) {
			user { login grants { nodes { role node { id ... on Community { code } } } } } userErrors { field code message } } }`)
		has(out, `"login":"ann"`, `"role":"SITE_MANAGER","node":{"id":"`+community.String(), `"userErrors":[]`)
		has(ask(`mutation { createServiceToken(input: {name: "x", role: BI, nodeId: "`+community.String()+`", expiresAt: "2001-01-01T00:00:00Z"}) { token serviceToken { id } userErrors { field code } } }`),
			`"token":null,"serviceToken":null`, `"field":"input.expiresAt"`)
		unknown := ask(`{ explainAccess(id: "` + ident.New(77, 9, 5).String() + `") { known text own grants { role } access { group level } } }`)
		has(unknown, `"known":false`, `"grants":[],"access":[]`)
		if other := ask(`{ explainAccess(id: "rubbish") { known text own grants { role } access { group level } } }`); other != unknown {
			t.Errorf("told apart:\n%s\n%s", unknown, other)
		}
		has(ask(`{ explainAccess(id: "`+community.String()+`") { known own grants { role nodeId level } access { group level } } }`),
			`"known":true,"own":false,"grants":[{"role":"ADMINISTRATOR","nodeId":"`+organization.String()+`","level":"WRITE"}]`, `{"group":"OWNERS","level":null}`)
		has(ask(`mutation { signOut { signedOut userErrors { code } } }`), `"signedOut":true`)
		has(ask(`{ viewer { user { login } } }`), `"code":"UNAUTHENTICATED"`)
	})
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", ` `, "\t", ` `).Replace(s) + `"`
}
