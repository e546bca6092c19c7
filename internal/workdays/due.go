package workdays

import "time"

// Due is when the time given from start runs out, and the calendars that were asked; what is done at that moment is still
// in time. The unit is a code of lifecycle.ClockUnits. Where the end was agreed or is a day of the calendar (PROMISE,
// CALENDAR) start is that end.
//
// Hours and minutes run on. Days end at midnight: the day of start is not counted, SAME_DAY is its own midnight. Working
// days end at midnight of the last; what is received after the cut-off or on a day that is not worked counts as received
// on the next working day, which is then not counted either.
func (c *Calendar) Due(start time.Time, unit string, amount int, zone *time.Location) (due time.Time, versions string) {
	local := start.In(zone)
	switch unit {
	case "MINUTES":
		return start.Add(time.Duration(amount) * time.Minute).UTC(), ""
	case "HOURS":
		return start.Add(time.Duration(amount) * time.Hour).UTC(), ""
	case "SAME_DAY":
		return midnight(local, 1), ""
	case "DAYS":
		return midnight(local, amount+1), ""
	case "WORKDAYS":
		return c.workdays(local, amount)
	}
	return start.UTC(), ""
}

// midnight is when the day so many days after that of a time begins, in its zone.
func midnight(t time.Time, days int) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d+days, 0, 0, 0, 0, t.Location()).UTC()
}

func (c *Calendar) workdays(start time.Time, amount int) (time.Time, string) {
	w := c.from(start)
	if !w.works() || sinceMidnight(start) > c.cutoff {
		w.next()
		for !w.works() {
			w.next()
		}
	}
	for amount > 0 {
		w.next()
		if w.works() {
			amount--
		}
	}
	w.next()
	return w.midnight(start.Location()).UTC(), w.versions()
}

// sinceMidnight is the time of day.
func sinceMidnight(t time.Time) time.Duration {
	h, m, s := t.Clock()
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second + time.Duration(t.Nanosecond())
}

// Resume is when the time of a clock runs out that stood still from paused to resumed, and the calendars that were asked.
// It gets back what it lost: of a clock of working days that is the time on working days, each of 24 hours; of any other
// the time itself. An agreed end and a day of the calendar do not move.
func (c *Calendar) Resume(due, paused, resumed time.Time, unit string, zone *time.Location) (time.Time, string) {
	if !paused.Before(resumed) || unit == "PROMISE" || unit == "CALENDAR" {
		return due.UTC(), ""
	}
	if unit != "WORKDAYS" {
		return due.Add(resumed.Sub(paused)).UTC(), ""
	}
	lost, asked := c.worked(paused, resumed, zone)
	w := c.from(due.In(zone))
	w.seen = asked
	if lost == 0 { // it stood still while nobody worked
		return due.UTC(), w.versions()
	}
	for end := due; ; w.next() {
		begin, over := end, w.after(zone)
		if !w.works() {
			end = over
			continue
		}
		if rest := over.Sub(begin); rest < lost {
			lost -= rest
			end = over
			continue
		}
		return begin.Add(lost).UTC(), w.versions()
	}
}

// after is when the walker's day is over.
func (w *walker) after(zone *time.Location) time.Time {
	y, m, d := w.day.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, zone)
}

// worked is how much of a span lies on working days, and the years it lies in.
func (c *Calendar) worked(from, to time.Time, zone *time.Location) (sum time.Duration, years []int) {
	w := c.from(from.In(zone))
	for begin := from; begin.Before(to); w.next() {
		end := w.after(zone)
		if end.After(to) {
			end = to
		}
		if w.works() {
			sum += end.Sub(begin)
		}
		begin = end
	}
	return sum, w.seen
}
