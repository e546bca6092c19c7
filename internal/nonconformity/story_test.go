package nonconformity_test

import (
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen/correctiveaction"
	"estatehub/ent/gen/nonconformity"
)

// TestToItsEnd: cause, measures, review, implementation, verification, and only then whether it worked; and once not.
func TestToItsEnd(t *testing.T) {
	each(t, func(w *world) {
		n := w.raise(in{"ownerId": w.staff(0)})
		w.expect("raised "+n.Number, strings.HasPrefix(n.Number, "NC-") && len(n.Number) == len("NC-000001") && n.State == nonconformity.StateRAISED && n.Open && n.Month == "2026-03")
		w.expect("due at the end of the 15th day "+n.DueAt.String(), n.DueAt.Equal(time.Date(2026, 3, 17, 16, 0, 0, 0, time.UTC)))
		w.expect("who answers for it", *n.OwnerID == w.Communities[0].Staff[0].ID)
		w.not(w.desk.AddAction(w.clerk(), in{"nonconformityId": n.ID.String(), "kind": "CORRECTION", "measure": "补扫", "ownerId": w.staff(2), "dueOn": "2026-03-03"}))("input.nonconformityId WRONG_STATE")
		w.no(w.desk.SetMeasures(w.clerk(), id(n)))("input.id WRONG_STATE")
		w.no(w.desk.Analyse(w.clerk(), id(n)))("input.cause BAD_USER_INPUT")
		n = w.ok(w.desk.Analyse(w.clerk(), id(n, "cause", "排班漏排周末")))
		w.expect("cause", *n.Cause == "排班漏排周末")
		w.no(w.desk.SetMeasures(w.clerk(), id(n)))("input.id WRONG_STATE")
		a := w.measure(n)
		w.expect("planned", a.State == correctiveaction.StatePLANNED)
		w.no(w.desk.SetMeasures(w.clerk(), id(n, "dueOn", "2026-03-10")))("input.dueOn FORBIDDEN")
		w.no(w.desk.SetMeasures(w.manager(), id(n, "dueOn", "2026-03-01")))("input.dueOn BAD_USER_INPUT")
		n = w.ok(w.desk.SetMeasures(w.manager(), id(n, "dueOn", "2026-03-10")))
		w.expect("due by the director", n.DueAt.Equal(time.Date(2026, 3, 10, 16, 0, 0, 0, time.UTC)))
		w.ok(w.desk.Review(w.clerk(), id(n)))
		w.no(w.desk.SendBack(w.clerk(), id(n, "reason", "x")))("input.id FORBIDDEN")
		n = w.ok(w.desk.SendBack(w.manager(), id(n, "reason", "措施不够具体")))
		w.expect("sent back", n.State == nonconformity.StateANALYSED && *n.Reason == "措施不够具体")
		b := w.measure(n)
		w.not(w.desk.WithdrawAction(w.clerk(), id(b, "reason", "x")))("input.id FORBIDDEN")
		b = w.act(w.desk.WithdrawAction(w.manager(), id(b, "reason", "重复")))
		w.expect("withdrawn", b.State == correctiveaction.StateWITHDRAWN && *b.Verification == "重复")
		w.ok(w.desk.SetMeasures(w.clerk(), id(n)))
		w.ok(w.desk.Review(w.clerk(), id(n)))
		w.ok(w.desk.Submit(w.clerk(), id(n)))
		w.no(w.desk.Implement(w.clerk(), id(n)))("input.id WRONG_STATE")
		w.not(w.desk.CompleteAction(w.worker(), id(a)))("input.result BAD_USER_INPUT")
		w.now = w.now.AddDate(0, 0, 5)
		a = w.act(w.desk.CompleteAction(w.worker(), id(a, "result", "已调整并公示")))
		w.expect("done", *a.DoneBy == "huang" && a.DoneAt.Equal(w.now))
		n = w.ok(w.desk.Implement(w.clerk(), id(n)))
		w.expect("implemented", n.ImplementedAt.Equal(w.now))
		w.no(w.desk.Verify(w.manager(), id(n, "verification", "已到位")))("input.id WRONG_STATE")
		w.not(w.desk.VerifyAction(w.worker(), id(a, "verified", true, "verification", "好")))("input.id FORBIDDEN")
		a = w.act(w.desk.VerifyAction(w.manager(), id(a, "verified", false, "verification", "周日仍漏扫")))
		w.expect("rejected", a.State == correctiveaction.StateREJECTED)
		a = w.act(w.desk.CompleteAction(w.worker(), id(a, "result", "周日加班次")))
		w.expect("not verified again", a.VerifiedBy == nil && a.VerifiedAt == nil)
		a = w.act(w.desk.VerifyAction(w.quality(), id(a, "verified", true, "verification", "已核实")))
		w.expect("verified by head office", *a.VerifiedBy == "tester")
		n = w.ok(w.desk.Verify(w.manager(), id(n, "verification", "措施均已到位")))
		w.expect("effect is judged later "+*n.EffectDueOn, *n.EffectDueOn == "2026-04-06" && *n.VerifiedBy == "chen")
		w.no(w.desk.Close(w.manager(), id(n, "effective", true)))("input.effective WRONG_STATE")
		w.no(w.desk.Close(w.manager(), id(n)))("input.effective BAD_USER_INPUT")
		w.no(w.desk.Close(w.manager(), id(n, "effective", false)))("input.effect BAD_USER_INPUT")
		n = w.ok(w.desk.Close(w.manager(), id(n, "effective", false, "effect", "又接到投诉")))
		w.expect("re-opened", n.State == nonconformity.StateREOPENED && n.Open && !*n.Effective && n.Reopened == 1 && n.ImplementedAt == nil && n.EffectDueOn == nil && *n.Reason == "又接到投诉")
		w.expect("with new time "+n.DueAt.String(), n.DueAt.Equal(time.Date(2026, 3, 22, 16, 0, 0, 0, time.UTC)))

		w.ok(w.desk.Analyse(w.clerk(), id(n, "cause", "保洁员人手不足")))
		w.no(w.desk.SetMeasures(w.clerk(), id(n)))("input.id WRONG_STATE") // the old measure did not help
		c := w.measure(n)
		w.ok(w.desk.SetMeasures(w.clerk(), id(n)))
		w.ok(w.desk.Review(w.clerk(), id(n)))
		w.ok(w.desk.Submit(w.clerk(), id(n)))
		w.act(w.desk.CompleteAction(w.manager(), id(c, "result", "增员一名")))
		w.ok(w.desk.Implement(w.clerk(), id(n)))
		w.not(w.desk.VerifyAction(w.manager(), id(c, "verified", true, "verification", "好")))("input.id FORBIDDEN") // he said it was done
		w.act(w.desk.VerifyAction(w.quality(), id(c, "verified", true, "verification", "好")))
		w.no(w.desk.Verify(w.manager(), id(n, "verification", "好")))("input.id FORBIDDEN")
		n = w.ok(w.desk.Verify(w.quality(), id(n, "verification", "好")))
		w.now = time.Date(2026, 4, 5, 16, 0, 0, 0, time.UTC) // midnight of the day of the check
		n = w.ok(w.desk.Close(w.quality(), id(n, "effective", true, "effect", "一个月无投诉")))
		w.expect("closed", n.State == nonconformity.StateCLOSED && !n.Open && *n.Effective && n.ClosedAt.Equal(w.now) && *n.Effect == "一个月无投诉")
		w.not(w.desk.CompleteAction(w.worker(), id(c, "result", "x")))("input.id WRONG_STATE")
		n = w.ok(w.desk.Reopen(w.quality(), id(n, "reason", "复发")))
		w.expect("again", n.Reopened == 2 && n.ClosedAt == nil && !*n.Effective)
	})
}

