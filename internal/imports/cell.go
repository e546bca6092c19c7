package imports

import (
	"errors"
	"strings"
	"time"

	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/sheets"
)

// cell reads the text of a cell as a value of a field.
type cell struct {
	f     *noun.Field
	terms map[string]string
	zone  *time.Location
}

func newCell(f *noun.Field, zone *time.Location) *cell {
	c := &cell{f: f, zone: zone}
	if f.Type == noun.Enum {
		c.terms = terms(f)
	}
	return c
}

// read returns nil for an empty cell, whatever the field; whether that will do is for others to say. A reference stays
// the key it is given by.
func (c *cell) read(s string) (any, *coerce.Problem) {
	if s = trim(s); s == "" {
		return nil, nil
	}
	switch c.f.Type {
	case noun.Text:
		return coerce.Value(c.f, s)
	case noun.Ref:
		return s, nil
	case noun.Enum:
		code, ok := c.terms[s]
		if !ok {
			code, ok = c.terms[folded(s)]
		}
		if !ok {
			return nil, &coerce.Problem{Code: fault.BadInput, EN: "one of " + strings.Join(choices(c.f, "en"), ", "),
				ZH: "应为 " + strings.Join(choices(c.f, "zh"), "、") + " 之一"}
		}
		return code, nil
	}
	raw, err := c.parse(s)
	if err != nil {
		return nil, sheetProblem(err)
	}
	return coerce.Value(c.f, raw)
}

// decimals is how exact areas are.
const decimals = 4

func (c *cell) parse(s string) (any, error) {
	switch c.f.Type {
	case noun.Int:
		return sheets.ParseInt(s)
	case noun.Fen:
		return sheets.ParseMoneyFen(s)
	case noun.Float:
		n, err := sheets.ParseDecimal(s, decimals)
		return float64(n) / 1e4, err
	case noun.Bool:
		return sheets.ParseBool(s)
	case noun.Date:
		t, err := sheets.ParseDate(s)
		return t.Format(time.DateOnly), err
	case noun.Time:
		return parseTime(s, c.zone)
	}
	return s, nil
}

func parseTime(s string, zone *time.Location) (any, error) {
	t, err := sheets.ParseDateTime(s, zone)
	if err == nil && (t.Year() < 1000 || t.Year() > 9998) {
		return t, &sheets.Error{Code: sheets.CodeRange, Args: []any{s}}
	}
	return t, err
}

func sheetProblem(err error) *coerce.Problem {
	var e *sheets.Error
	if errors.As(err, &e) {
		return &coerce.Problem{Code: fault.BadInput, EN: e.Problem("en"), ZH: e.Problem("zh-CN")}
	}
	return &coerce.Problem{Code: fault.BadInput, EN: err.Error(), ZH: err.Error()}
}

func trim(s string) string {
	if s != "" && s[0] > ' ' && s[0] < 0x7f && s[len(s)-1] > ' ' && s[len(s)-1] < 0x7f {
		return s
	}
	return strings.TrimFunc(s, func(r rune) bool { return r <= ' ' || r == '\u00a0' || r == '\u3000' || r == '\ufeff' || r == '\u200b' })
}
