package secret

import (
	"strings"
	"time"
	"unicode"
)

// NormaliseIDCard writes the number of an identity document as it is compared: full-width characters made plain,
// spaces and hyphens gone, letters in upper case. It changes nothing else and does not check.
func NormaliseIDCard(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '!'+fullWidth && r <= '~'+fullWidth {
			r -= fullWidth
		}
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, s)
}

// fullWidth is how far the full-width forms of ASCII, which Chinese input methods write, lie from it.
const fullWidth = '！' - '!'

// ValidIDCard tells whether s can be the number of an identity document, normalised or not:
//
//   - a resident card of GB 11643: 18 characters, a birthday that exists, the right check digit;
//   - its predecessor of 15 digits, which has no check digit, until 2013 in use and in old files still;
//   - anything else: 5 to 11 letters and digits (passports, travel permits), or the former card of foreign permanent
//     residents, 3 letters and 12 digits. Their issuers' rules are not checked.
func ValidIDCard(s string) bool {
	s = NormaliseIDCard(s)
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	switch n := len(s); {
	case n == 18:
		return s[0] != '0' && numeric(s[:17]) && checkDigit(s[:17]) == s[17] && birthday(s[6:14])
	case n == 15 && numeric(s):
		return s[0] != '0' && birthday("19"+s[6:12])
	case n == 15:
		return !strings.ContainsAny(s[:3], "0123456789") && numeric(s[3:])
	default:
		return n >= 5 && n <= 11
	}
}

// canonical is the number a blind index is made of: normalised, and a resident card of 15 digits in its 18-digit
// form, so that a person registered by the old card is found by the new one.
func canonical(s string) string {
	s = NormaliseIDCard(s)
	if len(s) == 15 && numeric(s) {
		s = s[:6] + "19" + s[6:]
		s += string(checkDigit(s))
	}
	return s
}

// checkDigit is the last character of a resident card (ISO 7064, MOD 11-2) that begins with 17 digits.
func checkDigit(s string) byte {
	sum := 0
	for i := range 17 {
		sum = (sum + int(s[i]-'0')) * 2 % 11
	}
	return "10X98765432"[sum]
}

// birthday tells whether YYYYMMDD is a date of the calendar, and of somebody who can still be alive.
func birthday(s string) bool {
	t, err := time.Parse("20060102", s)
	return err == nil && t.Year() >= 1880
}

// numeric tells whether s is of ASCII digits only.
func numeric(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
