package duties

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"estatehub/internal/fault"
)

// Rule says when something is due in its period. It is read from a few words, once:
//
//	day 12:00 18:00                    each day at noon, and a second time at six
//	weekday 5 14:30                    Friday at half past two
//	weekday 2 5                        Tuesday, and a second time on Friday
//	day 25                             the 25th; in a shorter month its last day
//	last day                           the last day of the period
//	workday 2                          the second working day of the month
//	next day 5                         the 5th of the month after the period
//	day 15 of month 1 of quarter       the 15th of the quarter's first month
//	last day of month 12 of year       the end of December
//	after 3                            three days after it was opened, where it recurs on demand
//
// Where no time is given it is the end of the day. Of several numbers or times the second is for the second slot of the
// period, and so on; the last is for all that are left.
type Rule struct {
	next  bool
	place place
	ns    []int // of the place
	month int   // in its span; 0 where the rule names none
	span  string
	times []int // minutes after midnight
}

// place is which day of a stretch of days is meant.
type place string

const (
	onDay     place = "day"
	onWeekday place = "weekday"
	onWorkday place = "workday"
	onLast    place = "last"
	after     place = "after"
)

// spans are how many months a rule may count months in.
var spans = map[string]int{"quarter": 3, "half": 6, "year": 12}

// tops are the greatest numbers of the places.
var tops = map[place]int{onDay: 31, onWeekday: 7, onWorkday: 20, after: 366}

// frequencies are how often something can be due.
var frequencies = []string{"DAILY", "WEEKLY", "FORTNIGHTLY", "MONTHLY", "QUARTERLY", "HALF_YEARLY", "YEARLY", "ON_DEMAND"}

// maxRule is the longest rule, as the column is.
const maxRule = 64

// Parse reads a rule. The error says what is wrong with it, in both languages.
func Parse(text string) (*Rule, error) {
	words := strings.Fields(text)
	if len(words) == 0 || len(text) > maxRule {
		return nil, badRule("a rule such as “day 25” is needed", "需要填写规则，如“day 25”")
	}
	r := &Rule{}
	p := parser{words: words}
	r.next = p.take("next")
	switch {
	case p.take("last"):
		if !p.take("day") {
			return nil, badRule("after “last” comes “day”", "“last”之后应为“day”")
		}
		r.place = onLast
	case p.take("day"):
		r.place = onDay
	case p.take("weekday"):
		r.place = onWeekday
	case p.take("workday"):
		r.place = onWorkday
	case p.take("after"):
		r.place = after
	default:
		return nil, badRule("“"+p.word()+"” is unknown: a rule is day, weekday, workday, last day or after", "无法识别“"+p.word()+"”：规则应为 day、weekday、workday、last day 或 after")
	}
	if r.place != onLast {
		if err := p.numbers(r); err != nil {
			return nil, err
		}
	}
	if p.take("of") {
		if err := p.month(r); err != nil {
			return nil, err
		}
	}
	if err := p.clocks(r); err != nil {
		return nil, err
	}
	if len(p.words) > 0 {
		return nil, badRule("“"+p.word()+"” is too much", "“"+p.word()+"”多余")
	}
	return r, nil
}

func badRule(en, zh string) *fault.Error { return fault.Both(fault.BadInput, en, zh) }

// parser eats a rule word by word.
type parser struct{ words []string }

func (p *parser) word() string {
	if len(p.words) == 0 {
		return ""
	}
	return p.words[0]
}

func (p *parser) take(w string) bool {
	if p.word() != w {
		return false
	}
	p.words = p.words[1:]
	return true
}

// whole reads a number written without sign or zeros before it.
func (p *parser) whole() (int, bool) {
	n, err := strconv.Atoi(p.word())
	if err != nil || strconv.Itoa(n) != p.word() {
		return 0, false
	}
	p.words = p.words[1:]
	return n, true
}

func (p *parser) numbers(r *Rule) error {
	for {
		n, ok := p.whole()
		if !ok {
			break
		}
		if n < 1 || n > tops[r.place] {
			return badRule(fmt.Sprintf("after “%s” comes a number from 1 to %d", r.place, tops[r.place]), fmt.Sprintf("“%s”之后的数字应在 1 到 %d 之间", r.place, tops[r.place]))
		}
		if len(r.ns) > 0 && n <= r.ns[len(r.ns)-1] {
			return badRule("numbers must rise", "数字须递增")
		}
		r.ns = append(r.ns, n)
	}
	if len(r.ns) == 0 && r.place != onDay {
		return badRule(fmt.Sprintf("after “%s” comes a number", r.place), fmt.Sprintf("“%s”之后应为数字", r.place))
	}
	return nil
}

func (p *parser) month(r *Rule) error {
	n, ok := 0, p.take("month")
	if ok {
		n, ok = p.whole()
	}
	ok = ok && p.take("of")
	if ok {
		r.span = p.word()
		ok = spans[r.span] > 0
	}
	if !ok {
		return badRule("after “of” comes “month 1 of quarter”, of half or of year", "“of”之后应为“month 1 of quarter”，或 of half、of year")
	}
	p.words = p.words[1:]
	if n < 1 || n > spans[r.span] {
		return badRule(fmt.Sprintf("a %s has the months 1 to %d", r.span, spans[r.span]), fmt.Sprintf("%s 只有第 1 到 %d 个月", r.span, spans[r.span]))
	}
	r.month = n
	return nil
}

