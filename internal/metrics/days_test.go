package metrics_test

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/metrics"
	"estatehub/internal/moment"
	"estatehub/tenants"
)

var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// instant is when a row lies in time, said once more.
func instant(noun string, r reflect.Value) time.Time {
	for _, name := range lies[noun] {
		if v, ok := at(r, goName(name)).(time.Time); ok {
			return v.In(shanghai)
		}
	}
	return time.Time{}
}

// goName is the Go field of a column.
func goName(column string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(column, "_") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// stretch is the day of an instant, or the Monday of its week.
func stretch(by metrics.Dimension, at time.Time) string {
	for by == metrics.ByWeek && at.Weekday() != time.Monday {
		at = at.AddDate(0, 0, -1)
	}
	return at.Format("2006-01-02")
}

// TestDays: the manager asks for the weeks of ten weeks that begin on a Wednesday, and for the days of one of them; it is
// what he counts himself, whichever figure it is. Together they are what the whole is.
func TestDays(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		fill(t, db, w)
		ctx := moment.With(tenants.WithViewer(t.Context(), w.Viewer(tenants.QualityDept)), present)
		all := listed(t, ctx, db.Client)
		engine := engines.New(db).Metrics
		daily, counted := 0, 0
		for _, m := range metrics.All {
			if !m.Daily() {
				_, err := engine.Answer(ctx, metrics.Ask{Key: m.Key, From: "2026-01-07", To: "2026-01-20"})
				if err == nil || !strings.Contains(err.Error(), "lies in months") || m.Allows(metrics.ByWeek) {
					t.Errorf("%s: %v", m.Key, err)
				}
				continue
			}
			if !m.Allows(metrics.ByDay) || gen.Nouns.Named(m.Noun) == nil {
				t.Error(m.Key)
			}
			daily++
			for _, a := range []metrics.Ask{
				{Key: m.Key, From: "2026-01-07", To: "2026-03-17", By: []string{"WEEK"}},
				{Key: m.Key, From: "2026-01-07", To: "2026-01-13", By: []string{"DAY"}},
				{Key: m.Key, From: "2025-11", To: "2026-02-10", By: []string{"WEEK"}},
			} {
				want := map[string]*part{}
				nouns := []string{m.Noun}
				if m.Over != nil {
					nouns = append(nouns, m.Over.Noun)
				}
				for _, noun := range nouns {
					for _, r := range all[noun] {
						p, day := byHand[m.Key](r), stretch(metrics.ByDay, instant(noun, r))
						if p == nil || day < a.From || day > a.To {
							continue
						}
						key := stretch(metrics.Dimension(a.By[0]), instant(noun, r))
						if want[key] == nil {
							want[key] = &part{}
						}
						want[key].down += p.down
						want[key].up += p.up
					}
				}
				got, err := engine.Answer(ctx, a)
				if err != nil {
					t.Fatal(m.Key, err)
				}
				if from := a.From; len(from) == len(a.To) && (got.From != a.From || got.To != a.To) {
					t.Errorf("%s: from %s to %s", m.Key, got.From, got.To)
				}
				if len(got.Rows) != len(want) {
					t.Errorf("%s by %v: %d rows, want %d", m.Key, a.By, len(got.Rows), len(want))
				}
				var sum float64
				for _, r := range got.Rows {
					p := want[*r.Cells[0].Value]
					if p == nil {
						t.Errorf("%s by %v: %s is too much", m.Key, a.By, *r.Cells[0].Value)
						continue
					}
					switch m.Unit {
					case metrics.Count:
						compareParts(t, m, *r.Cells[0].Value, r.Numerator, p.down)
					case metrics.Fen, metrics.Minutes:
						compareParts(t, m, *r.Cells[0].Value, r.Numerator, p.up)
					default:
						compareParts(t, m, *r.Cells[0].Value, r.Numerator, p.up)
						compareParts(t, m, *r.Cells[0].Value, *r.Denominator, p.down)
					}
					sum += r.Numerator
					counted++
				}
				compareParts(t, m, "total", got.Total.Numerator, sum)
			}
		}
		if daily < 40 || counted < 300 {
			t.Errorf("%d daily figures, %d rows: too few to tell", daily, counted)
		}
		for ask, says := range map[struct{ From, To, By string }]string{
			{"2026-01-07", "2026-01-06", ""}:     "ends where it begins",
			{"2026-02-30", "2026-03-01", ""}:     "there is no day 2026-02-30",
			{"2026-1-7", "", ""}:                 "a day as 2026-01-15",
			{"2025-01-01", "2026-01-01", "DAY"}:  "at most 120",
			{"2023-01-01", "2026-01-01", "WEEK"}: "at most 120",
		} {
			a := metrics.Ask{Key: "TICKETS", From: ask.From, To: ask.To}
			if ask.By != "" {
				a.By = []string{ask.By}
			}
			if _, err := engine.Answer(ctx, a); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("%+v: %v", ask, err)
			}
		}
	})
}

func compareParts(t *testing.T, m *metrics.Metric, at string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.01*math.Max(1, math.Abs(want)) {
		t.Errorf("%s at %s: %v, want %v", m.Key, at, got, want)
	}
}
