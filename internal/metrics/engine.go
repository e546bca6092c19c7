package metrics

import (
	"context"
	sqldriver "database/sql/driver"
	"fmt"
	"strconv"

	"estatehub/internal/data"
	"estatehub/internal/policy"
)

// Engine answers metrics.
type Engine struct {
	DB       *data.DB
	Policies *policy.Book
}

// Answer computes a metric over what the viewer of the context sees.
func (e *Engine) Answer(ctx context.Context, ask Ask) (*Answer, error) {
	q, err := e.read(ctx, ask)
	if err != nil {
		return nil, err
	}
	sites, err := e.cover(ctx, q)
	if err != nil {
		return nil, err
	}
	f := newFold(q, sites)
	for _, sd := range q.metric.sides() {
		s, err := q.write(ctx, e.DB.Dialect(), sd, sites)
		if err != nil {
			return nil, err
		}
		err = e.DB.Each(ctx, s.String(), s.args, func(row []sqldriver.Value) error { return f.add(sd, row) })
		if err != nil {
			return nil, err
		}
	}
	return e.finish(ctx, f)
}

// integer is a number as either driver hands it over.
func integer(v sqldriver.Value) (int64, error) {
	switch v := v.(type) {
	case int64:
		return v, nil
	case float64:
		return int64(v), nil
	case []byte:
		return strconv.ParseInt(string(v), 10, 64)
	case string:
		return strconv.ParseInt(v, 10, 64)
	}
	return 0, fmt.Errorf("metrics: %T is no number", v)
}

// text is a value of a dimension as text; nil where there is none.
func text(v sqldriver.Value) *string {
	var s string
	switch v := v.(type) {
	case nil:
		return nil
	case []byte:
		s = string(v)
	default:
		s = fmt.Sprint(v)
	}
	return &s
}
