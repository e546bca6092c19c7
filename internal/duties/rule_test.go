package duties

import (
	"strings"
	"testing"
	"time"
)

var beijing = time.FixedZone("Asia/Shanghai", 8*60*60)

// holiday has the first three days of a month off, whatever they are, and nothing else.
type holiday struct{ month string }

func (h holiday) Works(day string) (works, known bool) {
	d, _ := time.Parse(dayLayout, day)
	weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
	return !weekend && !(strings.HasPrefix(day, h.month) && day[8:] <= "03"), true
}

// TestRules: what each form of a rule says, on paper.
func TestRules(t *testing.T) {
	for _, c := range []struct {
		frequency, rule, day string
		slot                 int
		want                 string
	}{
		{"DAILY", "day", "2026-11-22", 1, "2026-11-22 23:59:59"},
		{"DAILY", "day 12:00 18:00", "2026-11-22", 1, "2026-11-22 12:00:00"},
		{"DAILY", "day 12:00 18:00", "2026-11-22", 2, "2026-11-22 18:00:00"},
		{"DAILY", "day 12:00 18:00", "2026-11-22", 3, "2026-11-22 18:00:00"},
		{"WEEKLY", "weekday 5 14:30", "2026-11-22", 1, "2026-11-20 14:30:00"},
		{"WEEKLY", "weekday 2 5", "2026-11-23", 1, "2026-11-24 23:59:59"},
		{"WEEKLY", "weekday 2 5", "2026-11-23", 2, "2026-11-27 23:59:59"},
		{"WEEKLY", "last day", "2026-12-30", 1, "2027-01-03 23:59:59"},
		{"WEEKLY", "next weekday 1 09:00", "2026-12-30", 1, "2027-01-04 09:00:00"},
		{"FORTNIGHTLY", "last day", "2018-01-08", 1, "2018-01-14 23:59:59"},
		{"FORTNIGHTLY", "weekday 1", "2018-01-01", 1, "2018-01-08 23:59:59"},
		{"MONTHLY", "day 25", "2026-11-22", 1, "2026-11-25 23:59:59"},
		{"MONTHLY", "day 30", "2026-02-10", 1, "2026-02-28 23:59:59"},
		{"MONTHLY", "day 31", "2028-02-10", 1, "2028-02-29 23:59:59"},
		{"MONTHLY", "day 15 31", "2026-04-10", 2, "2026-04-30 23:59:59"},
		{"MONTHLY", "last day", "2026-04-10", 1, "2026-04-30 23:59:59"},
		{"MONTHLY", "next last day", "2026-01-31", 1, "2026-02-28 23:59:59"},
		{"MONTHLY", "next day 5", "2026-12-31", 1, "2027-01-05 23:59:59"},
		{"MONTHLY", "workday 2", "2026-11-22", 1, "2026-11-03 23:59:59"},
		{"MONTHLY", "workday 2", "2026-10-22", 1, "2026-10-06 23:59:59"}, // the first three days of October are off
		{"MONTHLY", "workday 20", "2026-02-22", 1, "2026-02-27 23:59:59"},
		{"QUARTERLY", "day 15 of month 1 of quarter", "2026-12-31", 1, "2026-10-15 23:59:59"},
		{"QUARTERLY", "day 31 of month 2 of quarter", "2026-11-01", 1, "2026-11-30 23:59:59"},
		{"QUARTERLY", "workday 1 of month 1 of quarter", "2026-11-01", 1, "2026-10-05 23:59:59"},
		{"QUARTERLY", "next day 10 of month 1 of quarter", "2026-12-31", 1, "2027-01-10 23:59:59"},
		{"QUARTERLY", "last day", "2026-10-01", 1, "2026-12-31 23:59:59"},
		{"HALF_YEARLY", "last day", "2026-05-01", 1, "2026-06-30 23:59:59"},
		{"HALF_YEARLY", "day 1 of month 6 of half", "2026-07-01", 1, "2026-12-01 23:59:59"},
		{"YEARLY", "last day of month 1 of year", "2026-07-01", 1, "2026-01-31 23:59:59"},
		{"YEARLY", "day 10 of month 12 of year 17:30", "2026-07-01", 1, "2026-12-10 17:30:00"},
		{"ON_DEMAND", "after 3", "2026-12-30", 1, "2027-01-02 23:59:59"},
	} {
		r, err := read(c.frequency, c.rule)
		if err != nil {
			t.Errorf("%s %q: %v", c.frequency, c.rule, err)
			continue
		}
		day, _ := time.Parse(dayLayout, c.day)
		p := PeriodOf(c.frequency, day)
		got := r.at(r.day(p, c.slot, holiday{"2026-10"}), c.slot, beijing).In(beijing).Format("2006-01-02 15:04:05")
		if got != c.want {
			t.Errorf("%s %q in %s: %s, want %s", c.frequency, c.rule, p.Key(), got, c.want)
		}
	}
}

