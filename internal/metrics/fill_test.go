package metrics_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
)

// present is when the tests ask.
var present = time.Date(2026, 3, 20, 9, 30, 0, 0, time.UTC)

// filled are the nouns that metrics count, those they refer to first, and how many rows each community has.
var filled = []struct {
	noun string
	rows int
}{
	{"Ticket", 120},
	{"Survey", 3},
	{"SurveyResponse", 4},
	{"SurveyAnswer", 20},
	{"VisitSample", 12},
	{"ReturnVisit", 60},
	{"Clock", 120},
	{"Nonconformity", 40},
	{"Duty", 90},
	{"Finding", 50},
	{"DutyLogEntry", 60},
}

// fill gives each community rows of every noun that is counted, with any values the columns take.
func fill(t *testing.T, db *data.DB, w *datatest.World) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(4, 2)) //nolint:gosec // the same rows each time
	sys := datatest.System(t)
	first := map[string]map[ident.ID]ident.ID{}
	for _, f := range filled {
		first[f.noun] = map[ident.ID]ident.ID{}
		for _, s := range w.Communities {
			id, err := db.Reserve(sys, gen.Nouns.Named(f.noun), s.ID, f.rows)
			if err != nil {
				t.Fatal(err)
			}
			first[f.noun][s.ID] = id
		}
	}
	err := db.Tx(sys, func(ctx context.Context, c *gen.Client) error {
		var templates []ident.ID
		for i := range 3 {
			d, err := c.DutyTemplate.Create().SetCode(fmt.Sprintf("W-0%d", i)).SetTitle("巡查").SetKind("PATROL").SetFrequency("DAILY").SetRule("day").Save(ctx)
			if err != nil {
				return err
			}
			templates = append(templates, d.ID)
		}
		for _, f := range filled {
			if err := many(ctx, db, w, rnd, gen.Nouns.Named(f.noun), f.rows, first, templates); err != nil {
				return fmt.Errorf("%s: %w", f.noun, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func many(ctx context.Context, db *data.DB, w *datatest.World, rnd *rand.Rand, n *noun.Noun, rows int, first map[string]map[ident.ID]ident.ID, templates []ident.ID) error {
	var fields []*noun.Field
	var names []string
	for _, f := range n.Fields {
		if f.Follows == "" && f.Name != "id" && f.Name != "community_id" && f.Name != "created_at" && f.Name != "updated_at" {
			fields, names = append(fields, f), append(names, f.Name)
		}
	}
	b, err := db.NewBulk(ctx, n, names...)
	if err != nil {
		return err
	}
	for _, s := range w.Communities {
		for i := range rows {
			values := make([]any, len(fields))
			for k, f := range fields {
				values[k] = some(rnd, f, i)
				switch {
				case f.Type == noun.Ref:
					values[k] = nil
				case f.Name == "period", f.Name == "number":
					values[k] = fmt.Sprint(i)
				case f.Name == "open_key", f.Name == "trigger_key":
					values[k] = nil
				case n.Name == "VisitSample" && f.Name == "month":
					values[k] = fmt.Sprintf("2025-%02d", i+1)
				case n.Name == "Survey" && f.Name == "year":
					values[k] = 2024 + i
				case f.Name == "item":
					values[k] = f.Values[i%5]
				}
				switch f.Name {
				case "survey_id":
					if n.Name != "Clock" && n.Name != "Nonconformity" {
						values[k] = first["Survey"][s.ID] + ident.ID(i%3)
					}
				case "response_id":
					values[k] = first["SurveyResponse"][s.ID] + ident.ID(i/5)
				case "duty_id":
					if n.Name == "Finding" {
						values[k] = first["Duty"][s.ID] + ident.ID(i)
					}
				case "template_id":
					values[k] = templates[i%3]
				case "sample_id":
					if i%3 > 0 {
						values[k] = first["VisitSample"][s.ID] + ident.ID(i%12)
					}
				case "building_id":
					if i%3 > 0 {
						values[k] = s.Buildings[i%2].ID
					}
				case "unit_id":
					if n.Name == "SurveyResponse" {
						values[k] = s.Units[i%4].ID
					}
				}
			}
			dated(n, names, values)
			if err := b.Add(ctx, first[n.Name][s.ID]+ident.ID(i), values...); err != nil {
				return err
			}
		}
	}
	_, err = b.Close(ctx)
	return err
}

// dated makes a row's month that of its instant.
func dated(n *noun.Noun, names []string, values []any) {
	for _, instant := range lies[n.Name] {
		at, ok := values[slices.Index(names, instant)].(time.Time)
		if !ok {
			continue
		}
		for i, name := range names {
			if name == "month" || name == "opened_month" {
				values[i] = at.In(shanghai).Format("2006-01")
			}
		}
		return
	}
}

// lies are the instants by which rows lie in time, said once more: the first that is there.
var lies = map[string][]string{
	"Ticket": {"opened_at"}, "Clock": {"started_at"}, "ReturnVisit": {"completed_at", "opens_at"}, "Nonconformity": {"raised_at"},
	"Duty": {"due_at"}, "Finding": {"found_at"}, "DutyLogEntry": {"at"},
}

// some is any value of a field.
func some(rnd *rand.Rand, f *noun.Field, i int) any {
	if f.Nullable && rnd.IntN(3) == 0 {
		return nil
	}
	switch f.Type {
	case noun.Int, noun.Fen:
		if f.Min != nil && *f.Min > 1 {
			return *f.Min + rnd.Int64N(3)
		}
		return 1 + rnd.Int64N(4)
	case noun.Float:
		return float64(rnd.IntN(5)) / 5
	case noun.Bool:
		return rnd.IntN(2) == 0
	case noun.Time:
		return present.Add(-time.Duration(rnd.Int64N(int64(500*24*time.Hour)) - int64(30*24*time.Hour))).Truncate(time.Microsecond)
	case noun.Date:
		return "2026-01-01"
	case noun.Enum:
		return f.Values[rnd.IntN(len(f.Values))]
	}
	switch f.Name {
	case "month", "opened_month":
		return present.AddDate(0, -rnd.IntN(16), -5).Format("2006-01")
	case "rule":
		return []string{"D-08", "D-09", "D-10", "D-11", "D-12", "D-03", "D-04", "D-05", "D-19", "D-36", "D-15", "D-35"}[i%12]
	case "kind": // of tickets, mostly those that are counted
		return f.Values[rnd.IntN(2)]
	}
	return fmt.Sprintf("x%d", rnd.IntN(3))
}
