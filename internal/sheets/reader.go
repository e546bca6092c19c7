package sheets

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

const defaultMaxUnpacked = 1 << 30

// Options say how a file is read. The zero Options are good for uploads.
type Options struct {
	Sheet       string // the sheet of a workbook; the first visible one if empty
	MaxUnpacked int64  // bytes that may come out of a gzip or zip; 1 GiB if 0
}

// Row is one row of data.
type Row struct {
	Line  int      // 1-based line of the text or row of the sheet
	Cells []string // as many as there are headers, owned by the caller
}

// Reader reads a table row by row. It is not for several goroutines at once, except for Progress.
type Reader struct {
	name   string
	src    source
	header []string
	err    error // the one that ended the reading
	closer io.Closer
}

// source is a format: rows of any width, blank ones included. Its errors are *RowError, io.EOF, or final.
type source interface {
	next() (line int, cells []string, err error)
	progress() (done, total int64)
}

// OpenFile opens a file on disk. Close closes it.
func OpenFile(path string, opts Options) (*Reader, error) {
	f, err := os.Open(path) //nolint:gosec // the caller chose the path
	if err != nil {
		return nil, problem(CodeRead, err).At(filepath.Base(path), 0, 0)
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return nil, problem(CodeRead, err).At(filepath.Base(path), 0, 0)
	}
	r, err := Open(filepath.Base(path), f, info.Size(), opts)
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	r.closer = f
	return r, nil
}

// Open finds out what the content is and reads up to and including the header, the first row that is not blank.
// The name serves the messages. Uploads, files and bytes.Reader all are an io.ReaderAt, which zip needs anyway.
func Open(name string, content io.ReaderAt, size int64, opts Options) (*Reader, error) {
	if opts.MaxUnpacked <= 0 {
		opts.MaxUnpacked = defaultMaxUnpacked
	}
	r := &Reader{name: name}
	var err error
	if r.src, err = sniff(name, content, size, opts); err != nil {
		return nil, r.placed(err)
	}
	line, cells, err := r.filled()
	if errors.Is(err, io.EOF) {
		err = problem(CodeEmpty)
	}
	if err != nil {
		return nil, r.placed(err)
	}
	if r.header, err = headers(cells); err != nil {
		return nil, r.placed(atLine(err, line))
	}
	return r, nil
}

// Header is the trimmed headers: unique, none empty.
func (r *Reader) Header() []string { return r.header }

// Next is the next row that is not blank, padded to the width of the header. A *RowError leaves the Reader usable,
// io.EOF is the end, any other error is an *Error and final.
func (r *Reader) Next() (Row, error) {
	if r.err != nil {
		return Row{}, r.err
	}
	line, cells, err := r.filled()
	if err != nil {
		err = r.placed(err)
		if _, row := errors.AsType[*RowError](err); !row {
			r.err = err
		}
		return Row{Line: line}, err
	}
	if len(cells) > len(r.header) {
		extra := problem(CodeExtraCells, len(cells), len(r.header)).At(r.name, line, len(cells))
		return Row{Line: line}, &RowError{extra}
	}
	for len(cells) < len(r.header) {
		cells = append(cells, "")
	}
	return Row{Line: line, Cells: cells}, nil
}

// Progress is how far the reading is: bytes of the file for CSV, rows as the sheet declares them for XLSX. The total is
// 0 where it is unknown. It may be called from any goroutine.
func (r *Reader) Progress() (done, total int64) { return r.src.progress() }

// Close closes what OpenFile opened.
func (r *Reader) Close() error {
	if r.closer == nil {
		return nil
	}
	return r.closer.Close()
}

// filled is the next row that is not blank, without the blank cells at its end: spreadsheets leave those behind
// wherever someone once drew a border.
func (r *Reader) filled() (int, []string, error) {
	for {
		line, cells, err := r.src.next()
		if err != nil {
			return line, nil, err
		}
		for len(cells) > 0 && trim(cells[len(cells)-1]) == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) == 0 {
			continue
		}
		for i, cell := range cells {
			if strings.ContainsAny(cell, "\x00\ufffd") || !utf8.ValidString(cell) {
				return line, nil, &RowError{problem(CodeGarbled).At("", line, i+1)}
			}
		}
		return line, cells, nil
	}
}

// placed gives an error the file's name, and whatever is no *Error yet a form.
func (r *Reader) placed(err error) error {
	if err == io.EOF { //nolint:errorlint // the bare end of the table
		return err
	}
	e, ok := errors.AsType[*Error](err)
	if !ok {
		e = problem(CodeRead, err)
	}
	e = e.At(r.name, e.Line, e.Column)
	if _, row := errors.AsType[*RowError](err); row && r.header != nil {
		return &RowError{e}
	}
	return e // there is nothing behind a broken header
}

func atLine(err error, line int) error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.At(e.File, line, e.Column)
	}
	return err
}
