package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const rebuild = "run npm ci && npm run build in web/"

// TestDistIsCurrent recomputes, without Node, what build/plugins.ts wrote to
// dist/build.json.
func TestDistIsCurrent(t *testing.T) {
	var build struct {
		Sources string
		Files   map[string]string
	}
	data, err := dist.ReadFile("dist/build.json")
	if err != nil {
		t.Fatalf("%v: %s", err, rebuild)
	}
	if err := json.Unmarshal(data, &build); err != nil {
		t.Fatalf("dist/build.json: %v: %s", err, rebuild)
	}

	got, err := hashSources(".")
	if err != nil {
		t.Fatal(err)
	}
	if got != build.Sources {
		t.Errorf("web/dist was built from other sources (%.12s…, now %.12s…): %s", build.Sources, got, rebuild)
	}

	have := make(map[string]string)
	for name, content := range distFiles(t) {
		if name != "build.json" {
			have[name] = fmt.Sprintf("%x", sha256.Sum256(content))
		}
	}
	if !maps.Equal(have, build.Files) {
		t.Errorf("web/dist is not what the build wrote:\nhave %v\nwant %v\n%s", have, build.Files, rebuild)
	}
}

// notSources are the folders of web/ that dist/ is not built from; those of
// build/plugins.ts.
var notSources = []string{"dist", "node_modules", "src/console/gql"}

