package sheets

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// readShared loads the texts that cells refer to by number. They are referred to in any order, so they have to stay.
func (b *book) readShared(part string) error {
	if b.parts[part] == nil {
		return nil
	}
	rc, err := b.open(part)
	if err != nil {
		return err
	}
	defer rc.Close() //nolint:errcheck // only read
	limited := &budget{r: rc, left: maxRow, stop: problem(CodeTooLarge, maxStrings>>20)}
	dec := xml.NewDecoder(limited)
	kept := 0
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return partError(err)
		}
		el, ok := tok.(xml.StartElement)
		if !ok || el.Name.Local != "si" {
			continue
		}
		text, err := richText(dec)
		if err != nil {
			return partError(err)
		}
		b.shared = append(b.shared, text)
		limited.left = maxRow
		if kept += len(text) + 16; kept > maxStrings { // 16 for the string itself: a million empty texts are not free
			return problem(CodeTooLarge, maxStrings>>20)
		}
	}
}

// richText is the text of the element that was just opened, its runs put together. The phonetic guides of East Asian
// texts are texts too, but nothing the cell says.
func richText(dec *xml.Decoder) (string, error) {
	var out strings.Builder
	for depth, inText := 1, false; depth > 0; {
		tok, err := dec.Token()
		if err != nil {
			return "", err
		}
		switch el := tok.(type) {
		case xml.StartElement:
			if el.Name.Local == "rPh" {
				if err = dec.Skip(); err != nil {
					return "", err
				}
				continue
			}
			depth++
			inText = el.Name.Local == "t"
		case xml.EndElement:
			depth--
			inText = false
		case xml.CharData:
			if inText {
				out.Write(el)
			}
		}
	}
	return unescaped(out.String()), nil
}

var escape = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// unescaped resolves _x000D_, which is how Excel writes the characters XML cannot.
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escape.ReplaceAllStringFunc(s, func(m string) string {
		c, _ := strconv.ParseUint(m[2:6], 16, 16)
		if c == '\r' || c == 0 || c >= 0xd800 && c < 0xe000 {
			return "" // of a line break in a cell the line feed is enough
		}
		return string(rune(c))
	})
}
