package clocks_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/duty"
	"estatehub/ent/gen/dutytemplate"
	"estatehub/internal/clocks"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/tenants"
)

// TestComplaint: all stages run at once; it waits, is solved late, told, transferred and re-opened.
func TestComplaint(t *testing.T) {
	each(t, func(w *world) {
		c := w.open("2026-03-02 09:00", lifecycle.Complaint, nil) // a Monday
		w.expectDue(c, "2026-03-06 00:00")
		w.expect(c, "D-08 RUNNING 03-03 09:00", "D-09 RUNNING 03-06 00:00", "D-13 RUNNING 03-06 00:00")
		c = w.do("2026-03-02 09:10", c, lifecycle.Classify, in{"class": "CLASS_1"})
		w.expect(c, "D-02 RUNNING 03-02 09:40", "D-07 RUNNING 03-02 10:10", "D-08 RUNNING 03-03 09:00", "D-09 RUNNING 03-06 00:00", "D-13 RUNNING 03-06 00:00")
		c = w.do("2026-03-02 09:30", c, lifecycle.Dispatch, in{"department": "工程部"})
		c = w.do("2026-03-02 10:20", c, lifecycle.FeedBack, nil)
		c = w.do("2026-03-02 11:00", c, lifecycle.Accept, nil)
		c = w.do("2026-03-02 11:05", c, lifecycle.Promise, in{"promisedAt": "2026-03-05T18:00:00+08:00"})
		w.expectDue(c, "2026-03-05 18:00")
		w.expect(c, "D-02 MET 03-02 09:40", "D-07 LATE 03-02 10:10", "D-08 MET 03-03 09:00", "D-09 RUNNING 03-06 00:00", "D-13 RUNNING 03-06 00:00", "D-14 RUNNING 03-05 18:00")

		c = w.do("2026-03-03 12:00", c, lifecycle.Wait, in{"waitingFor": "PARTS"})
		c = w.do("2026-03-03 13:00", c, lifecycle.Transfer, in{"department": "环境部"})
		w.expect(c, "D-02 MET 03-02 09:40", "D-07 LATE 03-02 10:10", "D-08 MET 03-03 09:00", "D-09 RUNNING 03-06 00:00", "D-13 PAUSED 03-06 00:00 PARTS", "D-14 RUNNING 03-05 18:00")
		c = w.do("2026-03-04 12:00", c, lifecycle.Resume, nil)
		w.expect(c, "D-02 MET 03-02 09:40", "D-07 LATE 03-02 10:10", "D-08 MET 03-03 09:00", "D-09 RUNNING 03-06 00:00", "D-13 RUNNING 03-07 00:00", "D-14 RUNNING 03-05 18:00")
		c = w.do("2026-03-06 16:00", c, lifecycle.Resolve, in{"result": "更换导靴"})
		w.expect(c, "D-02 MET 03-02 09:40", "D-07 LATE 03-02 10:10", "D-08 MET 03-03 09:00", "D-09 RUNNING 03-06 00:00", "D-13 MET 03-07 00:00", "D-14 LATE 03-05 18:00",
			"D-15 RUNNING 03-12 00:00")

		// The head does not sign: the work goes on, and the hour it lay with him is given back.
		c = w.do("2026-03-06 17:00", c, lifecycle.SendBack, in{"reason": "仍有异响"})
		w.expect(c, "D-02 MET 03-02 09:40", "D-07 LATE 03-02 10:10", "D-08 MET 03-03 09:00", "D-09 RUNNING 03-06 00:00", "D-13 RUNNING 03-09 01:00", "D-14 LATE 03-05 18:00",
			"D-15 CANCELLED 03-12 00:00")
		c = w.do("2026-03-06 18:00", c, lifecycle.Resolve, in{"result": "调整导轨"})
		c = w.do("2026-03-06 18:10", c, lifecycle.Check, nil)
		c = w.do("2026-03-06 18:20", c, lifecycle.NotifyOwner, nil)
		w.expect(c, "D-02 MET 03-02 09:40", "D-07 LATE 03-02 10:10", "D-08 MET 03-03 09:00", "D-09 LATE 03-06 00:00", "D-13 MET 03-09 01:00", "D-14 LATE 03-05 18:00",
			"D-15 CANCELLED 03-12 00:00", "D-15 MET 03-13 00:00")

		// Re-opened: the solution has its time anew, the old verdict stays.
		c = w.do("2026-03-09 10:00", c, lifecycle.Reopen, in{"reason": "又响了"})
		w.expect(c, "D-02 MET 03-02 09:40", "D-07 LATE 03-02 10:10", "D-08 MET 03-03 09:00", "D-09 LATE 03-06 00:00", "D-13 MET 03-09 01:00", "D-13 RUNNING 03-13 00:00",
			"D-14 LATE 03-05 18:00", "D-15 CANCELLED 03-12 00:00", "D-15 MET 03-13 00:00")
	})
}

