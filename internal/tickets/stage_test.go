package tickets_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/attachments"
	"estatehub/internal/blobs"
	"estatehub/internal/fault"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/tickets"
	"estatehub/tenants"
)

// may tells whether a verb is shown as possible to who asks.
func may(ctx context.Context, t *gen.Ticket, verb lifecycle.Verb) bool {
	for _, tr := range tickets.Allowed(ctx, t) {
		if tr.Verb == verb {
			return true
		}
	}
	return false
}

// TestCollective: the director is told first, then the company with the time of reply; each once, by who may.
func TestCollective(t *testing.T) {
	each(t, func(w *world) {
		at := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
		staff, manager := moment.With(w.desk1(), at), moment.With(w.manager(), at.Add(time.Hour))
		c := w.ok(w.desk.Open(staff, in{"communityId": w.Communities[0].ID.String(), "kind": "COMPLAINT", "content": "电梯停运",
			"collective": true, "complainants": 12}))
		w.expect("collective", c.Collective && *c.Complainants == 12 && c.Level == 0)

		reply := in{"promisedAt": "2026-03-04T18:00:00+08:00"}
		p, err := w.move(manager, c, lifecycle.TellCompany, reply)
		w.refused(p, err, "input.id WRONG_STATE") // not before the director
		w.expect("shown as that", may(staff, c, lifecycle.TellDirector) && !may(manager, c, lifecycle.TellCompany))
		c = w.to(staff, c, lifecycle.TellDirector, lifecycle.Received, nil)
		w.expect("the director knows", c.DirectorToldAt.Equal(at) && c.Level == 2)
		p, err = w.move(staff, c, lifecycle.TellDirector, nil)
		w.refused(p, err, "input.id WRONG_STATE")

		p, err = w.move(staff, c, lifecycle.TellCompany, reply)
		w.refused(p, err, "input.id FORBIDDEN")
		p, err = w.move(manager, c, lifecycle.TellCompany, nil)
		w.refused(p, err, "input.promisedAt BAD_USER_INPUT")
		c = w.to(manager, c, lifecycle.TellCompany, lifecycle.Received, reply)
		w.expect("the company knows", c.CompanyToldAt.Equal(at.Add(time.Hour)) && c.Level == 3 && c.DueAt.Equal(*c.PromisedAt) && c.DirectorToldAt.Equal(at))
		p, err = w.move(manager, c, lifecycle.TellCompany, reply)
		w.refused(p, err, "input.id WRONG_STATE")
		w.expect("history", strings.Join(w.history(c), " ") == "open tellDirector tellCompany")
	})
}

