package sheets

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
)

const maxRecord = 1 << 20

// csvSource reads comma, semicolon and tab separated text.
type csvSource struct {
	csv    *csv.Reader
	record *budget
	raw    *counter
	line   int // the last record's, for errors that have no place
}

// openCSV reads text from r; raw counts how much of the file that took, head is the text's beginning.
func openCSV(r io.Reader, raw *counter, head []byte) (source, error) {
	if err := textual(head); err != nil {
		return nil, err
	}
	text, err := decoded(r)
	if err != nil {
		return nil, err
	}
	br := bufio.NewReaderSize(text, judged)
	if _, err = br.Peek(1); err != nil && err != io.EOF { //nolint:errorlint // bufio returns it bare
		return nil, err
	}
	ahead, _ := br.Peek(judged) // an error in there shows again when it is read
	s := &csvSource{raw: raw, record: &budget{r: br, left: maxRecord, stop: problem(CodeLongRow)}}
	s.csv = csv.NewReader(s.record)
	s.csv.Comma = delimiter(ahead)
	s.csv.FieldsPerRecord = -1 // the Reader knows the width and says more than csv would
	return s, nil
}

func (s *csvSource) next() (int, []string, error) {
	s.record.left = maxRecord
	cells, err := s.csv.Read()
	if s.record.hit {
		return s.line + 1, nil, s.record.stop.(*Error).At("", s.line+1, 0)
	}
	if bad, ok := errors.AsType[*csv.ParseError](err); ok {
		s.line = bad.Line
		return bad.StartLine, nil, &RowError{problem(CodeQuote).At("", bad.StartLine, 0)}
	}
	if err == io.EOF { //nolint:errorlint // the csv package returns it bare
		return 0, nil, err
	}
	if err != nil {
		return 0, nil, atLine(err, s.line+1)
	}
	line, _ := s.csv.FieldPos(0)
	s.line, _ = s.csv.FieldPos(len(cells) - 1)
	for i := range cells {
		cells[i] = fused(cells[i])
	}
	return line, cells, nil
}

func (s *csvSource) progress() (done, total int64) { return s.raw.done.Load(), s.raw.total }

// delimiter is the candidate that separates most in the first line that is not blank. Quoted text does not count, a
// header may well be called "面积,平方米".
func delimiter(text []byte) rune {
	text = bytes.TrimLeft(text, "\r\n")
	counts := map[byte]int{}
	quoted := false
	for _, c := range text {
		if c == '"' {
			quoted = !quoted
		}
		if quoted {
			continue
		}
		if c == '\n' {
			break
		}
		counts[c]++
	}
	best := byte(',')
	for _, c := range []byte{';', '\t'} {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return rune(best)
}
