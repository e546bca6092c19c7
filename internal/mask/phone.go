package mask

import "strings"

const (
	mobileLen = 11
	tail      = 4 // digits shown at the end
	leastLen  = 7 // digits of the shortest number whose end may be shown: three stay hidden
)

// Phone keeps the first three and last four digits of a mobile number (138****8000), the area code and last four of a
// landline (028-****1234), the last four of anything else with seven digits or more (****1234), and nothing of what is
// shorter. China's country code is kept as "+86 ", any other hidden. Separators and words are dropped; empty stays
// empty.
func Phone(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	digits := asciiDigits(s)
	prefix, abroad := "", strings.HasPrefix(s, "+") || strings.HasPrefix(s, "＋")
	if rest, ok := chinese(digits, abroad); ok {
		prefix, digits, abroad = "+86 ", rest, false
	}
	n := len(digits)
	switch {
	case mobile(digits) && !abroad:
		return prefix + digits[:3] + hidden + digits[n-tail:]
	case landline(digits) && !abroad:
		return prefix + digits[:areaLen(digits)] + "-" + hidden + digits[n-tail:]
	case n >= leastLen:
		return prefix + hidden + digits[n-tail:]
	default:
		return prefix + hidden
	}
}

// chinese takes China's country code off: +86, 0086, or 86 before a mobile number. Of other numbers the 86 may be part.
func chinese(digits string, plus bool) (rest string, ok bool) {
	if rest, ok = strings.CutPrefix(digits, "0086"); ok {
		return rest, true
	}
	rest, ok = strings.CutPrefix(digits, "86")
	return rest, ok && (plus || mobile(rest))
}

// mobile tells whether the digits are a mobile number of mainland China: eleven, 13… to 19….
func mobile(d string) bool {
	return len(d) == mobileLen && d[0] == '1' && d[1] >= '3'
}

// landline tells whether the digits are an area code and a subscriber's number of seven or eight digits.
func landline(d string) bool {
	if len(d) < 10 || len(d) > 12 || d[0] != '0' || d[1] == '0' || (d[1] == '1' && d[2] != '0') {
		return false
	}
	subscriber := len(d) - areaLen(d)
	return subscriber == 7 || subscriber == 8
}

// areaLen is how many digits of a landline are the area code: three for 010 and 02x, four elsewhere.
func areaLen(d string) int {
	if d[1] == '1' || d[1] == '2' {
		return 3
	}
	return 4
}
