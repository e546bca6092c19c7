package metrics

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"estatehub/internal/fault"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
)

var isPeriod = regexp.MustCompile(`^20\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$`)

const (
	monthLayout = "2006-01"
	dayLayout   = "2006-01-02"
)

// period reads the period: what is left out makes it twelve months long, and end with the present one.
func (q *question) period(from, to string, zone *time.Location) error {
	for _, m := range []string{from, to} {
		if m != "" && !isPeriod.MatchString(m) {
			return fault.Both(fault.BadInput, "period: a month is written as 2026-01 and a day as 2026-01-15, from 2000 to 2099", "period：月份格式为 2026-01，日期格式为 2026-01-15，年份 2000 至 2099")
		}
	}
	first, last := month(from), month(to)
	present := moment.Month(q.now, zone)
	switch {
	case from == "" && to == "":
		first, last = later(present, 1-usualMonths), present
	case from == "":
		first = later(last, 1-usualMonths)
	case to == "":
		last = max(first, present)
	}
	q.from, q.to = first, last
	if n := len(q.months()); first > last || n > MaxMonths || len(from) == len(to) && from > to {
		return fault.Both(fault.BadInput, fmt.Sprintf("period: from %s to %s; it ends where it begins or later, and has at most %d months", first, last, MaxMonths),
			fmt.Sprintf("period：%s 至 %s；结束时间不得早于开始时间，且最多 %d 个月", first, last, MaxMonths))
	}
	d := &days{zone: zone}
	var err error
	if d.since, err = begins(from, first, zone); err != nil {
		return err
	}
	if d.until, err = begins(to, later(last, 1), zone); err != nil {
		return err
	}
	if len(to) == len(dayLayout) {
		d.until = d.until.AddDate(0, 0, 1)
	}
	if q.judged = d.until.Add(-time.Second).UTC(); q.judged.After(q.now) {
		q.judged = q.now
	}
	d.within = len(from) == len(dayLayout) || len(to) == len(dayLayout)
	return q.daily(d)
}

// daily keeps the days of a period where they matter.
func (q *question) daily(d *days) error {
	cut := slices.Contains(q.by, ByDay) || slices.Contains(q.by, ByWeek)
	if !cut && !d.within {
		return nil
	}
	if !q.metric.Daily() {
		return fault.Both(fault.BadInput, q.metric.Key+" lies in months: its period begins and ends with a month, as 2026-01", "指标 "+q.metric.Key+" 按月统计，期间须为月份，如 2026-01")
	}
	if slices.Contains(q.by, ByDay) {
		d.cut(ByDay, d.since, 1)
	}
	if slices.Contains(q.by, ByWeek) {
		monday := d.since.AddDate(0, 0, -(int(d.since.Weekday())+6)%7)
		d.cut(ByWeek, monday, 7)
	}
	for dimension, starts := range d.starts {
		if len(starts) > MaxStretches {
			return fault.Exceeded(fault.Limit{Name: "stretches", Max: MaxStretches, Found: len(starts)},
				fmt.Sprintf("by %s the period has at most %d; it has %d or more: make it shorter", dimension, MaxStretches, len(starts)),
				fmt.Sprintf("按 %s 统计最多 %d 段，实际至少 %d 段，请缩短期间", dimension, MaxStretches, len(starts)))
		}
	}
	q.days = d
	return nil
}

// MaxStretches is the most days or weeks that an answer is cut into.
const MaxStretches = 120

// days are the instants between which the rows of a period lie, and where its days and weeks begin.
type days struct {
	zone         *time.Location
	since, until time.Time
	within       bool // the period begins or ends within a month
	starts       map[Dimension][]time.Time
}

func (d *days) cut(by Dimension, from time.Time, length int) {
	var list []time.Time
	for at := from; at.Before(d.until) && len(list) <= MaxStretches; at = at.AddDate(0, 0, length) {
		list = append(list, at)
	}
	if d.starts == nil {
		d.starts = map[Dimension][]time.Time{}
	}
	d.starts[by] = list
}

// named is the name of a day or a week by its number: its first day.
func (d *days) named(by Dimension, n int64) (string, lifecycle.Title) {
	at := d.starts[by][n].In(d.zone)
	value := at.Format(dayLayout)
	if by == ByDay {
		return value, lifecycle.Title{ZH: value, EN: value}
	}
	y, w := at.ISOWeek()
	return value, lifecycle.Title{ZH: fmt.Sprintf("%d年第%d周", y, w), EN: fmt.Sprintf("%d-W%02d", y, w)}
}

// month is the month of a month or a day.
func month(s string) string { return s[:min(len(s), len(monthLayout))] }

// begins is when a day begins, where one was said, or else the month.
func begins(said, month string, zone *time.Location) (time.Time, error) {
	layout := monthLayout
	if len(said) == len(dayLayout) {
		layout, month = dayLayout, said
	}
	at, err := time.ParseInLocation(layout, month, zone)
	if err != nil {
		return at, fault.Both(fault.BadInput, "period: there is no day "+said, "period：没有日期 "+said)
	}
	return at, nil
}

// later is the month some months later.
func later(month string, by int) string {
	t, err := time.Parse(monthLayout, month)
	if err != nil {
		return month
	}
	return t.AddDate(0, by, 0).Format(monthLayout)
}

// span is the first and the last month of the period, or its days where it begins or ends within one.
func (q *question) span() (from, to string) {
	if q.days == nil || !q.days.within {
		return q.from, q.to
	}
	return q.days.since.Format(dayLayout), q.days.until.AddDate(0, 0, -1).Format(dayLayout)
}
