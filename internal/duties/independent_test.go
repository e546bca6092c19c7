package duties

import (
	"fmt"
	"testing"
	"time"

	"estatehub/internal/workdays"
)

// TestIndependent holds two years of the calendar against a calculation written another way: it walks day by day and asks
// of each whether it is the one, where the engine computes it.
func TestIndependent(t *testing.T) {
	days := workdays.Official()
	from, to := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)
	is := map[string]func(d time.Time) bool{ // of each rule of a month or more: is this the day?
		"last day":                     func(d time.Time) bool { return d.AddDate(0, 0, 1).Day() == 1 },
		"next last day":                func(d time.Time) bool { return d.AddDate(0, 0, 1).Day() == 1 },
		"workday 2":                    func(d time.Time) bool { return worked(days, d) == 2 },
		"day 15 of month 3 of quarter": func(d time.Time) bool { return d.Day() == 15 && d.Month()%3 == 0 },
		"day 25 of month 3 of quarter": func(d time.Time) bool { return d.Day() == 25 && d.Month()%3 == 0 },
		"day 15 of month 1 of quarter": func(d time.Time) bool { return d.Day() == 15 && d.Month()%3 == 1 },
		"day 10 of month 1 of quarter": func(d time.Time) bool { return d.Day() == 10 && d.Month()%3 == 1 },
		"last day of month 12 of year": func(d time.Time) bool { return d.Day() == 31 && d.Month() == 12 },
		"last day of month 1 of year":  func(d time.Time) bool { return d.Day() == 31 && d.Month() == 1 },
		"day 10 of month 12 of year":   func(d time.Time) bool { return d.Day() == 10 && d.Month() == 12 },
		"QUARTERLY last day":           func(d time.Time) bool { return d.AddDate(0, 0, 1).Day() == 1 && d.Month()%3 == 0 },
		"HALF_YEARLY last day":         func(d time.Time) bool { return d.AddDate(0, 0, 1).Day() == 1 && d.Month()%6 == 0 },
		"YEARLY last day":              func(d time.Time) bool { return d.Month() == 12 && d.Day() == 31 },
		"WEEKLY last day":              func(d time.Time) bool { return d.Weekday() == time.Sunday },
		"WEEKLY weekday 5":             func(d time.Time) bool { return d.Weekday() == time.Friday },
		"WEEKLY weekday 5 14:30":       func(d time.Time) bool { return d.Weekday() == time.Friday },
		"WEEKLY weekday 5 18:00":       func(d time.Time) bool { return d.Weekday() == time.Friday },
		"WEEKLY weekday 6 12:00":       func(d time.Time) bool { return d.Weekday() == time.Saturday },
		"FORTNIGHTLY last day":         func(d time.Time) bool { return d.Unix()/86400%14 == (fortnights.Unix()/86400+13)%14 },
	}
	for n := range 31 {
		top := n + 1
		is[fmt.Sprintf("day %d", top)] = func(d time.Time) bool {
			return d.Day() == top || d.Day() < top && d.AddDate(0, 0, 1).Day() == 1
		}
		is[fmt.Sprintf("next day %d", top)] = is[fmt.Sprintf("day %d", top)]
	}
	checked := 0
	for i := range Calendar {
		s := &Calendar[i]
		test := is[s.Frequency+" "+s.Rule]
		if test == nil {
			test = is[s.Rule]
		}
		if s.Frequency == "DAILY" {
			test = func(time.Time) bool { return true }
		}
		if s.Frequency == "ON_DEMAND" || s.Times > 1 && s.Frequency != "DAILY" {
			continue
		}
		if test == nil {
			t.Errorf("%s: nobody reckons %q independently", s.Code, s.Rule)
			continue
		}
		// What is due from March 2025 to October 2026 begins within the two years.
		since, until := time.Date(2025, 3, 1, 0, 0, 0, 0, beijing), time.Date(2026, 11, 1, 0, 0, 0, 0, beijing)
		var want []string
		for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
			at := time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, beijing)
			if test(d) && at.After(since) && at.Before(until) {
				for range max(s.Times, 1) {
					want = append(want, d.Format(dayLayout))
				}
			}
		}
		var got []string
		seen := map[string]bool{}
		for _, x := range Instances(s.Template(), from, to, days, beijing) {
			key := fmt.Sprint(x.Period, x.Slot)
			if seen[key] {
				t.Errorf("%s: %s twice", s.Code, key)
			}
			seen[key] = true
			if x.Remind.After(x.Due) || x.Month != x.Due.In(beijing).Format("2006-01") {
				t.Errorf("%s: %+v", s.Code, x)
			}
			if x.Due.After(since) && x.Due.Before(until) {
				got = append(got, x.Due.In(beijing).Format(dayLayout))
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s %s %q:\n%v\nindependently\n%v", s.Code, s.Frequency, s.Rule, got, want)
		}
		checked += len(got)
	}
	if checked < 8000 {
		t.Errorf("only %d instances were compared", checked)
	}
	t.Logf("%d instances", checked)
}

// worked counts the working days of a month up to a day; 0 where the day is none.
func worked(c *workdays.Calendar, d time.Time) int {
	n := 0
	for x := d; x.Month() == d.Month(); x = x.AddDate(0, 0, -1) {
		w, _ := c.Works(x.Format(dayLayout))
		if !w && x.Equal(d) {
			return 0
		}
		if w {
			n++
		}
	}
	return n
}