// TestReclassified: a running clock keeps its start and gets the target of the new rule; one that had run out keeps its
// verdict.
func TestReclassified(t *testing.T) {
	each(t, func(w *world) {
		c := w.open("2026-03-02 09:00", lifecycle.Complaint, nil)
		c = w.do("2026-03-03 09:00", c, lifecycle.Classify, in{"class": "CLASS_2", "type": "DEFECT"})
		w.expectDue(c, "2026-03-18 00:00")
		w.expect(c, "D-02 RUNNING 03-03 09:30", "D-07 RUNNING 03-03 10:00", "D-08 RUNNING 03-03 09:00", "D-09 CANCELLED 03-06 00:00", "D-10 RUNNING 03-06 00:00",
			"D-11 RUNNING 03-18 00:00", "D-13 CANCELLED 03-06 00:00")
		c = w.do("2026-03-03 09:05", c, lifecycle.Dispatch, in{"department": "工程部", "promisedAt": "2026-03-10T18:00:00+08:00"})
		w.expectDue(c, "2026-03-10 18:00")
		c = w.do("2026-03-05 09:00", c, lifecycle.Classify, in{"class": "CLASS_2", "severity": "MAJOR"})
		w.expect(c, "D-02 MET 03-03 09:30", "D-07 MET 03-03 10:00", "D-08 LATE 03-03 09:00", "D-09 CANCELLED 03-06 00:00", "D-10 RUNNING 03-06 00:00",
			"D-11 CANCELLED 03-18 00:00", "D-12 RUNNING 04-02 00:00", "D-13 CANCELLED 03-06 00:00", "D-14 RUNNING 03-10 18:00", "D-16 RUNNING 03-05 11:00")
		c = w.do("2026-03-05 09:30", c, lifecycle.TellDirector, nil)
		w.watch("2026-04-03 09:00") // everything that runs has run out
		c = w.do("2026-04-03 09:00", c, lifecycle.Classify, in{"class": "CLASS_1", "type": "DAILY"})
		w.expect(c, "D-02 MET 03-03 09:30", "D-07 MET 03-03 10:00", "D-08 LATE 03-03 09:00", "D-09 CANCELLED 03-06 00:00", "D-09 RUNNING 03-06 00:00",
			"D-10 BREACHED 03-06 00:00", "D-11 CANCELLED 03-18 00:00", "D-12 BREACHED 04-02 00:00", "D-13 CANCELLED 03-06 00:00", "D-13 RUNNING 03-06 00:00",
			"D-14 BREACHED 03-10 18:00", "D-16 MET 03-05 11:00")
		for _, one := range w.clocks(c) {
			if (one.Rule == "D-12" || one.Rule == "D-10") && one.EndedAt == nil {
				t.Errorf("%s still runs", one.Rule)
			}
		}
	})
}

