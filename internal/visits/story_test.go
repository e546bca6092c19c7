package visits_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

// clocksOf are the deadlines of a visit as rule and state, in the order in which they began.
func (w *world) clocksOf(v *gen.ReturnVisit) (all []string) {
	w.t.Helper()
	for _, k := range w.db.Client.Clock.Query().Where(clock.ReturnVisitID(v.ID)).Order(clock.ByID()).AllX(w.sys()) {
		all = append(all, k.Rule+" "+string(k.State))
	}
	return all
}

// TestComplaint: from completion to a visit that was not satisfying, back to work, and to the visit that was.
func TestComplaint(t *testing.T) {
	each(t, func(w *world) {
		s := w.Communities[0]
		c := w.open(lifecycle.Complaint, in{"complainedStaffId": s.Staff[2].ID, "topic": "LIFT"}, lifecycle.Classify, in{"class": "CLASS_1"},
			lifecycle.Dispatch, in{"department": "工程部"}, lifecycle.Accept)
		w.draw()
		w.expect("nothing to visit yet", len(w.visits(c)) == 0)
		c = w.through(c, lifecycle.Resolve, in{"result": "好了"})
		w.draw()
		w.draw()
		v := w.only(c)
		w.expect("window", v.OpensAt.Equal(*c.ResolvedAt) && v.DueAt.Equal(c.ResolvedAt.AddDate(0, 0, 3)) && v.CompletedAt.Equal(*c.ResolvedAt))
		w.expect("what it is", v.Type == "COMPLAINT" && v.Rule == "RV-01" && v.Open && v.State == returnvisit.StateDUE && v.Month == "2026-03" && v.Round == 1 && !v.Added)
		w.expect("whom", *v.Customer == "张三" && *v.Phone == "13800138000" && *v.UnitID == s.Units[0].ID && *v.OwnerID == s.Owners[0].ID)

		id := v.ID
		at := func(d time.Duration) time.Time { return w.now.Add(d) }
		good := in{"id": id, "method": "PHONE", "qualified": true, "satisfaction": "SATISFIED"}
		p, err := w.Visits.Record(w.desk(), good)
		w.refused(p, err, "input.id WRONG_STATE") // its owner was not told yet
		p, err = w.Visits.Appoint(w.desk(), in{"id": id, "appointedAt": at(-time.Minute)})
		w.refused(p, err, "input.appointedAt BAD_USER_INPUT")
		p, err = w.Visits.Appoint(w.desk(), in{"id": id, "appointedAt": at(time.Hour), "visitorId": w.Communities[1].Staff[1].ID})
		w.refused(p, err, "input.visitorId NOT_FOUND")
		p, err = w.Visits.Appoint(w.desk(), in{"id": id, "appointedAt": at(time.Hour), "visitorId": s.Staff[2].ID})
		w.refused(p, err, "input.visitorId BAD_USER_INPUT") // it complains about him
		p, err = w.Visits.Miss(w.by(tenants.SiteStaff, 2), in{"id": id})
		w.refused(p, err, "input.id FORBIDDEN")
		p, err = w.Visits.Waive(w.manager(), in{"id": id, "reason": "业主出国"})
		w.refused(p, err, "input.id WRONG_STATE") // complaints are visited, all of them
		w.ok(w.Visits.Miss(w.desk(), in{"id": id}))
		v = w.ok(w.Visits.Miss(w.desk(), in{"id": id}))
		w.expect("tried twice", v.Attempts == 2 && v.State == returnvisit.StateNOT_REACHED && v.Open)
		v = w.ok(w.Visits.Appoint(w.desk(), in{"id": id, "appointedAt": at(5 * time.Hour), "visitorId": s.Staff[1].ID}))
		w.expect("appointed", v.State == returnvisit.StateAPPOINTED && *v.VisitorID == s.Staff[1].ID && v.AppointedAt.Equal(at(5*time.Hour)))

		w.through(c, lifecycle.Check, lifecycle.NotifyOwner)
		w.after(3 * time.Hour)
		p, err = w.Visits.Record(w.desk(), in{"id": id, "qualified": false})
		w.refused(p, err, "input.method BAD_USER_INPUT", "input.satisfaction BAD_USER_INPUT", "input.shortcomings BAD_USER_INPUT")
		p, err = w.Visits.Record(w.desk(), in{"id": id, "method": "PHONE", "qualified": true, "satisfaction": "FAIR", "visitedAt": at(time.Minute)})
		w.refused(p, err, "input.visitedAt BAD_USER_INPUT")
		p, err = w.Visits.Record(w.desk(), in{"id": id, "method": "PHONE", "qualified": true, "satisfaction": "FAIR", "visitedAt": c.ResolvedAt.Add(-time.Second)})
		w.refused(p, err, "input.visitedAt BAD_USER_INPUT")
		v = w.ok(w.Visits.Record(w.desk(), in{"id": id, "method": "FACE_TO_FACE", "qualified": false, "satisfaction": "DISSATISFIED", "repair": "VERY_DISSATISFIED",
			"security": "SATISFIED", "shortcomings": "仍有异响", "opinions": "希望更换", "signed": true, "promisedAt": at(48 * time.Hour), "visitedAt": at(-time.Hour)}))
		w.expect("made", v.State == returnvisit.StateDONE_UNQUALIFIED && !v.Open && !*v.Qualified && *v.OnTime && v.VisitedAt.Equal(at(-time.Hour)) && v.Signed &&
			*v.Repair == "VERY_DISSATISFIED" && *v.FollowUpID == c.ID)
		c = w.ticket(c.ID)
		w.expect("open again, at the director's", c.State == ticket.StateREOPENED && c.Level == 2 && c.Qualified == nil)
		p, err = w.Visits.Record(w.desk(), good)
		w.refused(p, err, "input.id WRONG_STATE") // twice
		v = w.ok(w.Visits.Answer(w.desk(), in{"id": id, "answer": "主机下周更换"}))
		w.expect("answered", *v.Answer == "主机下周更换" && v.AnsweredAt.Equal(w.now))
		p, err = w.Visits.Answer(w.desk(), in{"id": id, "answer": "x"})
		w.refused(p, err, "input.id WRONG_STATE")

		c = w.through(c, lifecycle.Dispatch, in{"department": "工程部"}, lifecycle.Accept, lifecycle.Resolve, in{"result": "换了"})
		w.draw()
		w.draw()
		again := w.visits(c)
		w.expect("visited again", len(again) == 2 && again[1].Round == 2 && again[1].Open && again[1].DueAt.Equal(c.ResolvedAt.AddDate(0, 0, 3)))
		c = w.through(c, lifecycle.Check, lifecycle.NotifyOwner)
		w.after(100 * time.Hour)
		c = w.through(c, lifecycle.RecordReturnVisit, in{"qualified": true})
		again = w.visits(c)
		w.expect("made by the ticket's own verb, late", c.State == ticket.StateRETURN_VISITED && len(again) == 2 && again[1].State == returnvisit.StateDONE_QUALIFIED &&
			!*again[1].OnTime && again[1].VisitedAt.Equal(w.now) && *again[1].VisitorID == s.Staff[0].ID)
		w.through(c, lifecycle.Close)
		w.expect(fmt.Sprint(w.clocksOf(again[0])), slices.Equal(w.clocksOf(again[0]), []string{"RV-01 MET", "D-38 MET", "D-37 MET"}))
		w.expect(fmt.Sprint(w.clocksOf(again[1])), slices.Equal(w.clocksOf(again[1]), []string{"RV-01 LATE"}))
		n := w.db.Client.Nonconformity.Query().OnlyX(w.sys())
		w.expect("a nonconformity, once", *n.ReturnVisitID == id && *n.TicketID == c.ID && *n.Topic == "LIFT" && n.Source == "RETURN_VISIT" && n.Description == "回访不合格：仍有异响")
		w.proven(false)
	})
}

