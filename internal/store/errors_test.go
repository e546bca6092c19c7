package store

import (
	"context"
	sqldriver "database/sql/driver"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	"github.com/go-sql-driver/mysql"
)

// TestClassify breaks each rule for real.
func TestClassify(t *testing.T) {
	const insert = "INSERT INTO `tickets` (`id`, `community_id`, `number`, `title`, `n`) VALUES (?, ?, ?, ?, ?)"
	both(t, func(t *testing.T, db *DB, _ string) {
		ctx := system(t)
		if err := exec(ctx, db.Driver(), insert, 1, 1, 1, "a", 0); err != nil {
			t.Fatal(err)
		}
		lite := db.dialect == dialect.SQLite
		tests := []struct {
			name    string
			args    []any
			rule    Rule
			columns string
			skip    bool // SQLite has no lengths and no small integers, and does not say which foreign key
		}{
			{"unique", []any{2, 1, 1, "for key 'x", 0}, Unique, "community_id number", false},
			{"primary", []any{1, 1, 2, "a", 0}, Unique, "id", false},
			{"foreign key", []any{2, 9, 2, "a", 0}, ForeignKey, "community_id", false},
			{"null", []any{2, 1, 2, nil, 0}, NotNull, "title", false},
			{"check", []any{2, 1, 2, "a", 30001}, Check, "", false},
			{"long", []any{2, 1, 2, "12345678901", 0}, TooLong, "title", lite},
			{"range", []any{2, 1, 2, "a", 70000}, OutOfRange, "n", lite},
		}
		for _, tt := range tests {
			if tt.skip {
				continue
			}
			err := exec(ctx, db.Driver(), insert, tt.args...)
			e := Classify(fmt.Errorf("wrapped: %w", err))
			columns := strings.Fields(tt.columns)
			if lite && tt.rule == ForeignKey {
				columns = nil
			}
			if e == nil || e.Kind != Constraint || e.Rule != tt.rule || !slices.Equal(e.Columns, columns) {
				t.Errorf("%s: %+v (%v)", tt.name, e, err)
			} else if strings.Contains(e.Error(), "tickets") || strings.Contains(e.Error(), "for key") {
				t.Errorf("%s: the driver's text in %q", tt.name, e)
			}
		}
		_, err := scalar[int](ctx, db.Driver(), "SELECT `id` FROM `tickets` WHERE `id` = 99")
		if k := Classify(err).Kind; k != NotFound {
			t.Error(k)
		}
		short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
		defer cancel()
		slow := "SELECT SLEEP(5)"
		if lite {
			slow = "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 1000000000) SELECT MAX(n) FROM r"
		}
		if _, err = scalar[int](short, db.Driver(), slow); err == nil || Classify(err).Kind != Timeout {
			t.Errorf("slow: %v", err)
		}
		if err := exec(ctx, db.Driver(), "SELEKT"); err == nil || Classify(err).Kind != Internal {
			t.Error(err)
		}
		_ = db.SQL().Close()
	})
}

func TestClassifyCodes(t *testing.T) {
	tests := []struct {
		err  error
		want Kind
	}{
		{&mysql.MySQLError{Number: 1213}, Conflict},
		{&mysql.MySQLError{Number: 1205}, Conflict},
		{&mysql.MySQLError{Number: 1040}, Unavailable},
		{&mysql.MySQLError{Number: 1053}, Unavailable},
		{&mysql.MySQLError{Number: 2006}, Unavailable},
		{mysql.ErrInvalidConn, Unavailable},
		{sqldriver.ErrBadConn, Unavailable},
		{&mysql.MySQLError{Number: 1064}, Internal},
		{context.Canceled, Timeout},
		{ErrTripwire, Internal},
	}
	for _, tt := range tests {
		if got := Classify(fmt.Errorf("x: %w", tt.err)).Kind; got != tt.want {
			t.Errorf("%v: %v", tt.err, got)
		}
	}
	if Classify(nil) != nil {
		t.Error("nil")
	}
	e := Classify(&mysql.MySQLError{Number: 1062, Message: "Duplicate entry 'a' for key 'x' b' for key 'tickets.some_index'"})
	if e.Table != "tickets" || e.Index != "some_index" {
		t.Errorf("%+v", e)
	}
}
