// Package workdays counts the time deadlines are given: minutes, hours, calendar days and working days, by calendars of
// public holidays and make-up days that are kept as versions of a year (2b.2, G-10, G-11). docs/policies.md tells how
// each unit is counted and why.
package workdays

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Kind is how a day differs from what its weekday says.
type Kind string

// The kinds.
const (
	Holiday Kind = "HOLIDAY"
	MakeUp  Kind = "MAKE_UP"
)

// Day is a day that is not as its weekday says.
type Day struct {
	Day  string // as 2006-01-02
	Kind Kind
	Name string // the festival
}

// notice is the arrangement of one year.
type notice struct {
	year int
	days []Day
}

// year is one year of a calendar.
type year struct {
	version int
	works   map[string]bool // of the days that are not as their weekday says
}

// Calendar tells working days. It never changes once it is made.
type Calendar struct {
	years  map[int]year
	cutoff time.Duration
}

// Cutoff is the time of day after which what is received counts as received on the next working day, unless the policy
// workday.cutoff says another (2b.2).
const Cutoff = 17*time.Hour + 30*time.Minute

// Official is the calendar of the years whose arrangement the hub knows by itself, 2022 to 2026; each is version 0, which
// any version entered by the group takes the place of.
func Official() *Calendar {
	c := &Calendar{years: map[int]year{}, cutoff: Cutoff}
	for _, n := range official {
		c.years[n.year] = yearOf(0, n.days)
	}
	return c
}

// OfficialDays are the days of a year as the hub knows them by itself; none where it does not.
func OfficialDays(of int) []Day {
	for _, n := range official {
		if n.year == of {
			return slices.Clone(n.days)
		}
	}
	return nil
}

func yearOf(version int, days []Day) year {
	y := year{version, make(map[string]bool, len(days))}
	for _, d := range days {
		y.works[d.Day] = d.Kind == MakeUp
	}
	return y
}

// With is the calendar with a version of a year.
func (c *Calendar) With(of, version int, days []Day) *Calendar {
	n := *c
	n.years = maps.Clone(c.years)
	n.years[of] = yearOf(version, days)
	return &n
}

// Closing is the calendar with another cut-off, as the time since midnight.
func (c *Calendar) Closing(cutoff time.Duration) *Calendar {
	n := *c
	n.cutoff = cutoff
	return &n
}

// Works tells whether a day, as 2006-01-02, is worked, and whether the calendar of its year is known; where it is not, the
// weekday alone says it. Of what is no day it knows nothing.
func (c *Calendar) Works(day string) (works, known bool) {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return false, false
	}
	return c.works(t, day)
}

func (c *Calendar) works(t time.Time, day string) (works, known bool) {
	y, known := c.years[t.Year()]
	if works, special := y.works[day]; special {
		return works, known
	}
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday, known
}

// walker goes from day to day and remembers the years it has asked about.
type walker struct {
	c    *Calendar
	day  time.Time // midnight UTC of the day, so that no day is shorter than another
	seen []int
}

func (c *Calendar) from(t time.Time) *walker {
	y, m, d := t.Date()
	return &walker{c: c, day: time.Date(y, m, d, 0, 0, 0, 0, time.UTC)}
}

func (w *walker) next() { w.day = w.day.AddDate(0, 0, 1) }

func (w *walker) works() bool {
	if y := w.day.Year(); !slices.Contains(w.seen, y) {
		w.seen = append(w.seen, y)
	}
	works, _ := w.c.works(w.day, w.day.Format(time.DateOnly))
	return works
}

// midnight is when the walker's day begins in a zone.
func (w *walker) midnight(zone *time.Location) time.Time {
	y, m, d := w.day.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}

// versions names the calendars asked: 2026v1, 2027? where a year has none.
func (w *walker) versions() string {
	slices.Sort(w.seen)
	names := make([]string, len(w.seen))
	for i, y := range w.seen {
		if known, ok := w.c.years[y]; ok {
			names[i] = fmt.Sprintf("%dv%d", y, known.version)
		} else {
			names[i] = fmt.Sprintf("%d?", y)
		}
	}
	return strings.Join(names, ", ")
}
