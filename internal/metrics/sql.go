package metrics

import (
	"context"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"time"

	"entgo.io/ent/dialect"

	"estatehub/ent/gen/migrate"
	"estatehub/internal/data"
	"estatehub/internal/ident"
)

// statement is SQL in the making.
type statement struct {
	strings.Builder
	args    []any
	dialect string
}

func (s *statement) put(texts ...string) {
	for _, t := range texts {
		_, _ = s.WriteString(t)
	}
}

func (s *statement) arg(v any) {
	if id, ok := v.(ident.ID); ok {
		v = int64(id)
	}
	s.put("?")
	s.args = append(s.args, v)
}

// in writes that a column is one of some values. Lists are filled up to a power of two, so that there are few texts.
func (s *statement) in(column string, values []any) {
	switch n := len(values); n {
	case 0:
		s.put("1 = 0")
	case 1:
		s.put(column, " = ")
		s.arg(values[0])
	default:
		s.put(column, " IN (")
		for i := range 1 << bits.Len(uint(n-1)) { //nolint:gosec // at least 1
			if i > 0 {
				s.put(",")
			}
			s.arg(values[min(i, n-1)])
		}
		s.put(")")
	}
}

func (s *statement) ids(column string, list []ident.ID) {
	if len(list) == 0 { // no row has it, and the tenant column is named all the same
		list = []ident.ID{0}
	}
	values := make([]any, len(list))
	for i, id := range list {
		values[i] = id
	}
	s.in(column, values)
}

// sight writes the tenant predicate of a table, the one that every reader of the noun gets.
func (s *statement) sight(ctx context.Context, alias, noun string) error {
	sight, err := data.See(ctx, theNoun(noun))
	if err != nil || sight.All {
		return err
	}
	s.put(" AND (")
	for i, h := range sight.Any {
		if i > 0 {
			s.put(" OR ")
		}
		s.ids(alias+".`"+h.Column+"`", h.In)
	}
	s.put(")")
	return nil
}

// side is one noun's part of a metric: what it adds to the denominator and to the numerator of a row.
type side struct {
	noun string
	as   []Condition // which rows
	down *Amount     // what they add to the denominator; nil where nothing
	and  []Condition
	up   *Amount // what those of them that meet and add to the numerator; nil where nothing
}

// sides are the metric's: two where the denominator is another noun's.
func (m *Metric) sides() []side {
	if m.Over == nil {
		return []side{{noun: m.Noun, as: m.If, down: &m.Of, and: m.And, up: &m.Top}}
	}
	return []side{
		{noun: m.Noun, as: append(slices.Clone(m.If), m.And...), up: &m.Top},
		{noun: m.Over.Noun, as: m.Over.If, down: &m.Over.Of},
	}
}

