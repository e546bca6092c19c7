package graph_test

import (
	"fmt"
	"testing"
	"time"

	"estatehub/graph"
	"estatehub/graph/graphtest"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/visits"
	"estatehub/tenants"
)

// TestVisitsOverTheAPI: a completed ticket is drawn, stands in somebody's due list, is visited and comes back, over the API.
func TestVisitsOverTheAPI(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		all := engines.New(db)
		a := graphtest.New(graph.New(graph.Parts{DB: db, Engines: all, Key: []byte("a key of cursors, for tests only")}))
		manager := w.Viewer(tenants.SiteManager, 0)
		s := w.Communities[0]
		d := a.Must(t, manager, opens, map[string]any{"in": map[string]any{"communityId": s.ID.String(), "kind": "COMPLAINT", "content": "电梯异响",
			"unitId": s.Units[0].ID.String(), "contactName": "张三", "contactPhone": "13800138000"}})
		id, _ := graphtest.At(d, "openTicket", "ticket", "id").(string)
		for _, step := range []string{
			`classifyTicket(input: {id: %q class: CLASS_1})`, `dispatchTicket(input: {id: %q department: "工程部"})`, `acceptTicket(input: {id: %q})`,
			`resolveTicket(input: {id: %q result: "好了"})`, `checkTicket(input: {id: %q})`, `notifyTicketOwner(input: {id: %q})`,
		} {
			d := a.Must(t, manager, "mutation { r: "+fmt.Sprintf(step, id)+" { userErrors { field message } } }", nil)
			if e, _ := graphtest.At(d, "r", "userErrors").([]any); len(e) > 0 {
				t.Fatal(step, d)
			}
		}
		if err := all.Visits.Draw(t.Context()); err != nil {
			t.Fatal(err)
		}
		const list = `query($v: [ID!]) { returnVisits(first: 5, where: {visitorId: $v, open: true}, orderBy: {field: DUE_AT}) { nodes { id type rule dueAt customer ticket { number }
			sample { coverage completed drawn redraw candidates(first: 2) { nodes { number draw ticketId } } } } } }`
		d = a.Must(t, manager, list, nil)
		v := graphtest.At(d, "returnVisits", "nodes", 0)
		if graphtest.At(v, "rule") != "RV-01" || graphtest.At(v, "customer") != "张三" || graphtest.At(v, "sample", "candidates", "nodes", 0, "draw") != "SEED" ||
			fmt.Sprint(graphtest.At(v, "sample", "redraw")) != "[1]" {
			t.Fatal(d)
		}
		visit, _ := graphtest.At(v, "id").(string)
		d = a.Must(t, manager, fmt.Sprintf(`mutation { r: assignReturnVisits(input: {ids: [%q] visitorId: %q}) { returnVisits { visitor { name } } userErrors { field } } }`, visit, s.Staff[1].ID), nil)
		if graphtest.At(d, "r", "returnVisits", 0, "visitor", "name") != "林客服" {
			t.Fatal(d)
		}
		d = a.Must(t, manager, list, map[string]any{"v": s.Staff[1].ID.String()})
		if graphtest.At(d, "returnVisits", "nodes", 0, "id") != visit {
			t.Error("not in his due list", d)
		}
		if d = a.Must(t, manager, list, map[string]any{"v": s.Staff[2].ID.String()}); len(graphtest.At(d, "returnVisits", "nodes").([]any)) != 0 {
			t.Error("in another's due list", d)
		}
		at := time.Now().UTC().Add(time.Hour).Format(time.RFC3339)
		for _, step := range []struct{ do, want string }{
			{fmt.Sprintf(`missReturnVisit(input: {id: %q})`, visit), "NOT_REACHED"},
			{fmt.Sprintf(`appointReturnVisit(input: {id: %q appointedAt: %q})`, visit, at), "APPOINTED"},
			{fmt.Sprintf(`recordReturnVisit(input: {id: %q method: PHONE qualified: false satisfaction: DISSATISFIED repair: FAIR shortcomings: "仍有异响" promisedAt: %q})`, visit, at), "DONE_UNQUALIFIED"},
			{fmt.Sprintf(`answerReturnVisit(input: {id: %q answer: "已安排"})`, visit), "DONE_UNQUALIFIED"},
		} {
			d := a.Must(t, manager, "mutation { r: "+step.do+" { returnVisit { state followUp { id state level } clocks { nodes { rule state } } } userErrors { field code message } } }", nil)
			if graphtest.At(d, "r", "returnVisit", "state") != step.want {
				t.Fatal(step.do, d)
			}
			if step.want == "DONE_UNQUALIFIED" && (graphtest.At(d, "r", "returnVisit", "followUp", "id") != id || graphtest.At(d, "r", "returnVisit", "followUp", "state") != "REOPENED") {
				t.Error(d)
			}
		}
		for _, do := range []string{
			fmt.Sprintf(`waiveReturnVisit(input: {id: %q reason: "x"})`, visit), fmt.Sprintf(`addReturnVisit(input: {communityId: %q ticketId: %q})`, s.ID, id),
		} {
			d := a.Must(t, manager, "mutation { r: "+do+" { returnVisit { id } userErrors { field code } } }", nil)
			if graphtest.At(d, "r", "userErrors", 0, "code") != "WRONG_STATE" {
				t.Error(do, d)
			}
		}
		if out := a.Ask(w.As(t, tenants.HR), fmt.Sprintf(`mutation { assignReturnVisits(input: {ids: [%q] visitorId: %q}) { userErrors { code } } }`, visit, s.Staff[1].ID), nil); out.Code() != "FORBIDDEN" {
			t.Error(out)
		}
		d = a.Must(t, w.Viewer(tenants.BI), `{ visitRules { code type ticketKind coverageKey opensKey dueKey visitor method source } }`, nil)
		if rules := graphtest.At(d, "visitRules").([]any); len(rules) != len(visits.Rules) || graphtest.At(rules[3], "opensKey") != "return_visit.project.from_days" {
			t.Error(rules)
		}
	})
}
