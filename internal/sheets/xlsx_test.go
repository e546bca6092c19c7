package sheets_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"estatehub/internal/sheets"

	"github.com/xuri/excelize/v2"
)

func TestAWorkbookReadsAsItWasTyped(t *testing.T) {
	content := workbook(t, func(f *excelize.File) {
		format := func(cell string, style excelize.Style) {
			id, _ := f.NewStyle(&style)
			_ = f.SetCellStyle("Sheet1", cell, cell, id)
		}
		chinese, room, thousands := `yyyy"年"m"月"d"日";@`, "0000", "#,##0.00"
		_ = f.SetSheetRow("Sheet1", "A2", &[]any{"姓名", "电话", "面积", "入住", "签约", "房号", "金额", "出租", "身份证"})
		_ = f.SetSheetRow("Sheet1", "A4", &[]any{"张三\n之妻", 13812345678, 89.5, 45356, 45356.6046412037, 301, 1234.1 + 0.2,
			true, "110101199003071234"})
		format("D4", excelize.Style{CustomNumFmt: &chinese})
		format("E4", excelize.Style{NumFmt: 22})
		format("F4", excelize.Style{CustomNumFmt: &room})
		format("G4", excelize.Style{CustomNumFmt: &thousands})
		_ = f.SetSheetRow("Sheet1", "A5", &[]any{nil, 1.3812345678e10, 0.1 + 0.2})
	})
	r := open(t, "业主.xlsx", content)
	wantCells(t, r.Header(), []string{"姓名", "电话", "面积", "入住", "签约", "房号", "金额", "出租", "身份证"})
	row, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	wantCells(t, row, sheets.Row{Line: 4, Cells: []string{"张三\n之妻", "13812345678", "89.5", "2024-03-05",
		"2024-03-05T14:30:41", "0301", "1234.3", "TRUE", "110101199003071234"}})
	wantCells(t, rows(t, r), [][]string{{"", "13812345678", "0.3", "", "", "", "", "", ""}})
}

func TestTheFirstVisibleSheetOrTheOneNamed(t *testing.T) {
	content := workbook(t, func(f *excelize.File) {
		_, _ = f.NewSheet("房屋")
		_, _ = f.NewSheet("车位")
		f.SetActiveSheet(1)
		_ = f.SetSheetVisible("Sheet1", false)
		for _, s := range f.GetSheetList() {
			_ = f.SetCellStr(s, "A1", "in "+s)
		}
	})
	wantCells(t, open(t, "a.xlsx", content).Header(), []string{"in 房屋"})
	wantCells(t, open(t, "a.xlsx", content, sheets.Options{Sheet: " 车位"}).Header(), []string{"in 车位"})
	_, err := tryOpen("a.xlsx", content, sheets.Options{Sheet: "业主"})
	wantError(t, err, sheets.CodeNoSheet, 0, 0)
}

const head = `<worksheet><dimension ref="A1:B9"/><sheetData><row r="1"><c t="inlineStr"><is><t>a</t></is></c>` +
	`<c t="s"><v>0</v></c></row>`

func TestCellsThatCannotBeTrustedSpoilTheirRowOnly(t *testing.T) {
	r := open(t, "a.xlsx", book(t, head+
		`<row r="2"><c r="A2"><v>1.10101199003071E+17</v></c><c r="B2"><v>1</v></c></row>`+
		`<row r="3"><c r="B3" t="e"><v>#N/A</v></c></row>`+
		`<row r="4"><c r="A4"><f>1+1</f></c></row>`+
		`<row r="5"><c r="A5"><v>1</v></c><c r="C5"><v>1</v></c></row>`+
		`<row r="9"><c r="A9"><f>1+1</f><v>2</v></c><c t="str"><v>a_x000D_&#10;b</v></c></row></sheetData></worksheet>`))
	wantCells(t, r.Header(), []string{"a", "东门"})
	for _, want := range []struct {
		code         sheets.Code
		line, column int
	}{{sheets.CodeDigitsLost, 2, 1}, {sheets.CodeFormulaError, 3, 2}, {sheets.CodeNoResult, 4, 1}, {sheets.CodeExtraCells, 5, 3}} {
		_, err := r.Next()
		wantError(t, err, want.code, want.line, want.column)
	}
	wantCells(t, rows(t, r), [][]string{{"2", "a\nb"}})
	if done, total := r.Progress(); done != 9 || total != 9 {
		t.Errorf("progress %d of %d", done, total)
	}
}

