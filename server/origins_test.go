package main

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
)

// An origin that no browser sends would trust nobody: whoever wrote it hears so at the start.
func TestMalformedOrigins(t *testing.T) {
	for origin, says := range map[string]string{
		"console.example.com": "want https://", "null": "want https://", "*": "want https://", "https://": "want https://", "ftp://a.example": "want https://",
		"https://a.example/": "ends with its host", "https://a.example/console": "ends with its host", "https://*.example.com": "one host",
		"https://A.example": "lower case", "https://a.example:443": "leave :443 out", "http://a.example:80": "leave :80 out", "https://u:p@a.example": "ends with its host",
	} {
		if _, err := newOrigins([]string{"https://good.example", origin}); err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), origin) {
			t.Errorf("%s: %v", origin, err)
		}
	}
	if _, err := newOrigins([]string{"https://a.example", "http://localhost:5173", "https://a.example:8443"}); err != nil {
		t.Error(err)
	}
}

// Browsers at listed origins read answers; pages of others change nothing, in whatever shape they send it.
func TestOrigins(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}), "--origin=https://console.example")
	ann := s.person("ann")
	const mutation = `{"query": "mutation { signOut { userErrors { code } } }"}`
	cookie := func(origin, site string) []string {
		return []string{"Origin", origin, "Sec-Fetch-Site", site, "Cookie", "estatehub=" + ann}
	}
	for name, headers := range map[string][]string{
		"another site":                 cookie("https://evil.example", "cross-site"),
		"another site, an old browser": cookie("https://evil.example", ""),
		"a sandboxed frame":            cookie("null", "cross-site"),
		"a sandboxed frame, old":       cookie("null", ""),
		"a listed host without TLS":    cookie("http://console.example", "cross-site"),
		"below a listed host":          cookie("https://x.console.example", "cross-site"),
	} {
		res, body := s.ask("", mutation, headers...)
		if s.wants(res, body, http.StatusForbidden, `"code":"FORBIDDEN"`); res.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s may read the answer", name)
		}
		form, kind := upload(t)
		res, body = s.ask("", form, append(headers, "Content-Type", kind)...)
		s.wants(res, body, http.StatusForbidden, `"code":"FORBIDDEN"`)
		res, body = s.ask("", `query=mutation{signOut{userErrors{code}}}`, append(headers, "Content-Type", "text/plain")...)
		s.wants(res, body, http.StatusForbidden)
	}
	s.works(ann) // nobody signed her out

	res, body := s.ask("", page, cookie("https://console.example", "cross-site")...)
	s.wants(res, body, http.StatusOK, "propertyNo")
	if h := res.Header; h.Get("Access-Control-Allow-Origin") != "https://console.example" || h.Get("Access-Control-Allow-Credentials") != "true" ||
		!strings.Contains(h.Get("Access-Control-Expose-Headers"), "Retry-After") || !strings.Contains(h.Get("Vary"), "Origin") {
		t.Errorf("%v", h)
	}
	for origin, ok := range map[string]bool{"https://console.example": true, "https://evil.example": false, "null": false} {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodOptions, s.http.URL+"/graphql", nil)
		r.Header.Set("Origin", origin)
		r.Header.Set("Access-Control-Request-Method", "POST")
		r.Header.Set("Access-Control-Request-Headers", "authorization,content-type")
		res, err := s.http.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if allowed := res.Header.Get("Access-Control-Allow-Origin") == origin; allowed != ok || ok && res.Header.Get("Access-Control-Allow-Headers") == "" {
			t.Errorf("preflight of %s: %v", origin, res.Header)
		}
	}
	res, body = s.ask("", mutation, cookie(s.http.URL, "same-origin")...)
	s.wants(res, body, http.StatusOK, `"signOut":{"userErrors":`)
}

// upload is a multipart mutation, which a form of any page can send.
func upload(t *testing.T) (body, kind string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	_ = w.WriteField("operations", `{"query": "mutation { signOut { userErrors { code } } }", "variables": {}}`)
	_ = w.WriteField("map", `{}`)
	_ = w.Close()
	return b.String(), w.FormDataContentType()
}