// TestClass3: it has no limit but is followed up week after week.
func TestClass3(t *testing.T) {
	each(t, func(w *world) {
		c := w.open("2026-03-02 09:00", lifecycle.Complaint, nil)
		c = w.do("2026-03-02 10:00", c, lifecycle.Classify, in{"class": "CLASS_3"})
		w.expectDue(c, "2026-03-10 00:00")
		c = w.do("2026-03-02 10:10", c, lifecycle.Dispatch, in{"department": "客服部"})
		c = w.do("2026-03-04 10:00", c, "note", in{"text": "已致电街道办"})
		c = w.do("2026-03-04 10:10", c, lifecycle.FeedBack, nil)
		w.expectDue(c, "2026-03-12 00:00")
		w.expect(c, "D-02 MET 03-02 10:30", "D-07 RUNNING 03-02 11:00", "D-08 LATE 03-03 09:00", "D-09 RUNNING 03-06 00:00", "D-13 CANCELLED 03-06 00:00",
			"G-02F MET 03-10 00:00", "G-02F MET 03-12 00:00", "G-02F RUNNING 03-12 00:00")
		c = w.do("2026-03-05 10:00", c, lifecycle.Classify, in{"class": "CLASS_1"})
		w.expectDue(c, "2026-03-06 00:00") // as if it had been of class 1 from the start
	})
}

// TestMerged: the double's clocks end, those of the ticket that goes on run on.
func TestMerged(t *testing.T) {
	each(t, func(w *world) {
		a := w.open("2026-03-02 09:00", lifecycle.Repair, nil)
		b := w.open("2026-03-02 09:05", lifecycle.Repair, nil)
		w.watch("2026-03-02 09:12") // a's order is two minutes late
		b = w.do("2026-03-02 09:13", b, lifecycle.Merge, in{"intoId": a.ID.String()})
		w.expect(b, "D-18 CANCELLED 03-02 09:15", "SYS-12 CANCELLED 03-03 09:05")
		w.expect(a, "D-18 BREACHED 03-02 09:10", "SYS-12 RUNNING 03-03 09:00")
		w.expectDue(b, "2026-03-03 09:05")
	})
}

// TestRepair: from the report to the order's return, with an appointment in between.
func TestRepair(t *testing.T) {
	each(t, func(w *world) {
		c := w.open("2026-03-02 09:00", lifecycle.Repair, nil)
		w.expectDue(c, "2026-03-03 09:00")
		w.expect(c, "D-18 RUNNING 03-02 09:10", "SYS-12 RUNNING 03-03 09:00")
		c = w.do("2026-03-02 09:05", c, lifecycle.Classify, nil)
		c = w.do("2026-03-02 09:08", c, lifecycle.Dispatch, in{"department": "工程部"})
		c = w.do("2026-03-02 09:10", c, lifecycle.Accept, nil)
		c = w.do("2026-03-02 09:50", c, lifecycle.Arrive, nil)
		w.expect(c, "D-18 MET 03-02 09:10", "D-19 LATE 03-02 09:38", "D-20 RUNNING 03-03 00:00", "SYS-12 RUNNING 03-03 09:00")
		c = w.do("2026-03-02 10:30", c, lifecycle.LeaveUnfinished, in{"reason": "缺配件", "nextVisitAt": "2026-03-04T10:00:00+08:00"})
		w.expect(c, "D-18 MET 03-02 09:10", "D-19 LATE 03-02 09:38", "D-20 CANCELLED 03-03 00:00", "D-21 MET 03-03 00:00", "SYS-12 PAUSED 03-03 09:00 UNFINISHED")
		c = w.do("2026-03-03 10:30", c, lifecycle.Dispatch, in{"department": "工程部"})
		w.expect(c, "D-18 MET 03-02 09:10", "D-19 LATE 03-02 09:38", "D-19 RUNNING 03-04 10:00", "D-20 CANCELLED 03-03 00:00", "D-21 MET 03-03 00:00", "SYS-12 RUNNING 03-04 09:00")
		w.expectDue(c, "2026-03-04 09:00")
		c = w.do("2026-03-03 10:40", c, lifecycle.Accept, nil)
		c = w.do("2026-03-04 09:55", c, lifecycle.Arrive, nil)
		c = w.do("2026-03-04 11:00", c, lifecycle.Resolve, in{"result": "更换阀芯"})
		c = w.do("2026-03-04 11:05", c, lifecycle.Sign, nil)
		c = w.do("2026-03-05 09:00", c, lifecycle.ReturnOrder, nil)
		w.expect(c, "D-18 MET 03-02 09:10", "D-19 LATE 03-02 09:38", "D-19 MET 03-04 10:00", "D-20 CANCELLED 03-03 00:00", "D-20 MET 03-05 00:00", "D-21 MET 03-03 00:00",
			"D-22 LATE 03-05 00:00", "SYS-12 LATE 03-04 09:00")
	})
}

