package sheets

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

const judged = 64 << 10 // bytes an encoding is judged by

// decoded turns a text in any of the encodings we know into UTF-8 without a byte order mark.
func decoded(r io.Reader) (io.Reader, error) {
	br := bufio.NewReaderSize(r, judged)
	mark, err := br.Peek(3)
	if err != nil && err != io.EOF { //nolint:errorlint // bufio returns it bare
		return nil, err
	}
	switch {
	case bytes.HasPrefix(mark, []byte("\ufeff")):
		_, err = br.Discard(3)
		return br, err
	case bytes.HasPrefix(mark, []byte{0xff, 0xfe}), bytes.HasPrefix(mark, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(br), nil
	}
	return &undecided{br: br}, nil
}

// undecided reads a text without a mark. All candidates agree on ASCII, so the decision waits for the first other byte:
// an export may begin with thousands of rows of digits before the first Chinese name.
type undecided struct {
	br *bufio.Reader
	r  io.Reader
}

func (u *undecided) Read(p []byte) (int, error) {
	if u.r != nil {
		return u.r.Read(p)
	}
	if _, err := u.br.Peek(1); err != nil {
		return 0, err
	}
	ahead, _ := u.br.Peek(u.br.Buffered())
	ascii := bytes.IndexFunc(ahead, func(c rune) bool { return c >= utf8.RuneSelf })
	if ascii < 0 {
		ascii = len(ahead)
	}
	if ascii > 0 {
		return u.br.Read(p[:min(len(p), ascii)])
	}
	ahead, err := u.br.Peek(judged)
	if err != nil && err != io.EOF { //nolint:errorlint // bufio returns it bare
		return 0, err
	}
	cut := err == nil // the last character may be torn
	switch {
	case validUTF8(ahead, cut):
		u.r = u.br
	case validGB18030(ahead, cut):
		u.r = simplifiedchinese.GB18030.NewDecoder().Reader(u.br)
	default:
		return 0, problem(CodeEncoding)
	}
	return u.r.Read(p)
}

func validUTF8(b []byte, cut bool) bool {
	for len(b) > 0 {
		if c, size := utf8.DecodeRune(b); c == utf8.RuneError && size == 1 {
			return cut && !utf8.FullRune(b)
		} else {
			b = b[size:]
		}
	}
	return true
}

func validGB18030(b []byte, cut bool) bool {
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil {
		return false
	}
	bad := bytes.Index(text, []byte("\ufffd"))
	return bad < 0 || cut && bad >= len(text)-3*len("\ufffd")
}
