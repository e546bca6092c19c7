package sheets

import (
	"fmt"
	"io"
)

// Format is a format that can be written.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// Column describes a column to whoever fills the file in.
type Column struct {
	Name  string   // the header where there is no Title
	Title string   // the header
	Hint  string   // shown by Excel when a cell of the column is selected; CSV has no place for it
	Width float64  // in characters; fitted to the header if 0
	Enum  []string // the values to choose from, in Excel a dropdown
	Text  bool     // ids, phones and the like: Excel shall keep what is typed, or it rounds long numbers
}

// Head is the text of the header cell.
func (c Column) Head() string {
	if c.Title != "" {
		return c.Title
	}
	return c.Name
}

// Writer writes a table row by row. Strings become text, numbers become numbers, a time.Time becomes a date as its
// own clock shows it, with the time of day unless that is midnight, nil is an empty cell.
type Writer struct {
	out  sink
	rows int // the header included
}

type sink interface {
	header(columns []Column) error
	row(line int, cells []any) error
	close() error
}

// NewWriter starts a file. The sheet's name matters to XLSX only; characters Excel does not allow are replaced.
func NewWriter(w io.Writer, format Format, sheet string) (*Writer, error) {
	switch format {
	case CSV:
		return &Writer{out: newCSVSink(w)}, nil
	case XLSX:
		out, err := newXLSXSink(w, sheet)
		if err != nil {
			return nil, err
		}
		return &Writer{out: out}, nil
	}
	return nil, fmt.Errorf("sheets: no format %q", format)
}

// Header writes the header; it comes first. Without rows behind it the file is an import template.
func (w *Writer) Header(columns []Column) error {
	if w.rows > 0 {
		return fmt.Errorf("sheets: the header comes first and once")
	}
	w.rows++
	return w.out.header(columns)
}

// Row writes one row.
func (w *Writer) Row(cells []any) error {
	w.rows++
	return w.out.row(w.rows, cells)
}

// Close finishes the file. It does not close the io.Writer. Without it an XLSX is not written at all.
func (w *Writer) Close() error { return w.out.close() }
