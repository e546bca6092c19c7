package metrics_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/ident"
	"estatehub/internal/metrics"
	"estatehub/internal/moment"
	"estatehub/tenants"
)

// naive answers by going through the rows that the viewer lists: labels to parts.
func naive(all map[string][]reflect.Value, sites map[ident.ID]*gen.Community, companies map[ident.ID]ident.ID, m *metrics.Metric, a metrics.Ask) map[string]*part {
	from, to := a.From, a.To
	switch {
	case from == "" && to == "":
		from, to = "2025-04", "2026-03"
	case from == "":
		from = "2024-11"
	case to == "":
		to = "2026-03"
	}
	surveys := map[ident.ID]reflect.Value{}
	for _, s := range all["Survey"] {
		surveys[at(s, "ID").(ident.ID)] = s
	}
	nouns := []string{m.Noun}
	if m.Over != nil {
		nouns = append(nouns, m.Over.Noun)
	}
	out := map[string]*part{}
	for _, name := range nouns {
		for _, r := range all[name] {
			p := byHand[m.Key](r)
			site := sites[at(r, "CommunityID").(ident.ID)]
			month := ""
			switch name {
			case "Ticket":
				month = at(r, "OpenedMonth").(string)
			case "Survey":
				month = fmt.Sprint(at(r, "Year"))
			case "SurveyResponse", "SurveyAnswer":
				month = fmt.Sprint(at(surveys[at(r, "SurveyID").(ident.ID)], "Year"))
			default:
				month = at(r, "Month").(string)
			}
			inside := month >= from && month <= to
			if len(month) == 4 {
				inside = month >= from[:4] && month <= to[:4]
			}
			if p == nil || !inside || !passes(a.Where, site, companies) || !picked(a.Where, name, r, site, companies, month) {
				continue
			}
			var labels []string
			for i, d := range a.By {
				if slices.Contains(a.By[:i], d) {
					continue
				}
				labels = append(labels, label(name, metrics.Dimension(d), r, site, companies, month))
			}
			key := strings.Join(labels, " | ")
			if out[key] == nil {
				out[key] = &part{}
			}
			out[key].down += p.down
			out[key].up += p.up
		}
	}
	return out
}

func passes(where map[string]any, site *gen.Community, companies map[ident.ID]ident.ID) bool {
	if list, ok := where["communityIds"].([]any); ok && !slices.Contains(list, any(site.ID.String())) {
		return false
	}
	if list, ok := where["companyIds"].([]any); ok && !slices.Contains(list, any(companies[site.ID].String())) {
		return false
	}
	if list, ok := where["developer"].([]any); ok && (site.Developer == nil || !slices.Contains(list, any(*site.Developer))) {
		return false
	}
	return true
}

func picked(where map[string]any, name string, r reflect.Value, site *gen.Community, companies map[ident.ID]ident.ID, month string) bool {
	for _, c := range narrow {
		if list, ok := where[c.name].([]any); ok && !slices.Contains(list, any(label(name, c.by, r, site, companies, month))) {
			return false
		}
	}
	return true
}

// goNames are the fields of dimensions that are not named like them.
var goNames = map[metrics.Dimension]string{
	metrics.ByDutyKind: "Kind", metrics.ByFaultKind: "Kind", metrics.ByVisitType: "Type", metrics.ByMark: "Satisfaction",
	metrics.ByUnfinishedReason: "UnfinishedBecause", metrics.ByTemplate: "TemplateID", metrics.ByBuilding: "BuildingID",
	metrics.ByKind: "Kind", metrics.ByClass: "Class", metrics.ByType: "Type", metrics.BySeverity: "Severity", metrics.ByValidity: "Validity",
	metrics.ByTopic: "Topic", metrics.ByChannel: "Channel", metrics.ByCategory: "Category", metrics.ByState: "State", metrics.ByOutcome: "Outcome",
	metrics.ByRule: "Rule", metrics.ByMethod: "Method", metrics.ByItem: "Item", metrics.BySource: "Source",
}

func label(name string, d metrics.Dimension, r reflect.Value, site *gen.Community, companies map[ident.ID]ident.ID, month string) string {
	switch d {
	case metrics.ByCommunity:
		return site.ID.String()
	case metrics.ByCompany:
		return companies[site.ID].String()
	case metrics.ByDeveloper:
		if site.Developer == nil {
			return "none"
		}
		return *site.Developer
	case metrics.ByDay, metrics.ByWeek:
		return stretch(d, instant(name, r))
	case metrics.ByMonth:
		return month
	case metrics.ByYear:
		return month[:4]
	case metrics.ByQuarter:
		return month[:4] + map[string]string{"01": "Q1", "02": "Q1", "03": "Q1", "04": "Q2", "05": "Q2", "06": "Q2", "07": "Q3", "08": "Q3", "09": "Q3"}[month[5:]] +
			map[string]string{"10": "Q4", "11": "Q4", "12": "Q4"}[month[5:]]
	}
	field := goNames[d]
	if name == "SurveyAnswer" && d == metrics.ByMark {
		field = "Mark"
	}
	v := at(r, field)
	if v == nil {
		return "none"
	}
	return fmt.Sprint(v)
}

