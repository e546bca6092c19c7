package store

import (
	"errors"
	"strings"
)

type tokenKind uint8

const (
	tWord   tokenKind = iota // a keyword or a bare name, in lower case
	tQuoted                  // a name in backquotes, double quotes or brackets
	tString
	tNumber
	tParam
	tPunct
)

// token is one word of SQL.
type token struct {
	kind tokenKind
	text string
}

var errLex = errors.New("cannot be read")

// lex splits a statement into words. It errs on the side of seeing a name: a double-quoted text is a string to MySQL and
// may be a table to SQLite, so it is a name here.
func lex(s string, mysql bool) ([]token, error) {
	toks := make([]token, 0, len(s)/5+4)
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == 0:
			return nil, errLex // SQLite stops here, MySQL does not
		case c == ' ' || c >= '\t' && c <= '\r':
			i++
		case c == '-' && strings.HasPrefix(s[i:], "--") && (!mysql || i+2 == len(s) || s[i+2] <= ' '), c == '#' && mysql:
			end := strings.IndexByte(s[i:], '\n')
			if end < 0 {
				return toks, nil
			}
			i += end + 1
		case strings.HasPrefix(s[i:], "/*"):
			end := strings.Index(s[i+2:], "*/")
			// MySQL runs what stands in /*! and nests nothing else; none of ours has either.
			if end < 0 || mysql && (strings.HasPrefix(s[i+2:], "!") || strings.HasPrefix(s[i+2:], "M!")) {
				return nil, errLex
			}
			i += end + 4
		case c == '\'' || c == '"' || c == '`' || c == '[' && !mysql:
			text, n := quotedText(s[i:], mysql && c != '`')
			if n == 0 {
				return nil, errLex
			}
			kind := tQuoted
			if c == '\'' {
				kind = tString
			} else {
				text = strings.ToLower(text)
			}
			toks, i = append(toks, token{kind, text}), i+n
		case isDigit(c) || c == '.' && i+1 < len(s) && isDigit(s[i+1]) && !afterName(toks):
			n := numberLen(s[i:])
			toks, i = append(toks, token{tNumber, s[i : i+n]}), i+n
		case isWord(c):
			n := 1
			for i+n < len(s) && (isWord(s[i+n]) || isDigit(s[i+n])) {
				n++
			}
			toks, i = append(toks, token{tWord, strings.ToLower(s[i : i+n])}), i+n
		case c == '?':
			n := 1
			for i+n < len(s) && isDigit(s[i+n]) {
				n++
			}
			toks, i = append(toks, token{tParam, "?"}), i+n
		default:
			toks, i = append(toks, token{tPunct, s[i : i+1]}), i+1
		}
	}
	return toks, nil
}

// quotedText is the content of the quoted text s begins with and the length of the whole, 0 where it does not end.
func quotedText(s string, backslash bool) (string, int) {
	end := s[0]
	if end == '[' {
		end = ']'
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && backslash:
			i++
			if i < len(s) {
				b.WriteByte(s[i])
			}
		case s[i] != end:
			b.WriteByte(s[i])
		case end != ']' && i+1 < len(s) && s[i+1] == end:
			b.WriteByte(end)
			i++
		default:
			return b.String(), i + 1
		}
	}
	return "", 0
}

// numberLen is the length of the number s begins with. It ends before a letter that does not belong to it: to MySQL,
// 1.FROM and 1e0FROM are two words.
func numberLen(s string) int {
	n := 0
	digits := func() {
		for n < len(s) && isDigit(s[n]) {
			n++
		}
	}
	digits()
	if n < len(s) && s[n] == '.' {
		n++
		digits()
	}
	if n < len(s) && s[n]|' ' == 'e' {
		m := n + 1
		if m < len(s) && (s[m] == '+' || s[m] == '-') {
			m++
		}
		if m < len(s) && isDigit(s[m]) {
			n = m
			digits()
		}
	}
	return n
}

func afterName(toks []token) bool { return len(toks) > 0 && toks[len(toks)-1].kind <= tQuoted }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$' || c >= 0x80
}
