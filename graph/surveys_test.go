package graph_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"estatehub/graph/graphtest"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// documented are the queries of a document.
func documented(t *testing.T, file string) (all []string) {
	t.Helper()
	b, err := os.ReadFile("../docs/" + file) //nolint:gosec // our own documents
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("(?s)```graphql\n(.*?)```").FindAllStringSubmatch(string(b), -1) {
		all = append(all, m[1])
	}
	if len(all) == 0 {
		t.Fatal(file, "has no query")
	}
	return all
}

// TestSurveysInTheAPI: two sites hold a survey, head office compares them, by statements as many as for one; and what they
// raise is known to have happened elsewhere.
func TestSurveysInTheAPI(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		a := api(db)
		for i := range 2 {
			site := w.Communities[i]
			manager := w.Viewer(tenants.SiteManager, i)
			done := func(mutation, input string) map[string]any {
				t.Helper()
				field := "survey { id state returned }"
				out := a.Must(t, manager, "mutation { "+mutation+"(input: {"+input+"}) { "+field+" userErrors { field code message } } }", nil)
				if errs := graphtest.At(out, mutation, "userErrors"); len(errs.([]any)) > 0 {
					t.Fatal(mutation, errs)
				}
				return graphtest.At(out, mutation, "survey").(map[string]any)
			}
			id := done("designSurvey", fmt.Sprintf(`communityId: "%s", year: %d, title: "满意度调查"`, site.ID, time.Now().Year()))["id"].(string)
			done("approveSurvey", `id: "`+id+`", approvedBy: "业主代表联席会"`)
			done("sendSurvey", `id: "`+id+`", exceptUnitIds: ["`+site.Units[3].ID.String()+`"]`)
			var rows []string
			for _, u := range site.Units[:3] {
				rows = append(rows, fmt.Sprintf(`{unitId: "%s", channel: WECHAT, satisfaction: SATISFIED, answers: [{item: HYGIENE, mark: DISSATISFIED}, {item: WATER, mark: FAIR, remark: "晚高峰水压低"}]}`, u.ID))
			}
			if got := done("recordSurveyResponses", `surveyId: "`+id+`", responses: [`+strings.Join(rows, ", ")+`]`); got["state"] != "COLLECTING" || fmt.Sprint(got["returned"]) != "3" {
				t.Error(got)
			}
			out := a.Must(t, manager, `mutation { recordSurveyResponse(input: {surveyId: "`+id+`", unitId: "`+site.Units[0].ID.String()+`", channel: PHONE, satisfaction: FAIR}) { surveyResponse { id } userErrors { field code } } }`, nil)
			if got := fmt.Sprint(graphtest.At(out, "recordSurveyResponse", "userErrors")); got != "[map[code:CONFLICT field:input.unitId]]" {
				t.Error(got)
			}
			done("countSurvey", `id: "`+id+`"`)
			done("reportSurvey", `id: "`+id+`"`)
			done("analyseSurvey", `id: "`+id+`", analysis: "清运不及时"`)
		}
		quality := w.Viewer(tenants.QualityDept)
		ctx, statements := store.WithCounter(tenants.WithViewer(t.Context(), quality))
		answer := a.Ask(ctx, `{ surveyResults { recovery { numerator denominator value } targetMet satisfaction { value smallSample } improvements { item main } marks { mark count } items { item titleEn dissatisfied marks { count } } } }`, nil)
		if len(answer.Errors) > 0 || len(statements.Statements()) > 4 {
			t.Fatal(answer.Errors, statements.Statements())
		}
		all := graphtest.At(answer.Data, "surveyResults").([]any)
		if len(all) != 2 || fmt.Sprint(graphtest.At(all[0].(map[string]any), "improvements")) != "[map[item:HYGIENE main:true]]" {
			t.Error(string(answer.Raw))
		}
		for _, file := range []string{"surveys.md", "corrective-action.md"} {
			for _, q := range documented(t, file) {
				a.Must(t, quality, q, nil)
			}
		}
		for name, want := range map[string]string{"quality": "1 1", "one site": "0 0", "two sites": "1 1", "HR": ""} {
			v := map[string]*tenants.Viewer{"quality": quality, "one site": w.Viewer(tenants.SiteManager, 0), "two sites": w.Viewer(tenants.SiteManager, 0, 1), "HR": w.Viewer(tenants.HR)}[name]
			out := a.Must(t, v, `{ nonconformities(first: 1) { nodes { source topic elsewhere { count communities nodes { topic community { name } } } } } }`, nil)
			got := ""
			for _, n := range graphtest.At(out, "nonconformities", "nodes").([]any) {
				e := graphtest.At(n.(map[string]any), "elsewhere").(map[string]any)
				got = fmt.Sprint(e["count"], " ", len(e["nodes"].([]any)))
			}
			if got != want {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
	})
}