// TestFoundCollective: what was one household's turns out to be many's, or the other way round.
func TestFoundCollective(t *testing.T) {
	each(t, func(w *world) {
		c := w.open(lifecycle.Complaint, nil)
		p, err := w.move(w.desk1(), c, lifecycle.TellDirector, nil)
		w.refused(p, err, "input.id WRONG_STATE")
		p, err = w.move(w.desk1(), c, lifecycle.Classify, in{"class": "CLASS_1", "complainants": 3})
		w.refused(p, err, "input.complainants BAD_USER_INPUT")
		p, err = w.move(w.desk1(), c, lifecycle.Classify, in{"class": "CLASS_1", "collective": true, "complainants": 1})
		w.refused(p, err, "input.complainants BAD_USER_INPUT")
		c = w.to(w.desk1(), c, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1", "collective": true, "complainants": 7})
		e := w.events(c)
		w.expect("event "+*e[1].Text, strings.HasSuffix(*e[1].Text, "集体投诉：是\n联名户数：7户"))
		c = w.to(w.desk1(), c, lifecycle.TellDirector, lifecycle.Classified, nil)
		c = w.to(w.desk1(), c, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1", "collective": false})
		w.expect("one household's", !c.Collective && c.Complainants == nil && c.DirectorToldAt != nil)
		p, err = w.desk.Open(w.desk1(), in{"communityId": w.Communities[0].ID, "kind": "COMPLAINT", "content": "x", "complainants": 2, "validity": "INVALID"})
		w.refused(p, err, "input.validity BAD_USER_INPUT", "input.complainants BAD_USER_INPUT")
	})
}

// TestTransferred: the site takes on what the complaint centre sent, and says what became of it; again where it was not over.
func TestTransferred(t *testing.T) {
	each(t, func(w *world) {
		centre := w.As(t, tenants.ComplaintCentre)
		report := in{"result": "已更换导靴"}
		c := w.open(lifecycle.Complaint, nil)
		p, err := w.move(w.desk1(), c, lifecycle.Accept, nil)
		w.refused(p, err, "input.id WRONG_STATE") // nobody sent it
		c = w.ok(w.desk.Transfer(centre, in{"id": c.ID.String(), "toSite": true}))
		w.expect("sent", c.TransferredAt != nil && may(w.desk1(), c, lifecycle.Accept))
		c = w.to(w.desk1(), c, lifecycle.Accept, lifecycle.Received, nil)
		w.expect("taken on", *c.AssigneeID == w.Communities[0].Staff[1].ID)
		p, err = w.move(w.worker(), c, lifecycle.Accept, nil)
		w.refused(p, err, "input.id WRONG_STATE") // somebody has it

		p, err = w.move(w.desk1(), c, lifecycle.AskCentre, in{"reason": "电梯厂家已倒闭"})
		w.refused(p, err, "input.id FORBIDDEN")
		p, err = w.move(w.manager(), c, lifecycle.AskCentre, nil)
		w.refused(p, err, "input.reason BAD_USER_INPUT")
		c = w.to(w.manager(), c, lifecycle.AskCentre, lifecycle.Received, in{"reason": "电梯厂家已倒闭"})
		w.expect("asked", c.HelpAskedAt != nil && c.Level == 3)
		p, err = w.move(w.manager(), c, lifecycle.AskCentre, in{"reason": "再问"})
		w.refused(p, err, "input.id WRONG_STATE")

		w.to(w.desk1(), c, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1"})
		w.to(w.desk1(), c, lifecycle.Dispatch, lifecycle.Dispatched, in{"department": "工程部"})
		c = w.to(w.worker(), c, lifecycle.Accept, lifecycle.InProgress, nil)
		p, err = w.move(w.desk1(), c, lifecycle.ReportBack, report)
		w.refused(p, err, "input.id WRONG_STATE") // nothing to report yet
		w.to(w.worker(), c, lifecycle.Resolve, lifecycle.Resolved, in{"result": "更换导靴，试运行正常"})
		p, err = w.move(w.desk1(), c, lifecycle.ReportBack, nil)
		w.refused(p, err, "input.result BAD_USER_INPUT")
		c = w.to(w.desk1(), c, lifecycle.ReportBack, lifecycle.Resolved, report)
		w.expect("reported", c.ReportedBackAt != nil && *c.Result == "更换导靴，试运行正常")
		p, err = w.move(w.desk1(), c, lifecycle.ReportBack, report)
		w.refused(p, err, "input.id WRONG_STATE")
		c = w.to(w.manager(), c, lifecycle.SendBack, lifecycle.InProgress, in{"reason": "仍响"})
		w.expect("to be reported again", c.ReportedBackAt == nil && c.TransferredAt != nil)
		w.to(w.worker(), c, lifecycle.Resolve, lifecycle.Resolved, in{"result": "更换主机"})
		c = w.to(w.desk1(), c, lifecycle.ReportBack, lifecycle.Resolved, report)
		c = w.ok(w.desk.Transfer(centre, in{"id": c.ID.String(), "toSite": true, "reason": "请补充说明"}))
		w.expect("sent again", c.ReportedBackAt == nil)

		own := w.open(lifecycle.Complaint, nil)
		w.to(w.desk1(), own, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1"})
		w.to(w.desk1(), own, lifecycle.SettleOnSpot, lifecycle.HandledOnSpot, nil)
		w.to(w.desk1(), own, lifecycle.Resolve, lifecycle.Resolved, in{"result": "已清扫"})
		p, err = w.move(w.desk1(), own, lifecycle.ReportBack, report)
		w.refused(p, err, "input.id WRONG_STATE") // the site's own
	})
}

// TestSecondLook: nobody closes what was found invalid before another head has looked, and he may see it differently.
func TestSecondLook(t *testing.T) {
	each(t, func(w *world) {
		judged := func(by context.Context) *gen.Ticket {
			c := w.open(lifecycle.Complaint, nil)
			w.to(w.desk1(), c, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1"})
			return w.to(by, c, lifecycle.Invalidate, lifecycle.Invalid, in{"reason": "与事实不符"})
		}
		quality, no := w.As(t, tenants.QualityDept), in{"reason": "监控显示确有其事"}
		c := judged(w.manager())
		w.expect("pending", *c.Judgement == ticket.JudgementPENDING && *c.JudgedBy == "chen" && *c.Validity == ticket.ValidityINVALID)
		for verb, more := range map[lifecycle.Verb]in{lifecycle.Uphold: nil, lifecycle.Overturn: no} {
			p, err := w.move(w.desk1(), c, verb, more)
			w.refused(p, err, "input.id FORBIDDEN") // no head
			p, err = w.move(w.manager(), c, verb, more)
			w.refused(p, err, "input.id FORBIDDEN") // his own judgement
			w.expect("not shown", !may(w.manager(), c, verb) && may(quality, c, verb))
		}
		c = w.to(w.desk1(), c, lifecycle.Explain, lifecycle.Explained, in{"result": "已说明"})
		p, err := w.move(w.desk1(), c, lifecycle.Close, nil)
		w.refused(p, err, "input.id WRONG_STATE")
		c = w.to(w.desk1(), c, lifecycle.RecordReturnVisit, lifecycle.ReturnVisited, in{"qualified": false})
		p, err = w.move(w.desk1(), c, lifecycle.Reopen, in{"reason": "业主不认可"})
		w.refused(p, err, "input.id WRONG_STATE")
		p, err = w.move(quality, c, lifecycle.Overturn, nil)
		w.refused(p, err, "input.reason BAD_USER_INPUT")
		c = w.to(quality, c, lifecycle.Overturn, lifecycle.Classified, no)
		w.expect("valid after all", *c.Judgement == ticket.JudgementREVERSED && *c.Validity == ticket.ValidityVALID && *c.JudgedBy == "chen" &&
			c.Outcome == nil && c.Qualified == nil && c.ResolvedAt == nil && c.Open)
		c = w.to(w.desk1(), c, lifecycle.Assist, lifecycle.Assisted, nil)
		w.expect("judged anew", *c.Judgement == ticket.JudgementPENDING && *c.JudgedBy == "lin")

		c = judged(w.desk1())
		other := w.open(lifecycle.Complaint, nil)
		p, err = w.move(w.desk1(), c, lifecycle.Merge, in{"intoId": other.ID})
		w.refused(p, err, "input.id WRONG_STATE")
		c = w.to(w.manager(), c, lifecycle.Uphold, lifecycle.Invalid, nil)
		p, err = w.move(quality, c, lifecycle.Uphold, nil)
		w.refused(p, err, "input.id WRONG_STATE")
		w.to(w.desk1(), c, lifecycle.Explain, lifecycle.Explained, in{"result": "已说明"})
		c = w.to(w.desk1(), c, lifecycle.Close, lifecycle.Closed, nil)
		w.expect("upheld", *c.Judgement == ticket.JudgementUPHELD && *c.Outcome == ticket.OutcomeEXPLAINED)

		p, err = w.move(w.desk1(), other, lifecycle.Classify, in{"class": "CLASS_1", "validity": "INVALID"}) // past the second look
		w.refused(p, err, "input.validity BAD_USER_INPUT")
		w.to(w.desk1(), other, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1", "validity": "VALID"})
	})
}

// TestToldTogether: of eight who tell the director at once one does; of heads who look at one judgement one is heard.
func TestToldTogether(t *testing.T) {
	each(t, func(w *world) {
		c := w.open(lifecycle.Complaint, in{"collective": true})
		d := w.open(lifecycle.Complaint, nil)
		w.to(w.desk1(), d, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_3"})
		w.to(w.desk1(), d, lifecycle.Assist, lifecycle.Assisted, nil)
		var mu sync.Mutex
		done := map[lifecycle.Verb]int{}
		var wg sync.WaitGroup
		for range 8 {
			for verb, tk := range map[lifecycle.Verb]*gen.Ticket{lifecycle.TellDirector: c, lifecycle.Uphold: d} {
				wg.Go(func() {
					p, err := w.move(w.manager(), tk, verb, nil)
					mu.Lock()
					defer mu.Unlock()
					switch {
					case err != nil:
						t.Error(err)
					case p.Ticket != nil:
						done[verb]++
					case p.UserErrors[0].Code != string(fault.WrongState):
						t.Error(p.UserErrors[0])
					}
				})
			}
		}
		wg.Wait()
		if done[lifecycle.TellDirector] != 1 || done[lifecycle.Uphold] != 1 {
			t.Error(done)
		}
	})
}

// TestCustomerHears: feedback, a promise and the formal reply stand in the history and leave the work where it is.
func TestCustomerHears(t *testing.T) {
	each(t, func(w *world) {
		c := w.open(lifecycle.Complaint, nil)
		c = w.to(w.desk1(), c, lifecycle.FeedBack, lifecycle.Received, in{"text": "已受理，今日安排查看", "promisedAt": "2030-01-04T18:00:00+08:00"})
		w.expect("promised on the way", c.DueAt.Equal(time.Date(2030, 1, 4, 10, 0, 0, 0, time.UTC)))
		p, err := w.move(w.desk1(), c, lifecycle.Promise, nil)
		w.refused(p, err, "input.promisedAt BAD_USER_INPUT")
		c = w.to(w.desk1(), c, lifecycle.Promise, lifecycle.Received, in{"promisedAt": "2030-01-05T18:00:00+08:00"})
		w.expect("promised", c.DueAt.Equal(time.Date(2030, 1, 5, 10, 0, 0, 0, time.UTC)))
		w.to(w.desk1(), c, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1"})
		w.to(w.desk1(), c, lifecycle.Reply, lifecycle.Classified, in{"text": "书面答复已送达"})
		w.expect("history", strings.Join(w.history(c), " ") == "open feedBack promise classify reply")
		s := w.open(lifecycle.Suggestion, nil)
		w.to(w.desk1(), s, lifecycle.FeedBack, lifecycle.Received, nil)
		w.to(w.desk1(), s, lifecycle.Classify, lifecycle.Collated, nil)
		r := w.open(lifecycle.Repair, nil)
		p, err = w.move(w.desk1(), r, lifecycle.Reply, nil)
		w.refused(p, err, "input.id WRONG_STATE")
	})
}

// TestYearsEnd: a suggestion that was answered is evaluated by a head and awarded.
func TestYearsEnd(t *testing.T) {
	each(t, func(w *world) {
		s := w.open(lifecycle.Suggestion, nil)
		w.to(w.desk1(), s, lifecycle.Classify, lifecycle.Collated, nil)
		w.to(w.manager(), s, lifecycle.Check, lifecycle.Reviewed, nil)
		w.to(w.manager(), s, lifecycle.Adopt, lifecycle.Adopted, nil)
		w.to(w.desk1(), s, lifecycle.NotifyOwner, lifecycle.CustomerInformed, nil)
		s = w.to(w.desk1(), s, lifecycle.Close, lifecycle.Closed, nil)
		p, err := w.move(w.desk1(), s, lifecycle.Evaluate, nil)
		w.refused(p, err, "input.id FORBIDDEN")
		s = w.to(w.manager(), s, lifecycle.Evaluate, lifecycle.Evaluated, in{"text": "年度优秀建议"})
		w.expect("solved as it was", s.ResolvedAt != nil && s.ClosedAt == nil && !s.Open)
		s = w.to(w.manager(), s, lifecycle.Reward, lifecycle.Awarded, nil)
		w.expect("ended", s.ClosedAt != nil)
	})
}

// TestNothingByHimself: who is complained about attaches nothing, visits nobody, judges nothing and is given nothing, on
// no way.
func TestNothingByHimself(t *testing.T) {
	each(t, func(w *world) {
		worker := w.Communities[0].Staff[2]
		head := w.by(tenants.SiteManager, 2)
		c := w.open(lifecycle.Complaint, in{"complainedStaffId": worker.ID.String()})
		shelf := &attachments.Shelf{DB: w.db, Blobs: &blobs.Store{Dir: t.TempDir(), Limit: 1000}}
		a, err := shelf.ToTicket(w.worker(), c.ID, attachments.File{Name: "a.jpg", Content: strings.NewReader("\xff\xd8\xff\xe0")})
		if err != nil || len(a.UserErrors) != 1 || a.UserErrors[0].Code != "FORBIDDEN" {
			t.Error(a, err)
		}
		a, err = shelf.ToTicket(w.desk1(), c.ID, attachments.File{Name: "a.jpg", Content: strings.NewReader("\xff\xd8\xff\xe0")})
		if err != nil || a.Attachment == nil {
			t.Error(a, err)
		}
		p, err := w.desk.Transfer(w.desk1(), in{"id": c.ID.String(), "assigneeId": worker.ID.String()})
		w.refused(p, err, "input.assigneeId BAD_USER_INPUT")
		w.to(w.desk1(), c, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1"})
		into := w.open(lifecycle.Complaint, in{"complainedStaffId": w.Communities[0].Staff[0].ID.String()})
		for name, id := range map[string]any{"nobody's": w.open(lifecycle.Complaint, nil).ID, "another's": into.ID} { // he could handle it there
			t.Log(name)
			p, err = w.move(w.desk1(), c, lifecycle.Merge, in{"intoId": id})
			w.refused(p, err, "input.intoId BAD_USER_INPUT")
		}
		c = w.to(w.desk1(), c, lifecycle.Invalidate, lifecycle.Invalid, in{"reason": "与事实不符"})
		p, err = w.move(head, c, lifecycle.Uphold, nil)
		w.refused(p, err, "input.id FORBIDDEN")
		w.to(w.manager(), c, lifecycle.Uphold, lifecycle.Invalid, nil)
		c = w.to(w.desk1(), c, lifecycle.Explain, lifecycle.Explained, in{"result": "已说明"})
		p, err = w.move(head, c, lifecycle.RecordReturnVisit, in{"qualified": true})
		w.refused(p, err, "input.id FORBIDDEN")
		w.expect("nothing shown", len(tickets.Allowed(head, c)) == 0)
		same := w.open(lifecycle.Complaint, in{"complainedStaffId": worker.ID.String()})
		more := w.open(lifecycle.Complaint, in{"complainedStaffId": worker.ID.String()})
		w.to(w.desk1(), more, lifecycle.Merge, lifecycle.Merged, in{"intoId": same.ID})
	})
}
