package tickets_test

import (
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/ticketevent"
	"estatehub/internal/lifecycle"
	"estatehub/internal/workdays"
)

// TestComplaint: from the first call to the end, and again.
func TestComplaint(t *testing.T) {
	each(t, func(w *world) {
		s := w.Communities[0]
		c := w.open(lifecycle.Complaint, in{"unitId": s.Units[0].ID.String(), "ownerId": s.Owners[0].ID.String(), "contactName": "张三",
			"contactPhone": "分机 8001", "demand": "修好", "channel": "VISIT", "topic": "LIFT"})
		w.expect("number "+c.Number, strings.HasPrefix(c.Number, "TS-") && len(c.Number) == len("TS-000001"))
		w.expect("first receiver", c.FirstReceiverID != nil && *c.FirstReceiverID == s.Staff[1].ID)
		w.expect("received", c.State == ticket.StateRECEIVED && c.Phase == ticket.PhaseNEW && c.Severity == ticket.SeverityORDINARY)
		zone, _ := time.LoadLocation("Asia/Shanghai")
		w.expect("month "+c.OpenedMonth, c.OpenedMonth == c.OpenedAt.In(zone).Format("2006-01"))

		solved, _ := workdays.Official().Due(c.OpenedAt, "WORKDAYS", 3, zone)
		w.expect("due in 3 working days", c.Open && c.DueAt.Equal(solved))

		w.to(w.desk1(), c, lifecycle.Verify, lifecycle.Verified, nil)
		c = w.to(w.desk1(), c, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1", "severity": "MAJOR"})
		w.expect("due as before", c.DueAt.Equal(solved))
		c = w.to(w.desk1(), c, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1", "type": "DEFECT"})
		rectified, _ := workdays.Official().Due(c.OpenedAt, "DAYS", 30, zone)
		w.expect("a major defect is due in 30 days", c.DueAt.Equal(rectified))
		w.expect("classified", *c.Class == ticket.ClassCLASS_1 && c.Severity == ticket.SeverityMAJOR && *c.Validity == ticket.ValidityVALID)
		c = w.to(w.desk1(), c, lifecycle.Dispatch, lifecycle.Dispatched, in{"assigneeId": s.Staff[2].ID.String(), "promisedAt": "2026-01-31T18:00:00+08:00"})
		w.expect("assignee", *c.AssigneeID == s.Staff[2].ID)
		w.expect("due as promised", c.DueAt.Equal(*c.PromisedAt))
		w.to(w.worker(), c, lifecycle.Accept, lifecycle.InProgress, nil)
		w.to(w.worker(), c, lifecycle.Arrive, lifecycle.InProgress, nil)
		c = w.to(w.worker(), c, lifecycle.Wait, lifecycle.Waiting, in{"waitingFor": "PARTS"})
		w.expect("waits for parts", *c.WaitingFor == ticket.WaitingForPARTS)
		c = w.to(w.worker(), c, lifecycle.Resume, lifecycle.InProgress, nil)
		w.expect("waits no more", c.WaitingFor == nil && c.ResolvedAt == nil)
		w.ok(w.desk.Note(w.worker(), in{"id": c.ID.String(), "text": "已更换导轨油"}))
		c = w.to(w.worker(), c, lifecycle.Resolve, lifecycle.Resolved, in{"result": "更换导靴"})
		w.expect("resolved", !c.Open && c.ResolvedAt != nil && *c.Outcome == ticket.OutcomeSOLVED && *c.Result == "更换导靴")
		w.to(w.manager(), c, lifecycle.SendBack, lifecycle.InProgress, in{"reason": "仍有异响"})
		w.to(w.worker(), c, lifecycle.Resolve, lifecycle.Resolved, in{"result": "调整导轨"})
		w.to(w.manager(), c, lifecycle.Check, lifecycle.ResultChecked, nil)
		w.to(w.desk1(), c, lifecycle.NotifyOwner, lifecycle.OwnerNotified, nil)
		c = w.to(w.desk1(), c, lifecycle.RecordReturnVisit, lifecycle.Reopened, in{"qualified": false})
		p, err := w.move(w.desk1(), c, lifecycle.Close, nil)
		w.refused(p, err, "input.id WRONG_STATE") // an owner who is not satisfied is not closed: the visit opens it again
		w.expect("open again", c.Open && c.DueAt.Equal(*c.PromisedAt) && c.ResolvedAt == nil && c.Outcome == nil && c.Qualified == nil)
		w.to(w.worker(), c, lifecycle.Accept, lifecycle.InProgress, nil)
		w.to(w.worker(), c, lifecycle.Resolve, lifecycle.Resolved, in{"result": "更换主机轴承", "outcome": "COMPENSATED"})
		w.to(w.manager(), c, lifecycle.Check, lifecycle.ResultChecked, nil)
		w.to(w.desk1(), c, lifecycle.NotifyOwner, lifecycle.OwnerNotified, nil)
		w.to(w.desk1(), c, lifecycle.RecordReturnVisit, lifecycle.ReturnVisited, in{"qualified": true})
		c = w.to(w.desk1(), c, lifecycle.Close, lifecycle.Closed, nil)
		w.expect("closed", c.ClosedAt != nil && c.ResolvedAt != nil && *c.Outcome == ticket.OutcomeCOMPENSATED)

		got := strings.Join(w.history(c), " ")
		want := "open verify classify classify dispatch accept arrive wait resume note resolve sendBack resolve check notifyOwner recordReturnVisit " +
			"reopen accept resolve check notifyOwner recordReturnVisit close"
		w.expect("history: "+got, got == want)
		events := w.events(c)
		d := events[4]
		w.expect("event of dispatch: "+*d.Text, *d.FromState == ticketevent.FromStateCLASSIFIED && d.ToState == ticketevent.ToStateDISPATCHED && d.Actor == "lin" &&
			*d.Text == "经办人：黄师傅\n承诺时间：2026-01-31 18:00")
		w.expect("event of opening", events[0].FromState == nil && events[0].Text == nil && events[0].Actor == "lin")
		w.expect("event of waiting: "+*events[7].Text, *events[7].Text == "等待：配件")
	})
}

// TestRepair: quoted on site, paid, left unfinished, done, signed and returned.
func TestRepair(t *testing.T) {
	each(t, func(w *world) {
		s := w.Communities[0]
		r := w.open(lifecycle.Repair, in{"unitId": s.Units[1].ID.String(), "topic": "WATER"})
		w.expect("number "+r.Number, strings.HasPrefix(r.Number, "BX-"))
		w.to(w.desk1(), r, lifecycle.Classify, lifecycle.Registered, nil)
		r = w.to(w.desk1(), r, lifecycle.Dispatch, lifecycle.Sent, in{"department": "工程部"})
		w.expect("sent to a department", r.AssigneeID == nil && *r.Department == "工程部")
		r = w.to(w.worker(), r, lifecycle.Accept, lifecycle.Accepted, nil)
		w.expect("who accepts works on it", *r.AssigneeID == s.Staff[2].ID)
		w.to(w.worker(), r, lifecycle.Arrive, lifecycle.OnSite, nil)
		r = w.to(w.worker(), r, lifecycle.Quote, lifecycle.Quoted, in{"amount": int64(12050)})
		w.expect("quoted", *r.Quoted == 12050)
		w.to(w.desk1(), r, lifecycle.Agree, lifecycle.OwnerAgreed, nil)
		p, err := w.move(w.desk1(), r, lifecycle.Pay, nil)
		w.refused(p, err, "input.receiptNo BAD_USER_INPUT")
		r = w.to(w.desk1(), r, lifecycle.Pay, lifecycle.Paid, in{"receiptNo": "SJ-77"})
		w.expect("receipt", *r.ReceiptNo == "SJ-77")
		w.to(w.desk1(), r, lifecycle.Dispatch, lifecycle.Sent, in{"assigneeId": s.Staff[2].ID.String()})
		w.to(w.worker(), r, lifecycle.Accept, lifecycle.Accepted, nil)
		w.to(w.worker(), r, lifecycle.Arrive, lifecycle.OnSite, nil)
		p, err = w.move(w.worker(), r, lifecycle.LeaveUnfinished, in{"nextVisitAt": "morgen"})
		w.refused(p, err, "input.reason BAD_USER_INPUT", "input.nextVisitAt BAD_USER_INPUT")
		r = w.to(w.worker(), r, lifecycle.LeaveUnfinished, lifecycle.Unfinished, in{"reason": "缺阀门", "nextVisitAt": "2026-02-01T09:00:00+08:00", "because": "PARTS"})
		w.expect("twice there, once in vain", r.Arrivals == 2 && r.Unfinished == 1 && *r.UnfinishedBecause == ticket.UnfinishedBecausePARTS)
		w.to(w.worker(), r, lifecycle.Arrive, lifecycle.OnSite, nil)
		r = w.to(w.worker(), r, lifecycle.LeaveUnfinished, lifecycle.Unfinished, in{"reason": "阀门不配", "nextVisitAt": "2026-02-01T09:00:00+08:00"})
		w.expect("three times there, twice in vain", r.Arrivals == 3 && r.Unfinished == 2 && *r.UnfinishedBecause == ticket.UnfinishedBecauseOTHER)
		w.expect("comes again", r.NextVisitAt.Equal(time.Date(2026, 2, 1, 1, 0, 0, 0, time.UTC)))
		w.to(w.worker(), r, lifecycle.Arrive, lifecycle.OnSite, nil)
		w.to(w.worker(), r, lifecycle.Resolve, lifecycle.Completed, in{"result": "更换阀门"})
		w.to(w.worker(), r, lifecycle.Sign, lifecycle.OwnerSigned, nil)
		w.to(w.worker(), r, lifecycle.ReturnOrder, lifecycle.Returned, nil)
		w.to(w.manager(), r, lifecycle.Check, lifecycle.ResultChecked, nil)
		w.to(w.desk1(), r, lifecycle.NotifyOwner, lifecycle.OwnerNotified, nil)
		w.to(w.desk1(), r, lifecycle.RecordReturnVisit, lifecycle.ReturnVisited, in{"qualified": true})
		w.to(w.desk1(), r, lifecycle.Close, lifecycle.Closed, nil)
		r = w.to(w.desk1(), r, lifecycle.Reopen, lifecycle.Reopened, in{"reason": "又漏水"})
		w.expect("open again", r.ClosedAt == nil && r.ResolvedAt == nil)
	})
}
