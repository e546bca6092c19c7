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
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/ident"
	"estatehub/internal/metrics"
	"estatehub/internal/moment"
	"estatehub/tenants"
)

// listed are the rows of the counted nouns as a viewer lists them.
func listed(t *testing.T, ctx context.Context, c *gen.Client) map[string][]reflect.Value {
	t.Helper()
	all := map[string][]reflect.Value{}
	take := func(noun string, rows any, err error) {
		if err != nil {
			t.Fatal(err)
		}
		v := reflect.ValueOf(rows)
		for i := range v.Len() {
			all[noun] = append(all[noun], v.Index(i).Elem())
		}
	}
	rows := func(noun string, query func() (any, error)) { r, err := query(); take(noun, r, err) }
	rows("Ticket", func() (any, error) { return c.Ticket.Query().All(ctx) })
	rows("Survey", func() (any, error) { return c.Survey.Query().All(ctx) })
	rows("SurveyResponse", func() (any, error) { return c.SurveyResponse.Query().All(ctx) })
	rows("SurveyAnswer", func() (any, error) { return c.SurveyAnswer.Query().All(ctx) })
	rows("VisitSample", func() (any, error) { return c.VisitSample.Query().All(ctx) })
	rows("ReturnVisit", func() (any, error) { return c.ReturnVisit.Query().All(ctx) })
	rows("Clock", func() (any, error) { return c.Clock.Query().All(ctx) })
	rows("Nonconformity", func() (any, error) { return c.Nonconformity.Query().All(ctx) })
	rows("Duty", func() (any, error) { return c.Duty.Query().All(ctx) })
	rows("Finding", func() (any, error) { return c.Finding.Query().All(ctx) })
	rows("DutyLogEntry", func() (any, error) { return c.DutyLogEntry.Query().All(ctx) })
	return all
}

// at is a field of a row by its Go name, without its pointer; nil where it is none.
func at(row reflect.Value, name string) any {
	v := row.FieldByName(name)
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	if v.Kind() == reflect.String {
		return v.String()
	}
	return v.Interface()
}

func in(v any, of ...string) bool { s, ok := v.(string); return ok && slices.Contains(of, s) }

// part is what a row adds to a figure: to the denominator and to the numerator.
type part struct{ down, up float64 }

func yes(ok bool) float64 {
	if ok {
		return 1
	}
	return 0
}

