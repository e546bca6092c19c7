package datatest

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

	"estatehub/internal/data"
)

// Scan is a table that a plan reads from one end to the other.
type Scan struct {
	Table string
	Index string // the index that is read in its place, where no row of the table itself is
}

var aliased = regexp.MustCompile("(?:FROM|JOIN) `(\\w+)` (?:AS )?`?(\\w+)`?")

// Scans asks the database how it would run a statement and lists the tables it would read from one end to the other.
func Scans(tb testing.TB, db *data.DB, text string, args []any) (scans []Scan) {
	tb.Helper()
	names := map[string]string{}
	for _, m := range aliased.FindAllStringSubmatch(text, -1) {
		names[m[1]], names[m[2]] = m[1], m[1]
	}
	head := "EXPLAIN "
	if db.Dialect() == dialect.SQLite {
		head += "QUERY PLAN "
	}
	var rows sql.Rows
	if err := db.Driver().Query(System(tb), head+text, append([]any{}, args...), &rows); err != nil {
		tb.Fatalf("%s: %v", text, err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		tb.Fatal(err)
	}
	derived := map[string]bool{} // aliases of sub-selects, whose own rows are read whole
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			tb.Fatal(err)
		}
		row := map[string]string{}
		for i, c := range columns {
			if b, ok := values[i].([]byte); ok {
				values[i] = string(b)
			}
			row[c] = fmt.Sprint(values[i])
		}
		detail := strings.Fields(row["detail"] + " ")
		if len(detail) == 2 && (detail[0] == "CO-ROUTINE" || detail[0] == "MATERIALIZE") {
			derived[detail[1]] = true
		}
		if len(detail) == 2 && detail[0] == "SCAN" && derived[detail[1]] {
			delete(derived, detail[1])
			continue
		}
		if detail, ok := strings.CutPrefix(row["detail"], "SCAN "); ok {
			s := Scan{Table: names[strings.Fields(detail)[0]]}
			_, s.Index, _ = strings.Cut(detail, "COVERING INDEX ")
			scans = append(scans, s)
		}
		switch row["type"] {
		case "ALL":
			scans = append(scans, Scan{Table: names[row["table"]]})
		case "index":
			s := Scan{Table: names[row["table"]]}
			if strings.Contains(row["Extra"], "Using index") {
				s.Index = row["key"]
			}
			scans = append(scans, s)
		}
	}
	if err := rows.Err(); err != nil {
		tb.Fatal(err)
	}
	return scans
}
