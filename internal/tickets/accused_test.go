package tickets_test

import (
	"strings"
	"testing"

	"estatehub/ent/gen/ticket"
	"estatehub/internal/lifecycle"
	"estatehub/internal/tickets"
)

// TestFoundWhom: whom a complaint is about may come out when it is verified or classified; from then on he touches nothing.
func TestFoundWhom(t *testing.T) {
	each(t, func(w *world) {
		staff := w.Communities[0].Staff
		worker := staff[2].ID
		c := w.open(lifecycle.Complaint, nil)
		p, err := w.move(w.desk1(), c, lifecycle.Verify, in{"complainedStaffId": w.Communities[1].Staff[0].ID.String()})
		w.refused(p, err, "input.complainedStaffId NOT_FOUND")
		c = w.to(w.desk1(), c, lifecycle.Verify, lifecycle.Verified, in{"complainedStaffId": worker.String()})
		e := w.events(c)
		w.expect("told in the history: "+*e[1].Text, strings.HasPrefix(*e[1].Text, "被投诉人：") && *c.ComplainedStaffID == worker)
		p, err = w.move(w.worker(), c, lifecycle.Classify, in{"class": "CLASS_1"})
		w.refused(p, err, "input.id FORBIDDEN")
		c = w.to(w.desk1(), c, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1", "complainedStaffId": staff[0].ID.String()})
		w.expect("it was another", *c.ComplainedStaffID == staff[0].ID)
		w.to(w.desk1(), c, lifecycle.Dispatch, lifecycle.Dispatched, in{"assigneeId": worker.String()})
		w.to(w.worker(), c, lifecycle.Accept, lifecycle.InProgress, nil)

		again := w.open(lifecycle.Complaint, nil)
		again = w.ok(w.desk.Transfer(w.desk1(), in{"id": again.ID.String(), "assigneeId": worker.String(), "reason": "先核实"}))
		p, err = w.move(w.desk1(), again, lifecycle.Classify, in{"class": "CLASS_1", "complainedStaffId": worker.String()})
		w.refused(p, err, "input.complainedStaffId CONFLICT") // he works on it
		r := w.open(lifecycle.Repair, nil)
		p, err = w.move(w.desk1(), r, lifecycle.Classify, in{"complainedStaffId": worker.String()})
		w.refused(p, err, "input.complainedStaffId BAD_USER_INPUT")
		p, err = w.move(w.manager(), again, lifecycle.FeedBack, in{"complainedStaffId": worker.String()})
		w.refused(p, err, "input.complainedStaffId BAD_USER_INPUT")
	})
}

// TestPriceOfAService: a home service has no quote: what it cost is said with the payment. A repair pays what was quoted.
func TestPriceOfAService(t *testing.T) {
	each(t, func(w *world) {
		h := w.open(lifecycle.HomeService, nil)
		w.to(w.desk1(), h, lifecycle.Dispatch, lifecycle.Dispatched, in{"assigneeId": w.Communities[0].Staff[2].ID.String()})
		w.to(w.worker(), h, lifecycle.Resolve, lifecycle.Done, in{"result": "已清洗"})
		p, err := w.move(w.desk1(), h, lifecycle.Pay, in{"receiptNo": "SJ-1", "amount": int64(-1)})
		w.refused(p, err, "input.amount BAD_USER_INPUT")
		h = w.to(w.desk1(), h, lifecycle.Pay, lifecycle.Charged, in{"receiptNo": "SJ-1", "amount": int64(8000)})
		w.expect("paid", *h.Quoted == 8000 && *h.ReceiptNo == "SJ-1")

		// Who did it does not ask how it was done.
		p, err = w.move(w.worker(), h, lifecycle.RecordReturnVisit, in{"qualified": true})
		w.refused(p, err, "input.id FORBIDDEN")
		w.expect("he did it", tickets.DidWork(h, w.Communities[0].Staff[2].ID) && !tickets.DidWork(h, w.Communities[0].Staff[1].ID) && !tickets.DidWork(h, 0))
		w.to(w.desk1(), h, lifecycle.RecordReturnVisit, lifecycle.ReturnVisited, in{"qualified": true})

		r := w.open(lifecycle.Repair, nil)
		w.to(w.desk1(), r, lifecycle.Classify, lifecycle.Registered, nil)
		w.to(w.desk1(), r, lifecycle.Quote, lifecycle.Quoted, in{"amount": int64(5000)})
		w.to(w.desk1(), r, lifecycle.Agree, lifecycle.OwnerAgreed, nil)
		p, err = w.move(w.desk1(), r, lifecycle.Pay, in{"receiptNo": "SJ-2", "amount": int64(9000)})
		w.refused(p, err, "input.amount BAD_USER_INPUT")
		r = w.to(w.desk1(), r, lifecycle.Pay, lifecycle.Paid, in{"receiptNo": "SJ-2"})
		w.expect("as quoted", *r.Quoted == 5000 && r.Kind == ticket.KindREPAIR)
	})
}
