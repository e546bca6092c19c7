package counters_test

import (
	"fmt"
	"iter"
	"strings"
	"testing"

	"entgo.io/ent/dialect/sql"

	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
)

type selector = sql.Selector

func notZero(column string) *sql.Predicate { return sql.NEQ(column, 0) }

// subsets are all subsets of a list, in its order.
func subsets(list []string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for bits := range 1 << len(list) {
			var some []string
			for i, v := range list {
				if bits>>i&1 == 1 {
					some = append(some, v)
				}
			}
			if !yield(some) {
				return
			}
		}
	}
}

// conditions is a WHERE on some columns.
func conditions(r *writer, columns []string) (where string, args []any) {
	where = "1 = 1"
	for _, c := range columns {
		var some []any
		switch c {
		case "community_id":
			some = []any{int64(r.w.Communities[0].ID), int64(r.w.Communities[2].ID)}
		case "kind":
			some = []any{"REPAIR"}
		case "state":
			some = []any{"REPORTED", "WAITING", "CLOSED"}
		case "phase":
			some = []any{"NEW", "WAITING"}
		case "open":
			some = []any{true}
		case "use":
			some = []any{"SHOP"}
		case "occupancy":
			some = []any{"LET", "UNSOLD"}
		}
		where += " AND `" + c + "` IN (?" + strings.Repeat(", ?", len(some)-1) + ")"
		args = append(args, some...)
	}
	return where, args
}

// read is a grouped count, as text.
func read(t *testing.T, db *data.DB, table string, dims []string, where, sum, having string, args []any) (lines []string) {
	t.Helper()
	by := "`" + strings.Join(dims, "`, `") + "`"
	var rows sql.Rows
	err := db.Driver().Query(datatest.System(t), "SELECT "+by+", "+sum+" FROM `"+table+"` WHERE "+where+" GROUP BY "+by+having+" ORDER BY "+by, args, &rows)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		values := make([]any, len(dims)+1)
		for i := range values {
			values[i] = new(string)
		}
		if err := rows.Scan(values...); err != nil {
			t.Fatal(err)
		}
		var line []string
		for _, v := range values {
			line = append(line, *v.(*string))
		}
		lines = append(lines, fmt.Sprint(line))
	}
	return lines
}