// TestBeforeTheJob: who is faster than the job finds no visit and makes one; the job counts it.
func TestBeforeTheJob(t *testing.T) {
	each(t, func(w *world) {
		c := w.open(lifecycle.MedicalAid, nil, lifecycle.Contain, lifecycle.Resolve, in{"result": "送医"}, lifecycle.RecordReturnVisit, in{"qualified": false})
		v := w.only(c)
		w.expect("made, unasked", v.Added && v.Rule == "RV-07" && v.State == returnvisit.StateDONE_UNQUALIFIED && *v.OnTime && v.DueAt.Equal(c.ResolvedAt.AddDate(0, 0, 7)))
		n := w.ticket(*v.FollowUpID)
		w.expect("a medical aid is not opened again: a complaint is", n.ID != c.ID && n.Kind == ticket.KindCOMPLAINT && n.Channel == ticket.ChannelRETURN_VISIT && *n.RepeatOfID == c.ID && n.Level == 2)
		w.expect("it stays visited", w.ticket(c.ID).State == ticket.StateRETURN_VISITED)
		w.draw()
		v = w.only(c)
		w.expect("counted", v.SampleID != nil)
		w.proven(false)

		// A repair that was closed before it was visited is visited all the same, and opened again from its end.
		r := w.complete(0, 1, ticket.KindREPAIR, 0)[0]
		v = w.ok(w.Visits.Add(w.desk(), in{"communityId": w.Communities[0].ID, "ticketId": r.ID, "visitorId": w.Communities[0].Staff[1].ID}))
		w.expect("added", v.Added && v.Rule == "RV-05" && *v.TicketID == r.ID)
		v = w.ok(w.Visits.Record(w.desk(), in{"id": v.ID, "method": "PHONE", "qualified": false, "satisfaction": "DISSATISFIED", "shortcomings": "又漏了"}))
		w.expect("opened again", w.ticket(r.ID).State == ticket.StateREOPENED && *v.FollowUpID == r.ID)

		// What an owner finds at a defect that he was told of is his objection.
		d := w.open(lifecycle.Defect, nil, lifecycle.Dispatch, in{"department": "工程部"}, lifecycle.Accept, lifecycle.Resolve, in{"result": "补好"}, lifecycle.NotifyOwner)
		w.draw()
		v = w.only(d)
		w.expect("within 24 hours", v.Rule == "RV-10" && v.DueAt.Equal(d.ResolvedAt.Add(24*time.Hour)))
		w.ok(w.Visits.Record(w.desk(), in{"id": v.ID, "method": "FACE_TO_FACE", "qualified": false, "satisfaction": "FAIR", "shortcomings": "有色差"}))
		w.expect(fmt.Sprint(w.clocksOf(v)), slices.Equal(w.clocksOf(v), []string{"D-27 MET", "D-37 RUNNING"}))
		w.expect("objected", w.ticket(d.ID).State == ticket.StateOBJECTED)
	})
}