func TestADamagedSheetIsNeverTakenForAShortOne(t *testing.T) {
	for name, rest := range map[string]string{
		"cut off between rows": ``,
		"cut off in a row":     `<row r="2"><c r="A2"><v>1</v>`,
		"malformed":            `<row r="2"><c r="A2"><v>1</c></v></row></sheetData></worksheet>`,
		"rows backwards":       `<row r="1"></row></sheetData></worksheet>`,
		"rows without end":     `<row r="99999999"></row></sheetData></worksheet>`,
		"text that is not":     `<row r="2"><c t="s"><v>-5</v></c></row></sheetData></worksheet>`,
		"number that is not":   `<row r="2"><c><v>x</v></c></row></sheetData></worksheet>`,
		"column that is not":   `<row r="2"><c r="ZZZ2"><v>1</v></c></row></sheetData></worksheet>`,
	} {
		t.Run(name, func(t *testing.T) {
			r := open(t, "a.xlsx", book(t, head+rest))
			var err error
			for err == nil {
				_, err = r.Next()
			}
			e, ok := errors.AsType[*sheets.Error](err)
			if !ok || e.Code != sheets.CodeDamaged {
				t.Errorf("got %v", err)
			}
			if _, row := errors.AsType[*sheets.RowError](err); row {
				t.Error("reading could go on")
			}
		})
	}
}

func TestControlCharactersOfOtherSystemsAreRead(t *testing.T) {
	r := open(t, "a.xlsx", book(t, head+"<row><c t=\"str\"><v>x\x0by</v></c></row></sheetData></worksheet>"))
	wantCells(t, rows(t, r), [][]string{{"x y", ""}})
}

func TestZipBombsAreStopped(t *testing.T) {
	many := book(t, head+strings.Repeat(`<row><c><v>1</v></c></row>`, 100_000))
	r := open(t, "a.xlsx", many, sheets.Options{MaxUnpacked: 1 << 20})
	var err error
	for err == nil {
		_, err = r.Next()
	}
	if e, _ := errors.AsType[*sheets.Error](err); e == nil || e.Code != sheets.CodeTooLarge {
		t.Errorf("got %v", err)
	}
	r = open(t, "a.xlsx", book(t, head+`<row><c t="str"><v>`+strings.Repeat("x", 8<<20)))
	_, err = r.Next()
	wantError(t, err, sheets.CodeLongRow, 2, 0)
}

func TestAZipThatIsNoWorkbookAndAWorkbookThatIsEmpty(t *testing.T) {
	_, err := tryOpen("a.xlsx", []byte("PK\x05\x06"+strings.Repeat("\x00", 18)))
	wantError(t, err, sheets.CodeUnknown, 0, 0)
	_, err = tryOpen("a.xlsx", book(t, `<worksheet><sheetData/></worksheet>`))
	wantError(t, err, sheets.CodeEmpty, 0, 0)
}

func TestDatesCountFrom1904IfTheWorkbookSaysSo(t *testing.T) {
	yes := true
	r := open(t, "mac.xlsx", workbook(t, func(f *excelize.File) {
		_ = f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
		_ = f.SetCellStr("Sheet1", "A1", "日期")
		_ = f.SetCellValue("Sheet1", "A2", time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC))
	}))
	row, err := r.Next()
	if err != nil || row.Cells[0] != "2024-03-05" {
		t.Error(row, err)
	}
	if _, err = r.Next(); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}
