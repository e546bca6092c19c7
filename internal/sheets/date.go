package sheets

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	dated     = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?`)
	compact   = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:$|[ T])`)
	serial    = regexp.MustCompile(`^\d{5}(?:\.\d+)?$`) // 1927 to 2173; four digits are a year, eight a compact date
	ambiguous = regexp.MustCompile(`^\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?:$|[ T])`)
	clock     = regexp.MustCompile(`^(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?|[时点](?:(\d{1,2})分(?:(\d{1,2})秒)?)?)` +
		` ?(Z|[+-]\d{2}:?\d{2})?$`)
)

// ParseDate reads a day: 2024-03-05, 2024/3/5, 2024.3.5, 2024年3月5日, 20240305 or Excel's serial number. A time behind
// it is checked and dropped. The result is midnight UTC of that day. 03/05/2024 is refused, it is two days.
func ParseDate(s string) (time.Time, error) {
	day, _, _, err := moment(s, CodeDate)
	return day, err
}

// ParseDateTime reads a day as ParseDate does and a time of day behind it, midnight if there is none, as the clocks of a
// location show it. A time that names its zone (Z, +08:00) is taken at its word.
func ParseDateTime(s string, in *time.Location) (time.Time, error) {
	day, seconds, zone, err := moment(s, CodeDateTime)
	if err != nil {
		return time.Time{}, err
	}
	if zone != nil {
		in = zone
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, seconds, 0, in), nil
}

// moment is a day, the seconds since its midnight by the clock, and the zone if the text names one.
func moment(typed string, code Code) (day time.Time, seconds int, zone *time.Location, err error) {
	s := strings.ReplaceAll(Fold(typed), "t", "T")
	refused := problem(code, typed)
	if serial.MatchString(s) {
		n, err := strconv.ParseFloat(s, 64)
		t, ok := serialTime(n, false)
		if err != nil || !ok {
			return day, 0, nil, refused
		}
		return t.Truncate(24 * time.Hour), t.Hour()*3600 + t.Minute()*60 + t.Second(), nil, nil
	}
	if ambiguous.MatchString(s) {
		return day, 0, nil, problem(CodeDateOrder, typed)
	}
	var y, m, d, rest string
	if g := dated.FindStringSubmatch(s); g != nil {
		y, m, d, rest = g[1], g[2]+g[3]+g[4]+g[5], g[6], s[len(g[0]):]
	} else if g := compact.FindStringSubmatch(s); g != nil {
		y, m, d, rest = g[1], g[2], g[3], s[8:]
	} else {
		return day, 0, nil, refused
	}
	day = time.Date(number(y), time.Month(number(m)), number(d), 0, 0, 0, 0, time.UTC)
	if day.Day() != number(d) || int(day.Month()) != number(m) || day.Year() == 0 {
		return time.Time{}, 0, nil, refused // 31 April
	}
	seconds, zone, ok := timeOfDay(rest)
	if !ok {
		return time.Time{}, 0, nil, refused
	}
	return day, seconds, zone, nil
}

// timeOfDay reads what stands behind a day: nothing, or a blank or T and a time. 2024年3月5日14时 needs no blank.
func timeOfDay(s string) (seconds int, zone *time.Location, ok bool) {
	s = strings.TrimLeft(strings.TrimPrefix(s, "T"), " ")
	if s == "" {
		return 0, nil, true
	}
	g := clock.FindStringSubmatch(s)
	if g == nil {
		return 0, nil, false
	}
	h, m, sec := number(g[1]), number(g[2]+g[4]), number(g[3]+g[5])
	if h > 23 || m > 59 || sec > 59 {
		return 0, nil, false
	}
	switch offset := strings.ReplaceAll(g[6], ":", ""); {
	case offset == "Z":
		zone = time.UTC
	case offset != "":
		east := number(offset[1:3])*3600 + number(offset[3:])*60
		if offset[0] == '-' {
			east = -east
		}
		zone = time.FixedZone("", east)
	}
	return h*3600 + m*60 + sec, zone, true
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // the expressions let only digits through, and "" is 0
	return n
}
