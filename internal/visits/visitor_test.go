package visits_test

import (
	"testing"

	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

// TestVisitor: nobody visits what he repaired, nor a complaint about himself, be it that this comes out when a visit is
// his already; whom a complaint was given to may visit it (RV-03).
func TestVisitor(t *testing.T) {
	each(t, func(w *world) {
		staff := w.Communities[0].Staff
		h := w.open(lifecycle.HomeService, nil, lifecycle.Dispatch, in{"assigneeId": staff[2].ID}, lifecycle.Resolve, in{"result": "已清洗"}, lifecycle.Pay, in{"receiptNo": "SJ1"})
		w.draw()
		v := w.only(h)
		p, err := w.Visits.Appoint(w.desk(), in{"id": v.ID, "appointedAt": w.now.Add(3600e9), "visitorId": staff[2].ID})
		w.refused(p, err, "input.visitorId BAD_USER_INPUT")
		list, err := w.Visits.Assign(w.manager(), in{"ids": []any{v.ID}, "visitorId": staff[2].ID})
		w.expect("nor is it assigned to him", err == nil && len(list.UserErrors) == 1 && list.UserErrors[0].Field == "input.ids.0")
		p, err = w.Visits.Record(w.by(tenants.SiteStaff, 2), in{"id": v.ID, "method": "PHONE", "qualified": true, "satisfaction": "SATISFIED"})
		w.expect("nor recorded by him", err == nil && len(p.UserErrors) == 1 && p.ReturnVisit == nil)
		v = w.ok(w.Visits.Record(w.desk(), in{"id": v.ID, "method": "PHONE", "qualified": true, "satisfaction": "SATISFIED"}))
		w.expect("but by the desk", *v.VisitorID != staff[2].ID)

		c := w.open(lifecycle.Complaint, nil, lifecycle.Classify, in{"class": "CLASS_1"}, lifecycle.Dispatch, in{"assigneeId": staff[2].ID}, lifecycle.Accept, lifecycle.Resolve, in{"result": "好了"})
		w.draw()
		list, err = w.Visits.Assign(w.manager(), in{"ids": []any{w.only(c).ID}, "visitorId": staff[2].ID})
		w.expect("he who handled it", err == nil && len(list.UserErrors) == 0)
		_, err = w.Visits.Assign(w.manager(), in{"ids": []any{w.only(c).ID}, "visitorId": staff[1].ID})
		w.expect("or another", err == nil)
		c = w.through(c, lifecycle.Check, lifecycle.NotifyOwner, lifecycle.Reopen, in{"reason": "门岗态度不好"}, lifecycle.Classify, in{"class": "CLASS_1", "complainedStaffId": staff[1].ID})
		w.expect("who turns out to be complained about does not", *c.ComplainedStaffID == staff[1].ID && w.only(c).VisitorID == nil)
	})
}
