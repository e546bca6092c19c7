// Package fault is the hub's own errors: each has one of a fixed list of codes and a sentence that may be shown.
// Everything else that goes wrong is INTERNAL and is not shown.
package fault

import (
	"errors"
	"fmt"
	"time"
)

// Code says what kind of error it is; clients act on it.
type Code string

// The codes. There are no others.
const (
	NotFound        Code = "NOT_FOUND"         // it does not exist, or not for the viewer
	Forbidden       Code = "FORBIDDEN"         // the viewer's role does not open it, whatever the rows
	Unauthenticated Code = "UNAUTHENTICATED"   // nobody is signed in
	BadRequest      Code = "GRAPHQL_INVALID"   // the document does not parse or fit the schema
	BadInput        Code = "BAD_USER_INPUT"    // an argument is not what it must be
	CursorInvalid   Code = "CURSOR_INVALID"    // a cursor was changed, or belongs to another list or order
	LimitExceeded   Code = "LIMIT_EXCEEDED"    // a limit, named with its value, is exceeded
	Conflict        Code = "CONFLICT"          // it collides with what exists
	WrongState      Code = "WRONG_STATE"       // the life cycle does not allow it now
	TooMany         Code = "TOO_MANY_REQUESTS" // wait and try again
	Unavailable     Code = "UNAVAILABLE"       // the database is away
	Timeout         Code = "TIMEOUT"           // it took too long and was given up
	Internal        Code = "INTERNAL"          // a fault of the hub; the request id leads to its log
)

// Error is an error with a code.
type Error struct {
	Code Code
	EN   string // sentence in English
	ZH   string // sentence in Chinese, empty where there is none

	// Retry is when to come back, for Retry-After; zero where it is not known.
	Retry time.Duration

	// Limit is the limit that was exceeded, for extensions.limit; nil where it is no such error.
	Limit *Limit
}

// Limit is a limit of requests and what was found instead.
type Limit struct {
	Name  string `json:"name"`
	Max   int    `json:"max"`
	Found int    `json:"found"` // counting may have stopped there
}

// Error implements error.
func (e *Error) Error() string { return e.EN }

// In is the sentence in a language, "zh-CN" or "en".
func (e *Error) In(lang string) string {
	if e.ZH != "" && len(lang) >= 2 && lang[:2] == "zh" {
		return e.ZH
	}
	return e.EN
}

// New is an error with a sentence in English.
func New(code Code, format string, args ...any) *Error {
	return &Error{Code: code, EN: fmt.Sprintf(format, args...)}
}

// Both is an error with a sentence in English and Chinese.
func Both(code Code, en, zh string) *Error { return &Error{Code: code, EN: en, ZH: zh} }

// Exceeded is an error that names a limit, its value and what was found; the sentences are those of Both.
func Exceeded(l Limit, en, zh string) *Error {
	return &Error{Code: LimitExceeded, EN: en, ZH: zh, Limit: &l}
}

// Of is the hub's own error in an error, nil where there is none.
func Of(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}
