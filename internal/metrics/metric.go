package metrics

import (
	"slices"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

// Unit is what a value is in.
type Unit string

// The units.
const (
	Count   Unit = "COUNT"   // how many rows; the denominator is none
	Share   Unit = "SHARE"   // numerator / denominator, 0 to 1
	Minutes Unit = "MINUTES" // minutes / rows: a mean
	Fen     Unit = "FEN"     // a sum of money; the denominator is none
	Score   Unit = "SCORE"   // points / points there were to get, of a hundred
)

// Metric is one figure, as data.
type Metric struct {
	Key     string
	Title   lifecycle.Title
	Formula lifecycle.Title
	Unit    Unit
	Source  string // rule, target or question it comes from
	Noun    string // whose rows are counted

	If  []Condition // which rows count
	Of  Amount      // for how much each counts in the denominator
	And []Condition // which of them count in the numerator, too
	Top Amount      // for how much each counts there

	// Over is where the denominator is counted, if that is another noun's rows.
	Over *Over

	// Policies are the keys of the policies by which the rows were judged: communities where these differ are not to be
	// compared.
	Policies []policy.Key
	Target   *Target

	columns map[Dimension]string
}

// Over is the denominator of a metric, counted over rows of another noun.
type Over struct {
	Noun string
	If   []Condition
	Of   Amount
}

// Amount is for how much a row counts; the zero Amount is one.
type Amount struct {
	Column     string // its number
	From, Till string // the whole minutes between two of its instants, less the seconds of Less
	Less       string
}

// Target is what the value should be: a policy's value, or a constant where it names none.
type Target struct {
	Policy policy.Key
	Value  float64
	AtMost bool // a value is good at the target or below it, not above
	// Per has a target of its own for each value of a dimension; there is none where a row holds several.
	By  Dimension
	Per map[string]Target
}

// through is how rows without a time of their own come to one: by the row of another noun they belong to.
type through struct {
	Column string // their column that leads there
	Noun   string
}

// period is the column by which a noun's rows lie in time.
type period struct {
	column string
	years  bool // it is the year, not the month
}

// counted is what may be counted of a noun: its period and the columns of its dimensions.
type counted struct {
	period  period
	instant []string // the instant by which a row lies in its day and week: the first of these columns that has a value
	through *through // the period is a column of that noun
	columns map[Dimension]string
}

var countable = map[string]counted{
	"Ticket": {period: period{column: "opened_month"}, instant: []string{"opened_at"}, columns: map[Dimension]string{
		ByKind: "kind", ByClass: "class", ByType: "type", ByTopic: "topic", ByValidity: "validity", BySeverity: "severity",
		ByState: "state", ByChannel: "channel", ByCategory: "category", ByUnfinishedReason: "unfinished_because", ByOutcome: "outcome",
	}},
	"Clock":       {period: period{column: "month"}, instant: []string{"started_at"}, columns: map[Dimension]string{ByRule: "rule", ByState: "state"}},
	"ReturnVisit": {period: period{column: "month"}, instant: []string{"completed_at", "opens_at"}, columns: map[Dimension]string{ByVisitType: "type", ByState: "state", ByMethod: "method", ByMark: "satisfaction"}},
	"VisitSample": {period: period{column: "month"}, columns: map[Dimension]string{ByVisitType: "type"}},
	"Survey":      {period: period{column: "year", years: true}, columns: map[Dimension]string{ByState: "state"}},
	"SurveyResponse": {period: period{column: "year", years: true}, through: &through{"survey_id", "Survey"}, columns: map[Dimension]string{
		ByChannel: "channel", ByMark: "satisfaction",
	}},
	"SurveyAnswer": {period: period{column: "year", years: true}, through: &through{"survey_id", "Survey"}, columns: map[Dimension]string{
		ByItem: "item", ByMark: "mark",
	}},
	"Nonconformity": {period: period{column: "month"}, instant: []string{"raised_at"}, columns: map[Dimension]string{BySource: "source", ByTopic: "topic", ByState: "state"}},
	"Duty":          {period: period{column: "month"}, instant: []string{"due_at"}, columns: map[Dimension]string{ByDutyKind: "kind", ByTemplate: "template_id", ByState: "state"}},
	"Finding": {period: period{column: "month"}, instant: []string{"found_at"}, columns: map[Dimension]string{
		ByFaultKind: "kind", BySeverity: "severity", ByTopic: "topic", ByState: "state", ByBuilding: "building_id",
	}},
	"DutyLogEntry": {period: period{column: "month"}, instant: []string{"at"}, columns: map[Dimension]string{ByState: "state"}},
}

// All are the metrics in the order of the dictionary.
var All = slices.Concat(complaints, repairs, services, clocks, visits, surveys, failures, duties)

var byKey = map[string]*Metric{}

func init() {
	for _, m := range All {
		m.columns = countable[m.Noun].columns
		byKey[m.Key] = m
	}
}

// Named finds a metric by its key, or nil.
func Named(key string) *Metric { return byKey[key] }

// Dimensions are those by which the metric may be cut, in the order of the list of all.
func (m *Metric) Dimensions() []Dimension {
	return slices.DeleteFunc(slices.Clone(Dimensions), func(d Dimension) bool { return !m.Allows(d) })
}

// Allows tells whether the metric may be cut by a dimension. One over two nouns is cut by what both have.
func (m *Metric) Allows(d Dimension) bool {
	at := countable[m.Noun]
	if slices.Contains(ofCommunities, d) || d == ByYear {
		return true
	}
	if d == ByMonth || d == ByQuarter {
		return !at.period.years
	}
	if d == ByDay || d == ByWeek {
		return m.Daily()
	}
	return at.columns[d] != "" && (m.Over == nil || countable[m.Over.Noun].columns[d] != "")
}

// Yearly tells whether the metric's rows lie in years, not months: the period then means the years it touches.
func (m *Metric) Yearly() bool { return countable[m.Noun].period.years }

// Daily tells whether the metric's rows lie in days: its period may then begin and end with any.
func (m *Metric) Daily() bool {
	return len(countable[m.Noun].instant) > 0 && (m.Over == nil || len(countable[m.Over.Noun].instant) > 0)
}

// field is the column of a noun that a dimension reads.
func field(name string, d Dimension) *noun.Field {
	return gen.Nouns.Named(name).ByName(countable[name].columns[d])
}