// TestBadInput: what is wrong is told, all at once.
func TestBadInput(t *testing.T) {
	each(t, func(w *world) {
		site := w.Communities[0].ID.String()
		w.no(w.desk.Raise(w.clerk(), in{"communityId": site, "source": "SURVEY", "description": "x"}))("input.source BAD_USER_INPUT")
		w.no(w.desk.Raise(w.clerk(), in{"communityId": site, "source": "AUDIT", "topic": "LIFTS", "description": " "}))("input.description BAD_USER_INPUT", "input.topic BAD_USER_INPUT")
		other := w.Communities[1]
		w.no(w.desk.Raise(w.clerk(), in{"communityId": site, "source": "AUDIT", "description": "x", "ownerId": other.Staff[0].ID.String()}))("input.ownerId NOT_FOUND")
		w.no(w.desk.Raise(w.clerk(), in{"communityId": other.ID.String(), "source": "AUDIT", "description": "x"}))("input.communityId NOT_FOUND")
		w.no(w.desk.Raise(w.clerk(), in{"communityId": site, "source": "AUDIT", "description": strings.Repeat("长", 2001)}))("input.description BAD_USER_INPUT")
		n := w.raise(nil)
		w.ok(w.desk.Analyse(w.clerk(), id(n, "cause", "x")))
		w.not(w.desk.AddAction(w.clerk(), in{"nonconformityId": n.ID.String(), "kind": "MAGIC", "measure": "", "ownerId": other.Staff[0].ID.String(), "dueOn": "2026-02-30"}))(
			"input.kind BAD_USER_INPUT", "input.measure BAD_USER_INPUT", "input.dueOn BAD_USER_INPUT", "input.ownerId NOT_FOUND")
		w.not(w.desk.AddAction(w.clerk(), in{"nonconformityId": n.ID.String(), "kind": "CORRECTION", "measure": "x", "ownerId": w.staff(2), "dueOn": "2026-03-01"}))("input.dueOn BAD_USER_INPUT")
		w.not(w.desk.AddAction(w.clerk(), in{"nonconformityId": site, "kind": "CORRECTION", "measure": "x", "ownerId": w.staff(2), "dueOn": "2026-03-01"}))("input.nonconformityId NOT_FOUND")
	})
}