// TestOpenedAgainMeanwhile: a visit not made yet moves to the new end of the work, and cannot be made meanwhile.
func TestOpenedAgainMeanwhile(t *testing.T) {
	each(t, func(w *world) {
		h := w.open(lifecycle.HomeService, nil, lifecycle.Dispatch, in{"department": "工程部"}, lifecycle.Resolve, in{"result": "已清洗"}, lifecycle.Pay, in{"receiptNo": "SJ1"}, lifecycle.Close)
		w.draw()
		first := w.only(h)
		h = w.through(h, lifecycle.Reopen, in{"reason": "没洗干净"})
		p, err := w.Visits.Record(w.desk(), in{"id": first.ID, "method": "PHONE", "qualified": true, "satisfaction": "FAIR"})
		w.refused(p, err, "input.id WRONG_STATE")
		p, err = w.Visits.Add(w.desk(), in{"communityId": w.Communities[0].ID, "ticketId": h.ID})
		w.refused(p, err, "input.ticketId WRONG_STATE")
		w.after(200 * time.Hour)
		h = w.through(h, lifecycle.Dispatch, in{"department": "工程部"}, lifecycle.Resolve, in{"result": "已清洗"}, lifecycle.Pay, in{"receiptNo": "SJ2"})
		w.draw()
		v := w.only(h)
		w.expect(fmt.Sprint(w.clocksOf(v)), slices.Equal(w.clocksOf(v), []string{"RV-09 CANCELLED", "RV-09 RUNNING"}))
		w.expect("moved", v.ID == first.ID && v.Round == 1 && v.Open && v.DueAt.Equal(h.ResolvedAt.AddDate(0, 0, 3)) && v.DueAt.After(first.DueAt))
		p, err = w.Visits.Add(w.desk(), in{"communityId": w.Communities[0].ID, "ticketId": h.ID})
		w.refused(p, err, "input.ticketId CONFLICT")
		w.proven(false)
	})
}
