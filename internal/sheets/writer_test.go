package sheets_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"estatehub/internal/sheets"

	"github.com/xuri/excelize/v2"
)

var columns = []sheets.Column{
	{Name: "name", Title: "姓名", Hint: "与身份证一致"},
	{Name: "kind", Title: "类型", Width: 20, Enum: []string{"住宅", "商铺,临街", `"其他"`}},
	{Name: "id", Text: true},
}

func written(t *testing.T, format sheets.Format, rows ...[]any) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := sheets.NewWriter(&b, format, "业主/租户")
	if err != nil {
		t.Fatal(err)
	}
	if err = w.Header(columns); err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err = w.Row(row); err != nil {
			t.Fatal(err)
		}
	}
	if err = w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestACSVOpensInChineseExcelAndRunsNothing(t *testing.T) {
	day := time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC)
	got := string(written(t, sheets.CSV,
		[]any{"=1+1", "+86 138", "-12.50"},
		[]any{"@x", "-1+cmd|' /c calc'!A0", "\tx"},
		[]any{-3, 89.5, day},
		[]any{nil, "13812345678", day.Add(14*time.Hour + 30*time.Minute)}))
	want := "\ufeff姓名,类型,id\r\n'=1+1,'+86 138,-12.50\r\n'@x,'-1+cmd|' /c calc'!A0,'\tx\r\n" +
		"-3,89.5,2024-03-05\r\n,13812345678,2024-03-05 14:30:00\r\n"
	if got != want {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

func TestATemplateGuidesWhoFillsItIn(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, sheets.XLSX)))
	if err != nil {
		t.Fatal(err)
	}
	const sheet = "业主_租户"
	wantCells(t, f.GetSheetList(), []string{sheet, "_lists"})
	if visible, _ := f.GetSheetVisible("_lists"); visible {
		t.Error("the lists are in sight")
	}
	dvs, err := f.GetDataValidations(sheet)
	if err != nil || len(dvs) != 2 {
		t.Fatal(dvs, err)
	}
	wantCells(t, []string{*dvs[0].Prompt, dvs[0].Sqref, dvs[1].Formula1, dvs[1].Sqref},
		[]string{"与身份证一致", "A2:A1048576", "'_lists'!$A$1:$A$3", "B2:B1048576"})
	choices, _ := f.GetCols("_lists")
	wantCells(t, choices, [][]string{columns[1].Enum})
	if panes, _ := f.GetPanes(sheet); !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("header not frozen: %+v", panes)
	}
	id, _ := f.GetCellStyle(sheet, "A1")
	if style, err := f.GetStyle(id); err != nil || !style.Font.Bold {
		t.Error("header not bold")
	}
	if id, _ = f.GetColStyle(sheet, "C"); id == 0 {
		t.Error("the id column would round long numbers")
	}
	if width, _ := f.GetColWidth(sheet, "B"); width != 20 {
		t.Errorf("width %v", width)
	}
	wantCells(t, open(t, "t.xlsx", written(t, sheets.XLSX)).Header(), []string{"姓名", "类型", "id"})
}

func TestAnExportKeepsNumbersNumbersAndIDsText(t *testing.T) {
	at := time.Date(2024, 3, 5, 14, 30, 0, 0, time.FixedZone("", 8*3600))
	content := written(t, sheets.XLSX,
		[]any{"=1+1", 89.5, "110101199003071234"},
		[]any{at, at.Truncate(24 * time.Hour).Add(-8 * time.Hour), int64(9007199254740993)},
		[]any{nil, -3, " 007_x0041_"})
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]excelize.CellType{"A2": excelize.CellTypeInlineString, "B2": excelize.CellTypeUnset,
		"C2": excelize.CellTypeInlineString, "C3": excelize.CellTypeInlineString} {
		if got, _ := f.GetCellType(f.GetSheetName(0), cell); got != want {
			t.Errorf("%s has type %d, want %d", cell, got, want)
		}
	}
	wantCells(t, rows(t, open(t, "e.xlsx", content)), [][]string{
		{"=1+1", "89.5", "110101199003071234"},
		{"2024-03-05T14:30:00", "2024-03-05", "9007199254740993"},
		{"", "-3", " 007_x0041_"}})
}

func TestAnExportSaysWhatExcelCannotHold(t *testing.T) {
	w, err := sheets.NewWriter(&bytes.Buffer{}, sheets.XLSX, strings.Repeat("很长的名字", 20))
	if err != nil {
		t.Fatal(err)
	}
	wantError(t, w.Row([]any{1, strings.Repeat("好", 40_000)}), sheets.CodeLongCell, 1, 2)
	if _, err = sheets.NewWriter(&bytes.Buffer{}, "ods", ""); err == nil {
		t.Error("an unknown format was taken")
	}
}