// TestOtherKinds: what each kind is opened with, and what a collective complaint adds.
func TestOtherKinds(t *testing.T) {
	each(t, func(w *world) {
		for kind, want := range map[lifecycle.TicketKind][]string{
			lifecycle.Suggestion:     {"D-08 RUNNING 03-03 09:00", "D-09 RUNNING 03-06 00:00", "D-39 RUNNING 03-03 00:00"},
			lifecycle.Praise:         {"D-09 RUNNING 03-06 00:00"},
			lifecycle.Enquiry:        {"D-08 RUNNING 03-03 09:00"},
			lifecycle.HomeService:    {"SYS-13 RUNNING 03-03 09:00"},
			lifecycle.SpecialService: {"SYS-14 RUNNING 03-06 00:00"},
			lifecycle.MedicalAid:     {"SYS-69 RUNNING 03-02 11:00"},
			lifecycle.Dispute:        {"SYS-19 RUNNING 03-18 00:00"},
			lifecycle.Defect:         {"D-26 RUNNING 03-06 00:00"},
		} {
			w.expect(w.open("2026-03-02 09:00", kind, nil), want...)
		}
		c := w.open("2026-03-02 09:00", lifecycle.Complaint, in{"collective": true})
		c = w.do("2026-03-02 09:10", c, lifecycle.TellDirector, nil)
		w.expect(c, "D-03 MET 03-02 09:15", "D-04 RUNNING 03-02 11:10", "D-08 RUNNING 03-03 09:00", "D-09 RUNNING 03-06 00:00", "D-13 RUNNING 03-06 00:00")
		c = w.do("2026-03-02 11:30", c, lifecycle.TellCompany, in{"promisedAt": "2026-03-03T18:00:00+08:00"})
		w.expect(c, "D-03 MET 03-02 09:15", "D-04 LATE 03-02 11:10", "D-08 MET 03-03 09:00", "D-09 RUNNING 03-06 00:00", "D-13 RUNNING 03-06 00:00", "D-14 RUNNING 03-03 18:00")
	})
}

