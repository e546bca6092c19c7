package sheets_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"estatehub/internal/sheets"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

const owners = "姓名,电话,面积\n张三,13812345678,89.5\n李四,010-88886666,120\n"

func TestTheSameListInEveryEncodingReadsTheSame(t *testing.T) {
	in := func(e encoding.Encoding, s string) []byte {
		b, err := e.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, content := range map[string][]byte{
		"UTF-8":               []byte(owners),
		"UTF-8 with BOM":      []byte("\ufeff" + owners),
		"UTF-16 little":       in(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), owners),
		"UTF-16 big":          in(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), owners),
		"GB18030":             in(simplifiedchinese.GB18030, owners),
		"GBK":                 in(simplifiedchinese.GBK, owners),
		"semicolons":          []byte(strings.ReplaceAll(owners, ",", ";")),
		"tabs":                []byte(strings.ReplaceAll(owners, ",", "\t")),
		"gzip":                zipped(t, []byte(owners)),
		"gzip of GB18030":     zipped(t, in(simplifiedchinese.GB18030, owners)),
		"CRLF":                []byte(strings.ReplaceAll(owners, "\n", "\r\n")),
		"blank rows anywhere": []byte("\n,,\n" + strings.ReplaceAll(owners, "\n", "\n,,,,\n\n")),
		"headers with space":  []byte(strings.Replace(owners, "姓名,电话", "\u3000姓名\u00a0, 电话 ", 1)),
		"trailing commas":     []byte(strings.ReplaceAll(owners, "\n", ",,\n")),
	} {
		t.Run(name, func(t *testing.T) {
			r := open(t, "owners.csv", content)
			wantCells(t, r.Header(), []string{"姓名", "电话", "面积"})
			wantCells(t, rows(t, r), [][]string{{"张三", "13812345678", "89.5"}, {"李四", "010-88886666", "120"}})
			if done, total := r.Progress(); done != total || total != int64(len(content)) {
				t.Errorf("progress %d of %d at the end of %d bytes", done, total, len(content))
			}
		})
	}
}

func TestTheFirstChineseNameMayComeLate(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,name\n")
	for i := range 40_000 { // far more than what is looked at before the first row is handed out
		b.WriteString(strconv.Itoa(i) + ",x\n")
	}
	b.WriteString("1,张三\n")
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(b.String())
	if err != nil {
		t.Fatal(err)
	}
	got := rows(t, open(t, "late.csv", []byte(gb)))
	wantCells(t, got[len(got)-1], []string{"1", "张三"})
}

func TestRowsKnowTheirLinesAcrossQuotedLineBreaks(t *testing.T) {
	r := open(t, "notes.csv", []byte("a,b\n\"x\n\"\"y\"\"\nz\",1\n2\n"))
	first, _ := r.Next()
	wantCells(t, first, sheets.Row{Line: 2, Cells: []string{"x\n\"y\"\nz", "1"}})
	second, _ := r.Next()
	wantCells(t, second, sheets.Row{Line: 5, Cells: []string{"2", ""}})
}

func TestABadRowIsReportedAndReadingGoesOn(t *testing.T) {
	r := open(t, "f.csv", []byte("a,b\n1,2,3\nfine,1\nx\"y,2\nfine,2\n"))
	_, err := r.Next()
	wantError(t, err, sheets.CodeExtraCells, 2, 3)
	if _, ok := errors.AsType[*sheets.RowError](err); !ok {
		t.Errorf("%v is no RowError", err)
	}
	row, _ := r.Next()
	wantCells(t, row, sheets.Row{Line: 3, Cells: []string{"fine", "1"}})
	_, err = r.Next()
	wantError(t, err, sheets.CodeQuote, 4, 0)
	wantCells(t, rows(t, r), [][]string{{"fine", "2"}})
}

