package sheets

import (
	"math"
	"strings"
)

// ParseInt reads a whole number: 12, 1,234, １２, and 12.0, which is how some systems write 12.
func ParseInt(s string) (int64, error) { return scaled(s, s, 0, CodeInt) }

// ParseDecimal reads a decimal number of at most so many decimals and returns it in units of the last one, so that no
// float is needed: 89.5 with 2 decimals is 8950. Thousand separators, full-width digits and (1,234) for negative
// numbers are understood.
func ParseDecimal(s string, decimals int) (int64, error) { return scaled(s, s, decimals, CodeDecimal) }

// ParseMoneyFen reads an amount of yuan and returns fen: 1,234.50, ¥1234.5 and 1234.50元 are 123450.
func ParseMoneyFen(s string) (int64, error) {
	amount := strings.ToUpper(Fold(s))
	for _, unit := range []string{"¥", "RMB", "CNY"} {
		amount = strings.TrimPrefix(amount, unit)
	}
	return scaled(s, strings.TrimSuffix(amount, "元"), 2, CodeMoney)
}

// scaled reads the number in text; typed is what the message quotes.
func scaled(typed, text string, decimals int, code Code) (int64, error) {
	text = strings.ReplaceAll(Fold(text), "−", "-")
	negative := false
	if inner, ok := strings.CutPrefix(text, "("); ok && strings.HasSuffix(inner, ")") {
		text, negative = strings.TrimSuffix(inner, ")"), true
	} else if rest, ok := strings.CutPrefix(text, "-"); ok {
		text, negative = rest, true
	} else {
		text = strings.TrimPrefix(text, "+")
	}
	whole, fraction, point := strings.Cut(text, ".")
	whole, ok := ungrouped(whole)
	if !ok || point && fraction != "" && !allDigits(fraction) {
		return 0, problem(code, typed)
	}
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > decimals {
		if code == CodeInt {
			return 0, problem(code, typed)
		}
		return 0, problem(CodeScale, typed, decimals)
	}
	var n int64
	for _, c := range whole + fraction + strings.Repeat("0", decimals-len(fraction)) {
		d := int64(c - '0')
		if n > (math.MaxInt64-d)/10 {
			return 0, problem(CodeRange, typed)
		}
		n = n*10 + d
	}
	if negative {
		n = -n
	}
	return n, nil
}

// ungrouped takes the thousand separators out, provided they stand where they should: 1,23 is more likely a mistyped
// decimal than a number.
func ungrouped(s string) (string, bool) {
	groups := strings.Split(s, ",")
	for i, g := range groups {
		if !allDigits(g) || len(groups) > 1 && (i == 0 && len(g) > 3 || i > 0 && len(g) != 3) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}
