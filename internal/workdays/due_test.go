package workdays

import (
	"math/rand/v2"
	"sort"
	"testing"
	"time"
)

// almanac counts the same as Calendar, another way: over a list of days, by place and by adding up.
type almanac struct {
	zone *time.Location
	all  []time.Time     // every day's beginning
	work []time.Time     // every working day's beginning
	sum  []time.Duration // time on working days before each of them
	len  []time.Duration // how long each of them is
}

func newAlmanac(t *testing.T, zone *time.Location) *almanac {
	t.Helper()
	special := map[string]Kind{}
	for y := 2022; y <= 2026; y++ {
		for _, d := range OfficialDays(y) {
			special[d.Day] = d.Kind
		}
	}
	a := &almanac{zone: zone}
	var sum time.Duration
	for i := range 6 * 366 {
		day := time.Date(2022, 1, 1+i, 0, 0, 0, 0, zone)
		a.all = append(a.all, day)
		free := day.Weekday() == time.Sunday || day.Weekday() == time.Saturday
		switch special[day.Format("2006-01-02")] {
		case Holiday:
			free = true
		case MakeUp:
			free = false
		}
		if !free {
			long := time.Date(2022, 1, 2+i, 0, 0, 0, 0, zone).Sub(day)
			a.work, a.sum, a.len = append(a.work, day), append(a.sum, sum), append(a.len, long)
			sum += long
		}
	}
	return a
}

func (a *almanac) due(start time.Time, unit string, n int) time.Time {
	switch unit {
	case "MINUTES":
		return time.UnixMicro(start.UnixMicro() + int64(n)*60e6)
	case "HOURS":
		return time.UnixMicro(start.UnixMicro() + int64(n)*3600e6)
	case "WORKDAYS": // the first working day whose closing is not before the start is the day it counts as received on
		i := sort.Search(len(a.work), func(i int) bool {
			y, m, d := a.work[i].Date()
			return !time.Date(y, m, d, 17, 30, 0, 0, a.zone).Before(start)
		})
		return a.work[i+n].Add(a.len[i+n])
	}
	i := sort.Search(len(a.all), func(i int) bool { return a.all[i].After(start) }) // the day after
	if unit == "SAME_DAY" {
		return a.all[i]
	}
	return a.all[i+n]
}

// worked is the time on working days before a moment.
func (a *almanac) worked(at time.Time) time.Duration {
	i := sort.Search(len(a.work), func(i int) bool { return a.work[i].After(at) }) - 1
	if i < 0 {
		return 0
	}
	return a.sum[i] + min(at.Sub(a.work[i]), a.len[i])
}

func (a *almanac) resume(due, paused, resumed time.Time, unit string) time.Time {
	if unit != "WORKDAYS" {
		return time.UnixMicro(due.UnixMicro() + resumed.UnixMicro() - paused.UnixMicro())
	}
	lost := a.worked(resumed) - a.worked(paused)
	if lost == 0 {
		return due
	}
	want := a.worked(due) + lost
	i := sort.Search(len(a.work), func(i int) bool { return a.sum[i]+a.len[i] >= want })
	return a.work[i].Add(want - a.sum[i])
}

