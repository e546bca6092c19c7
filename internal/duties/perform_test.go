package duties_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/duty"
	"estatehub/ent/gen/dutyline"
	"estatehub/internal/attachments"
	"estatehub/internal/duties"
	"estatehub/tenants"
)

// TestDoing: evidence, time and verbs.
func TestDoing(t *testing.T) {
	each(t, func(w *world) {
		w.adopt()
		patrol := w.duty("W-04", "2026-11-02", 1)
		do := func(ctx context.Context, d *gen.Duty, more in) (*duties.Payload, error) {
			input := in{"id": id(d)}
			for k, v := range more {
				input[k] = v
			}
			return w.desk.Perform(ctx, input, nil)
		}
		p, err := do(w.clerk(), patrol, nil)
		w.bad("text BAD_USER_INPUT", p, err)
		p, err = do(w.clerk(), patrol, in{"text": "正常", "doneAt": "2026-11-02T10:00:00+08:00"})
		w.bad("doneAt BAD_USER_INPUT", p, err)
		p, err = do(w.clerk(), patrol, in{"text": "正常", "doneAt": "2026-11-01T09:00:00+08:00"})
		w.bad("doneAt BAD_USER_INPUT", p, err)
		p, err = do(w.clerk(), patrol, in{"text": "正常", "doneAt": "2026-11-01T23:00:00+08:00"})
		w.bad("id WRONG_STATE", p, err)
		p, err = do(w.clerk(), w.duty("W-04", "2026-11-03", 1), in{"text": "正常"})
		w.bad("id WRONG_STATE", p, err)
		p, err = do(w.at(w.As(t, tenants.SiteStaff, 1)), patrol, in{"text": "正常"})
		w.bad("id NOT_FOUND", p, err)
		if _, err = do(w.at(w.As(t, tenants.HR)), patrol, in{"text": "正常"}); err == nil {
			t.Error("HR does duties")
		}
		p, err = do(w.clerk(), w.duty("W-01", "2026-11-02", 1), in{"signer": "林"})
		w.bad("id BAD_USER_INPUT", p, err)
		p, err = do(w.clerk(), w.duty("W-12", "2026-11-02", 2), nil)
		w.bad("signer BAD_USER_INPUT", p, err)
		d := w.ok(do(w.clerk(), patrol, in{"text": "正常", "doneAt": "2026-11-02T08:00:00+08:00"}))
		w.expect("done", d.State == duty.StateDONE && *d.OnTime && *d.DoneByID == w.Communities[0].Staff[1].ID && !d.Open && d.DoneAt.In(zone).Hour() == 8)
		p, err = do(w.clerk(), patrol, in{"text": "正常"})
		w.bad("id WRONG_STATE", p, err)

		// Told afterwards, it was in time all the same; later it can only be made up.
		w.now = time.Date(2026, 11, 3, 9, 0, 0, 0, zone)
		w.lapse()
		signs := w.duty("W-05", "2026-11-02", 2)
		p, err = do(w.clerk(), signs, in{"text": "齐全"})
		w.bad("id WRONG_STATE", p, err)
		d = w.ok(do(w.clerk(), signs, in{"text": "齐全", "doneAt": "2026-11-02T17:50:00+08:00"}))
		w.expect("in time after all", *d.OnTime && d.PenaltyKey == nil && d.State == duty.StateDONE)
		outreach := w.duty("W-06", "2026-11-02", 1)
		mp, err := w.desk.MakeUp(w.clerk(), in{"id": id(outreach), "text": "补访", "doneAt": "2026-11-02T20:00:00+08:00"}, nil)
		w.bad("id WRONG_STATE", mp, err)
		d = w.ok(w.desk.MakeUp(w.clerk(), in{"id": id(outreach), "text": "补访", "reason": "暴雨"}, nil))
		w.expect("made up", d.State == duty.StateMADE_UP && !*d.OnTime && *d.PenaltyKey == duties.PenaltyKey && *d.Reason == "暴雨")

		// Verified by somebody else, sent back, skipped.
		p, err = w.desk.Verify(w.clerk(), in{"id": id(d)})
		w.bad("id FORBIDDEN", p, err)
		d = w.ok(w.desk.Verify(w.manager(), in{"id": id(d)}))
		w.expect("verified", d.State == duty.StateVERIFIED && *d.VerifiedBy == "chen")
		w.now = time.Date(2026, 11, 25, 9, 0, 0, 0, zone)
		report := w.ok(do(w.manager(), w.duty("W-33", "2026-11", 1), in{"text": "投诉 12 件"}))
		p, err = w.desk.Verify(w.manager(), in{"id": id(report)})
		w.bad("id FORBIDDEN", p, err)
		p, err = w.desk.Reject(w.quality(), in{"id": id(report)})
		w.bad("reason BAD_USER_INPUT", p, err)
		d = w.ok(w.desk.Reject(w.quality(), in{"id": id(report), "reason": "缺少原因分析"}))
		w.expect("sent back", d.State == duty.StateLATE && d.Open && d.OnTime == nil && d.DoneAt == nil)
		w.ok(do(w.manager(), report, in{"text": "投诉 12 件，原因分析如下"}))
		d = w.ok(w.desk.Verify(w.quality(), in{"id": id(report)}))
		w.expect("accepted", d.State == duty.StateVERIFIED && *d.OnTime)
		d = w.ok(w.desk.Skip(w.manager(), in{"id": id(w.duty("W-54", "2026-11", 1)), "reason": "本月无寿星"}))
		w.expect("skipped", d.State == duty.StateSKIPPED && d.OnTime == nil && d.PenaltyKey == nil)
		p, err = w.desk.Assign(w.manager(), in{"id": id(w.duty("W-44", "2026-11", 1)), "assigneeId": w.Communities[1].Staff[0].ID.String()})
		w.bad("assigneeId NOT_FOUND", p, err)
	})
}

