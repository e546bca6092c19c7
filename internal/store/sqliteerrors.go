package store

import (
	"errors"
	"regexp"
	"strings"

	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

var reSQLiteColumns = regexp.MustCompile(`(?:UNIQUE|NOT NULL) constraint failed: ([^()]+?)(?: \(\d+\))?$`)
var reSQLiteCheck = regexp.MustCompile(`CHECK constraint failed: (.+?)(?: \(\d+\))?$`)

// sqliteError reads an error of SQLite, nil where it is none.
func sqliteError(err error) *Error {
	var lite *sqlite.Error
	if !errors.As(err, &lite) {
		return nil
	}
	e := &Error{}
	switch lite.Code() {
	case codes.SQLITE_CONSTRAINT_UNIQUE, codes.SQLITE_CONSTRAINT_PRIMARYKEY, codes.SQLITE_CONSTRAINT_ROWID:
		e.Kind, e.Rule = Constraint, Unique
	case codes.SQLITE_CONSTRAINT_FOREIGNKEY:
		e.Kind, e.Rule = Constraint, ForeignKey
	case codes.SQLITE_CONSTRAINT_NOTNULL:
		e.Kind, e.Rule = Constraint, NotNull
	case codes.SQLITE_CONSTRAINT_CHECK:
		e.Kind, e.Rule = Constraint, Check
		if m := reSQLiteCheck.FindStringSubmatch(lite.Error()); m != nil {
			e.Index = m[1]
		}
	default:
		e.Kind, e.Rule = sqliteKind(lite.Code() & 0xff) // the primary code
	}
	if m := reSQLiteColumns.FindStringSubmatch(lite.Error()); m != nil {
		for name := range strings.SplitSeq(m[1], ", ") {
			table, column, _ := strings.Cut(name, ".")
			e.Table, e.Columns = table, append(e.Columns, column)
		}
	}
	return e
}

func sqliteKind(primary int) (Kind, Rule) {
	switch primary {
	case codes.SQLITE_CONSTRAINT:
		return Constraint, NoRule
	case codes.SQLITE_TOOBIG:
		return Constraint, TooLong
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return Conflict, NoRule
	case codes.SQLITE_INTERRUPT:
		return Timeout, NoRule
	case codes.SQLITE_FULL, codes.SQLITE_IOERR, codes.SQLITE_CANTOPEN, codes.SQLITE_READONLY:
		return Unavailable, NoRule
	default:
		return Internal, NoRule
	}
}
