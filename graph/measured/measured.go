// Package measured holds the answers of the metric queries as GraphQL shows them.
package measured

import (
	"slices"
	"time"

	"estatehub/ent/gen/ticket"
	"estatehub/internal/ident"
	"estatehub/internal/metrics"
)

// Metric is an entry of the dictionary.
type Metric struct{ of *metrics.Metric }

// Dictionary lists the metrics there are.
func Dictionary() []*Metric {
	list := make([]*Metric, len(metrics.All))
	for i, m := range metrics.All {
		list[i] = &Metric{m}
	}
	return list
}

// Key is the metric's key.
func (m *Metric) Key() string { return m.of.Key }

// Title is its name in Chinese.
func (m *Metric) Title() string { return m.of.Title.ZH }

// TitleEn is its name in English.
func (m *Metric) TitleEn() string { return m.of.Title.EN }

// Unit is what its value is in.
func (m *Metric) Unit() string { return string(m.of.Unit) }

// Formula says in Chinese how it is computed.
func (m *Metric) Formula() string { return m.of.Formula.ZH }

// FormulaEn says it in English.
func (m *Metric) FormulaEn() string { return m.of.Formula.EN }

// Source is where it comes from.
func (m *Metric) Source() string { return m.of.Source }

// Noun is whose rows it counts.
func (m *Metric) Noun() string { return m.of.Noun }

// Dimensions are those by which it may be cut.
func (m *Metric) Dimensions() (names []string) {
	for _, d := range m.of.Dimensions() {
		names = append(names, string(d))
	}
	return names
}

// Yearly tells whether its rows lie in years.
func (m *Metric) Yearly() bool { return m.of.Yearly() }

// Daily tells whether its rows lie in days.
func (m *Metric) Daily() bool { return m.of.Daily() }

// PolicyKeys are the policies by which its rows were judged.
func (m *Metric) PolicyKeys() []string {
	keys := []string{}
	for _, k := range m.of.Policies {
		keys = append(keys, string(k))
	}
	return keys
}

// Target is what its value should be, nil where nothing says so.
func (m *Metric) Target() *Target {
	t := m.of.Target
	if t == nil {
		return nil
	}
	out := &Target{AtMost: t.AtMost}
	if t.Policy != "" {
		out.PolicyKeys = []string{string(t.Policy)}
	}
	for _, one := range t.Per {
		out.PolicyKeys = append(out.PolicyKeys, string(one.Policy))
	}
	slices.Sort(out.PolicyKeys)
	return out
}

// Target is what the value of a metric should be.
type Target struct {
	PolicyKeys []string
	AtMost     bool
}

// Answer is what a metric is.
type Answer struct {
	Metric       *Metric
	From, To     string
	AsOf         time.Time
	Rows         []*Row
	Total        *Row
	Comparable   bool
	Incomparable []*Difference
	Sites        []ident.ID // the communities the figures cover
}

// Row is one row of an answer.
type Row struct {
	Labels                 []*Label
	CommunityID, CompanyID *ident.ID
	BuildingID             *ident.ID
	Month, Quarter, Year   *string
	Kind                   *ticket.Kind
	Class                  *ticket.Class
	Topic                  *ticket.Topic
	Numerator              float64
	Denominator, Value     *float64
	Sample                 int
	Small                  bool
	Target                 *float64
	Met                    *bool
	Named                  *Named
}

// Label is the value of a dimension in a row.
type Label struct {
	Dimension             string
	Value, Title, TitleEn *string
}

// Difference is a policy by which not all communities are judged alike.
type Difference struct {
	PolicyKey, Usual string
	Communities      []*Differing
}

// Differing is a community where a policy is something else.
type Differing struct {
	CommunityID ident.ID
	Name, Value string
}

// Of shows an answer.
func Of(a *metrics.Answer) *Answer {
	out := &Answer{
		Metric: &Metric{a.Metric}, From: a.From, To: a.To, AsOf: a.AsOf, Rows: make([]*Row, len(a.Rows)),
		Comparable: len(a.Incomparable) == 0, Incomparable: []*Difference{},
	}
	for _, s := range a.Sites {
		out.Sites = append(out.Sites, s.ID)
	}
	named := &Named{}
	for i, r := range a.Rows {
		out.Rows[i] = row(r, named)
	}
	out.Total = row(a.Total, named)
	for _, d := range a.Incomparable {
		one := &Difference{PolicyKey: string(d.Policy), Usual: d.Usual}
		for _, s := range d.Sites {
			one.Communities = append(one.Communities, &Differing{s.Site.ID, s.Site.Name, s.Value})
		}
		out.Incomparable = append(out.Incomparable, one)
	}
	return out
}

func row(r *metrics.Row, named *Named) *Row {
	out := &Row{
		Labels: []*Label{}, Numerator: r.Numerator, Denominator: r.Denominator, Value: r.Value, Sample: int(r.Sample), Small: r.Small,
		Target: r.Target, Met: r.Met, Named: named,
	}
	for _, c := range r.Cells {
		l := &Label{Dimension: string(c.Dimension), Value: c.Value}
		out.Labels = append(out.Labels, l)
		if c.Value == nil {
			continue
		}
		l.Title, l.TitleEn = &c.Title.ZH, &c.Title.EN
		switch c.Dimension {
		case metrics.ByCommunity:
			out.CommunityID = &c.ID
			named.communities = append(named.communities, c.ID)
		case metrics.ByCompany:
			out.CompanyID = &c.ID
			named.companies = append(named.companies, c.ID)
		case metrics.ByBuilding:
			out.BuildingID = &c.ID
		case metrics.ByMonth:
			out.Month = c.Value
		case metrics.ByQuarter:
			out.Quarter = c.Value
		case metrics.ByYear:
			out.Year = c.Value
		case metrics.ByKind:
			out.Kind = as[ticket.Kind](*c.Value)
		case metrics.ByClass:
			out.Class = as[ticket.Class](*c.Value)
		case metrics.ByTopic:
			out.Topic = as[ticket.Topic](*c.Value)
		}
	}
	return out
}

func as[T ~string](s string) *T {
	v := T(s)
	return &v
}
