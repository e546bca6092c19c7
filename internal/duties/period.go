package duties

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

const dayLayout = "2006-01-02"

// Period is a day, week, month or longer in which a duty is due once, or as often as its template says. Its days are
// midnights in UTC that stand for days of the calendar, whatever the zone.
type Period struct {
	Frequency string
	First     time.Time
}

// months is how many months a period has; 0 where it is counted in days.
func (p Period) months() int {
	return map[string]int{"MONTHLY": 1, "QUARTERLY": 3, "HALF_YEARLY": 6, "YEARLY": 12}[p.Frequency]
}

// days is how many days a period that is not counted in months has.
func (p Period) days() int {
	return map[string]int{"WEEKLY": 7, "FORTNIGHTLY": 14}[p.Frequency]
}

// Next is the period that follows.
func (p Period) Next() Period {
	return Period{p.Frequency, p.First.AddDate(0, p.months(), max(p.days(), 1-min(p.months(), 1)))}
}

// Last is the period's last day.
func (p Period) Last() time.Time { return p.Next().First.AddDate(0, 0, -1) }

// Key is the period as it is kept: 2026-11-22, 2026-W47, 2026-11, 2026Q4, 2026H2 or 2026. Two weeks are called by their
// first.
func (p Period) Key() string {
	y, m := p.First.Year(), int(p.First.Month())
	switch p.Frequency {
	case "WEEKLY", "FORTNIGHTLY":
		y, w := p.First.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, w)
	case "MONTHLY":
		return p.First.Format("2006-01")
	case "QUARTERLY":
		return fmt.Sprintf("%04dQ%d", y, (m+2)/3)
	case "HALF_YEARLY":
		return fmt.Sprintf("%04dH%d", y, (m+5)/6)
	case "YEARLY":
		return fmt.Sprintf("%04d", y)
	}
	return p.First.Format(dayLayout)
}

// fortnights are counted from this Monday.
var fortnights = time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC)

// PeriodOf is the period of a frequency a day lies in.
func PeriodOf(frequency string, day time.Time) Period {
	day = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	p := Period{frequency, day}
	switch n := p.months(); {
	case n > 0:
		p.First = time.Date(day.Year(), time.Month((int(day.Month())-1)/n*n+1), 1, 0, 0, 0, 0, time.UTC)
	case frequency == "WEEKLY" || frequency == "FORTNIGHTLY":
		since := int(day.Sub(fortnights).Hours()) / 24
		p.First = day.AddDate(0, 0, -floorMod(since, p.days()))
	}
	return p
}

func floorMod(a, n int) int { return (a%n + n) % n }

var keyed = regexp.MustCompile(`^(\d{4})(?:-(\d\d)-(\d\d)|-W(\d\d)|-(\d\d)|Q([1-4])|H([12]))?$`)

// begins is the first day of the period a key names; false where it names none.
func begins(key string) (time.Time, bool) {
	m := keyed.FindStringSubmatch(key)
	if m == nil {
		return time.Time{}, false
	}
	n := func(i int) int { v, _ := strconv.Atoi(m[i]); return v }
	month, day := 1, 1
	switch {
	case m[2] != "":
		month, day = n(2), n(3)
	case m[4] != "":
		monday := PeriodOf("WEEKLY", time.Date(n(1), 1, 4, 0, 0, 0, 0, time.UTC)).First // the 4th is in the first week
		return monday.AddDate(0, 0, 7*(n(4)-1)), true
	case m[5] != "":
		month = n(5)
	case m[6] != "":
		month = 3*n(6) - 2
	case m[7] != "":
		month = 6*n(7) - 5
	}
	return time.Date(n(1), time.Month(month), day, 0, 0, 0, 0, time.UTC), true
}
