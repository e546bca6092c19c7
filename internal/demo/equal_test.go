package demo_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	entsql "entgo.io/ent/dialect/sql"

	"estatehub/ent/gen/migrate"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
)

// secrets are the columns and tables that differ in every demo: what opens it, and when that was made. Counts are held
// against what they count instead.
var secrets = map[string][]string{
	"users": {"password_hash"}, "sessions": nil, "service_tokens": nil, "change_drafts": nil, "changes": nil, "settings": nil,
	"ticket_counters": nil, "unit_counters": nil,
}

// fingerprint is the number and a hash of the rows of each table.
func fingerprint(t *testing.T, db *data.DB) map[string]string {
	t.Helper()
	sums := map[string]string{}
	for _, table := range migrate.Tables {
		skip, secret := secrets[table.Name]
		if secret && skip == nil {
			continue
		}
		n := 0
		h := sha256.New()
		columns := "`id`"
		var at []string
		for _, c := range table.Columns {
			if c.Name != "id" && !slices.Contains(skip, c.Name) {
				columns += ", `" + c.Name + "`"
			}
			at = append(at, c.Name)
		}
		rows := &entsql.Rows{}
		if err := db.Driver().Query(datatest.System(t), "SELECT "+columns+" FROM `"+table.Name+"` ORDER BY `id`", []any{}, rows); err != nil {
			t.Fatal(err)
		}
		width := len(at) - len(skip)
		for rows.Next() {
			n++
			values, into := make([]any, width), make([]any, width)
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			for _, v := range values {
				fmt.Fprintf(h, "%s|", plain(v))
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		_ = rows.Close()
		sums[table.Name] = fmt.Sprintf("%d rows %x", n, h.Sum(nil)[:8])
	}
	return sums
}

// plain is a value as both drivers mean it: one gives text where the other gives numbers.
func plain(v any) string {
	switch v := v.(type) {
	case []byte:
		return string(v)
	case bool:
		if v {
			return "1"
		}
		return "0"
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	}
	return fmt.Sprint(v)
}
