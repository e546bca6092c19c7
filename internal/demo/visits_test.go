package demo_test

import (
	"slices"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/gen/visitcandidate"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/visits"
)

// visited holds the return visits of a demo against the tickets' histories and against their own seeds, and lets the hub's
// job run over it: it finds nothing to do.
func visited(t *testing.T, db *data.DB, l *library) {
	ctx, c := datatest.System(t), db.Client
	byTicket := map[ident.ID][]*gen.ReturnVisit{}
	byID, counts := map[ident.ID]*gen.ReturnVisit{}, map[string]int{}
	for _, v := range c.ReturnVisit.Query().Order(returnvisit.ByRound()).AllX(ctx) {
		l.judgeVisit(t, v)
		byID[v.ID] = v
		counts[string(v.Type)]++
		counts[string(v.State)]++
		counts["overdue"] += one(v.Open && v.DueAt.Before(end))
		counts["late"] += one(v.OnTime != nil && !*v.OnTime)
		counts["added"] += one(v.Added)
		counts["follow-up"] += one(v.FollowUpID != nil)
		if v.TicketID != nil {
			byTicket[*v.TicketID] = append(byTicket[*v.TicketID], v)
		}
		if t.Failed() {
			t.Fatal(v)
		}
	}
	t.Log(counts)
	for _, what := range []string{"COMPLAINT", "MAJOR_COMPLAINT", "PROJECT", "REPAIR", "MEDICAL_AID", "HOME_SERVICE", "DEFECT", "PLANNED", "OUTREACH", "DUE", "APPOINTED", "NOT_REACHED",
		"DONE_QUALIFIED", "DONE_UNQUALIFIED", "WAIVED", "overdue", "late", "added", "follow-up"} {
		if counts[what] < 3 {
			t.Errorf("%d %s", counts[what], what)
		}
	}
	for id, events := range l.events {
		done := []*gen.ReturnVisit{}
		for _, v := range byTicket[id] {
			if v.VisitedAt != nil {
				done = append(done, v)
			}
		}
		for _, e := range events {
			if e.Verb == "recordReturnVisit" && !slices.ContainsFunc(done, func(v *gen.ReturnVisit) bool { return v.VisitedAt.Equal(e.At) }) {
				t.Fatalf("the history of %s tells of a visit that was not made", l.byID[id].Number)
			}
		}
	}
	for _, s := range c.VisitSample.Query().AllX(ctx) {
		var seeded []int
		all := s.QueryCandidates().Order(visitcandidate.ByNumber()).AllX(ctx)
		drawn := 0
		for _, k := range all {
			if k.Draw == visitcandidate.DrawSEED {
				seeded = append(seeded, k.Number)
			}
			if k.Draw != visitcandidate.DrawNOT_DRAWN {
				drawn++
				if !slices.ContainsFunc(byTicket[k.TicketID], func(v *gen.ReturnVisit) bool { return v.SampleID != nil && *v.SampleID == s.ID }) {
					t.Fatalf("%s %s: number %d is drawn and not visited", s.Type, s.Month, k.Number)
				}
			}
		}
		over := s.Month < end.In(zone).Format("2006-01")
		if quota := visits.Quota(s.Coverage, s.Completed); len(all) != s.Completed || drawn != s.Drawn || over && drawn < quota ||
			!slices.Equal(seeded, visits.Redraw(s.Seed, s.Coverage, s.Completed)) && len(seeded) > 0 {
			t.Fatalf("%s %s: %d of %d drawn, %d and %d told", s.Type, s.Month, drawn, len(all), s.Drawn, s.Completed)
		}
	}
	for _, k := range c.Clock.Query().Where(clock.ReturnVisitIDNotNil(), clock.RuleNEQ("D-37")).AllX(ctx) {
		v := byID[*k.ReturnVisitID]
		if (k.EndedAt == nil) != v.Open || k.State == "MET" != (v.OnTime != nil && *v.OnTime) || k.State == "LATE" != (v.OnTime != nil && !*v.OnTime) || !k.DueAt.Equal(v.DueAt) {
			t.Fatalf("%v, the visit is %v", k, v)
		}
	}
	before := c.ReturnVisit.Query().CountX(ctx)
	if err := engines.New(db).Visits.Draw(moment.With(ctx, end)); err != nil {
		t.Fatal(err)
	}
	if after := c.ReturnVisit.Query().CountX(ctx); after != before {
		t.Errorf("the hub's job made %d visits more", after-before)
	}
}

func (l *library) judgeVisit(t *testing.T, v *gen.ReturnVisit) {
	t.Helper()
	if v.Open != slices.Contains([]string{"DUE", "APPOINTED", "NOT_REACHED"}, string(v.State)) || v.Open != (v.VisitedAt == nil) && v.State != "WAIVED" {
		t.Error("open and made")
	}
	if v.VisitedAt != nil {
		if v.VisitedAt.After(end) || *v.OnTime != !v.VisitedAt.After(v.DueAt) || v.Qualified == nil || v.Method == nil || v.Satisfaction == nil {
			t.Error("made in the future, or judged wrongly")
		}
		if !*v.Qualified && v.Shortcomings == nil {
			t.Error("unqualified, and nobody says why")
		}
	}
	if v.UpdatedAt.After(end) || v.CreatedAt.After(end) || !v.DueAt.After(v.OpensAt) {
		t.Error("from the future")
	}
	if v.TicketID == nil {
		return
	}
	tk := l.byID[*v.TicketID]
	if v.VisitorID != nil && tk.ComplainedStaffID != nil && *v.VisitorID == *tk.ComplainedStaffID {
		t.Error("its visitor is whom the ticket complains about")
	}
	if v.VisitorID != nil && tk.AssigneeID != nil && *v.VisitorID == *tk.AssigneeID && v.Rule != "RV-03" {
		t.Error("its visitor is who did the work")
	}
	if v.FollowUpID != nil && (*v.FollowUpID != tk.ID || !slices.ContainsFunc(l.events[tk.ID], func(e *gen.TicketEvent) bool {
		return e.Verb == "reopen" && e.At.After(*v.VisitedAt) && e.At.Sub(*v.VisitedAt) < 24*time.Hour
	})) {
		t.Error("it was not opened again")
	}
	if v.VisitedAt == nil {
		return
	}
	state := lifecycle.State(tk.State)
	for _, e := range l.events[tk.ID] {
		if e.At.After(*v.VisitedAt) {
			break
		}
		state = lifecycle.State(e.ToState)
	}
	if p := lifecycle.TicketPhase(state); p != lifecycle.PhaseDone && p != lifecycle.PhaseEnded {
		t.Errorf("visited while the ticket was %s", state)
	}
}