// TestArithmetic holds the calendar against the almanac in 100,000 random cases over the five official years: starts at
// any microsecond, often on the edges of days, months, festivals and office hours, with up to three pauses.
func TestArithmetic(t *testing.T) {
	cases := 100_000
	if testing.Short() {
		cases = 10_000
	}
	c := Official()
	rnd := rand.New(rand.NewPCG(4, 2022))
	for _, name := range []string{"Asia/Shanghai", "Europe/Berlin"} { // one zone with summer time, for days of 23 and 25 hours
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		a := newAlmanac(t, zone)
		n := cases
		if name != "Asia/Shanghai" {
			n = cases / 10
		}
		edges := edgesOf(zone)
		for range n {
			start := time.Date(2022, 1, 1, 0, 0, 0, 0, zone).Add(time.Duration(rnd.Int64N(int64(5 * 365 * 24 * time.Hour)))).Truncate(time.Microsecond)
			if rnd.IntN(3) == 0 {
				start = edges[rnd.IntN(len(edges))].Add(time.Duration(rnd.IntN(3)-1) * time.Microsecond)
			}
			unit := []string{"MINUTES", "HOURS", "DAYS", "WORKDAYS", "WORKDAYS", "SAME_DAY"}[rnd.IntN(6)]
			amount := rnd.IntN(41)
			got, _ := c.Due(start, unit, amount, zone)
			want := a.due(start, unit, amount)
			if !got.Equal(want) {
				t.Fatalf("%s: %d %s from %s: %s, want %s", name, amount, unit, start, got.In(zone), want.In(zone))
			}
			paused := start
			for range rnd.IntN(4) {
				paused = paused.Add(time.Duration(rnd.Int64N(int64(4 * 24 * time.Hour)))).Truncate(time.Microsecond)
				if rnd.IntN(4) == 0 {
					paused = midnight(paused.In(zone), 1+rnd.IntN(3))
				}
				resumed := paused.Add(time.Duration(rnd.Int64N(int64(12 * 24 * time.Hour)))).Truncate(time.Microsecond)
				if rnd.IntN(4) == 0 {
					resumed = midnight(resumed.In(zone), 1+rnd.IntN(3))
				}
				before := got
				got, _ = c.Resume(got, paused, resumed, unit, zone)
				want = a.resume(want, paused, resumed, unit)
				if !got.Equal(want) {
					t.Fatalf("%s: %s due %s, paused %s to %s: %s, want %s", name, unit, before.In(zone), paused.In(zone), resumed.In(zone), got.In(zone), want.In(zone))
				}
				paused = resumed
			}
		}
	}
}

// edgesOf are the moments at which something changes: midnights of months' ends and special days, and their closing.
func edgesOf(zone *time.Location) (edges []time.Time) {
	for y := 2022; y <= 2026; y++ {
		for m := time.January; m <= time.December; m++ {
			edges = append(edges, time.Date(y, m, 1, 0, 0, 0, 0, zone), time.Date(y, m+1, 0, 17, 30, 0, 0, zone))
		}
		for _, d := range OfficialDays(y) {
			day, _ := time.ParseInLocation("2006-01-02", d.Day, zone)
			edges = append(edges, day, day.Add(17*time.Hour+30*time.Minute), day.AddDate(0, 0, 1))
		}
	}
	return edges
}

// TestMinuteByMinute lives through pauses one minute at a time: a clock of working days goes on while somebody works and
// it does not stand still, and its time is over when as much has passed as without pauses.
func TestMinuteByMinute(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	c := Official()
	rnd := rand.New(rand.NewPCG(7, 7))
	for range 150 {
		start := time.Date(2022, 1, 1, 0, rnd.IntN(5*364*24*60), 0, 0, zone)
		due, _ := c.Due(start, "WORKDAYS", 1+rnd.IntN(5), zone)
		paused := start.Add(time.Duration(rnd.IntN(int(due.Sub(start)/time.Minute))) * time.Minute)
		resumed := paused.Add(time.Duration(rnd.IntN(6*24*60)) * time.Minute)
		goes := func(at time.Time, pauses bool) bool {
			works, _ := c.Works(at.In(zone).Format("2006-01-02"))
			return works && !(pauses && !at.Before(paused) && at.Before(resumed))
		}
		budget := 0
		for at := start; at.Before(due); at = at.Add(time.Minute) {
			if goes(at, false) {
				budget++
			}
		}
		want := start
		for ; budget > 0; want = want.Add(time.Minute) {
			if goes(want, true) {
				budget--
			}
		}
		if got, _ := c.Resume(due, paused, resumed, "WORKDAYS", zone); !got.Equal(want) {
			t.Fatalf("from %s, due %s, paused %s to %s: %s, want %s", start, due.In(zone), paused, resumed, got.In(zone), want)
		}
	}
}

