package sheets_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"estatehub/internal/sheets"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// What people type, with a leaning to what has meaning to CSV, to XML, to Excel or to us.
var typed = rapid.OneOf(
	rapid.StringMatching(`['=+\-@＝]{0,3}[a-z0-9.,;"' 张三\n\t_x<&>]{0,12}`),
	rapid.SampledFrom([]string{"", "_x000D_", "007", "-12.50", "1E5", "13812345678", "110101199003071234", "2024-03-05", "''=1"}),
)

func TestWhatIsWrittenIsWhatIsRead(t *testing.T) {
	for _, format := range []sheets.Format{sheets.CSV, sheets.XLSX} {
		t.Run(string(format), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				want := rapid.SliceOfN(rapid.SliceOfN(typed, 3, 3), 0, 20).Draw(t, "rows")
				var b bytes.Buffer
				w, err := sheets.NewWriter(&b, format, "x")
				if err != nil {
					t.Fatal(err)
				}
				if err = w.Header(columns); err != nil {
					t.Fatal(err)
				}
				for _, row := range want {
					if err = w.Row([]any{row[0], row[1], row[2]}); err != nil {
						t.Fatal(err)
					}
				}
				if err = w.Close(); err != nil {
					t.Fatal(err)
				}
				r, err := tryOpen("x", b.Bytes())
				if err != nil {
					t.Fatal(err)
				}
				for _, row := range want {
					if strings.Trim(strings.Join(row, ""), " \n\t") == "" {
						continue // blank rows are passed by
					}
					got, err := r.Next()
					if err != nil {
						t.Fatal(err)
					}
					for i := range row {
						if got.Cells[i] != row[i] && strings.Trim(row[i], " \n\t") != "" {
							t.Fatalf("wrote %q, read %q", row, got.Cells)
						}
					}
				}
				if _, err = r.Next(); !errors.Is(err, io.EOF) {
					t.Fatalf("%v behind the last row", err)
				}
			})
		})
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte(owners))
	f.Add([]byte("\xff\xfea\x00,\x00b\x00\n\x00"))
	f.Add([]byte("\xd0\xd5\xc3\xfb,b\n1,2\n"))
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"))
	f.Add(book(f, head+`<row r="2"><c r="A2" s="1"><v>45356</v></c></row></sheetData></worksheet>`))
	f.Add(workbook(f, func(x *excelize.File) { _ = x.SetSheetRow("Sheet1", "A1", &[]any{"a", 1, true}) }))
	f.Fuzz(func(t *testing.T, content []byte) {
		const unpacked = 1 << 20
		r, err := tryOpen("fuzz", content, sheets.Options{MaxUnpacked: unpacked})
		if err != nil {
			if _, ok := errors.AsType[*sheets.Error](err); !ok {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		for line, n := 0, 0; ; n++ {
			row, err := r.Next()
			if n > len(content)+unpacked {
				t.Fatal("more rows than bytes")
			}
			if err == nil {
				if len(row.Cells) != len(r.Header()) || row.Line <= line {
					t.Fatalf("row %d of %d cells after row %d", row.Line, len(row.Cells), line)
				}
				line = row.Line
				continue
			}
			if _, ok := errors.AsType[*sheets.RowError](err); ok {
				continue
			}
			if _, ok := errors.AsType[*sheets.Error](err); !ok && !errors.Is(err, io.EOF) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
	})
}
