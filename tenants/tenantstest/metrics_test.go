package tenantstest

import (
	"context"
	"fmt"
	"slices"
	"testing"
)

// TestOracleMetrics: figures are alike in both worlds for those who read what they count. The oracle at large asks for
// them, too, among two hundred other fields.
func TestOracleMetrics(t *testing.T) {
	a, b := files(t)
	o, err := New(context.Background(), a, b, *seed, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	field := o.schema.Query.Fields.ForName("metric")
	tl, heard := &tally{}, 0
	for _, p := range Profiles() {
		if !slices.Contains([]string{"QUALITY@X1", "QUALITY@X1a", "BI@X", "COMPLAINT_CENTRE@X1", "SITE_MANAGER@X1a", "HR@X"}, p.Name) {
			continue
		}
		heard++
		o.profile, o.sealed = p, map[string]string{}
		for _, w := range []*World{o.A, o.B} {
			if err := w.open(context.Background(), p); err != nil {
				t.Fatal(err)
			}
		}
		ask := &asker{schema: o.schema, rnd: o.rnd, cov: o.Coverage, pool: newPool(o.A, o.B), profile: p}
		for i := range 100 {
			ask.used, ask.variables, ask.fragments = ask.used[:0], nil, nil
			query := fmt.Sprintf("query { m%d: %s }", i, ask.field(o.schema.Query, field, depth))
			if err := o.pair(ask, tl, query, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	if heard < 5 || tl.full*4 < tl.pairs {
		t.Errorf("%d viewers; %d of %d answers say anything", heard, tl.full, tl.pairs)
	}
	t.Logf("%d viewers; %d of %d answers say anything", heard, tl.full, tl.pairs)
}
