package sheets

import "strings"

// style is what matters of a cell's format: whether its number is a date, or a number shown with leading zeros.
type style struct {
	date  bool
	zeros int // least number of digits, as in room 0301
}

type xmlStyles struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Xfs []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

func (b *book) readStyles(part string) error {
	if b.parts[part] == nil {
		return nil
	}
	var x xmlStyles
	if err := b.unmarshal(part, &x); err != nil {
		return err
	}
	codes := make(map[int]string, len(x.Formats))
	for _, f := range x.Formats {
		codes[f.ID] = f.Code
	}
	b.styles = make([]style, len(x.Xfs))
	for i, xf := range x.Xfs {
		code, custom := codes[xf.Format]
		b.styles[i] = style{date: !custom && builtinDate(xf.Format) || custom && dateCode(code)}
		if custom && len(code) > 1 && len(code) <= 15 && strings.Trim(code, "0") == "" {
			b.styles[i].zeros = len(code)
		}
	}
	return nil
}

// builtinDate lists the formats that every Excel knows by number, the Chinese ones from 27 and 50 included.
func builtinDate(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id == 45 || id == 47 || id >= 50 && id <= 58
}

// dateCode says whether a format shows a date or a time of day: it has a letter of one, outside quotes, brackets and
// escapes. [h]:mm is a duration and stays a number.
func dateCode(code string) bool {
	code, _, _ = strings.Cut(strings.ToLower(code), ";")
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"', '[':
			closing := byte('"')
			if code[i] == '[' {
				closing = ']'
			}
			end := strings.IndexByte(code[i+1:], closing)
			if end < 0 {
				return false
			}
			if inner := code[i+1 : i+1+end]; closing == ']' && inner != "" && strings.Trim(inner, "hms") == "" {
				return false
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		case 'y', 'm', 'd', 'h', 's':
			return true
		}
	}
	return false
}
