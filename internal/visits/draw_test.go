package visits_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/visitcandidate"
	"estatehub/internal/engines"
	"estatehub/internal/visits"
)

// TestSample: of repairs the share of the policy is visited; the month's end makes it up; who may take from it.
func TestSample(t *testing.T) {
	each(t, func(w *world) {
		site := w.Communities[0].ID
		repairs := w.complete(0, 22, ticket.KindREPAIR, 20*time.Minute)
		w.after(8 * time.Hour)
		w.draw()
		w.proven(false)
		ctx, c := w.sys(), w.db.Client
		s := c.VisitSample.Query().OnlyX(ctx)
		w.expect(fmt.Sprint(s), s.Coverage == 0.3 && s.Completed == 22 && s.Drawn >= 6 && s.Drawn <= 7 && s.Month == "2026-03" && s.Seed > 0)

		// The site takes none of those drawn away, but as many as it adds.
		mine := c.ReturnVisit.Query().Where(returnvisit.SampleID(s.ID)).AllX(ctx)
		undrawn := c.VisitCandidate.Query().Where(visitcandidate.DrawEQ(visitcandidate.DrawNOT_DRAWN)).AllX(ctx)
		w.after(time.Minute)
		w.now = time.Date(2026, 4, 1, 2, 0, 0, 0, time.UTC)
		w.draw()
		w.proven(true)
		p, err := w.Visits.Waive(w.manager(), in{"id": mine[0].ID, "reason": "业主出国"})
		w.refused(p, err, "input.id WRONG_STATE")
		p, err = w.Visits.Waive(w.desk(), in{"id": mine[0].ID, "reason": "业主出国"})
		w.refused(p, err, "input.id FORBIDDEN")
		for _, k := range undrawn {
			if c.VisitCandidate.GetX(ctx, k.ID).Draw != visitcandidate.DrawNOT_DRAWN {
				continue
			}
			v := w.ok(w.Visits.Add(w.manager(), in{"communityId": site, "ticketId": k.TicketID}))
			w.expect("in the sample, added", v.Added && *v.SampleID == s.ID)
			p, err = w.Visits.Add(w.manager(), in{"communityId": site, "ticketId": k.TicketID})
			w.refused(p, err, "input.ticketId CONFLICT")
			break
		}
		v := w.ok(w.Visits.Waive(w.manager(), in{"id": mine[0].ID, "reason": "业主出国"}))
		w.expect("waived", v.State == returnvisit.StateWAIVED && *v.Reason == "业主出国" && !v.Open)
		w.ok(w.Visits.Waive(w.quality(), in{"id": mine[1].ID, "reason": "小区停电"})) // the head office may

		// What was planned as works is another sample, with another window.
		err = w.db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
			return c.Ticket.UpdateOneID(repairs[0].ID).SetPlannedFor("2026-03-20").SetResolvedAt(w.now).Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		works := w.complete(1, 1, ticket.KindREPAIR, 0)[0]
		err = w.db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
			return c.Ticket.UpdateOneID(works.ID).SetPlannedFor("2026-04-01").Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		w.draw()
		w.now = w.now.AddDate(0, 1, 1)
		w.draw()
		v = w.only(works)
		w.expect(fmt.Sprint(v), v.Rule == "RV-04" && v.Type == "PROJECT" && v.OpensAt.Equal(works.ResolvedAt.AddDate(0, 0, 30)) && v.DueAt.Equal(works.ResolvedAt.AddDate(0, 0, 60)))
		w.now = v.OpensAt.Add(-time.Minute)
		p, err = w.Visits.Record(w.quality(), in{"id": v.ID, "method": "PHONE", "qualified": true, "satisfaction": "FAIR"})
		w.refused(p, err, "input.id NOT_FOUND") // of another community
	})
}

// TestTooEarly: a visit is not made before its window opens.
func TestTooEarly(t *testing.T) {
	each(t, func(w *world) {
		s := w.Communities[0]
		v := w.ok(w.Visits.Add(w.desk(), in{"communityId": s.ID, "unitId": s.Units[1].ID, "type": "PLANNED", "opensAt": w.now.Add(time.Hour), "dueAt": w.now.Add(50 * time.Hour), "customer": "李四", "phone": "139 0013 9000"}))
		w.expect("planned", v.Rule == "RV-13" && !v.Added && v.TicketID == nil && *v.Customer == "李四" && v.Month == "2026-03")
		record := in{"id": v.ID, "method": "FACE_TO_FACE", "qualified": false, "satisfaction": "FAIR", "shortcomings": "楼道堆物"}
		p, err := w.Visits.Record(w.desk(), record)
		w.refused(p, err, "input.id BAD_USER_INPUT")
		p, err = w.Visits.Miss(w.desk(), in{"id": v.ID})
		w.refused(p, err, "input.id BAD_USER_INPUT")
		w.after(60 * time.Hour)
		v = w.ok(w.Visits.Record(w.desk(), record))
		n := w.ticket(*v.FollowUpID)
		w.expect("late, and a complaint of its own", !*v.OnTime && n.Kind == ticket.KindCOMPLAINT && n.RepeatOfID == nil && *n.UnitID == s.Units[1].ID)

		for what, input := range map[string]in{
			"input.unitId": {"type": "PLANNED"}, "input.type": {"unitId": s.Units[1].ID, "type": "REPAIR"},
			"input.dueAt": {"unitId": s.Units[1].ID, "type": "PLANNED"},
		} {
			input["communityId"] = s.ID
			p, err = w.Visits.Add(w.desk(), input)
			w.refused(p, err, what+" BAD_USER_INPUT")
		}
		p, err = w.Visits.Add(w.desk(), in{"communityId": s.ID, "unitId": w.Communities[1].Units[0].ID, "type": "OUTREACH"})
		w.refused(p, err, "input.unitId NOT_FOUND")
		o := w.ok(w.Visits.Add(w.desk(), in{"communityId": s.ID, "unitId": s.Units[2].ID, "type": "OUTREACH"}))
		w.expect("today", o.Rule == "SYS-21" && o.DueAt.Equal(time.Date(2026, 3, 12, 16, 0, 0, 0, time.UTC)))
		o = w.ok(w.Visits.Record(w.desk(), in{"id": o.ID, "method": "FACE_TO_FACE", "qualified": true}))
		w.expect("who records it has made it", *o.VisitorID == s.Staff[1].ID)
	})
}

