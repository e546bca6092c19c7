package sheets

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a text into the form texts are compared in: full-width letters and digits become plain ones (NFKC) and
// space of every kind is trimmed. Values are folded to be understood, never to be stored: a name stays as typed.
func Fold(s string) string { return trim(norm.NFKC.String(s)) }

// trim cuts off every kind of space, also those that cannot be seen and that pasting from web pages leaves behind.
func trim(s string) string {
	return strings.TrimFunc(s, func(c rune) bool {
		switch c {
		case '\ufeff', '\u200b', '\u200c', '\u200d', '\u2060', '\u180e':
			return true
		}
		return unicode.IsSpace(c)
	})
}