// TestBadRules: each is refused, in both languages.
func TestBadRules(t *testing.T) {
	for _, c := range [][2]string{
		{"MONTHLY", ""}, {"MONTHLY", "Day 5"}, {"MONTHLY", "day 0"}, {"MONTHLY", "day 32"}, {"MONTHLY", "day -1"}, {"MONTHLY", "day 05"},
		{"MONTHLY", "day"}, {"MONTHLY", "day 5 5"}, {"MONTHLY", "day 5 25:00"}, {"MONTHLY", "day 5 9:00"}, {"MONTHLY", "day 5 soon"},
		{"MONTHLY", "last"}, {"MONTHLY", "last week"}, {"MONTHLY", "workday"}, {"MONTHLY", "workday 21"}, {"MONTHLY", "weekday 5"},
		{"MONTHLY", "day 5 of month 1 of quarter"}, {"MONTHLY", "after 3"}, {"MONTHLY", "next"}, {"MONTHLY", strings.Repeat("day ", 20)},
		{"WEEKLY", "day 5"}, {"WEEKLY", "weekday 8"}, {"WEEKLY", "day"}, {"DAILY", "weekday 5"}, {"DAILY", "next day"}, {"DAILY", "day 18:00 12:00"},
		{"DAILY", "last day"}, {"QUARTERLY", "day 15"}, {"QUARTERLY", "day 15 of month 4 of quarter"}, {"QUARTERLY", "day 15 of month 1 of year"},
		{"QUARTERLY", "day of month 1 of quarter"}, {"QUARTERLY", "day 15 of quarter"}, {"QUARTERLY", "workday 2"}, {"ON_DEMAND", "day 5"}, {"ON_DEMAND", "next after 3"},
		{"YEARLY", "day 1 of month 13 of year"}, {"HALF_YEARLY", "day 1 of month 7 of half"},
		{"HOURLY", "workday 1"}, {"", "day 5"},
	} {
		_, err := read(c[0], c[1])
		if err == nil {
			t.Errorf("%s %q is taken for a rule", c[0], c[1])
			continue
		}
		if en, zh := sentences(err); en == "" || zh == "" || en == zh {
			t.Errorf("%s %q: %q, %q", c[0], c[1], en, zh)
		}
	}
}

// FuzzParse: what is read as a rule says a day near its period for each slot, the due time rises with the period, and
// nothing panics.
func FuzzParse(f *testing.F) {
	for i := range Calendar {
		f.Add(Calendar[i].Frequency, Calendar[i].Rule, 1)
	}
	f.Add("MONTHLY", "next workday 20 23:59", 3)
	f.Fuzz(func(t *testing.T, frequency, text string, slot int) {
		r, err := Parse(text)
		if err != nil || r.fits(frequency) != nil || slot < 1 || slot > 12 {
			return
		}
		day := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
		var last time.Time
		for range 30 {
			p := PeriodOf(frequency, day)
			due := r.day(p, slot, nil)
			if due.Before(p.First) || due.After(p.Next().Last()) && r.place != after {
				t.Fatalf("%s %q: %s is due on %s", frequency, text, p.Key(), due)
			}
			if due.Before(last) {
				t.Fatalf("%s %q: %s is due before the period before it", frequency, text, p.Key())
			}
			last, day = due, p.Next().First
			if at := r.at(due, slot, beijing).In(beijing); at.Format(dayLayout) != due.Format(dayLayout) {
				t.Fatalf("%q: %s on %s", text, at, due)
			}
		}
	})
}

// TestCalendar: the calendar has every line of 2d once, its rules can be read, and its reminders come before its deadlines.
func TestCalendar(t *testing.T) {
	seen := map[string]bool{}
	for i := range Calendar {
		s := &Calendar[i]
		if seen[s.Code] {
			t.Error(s.Code, "twice")
		}
		seen[s.Code] = true
		r, err := Read(s.Kind, s.Frequency, s.Times, s.Rule, s.Remind)
		if err != nil {
			t.Error(s.Code, err)
			continue
		}
		if s.ZH == "" || s.EN == "" || s.Source == "" || s.Post == "" {
			t.Error(s.Code, "says too little")
		}
		if s.Remind == "" {
			continue
		}
		p := PeriodOf(s.Frequency, time.Date(2026, 2, 14, 0, 0, 0, 0, time.UTC))
		if a, b := r.Remind.day(p, 1, nil), r.Rule.day(p, 1, nil); a.After(b) {
			t.Errorf("%s: reminded on %s of what is due on %s", s.Code, a, b)
		}
	}
	for _, run := range [][2]int{{1, 13}, {20, 28}, {30, 56}, {60, 66}, {70, 71}, {80, 86}, {90, 93}} {
		for n := run[0]; n <= run[1]; n++ {
			if code := "W-" + string(rune('0'+n/10)) + string(rune('0'+n%10)); !seen[code] {
				t.Error(code, "is missing")
			}
		}
	}
}

// TestPeriods: a key names the period it was made of, and keys have the order of time.
func TestPeriods(t *testing.T) {
	for _, f := range []string{"DAILY", "WEEKLY", "FORTNIGHTLY", "MONTHLY", "QUARTERLY", "HALF_YEARLY", "YEARLY"} {
		p := PeriodOf(f, time.Date(2019, 12, 1, 0, 0, 0, 0, time.UTC))
		for range 3000 {
			n := p.Next()
			if n.First.Year() > 2050 {
				break
			}
			if first, ok := begins(p.Key()); !ok || !first.Equal(p.First) {
				t.Fatalf("%s: %s begins on %s, not %s", f, p.Key(), first, p.First)
			}
			if n.Key() <= p.Key() || !n.First.After(p.First) || PeriodOf(f, p.Last()) != p || PeriodOf(f, n.First) != n {
				t.Fatalf("%s: after %s comes %s", f, p.Key(), n.Key())
			}
			p = n
		}
	}
	for _, no := range []string{"", "2026-", "2026Q5", "2026H3", "20261", "2026-W5"} {
		if _, ok := begins(no); ok {
			t.Errorf("%q is a period", no)
		}
	}
}
