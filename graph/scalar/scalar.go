// Package scalar writes and reads the scalars of the GraphQL schema.
package scalar

import (
	"io"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
)

func read(t noun.Type, v any) (any, error) {
	value, problem := coerce.Value(&noun.Field{Type: t}, v)
	if problem != nil {
		return nil, fault.Both(problem.Code, problem.EN, problem.ZH)
	}
	return value, nil
}

// MarshalDate writes a day.
func MarshalDate(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// UnmarshalDate reads a day as 2026-01-31.
func UnmarshalDate(v any) (string, error) {
	d, err := read(noun.Date, v)
	if err != nil {
		return "", err
	}
	return d.(string), nil
}

// MarshalTime writes an instant in UTC.
func MarshalTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(t.UTC().Format(time.RFC3339Nano)))
	})
}

// UnmarshalTime reads an instant, RFC 3339.
func UnmarshalTime(v any) (time.Time, error) {
	t, err := read(noun.Time, v)
	if err != nil {
		return time.Time{}, err
	}
	return t.(time.Time), nil
}

// MarshalFen writes an amount.
func MarshalFen(n int64) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { _, _ = io.WriteString(w, strconv.FormatInt(n, 10)) })
}

// UnmarshalFen reads an amount of at least 0.
func UnmarshalFen(v any) (int64, error) {
	n, err := read(noun.Fen, v)
	if err != nil {
		return 0, err
	}
	return n.(int64), nil
}
