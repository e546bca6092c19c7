package sheets

import "strings"

// A CSV cell that begins a formula runs when Excel opens the file, so whoever may enter a name could run code on the
// machine of whoever exports the list. An apostrophe in front makes Excel show the text. Cells that begin with an
// apostrophe and a formula already get one more, so that reading can always take exactly one away.

const formulaStarts = "=+-@\t\r\n＝＋－＠"

// defused is a text safe to write into a CSV.
func defused(s string) string {
	if startsFormula(strings.TrimLeft(s, "'")) && !plainNegative(s) {
		return "'" + s
	}
	return s
}

// fused undoes defused.
func fused(s string) string {
	if strings.HasPrefix(s, "'") && startsFormula(strings.TrimLeft(s, "'")) {
		return s[1:]
	}
	return s
}

func startsFormula(s string) bool {
	for _, c := range s {
		return strings.ContainsRune(formulaStarts, c)
	}
	return false
}

// plainNegative tells -12.50, which must stay a number in Excel, from -1+cmd|'/c calc'!A0.
func plainNegative(s string) bool {
	digits, ok := strings.CutPrefix(s, "-")
	if !ok || digits == "" {
		return false
	}
	whole, fraction, point := strings.Cut(digits, ".")
	return allDigits(whole) && (!point || allDigits(fraction))
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
