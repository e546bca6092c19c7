// Package coerce turns what comes from outside into the values of a noun's fields, or says what was expected. Mutations,
// filters and imports share it, so that a value means the same by every way in.
package coerce

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"estatehub/ent/noun"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
)

// Problem says why a value is not one of a field's.
type Problem struct {
	Code   fault.Code
	EN, ZH string // what was expected
}

// In is the sentence in a language.
func (p *Problem) In(lang string) string {
	if strings.HasPrefix(lang, "zh") {
		return p.ZH
	}
	return p.EN
}

func bad(en, zh string, args ...any) *Problem {
	return &Problem{fault.BadInput, fmt.Sprintf(en, args...), fmt.Sprintf(zh, args...)}
}

// NotFound is the problem of a reference that leads to nothing in scope.
func NotFound() *Problem {
	return &Problem{fault.NotFound, "no such row, or not in your scope", "不存在或不在您的管辖范围"}
}

// Value turns a value of the API into one of the field; nil stays nil where the field may be null.
func Value(f *noun.Field, raw any) (any, *Problem) {
	if raw = Plain(raw); raw == nil {
		if f.Nullable {
			return nil, nil
		}
		return nil, bad("a value is required", "必填")
	}
	switch f.Type {
	case noun.Text:
		return text(f, raw)
	case noun.Int, noun.Fen:
		return number(f, raw)
	case noun.Float:
		return decimal(raw)
	case noun.Bool:
		if b, ok := raw.(bool); ok {
			return b, nil
		}
		return nil, bad("true or false", "应为 true 或 false")
	case noun.Time:
		return instant(raw)
	case noun.Date:
		return day(raw)
	case noun.Enum:
		return Term(f, raw)
	case noun.Ref:
		return reference(raw)
	}
	return nil, bad("this field cannot be given", "此字段不可填写")
}

// Plain takes pointers and the named types of enums off a value: gqlgen hands over some inputs coerced, some not.
func Plain(raw any) any {
	switch raw.(type) {
	case nil, string, int, int64, float64, bool, json.Number, ident.ID, time.Time:
		return raw
	}
	v := reflect.ValueOf(raw)
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return Plain(v.Elem().Interface())
	case reflect.String:
		return v.String()
	}
	return raw
}

// List turns a list of any type, or a single value, into a list of plain values.
func List(raw any) []any {
	v := reflect.ValueOf(raw)
	if v.Kind() != reflect.Slice {
		return []any{Plain(raw)}
	}
	out := make([]any, v.Len())
	for i := range out {
		out[i] = Plain(v.Index(i).Interface())
	}
	return out
}

func text(f *noun.Field, raw any) (any, *Problem) {
	s, ok := raw.(string)
	if !ok || !utf8.ValidString(s) {
		return nil, bad("a text", "应为文本")
	}
	s = strings.TrimSpace(s)
	if s == "" {
		if f.Nullable {
			return nil, nil
		}
		return nil, bad("a text that is not empty", "不能为空")
	}
	if n := utf8.RuneCountInString(s); f.Max > 0 && n > f.Max {
		return nil, bad("at most %d characters; these are %d", "最多 %d 个字符，现有 %d 个", f.Max, n)
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7f }) {
		return nil, bad("a text without control characters", "不能含控制字符")
	}
	return s, nil
}

func number(f *noun.Field, raw any) (any, *Problem) {
	n, ok := integer(raw)
	if !ok {
		return nil, bad("a whole number", "应为整数")
	}
	if f.Min != nil && (n < *f.Min || n > *f.Top) {
		return nil, bad("a number from %d to %d", "应在 %d 到 %d 之间", *f.Min, *f.Top)
	}
	if f.Type == noun.Fen {
		if n < 0 {
			return nil, bad("an amount of at least 0 fen", "金额不能为负")
		}
		return n, nil
	}
	if n > math.MaxInt32 || n < math.MinInt32 {
		return nil, bad("a number of 32 bits", "数值过大")
	}
	return int(n), nil
}

func integer(raw any) (int64, bool) {
	switch v := raw.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case float64:
		return int64(v), v == math.Trunc(v) && math.Abs(v) < 1<<53
	case json.Number:
		n, err := v.Int64()
		return n, err == nil
	case string:
		n, err := strconv.ParseInt(v, 10, 64)
		return n, err == nil
	}
	return 0, false
}

func decimal(raw any) (any, *Problem) {
	switch v := raw.(type) {
	case float64:
		if v >= 0 && v < 1e12 {
			return v, nil
		}
	case int64:
		return decimal(float64(v))
	case int:
		return decimal(float64(v))
	case json.Number:
		if n, err := v.Float64(); err == nil {
			return decimal(n)
		}
	}
	return nil, bad("a number of at least 0", "应为不小于 0 的数")
}

func instant(raw any) (any, *Problem) {
	switch v := raw.(type) {
	case time.Time:
		return v.UTC().Truncate(time.Microsecond), nil
	case string:
		if t, err := time.Parse(time.RFC3339Nano, v); err == nil && t.Year() >= 1000 && t.Year() <= 9998 {
			return t.UTC().Truncate(time.Microsecond), nil
		}
	}
	return nil, bad("an instant as 2026-01-31T08:30:00+08:00", "应为时间，如 2026-01-31T08:30:00+08:00")
}

func day(raw any) (any, *Problem) {
	if s, ok := raw.(string); ok {
		if t, err := time.Parse(time.DateOnly, s); err == nil && t.Year() >= 1000 {
			return s, nil
		}
	}
	return nil, bad("a day as 2026-01-31", "应为日期，如 2026-01-31")
}

// Term turns a value into one of an enum's.
func Term(f *noun.Field, raw any) (any, *Problem) {
	if s, ok := raw.(string); ok {
		for _, v := range f.Values {
			if v == s {
				return s, nil
			}
		}
	}
	return nil, bad("one of %s", "应为 %s 之一", strings.Join(f.Values, ", "))
}

func reference(raw any) (any, *Problem) {
	switch v := raw.(type) {
	case ident.ID:
		return v, nil
	case string:
		if id, ok := ident.Parse(v); ok {
			return id, nil
		}
	}
	return nil, NotFound()
}

// Reference reads an id; what is none becomes zero, which no row has.
func Reference(raw any) ident.ID {
	v, problem := Value(&noun.Field{Type: noun.Ref}, raw)
	if problem != nil || v == nil {
		return 0
	}
	return v.(ident.ID)
}