// by hand: what each metric means, said once more, over a row as somebody lists it. Nil is a row that does not count.
var byHand = map[string]func(r reflect.Value) *part{
	"COMPLAINTS":         of(complained, nil),
	"COMPLAINTS_VALID":   of(judged, func(r reflect.Value) bool { return at(r, "Validity") == "VALID" }),
	"COMPLAINTS_INVALID": of(judged, func(r reflect.Value) bool { return at(r, "Validity") == "INVALID" }),
	"COMPLAINTS_ASSIST":  of(judged, func(r reflect.Value) bool { return at(r, "Validity") == "ASSIST" }),
	"JUDGEMENTS_REVERSED": of(func(r reflect.Value) bool { return complained(r) && in(at(r, "Judgement"), "UPHELD", "REVERSED") },
		func(r reflect.Value) bool { return at(r, "Judgement") == "REVERSED" }),
	"COMPLAINTS_COLLECTIVE": of(func(r reflect.Value) bool { return complained(r) && at(r, "Collective") == true }, nil),
	"COMPLAINTS_REPEATED":   of(complained, func(r reflect.Value) bool { return at(r, "Occurrence").(int) > 1 }),
	"TICKETS":               of(unmerged, nil),
	"TICKETS_SOLVED":        of(lasting, func(r reflect.Value) bool { return at(r, "ResolvedAt") != nil }),
	"TICKETS_SOLVED_IN_TIME": of(solved, func(r reflect.Value) bool {
		return !at(r, "ResolvedAt").(time.Time).After(at(r, "DueAt").(time.Time))
	}),
	"SOLVE_MINUTES":       spent(solved, "OpenedAt", "ResolvedAt"),
	"REPAIRS_REPEATED":    of(func(r reflect.Value) bool { return unmerged(r) && at(r, "Kind") == "REPAIR" }, func(r reflect.Value) bool { return at(r, "Occurrence").(int) > 2 }),
	"REPAIRS_FIRST_VISIT": of(attended, func(r reflect.Value) bool { return at(r, "Unfinished").(int) == 0 }),
	"REPAIRS_UNFINISHED": of(func(r reflect.Value) bool {
		return lasting(r) && at(r, "Kind") == "REPAIR" && at(r, "Unfinished").(int) > 0
	}, nil),
	"HOME_SERVICES": of(func(r reflect.Value) bool { return unmerged(r) && at(r, "Kind") == "HOME_SERVICE" }, nil),
	"PAID_SERVICES": of(charged, nil),
	"PAID_SERVICE_INCOME": func(r reflect.Value) *part {
		if !charged(r) {
			return nil
		}
		fen, _ := at(r, "Quoted").(int64)
		return &part{1, float64(fen)}
	},
	"FIRST_FEEDBACK_IN_TIME":      met("D-08"),
	"FORMAL_REPLY_IN_TIME":        met("D-09", "D-10"),
	"DEFECT_PAST_15_DAYS":         missed("D-11"),
	"DEFECT_PAST_30_DAYS":         missed("D-12"),
	"COLLECTIVE_DIRECTOR_IN_TIME": met("D-03"),
	"COLLECTIVE_COMPANY_IN_TIME":  met("D-04"),
	"CENTRE_REPORTBACK_IN_TIME":   met("D-05"),
	"OWNER_TOLD_IN_TIME":          met("D-15"),
	"DOOR_IN_TIME":                met("D-19"),
	"DOOR_MINUTES": func(r reflect.Value) *part {
		p := spent(func(r reflect.Value) bool {
			return at(r, "Rule") == "D-19" && in(at(r, "State"), "MET", "LATE") && at(r, "EndedAt") != nil
		}, "StartedAt", "EndedAt")(r)
		if p != nil {
			p.up -= float64(at(r, "PausedSeconds").(int64)) / 60
		}
		return p
	},
	"SURVEY_COUNTED_IN_TIME":  met("D-35"),
	"MEASURES_POSTED_IN_TIME": met("D-36"),
	"DEADLINES_IN_TIME":       met("D-03", "D-04", "D-05", "D-08", "D-09", "D-10", "D-11", "D-12", "D-15", "D-19", "D-35", "D-36"),
	"VISIT_COVERAGE": func(r reflect.Value) *part {
		if r.Type() == reflect.TypeFor[gen.VisitSample]() {
			return &part{float64(at(r, "Completed").(int)), 0}
		}
		return &part{0, yes(at(r, "SampleID") != nil && at(r, "OnTime") == true)}
	},
	"VISITS_DRAWN": func(r reflect.Value) *part {
		return &part{float64(at(r, "Completed").(int)), float64(at(r, "Drawn").(int))}
	},
	"VISITS": of(func(r reflect.Value) bool { return at(r, "State") != "WAIVED" }, nil),
	"VISITS_IN_TIME": of(func(r reflect.Value) bool {
		return at(r, "State") != "WAIVED" && (at(r, "OnTime") != nil || overdue(r))
	}, func(r reflect.Value) bool { return at(r, "OnTime") == true }),
	"VISITS_UNQUALIFIED":        of(func(r reflect.Value) bool { return at(r, "Qualified") != nil }, func(r reflect.Value) bool { return at(r, "Qualified") == false }),
	"VISITS_SATISFIED":          content("Satisfaction"),
	"VISITS_SATISFIED_SECURITY": content("Security"),
	"VISITS_SATISFIED_CLEANING": content("Cleaning"),
	"VISITS_SATISFIED_GREENING": content("Greening"),
	"VISITS_SATISFIED_REPAIR":   content("Repair"),
	"VISITS_SATISFIED_STAFF":    content("StaffQuality"),
	"SURVEYS":                   of(func(r reflect.Value) bool { return at(r, "SentAt") != nil }, nil),
	"SURVEY_SENT":               sums("Target", "Sent"),
	"SURVEY_RETURNED":           sums("Sent", "Returned"),
	"SURVEY_SATISFIED":          content("Satisfaction"),
	"SURVEY_ITEM_SATISFIED":     content("Mark"),
	"SURVEY_DISSATISFIED":       of(func(r reflect.Value) bool { return in(at(r, "Mark"), "DISSATISFIED", "VERY_DISSATISFIED") }, nil),
	"NONCONFORMITIES":           of(func(reflect.Value) bool { return true }, nil),
	"NONCONFORMITIES_OPEN":      of(func(reflect.Value) bool { return true }, func(r reflect.Value) bool { return at(r, "State") != "CLOSED" }),
	"NONCONFORMITIES_OVERDUE": of(func(reflect.Value) bool { return true }, func(r reflect.Value) bool {
		done, _ := at(r, "ImplementedAt").(time.Time)
		if done.IsZero() {
			done = present
		}
		return done.After(at(r, "DueAt").(time.Time))
	}),
	"MEASURES_EFFECTIVE":  of(func(r reflect.Value) bool { return at(r, "Effective") != nil }, func(r reflect.Value) bool { return at(r, "Effective") == true }),
	"DUTIES_IN_TIME":      of(expected(""), func(r reflect.Value) bool { return at(r, "OnTime") == true }),
	"DUTIES_MADE_UP":      of(func(r reflect.Value) bool { return at(r, "State") != "SKIPPED" && tardy(r) }, func(r reflect.Value) bool { return !in(at(r, "State"), "SCHEDULED", "LATE") }),
	"DUTIES_PENALISED":    of(expected(""), func(r reflect.Value) bool { return at(r, "PenaltyKey") != nil }),
	"REPORTS_IN_TIME":     of(expected("REPORT"), func(r reflect.Value) bool { return at(r, "OnTime") == true }),
	"RETURNS_IN_TIME":     of(expected("RETURN"), func(r reflect.Value) bool { return at(r, "OnTime") == true }),
	"PATROLS_IN_TIME":     of(expected("PATROL"), func(r reflect.Value) bool { return at(r, "OnTime") == true }),
	"SIGN_CHECKS_IN_TIME": of(expected("SIGNAGE"), func(r reflect.Value) bool { return at(r, "OnTime") == true }),
	"PATROLS_MISSED":      of(expected("PATROL"), tardy),
	"CLEANING_SCORE":      points("CLEANING"),
	"INSPECTION_SCORE":    points("INSPECTION"),
	"FINDINGS":            of(func(reflect.Value) bool { return true }, nil),
	"FINDINGS_DONE":       of(func(reflect.Value) bool { return true }, func(r reflect.Value) bool { return at(r, "DoneAt") != nil }),
	"DUTY_LOG_SIGNED":     of(func(reflect.Value) bool { return true }, func(r reflect.Value) bool { return at(r, "SignedAt") != nil }),
	"DUTY_LOG_SAMPLED":    of(func(reflect.Value) bool { return true }, func(r reflect.Value) bool { return at(r, "Sampled") == true }),
}