func (p *parser) clocks(r *Rule) error {
	for strings.Contains(p.word(), ":") {
		at, err := time.Parse("15:04", p.word())
		if err != nil || len(p.word()) != 5 {
			return badRule("a time is written 09:30", "时间应写作 09:30")
		}
		minutes := at.Hour()*60 + at.Minute()
		if len(r.times) > 0 && minutes <= r.times[len(r.times)-1] && len(r.ns) < 2 {
			return badRule("times must rise", "时间须递增")
		}
		r.times = append(r.times, minutes)
		p.words = p.words[1:]
	}
	return nil
}

// fits tells whether a rule says a day in a period of a frequency, and only one for each slot.
func (r *Rule) fits(frequency string) error {
	refuse := func(en, zh string) error { return badRule(en, zh) }
	if !slices.Contains(frequencies, frequency) {
		return refuse("“"+frequency+"” is no frequency", "无法识别频率“"+frequency+"”")
	}
	months := map[string]int{"MONTHLY": 1, "QUARTERLY": 3, "HALF_YEARLY": 6, "YEARLY": 12}[frequency]
	if r.place == after {
		if frequency != "ON_DEMAND" || r.next || r.month > 0 {
			return refuse("“after” is for what recurs on demand", "“after”仅用于按需任务")
		}
		return nil
	}
	switch {
	case r.month > 0 && months < 3:
		return refuse("only what is due once a quarter or more rarely names a month", "只有按季或更长周期的任务才能指定月份")
	case r.month > 0 && spans[r.span] != months:
		return refuse("the rule counts months in another period than the duty's", "规则中的周期与任务频率不一致")
	case r.place == onWeekday && frequency != "WEEKLY" && frequency != "FORTNIGHTLY":
		return refuse("a weekday is for what is due every week or two", "weekday 仅用于每周或每两周的任务")
	case (frequency == "WEEKLY" || frequency == "FORTNIGHTLY") && r.place != onWeekday && r.place != onLast:
		return refuse("what is due every week or two names a weekday, or the last day", "每周或每两周的任务应指定 weekday 或 last day")
	case (frequency == "DAILY" || frequency == "ON_DEMAND") && (r.place != onDay || len(r.ns) > 0 || r.next):
		return refuse("what is due every day or on demand says “day”, with times where it has them", "每日或按需任务应写作“day”，可加时间")
	case months == 1 && r.place == onDay && len(r.ns) == 0:
		return refuse("the rule must say which day of the month", "须指明当月哪一天")
	case months > 1 && r.place != onLast && r.month == 0:
		return refuse("the rule must say in which month, as “of month 1 of quarter”", "须指明月份，如“of month 1 of quarter”")
	case months > 1 && r.place == onDay && len(r.ns) == 0:
		return refuse("the rule must say which day of the month", "须指明当月哪一天")
	}
	return nil
}

// day is the day a slot of a period falls on. Working days are those of the calendar.
func (r *Rule) day(p Period, slot int, days Days) time.Time {
	if r.next {
		p = p.Next()
	}
	first, last := p.First, p.Last()
	if r.month > 0 || r.place == onDay && p.months() > 0 || r.place == onWorkday {
		first = p.First.AddDate(0, max(r.month-1, 0), 0)
		last = first.AddDate(0, 1, -1)
	}
	n := 0
	if len(r.ns) > 0 {
		n = r.ns[min(slot, len(r.ns))-1]
	}
	switch r.place {
	case onLast:
		return last
	case onWeekday:
		if p.Frequency == "FORTNIGHTLY" {
			first = first.AddDate(0, 0, 7) // of its second week: there are two to do it in
		}
		return first.AddDate(0, 0, n-1)
	case onWorkday:
		return workday(first, last, n, days)
	case after:
		return first.AddDate(0, 0, n)
	}
	if n == 0 {
		return first
	}
	return earlier(first.AddDate(0, 0, n-1), last)
}

// workday is the nth working day of a stretch of days, its last where it has fewer; its last day where it has none.
func workday(first, last time.Time, n int, days Days) time.Time {
	found := last
	for d := first; !d.After(last) && n > 0; d = d.AddDate(0, 0, 1) {
		if works(days, d) {
			found, n = d, n-1
		}
	}
	return found
}

// works asks the calendar, and where it has no such year takes out weekends.
func works(days Days, d time.Time) bool {
	if days != nil {
		if w, known := days.Works(d.Format(dayLayout)); known {
			return w
		}
	}
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}

// at is the moment a slot is due on a day of a zone.
func (r *Rule) at(day time.Time, slot int, zone *time.Location) time.Time {
	if len(r.times) == 0 {
		return time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, zone).UTC()
	}
	m := r.times[min(slot, len(r.times))-1]
	return time.Date(day.Year(), day.Month(), day.Day(), m/60, m%60, 0, 0, zone).UTC()
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
