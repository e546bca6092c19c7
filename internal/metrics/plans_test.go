package metrics_test

import (
	"math/rand/v2"
	"testing"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/metrics"
	"estatehub/internal/moment"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// TestPlans: no statement of any metric, however it is cut and whoever asks, reads all of a table of rows it counts.
func TestPlans(t *testing.T) {
	counted := map[string]bool{}
	for _, f := range filled {
		counted[gen.Nouns.Named(f.noun).Table] = f.noun != "Survey" // a few dozen rows a year
	}
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		fill(t, db, w)
		engine := engines.New(db).Metrics
		s := &sampler{rand.New(rand.NewPCG(9, 9)), w} //nolint:gosec // repeatable
		seen := map[string]bool{}
		for name, v := range map[string]*tenants.Viewer{"head office": w.Viewer(tenants.QualityDept), "two sites": w.Viewer(tenants.SiteManager, 0, 1)} {
			for _, m := range metrics.All {
				for range 6 {
					ctx, counter := store.WithCounter(moment.With(tenants.WithViewer(t.Context(), v), present))
					a := s.ask(m)
					if _, err := engine.Answer(ctx, a); err != nil {
						t.Fatal(err)
					}
					texts, args := counter.Asked()
					for i, text := range texts {
						if seen[text] {
							continue
						}
						seen[text] = true
						for _, scan := range datatest.Scans(t, db, text, args[i]) {
							if counted[scan.Table] {
								t.Errorf("%s, %s by %v: reads all of %s\n%s\n%v", name, m.Key, a.By, scan.Table, text, args[i])
							}
						}
					}
				}
			}
		}
		if len(seen) < 400 {
			t.Errorf("%d statements", len(seen))
		}
	})
}
