package graph_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"estatehub/graph/limits"
	"estatehub/tenants"
)

// TestTablesCost: lists that are as long as a table of the hub's own cost what they hold.
func TestTablesCost(t *testing.T) {
	w, world := openWay(t)
	w.self = world.Viewer(tenants.SiteManager, 0)
	for list, fields := range map[string]string{
		"policies": "policies { key }", "effectivePolicies": fmt.Sprintf("effectivePolicies(communityId: %q) { key }", world.Communities[0].ID),
		"clockRules": "clockRules { titleZh }", "visitRules": "visitRules { code }", "metrics": "metrics { key }", "lifecycles": "lifecycles { name }",
	} {
		body, _ := json.Marshal(map[string]string{"query": "{ " + fields + " }"})
		a := w.ask("POST", "/", string(body), "Content-Type", "application/json", limits.CostHeader, "1")
		var out struct {
			Data       map[string][]struct{}
			Extensions struct{ Cost struct{ Requested int } }
		}
		if err := json.Unmarshal(a.Body.Bytes(), &out); err != nil || len(out.Data[list]) < 5 {
			t.Fatalf("%s: %v: %s", list, err, a.Body)
		}
		if got, want := out.Extensions.Cost.Requested, 1+len(out.Data[list]); got != want {
			t.Errorf("%s costs %d and gives %d rows", list, got, want-1)
		}
	}
}
