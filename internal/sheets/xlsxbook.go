package sheets

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

const (
	maxPart    = 32 << 20  // the small parts: list of sheets, styles
	maxStrings = 256 << 20 // the shared texts
)

// book is a workbook: a zip of XML parts that refer to each other.
type book struct {
	parts  map[string]*zip.File // by lower-case path, some programs get the case wrong
	left   int64                // what may still be unpacked
	limit  int64
	epoch4 bool     // dates count from 1904, an inheritance from old Macs
	styles []style  // by the index cells name
	shared []string // texts cells refer to
}

type xmlBook struct {
	Pr struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name  string `xml:"name,attr"`
		State string `xml:"state,attr"`
		Rel   string `xml:"id,attr"`
	} `xml:"sheets>sheet"`
}

type xmlRels struct {
	Rels []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// openXLSX opens the sheet asked for.
func openXLSX(content io.ReaderAt, size int64, opts Options) (source, error) {
	zr, err := zip.NewReader(content, size)
	if err != nil {
		return nil, problem(CodeDamaged, err)
	}
	b := &book{parts: make(map[string]*zip.File, len(zr.File)), left: opts.MaxUnpacked, limit: opts.MaxUnpacked}
	for _, f := range zr.File {
		b.parts[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	main, _, err := b.related("", "/officeDocument")
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(main, ".bin") {
		return nil, problem(CodeLegacy) // .xlsb
	}
	var wb xmlBook
	if main == "" || b.parts[main] == nil || !strings.HasPrefix(main, "xl/") {
		return nil, problem(CodeUnknown)
	}
	if err = b.unmarshal(main, &wb); err != nil {
		return nil, err
	}
	b.epoch4 = truth(wb.Pr.Date1904)
	sheet, err := b.choose(main, wb, opts.Sheet)
	if err != nil {
		return nil, err
	}
	if part, _, err := b.related(main, "/styles"); err != nil {
		return nil, err
	} else if err = b.readStyles(part); err != nil {
		return nil, err
	}
	if part, _, err := b.related(main, "/sharedStrings"); err != nil {
		return nil, err
	} else if err = b.readShared(part); err != nil {
		return nil, err
	}
	return b.openSheet(sheet)
}

// choose is the part of the sheet of a name, or of the first one people see: the lists behind dropdowns are hidden.
func (b *book) choose(main string, wb xmlBook, name string) (string, error) {
	_, targets, err := b.related(main, "/worksheet")
	if err != nil {
		return "", err
	}
	for _, s := range wb.Sheets {
		part := targets[s.Rel]
		if part == "" || b.parts[part] == nil { // a chart, or damage
			continue
		}
		if name != "" && strings.EqualFold(trim(s.Name), trim(name)) ||
			name == "" && s.State != "hidden" && s.State != "veryHidden" {
			return part, nil
		}
	}
	if name != "" {
		return "", problem(CodeNoSheet, name)
	}
	return "", problem(CodeEmpty)
}

// related is the parts that a part refers to by a type of reference: the first one, and all by reference.
func (b *book) related(from, kind string) (first string, targets map[string]string, err error) {
	dir, file := path.Split(from)
	rels := dir + "_rels/" + file + ".rels"
	targets = map[string]string{}
	if b.parts[rels] == nil {
		return "", targets, nil
	}
	var x xmlRels
	if err = b.unmarshal(rels, &x); err != nil {
		return "", nil, err
	}
	for _, r := range x.Rels {
		if !strings.HasSuffix(r.Type, kind) {
			continue
		}
		target := strings.ReplaceAll(r.Target, `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		target = strings.ToLower(strings.TrimPrefix(path.Clean("/"+target), "/"))
		if targets[r.ID] = target; first == "" {
			first = target
		}
	}
	return first, targets, nil
}

// open unpacks a part. What comes out counts against the limit of the whole book.
func (b *book) open(part string) (io.ReadCloser, error) {
	f := b.parts[part]
	if f == nil {
		return nil, problem(CodeDamaged, part)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, problem(CodeDamaged, err)
	}
	return &unpacked{rc: rc, b: b}, nil
}

func (b *book) unmarshal(part string, into any) error {
	rc, err := b.open(part)
	if err != nil {
		return err
	}
	defer rc.Close() //nolint:errcheck // only read
	limited := &budget{r: rc, left: maxPart, stop: problem(CodeTooLarge, maxPart>>20)}
	return partError(xml.NewDecoder(limited).Decode(into))
}

// failed gives the error of a parser the form of ours. Most often it is one of ours on its way through.
func partError(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF // io.EOF means the end of the table everywhere else
	}
	return unpackError(err)
}

// unpacked is a part on its way out of the zip.
type unpacked struct {
	rc io.ReadCloser
	b  *book
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.rc.Read(p)
	if u.b.left -= int64(n); u.b.left < 0 {
		return 0, problem(CodeTooLarge, u.b.limit>>20)
	}
	// XML knows no control characters, but exports of other systems carry them over from their databases.
	for i, c := range p[:n] {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			p[i] = ' '
		}
	}
	return n, err
}

func (u *unpacked) Close() error { return u.rc.Close() }

func truth(s string) bool { return s == "1" || s == "true" || s == "on" }
