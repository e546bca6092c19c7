package sheets

import (
	"fmt"
	"strings"
)

// Error is anything that is wrong with a file, a row or a cell, said so that the person who made the file can mend it.
type Error struct {
	File   string
	Line   int // 1-based line or sheet row, 0 where there is none
	Column int // 1-based column, 0 where there is none
	Code   Code
	Args   []any // what the message of Code speaks of
}

// Error is the message in English.
func (e *Error) Error() string { return e.Message("en") }

// Message says in a language what is wrong and where: Chinese for any zh, English otherwise.
func (e *Error) Message(lang string) string {
	zh := strings.HasPrefix(strings.ToLower(lang), "zh")
	text := messages[e.Code]
	if zh {
		return e.place("第 %d 行", "%s 列", " ", "：") + sprintf(text.zh, e.Args)
	}
	return e.place("row %d", "column %s", ", ", ": ") + sprintf(text.en, e.Args)
}

// Problem is Message without the place, for lists that show the place in columns of their own.
func (e *Error) Problem(lang string) string {
	return (&Error{Code: e.Code, Args: e.Args}).Message(lang)
}

// At is the same error at a place. The Parse functions see a single cell; their callers know where it stood.
func (e *Error) At(file string, line, column int) *Error {
	return &Error{File: file, Line: line, Column: column, Code: e.Code, Args: e.Args}
}

func (e *Error) place(line, column, sep, end string) string {
	var at []string
	if e.File != "" {
		at = append(at, e.File)
	}
	if e.Line > 0 {
		at = append(at, fmt.Sprintf(line, e.Line))
	}
	if e.Column > 0 {
		at = append(at, fmt.Sprintf(column, ColumnName(e.Column)))
	}
	if len(at) == 0 {
		return ""
	}
	return strings.Join(at, sep) + end
}

func sprintf(format string, args []any) string {
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

// RowError says that one row cannot be trusted. The Reader stands behind that row and Next may be called again.
type RowError struct{ Err *Error }

// Error is the message in English.
func (e *RowError) Error() string { return e.Err.Error() }

// Message is the message in a language.
func (e *RowError) Message(lang string) string { return e.Err.Message(lang) }

// Unwrap lets errors.As find the *Error.
func (e *RowError) Unwrap() error { return e.Err }

// ColumnName is the letters over a column in Excel: 1 is A, 27 is AA. People look for the letters even in a CSV,
// because it is Excel they open it with.
func ColumnName(column int) string {
	var b []byte
	for ; column > 0; column = (column - 1) / 26 {
		b = append([]byte{byte('A' + (column-1)%26)}, b...) //nolint:gosec // 0 to 25
	}
	return string(b)
}

func problem(code Code, args ...any) *Error { return &Error{Code: code, Args: args} }
