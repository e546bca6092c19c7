package graph_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/graph/graphtest"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// TestCounts: figures come from the counts the hub keeps wherever those tell, and are what counting gives, for whoever
// asks. A condition that lets everything through and is about no counted column makes the hub count.
func TestCounts(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		tickets(t, db, 7, w.Communities[0].ID, w.Communities[1].ID, w.Communities[2].ID)
		err := db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error {
			for i, site := range w.Communities {
				for n := range 4 {
					state := []ticket.State{"REPORTED", "ACCEPTED", "UNFINISHED", "CLOSED"}[(n+i)%4]
					err := c.Ticket.Create().SetCommunityID(site.ID).SetNumber(fmt.Sprint(n)).SetKind("COMPLAINT").SetState(state).SetContent("x").
						SetOpenedAt(time.Now()).SetDueAt(time.Now()).SetOpenedMonth("2026-02").Exec(ctx)
					if err != nil {
						return err
					}
				}
			}
			return c.Ticket.Update().Where(ticket.CommunityID(w.Communities[1].ID), ticket.StateEQ("REPORTED")).SetState("CLOSED").Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		a := api(db)
		for name, v := range map[string]*tenants.Viewer{
			"one site": w.Viewer(tenants.SiteManager, 1), "two sites": w.Viewer(tenants.QualityDept, 0, 2), "all": w.Viewer(tenants.QualityDept), "none": w.Viewer(tenants.HR),
		} {
			for _, q := range []struct {
				field, by, where string
				all              int // what head office finds
			}{
				{"ticketCounts", "COMMUNITY, PHASE", "", 33},
				{"ticketCounts", "COMMUNITY, STATE", "", 33},
				{"ticketCounts", "KIND, PHASE", "", 33},
				{"ticketCounts", "STATE", "open: true", 22},
				{"ticketCounts", "COMMUNITY", "phase: [NEW, ENDED], kind: [REPAIR], communityId: [\"" + w.Communities[0].ID.String() + "\"]", 7},
				{"ticketCounts", "PHASE", "kind: []", 0},
				{"unitCounts", "COMMUNITY, OCCUPANCY", "", 12},
				{"unitCounts", "USE", "occupancy: [UNSOLD, OCCUPIED, LET, VACANT, HANDED_OVER]", 12},
			} {
				through := `openedAtFrom: "2000-01-01T00:00:00Z"`
				if q.field == "unitCounts" {
					through = "floorMin: -10"
				}
				t.Run(name+" "+q.field+" by "+q.by+" where "+q.where, func(t *testing.T) {
					ask := func(where, table string) any {
						fields := "communityId state phase kind count"
						if q.field == "unitCounts" {
							fields = "communityId occupancy use count"
						}
						if where != "" {
							where = ", where: {" + where + "}"
						}
						ctx, statements := store.WithCounter(tenants.WithViewer(t.Context(), v))
						answer := a.Ask(ctx, "{ "+q.field+"(by: ["+q.by+"]"+where+") { total rows { "+fields+" } } }", nil)
						if len(answer.Errors) > 0 {
							t.Fatal(answer.Errors)
						}
						if texts := statements.Statements(); len(texts) != 1 || !strings.Contains(texts[0], "FROM `"+table+"`") {
							t.Errorf("asked %v, not %s", texts, table)
						}
						return graphtest.At(answer.Data, q.field)
					}
					kept, table := ask(q.where, strings.TrimSuffix(q.field, "Counts")+"_counters"), strings.TrimSuffix(q.field, "Counts")+"s"
					if live := ask(strings.Trim(q.where+", "+through, ", "), table); !reflect.DeepEqual(kept, live) {
						t.Errorf("kept %v\nlive %v", kept, live)
					}
					if n := graphtest.At(kept, "total"); name == "all" && n != float64(q.all) {
						t.Errorf("total %v, want %d", n, q.all)
					}
				})
			}
		}
	})
}
