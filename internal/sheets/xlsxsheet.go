package sheets

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"sync/atomic"
)

const (
	maxRow       = 4 << 20 // bytes of XML
	maxSheetRow  = 1 << 20
	maxSheetCols = 1 << 14
)

// sheetSource walks the rows of a sheet while it is being unpacked.
type sheetSource struct {
	b      *book
	dec    *xml.Decoder
	record *budget
	line   atomic.Int64
	total  atomic.Int64
	ended  bool
}

func (b *book) openSheet(part string) (source, error) {
	rc, err := b.open(part)
	if err != nil {
		return nil, err
	}
	s := &sheetSource{b: b, record: &budget{r: rc, left: maxRow, stop: problem(CodeLongRow)}}
	s.dec = xml.NewDecoder(s.record)
	return s, nil
}

func (s *sheetSource) progress() (done, total int64) { return s.line.Load(), s.total.Load() }

func (s *sheetSource) next() (int, []string, error) {
	for !s.ended {
		tok, err := s.dec.Token()
		if err != nil {
			return 0, nil, s.broken(err)
		}
		switch el := tok.(type) {
		case xml.StartElement:
			switch el.Name.Local {
			case "dimension":
				_, last, _ := strings.Cut(attr(el, "ref"), ":")
				if _, row := coordinates(last); row > 0 {
					s.total.Store(int64(row))
				}
			case "row":
				line := int(s.line.Load()) + 1
				if r := attr(el, "r"); r != "" {
					n, err := strconv.Atoi(r)
					if err != nil || n < line || n > maxSheetRow {
						return 0, nil, problem(CodeDamaged, "row "+r).At("", line, 0)
					}
					line = n
				}
				s.line.Store(int64(line))
				cells, err := s.row(line)
				s.record.left = maxRow
				return line, cells, err
			}
		case xml.EndElement:
			s.ended = el.Name.Local == "sheetData"
		}
	}
	return 0, nil, io.EOF
}

// row reads the cells up to the end of the row. A bad cell spoils the row, but the row is read to its end.
func (s *sheetSource) row(line int) ([]string, error) {
	var cells []string
	var bad error
	for column := 0; ; {
		tok, err := s.dec.Token()
		if err != nil {
			return nil, s.broken(err)
		}
		switch el := tok.(type) {
		case xml.EndElement:
			if el.Name.Local == "row" {
				return cells, bad
			}
		case xml.StartElement:
			if el.Name.Local != "c" {
				if err = s.dec.Skip(); err != nil {
					return nil, s.broken(err)
				}
				continue
			}
			column++
			if r := attr(el, "r"); r != "" {
				if column, _ = coordinates(r); column == 0 {
					return nil, problem(CodeDamaged, "cell "+r).At("", line, 0)
				}
			}
			if column > maxSheetCols {
				return nil, problem(CodeDamaged, "columns").At("", line, 0)
			}
			text, err := s.cell(el)
			if e, ok := errors.AsType[*RowError](err); ok {
				if bad == nil {
					bad = &RowError{e.Err.At("", line, column)}
				}
			} else if err != nil {
				return nil, s.broken(err)
			}
			if text == "" {
				continue // mostly cells that are nothing but a border
			}
			for len(cells) < column {
				cells = append(cells, "")
			}
			cells[column-1] = text
		}
	}
}

// broken is the final error of the sheet. The end of the text before the end of the table is damage, not an end:
// otherwise half of a sheet would pass for the whole.
func (s *sheetSource) broken(err error) error {
	if s.record.hit {
		err = s.record.stop
	}
	return atLine(partError(err), int(s.line.Load()))
}

func attr(el xml.StartElement, name string) string {
	for _, a := range el.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// coordinates reads a reference like AB12; both are 0 if it is none.
func coordinates(ref string) (column, row int) {
	i := 0
	for ; i < len(ref) && i < 4 && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z'; i++ {
		column = column*26 + int(ref[i]|0x20-'a') + 1
	}
	row, err := strconv.Atoi(ref[i:])
	if err != nil || column == 0 || row < 1 || row > maxSheetRow {
		return 0, 0
	}
	return column, row
}
