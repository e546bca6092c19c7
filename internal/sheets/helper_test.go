package sheets_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"reflect"
	"testing"

	"estatehub/internal/sheets"

	"github.com/xuri/excelize/v2"
)

func open(t *testing.T, name string, content []byte, opts ...sheets.Options) *sheets.Reader {
	t.Helper()
	r, err := tryOpen(name, content, opts...)
	if err != nil {
		t.Fatalf("Open(%s): %v", name, err)
	}
	return r
}

func tryOpen(name string, content []byte, opts ...sheets.Options) (*sheets.Reader, error) {
	return sheets.Open(name, bytes.NewReader(content), int64(len(content)), append(opts, sheets.Options{})[0])
}

// rows reads everything; any error fails the test.
func rows(t *testing.T, r *sheets.Reader) [][]string {
	t.Helper()
	var out [][]string
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, row.Cells)
	}
}

func wantCells(t *testing.T, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

// wantError checks an error's code and place.
func wantError(t *testing.T, err error, code sheets.Code, line, column int) {
	t.Helper()
	e, ok := errors.AsType[*sheets.Error](err)
	if !ok {
		t.Fatalf("got %v, want a *sheets.Error %s", err, code)
	}
	if e.Code != code || e.Line != line || e.Column != column {
		t.Errorf("got %s at %d:%d (%v), want %s at %d:%d", e.Code, e.Line, e.Column, e, code, line, column)
	}
}

// workbook is a workbook as Excel would save it.
func workbook(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// book is a workbook as a careless program would write it: one sheet of the XML given, a shared text, nothing else.
func book(t testing.TB, sheet string) []byte {
	t.Helper()
	const rel = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"_rels/.rels", rels + `<Relationship Id="a" Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns:r="` + rel + `"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", rels + `<Relationship Id="b" Type="` + rel + `/worksheet" Target="/xl/s.xml"/>` +
			`<Relationship Id="c" Type="` + rel + `/sharedStrings" Target="sst.xml"/></Relationships>`},
		{"xl/sst.xml", `<sst><si><r><t>东</t></r><r><t>门</t></r><rPh><t>dong</t></rPh></si></sst>`},
		{"xl/s.xml", sheet},
	} {
		f, err := w.Create(part[0])
		if err == nil {
			_, err = io.WriteString(f, part[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
