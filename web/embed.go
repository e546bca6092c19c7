// Package web carries the hub's browser pages: GraphiQL, bundled from the
// sources beside this file with `npm ci && npm run build`. The result, dist,
// is committed and embedded, so that building and running the hub needs
// neither Node nor a network, and the pages load nothing from other hosts.
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

//go:embed dist
var dist embed.FS

// contentSecurityPolicy lets the pages load from, and talk to, this hub only.
// CodeMirror and Radix write style elements and attributes at run time, hence
// 'unsafe-inline' for styles (scripts have no such exception); GraphiQL's
// style sheet and the page's icon carry small images as data: URLs.
const contentSecurityPolicy = "default-src 'none'; " +
	"script-src 'self'; " +
	"style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' data:; " +
	"connect-src 'self'; " +
	"base-uri 'none'; " +
	"form-action 'none'; " +
	"frame-ancestors 'none'"

// contentTypes names the types of the files in dist; mime.TypeByExtension
// would ask the host's tables, which differ between machines.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".txt":  "text/plain; charset=utf-8",
}

type file struct {
	contentType string
	etag        string
	content     []byte
}

// files returns what is served, by URL path. The hashes are computed once.
var files = sync.OnceValue(func() map[string]*file {
	byURL := make(map[string]*file)
	err := fs.WalkDir(dist, "dist", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		url, ok := urlOf(strings.TrimPrefix(name, "dist/"))
		if !ok {
			return nil
		}
		contentType, ok := contentTypes[path.Ext(name)]
		if !ok {
			return fmt.Errorf("%s: no content type for this extension", name)
		}
		content, err := dist.ReadFile(name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		byURL[url] = &file{contentType, `"` + hex.EncodeToString(sum[:16]) + `"`, content}
		return nil
	})
	if err != nil {
		panic("web: " + err.Error()) // dist is part of the binary: a build mistake
	}
	return byURL
})

// urlOf maps a file of dist to the URL path it is served at, if it is.
func urlOf(name string) (string, bool) {
	switch {
	case name == "LICENSES.txt":
		return "/assets/LICENSES.txt", true // beside the code it is about
	case strings.HasPrefix(name, "assets/"):
		return "/" + name, true
	case path.Ext(name) == ".html" && !strings.Contains(name, "/"):
		return "/" + strings.TrimSuffix(name, ".html"), true
	default:
		return "", false // build.json
	}
}

// Handler serves the GraphiQL page at /graphiql and what it loads below
// /assets/, to be mounted at both. It answers anything else with 404.
//
// The file names stay the same from release to release; browsers revalidate
// on each use and get a 304 while the content, and so the ETag, is the same.
func Handler() http.Handler {
	served := files()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := served[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		h := w.Header()
		h.Set("Content-Type", f.contentType)
		h.Set("ETag", f.etag)
		h.Set("Cache-Control", "no-cache")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", contentSecurityPolicy)
		h.Set("Referrer-Policy", "no-referrer")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.content))
	})
}
