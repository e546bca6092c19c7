package attachments

import (
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"estatehub/ent/gen"
	"estatehub/internal/blobs"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// Handler hands attachments out at GET /files/{attachmentId}, to the viewer of the request's context. One that does not
// exist, one he may not see and what is no id are the same answer. It is for a pattern with that wildcard:
//
//	mux.Handle("GET /files/{attachmentId}", attachments.Handler(db, store))
func Handler(db *data.DB, store *blobs.Store) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "private, no-cache") // kept, but asked about each time: a right may end
		ctx := r.Context()
		if tenants.ViewerFrom(ctx) == nil {
			http.Error(w, "sign in first", http.StatusUnauthorized)
			return
		}
		id, _ := ident.Parse(r.PathValue("attachmentId"))
		a, err := find(ctx, db, id)
		switch {
		case gen.IsNotFound(err):
			http.Error(w, "not found", http.StatusNotFound)
			return
		case err != nil:
			fail(w, r, err)
			return
		}
		f, err := store.Open(a.Sha256)
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				err = errors.New("attachments: the content of " + id.String() + " is missing")
			}
			fail(w, r, err)
			return
		}
		defer func() { _ = f.Close() }()
		h.Set("Content-Type", a.MediaType)
		h.Set("Content-Disposition", disposition(a))
		h.Set("ETag", `"`+a.Sha256+`"`)
		http.ServeContent(w, r, "", a.CreatedAt, f)
	})
}

func fail(w http.ResponseWriter, r *http.Request, err error) {
	slog.ErrorContext(r.Context(), "attachment", "err", err, "request", data.RequestOf(r.Context()))
	http.Error(w, "internal error", http.StatusInternalServerError)
}

// disposition names a file for the browser, in ASCII and by RFC 5987: a photo is shown, a PDF saved.
func disposition(a *gen.Attachment) string {
	how := "inline"
	if !strings.HasPrefix(a.MediaType, "image/") {
		how = "attachment"
	}
	ascii := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || r == '"' || r == '\\' || r == '%' {
			return '_'
		}
		return r
	}, a.Name)
	return how + `; filename="` + ascii + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(a.Name), "+", "%20")
}