// columns are those a side is grouped by, each once.
func (q *question) columns(sd side) (list []string) {
	for _, d := range q.by {
		if c := q.column(sd, d); !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

// column is the one that a dimension reads; the dimension itself where it is worked out of an instant.
func (q *question) column(sd side, d Dimension) string {
	at := countable[sd.noun]
	switch {
	case slices.Contains(ofCommunities, d):
		return "t.`community_id`"
	case d == ByDay || d == ByWeek:
		return string(d)
	case d == ByMonth || d == ByQuarter || d == ByYear:
		return at.timed() + ".`" + at.period.column + "`"
	}
	return "t.`" + at.columns[d] + "`"
}

// timed is the alias of the table that has the period.
func (c counted) timed() string {
	if c.through != nil {
		return "p"
	}
	return "t"
}

// write makes the statement of a side: its groups, how many rows each has, and what they add.
func (q *question) write(ctx context.Context, dialectName string, sd side, sites []*Site) (*statement, error) {
	s := &statement{dialect: dialectName}
	at := countable[sd.noun]
	columns := q.columns(sd)
	s.put("SELECT ")
	for _, c := range columns {
		if by := Dimension(c); by == ByDay || by == ByWeek {
			s.stretch(at, q.days.starts[by])
			c = ""
		}
		s.put(c, ",")
	}
	s.put("COUNT(*),")
	s.sum(q, sd.down, nil)
	s.put(",")
	s.sum(q, sd.up, sd.and)
	if at.through == nil {
		s.put(" FROM `", theNoun(sd.noun).Table, "` t")
		s.hint(sd.noun, at.period.column, append(q.bound(sd), at.period.column)...)
	} else {
		s.put(" FROM `", theNoun(at.through.Noun).Table, "` p")
		s.hint(at.through.Noun, at.period.column, at.period.column)
		s.put(map[string]string{dialect.MySQL: " STRAIGHT_JOIN `", dialect.SQLite: " JOIN `"}[dialectName], theNoun(sd.noun).Table, "` t")
		s.hint(sd.noun, at.through.Column, at.through.Column, "community_id")
		s.put(" ON p.`id` = t.`", at.through.Column, "` AND p.`community_id` = t.`community_id`")
	}
	s.put(" WHERE ")
	s.in(at.timed()+".`"+at.period.column+"`", q.times(at.period))
	if err := s.sight(ctx, "t", sd.noun); err != nil {
		return nil, err
	}
	if at.through != nil {
		if err := s.sight(ctx, "p", at.through.Noun); err != nil {
			return nil, err
		}
	}
	if q.narrowed() {
		s.put(" AND ")
		s.ids("t.`community_id`", ids(sites))
	}
	if q.days != nil && q.days.within {
		s.put(" AND ")
		s.put(at.moment(), " >= ")
		s.arg(q.days.since.UTC())
		s.put(" AND ", at.moment(), " < ")
		s.arg(q.days.until.UTC())
	}
	s.all(sd.as, q.now)
	for _, d := range Dimensions { // in one order, so that there are few texts
		if values, asked := q.only[d]; asked {
			s.put(" AND ")
			s.in("t.`"+at.columns[d]+"`", values)
		}
	}
	if len(columns) > 0 {
		s.put(" GROUP BY ", strings.Join(numbers[:len(columns)], ","))
	}
	return s, nil
}

// numbers stand for the columns that rows are grouped by.
var numbers = []string{"1", "2", "3"}

// moment is the instant of a row.
func (c counted) moment() string {
	if len(c.instant) == 1 {
		return "t.`" + c.instant[0] + "`"
	}
	return "COALESCE(t.`" + strings.Join(c.instant, "`,t.`") + "`)"
}

// stretch writes the number of the day or week a row lies in. Boundaries are handed over as instants: no database need
// know the zone, nor when its clocks change.
func (s *statement) stretch(at counted, starts []time.Time) {
	s.put("CASE")
	for i, t := range starts[1:] {
		s.put(" WHEN ", at.moment(), " < ")
		s.arg(t.UTC())
		s.put(" THEN ", strconv.Itoa(i))
	}
	if len(starts) == 1 {
		s.put(" WHEN 1 = 0 THEN 0")
	}
	s.put(" ELSE ", strconv.Itoa(len(starts)-1), " END")
}

func ids(sites []*Site) []ident.ID {
	list := make([]ident.ID, len(sites))
	for i, s := range sites {
		list[i] = s.ID
	}
	return list
}

// sum writes what the rows that meet some conditions add up to.
func (s *statement) sum(q *question, a *Amount, and []Condition) {
	if a == nil {
		s.put("0")
		return
	}
	s.put("COALESCE(SUM(")
	if len(and) > 0 {
		s.put("CASE WHEN ")
		s.condition(Together(and...), q.now)
		s.put(" THEN ")
	}
	s.amount(*a)
	if len(and) > 0 {
		s.put(" ELSE 0 END")
	}
	s.put("),0)")
}

// amount writes for how much a row counts: whole seconds where it is a time.
func (s *statement) amount(a Amount) {
	switch {
	case a.Column != "":
		s.put("COALESCE(t.`", a.Column, "`,0)")
	case a.From != "":
		s.put(s.seconds(a.Till), " - ", s.seconds(a.From))
		if a.Less != "" {
			s.put(" - t.`", a.Less, "`")
		}
	default:
		s.put("1")
	}
}

func (s *statement) seconds(column string) string {
	if s.dialect == dialect.SQLite {
		return "CAST(strftime('%s', t.`" + column + "`) AS INTEGER)"
	}
	return "TO_SECONDS(t.`" + column + "`)"
}

// bound are the columns that the rows of a side are always picked by.
func (q *question) bound(sd side) (columns []string) {
	for _, c := range sd.as {
		if c.op == is {
			columns = append(columns, c.column)
		}
	}
	if q.narrowed() {
		columns = append(columns, "community_id")
	}
	return columns
}

// hint keeps MariaDB to the indexes that have a column and begin with one of some. Of a table that hardly holds more than
// what is asked for it would rather read all, and go on doing so for some time after the table has grown. SQLite needs no
// telling.
func (s *statement) hint(noun, column string, first ...string) {
	if s.dialect != dialect.MySQL {
		return
	}
	var names []string
	for _, t := range migrate.Tables {
		for _, ix := range t.Indexes {
			if t.Name != theNoun(noun).Table || !slices.Contains(first, ix.Columns[0].Name) {
				continue
			}
			for _, c := range ix.Columns {
				if c.Name == column {
					names = append(names, "`"+ix.Name+"`")
				}
			}
		}
	}
	if len(names) > 0 {
		s.put(" FORCE INDEX (", strings.Join(names, ","), ")")
	}
}
