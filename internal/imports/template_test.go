package imports_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"estatehub/internal/imports"
	"estatehub/internal/sheets"
)

// TestTemplates tells that every noun's template, in both formats and languages, is read again by its own mapping: each
// column is known and none that is required is missing.
func TestTemplates(t *testing.T) {
	h := newHub(t, t.TempDir()+"/hub.db")
	for _, n := range imports.Nouns() {
		for _, file := range []string{n.Field + ".csv", n.Field + ".xlsx", n.Field + ".csv?lang=en", n.Field + ".xlsx?lang=en"} {
			w := httptest.NewRecorder()
			imports.Templates().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/templates/"+file, nil))
			if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Content-Disposition"), n.Field) {
				t.Fatalf("%s: %d", file, w.Code)
			}
			body := w.Body.Bytes()
			r, err := imports.Run(h.sys, h.DB, imports.Job{Name: file, Content: bytes.NewReader(body), Size: int64(len(body)), Mapping: imports.Native(n.Name)}, nil)
			if err != nil || !r.Applied || len(r.Problems)+len(r.Remarks) > 0 {
				t.Errorf("%s: %v %+v", file, err, r)
			}
		}
	}
	for _, path := range []string{"/templates/community.csv", "/templates/unit.pdf", "/templates/unit", "/templates/"} {
		w := httptest.NewRecorder()
		imports.Templates().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	w := httptest.NewRecorder()
	imports.Templates().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/templates/unit.csv", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
}

// TestWorkbook tells that a workbook is imported as a CSV is.
func TestWorkbook(t *testing.T) {
	h := newHub(t, t.TempDir()+"/hub.db")
	var b bytes.Buffer
	w, err := sheets.NewWriter(&b, sheets.XLSX, "苑区")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Header([]sheets.Column{{Name: "code"}, {Name: "name"}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Row([]any{"E1", "一期"}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	want(t, h.in(h.site, "estate", b.String(), atHome(h)), true, 1, 0, 0, 0)
}

// TestMappings tells that what a mapping cannot mean is refused when it is read, not in the middle of a file.
func TestMappings(t *testing.T) {
	if !slices.Equal(imports.Library(), []string{"newyork-council", "singapore-hdb"}) {
		t.Errorf("library %v", imports.Library())
	}
	for _, name := range imports.Library() {
		if m, err := imports.Named(name); err != nil || m.Credit == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	zone := func(rest string) string { return "name: x\ncommunity: c\ntargets:\n- noun: Zone\n" + rest }
	for text, why := range map[string]string{
		"":                                   "EOF",
		"name: x":                            "targets",
		"name: x\nfoo: 1":                    "foo",
		"name: x\ntargets:\n- noun: Cat":     "no noun",
		zone("  fields: {code: a, nick: b}"): "no field",
		zone("  fields: {name: a}"):          "key",
		zone("  duplicate: maybe\n  fields: {code: a, name: b}"):                    "duplicate",
		zone("  known: maybe\n  fields: {code: a, name: b}"):                        "known",
		zone("  repeat: {floors: f}\n  fields: {code: a, name: b}"):                 "counts",
		zone("  fields: {code: a, name: b}\nodd:\n- {column: a, do: note}"):         "odd",
		"name: x\ntargets:\n- noun: Ticket\n  known: update\n  fields: {number: a}": "updated",
	} {
		if _, err := imports.ReadMapping(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v, want %q", text, err, why)
		}
	}
	if _, err := imports.ReadMapping(strings.NewReader(zone("  fields: {code: a, name: {const: y}}"))); err != nil {
		t.Error(err)
	}
}
