package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"estatehub/graph/graphtest"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/tenants"
)

// Quality sets a policy for the group and another for a company; whoever works in a community sees which holds there,
// where it comes from and what comes next, and nobody sees a community he has nothing to do with.
func TestEffectivePolicy(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		a, quality, manager := api(db), w.Viewer(tenants.QualityDept), w.Viewer(tenants.SiteManager, 0)
		today := time.Now().In(time.FixedZone("CST", 8*60*60))
		day := func(n int) string { return today.AddDate(0, 0, n).Format(time.DateOnly) }
		set := func(node fmt.Stringer, value, from string) map[string]any {
			t.Helper()
			d := a.Must(t, quality, `mutation { setPolicy(input: {nodeId: "`+node.String()+`", key: "repair.door_minutes", value: "`+value+`", effectiveFrom: "`+from+`",
				approvedBy: "周总", reason: "夏季高峰"}) { policyValue { id version value effectiveFrom enteredBy replaces { version effectiveUntil } node { __typename id } } userErrors { field code message } } }`, nil)
			if errs := graphtest.At(d, "setPolicy", "userErrors").([]any); len(errs) > 0 {
				t.Fatal(errs)
			}
			return graphtest.At(d, "setPolicy", "policyValue").(map[string]any)
		}
		group := set(w.Organization.ID, "45", day(0))
		company := set(w.Companies[0].ID, "20", day(10))
		if got := graphtest.At(company, "node", "__typename"); got != "Company" {
			t.Errorf("the node of the company's version is a %v", got)
		}
		ask := func(site int, at string) string {
			return `{ effectivePolicy(communityId: "` + w.Communities[site].ID.String() + `", key: "repair.door_minutes"` + at + `) { key value unit level
				policy { titleZh default type min max choices unlimited rule } version { id node { id } } next { day value level version { id } } } }`
		}
		got := graphtest.At(a.Must(t, manager, ask(0, ""), nil), "effectivePolicy")
		for path, want := range map[string]any{
			"value": "45", "unit": "MINUTES", "level": "ORGANIZATION", "version.id": group["id"], "version.node.id": w.Organization.ID.String(),
			"policy.default": "30", "policy.rule": "D-19, K-25", "policy.type": "WHOLE", "policy.max": float64(1440),
			"next.day": day(10), "next.value": "20", "next.level": "COMPANY", "next.version.id": company["id"],
		} {
			var steps []any
			for _, s := range strings.Split(path, ".") {
				steps = append(steps, s)
			}
			if v := graphtest.At(got, steps...); v != want {
				t.Errorf("%s is %v, want %v", path, v, want)
			}
		}
		before := today.AddDate(0, 0, -3).UTC().Format(time.RFC3339)
		got = graphtest.At(a.Must(t, manager, ask(0, `, at: "`+before+`"`), nil), "effectivePolicy")
		if graphtest.At(got, "value") != "30" || graphtest.At(got, "level") != "DEFAULT" || graphtest.At(got, "version") != nil || graphtest.At(got, "next", "day") != day(0) {
			t.Errorf("before anything was set: %v", got)
		}
		for name, x := range map[string]struct {
			v    *tenants.Viewer
			q    string
			code string
		}{
			"a community elsewhere":    {manager, ask(2, ""), "NOT_FOUND"},
			"no community":             {manager, strings.Replace(ask(0, ""), w.Communities[0].ID.String(), w.Communities[0].Units[0].ID.String(), 1), "NOT_FOUND"},
			"nothing":                  {quality, strings.Replace(ask(0, ""), w.Communities[0].ID.String(), "x", 1), "NOT_FOUND"},
			"a community to be":        {quality, strings.Replace(ask(0, ""), w.Communities[0].ID.String(), (w.Communities[0].ID + 1<<48).String(), 1), "NOT_FOUND"},
			"a policy there is not":    {quality, strings.Replace(ask(0, ""), "door_minutes", "door_hours", 1), "BAD_USER_INPUT"},
			"all of one elsewhere":     {manager, `{ effectivePolicies(communityId: "` + w.Communities[2].ID.String() + `") { key } }`, "NOT_FOUND"},
			"a mutation by a manager":  {manager, `mutation { endPolicy(input: {id: "` + group["id"].(string) + `", effectiveUntil: "` + day(0) + `"}) { userErrors { code } } }`, "FORBIDDEN"},
			"a calendar by a manager":  {manager, `mutation { setHolidayCalendar(input: {year: 2027, source: "x", days: []}) { userErrors { code } } }`, "FORBIDDEN"},
			"a calendar without year":  {quality, `mutation { setHolidayCalendar(input: {source: "x", days: []}) { userErrors { code } } }`, "GRAPHQL_INVALID"},
			"a withdrawal by somebody": {manager, `mutation { withdrawPolicy(input: {id: "` + company["id"].(string) + `"}) { id userErrors { code } } }`, "FORBIDDEN"},
		} {
			out := a.Ask(tenants.WithViewer(t.Context(), x.v), x.q, nil)
			if out.Code() != x.code {
				t.Errorf("%s: %q, want %q: %v", name, out.Code(), x.code, out.Errors)
			}
		}
		d := a.Must(t, quality, `mutation { withdrawPolicy(input: {id: "`+company["id"].(string)+`"}) { id policyValue { id } userErrors { message } } }`, nil)
		if graphtest.At(d, "withdrawPolicy", "id") != company["id"] {
			t.Error(d)
		}
		d = a.Must(t, quality, `mutation { endPolicy(input: {id: "`+group["id"].(string)+`", effectiveUntil: "`+day(2)+`"}) { policyValue { effectiveUntil } userErrors { message } } }`, nil)
		if graphtest.At(d, "endPolicy", "policyValue", "effectiveUntil") != day(2) {
			t.Error(d)
		}
		got = graphtest.At(a.Must(t, manager, ask(0, ""), nil), "effectivePolicy", "next")
		if graphtest.At(got, "day") != day(3) || graphtest.At(got, "value") != "30" || graphtest.At(got, "level") != "DEFAULT" || graphtest.At(got, "version") != nil {
			t.Errorf("after its end: %v", got)
		}
	})
}

