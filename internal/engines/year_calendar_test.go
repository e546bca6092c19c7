package engines_test

import (
	"strings"
	"time"
)

// What the year knows of days, written anew: it is what the hub's own calendar is held against.

var zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// local is a time of the sites, as "2026-03-02 09:00".
func local(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

// The State Council's arrangement of 2026: what is free beside weekends, and the weekends that are worked for it. December
// 2025 has neither.
const (
	free   = "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07"
	worked = "01-04 02-14 02-28 05-09 09-20 10-10"
)

// works tells whether a day is worked.
func works(day time.Time) bool {
	day = day.In(zone)
	date := day.Format("01-02")
	if day.Year() == 2026 && strings.Contains(free, date) {
		return false
	}
	weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
	return !weekend || day.Year() == 2026 && strings.Contains(worked, date)
}

// tomorrow is the midnight that ends a day.
func tomorrow(t time.Time) time.Time {
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, zone).UTC()
}

// workdays is the end of the nth working day after that of a time, which after half past five is the next.
func workdays(from time.Time, n int) time.Time {
	begin := from.In(zone)
	if begin.Hour()*60+begin.Minute() > 17*60+30 {
		begin = tomorrow(begin)
	}
	for !works(begin) {
		begin = tomorrow(begin)
	}
	for ; n > 0; n-- {
		for begin = tomorrow(begin); !works(begin); begin = tomorrow(begin) {
		}
	}
	return tomorrow(begin)
}

// givenBack is the end of a time in working days that stood still for a while: minute by minute, of worked days alone.
func givenBack(due, from, to time.Time) time.Time {
	lost := 0
	for ; from.Before(to); from = from.Add(time.Minute) {
		if works(from) {
			lost++
		}
	}
	for ; lost > 0; due = due.Add(time.Minute) {
		if works(due) {
			lost--
		}
	}
	return due
}

// month is the month of a time at the sites.
func month(t time.Time) string { return t.In(zone).Format("2006-01") }