// TestEvidence: photos, scored checklists, and what a low score raises.
func TestEvidence(t *testing.T) {
	each(t, func(w *world) {
		w.adopt()
		w.now = time.Date(2026, 11, 3, 9, 0, 0, 0, zone)
		site := w.Communities[0]
		notice := w.ok(w.desk.OpenInspection(w.clerk(), in{"communityId": site.ID.String(), "templateId": w.template("W-90").ID.String()}))
		p, err := w.desk.Perform(w.clerk(), in{"id": id(notice)}, nil)
		w.bad("files BAD_USER_INPUT", p, err)
		p, err = w.desk.Perform(w.clerk(), in{"id": id(notice)}, []attachments.File{{Name: "a.txt", Content: strings.NewReader("no photo")}})
		w.bad("files.0 BAD_USER_INPUT", p, err)
		p, err = w.desk.Perform(w.at(w.As(t, tenants.SiteStaff, 1)), in{"id": id(notice)}, []attachments.File{photo(t)})
		w.bad("id NOT_FOUND", p, err)
		d := w.ok(w.desk.Perform(w.clerk(), in{"id": id(notice)}, []attachments.File{photo(t)}))
		w.expect("shown", d.State == duty.StateDONE && w.db.Client.Attachment.Query().CountX(w.system()) == 1)
		second := w.ok(w.desk.OpenInspection(w.clerk(), in{"communityId": site.ID.String(), "templateId": w.template("W-90").ID.String()}))
		w.expect("a second of the day", second.Slot == 2)
		a, err := w.desk.Shelf.ToRow(w.clerk(), "Duty", "dutyId", second.ID, photo(t))
		w.expect("attached before", err == nil && a.Attachment != nil && *a.Attachment.DutyID == second.ID)
		w.ok(w.desk.Perform(w.clerk(), in{"id": id(second)}, nil))
		a, err = w.desk.Shelf.ToRow(w.at(w.As(t, tenants.SiteStaff, 1)), "Duty", "dutyId", second.ID, photo(t))
		if err != nil || len(a.UserErrors) != 1 || a.UserErrors[0].Code != "NOT_FOUND" {
			t.Error("a stranger attaches", a, err)
		}

		qi := w.template("QI-01")
		p, err = w.desk.OpenInspection(w.clerk(), in{"communityId": site.ID.String(), "templateId": qi.ID.String()})
		w.bad("templateId FORBIDDEN", p, err)
		p, err = w.desk.OpenInspection(w.quality(), in{"communityId": site.ID.String(), "templateId": w.template("W-33").ID.String()})
		w.bad("templateId BAD_USER_INPUT", p, err)
		visit := w.ok(w.desk.OpenInspection(w.quality(), in{"communityId": site.ID.String(), "templateId": qi.ID.String()}))
		points := []int{20, 20, 10, 15, 15, 15, 5}
		lines := func(score func(i int) any, n int) []any {
			var all []any
			for i := range n {
				all = append(all, in{"position": i + 1, "result": "NOT_IN_ORDER", "score": score(i), "remark": "差"})
			}
			return all
		}
		perform := func(list []any) (*duties.Payload, error) {
			return w.desk.Perform(w.quality(), in{"id": id(visit), "lines": list}, nil)
		}
		p, err = perform(nil)
		w.bad("lines BAD_USER_INPUT", p, err)
		p, err = perform(lines(func(int) any { return 1 }, 6))
		w.bad("lines BAD_USER_INPUT", p, err)
		p, err = perform(append(lines(func(int) any { return 1 }, 7), in{"position": 1, "result": "IN_ORDER"}))
		w.bad("lines.7.position CONFLICT", p, err)
		p, err = perform(append(lines(func(int) any { return 1 }, 7), in{"position": 9, "result": "IN_ORDER"}))
		w.bad("lines.7.position NOT_FOUND", p, err)
		p, err = perform(lines(func(i int) any { return points[i] + 1 }, 7)[6:])
		w.bad("lines.0.score BAD_USER_INPUT", p, err)
		d = w.ok(perform(lines(func(i int) any { return points[i] / 2 }, 7)))
		w.expect(fmt.Sprint("score ", *d.Score, *d.FullScore), *d.Score == 48 && *d.FullScore == 100)
		w.expect("raised", len(w.raised) > 0 && strings.Contains(w.raised[len(w.raised)-1].Description, "48 / 100"))
		n := w.db.Client.DutyLine.Query().Where(dutyline.CommunityID(site.ID), dutyline.DutyID(d.ID)).CountX(w.system())
		w.expect("seven lines", n == 7)
		w.raised = nil
		w.ok(w.desk.Reject(w.at(w.As(t, tenants.QualityDept)), in{"id": id(d), "reason": "重新评分"}))
		d = w.ok(perform(lines(func(i int) any { return points[i] }, 7)))
		n = w.db.Client.DutyLine.Query().Where(dutyline.CommunityID(site.ID), dutyline.DutyID(d.ID)).CountX(w.system())
		w.expect("done again", n == 7 && *d.Score == 100 && w.raised == nil)
	})
}

// photo is a small PNG.
func photo(t *testing.T) attachments.File {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	return attachments.File{Name: "公告栏.png", Content: &b}
}