func of(counts, good func(reflect.Value) bool) func(reflect.Value) *part {
	return func(r reflect.Value) *part {
		if !counts(r) {
			return nil
		}
		return &part{1, yes(good == nil || good(r))}
	}
}

func unmerged(r reflect.Value) bool   { return at(r, "State") != "MERGED" }
func lasting(r reflect.Value) bool    { return unmerged(r) && at(r, "State") != "CANCELLED" }
func complained(r reflect.Value) bool { return unmerged(r) && at(r, "Kind") == "COMPLAINT" }
func judged(r reflect.Value) bool     { return complained(r) && at(r, "Validity") != nil }
func solved(r reflect.Value) bool     { return lasting(r) && at(r, "ResolvedAt") != nil }

func attended(r reflect.Value) bool {
	return lasting(r) && at(r, "Kind") == "REPAIR" && at(r, "Arrivals").(int) > 0 && (at(r, "ResolvedAt") != nil || at(r, "Unfinished").(int) > 0)
}

func charged(r reflect.Value) bool {
	return lasting(r) && in(at(r, "Kind"), "REPAIR", "HOME_SERVICE", "SPECIAL_SERVICE") && at(r, "ReceiptNo") != nil
}

func spent(counts func(reflect.Value) bool, from, till string) func(reflect.Value) *part {
	return func(r reflect.Value) *part {
		if !counts(r) {
			return nil
		}
		return &part{1, float64(at(r, till).(time.Time).Unix()-at(r, from).(time.Time).Unix()) / 60}
	}
}

func met(rules ...string) func(reflect.Value) *part {
	return of(func(r reflect.Value) bool {
		return in(at(r, "Rule"), rules...) && in(at(r, "State"), "MET", "LATE", "BREACHED")
	},
		func(r reflect.Value) bool { return at(r, "State") == "MET" })
}

func missed(rule string) func(reflect.Value) *part {
	return of(func(r reflect.Value) bool {
		return at(r, "Rule") == rule && in(at(r, "State"), "MET", "LATE", "BREACHED")
	},
		func(r reflect.Value) bool { return at(r, "State") != "MET" })
}

func overdue(r reflect.Value) bool {
	return at(r, "Open") == true && at(r, "DueAt").(time.Time).Before(present)
}

func content(field string) func(reflect.Value) *part {
	return of(func(r reflect.Value) bool { return at(r, field) != nil }, func(r reflect.Value) bool { return in(at(r, field), "SATISFIED", "VERY_SATISFIED") })
}

func sums(down, up string) func(reflect.Value) *part {
	return func(r reflect.Value) *part {
		if at(r, "SentAt") == nil {
			return nil
		}
		return &part{float64(at(r, down).(int)), float64(at(r, up).(int))}
	}
}

func expected(kind string) func(reflect.Value) bool {
	return func(r reflect.Value) bool {
		return at(r, "State") != "SKIPPED" && (kind == "" || at(r, "Kind") == kind) && (at(r, "OnTime") != nil || at(r, "DueAt").(time.Time).Before(present))
	}
}

func tardy(r reflect.Value) bool { return at(r, "OnTime") == false || overdue(r) }

func points(kind string) func(reflect.Value) *part {
	return func(r reflect.Value) *part {
		full, _ := at(r, "FullScore").(int)
		score, given := at(r, "Score").(int)
		if at(r, "Kind") != kind || !given || full == 0 {
			return nil
		}
		return &part{float64(full), float64(score)}
	}
}

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