// hashSources is SHA-256 over every file below root except what is built,
// installed or generated (notSources), in the byte order of the slash-separated path: path, NUL,
// decimal size, NUL, content.
func hashSources(root string) (string, error) {
	var names []string
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		switch {
		case slices.Contains(notSources, filepath.ToSlash(rel)):
			if d.IsDir() {
				return filepath.SkipDir
			}
		case d.Type().IsRegular():
			names = append(names, filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	slices.Sort(names)
	h := sha256.New()
	for _, name := range names {
		content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s\x00%d\x00", name, len(content))
		h.Write(content)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// remoteLoads match code that makes a browser load a script, style sheet,
// font, image or worker from another host, in HTML, CSS and JavaScript.
// Scheme-relative URLs (//host/…) count too.
var remoteLoads = map[string][]*regexp.Regexp{
	".html": {
		regexp.MustCompile(`(?i)\s(?:src|srcset|href|data|action|content)\s*=\s*["']?\s*(?:https?:)?//`),
		regexp.MustCompile(`(?i)url\(\s*["']?\s*(?:https?:)?//`),
	},
	".css": {
		regexp.MustCompile(`(?i)url\(\s*["']?\s*(?:https?:)?//`),
		regexp.MustCompile(`(?i)@import`), // the bundler has resolved them all
	},
	".js": {
		regexp.MustCompile("(?:\\bimport|\\bfrom|\\bimport\\s*\\(|\\bimportScripts\\s*\\(|\\bfetch\\s*\\(|Worker\\s*\\(|FontFace\\s*\\(|EventSource\\s*\\(|\\.src\\s*=)\\s*[\"'`](?:https?:)?//"),
		regexp.MustCompile("(?i)url\\(\\s*[\"'`]?\\s*(?:https?:)?//"),
		regexp.MustCompile("(?i)@import\\s+(?:url|[\"'])"),
		regexp.MustCompile(`(?i)(?:unpkg\.com|jsdelivr\.net|esm\.sh|cdnjs\.|googleapis\.com|gstatic\.com)`),
	},
}

// textHosts are the hosts that code in dist names without loading from them.
// A new one deserves a look at what it is for before it is added.
var textHosts = map[string]string{
	"www.w3.org":                 "XML namespaces",
	"react.dev":                  "React's error messages",
	"yarnpkg.com":                "graphql-js's message about duplicate modules",
	"commonmark.org":             "a link in graphql-js's descriptions of the built-in types",
	"en.wikipedia.org":           "likewise",
	"codemirror.net":             "a link in GraphiQL's list of keyboard shortcuts",
	"github.com":                 "GraphiQL's logo, a link to its repository",
	"schemas.openxmlformats.org": "XML namespaces of .xlsx",
	"schemas.microsoft.com":      "likewise",
	"bit.ly":                     "a link in graphcache's error messages",
	"react.i18next.com":          "a link in react-i18next's warnings",
	"localhost":                  "the router's base for relative addresses outside a browser",
}

var anyURL = regexp.MustCompile(`(?i)(?:https?|wss?)://([a-z0-9.-]+)`)

func TestDistLoadsNothingRemote(t *testing.T) {
	checked := 0
	for name, content := range distFiles(t) {
		patterns, ok := remoteLoads[path.Ext(name)]
		if !ok {
			continue
		}
		checked++
		for _, p := range patterns {
			for _, at := range p.FindAllIndex(content, -1) {
				t.Errorf("dist/%s loads from another host: …%s…", name, around(content, at))
			}
		}
		for _, at := range anyURL.FindAllSubmatchIndex(content, -1) {
			host := strings.ToLower(string(content[at[2]:at[3]]))
			if _, known := textHosts[host]; !known {
				t.Errorf("dist/%s names the host %q: …%s…", name, host, around(content, at[:2]))
			}
		}
		if strings.Contains(string(content), "sourceMappingURL=") {
			t.Errorf("dist/%s names a source map", name)
		}
	}
	if checked < 3 {
		t.Errorf("checked %d files, want the page, its script and its style sheet", checked)
	}
}

// TestRemoteLoadsAreRecognized keeps the patterns above honest.
func TestRemoteLoadsAreRecognized(t *testing.T) {
	for _, tt := range []struct {
		ext, code string
		want      bool
	}{
		{".html", `<script src="https://unpkg.com/x.js"></script>`, true},
		{".html", `<link rel=stylesheet href=//cdn.example/x.css>`, true},
		{".html", `<script type="module" crossorigin src="/assets/graphiql.js"></script>`, false},
		{".html", `<link href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'">`, false},
		{".css", `@font-face{src:url(https://fonts.example/x.woff2)}`, true},
		{".css", `@import"https://fonts.example/x.css";`, true},
		{".css", `a{background:url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'")}`, false},
		{".js", `import("https://esm.example/x.js")`, true},
		{".js", `import x from"https://esm.example/x.js"`, true},
		{".js", "new Worker(`https://esm.example/x.js`)", true},
		{".js", `s.src="//cdn.example/x.js"`, true},
		{".js", `createElementNS("http://www.w3.org/2000/svg","svg")`, false},
		{".js", `throw Error("see https://react.dev/errors/1")`, false},
	} {
		got := slices.ContainsFunc(remoteLoads[tt.ext], func(p *regexp.Regexp) bool { return p.MatchString(tt.code) })
		if got != tt.want {
			t.Errorf("%s: %s: recognized %v, want %v", tt.ext, tt.code, got, tt.want)
		}
	}
}

func TestHandlerServesWithETags(t *testing.T) {
	h := Handler()
	etags := make(map[string]string)
	for url, contentType := range map[string]string{
		"/graphiql":            "text/html; charset=utf-8",
		"/assets/graphiql.js":  "text/javascript; charset=utf-8",
		"/assets/graphiql.css": "text/css; charset=utf-8",
		"/assets/LICENSES.txt": "text/plain; charset=utf-8",
	} {
		w := request(h, http.MethodGet, url, "")
		if w.Code != http.StatusOK || w.Body.Len() == 0 {
			t.Errorf("GET %s: %d, %d bytes", url, w.Code, w.Body.Len())
		}
		etag := w.Header().Get("ETag")
		if !regexp.MustCompile(`^"[0-9a-f]{32}"$`).MatchString(etag) {
			t.Errorf("GET %s: ETag %q is not a strong one", url, etag)
		}
		if other, taken := etags[etag]; taken {
			t.Errorf("%s and %s share the ETag %s", url, other, etag)
		}
		etags[etag] = url
		for name, want := range map[string]string{
			"Content-Type":            contentType,
			"Cache-Control":           "no-cache",
			"X-Content-Type-Options":  "nosniff",
			"Content-Security-Policy": contentSecurityPolicy,
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("GET %s: %s: %q, want %q", url, name, got, want)
			}
		}

		for _, match := range []string{etag, "W/" + etag, `"other", ` + etag, "*"} {
			w := request(h, http.MethodGet, url, match)
			if w.Code != http.StatusNotModified || w.Body.Len() != 0 || w.Header().Get("ETag") != etag {
				t.Errorf("GET %s, If-None-Match: %s: %d, %d bytes, ETag %q", url, match, w.Code, w.Body.Len(), w.Header().Get("ETag"))
			}
		}
		if w := request(h, http.MethodGet, url, `"other"`); w.Code != http.StatusOK {
			t.Errorf("GET %s with a stale ETag: %d", url, w.Code)
		}
		if w := request(h, http.MethodHead, url, ""); w.Code != http.StatusOK || w.Body.Len() != 0 {
			t.Errorf("HEAD %s: %d, %d bytes", url, w.Code, w.Body.Len())
		}
		if w := request(h, http.MethodPost, url, ""); w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("POST %s: %d, Allow %q", url, w.Code, w.Header().Get("Allow"))
		}
	}
}

// TestHandlerShortens: who takes gzip gets it, with an ETag of its own.
func TestHandlerShortens(t *testing.T) {
	h := Handler()
	get := func(accepts, match string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/assets/graphiql.js", nil)
		r.Header.Set("Accept-Encoding", accepts)
		if match != "" {
			r.Header.Set("If-None-Match", match)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	whole := get("", "")
	for _, accepts := range []string{"gzip", "br, gzip;q=0.5", "*", "deflate, gzip ; q=1"} {
		short := get(accepts, "")
		if short.Header().Get("Content-Encoding") != "gzip" || short.Header().Get("Vary") != "Accept-Encoding" || short.Body.Len()*2 > whole.Body.Len() {
			t.Errorf("%q: %v, %d of %d bytes", accepts, short.Header(), short.Body.Len(), whole.Body.Len())
		}
		etag := short.Header().Get("ETag")
		if etag == whole.Header().Get("ETag") || get(accepts, etag).Code != http.StatusNotModified {
			t.Errorf("%q: ETag %s", accepts, etag)
		}
		z, err := gzip.NewReader(short.Body)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := io.ReadAll(z); err != nil || !bytes.Equal(back, whole.Body.Bytes()) {
			t.Errorf("%q: unpacked it is something else: %v", accepts, err)
		}
	}
	for _, accepts := range []string{"", "identity", "gzip;q=0", "br", "gzip;q=none"} {
		if w := get(accepts, ""); w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%q gets gzip", accepts)
		}
	}
}

func TestHandlerServesNothingElse(t *testing.T) {
	h := Handler()
	for _, url := range []string{
		"/graphiql.html", "/console.html", "/assets", "/assets/", "/assets/none.js", "/assets/none",
		"/assets/../build.json", "/build.json", "/LICENSES.txt", "/dist/graphiql.html", "/favicon.ico",
	} {
		if w := request(h, http.MethodGet, url, ""); w.Code != http.StatusNotFound {
			t.Errorf("GET %s: %d, want 404", url, w.Code)
		}
	}
}

// TestPageLoadsOnlyServedFiles follows the pages' own references: to what a
// browser may keep for good, as another edition has other addresses.
func TestPageLoadsOnlyServedFiles(t *testing.T) {
	h := Handler()
	for _, url := range []string{"/graphiql", "/", "/tickets"} {
		page := request(h, http.MethodGet, url, "").Body.String()
		refs := regexp.MustCompile(`(?:src|href)="([^"]*assets/[^"]*)"`).FindAllStringSubmatch(page, -1)
		if len(refs) < 2 {
			t.Fatalf("%s refers to %d files, want its script and its style sheet", url, len(refs))
		}
		for _, ref := range refs {
			w := request(h, http.MethodGet, ref[1], "")
			if w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "public, max-age=31536000, immutable" {
				t.Errorf("%s loads %s: %d, %s", url, ref[1], w.Code, w.Header().Get("Cache-Control"))
			}
			edition := regexp.MustCompile(`^/assets/[0-9a-f]{16}/`).FindString(ref[1])
			name := strings.TrimPrefix(ref[1], edition)
			if plain := request(h, http.MethodGet, "/assets/"+name, ""); edition == "" || plain.Body.String() != w.Body.String() {
				t.Errorf("%s: %s is not %s of an edition", url, ref[1], name)
			}
			if w := request(h, http.MethodGet, "/assets/0123456789abcdef/"+name, ""); w.Code != http.StatusNotFound {
				t.Errorf("%s of an edition there is not: %d", name, w.Code)
			}
		}
		if regexp.MustCompile(`(?i)<script(?:\s[^>]*)?>[^<]`).MatchString(page) {
			t.Errorf("%s has an inline script, which its Content-Security-Policy forbids", url)
		}
	}
}

func request(h http.Handler, method, url, ifNoneMatch string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, url, nil)
	if ifNoneMatch != "" {
		r.Header.Set("If-None-Match", ifNoneMatch)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func distFiles(t *testing.T) map[string][]byte {
	t.Helper()
	contents := make(map[string][]byte)
	err := fs.WalkDir(dist, "dist", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		contents[strings.TrimPrefix(name, "dist/")], err = dist.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return contents
}

func around(content []byte, at []int) string {
	return string(content[max(0, at[0]-40):min(len(content), at[1]+60)])
}
