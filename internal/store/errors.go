package store

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"
)

// Kind is what a caller can do about an error.
type Kind uint8

// The kinds.
const (
	// Internal: nothing; a bug or an unknown failure.
	Internal Kind = iota
	// Unavailable: come back later, the database is not there.
	Unavailable
	// Conflict: another transaction was in the way, and still was after all tries.
	Conflict
	// Constraint: the data breaks a rule of the schema; Error.Rule says which.
	Constraint
	// NotFound: there is no such row.
	NotFound
	// Timeout: the caller's deadline passed, or he went away.
	Timeout
)

var kindNames = [...]string{"internal error", "database unavailable", "conflict with another transaction", "constraint", "not found", "timeout"}

// String names the kind.
func (k Kind) String() string { return kindNames[k] }

// Rule is the rule of the schema that a Constraint error is about.
type Rule uint8

// The rules.
const (
	NoRule Rule = iota
	Unique
	ForeignKey
	NotNull
	Check
	TooLong
	OutOfRange
)

var ruleNames = [...]string{"", "unique", "foreign key", "not null", "check", "too long", "out of range"}

// String names the rule.
func (r Rule) String() string { return ruleNames[r] }

// Error is what an error of the database means, in words of our own. What the driver said is behind Unwrap, for the log.
// Table, Index and Columns are filled in as far as the database tells.
type Error struct {
	Kind    Kind
	Rule    Rule
	Table   string
	Index   string // the index, or the name of the constraint
	Columns []string
	cause   error
}

// Error never contains the driver's text.
func (e *Error) Error() string {
	s := "store: " + e.Kind.String()
	if e.Rule != NoRule {
		s += ": " + e.Rule.String()
	}
	if len(e.Columns) > 0 {
		s += " (" + strings.Join(e.Columns, ", ") + ")"
	}
	return s
}

// Unwrap is the driver's error.
func (e *Error) Unwrap() error { return e.cause }

// Classify says what an error means, whatever it is wrapped in. Call it with an error: for nil it is nil, and a nil
// *Error in a variable of type error is not nil.
func Classify(err error) *Error {
	if err == nil {
		return nil
	}
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	e := mysqlError(err)
	if e == nil {
		e = sqliteError(err)
	}
	if e == nil {
		e = &Error{Kind: kindOf(err)}
	}
	e.cause = err
	var t *tagged
	if len(e.Columns) == 0 && e.Index != "" && errors.As(err, &t) {
		e.Columns = t.db.opts.Indexes[e.Index]
	}
	return e
}

// kindOf judges errors that are not the server's.
func kindOf(err error) Kind {
	var netErr net.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return Timeout
	case errors.Is(err, sql.ErrNoRows):
		return NotFound
	case errors.Is(err, sqldriver.ErrBadConn), errors.Is(err, sql.ErrConnDone), errors.Is(err, errInvalidConn),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed), errors.As(err, &netErr):
		return Unavailable
	default:
		return Internal
	}
}
