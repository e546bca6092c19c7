package store

import (
	"errors"
	"regexp"
	"strings"

	"github.com/go-sql-driver/mysql"
)

// errInvalidConn is how the MySQL driver says that a connection was lost under a statement.
var errInvalidConn = mysql.ErrInvalidConn

// mysqlCodes are the server errors we know; the rest is Internal.
var mysqlCodes = map[uint16]Error{
	1062: {Kind: Constraint, Rule: Unique},
	1451: {Kind: Constraint, Rule: ForeignKey},
	1452: {Kind: Constraint, Rule: ForeignKey},
	1048: {Kind: Constraint, Rule: NotNull},
	1364: {Kind: Constraint, Rule: NotNull}, // left out, and no default
	3819: {Kind: Constraint, Rule: Check},   // MySQL
	4025: {Kind: Constraint, Rule: Check},   // MariaDB
	1406: {Kind: Constraint, Rule: TooLong},
	1264: {Kind: Constraint, Rule: OutOfRange},
	1690: {Kind: Constraint, Rule: OutOfRange}, // of an expression
	1205: {Kind: Conflict},                     // lock wait timeout
	1213: {Kind: Conflict},                     // deadlock; on Galera, lost the certification
	1020: {Kind: Conflict},                     // MariaDB: the row has changed since this transaction read it
	1040: {Kind: Unavailable},                  // too many connections
	1203: {Kind: Unavailable},                  // the same, of this user
	1047: {Kind: Unavailable},                  // Galera: this node is not part of the cluster
	1053: {Kind: Unavailable},                  // server shutdown
	1290: {Kind: Unavailable},                  // read only
	1836: {Kind: Unavailable},                  // read only
	1927: {Kind: Unavailable},                  // connection killed
	2006: {Kind: Unavailable},                  // server has gone away
	2013: {Kind: Unavailable},                  // lost connection during query
	1317: {Kind: Timeout},                      // query interrupted
	1969: {Kind: Timeout},                      // MariaDB: max_statement_time
	3024: {Kind: Timeout},                      // MySQL: max_execution_time
}

var (
	reForeignKey = regexp.MustCompile("\\(`[^`]*`\\.`([^`]+)`, CONSTRAINT `([^`]+)` FOREIGN KEY \\(([^)]*)\\)")
	reColumn     = regexp.MustCompile(`^(?:Column|Field|Data too long for column|Out of range value for column) '([^']+)'`)
	reCheckMaria = regexp.MustCompile("^CONSTRAINT `([^`]+)` failed for `[^`]*`\\.`([^`]+)`")
	reCheckMySQL = regexp.MustCompile(`^Check constraint '([^']+)'`)
)

// mysqlError reads an error of the server, nil where it is none.
func mysqlError(err error) *Error {
	var my *mysql.MySQLError
	if !errors.As(err, &my) {
		return nil
	}
	e := mysqlCodes[my.Number]
	if e.Rule == Unique {
		e.Table, e.Index, e.Columns = duplicateKey(my.Message)
	}
	if m := reForeignKey.FindStringSubmatch(my.Message); m != nil && e.Rule == ForeignKey {
		e.Table, e.Index = m[1], m[2]
		e.Columns = strings.Split(strings.ReplaceAll(m[3], "`", ""), ", ")
	}
	if m := reColumn.FindStringSubmatch(my.Message); m != nil && e.Kind == Constraint {
		// MariaDB writes `db`.`table`.`column` in some of these.
		parts := strings.Split(strings.ReplaceAll(m[1], "`", ""), ".")
		e.Columns = parts[len(parts)-1:]
	}
	if m := reCheckMaria.FindStringSubmatch(my.Message); m != nil {
		e.Index, e.Table = m[1], m[2]
	}
	if m := reCheckMySQL.FindStringSubmatch(my.Message); m != nil {
		e.Index = m[1]
	}
	return &e
}

// duplicateKey reads "Duplicate entry '…' for key 'index'", or 'table.index' of MySQL 8. The entry is the user's own
// text and may contain anything, so the key is looked for from the end.
func duplicateKey(msg string) (table, index string, columns []string) {
	const mark = "' for key '"
	i := strings.LastIndex(msg, mark)
	if i < 0 {
		return "", "", nil
	}
	index = strings.TrimSuffix(msg[i+len(mark):], "'")
	if t, key, ok := strings.Cut(index, "."); ok {
		table, index = t, key
	}
	if index == "PRIMARY" {
		columns = []string{"id"}
	}
	return table, index, columns
}

// IsDone tells whether an error of a DDL statement says that what it wants is so already, as when it runs a second time.
func IsDone(err error) bool {
	var my *mysql.MySQLError
	if !errors.As(err, &my) {
		return false
	}
	switch my.Number {
	case 1050, // table exists
		1051,       // drop: no such table
		1060,       // column exists
		1061,       // index exists
		1091,       // drop: no such column, index or key
		1826, 1022: // foreign key exists
		return true
	case 1005: // MariaDB: a foreign key of the name exists, "errno: 121"
		return strings.Contains(my.Message, "errno: 121")
	}
	return false
}
