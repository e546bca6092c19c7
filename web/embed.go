// Package web carries the hub's browser pages: the console and GraphiQL,
// bundled from the sources beside this file with `npm ci && npm run build`.
// The result, dist, is committed and embedded, so that building and running
// the hub needs neither Node nor a network, and the pages load nothing from
// other hosts.
package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed dist
var dist embed.FS

// Documents are the console's GraphQL documents by the SHA-256 of their text,
// as JSON: what the hub lets everybody send who is signed in.
//
//go:embed documents.json
var Documents []byte

// contentSecurityPolicy lets the pages load from, and talk to, this hub only.
// CodeMirror, Radix and Ant Design write style elements and attributes at run
// time, hence 'unsafe-inline' for styles (scripts have no such exception);
// GraphiQL's style sheet and the pages' icons carry small images as data:
// URLs, and a photo about to be sent is shown from a blob: URL.
const contentSecurityPolicy = "default-src 'none'; " +
	"script-src 'self'; " +
	"style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' data: blob:; " +
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
	".json": "application/json; charset=utf-8",
	".svg":  "image/svg+xml",
	".png":  "image/png",
}

// file is one that is served. Its short form is made when it is first asked
// for: compressing everything would hold up each start of the hub.
type file struct {
	contentType string
	etag        string
	content     []byte
	short       func() []byte // gzipped; nil where that does not pay
	lasting     bool          // what is at this address never changes
}

func newFile(contentType string, content []byte) *file {
	sum := sha256.Sum256(content)
	return &file{contentType: contentType, etag: hex.EncodeToString(sum[:16]), content: content, short: sync.OnceValue(func() []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(content) // a buffer takes everything
		_ = z.Close()
		if b.Len()*10 > len(content)*9 {
			return nil
		}
		return b.Bytes()
	})}
}

// files returns what is served, by URL path. The hashes are computed once.
//
// Everything below /assets/ is there a second time below /assets/<edition>/,
// where the edition is a hash over all of it. The pages load from there, so
// that a browser keeps what it has until the hub has another edition and asks
// for none of some fifty files again.
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
		byURL[url] = newFile(contentType, content)
		return nil
	})
	byURL["/assets/documents.json"] = newFile(contentTypes[".json"], Documents)
	if err != nil {
		panic("web: " + err.Error()) // dist is part of the binary: a build mistake
	}
	return withEdition(byURL)
})

// withEdition adds the lasting addresses of the assets and points the pages
// to them.
func withEdition(byURL map[string]*file) map[string]*file {
	all := sha256.New()
	for _, url := range slices.Sorted(maps.Keys(byURL)) {
		fmt.Fprintln(all, url, byURL[url].etag)
	}
	below := "/assets/" + hex.EncodeToString(all.Sum(nil)[:8]) + "/"
	pages := strings.NewReplacer(`"/assets/`, `"`+below, `"./assets/`, `"`+below)
	more := make(map[string]*file, 2*len(byURL))
	for url, f := range byURL {
		more[url] = f
		if name, ok := strings.CutPrefix(url, "/assets/"); ok {
			lasting := *f
			lasting.lasting = true
			more[below+name] = &lasting
		} else {
			more[url] = newFile(f.contentType, []byte(pages.Replace(string(f.content))))
		}
	}
	return more
}

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

// console is where its page is among the files.
const console = "/console"

// Handler serves the GraphiQL page at /graphiql, what the pages load below
// /assets/, and at every other address without a dot in it the console, which
// reads from the address what to show. It answers anything else with 404.
//
// Pages are revalidated on each use, with a 304 while the content, and so the
// ETag, is the same; what they load lasts.
func Handler() http.Handler {
	served := files()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at := r.URL.Path
		if !strings.HasPrefix(at, "/assets") && at != "/graphiql" && !strings.Contains(at, ".") {
			at = console
		}
		f, ok := served[at]
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
		h.Set("Vary", "Accept-Encoding")
		content, etag := f.content, f.etag
		if short := f.short; acceptsGzip(r) && short() != nil {
			content, etag = short(), f.etag+"-gzip"
			h.Set("Content-Encoding", "gzip")
		}
		h.Set("ETag", `"`+etag+`"`)
		if f.lasting {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		} else {
			h.Set("Cache-Control", "no-cache")
		}
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", contentSecurityPolicy)
		h.Set("Referrer-Policy", "no-referrer")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	})
}

// acceptsGzip tells whether the client takes gzip; one that says "gzip;q=0"
// does not.
func acceptsGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(part), " ", ""), ";")
		if name != "gzip" && name != "*" {
			continue
		}
		if q, err := strconv.ParseFloat(strings.TrimPrefix(weight, "q="), 64); weight == "" || err == nil && q > 0 {
			return true
		}
	}
	return false
}
