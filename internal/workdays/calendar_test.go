package workdays

import (
	"testing"
	"time"
)

// TestOfficial holds the years against what the notices add up to: the weekdays less the statutory holidays, eleven until
// 2024 and thirteen since.
func TestOfficial(t *testing.T) {
	c := Official()
	for year, want := range map[int]int{2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248} {
		n := 0
		for d := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() == year; d = d.AddDate(0, 0, 1) {
			works, known := c.Works(d.Format(time.DateOnly))
			if !known {
				t.Fatal(d)
			}
			if works {
				n++
			}
		}
		if n != want {
			t.Errorf("%d has %d working days, want %d", year, n, want)
		}
		w := &Wanted{Year: year, Source: "国务院办公厅通知", Days: OfficialDays(year)}
		for _, e := range w.check(t.Context()) {
			t.Errorf("%d: %s %s", year, e.Field, e.Message)
		}
	}
	if OfficialDays(2027) != nil {
		t.Error("nobody has told 2027 yet")
	}
}

func TestWorks(t *testing.T) {
	for day, want := range map[string][2]bool{
		"2026-02-14": {true, true},   // Saturday, made up
		"2026-02-16": {false, true},  // Monday, Spring Festival
		"2026-03-02": {true, true},   // Monday
		"2026-03-07": {false, true},  // Saturday
		"2027-02-08": {true, false},  // Monday of a year nobody has told
		"2027-02-07": {false, false}, // Sunday
		"2026-02-30": {false, false}, "": {false, false}, "2026-2-3": {false, false}, "明天": {false, false},
	} {
		if works, known := Official().Works(day); works != want[0] || known != want[1] {
			t.Errorf("%q: works %v, known %v", day, works, known)
		}
	}
}

// TestVersions: a calendar with another version of a year leaves the first as it was, and says which it asked.
func TestVersions(t *testing.T) {
	old := Official()
	c := old.With(2027, 2, []Day{{"2027-01-01", Holiday, "元旦"}}).With(2026, 1, nil)
	start := time.Date(2026, 12, 31, 10, 0, 0, 0, time.UTC)
	if due, asked := c.Due(start, "WORKDAYS", 1, time.UTC); due.Format(time.DateOnly) != "2027-01-05" || asked != "2026v1, 2027v2" {
		t.Error(due, asked)
	}
	if works, _ := c.Works("2026-02-16"); !works {
		t.Error("a version takes the place of the whole year")
	}
	if works, _ := old.Works("2026-02-16"); works {
		t.Error("the first calendar was changed")
	}
	late := c.Closing(20 * time.Hour)
	if due, _ := late.Due(start.Add(9*time.Hour), "WORKDAYS", 0, time.UTC); due.Format(time.DateOnly) != "2027-01-01" {
		t.Error(due)
	}
}

// FuzzWorks: whatever is asked, only a day of the calendar is known, and only in the one way days are written.
func FuzzWorks(f *testing.F) {
	for _, s := range []string{"2026-02-14", "2027-01-01", "2026-02-30", "0000-01-01", "9999-12-31", "2026-02-14T00:00", "２０２６-01-01"} {
		f.Add(s)
	}
	c := Official()
	f.Fuzz(func(t *testing.T, day string) {
		works, known := c.Works(day)
		d, err := time.Parse("2006-01-02", day)
		if err != nil && (works || known) {
			t.Errorf("%q: works %v, known %v", day, works, known)
		}
		if err == nil && known != (d.Year() >= 2022 && d.Year() <= 2026) {
			t.Errorf("%q: known %v", day, known)
		}
	})
}