// The catalogue is for everybody signed in, and every key of it holds everywhere.
func TestPolicies(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	w := datatest.Tell(t, db)
	a, manager := api(db), w.Viewer(tenants.SiteManager, 0)
	list := graphtest.At(a.Must(t, manager, `{ policies { key titleZh titleEn type unit default min max choices unlimited rule } }`, nil), "policies").([]any)
	held := graphtest.At(a.Must(t, manager, `{ effectivePolicies(communityId: "`+w.Communities[0].ID.String()+`") { key value level policy { default } version { id } next { day } } }`, nil), "effectivePolicies").([]any)
	if len(list) != len(policy.Catalogue) || len(held) != len(list) {
		t.Fatalf("%d policies, %d in force, %d in the catalogue", len(list), len(held), len(policy.Catalogue))
	}
	for i := range list {
		if graphtest.At(list[i], "key") != graphtest.At(held[i], "key") || graphtest.At(held[i], "value") != graphtest.At(list[i], "default") {
			t.Errorf("%v, %v", list[i], held[i])
		}
	}
	if out := a.Ask(t.Context(), `{ policies { key } }`, nil); out.Code() != "UNAUTHENTICATED" {
		t.Errorf("nobody reads the catalogue: %v", out.Errors)
	}
}

// A year comes out: quality enters it, and everybody sees it, newest version last.
func TestSetHolidayCalendar(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	w := datatest.Tell(t, db)
	a := api(db)
	set := func(days string) any {
		return graphtest.At(a.Must(t, w.Viewer(tenants.QualityDept), `mutation { setHolidayCalendar(input: {year: 2027, source: "国务院办公厅通知", days: [`+days+`]}) {
			holidayCalendar { year version days { nodes { day kind name } } } userErrors { field code message } } }`, nil), "setHolidayCalendar")
	}
	first := `{day: "2027-01-01", kind: HOLIDAY, name: "元旦"}`
	p := set(first + `, {day: "2027-01-04", kind: MAKE_UP, name: "元旦"}`)
	if graphtest.At(p, "holidayCalendar") != nil || graphtest.At(p, "userErrors", 0, "field") != "input.days.1.kind" {
		t.Error(p)
	}
	p = set(first)
	if graphtest.At(p, "holidayCalendar", "version") != float64(1) || graphtest.At(p, "holidayCalendar", "days", "nodes", 0, "name") != "元旦" {
		t.Error(p)
	}
	if p = set(first + `, {day: "2027-01-02", kind: HOLIDAY, name: "元旦"}`); graphtest.At(p, "holidayCalendar", "version") != float64(2) {
		t.Error(p)
	}
	d := a.Must(t, w.Viewer(tenants.SiteStaff, 0), `{ holidayCalendars(where: {yearMin: 2027}) { nodes { version } } }`, nil)
	if len(graphtest.At(d, "holidayCalendars", "nodes").([]any)) != 2 {
		t.Error(d)
	}
}

// What holds is asked of the time the context tells.
func TestEffectivePolicyAtItsTime(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	w := datatest.Tell(t, db)
	a, quality := api(db), w.Viewer(tenants.QualityDept)
	at := time.Date(2030, 5, 1, 0, 0, 0, 0, time.UTC)
	ctx := moment.With(tenants.WithViewer(t.Context(), quality), at)
	out := a.Ask(ctx, `mutation { setPolicy(input: {nodeId: "`+w.Communities[0].ID.String()+`", key: "complaint.resolve_days.class1", effectiveFrom: "2030-05-01", approvedBy: "周总", reason: "试点"}) {
		policyValue { value } userErrors { message } } }`, nil)
	if graphtest.At(out.Data, "setPolicy", "policyValue", "value") != "" {
		t.Fatal(string(out.Raw), out.Errors)
	}
	q := `{ effectivePolicy(communityId: "` + w.Communities[0].ID.String() + `", key: "complaint.resolve_days.class1") { value level next { day value } } }`
	if got := graphtest.At(a.Ask(ctx, q, nil).Data, "effectivePolicy"); graphtest.At(got, "value") != nil || graphtest.At(got, "level") != "COMMUNITY" {
		t.Errorf("then: %v", got)
	}
	if got := graphtest.At(a.Must(t, quality, q, nil), "effectivePolicy"); graphtest.At(got, "value") != "3" || graphtest.At(got, "next", "day") != "2030-05-01" || graphtest.At(got, "next", "value") != nil {
		t.Errorf("now: %v", got)
	}
}