// TestDue holds cases that can be looked up in a calendar on the wall.
func TestDue(t *testing.T) {
	zone := time.FixedZone("CST", 8*60*60)
	c := Official()
	for _, x := range []struct {
		start, unit string
		amount      int
		due, asked  string
	}{
		{"2026-03-02 09:00", "MINUTES", 30, "2026-03-02 09:30", ""},
		{"2026-03-02 09:00", "HOURS", 24, "2026-03-03 09:00", ""},
		{"2026-03-02 09:00", "SAME_DAY", 0, "2026-03-03 00:00", ""},
		{"2026-03-02 23:59", "SAME_DAY", 0, "2026-03-03 00:00", ""},
		{"2026-03-02 00:00", "SAME_DAY", 0, "2026-03-03 00:00", ""},
		{"2026-03-02 09:00", "DAYS", 0, "2026-03-03 00:00", ""},
		{"2026-03-02 09:00", "DAYS", 3, "2026-03-06 00:00", ""},
		{"2026-01-31 09:00", "DAYS", 30, "2026-03-03 00:00", ""},
		{"2026-03-02 09:00", "WORKDAYS", 3, "2026-03-06 00:00", "2026v0"},         // Mon → Thu 24:00
		{"2026-03-02 17:30", "WORKDAYS", 3, "2026-03-06 00:00", "2026v0"},         // on the stroke
		{"2026-03-02 17:31", "WORKDAYS", 3, "2026-03-07 00:00", "2026v0"},         // after closing → Fri
		{"2026-03-07 09:00", "WORKDAYS", 1, "2026-03-11 00:00", "2026v0"},         // Sat counts as Mon → Tue
		{"2026-02-13 18:00", "WORKDAYS", 1, "2026-02-25 00:00", "2026v0"},         // → Sat 14, made up; then Tue 24 after the Spring Festival
		{"2026-02-14 10:00", "WORKDAYS", 1, "2026-02-25 00:00", "2026v0"},         // on the make-up day itself
		{"2026-02-27 10:00", "WORKDAYS", 1, "2026-03-01 00:00", "2026v0"},         // Sat 28 is worked
		{"2025-09-30 10:00", "WORKDAYS", 2, "2025-10-11 00:00", "2025v0"},         // eight days of the National Day
		{"2025-12-31 10:00", "WORKDAYS", 1, "2026-01-05 00:00", "2025v0, 2026v0"}, // Sun 4 January is worked
		{"2026-12-31 10:00", "WORKDAYS", 1, "2027-01-02 00:00", "2026v0, 2027?"},  // nobody has told 2027 yet
		{"2026-03-02 09:00", "PROMISE", 0, "2026-03-02 09:00", ""},
		{"2026-03-02 09:00", "CALENDAR", 0, "2026-03-02 09:00", ""},
	} {
		start, err := time.ParseInLocation("2006-01-02 15:04", x.start, zone)
		if err != nil {
			t.Fatal(err)
		}
		due, asked := c.Due(start, x.unit, x.amount, zone)
		if got := due.In(zone).Format("2006-01-02 15:04"); got != x.due || asked != x.asked {
			t.Errorf("%d %s from %s: %s %q, want %s %q", x.amount, x.unit, x.start, got, asked, x.due, x.asked)
		}
	}
}

// TestResume: what is lost is given back, and nothing else moves.
func TestResume(t *testing.T) {
	zone := time.FixedZone("CST", 8*60*60)
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	c := Official()
	for _, x := range []struct{ unit, due, paused, resumed, want, asked string }{
		{"HOURS", "2026-03-03 09:00", "2026-03-02 10:00", "2026-03-02 12:30", "2026-03-03 11:30", ""},
		{"DAYS", "2026-03-06 00:00", "2026-03-02 10:00", "2026-03-04 10:00", "2026-03-08 00:00", ""},
		{"WORKDAYS", "2026-03-06 00:00", "2026-03-02 10:00", "2026-03-04 10:00", "2026-03-10 00:00", "2026v0"},
		{"WORKDAYS", "2026-03-14 00:00", "2026-03-07 00:00", "2026-03-09 00:00", "2026-03-14 00:00", "2026v0"}, // a weekend costs nothing
		{"WORKDAYS", "2026-03-10 00:00", "2026-03-06 10:00", "2026-03-09 10:00", "2026-03-11 00:00", "2026v0"}, // Fri to Mon costs a day
		{"PROMISE", "2026-03-06 15:00", "2026-03-02 10:00", "2026-03-04 10:00", "2026-03-06 15:00", ""},
		{"CALENDAR", "2026-03-06 15:00", "2026-03-02 10:00", "2026-03-04 10:00", "2026-03-06 15:00", ""},
		{"HOURS", "2026-03-06 15:00", "2026-03-04 10:00", "2026-03-02 10:00", "2026-03-06 15:00", ""}, // clocks that go back
	} {
		got, asked := c.Resume(at(x.due), at(x.paused), at(x.resumed), x.unit, zone)
		if got := got.In(zone).Format("2006-01-02 15:04"); got != x.want || asked != x.asked {
			t.Errorf("%s due %s, paused %s to %s: %s %q, want %s %q", x.unit, x.due, x.paused, x.resumed, got, asked, x.want, x.asked)
		}
	}
}
