package surveys_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
	"estatehub/internal/store"
	"estatehub/internal/surveys"
	"estatehub/tenants"
)

// TestManyHomes: a survey of 1,200 homes is sent at once, 500 questionnaires are recorded at once, and the figures are two
// statements that read indexes.
func TestManyHomes(t *testing.T) {
	each(t, func(w *world) {
		const homes = 1200
		site := w.Communities[0]
		units := make([]ident.ID, 0, homes)
		err := w.db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error {
			units = units[:0]
			var rows []*gen.UnitCreate
			for i := range homes {
				rows = append(rows, c.Unit.Create().SetCommunityID(site.ID).SetBuildingID(site.Buildings[0].ID).SetPropertyNo(fmt.Sprint("x", i)).
					SetDoorNo(fmt.Sprint(i)).SetOccupancy("OCCUPIED"))
			}
			made, err := c.Unit.CreateBulk(rows...).Save(ctx)
			for _, u := range made {
				units = append(units, u.ID)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		s := w.sent()
		w.expect(fmt.Sprint("sent ", s.Sent), s.Sent == homes+4)
		sending := time.Since(start)
		var batch []any
		for _, u := range units[:surveys.MaxBatch] {
			q := w.says(0, "SATISFIED", "HEATING FAIR", "COOLING FAIR", "POWER FAIR", "WATER FAIR", "FIRE_SECURITY FAIR", "HYGIENE DISSATISFIED", "GREENING FAIR",
				"PUBLIC_FACILITIES FAIR", "REPAIR_SERVICE FAIR", "STAFF_ATTITUDE SATISFIED")
			q["unitId"] = u.String()
			batch = append(batch, q)
		}
		start = time.Now()
		w.ok(w.desk.RecordAll(w.clerk(), in{"surveyId": s.ID.String(), "responses": batch}))
		recording := time.Since(start)
		w.expect(w.kept(s), w.kept(s) == "500 500 5000")
		ctx, statements := store.WithCounter(w.As(t, tenants.QualityDept, 0, 1))
		start = time.Now()
		if _, err := w.desk.Results(ctx, []*gen.Survey{s}); err != nil {
			t.Fatal(err)
		}
		t.Logf("sent %d in %v, recorded 500 in %v, counted in %v", s.Sent, sending, recording, time.Since(start))
		grouped := 0
		for _, text := range statements.Statements() {
			if strings.Contains(text, "GROUP BY") {
				grouped++
				w.explained(text)
			}
		}
		w.expect(fmt.Sprint(statements.Statements()), grouped == 2)
	})
}

// explained holds a statement against the database's plan: it reads an index of the survey and no table whole. The
// arguments do not matter to that, so that each is a 1.
func (w *world) explained(text string) {
	w.t.Helper()
	sqlite := w.db.Dialect() == "sqlite3"
	explain := "EXPLAIN "
	if sqlite {
		explain = "EXPLAIN QUERY PLAN "
	}
	args := make([]any, strings.Count(text, "?"))
	for i := range args {
		args[i] = 1
	}
	rows, err := w.db.SQL().QueryContext(w.t.Context(), explain+text, args...)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		w.t.Fatal(err)
	}
	plan := ""
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			w.t.Fatal(err)
		}
		for i, v := range values {
			switch v := (*v.(*any)).(type) {
			case []byte:
				plan += columns[i] + "=" + string(v) + " "
			case string:
				plan += columns[i] + "=" + v + " "
			}
		}
	}
	if err := rows.Err(); err != nil {
		w.t.Fatal(err)
	}
	w.t.Log(plan)
	if sqlite && !strings.Contains(plan, "USING") || strings.Contains(plan, "type=ALL") || sqlite && strings.Contains(plan, "SCAN survey") {
		w.t.Errorf("%s\n%s", text, plan)
	}
}