func TestGarbledCellsAreFoundWhereTheyStand(t *testing.T) {
	r := open(t, "f.csv", []byte("姓名,b\n1,"+strings.Repeat("好", 30_000)+"\n2,x\xff\n3,y\n"))
	_, _ = r.Next()
	_, err := r.Next()
	wantError(t, err, sheets.CodeGarbled, 3, 2)
	if row, err := r.Next(); err != nil || row.Cells[0] != "3" {
		t.Error(row, err)
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	for name, c := range map[string]struct {
		file, content string
		code          sheets.Code
		line          int
	}{
		"nothing":         {"a.csv", "", sheets.CodeEmpty, 0},
		"only blanks":     {"a.csv", "\n,,\n \n", sheets.CodeEmpty, 0},
		"equal headers":   {"a.csv", "\n名,b,名 \n", sheets.CodeHeaderTwice, 2},
		"a nameless one":  {"a.csv", "a,,c\n", sheets.CodeHeaderEmpty, 1},
		"old workbook":    {"a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", sheets.CodeLegacy, 0},
		"with a password": {"a.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", sheets.CodeEncrypted, 0},
		"web page":        {"a.xls", "\r\n<HTML><table>", sheets.CodeLegacy, 0},
		"PDF":             {"a.csv", "%PDF-1.7", sheets.CodeUnknown, 0},
		"a picture":       {"a.csv", "\x89PNG\r\n\x1a\n\x00\x00", sheets.CodeUnknown, 0},
		"broken gzip":     {"a.csv.gz", "\x1f\x8b\x08\x00", sheets.CodeDamaged, 0},
		"broken zip":      {"a.xlsx", "PK\x03\x04....", sheets.CodeDamaged, 0},
		"no encoding":     {"a.csv", "\xff\xff,\xff\n", sheets.CodeEncoding, 0},
		"a quote open":    {"a.csv", "a,b\n\"" + strings.Repeat("x,y\n", 1<<19), "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := tryOpen(c.file, []byte(c.content))
			if c.code == "" { // the header is fine, the first row is not
				_, err = r.Next()
				wantError(t, err, sheets.CodeLongRow, 2, 0)
				return
			}
			wantError(t, err, c.code, c.line, 0)
		})
	}
}

func TestAGzipBombIsStopped(t *testing.T) {
	bomb := zipped(t, append([]byte("a,b\n"), bytes.Repeat([]byte("1,2\n"), 1<<20)...))
	r := open(t, "bomb.csv.gz", bomb, sheets.Options{MaxUnpacked: 1 << 20})
	var err error
	for err == nil {
		_, err = r.Next()
	}
	if e, ok := errors.AsType[*sheets.Error](err); !ok || e.Code != sheets.CodeTooLarge {
		t.Errorf("got %v", err)
	}
	if _, again := r.Next(); again == nil || errors.Is(again, io.EOF) {
		t.Errorf("a final error turned into %v", again)
	}
}

func TestMessagesSpeakTheUsersLanguage(t *testing.T) {
	_, err := tryOpen("业主.csv", []byte("名,名\n"))
	e, _ := errors.AsType[*sheets.Error](err)
	wantCells(t, e.Message("zh-CN"), "业主.csv 第 1 行：表头重复：名")
	wantCells(t, e.Message("en-US"), "业主.csv, row 1: headers appear twice: 名")
}

func TestMemoryStaysFlatOver200000Rows(t *testing.T) {
	const n = 200_000
	content := "编号,姓名,地址\n" + strings.Repeat("12345678,张三,某市某区某路一百二十三号四单元五零六室\n", n)
	r := open(t, "big.csv", []byte(content))
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before, count := heap(), 0
	for {
		_, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if count++; count%50_000 == 0 {
			if now := heap(); now > before+1<<20 {
				t.Fatalf("%d bytes more alive after %d rows", now-before, count)
			}
		}
	}
	if count != n {
		t.Errorf("%d rows of %d", count, n)
	}
	runtime.KeepAlive(content)
}

func zipped(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
