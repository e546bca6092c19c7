package sheets

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

const (
	maxCellText  = 32767 // UTF-16 units; excelize cuts longer texts off without a word
	maxSheetName = 31
)

// xlsxSink writes through excelize's StreamWriter, which moves rows to a temporary file once they exceed 16 MiB.
type xlsxSink struct {
	w      io.Writer
	file   *excelize.File
	rows   *excelize.StreamWriter
	sheet  string
	styles xlsxFormats
}

type xlsxFormats struct{ head, text, day, moment int }

func newXLSXSink(w io.Writer, sheet string) (*xlsxSink, error) {
	s := &xlsxSink{w: w, file: excelize.NewFile(), sheet: sheetName(sheet)}
	err := s.file.SetSheetName("Sheet1", s.sheet)
	if err == nil {
		err = s.formats()
	}
	if err == nil {
		s.rows, err = s.file.NewStreamWriter(s.sheet)
	}
	if err != nil {
		_ = s.file.Close()
		return nil, err
	}
	return s, nil
}

func (s *xlsxSink) formats() error {
	day, moment := "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
	for _, f := range []struct {
		id    *int
		style excelize.Style
	}{
		{&s.styles.head, excelize.Style{NumFmt: 49, Font: &excelize.Font{Bold: true},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF7"}}}},
		{&s.styles.text, excelize.Style{NumFmt: 49}}, // @, text also after someone edits the cell
		{&s.styles.day, excelize.Style{CustomNumFmt: &day}},
		{&s.styles.moment, excelize.Style{CustomNumFmt: &moment}},
	} {
		id, err := s.file.NewStyle(&f.style)
		if err != nil {
			return err
		}
		*f.id = id
	}
	return nil
}

func (s *xlsxSink) row(line int, cells []any) error {
	if line > excelize.TotalRows {
		return problem(CodeTooManyRows, excelize.TotalRows).At("", line, 0)
	}
	values := make([]any, len(cells))
	for i, cell := range cells {
		values[i] = s.value(cell)
		if text, ok := values[i].(excelize.Cell); ok {
			if v, ok := text.Value.(string); ok && len(v) > maxCellText && len(utf16.Encode([]rune(v))) > maxCellText {
				return problem(CodeLongCell, maxCellText).At("", line, i+1)
			}
		}
	}
	return s.rows.SetRow(fmt.Sprintf("A%d", line), values)
}

// value is a cell as excelize wants it. Whole numbers that Excel would round are written as text.
func (s *xlsxSink) value(cell any) any {
	switch v := cell.(type) {
	case nil, bool, int8, int16, int32, uint8, uint16, uint32, float32:
		return v
	case int, int64, uint, uint64:
		if text := fmt.Sprint(v); len(strings.TrimPrefix(text, "-")) > 15 {
			return excelize.Cell{StyleID: s.styles.text, Value: text}
		}
		return v
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil // neither exists in a sheet, and the file would not open
		}
		return v
	case time.Time:
		if v.Year() < 1900 || v.Year() > 9999 {
			return excelize.Cell{StyleID: s.styles.text, Value: csvText(v)}
		}
		wall := time.Date(v.Year(), v.Month(), v.Day(), v.Hour(), v.Minute(), v.Second(), 0, time.UTC)
		if midnight(v) {
			return excelize.Cell{StyleID: s.styles.day, Value: wall}
		}
		return excelize.Cell{StyleID: s.styles.moment, Value: wall}
	}
	return excelize.Cell{StyleID: s.styles.text, Value: fmt.Sprint(cell)}
}

func (s *xlsxSink) close() error {
	defer s.file.Close() //nolint:errcheck // removes temporary files, the workbook is out by then
	if err := s.rows.Flush(); err != nil {
		return err
	}
	return s.file.Write(s.w)
}

// sheetName makes a name Excel accepts out of any.
func sheetName(name string) string {
	name = strings.Trim(strings.Map(func(c rune) rune {
		if strings.ContainsRune(`:\/?*[]`, c) || c < ' ' {
			return '_'
		}
		return c
	}, name), "' ")
	for units := utf16.Encode([]rune(name)); len(units) > maxSheetName; units = utf16.Encode([]rune(name)) {
		runes := []rune(name)
		name = strings.TrimRight(string(runes[:len(runes)-1]), "' ")
	}
	if name == "" || strings.EqualFold(name, listSheet) {
		return "Sheet1"
	}
	return name
}
