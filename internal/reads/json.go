package reads

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"estatehub/ent/noun"
	"estatehub/internal/ident"
)

// Value is a value as the driver reads it: int64, float64, bool, []byte, string, time.Time or nil. Its bytes are good
// until the next row.
type Value = driver.Value

func itoa(n int) string { return strconv.Itoa(n) }

// text is a value that is a text.
func text(v Value) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	}
	return fmt.Sprint(v)
}

// appendRaw writes a text as it is.
func appendRaw(out []byte, v Value) []byte {
	switch v := v.(type) {
	case string:
		return append(out, v...)
	case []byte:
		return append(out, v...)
	}
	return append(out, text(v)...)
}

// Integer is a value that is a whole number, as ids are.
func Integer(v Value) int64 { return integer(v) }

func integer(v Value) int64 {
	switch v := v.(type) {
	case int64:
		return v
	case []byte:
		n, _ := strconv.ParseInt(string(v), 10, 64)
		return n
	case bool:
		if v {
			return 1
		}
	case uint64:
		return int64(v) //nolint:gosec // ids have 63 bits, counts fewer
	}
	return 0
}

// AppendID writes an id as it goes over the wire, in quotes.
func AppendID(out []byte, v Value) []byte {
	if v == nil {
		return append(out, "null"...)
	}
	out = append(out, '"')
	out = ident.ID(integer(v)).Append(out)
	return append(out, '"')
}

// appendField writes a value of a field; an id where there is no field.
func appendField(out []byte, f *noun.Field, v Value) []byte {
	if v == nil {
		return append(out, "null"...)
	}
	if f == nil {
		return AppendID(out, v)
	}
	switch f.Type {
	case noun.Ref:
		return AppendID(out, v)
	case noun.Int, noun.Fen:
		return strconv.AppendInt(out, integer(v), 10)
	case noun.Bool:
		return strconv.AppendBool(out, integer(v) != 0)
	case noun.Float:
		return appendFloat(out, v)
	case noun.Time:
		return appendTime(out, v)
	}
	switch v := v.(type) {
	case []byte:
		return appendText(out, v)
	case string:
		return appendText(out, v)
	}
	return appendText(out, text(v))
}

func appendFloat(out []byte, v Value) []byte {
	switch v := v.(type) {
	case float64:
		return strconv.AppendFloat(out, v, 'g', -1, 64)
	case int64: // SQLite keeps a whole number so
		return strconv.AppendFloat(out, float64(v), 'g', -1, 64)
	}
	f, err := strconv.ParseFloat(text(v), 64)
	if err != nil {
		return append(out, "null"...)
	}
	return strconv.AppendFloat(out, f, 'g', -1, 64)
}

// appendTime writes an instant from the databases' text, 2026-01-31 08:30:00.123456, in RFC 3339 without idle zeros.
func appendTime(out []byte, v Value) []byte {
	var b []byte
	switch v := v.(type) {
	case []byte:
		b = v
	case string:
		b = []byte(v)
	case time.Time:
		out = append(out, '"')
		return append(v.UTC().AppendFormat(out, time.RFC3339Nano), '"')
	}
	if len(b) < 19 {
		return append(out, "null"...)
	}
	out = append(out, '"')
	out = append(out, b[:10]...)
	out = append(out, 'T')
	out = append(out, b[11:19]...)
	fraction := b[19:]
	for len(fraction) > 0 && (fraction[len(fraction)-1] == '0' || fraction[len(fraction)-1] == '.') {
		fraction = fraction[:len(fraction)-1]
	}
	out = append(out, fraction...)
	return append(out, 'Z', '"')
}

// instant reads an instant.
func instant(v Value) time.Time {
	if t, ok := v.(time.Time); ok {
		return t.UTC()
	}
	t, _ := time.Parse("2006-01-02 15:04:05.999999", text(v))
	return t
}

const hex = "0123456789abcdef"

// appendText writes a text in quotes. What is no UTF-8 becomes the replacement character.
func appendText[T []byte | string](out []byte, s T) []byte {
	out = append(out, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= 0xE1 && c <= 0xEC && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80: // Chinese, mostly
			i += 3
			continue
		case c >= utf8.RuneSelf:
			if r, size := decode(s[i:]); r != utf8.RuneError || size > 1 {
				i += size
				continue
			}
			out = append(out, s[from:i]...)
			out = append(out, "\uFFFD"...)
		case c >= ' ' && c != '"' && c != '\\':
			i++
			continue
		default:
			out = append(out, s[from:i]...)
			switch c {
			case '"', '\\':
				out = append(out, '\\', c)
			case '\n':
				out = append(out, '\\', 'n')
			case '\r':
				out = append(out, '\\', 'r')
			case '\t':
				out = append(out, '\\', 't')
			default:
				out = append(out, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
		}
		i++
		from = i
	}
	out = append(out, s[from:]...)
	return append(out, '"')
}

func decode[T []byte | string](s T) (rune, int) {
	var b [utf8.UTFMax]byte
	return utf8.DecodeRune(b[:copy(b[:], s)])
}
