package metrics

import "time"

// Condition is a condition on a row.
type Condition struct {
	op     op
	column string
	values []any
	parts  []Condition
}

type op uint8

const (
	is op = iota
	isNot
	given
	missing
	atLeast
	past
	notAfter
	after
	anyOf
	allOf
)

// Is: the column is one of the values.
func Is(column string, values ...any) Condition {
	return Condition{op: is, column: column, values: values}
}

// IsNot: the column, which always has a value, is none of the values.
func IsNot(column string, values ...any) Condition {
	return Condition{op: isNot, column: column, values: values}
}

// Given: the column has a value.
func Given(column string) Condition { return Condition{op: given, column: column} }

// Missing: it has none.
func Missing(column string) Condition { return Condition{op: missing, column: column} }

// AtLeast: the number is that or more.
func AtLeast(column string, n int) Condition {
	return Condition{op: atLeast, column: column, values: []any{int64(n)}}
}

// Past: the instant lies before the present.
func Past(column string) Condition { return Condition{op: past, column: column} }

// NotAfter: the instant is the other's or before it.
func NotAfter(column, other string) Condition {
	return Condition{op: notAfter, column: column, values: []any{other}}
}

// After: the instant lies after the other.
func After(column, other string) Condition {
	return Condition{op: after, column: column, values: []any{other}}
}

// Any: one of the conditions holds.
func Any(parts ...Condition) Condition { return Condition{op: anyOf, parts: parts} }

// Together: all of the conditions hold.
func Together(parts ...Condition) Condition { return Condition{op: allOf, parts: parts} }

// condition writes a condition.
func (s *statement) condition(c Condition, now time.Time) {
	column := "t.`" + c.column + "`"
	switch c.op {
	case is:
		s.in(column, c.values)
	case isNot:
		s.put("NOT ")
		s.in(column, c.values)
	case given:
		s.put(column, " IS NOT NULL")
	case missing:
		s.put(column, " IS NULL")
	case atLeast:
		s.put(column, " >= ")
		s.arg(c.values[0])
	case past:
		s.put(column, " < ")
		s.arg(now)
	case notAfter:
		s.put(column, " <= t.`", c.values[0].(string), "`")
	case after:
		s.put(column, " > t.`", c.values[0].(string), "`")
	case anyOf, allOf:
		between := map[op]string{anyOf: " OR ", allOf: " AND "}[c.op]
		s.put("(")
		for i, p := range c.parts {
			if i > 0 {
				s.put(between)
			}
			s.condition(p, now)
		}
		s.put(")")
	}
}

// all writes conditions that must all hold, each after AND.
func (s *statement) all(cs []Condition, now time.Time) {
	for _, c := range cs {
		s.put(" AND ")
		s.condition(c, now)
	}
}