// TestAssign: many at once, all or none.
func TestAssign(t *testing.T) {
	each(t, func(w *world) {
		all := w.complete(0, 5, ticket.KindMEDICAL_AID, time.Minute)
		theirs := w.complete(1, 1, ticket.KindMEDICAL_AID, time.Minute)
		w.after(time.Hour)
		w.draw()
		var ids []string
		for _, k := range all {
			ids = append(ids, w.only(k).ID.String())
		}
		staff := w.Communities[0].Staff[2].ID
		p, err := w.Visits.Assign(w.desk(), in{"ids": append(ids[:2:2], w.only(theirs[0]).ID.String(), "x"), "visitorId": staff})
		if err != nil {
			t.Fatal(err)
		}
		w.held(len(p.ReturnVisits) == 0, p.UserErrors, []string{"input.ids.3 NOT_FOUND"})
		p, err = w.Visits.Assign(w.desk(), in{"ids": append(ids[:2:2], w.only(theirs[0]).ID.String()), "visitorId": staff})
		if err != nil {
			t.Fatal(err)
		}
		w.held(len(p.ReturnVisits) == 0, p.UserErrors, []string{"input.ids.2 NOT_FOUND"})
		p, err = w.Visits.Assign(w.desk(), in{"ids": ids, "visitorId": w.Communities[1].Staff[2].ID})
		if err != nil {
			t.Fatal(err)
		}
		w.expect("not of this community", len(p.UserErrors) == 5)
		p, err = w.Visits.Assign(w.desk(), in{"ids": ids, "visitorId": staff.String()})
		if err != nil || len(p.UserErrors) > 0 || len(p.ReturnVisits) != 5 {
			t.Fatal(p, err)
		}
		for i, v := range p.ReturnVisits {
			w.expect("assigned", *v.VisitorID == staff && v.ID.String() == ids[i])
		}
		p, err = w.Visits.Assign(w.desk(), in{"ids": make([]string, 201), "visitorId": staff})
		if err != nil {
			t.Fatal(err)
		}
		w.held(len(p.ReturnVisits) == 0, p.UserErrors, []string{"input.ids BAD_USER_INPUT"})
	})
}

// TestManyAndKilled: several jobs at once, each given up again and again, take every ticket up once; also those that come
// to light later than they were completed.
func TestManyAndKilled(t *testing.T) {
	each(t, func(w *world) {
		const tickets = 160
		for site, kind := range []ticket.Kind{ticket.KindREPAIR, ticket.KindHOME_SERVICE, ticket.KindREPAIR} {
			w.complete(site, tickets, kind, time.Minute)
		}
		w.after(tickets * time.Minute)
		ctx := w.clock(t.Context())
		var all sync.WaitGroup
		for node := range 3 {
			all.Go(func() {
				dice := rand.New(rand.NewPCG(7, uint64(node)))
				d := engines.New(w.db).Visits
				for n := 0; n < 12; n++ {
					short, cancel := context.WithTimeout(ctx, time.Duration(dice.IntN(60))*time.Millisecond)
					err := d.Draw(short)
					cancel()
					if err != nil && short.Err() == nil && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
						t.Error(err)
					}
					if n%5 == 4 { // killed: a new process
						d = engines.New(w.db).Visits
					}
				}
				if err := d.Draw(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		w.proven(false)
		w.expect("none missed", w.db.Client.VisitCandidate.Query().CountX(w.sys()) == 3*tickets)

		d := engines.New(w.db).Visits
		if err := d.Draw(ctx); err != nil {
			t.Fatal(err)
		}
		late := w.complete(0, 1, ticket.KindMEDICAL_AID, 0)[0]
		err := w.db.Tx(w.sys(), func(ctx context.Context, c *gen.Client) error {
			return c.Ticket.UpdateOneID(late.ID).SetResolvedAt(w.now.Add(-50 * time.Minute)).Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		later := w.complete(1, 1, ticket.KindMEDICAL_AID, 0)[0]
		err = w.db.Tx(w.sys(), func(ctx context.Context, c *gen.Client) error {
			return c.Ticket.UpdateOneID(later.ID).SetResolvedAt(w.now.Add(-5 * time.Hour)).Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Draw(w.clock(ctx)); err != nil {
			t.Fatal(err)
		}
		w.expect("what commits a while later is found by the next round", len(w.visits(late)) == 1 && len(w.visits(later)) == 0)
		w.after(7 * time.Hour)
		if err := d.Draw(w.clock(ctx)); err != nil {
			t.Fatal(err)
		}
		w.expect("what commits much later, by the sweep", len(w.visits(later)) == 1)
		w.proven(false)
		w.expect("round", visits.Quota(0.3, tickets) == 48)
	})
}
