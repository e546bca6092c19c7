package metrics

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
)

// The bounds of an answer.
const (
	MaxRows       = 10_000
	MaxDimensions = 3
	MaxMonths     = 120
	usualMonths   = 12
)

// Ask is what is asked for.
type Ask struct {
	Key   string
	By    []string
	From  string         // first month or day, as 2026-01 or 2026-01-15; empty where nothing was said
	To    string         // last month or day
	Where map[string]any // by the names of MetricWhere
}

// question is an Ask that has been read.
type question struct {
	metric   *Metric
	by       []Dimension
	from, to string // months
	days     *days  // where the period begins or ends within a month, or the answer is cut by days or weeks
	now      time.Time
	judged   time.Time // when policies are looked at: the end of the period, or now
	only     map[Dimension][]any
	sites    []ident.ID // communities asked for; nil where all are
	firms    []ident.ID // companies
	builders []string   // developers
}

// conditions are the names of MetricWhere, by dimension.
var conditions = map[string]Dimension{
	"communityIds": ByCommunity, "companyIds": ByCompany, "developer": ByDeveloper, "kind": ByKind, "class": ByClass, "type": ByType,
	"severity": BySeverity, "validity": ByValidity, "topic": ByTopic, "channel": ByChannel, "category": ByCategory, "rule": ByRule,
	"visitType": ByVisitType, "source": BySource, "dutyKind": ByDutyKind, "templateIds": ByTemplate, "item": ByItem, "faultKind": ByFaultKind,
}

// Conditions lists the names of MetricWhere.
func Conditions() []string { return slices.Sorted(maps.Keys(conditions)) }

// read reads what was asked and refuses what the metric does not know, naming what it does.
func (e *Engine) read(ctx context.Context, a Ask) (*question, error) {
	m := Named(a.Key)
	if m == nil {
		return nil, fault.Both(fault.BadInput, "there is no metric "+a.Key, "没有指标 "+a.Key)
	}
	q := &question{metric: m, now: moment.Now(ctx), only: map[Dimension][]any{}}
	for _, name := range a.By {
		d := Dimension(name)
		if !m.Allows(d) {
			return nil, m.refuse(d)
		}
		if !slices.Contains(q.by, d) {
			q.by = append(q.by, d)
		}
	}
	if len(q.by) > MaxDimensions {
		return nil, fault.Exceeded(fault.Limit{Name: "dimensions", Max: MaxDimensions, Found: len(q.by)},
			fmt.Sprintf("a metric is cut by at most %d dimensions at once", MaxDimensions), fmt.Sprintf("一个指标最多同时按 %d 个维度统计", MaxDimensions))
	}
	for _, name := range slices.Sorted(maps.Keys(a.Where)) {
		if err := q.condition(name, a.Where[name]); err != nil {
			return nil, err
		}
	}
	zone, err := e.Policies.Zone(ctx)
	if err != nil {
		return nil, err
	}
	return q, q.period(a.From, a.To, zone)
}

// refuse says that the metric is not cut by a dimension, and by which it is.
func (m *Metric) refuse(d Dimension) error {
	var names []string
	for _, d := range m.Dimensions() {
		names = append(names, string(d))
	}
	return fault.Both(fault.BadInput, fmt.Sprintf("%s is not cut by %s; it is by %s", m.Key, d, strings.Join(names, ", ")),
		fmt.Sprintf("指标 %s 不支持维度 %s，可用：%s", m.Key, d, strings.Join(names, "、")))
}

func (q *question) condition(name string, raw any) error {
	d, known := conditions[name]
	list := coerce.List(raw)
	switch {
	case list == nil:
		return nil
	case !known:
		return fault.New(fault.BadInput, "where.%s is no condition of a metric", name)
	case !q.metric.Allows(d):
		return q.metric.refuse(d)
	case len(list) > maxValues:
		return fault.Exceeded(fault.Limit{Name: "condition", Max: maxValues, Found: len(list)},
			fmt.Sprintf("where.%s takes at most %d values; these are %d", name, maxValues, len(list)),
			fmt.Sprintf("where.%s 最多 %d 个值，实际 %d 个", name, maxValues, len(list)))
	}
	f := &noun.Field{API: name, Type: noun.Ref}
	switch d {
	case ByCommunity, ByCompany:
	case ByDeveloper:
		f.Type = noun.Text
	default:
		c := *field(q.metric.Noun, d)
		c.Max, f = 0, &c
	}
	values := make([]any, 0, len(list))
	for _, raw := range list {
		v, problem := coerce.Value(f, raw)
		switch {
		case problem != nil && problem.Code == fault.NotFound: // an id of nothing finds nothing
		case problem != nil:
			return fault.Both(problem.Code, "where."+name+": "+problem.EN, "where."+name+"："+problem.ZH)
		case v != nil:
			values = append(values, v)
		}
	}
	switch d {
	case ByCommunity:
		q.sites = all[ident.ID](values)
	case ByCompany:
		q.firms = all[ident.ID](values)
	case ByDeveloper:
		q.builders = all[string](values)
	default:
		q.only[d] = values
	}
	return nil
}

// maxValues is the most values a condition takes.
const maxValues = 500

func all[T any](values []any) []T {
	list := make([]T, 0, len(values))
	for _, v := range values {
		if v, ok := v.(T); ok {
			list = append(list, v)
		}
	}
	return list
}

// months lists the months of the period, or one more than there may be.
func (q *question) months() (list []string) {
	for m := q.from; m <= q.to && len(list) <= MaxMonths; m = later(m, 1) {
		list = append(list, m)
	}
	return list
}

// times are the values of a period's column that lie in it.
func (q *question) times(p period) (list []any) {
	for _, m := range q.months() {
		if !p.years {
			list = append(list, m)
			continue
		}
		var year int64
		if _, err := fmt.Sscan(m[:4], &year); err == nil && !slices.Contains(list, any(year)) {
			list = append(list, year)
		}
	}
	return list
}

// theNoun is a noun by its name.
func theNoun(name string) *noun.Noun { return gen.Nouns.Named(name) }
