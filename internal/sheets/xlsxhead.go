package sheets

import (
	"fmt"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

const (
	listSheet = "_lists" // hidden, so Open passes it by
	maxPrompt = 255      // UTF-16 units Excel shows of a hint; with more it calls the file damaged
	minWidth  = 10
	maxWidth  = 255
)

func (s *xlsxSink) header(columns []Column) error {
	cells := make([]any, len(columns))
	lists := 0
	for i, c := range columns {
		if err := s.column(i+1, c); err != nil {
			return err
		}
		if len(c.Enum) > 0 {
			lists++
		}
		if err := s.guide(i+1, lists, c); err != nil {
			return err
		}
		cells[i] = excelize.Cell{StyleID: s.styles.head, Value: c.Head()}
	}
	err := s.rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	if err != nil {
		return err
	}
	return s.rows.SetRow("A1", cells)
}

func (s *xlsxSink) column(n int, c Column) error {
	width := c.Width
	if width <= 0 {
		width = 2 // air
		for _, r := range c.Head() {
			if r >= 0x1100 { // Chinese characters are two wide
				width++
			}
			width++
		}
		width = max(width, minWidth)
	}
	if err := s.rows.SetColWidth(n, n, min(width, maxWidth)); err != nil {
		return err
	}
	if !c.Text {
		return nil
	}
	return s.rows.SetColStyle(n, n, s.styles.text)
}

// guide gives the cells under a header their hint and their dropdown.
func (s *xlsxSink) guide(n, list int, c Column) error {
	if c.Hint == "" && len(c.Enum) == 0 {
		return nil
	}
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(fmt.Sprintf("%s2:%s%d", ColumnName(n), ColumnName(n), excelize.TotalRows))
	if c.Hint != "" {
		dv.SetInput("", clipped(c.Hint, maxPrompt))
	}
	if len(c.Enum) > 0 {
		if err := s.list(list, c.Enum); err != nil {
			return err
		}
		column := ColumnName(list)
		dv.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$1:$%s$%d", listSheet, column, column, len(c.Enum)))
		dv.SetError(excelize.DataValidationErrorStyleStop, "", "请从下拉列表中选择 / choose from the list")
	}
	return s.file.AddDataValidation(s.sheet, dv)
}

// list writes the values of a dropdown into a hidden sheet. Written into the validation itself they could neither
// contain a comma nor exceed 255 characters together.
func (s *xlsxSink) list(n int, values []string) error {
	if i, err := s.file.GetSheetIndex(listSheet); err != nil {
		return err
	} else if i < 0 {
		if _, err := s.file.NewSheet(listSheet); err != nil {
			return err
		}
		if err := s.file.SetSheetVisible(listSheet, false); err != nil {
			return err
		}
	}
	return s.file.SetSheetCol(listSheet, ColumnName(n)+"1", &values)
}

// clipped is the beginning of a text that fits into so many UTF-16 units.
func clipped(s string, units int) string {
	used := 0
	for i, c := range s {
		if used += utf16.RuneLen(c); used > units {
			return s[:i]
		}
	}
	return s
}