// TestDefects: how large a defect is says by when it is done, from the moment it was recorded; only a defect has a size.
func TestDefects(t *testing.T) {
	each(t, func(w *world) {
		w.expect(w.open("2026-03-02 09:00", lifecycle.Defect, in{"defectSize": "LARGE"}), "D-26 RUNNING 03-06 00:00")
		c := w.open("2026-03-02 09:00", lifecycle.Defect, in{"defectSize": "SMALL"})
		w.expect(c, "D-25 RUNNING 03-03 00:00")
		w.expectDue(c, "2026-03-03 00:00")
		c = w.open("2026-03-02 09:00", lifecycle.Defect, nil)
		c = w.do("2026-03-02 15:00", c, lifecycle.Dispatch, in{"department": "工程部", "defectSize": "SMALL"})
		w.expect(c, "D-25 RUNNING 03-03 00:00", "D-26 CANCELLED 03-06 00:00")
		w.expectDue(c, "2026-03-03 00:00")
		if text := w.last(c).Text; text == nil || !strings.Contains(*text, "缺陷大小：小") {
			t.Error("the history does not say how large it is")
		}
		c = w.do("2026-03-02 15:20", c, lifecycle.Accept, nil)
		w.watch("2026-03-03 00:30")
		w.expect(c, "D-25 BREACHED 03-03 00:00", "D-26 CANCELLED 03-06 00:00")
		c = w.do("2026-03-03 09:00", c, lifecycle.Resolve, in{"result": "重新打胶"})
		w.expect(c, "D-25 LATE 03-03 00:00", "D-26 CANCELLED 03-06 00:00")

		d := w.open("2026-03-02 09:00", lifecycle.Defect, in{"defectSize": "SMALL"})
		d = w.do("2026-03-02 10:00", d, lifecycle.Dispatch, in{"department": "工程部", "defectSize": "MAJOR"})
		w.expect(d, "D-25 CANCELLED 03-03 00:00", "D-26 RUNNING 03-06 00:00")

		for _, kind := range []string{"REPAIR", "COMPLAINT"} {
			p, err := w.Desk.Open(w.ctx(), in{"communityId": w.Communities[0].ID.String(), "kind": kind, "content": "电梯异响", "defectSize": "SMALL"})
			if err != nil || len(p.UserErrors) != 1 || p.UserErrors[0].Field != "input.defectSize" {
				t.Error(kind, p, err)
			}
		}
		r := w.do("2026-03-02 09:05", w.open("2026-03-02 09:00", lifecycle.Repair, nil), lifecycle.Classify, nil)
		p, err := w.Desk.Move(w.ctx(), lifecycle.Dispatch, in{"id": r.ID.String(), "department": "工程部", "defectSize": "SMALL"})
		if err != nil || len(p.UserErrors) != 1 || p.UserErrors[0].Field != "input.defectSize" {
			t.Error(p, err)
		}
	})
}

