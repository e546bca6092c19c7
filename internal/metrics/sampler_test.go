package metrics_test

import (
	"math/rand/v2"
	"slices"

	"estatehub/internal/data/datatest"
	"estatehub/internal/metrics"
)

// sampler draws what is asked.
type sampler struct {
	rnd *rand.Rand
	w   *datatest.World
}

func (s *sampler) ask(m *metrics.Metric) metrics.Ask {
	a := metrics.Ask{Key: m.Key}
	dims := m.Dimensions()
	for range s.rnd.IntN(4) {
		a.By = append(a.By, string(dims[s.rnd.IntN(len(dims))]))
	}
	switch s.rnd.IntN(4) {
	case 0:
		a.From, a.To = "2025-02", "2025-11"
	case 1:
		a.From = "2025-12"
	case 2:
		a.To = "2025-10"
	}
	if slices.Contains(a.By, "DAY") { // 120 at most
		a.From, a.To = "2026-01", "2026-03"
	}
	a.Where = map[string]any{}
	switch s.rnd.IntN(5) {
	case 0:
		a.Where["communityIds"] = []any{s.w.Communities[0].ID.String(), s.w.Communities[2].ID.String(), "x"}
	case 1:
		a.Where["companyIds"] = []any{s.w.Companies[0].ID.String()}
	case 2:
		a.Where["developer"] = []any{"万象地产"}
	}
	for _, c := range narrow {
		if m.Allows(c.by) && s.rnd.IntN(3) == 0 {
			a.Where[c.name] = c.values[s.rnd.IntN(len(c.values)):]
		}
	}
	return a
}

// narrow are conditions on what is counted, each with some values.
var narrow = []struct {
	name   string
	by     metrics.Dimension
	values []any
}{
	{"kind", metrics.ByKind, []any{"REPAIR", "COMPLAINT", "SUGGESTION"}},
	{"class", metrics.ByClass, []any{"CLASS_1", "CLASS_2"}},
	{"topic", metrics.ByTopic, []any{"LIFT", "SECURITY", "CLEANING", "ROOF", "GAS", "WATER"}},
	{"category", metrics.ByCategory, []any{"x0", "x2"}},
	{"rule", metrics.ByRule, []any{"D-08", "D-09", "D-11", "D-19"}},
	{"visitType", metrics.ByVisitType, []any{"BUYER", "REPAIR", "COMPLAINT", "DEFECT"}},
	{"source", metrics.BySource, []any{"RETURN_VISIT", "AUDIT", "SURVEY"}},
	{"dutyKind", metrics.ByDutyKind, []any{"PLAN", "PATROL", "SIGNAGE", "REPORT", "RETURN", "CLEANING"}},
	{"item", metrics.ByItem, []any{"HEATING", "POWER"}},
	{"faultKind", metrics.ByFaultKind, []any{"CRACK", "LEAK", "RUST", "DAMP"}},
}
