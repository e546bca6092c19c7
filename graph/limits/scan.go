package limits

import "strings"

// scan counts the tokens of a document and how deep its brackets go, as gqlparser's lexer would and without a parser: a
// parser calls itself for each bracket. What does not lex is counted somehow; the parser refuses it.
func scan(doc string) (tokens, deepest int) {
	open := 0
	for i := 0; i < len(doc); {
		c := doc[i]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',':
			i++
			continue
		case strings.HasPrefix(doc[i:], "\xef\xbb\xbf"):
			i += 3
			continue
		case c == '(' || c == '[' || c == '{':
			open++
			deepest = max(deepest, open)
			i++
		case c == ')' || c == ']' || c == '}':
			open = max(0, open-1)
			i++
		case c == '#':
			for i++; i < len(doc) && (doc[i] >= ' ' || doc[i] == '\t'); i++ {
			}
		case c == '"':
			i = text(doc, i)
		case c == '.' && strings.HasPrefix(doc[i:], "..."):
			i += 3
		case letter(c):
			for i++; i < len(doc) && (letter(doc[i]) || digit(doc[i])); i++ {
			}
		case c == '-' || digit(c):
			i = number(doc, i)
		default:
			i++
		}
		tokens++
	}
	return tokens, deepest
}

func letter(c byte) bool { return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func digit(c byte) bool { return c >= '0' && c <= '9' }

// text is where the string ends that begins at i.
func text(doc string, i int) int {
	if strings.HasPrefix(doc[i:], `"""`) {
		return block(doc, i+3)
	}
	for i++; i < len(doc); i++ {
		switch doc[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		case '\n', '\r': // it has no end, which the lexer says
			return i
		}
	}
	return len(doc)
}

// block is where the block string ends whose content begins at i: with the last three of a row of quotes.
func block(doc string, i int) int {
	for i < len(doc) {
		switch {
		case strings.HasPrefix(doc[i:], `\"""`):
			i += 4
		case strings.HasPrefix(doc[i:], `"""`):
			for i < len(doc) && doc[i] == '"' {
				i++
			}
			return i
		default:
			i++
		}
	}
	return i
}

// number is where the number ends that begins at i.
func number(doc string, i int) int {
	digits := func() {
		for i < len(doc) && digit(doc[i]) {
			i++
		}
	}
	i++ // a minus or a digit
	digits()
	if i < len(doc) && doc[i] == '.' {
		i++
		digits()
	}
	if i < len(doc) && (doc[i] == 'e' || doc[i] == 'E') {
		if i++; i < len(doc) && (doc[i] == '+' || doc[i] == '-') {
			i++
		}
		digits()
	}
	return i
}