// TestPatrolLog: the log of a patrol is to be with the clerk the day of the patrol; recorded the next morning it is late,
// though the patrol was in time. Before there is a patrol nothing runs.
func TestPatrolLog(t *testing.T) {
	each(t, func(w *world) {
		w.now = at("2026-03-02 09:00")
		sys := moment.With(datatest.System(t), w.now)
		if _, err := w.Duties.Adopt(w.ctx()); err != nil {
			t.Fatal(err)
		}
		for more := true; more; {
			var err error
			if more, err = w.Maker.Make(sys); err != nil {
				t.Fatal(err)
			}
		}
		site := w.Communities[0].ID
		patrol := func(code, day string) *gen.Duty {
			t.Helper()
			d, err := w.db.Client.Duty.Query().Where(duty.CommunityID(site), duty.PeriodEQ(day), duty.HasTemplateWith(dutytemplate.Code(code))).Only(sys)
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		perform := func(when string, d *gen.Duty, done string) {
			t.Helper()
			w.now = at(when)
			p, err := w.Duties.Perform(w.ctx(), in{"id": d.ID.String(), "text": "无异常", "doneAt": at(done).Format(time.RFC3339)}, nil)
			if err != nil || len(p.UserErrors) > 0 {
				t.Fatal(p, err)
			}
		}
		told := func(d *gen.Duty, want string) {
			t.Helper()
			got := ""
			for _, one := range w.db.Client.Clock.Query().Where(clock.DutyID(d.ID), clock.CommunityID(site)).AllX(sys) {
				got += one.Rule + " " + string(one.State) + " " + local(one.StartedAt) + " " + local(one.DueAt) + " " + local(*one.EndedAt)
			}
			if got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
		first, second := patrol("W-04", "2026-03-02"), patrol("W-06", "2026-03-02")
		told(first, "")
		perform("2026-03-02 17:00", first, "2026-03-02 16:00")
		told(first, "D-40 MET 2026-03-02 16:00 2026-03-03 00:00 2026-03-02 17:00")
		perform("2026-03-03 09:00", second, "2026-03-02 16:00")
		told(second, "D-40 LATE 2026-03-02 16:00 2026-03-03 00:00 2026-03-03 09:00")
		perform("2026-03-03 18:00", patrol("W-08", "2026-03-03"), "2026-03-03 16:00")
		told(patrol("W-08", "2026-03-03"), "")
	})
}

// TestOwnersWeek: when it is over, the repair is deemed accepted as of its end; an objection ends it.
func TestOwnersWeek(t *testing.T) {
	each(t, func(w *world) {
		told := func() *ticketOf {
			c := w.open("2026-03-02 09:00", lifecycle.Defect, nil)
			c = w.do("2026-03-02 09:10", c, lifecycle.Dispatch, in{"department": "工程部"})
			c = w.do("2026-03-02 09:20", c, lifecycle.Accept, nil)
			c = w.do("2026-03-03 09:00", c, lifecycle.Resolve, in{"result": "重新打胶"})
			return w.do("2026-03-03 10:00", c, lifecycle.NotifyOwner, nil)
		}
		a, b := told(), told()
		b = w.do("2026-03-04 10:00", b, lifecycle.Object, in{"reason": "仍渗水"})
		w.expect(b, "D-26 RUNNING 03-07 01:00", "D-28 CANCELLED 03-11 00:00")
		w.watch("2026-03-11 08:00")
		a = w.read(a)
		w.expect(a, "D-26 MET 03-06 00:00", "D-28 MET 03-11 00:00")
		if a.State != "DEEMED_ACCEPTED" {
			t.Error(a.State)
		}
		if e := w.last(a); e.Verb != "deem" || e.Actor != "系统" || local(e.At) != "2026-03-11 00:00" {
			t.Error(e)
		}
		w.expectTold(a)
	})
}

// TestPromise: agreed anew while it runs it moves; broken, it stays broken and another begins.
func TestPromise(t *testing.T) {
	each(t, func(w *world) {
		c := w.open("2026-03-02 09:00", lifecycle.Complaint, nil)
		c = w.do("2026-03-02 09:10", c, lifecycle.Classify, in{"class": "CLASS_1"})
		c = w.do("2026-03-02 09:20", c, lifecycle.Promise, in{"promisedAt": "2026-03-03T12:00:00+08:00"})
		c = w.do("2026-03-03 09:00", c, lifecycle.Promise, in{"promisedAt": "2026-03-03T18:00:00+08:00"})
		w.expectDue(c, "2026-03-03 18:00")
		c = w.do("2026-03-04 09:00", c, lifecycle.Promise, in{"promisedAt": "2026-03-05T12:00:00+08:00"})
		w.expectDue(c, "2026-03-05 12:00")
		w.expect(c, "D-02 RUNNING 03-02 09:40", "D-07 MET 03-02 10:10", "D-08 MET 03-03 09:00", "D-09 RUNNING 03-06 00:00", "D-13 RUNNING 03-06 00:00",
			"D-14 BREACHED 03-03 18:00", "D-14 RUNNING 03-05 12:00")
	})
}

// TestNotJudgedAnew: a policy or a calendar that changes changes what begins from then on; what runs keeps its target and
// what it was reckoned by.
func TestNotJudgedAnew(t *testing.T) {
	each(t, func(w *world) {
		reply := func(c *ticketOf) *gen.Clock {
			for _, one := range w.clocks(c) {
				if one.Rule == "D-09" {
					return one
				}
			}
			t.Fatal("no D-09")
			return nil
		}
		holds := func(c *ticketOf, due, calendars string, amount int, version bool) {
			t.Helper()
			one := reply(c)
			if local(one.DueAt) != due || *one.Calendars != calendars || one.Amount != amount || (one.PolicyID != nil) != version || *one.PolicyKey != "complaint.formal_reply_workdays" {
				t.Errorf("%s %s %d %v, want %s %s %d", local(one.DueAt), *one.Calendars, one.Amount, one.PolicyID, due, calendars, amount)
			}
		}
		change := func(do func(ctx context.Context, c *gen.Client) error) {
			t.Helper()
			if err := w.db.Tx(tenants.System(t.Context(), "test: what is in force"), do); err != nil {
				t.Fatal(err)
			}
		}
		a := w.open("2026-03-02 09:00", lifecycle.Complaint, nil)
		holds(a, "2026-03-06 00:00", "2026v0", 3, false)
		change(func(ctx context.Context, c *gen.Client) error {
			return c.PolicyValue.Create().SetKey("complaint.formal_reply_workdays").SetNodeID(w.Communities[0].ID).SetVersion(1).SetValue("5").
				SetEffectiveFrom("2026-03-02").SetApprovedBy("陈总").SetReason("试行").SetEnteredBy("chen").Exec(ctx)
		})
		b := w.open("2026-03-02 10:00", lifecycle.Complaint, nil)
		holds(b, "2026-03-10 00:00", "2026v0", 5, true)
		change(func(ctx context.Context, c *gen.Client) error {
			year, err := c.HolidayCalendar.Create().SetYear(2026).SetVersion(1).SetSource("测试").SetEnteredBy("chen").Save(ctx)
			if err != nil {
				return err
			}
			return c.CalendarDay.Create().SetCalendarID(year.ID).SetDay("2026-03-04").SetKind("HOLIDAY").SetName("测试").Exec(ctx)
		})
		c := w.open("2026-03-02 11:00", lifecycle.Complaint, nil)
		holds(c, "2026-03-11 00:00", "2026v1", 5, true)
		a = w.do("2026-03-03 09:00", a, lifecycle.Classify, in{"class": "CLASS_1", "topic": "LIFT"})
		holds(a, "2026-03-06 00:00", "2026v0", 3, false)
		w.do("2026-03-06 09:00", a, lifecycle.Reply, nil)
		if one := reply(a); one.State != "LATE" || local(*one.BreachedAt) != "2026-03-06 00:00" {
			t.Error(one)
		}
	})
}

// TestOthers: what is no ticket begins and ends its clocks by name.
func TestOthers(t *testing.T) {
	each(t, func(w *world) {
		site, ctx := w.Communities[0].ID, w.ctx()
		begin := at("2026-03-02 09:00")
		tx := func(do func(ctx context.Context, c *gen.Client) error) error { return w.db.Tx(ctx, do) }
		var id ident.ID
		err := tx(func(ctx context.Context, c *gen.Client) error {
			s, err := c.Survey.Create().SetCommunityID(site).SetYear(2026).SetRound(1).SetTitle("年度满意度").SetState("SENT").SetOpenedAt(begin).Save(tenants.System(ctx, "test: a survey"))
			if err != nil {
				return err
			}
			id = s.ID
			for _, rule := range []string{"D-35", "D-36"} {
				if err := w.Clocks.Begin(ctx, c, clocks.Subject{Site: site, Survey: id}, rule, begin, time.Time{}); err != nil {
					return err
				}
			}
			if err := w.Clocks.Meet(ctx, c, clocks.Subject{Site: site, Survey: id}, "D-35", at("2026-04-20 09:00")); err != nil {
				return err
			}
			return w.Clocks.Cancel(ctx, c, clocks.Subject{Site: site, Survey: id}, "D-36", at("2026-04-01 09:00"))
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range w.db.Client.Clock.Query().Where(clock.SurveyID(id), clock.CommunityID(site)).AllX(w.ctx()) {
			if want := map[string]clock.State{"D-35": clock.StateLATE, "D-36": clock.StateCANCELLED}[one.Rule]; one.State != want || one.Unit != "WORKDAYS" || one.Amount != 30 {
				t.Error(one)
			}
		}
		for what, s := range map[string]clocks.Subject{"D-35": {Site: site, Visit: id}, "D-38": {Site: site, Visit: id}, "D-99": {Site: site, Survey: id}, "D-36": {Site: site, Survey: id, Duty: id}} {
			err := tx(func(ctx context.Context, c *gen.Client) error {
				return w.Clocks.Begin(ctx, c, s, what, begin, time.Time{})
			})
			if err == nil || !strings.HasPrefix(err.Error(), "clocks: ") {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}
