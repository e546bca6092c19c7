package sheets

import (
	"math"
	"time"
)

const (
	dayLayout  = "2006-01-02"
	timeLayout = "2006-01-02T15:04:05"
	lastSerial = 2958466 // the day after 9999-12-31
)

// serialTime is the moment an Excel serial number stands for. Excel counts a 29 February 1900 that never was, which is
// why days before March 1900 stand one off.
func serialTime(serial float64, epoch4 bool) (time.Time, bool) {
	if serial < 0 || serial >= lastSerial {
		return time.Time{}, false
	}
	days, part := math.Modf(serial)
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case epoch4:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		epoch = epoch.AddDate(0, 0, 1)
	}
	seconds := time.Duration(math.Round(part * 86400)) // binary fractions miss whole seconds by a hair
	t := epoch.AddDate(0, 0, int(days)).Add(seconds * time.Second)
	return t, t.Year() <= 9999
}

// serialText is a date, a moment, or, where only a time of day was entered, a time.
func serialText(serial float64, epoch4 bool) (string, bool) {
	t, ok := serialTime(serial, epoch4)
	switch {
	case !ok:
		return "", false
	case serial > 0 && serial < 1 && !epoch4:
		return t.Format(time.TimeOnly), true
	case t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0:
		return t.Format(dayLayout), true
	}
	return t.Format(timeLayout), true
}
