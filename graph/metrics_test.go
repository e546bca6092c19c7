package graph_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/graph"
	"estatehub/graph/graphtest"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/fault"
	"estatehub/internal/metrics"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// TestMetricNames: the enums of the schema are the catalogue's, and each metric's figures are all there.
func TestMetricNames(t *testing.T) {
	schema := graph.Plain(graph.New(graph.Parts{DB: datatest.SQLite(t, data.Options{}), Key: []byte("key")})).Schema()
	var keys, dimensions []string
	for _, m := range metrics.All {
		keys = append(keys, m.Key)
		if m.Title.ZH == "" || m.Title.EN == "" || m.Formula.ZH == "" || m.Formula.EN == "" || m.Source == "" {
			t.Errorf("%s: title, formula or source is missing", m.Key)
		}
		if m.Over != nil && gen.Nouns.Named(m.Noun).Group != gen.Nouns.Named(m.Over.Noun).Group {
			t.Errorf("%s divides rows of two field groups", m.Key)
		}
	}
	for _, d := range metrics.Dimensions {
		dimensions = append(dimensions, string(d))
	}
	for name, want := range map[string][]string{
		"MetricKey": keys, "MetricDimension": dimensions, "MetricUnit": {"COUNT", "SHARE", "MINUTES", "FEN", "SCORE"},
	} {
		var got []string
		for _, v := range schema.Types[name].EnumValues {
			got = append(got, v.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s is %v, in the catalogue %v", name, got, want)
		}
	}
	var names []string
	for _, f := range schema.Types["MetricWhere"].Fields {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	if want := metrics.Conditions(); !slices.Equal(names, want) {
		t.Errorf("MetricWhere has %v, read are %v", names, want)
	}
}

// TestMetric: an answer has its rows, its total, what it covers and what is not to be compared, as its viewer sees it, and
// asks the database a number of times that does not grow with its rows.
func TestMetric(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		now := time.Date(2026, 3, 20, 9, 30, 0, 0, time.UTC)
		err := db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error {
			for i, site := range w.Communities {
				for n := range 40 {
					at, state := now.AddDate(0, -n%14, 0), clock.StateMET
					if n%(4+i) == 0 {
						state = clock.StateLATE
					}
					err := c.Clock.Create().SetCommunityID(site.ID).SetRule("D-08").SetState(state).SetUnit("HOURS").SetAmount(24).
						SetStartedAt(at).SetMonth(at.Format("2006-01")).SetWarnAt(at).SetDueAt(at).SetNextAt(at).Exec(ctx)
					if err != nil {
						return err
					}
				}
			}
			for key, value := range map[policy.Key]string{policy.ComplaintFirstFeedbackHours: "12", policy.SmallSample: "40"} {
				err := c.PolicyValue.Create().SetKey(string(key)).SetNodeID(w.Communities[1].ID).SetVersion(1).SetValue(value).SetEffectiveFrom("2025-01-01").
					SetApprovedBy("x").SetReason("x").SetEnteredBy("x").Exec(ctx)
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		a := api(db)
		ask := func(v *tenants.Viewer, arguments string) (*graphtest.Answer, int) {
			ctx, statements := store.WithCounter(moment.With(tenants.WithViewer(t.Context(), v), now))
			out := a.Ask(ctx, `{ metric(key: FIRST_FEEDBACK_IN_TIME, `+arguments+`) { from to comparable incomparable { policyKey usual communities { name value } }
				covers { totalCount } metric { unit } total { numerator denominator value sample small }
				rows { labels { dimension value title } communityId community { name } companyId company { name } month quarter numerator denominator small } } }`, nil)
			return out, statements.N()
		}
		all, most := ask(w.Viewer(tenants.QualityDept), "by: [COMMUNITY, MONTH]")
		if len(all.Errors) > 0 {
			t.Fatal(all.Errors)
		}
		few, least := ask(w.Viewer(tenants.QualityDept), "by: [COMPANY]")
		if most > 12 || least > 12 {
			t.Errorf("%d statements for 36 rows, %d for two", most, least)
		}
		for _, c := range []struct {
			what string
			got  any
			want string
		}{
			{"the total", graphtest.At(all.Data, "metric", "total"), "map[denominator:108 numerator:85 sample:108 small:false value:0.787037]"},
			{"the rows", len(graphtest.At(all.Data, "metric", "rows").([]any)), "36"},
			{"what differs", graphtest.At(all.Data, "metric", "incomparable"), "[map[communities:[map[name:" + w.Communities[1].Name + " value:12]] policyKey:complaint.first_feedback_hours usual:24]]"},
			{"comparable", graphtest.At(all.Data, "metric", "comparable"), "false"},
			{"what it covers", graphtest.At(all.Data, "metric", "covers", "totalCount"), "3"},
			{"the period", fmt.Sprint(graphtest.At(all.Data, "metric", "from"), graphtest.At(all.Data, "metric", "to")), "2025-042026-03"},
			{"a company", graphtest.At(few.Data, "metric", "rows", 1, "company", "name"), max(w.Companies[0].Name, w.Companies[1].Name)},
			{"a company's title", graphtest.At(few.Data, "metric", "rows", 1, "labels", 0, "title"), max(w.Companies[0].Name, w.Companies[1].Name)},
			{"a company's sum", graphtest.At(few.Data, "metric", "rows", 1, "denominator"), "72"},
			{"a community", graphtest.At(all.Data, "metric", "rows", 0, "community", "name"), min(w.Communities[0].Name, w.Communities[1].Name, w.Communities[2].Name)},
			{"a small sample", graphtest.At(all.Data, "metric", "rows", 0, "small"), "true"},
		} {
			if got := fmt.Sprint(c.got); got != c.want {
				t.Errorf("%s: %s, want %s", c.what, got, c.want)
			}
		}
		one, _ := ask(w.Viewer(tenants.SiteManager, 0, 2), "by: [QUARTER]")
		if got := fmt.Sprint(graphtest.At(one.Data, "metric", "total"), graphtest.At(one.Data, "metric", "comparable")); got != "map[denominator:72 numerator:57 sample:72 small:false value:0.791667] true" {
			t.Errorf("two sites: %s", got)
		}
	})
}

// TestMetricRefuses: what a metric does not know is refused with what it does, and so is a viewer whose role does not read
// what it counts.
func TestMetricRefuses(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	w := datatest.Tell(t, db)
	a := api(db)
	for _, c := range []struct {
		role      tenants.Role
		arguments string
		code, say string
	}{
		{tenants.QualityDept, "key: COMPLAINTS, by: [VISIT_TYPE]", "BAD_USER_INPUT", "it is by COMMUNITY, COMPANY, DEVELOPER, DAY, WEEK, MONTH"},
		{tenants.QualityDept, "key: SURVEY_SENT, by: [MONTH]", "BAD_USER_INPUT", "it is by COMMUNITY, COMPANY, DEVELOPER, YEAR"},
		{tenants.QualityDept, "key: COMPLAINTS, by: [], where: {rule: [\"D-08\"]}", "BAD_USER_INPUT", "not cut by RULE"},
		{tenants.QualityDept, "key: COMPLAINTS, by: [MONTH, KIND, CLASS, TOPIC]", "LIMIT_EXCEEDED", "at most 3"},
		{tenants.QualityDept, "key: COMPLAINTS, by: [], period: {from: \"2026-13\"}", "BAD_USER_INPUT", "2026-01"},
		{tenants.QualityDept, "key: COMPLAINTS, by: [], period: {from: \"2026-03\", to: \"2026-01\"}", "BAD_USER_INPUT", "from 2026-03 to 2026-01"},
		{tenants.QualityDept, "key: COMPLAINTS, by: [], period: {from: \"2010-01\", to: \"2026-01\"}", "BAD_USER_INPUT", "at most 120 months"},
		{tenants.QualityDept, "key: FINDINGS, by: [], where: {severity: [\"ORDINARY\"]}", "BAD_USER_INPUT", "where.severity"},
		{tenants.HR, "key: COMPLAINTS, by: []", "FORBIDDEN", "does not read the tickets"},
		{tenants.HR, "key: VISITS, by: []", "FORBIDDEN", "does not read the returnVisits"},
		{tenants.HR, "key: DUTIES_IN_TIME, by: []", "", ""},
		{tenants.Finance, "key: PAID_SERVICE_INCOME, by: []", "FORBIDDEN", "tickets"},
	} {
		ctx := fault.WithLang(tenants.WithViewer(t.Context(), w.Viewer(c.role)), "en")
		out := a.Ask(ctx, "{ metric("+c.arguments+") { total { value } } }", nil)
		if out.Code() != c.code || c.code != "" && !strings.Contains(out.Errors[0].Message, c.say) {
			t.Errorf("%s: %s: %v", c.role, c.arguments, out.Errors)
		}
	}
}
