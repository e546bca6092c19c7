package sheets

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"strings"
)

const sniffed = 8 << 10

var (
	magicZip  = []byte("PK\x03\x04")
	magicGzip = []byte{0x1f, 0x8b}
	magicOLE  = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}
)

// sniff tells the formats apart by their first bytes. The name decides only between two readings of an OLE container,
// which is what both an old workbook and an encrypted new one are stored in.
func sniff(name string, content io.ReaderAt, size int64, opts Options) (source, error) {
	head := make([]byte, min(size, sniffed))
	if _, err := io.ReadFull(io.NewSectionReader(content, 0, size), head); err != nil {
		return nil, problem(CodeRead, err)
	}
	switch {
	case bytes.HasPrefix(head, magicZip):
		return openXLSX(content, size, opts)
	case bytes.HasPrefix(head, magicOLE) && strings.EqualFold(path.Ext(name), ".xlsx"):
		return nil, problem(CodeEncrypted)
	case bytes.HasPrefix(head, magicOLE):
		return nil, problem(CodeLegacy)
	}
	raw := &counter{r: io.NewSectionReader(content, 0, size), total: size}
	if !bytes.HasPrefix(head, magicGzip) {
		return openCSV(raw, raw, head)
	}
	zr, err := gzip.NewReader(raw)
	if err != nil {
		return nil, problem(CodeDamaged, err)
	}
	unpacked := &budget{r: archived{zr}, left: opts.MaxUnpacked, stop: problem(CodeTooLarge, opts.MaxUnpacked>>20)}
	head = make([]byte, sniffed)
	n, err := io.ReadFull(unpacked, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF { //nolint:errorlint // io.ReadFull returns them bare
		return nil, err
	}
	head = head[:n]
	return openCSV(io.MultiReader(bytes.NewReader(head), unpacked), raw, head)
}

// textual says whether the beginning of a file can be a CSV, and if not, what to tell the user.
func textual(head []byte) error {
	if len(head) >= 2 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff) {
		return nil // UTF-16 is full of zeros
	}
	if bytes.IndexByte(head, 0) >= 0 || bytes.HasPrefix(head, magicZip) || bytes.HasPrefix(head, []byte("%PDF")) {
		return problem(CodeUnknown)
	}
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"))
	for _, tag := range []string{"<html", "<!doctype", "<table", "<?xml", "<meta"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return problem(CodeLegacy) // many systems "export to Excel" by naming a web page .xls
		}
	}
	return nil
}
