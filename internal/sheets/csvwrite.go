package sheets

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"time"
)

// csvSink writes what Excel on a Chinese Windows opens by a double click: UTF-8 with a byte order mark and CRLF.
type csvSink struct {
	w      io.Writer
	csv    *csv.Writer
	marked bool
}

func newCSVSink(w io.Writer) *csvSink {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return &csvSink{w: w, csv: out}
}

func (s *csvSink) header(columns []Column) error {
	cells := make([]any, len(columns))
	for i, c := range columns {
		cells[i] = c.Head()
	}
	return s.row(1, cells)
}

func (s *csvSink) row(_ int, cells []any) error {
	if err := s.mark(); err != nil {
		return err
	}
	record := make([]string, len(cells))
	for i, cell := range cells {
		record[i] = csvText(cell)
	}
	return s.csv.Write(record)
}

// mark writes the byte order mark once, also into a file without rows.
func (s *csvSink) mark() error {
	if s.marked {
		return nil
	}
	s.marked = true
	_, err := io.WriteString(s.w, "\ufeff")
	return err
}

func (s *csvSink) close() error {
	if err := s.mark(); err != nil {
		return err
	}
	s.csv.Flush()
	return s.csv.Error()
}

// csvText is a cell as text. Only texts can be mistaken for formulas: a number's minus is a minus.
func csvText(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case string:
		return defused(v)
	case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		return fmt.Sprint(v)
	case float32:
		return strconv.FormatFloat(float64(v), 'f', -1, 32)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		if v {
			return "TRUE"
		}
		return "FALSE"
	case time.Time:
		if midnight(v) {
			return v.Format(dayLayout)
		}
		return v.Format(time.DateTime) // Excel does not understand the T
	}
	return defused(fmt.Sprint(cell))
}

func midnight(t time.Time) bool { return t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 }
