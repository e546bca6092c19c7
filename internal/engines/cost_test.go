package engines_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/fault"
	"estatehub/internal/lifecycle"
	"estatehub/internal/metrics"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// TestZoneIsRemembered: days are reckoned in the organisation's zone by nearly everything; what is done every minute does
// not ask the database for it each time.
func TestZoneIsRemembered(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		all, site, ctx := engines.New(db), w.Communities[0], w.As(t, tenants.SiteManager, 0)
		fine := func(errs []*fault.UserError, err error) error {
			for _, e := range errs {
				return errors.New(e.Field + ": " + e.Message)
			}
			return err
		}
		p, err := all.Nonconformities.Raise(ctx, in{"communityId": site.ID, "source": "AUDIT", "description": "楼道未清扫"})
		if err := fine(p.UserErrors, err); err != nil {
			t.Fatal(err)
		}
		failed := p.Nonconformity.ID
		year := 2024 // surveys are designed for the year before, this and the next
		for name, do := range map[string]func(ctx context.Context) error{
			"ticket": func(ctx context.Context) error {
				p, err := all.Desk.Open(ctx, in{"communityId": site.ID, "kind": "REPAIR", "content": "漏水"})
				if err := fine(p.UserErrors, err); err != nil {
					return err
				}
				p, err = all.Desk.Move(ctx, lifecycle.Classify, in{"id": p.Ticket.ID})
				if err := fine(p.UserErrors, err); err != nil {
					return err
				}
				p, err = all.Desk.Move(ctx, lifecycle.Dispatch, in{"id": p.Ticket.ID, "assigneeId": site.Staff[2].ID})
				return fine(p.UserErrors, err)
			},
			"visit": func(ctx context.Context) error {
				p, err := all.Visits.Add(ctx, in{"communityId": site.ID, "unitId": site.Units[0].ID, "type": "OUTREACH", "visitorId": site.Staff[1].ID})
				return fine(p.UserErrors, err)
			},
			"draw": all.Visits.Draw,
			"nonconformity": func(ctx context.Context) error {
				p, err := all.Nonconformities.Analyse(ctx, in{"id": failed, "cause": "排班漏排", "ownerId": site.Staff[0].ID})
				if err := fine(p.UserErrors, err); err != nil {
					return err
				}
				a, err := all.Nonconformities.AddAction(ctx, in{"nonconformityId": failed, "kind": "CORRECTIVE", "measure": "补排", "ownerId": site.Staff[2].ID, "dueOn": "2099-01-01"})
				return fine(a.UserErrors, err)
			},
			"survey": func(ctx context.Context) error {
				year++
				_, err := all.Surveys.Design(ctx, in{"communityId": site.ID, "year": year, "title": "满意度"})
				return err
			},
			"metric": func(ctx context.Context) error {
				_, err := all.Metrics.Answer(ctx, metrics.Ask{Key: "TICKETS"})
				return err
			},
		} {
			asked := ""
			for range 3 { // it is read again once a second
				counted, n := store.WithCounter(ctx)
				if err := do(counted); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if asked = strings.Join(n.Statements(), "\n"); !strings.Contains(asked, "`organizations`") {
					break
				}
			}
			if strings.Contains(asked, "`organizations`") {
				t.Errorf("%s asks for the zone each time:\n%s", name, asked)
			}
		}
	})
}