// TestNaive: what the hub computes is what one gets by going through the rows one may list, for whoever asks.
func TestNaive(t *testing.T) {
	for _, m := range metrics.All {
		if byHand[m.Key] == nil {
			t.Errorf("%s is not computed by hand", m.Key)
		}
	}
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		fill(t, db, w)
		developers(t, db, w)
		engine := engines.New(db).Metrics
		asked, rows := 0, 0
		for name, v := range map[string]*tenants.Viewer{
			"quality": w.Viewer(tenants.QualityDept), "two sites": w.Viewer(tenants.QualityDept, 0, 2), "a site": w.Viewer(tenants.SiteManager, 1),
			"centre": w.Viewer(tenants.ComplaintCentre), "HR": w.Viewer(tenants.HR), "BI": w.Viewer(tenants.BI, 1, 2), "finance": w.Viewer(tenants.Finance),
		} {
			ctx := moment.With(tenants.WithViewer(t.Context(), v), present)
			all := listed(t, ctx, db.Client)
			sites, companies := seen(t, ctx, db.Client)
			s := &sampler{rand.New(rand.NewPCG(7, 7)), w} //nolint:gosec // repeatable
			for _, m := range metrics.All {
				closed := v.Scope(gen.Nouns.Named(m.Noun).Group, tenants.Bare).IsNone()
				for range 12 {
					a := s.ask(m)
					got, err := engine.Answer(ctx, a)
					if closed {
						if err == nil {
							t.Fatalf("%s reads %s", name, m.Key)
						}
						break
					}
					if err != nil {
						t.Fatalf("%s: %+v: %v", name, a, err)
					}
					want := naive(all, sites, companies, m, a)
					if problem := differ(m, a, got, want); problem != "" {
						t.Fatalf("%s: %s %v %v from %q to %q: %s", name, m.Key, a.By, a.Where, a.From, a.To, problem)
					}
					asked++
					rows += len(got.Rows)
				}
			}
		}
		if asked < 3000 || rows < 2*asked {
			t.Errorf("%d answers with %d rows", asked, rows)
		}
		t.Logf("%d answers with %d rows", asked, rows)
	})
}

func developers(t *testing.T, db *data.DB, w *datatest.World) {
	t.Helper()
	err := db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error {
		for i, name := range []string{"万象地产", "远洋置业"} {
			if err := c.Community.UpdateOneID(w.Communities[i].ID).SetDeveloper(name).Exec(ctx); err != nil {
				return err
			}
		}
		return c.Community.UpdateOneID(w.Communities[2].ID).ClearDeveloper().Exec(ctx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func seen(t *testing.T, ctx context.Context, c *gen.Client) (sites map[ident.ID]*gen.Community, companies map[ident.ID]ident.ID) {
	t.Helper()
	sites, companies = map[ident.ID]*gen.Community{}, map[ident.ID]ident.ID{}
	rows, err := c.Community.Query().WithManagementOffice().All(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range rows {
		sites[s.ID], companies[s.ID] = s, s.Edges.ManagementOffice.CompanyID
	}
	return sites, companies
}

// differ compares an answer with what was reckoned by hand; empty where they agree.
func differ(m *metrics.Metric, a metrics.Ask, got *metrics.Answer, want map[string]*part) string {
	rows := slices.Clone(got.Rows)
	if len(got.By) == 0 {
		if len(rows) > 0 {
			return "rows of no dimension"
		}
		rows = []*metrics.Row{got.Total}
		if want[""] == nil {
			want[""] = &part{}
		}
	}
	sum := &part{}
	for _, r := range rows {
		var labels []string
		for _, c := range r.Cells {
			if c.Value == nil {
				labels = append(labels, "none")
			} else {
				if c.ID != 0 && (c.Dimension == metrics.ByTemplate || c.Dimension == metrics.ByBuilding) {
					labels = append(labels, fmt.Sprint(c.ID))
					continue
				}
				labels = append(labels, *c.Value)
			}
		}
		key := strings.Join(labels, " | ")
		w := want[key]
		if w == nil {
			if m.Over != nil && r.Numerator == 0 && *r.Denominator == 0 {
				continue
			}
			return "a row too many: " + key
		}
		delete(want, key)
		sum.down += w.down
		sum.up += w.up
		if problem := same(m, r, w); problem != "" {
			return key + ": " + problem
		}
	}
	for key, w := range want {
		if m.Over == nil || w.down != 0 || w.up != 0 {
			return fmt.Sprintf("no row %s: %v", key, *w)
		}
	}
	if problem := same(m, got.Total, sum); problem != "" {
		return "total: " + problem
	}
	return ""
}

func same(m *metrics.Metric, r *metrics.Row, w *part) string {
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-5 }
	up := w.up
	if m.Unit == metrics.Count {
		up = w.down
	}
	if !near(r.Numerator, up) {
		return fmt.Sprintf("numerator %v, want %v", r.Numerator, up)
	}
	if m.Unit == metrics.Count || m.Unit == metrics.Fen {
		if r.Denominator != nil || r.Value == nil || !near(*r.Value, up) || r.Small || r.Sample != int64(w.down) {
			return fmt.Sprintf("%+v", *r)
		}
		return ""
	}
	if r.Denominator == nil || !near(*r.Denominator, w.down) {
		return fmt.Sprintf("denominator %v, want %v", *r.Denominator, w.down)
	}
	want := w.up / w.down
	if m.Unit == metrics.Score {
		want *= 100
	}
	switch {
	case w.down == 0 && r.Value != nil:
		return "a value of nothing"
	case w.down > 0 && !near(*r.Value, want):
		return fmt.Sprintf("value %v, want %v", *r.Value, want)
	case m.Unit == metrics.Share && (r.Sample != int64(w.down) || r.Small != (w.down < 30)):
		return fmt.Sprintf("sample %d, small %v", r.Sample, r.Small)
	}
	return ""
}
