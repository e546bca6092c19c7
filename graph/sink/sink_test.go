package sink

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// An answer taken over reaches the client with its headers; one given up reaches him as a broken connection, not as a
// short answer.
func TestTakeOver(t *testing.T) {
	for name, abort := range map[string]bool{"whole": false, "given up": true} {
		t.Run(name, func(t *testing.T) {
			h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				s := From(With(r.Context(), w, "application/json; charset=utf-8"))
				if s.Begun() {
					t.Error("begun before it begins")
				}
				_, _ = io.WriteString(s.Begin(), `{"data":`)
				if !s.Begun() || s.Flush() != nil {
					t.Error("not begun, or cannot be flushed")
				}
				if abort {
					s.Abort()
				}
				_, _ = io.WriteString(w, `{}}`)
			})
			srv := httptest.NewServer(h)
			defer srv.Close()
			res, err := srv.Client().Get(srv.URL)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = res.Body.Close() }()
			b, err := io.ReadAll(res.Body)
			if abort != (err != nil) {
				t.Errorf("%s: %v", b, err)
			}
			if !abort && (string(b) != `{"data":{}}` || !strings.HasPrefix(res.Header.Get("Content-Type"), "application/json")) {
				t.Errorf("%s %v", b, res.Header)
			}
		})
	}
}

// Where there is no HTTP, there is no sink, and asking whether it has begun is no mistake.
func TestNone(t *testing.T) {
	if s := From(t.Context()); s != nil || s.Begun() {
		t.Error("a sink out of nothing")
	}
}
