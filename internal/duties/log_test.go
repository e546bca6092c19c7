package duties_test

import (
	"fmt"
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/gen/duty"
	"estatehub/ent/gen/dutylogentry"
	"estatehub/internal/duties"
	"estatehub/tenants"
)

// TestLog: entries, the daily signature, the monthly sample.
func TestLog(t *testing.T) {
	each(t, func(w *world) {
		w.adopt()
		site := w.Communities[0].ID.String()
		add := func(more in) *gen.DutyLogEntry {
			t.Helper()
			input := in{"communityId": site, "matter": "来电咨询停车"}
			for k, v := range more {
				input[k] = v
			}
			p, err := w.desk.AddEntry(w.clerk(), input)
			if err != nil || len(p.UserErrors) > 0 {
				t.Fatal(p, err)
			}
			return p.DutyLogEntry
		}
		p, err := w.desk.AddEntry(w.clerk(), in{"communityId": site, "matter": " ", "at": "2026-11-02T10:00:00+08:00"})
		if err != nil {
			t.Fatal(err)
		}
		w.refused("at BAD_USER_INPUT, matter BAD_USER_INPUT", p.UserErrors, nil)
		w.expect("on the spot", add(in{"result": "已解答", "name": "王", "phone": "13800138000"}).State == "DONE")
		w.expect("given to somebody", add(in{"assigneeId": w.Communities[0].Staff[2].ID.String()}).State == "ASSIGNED")
		e := add(nil)
		w.expect("open", e.State == "OPEN" && e.Day == "2026-11-02" && *e.OnDutyID == w.Communities[0].Staff[1].ID)

		sign := func(day string) *duties.LogPayload {
			t.Helper()
			p, err := w.desk.SignLog(w.manager(), in{"communityId": site, "day": day})
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		w.refused("day BAD_USER_INPUT", sign("2026-11-03").UserErrors, nil)
		w.refused("day BAD_USER_INPUT", sign("heute").UserErrors, nil)
		l := sign("2026-11-02")
		w.expect("one of three", l.Count == 1 && l.Open == 2 && l.Duty == nil)
		for _, row := range w.db.Client.DutyLogEntry.Query().Where(dutylogentry.StateNEQ("SIGNED")).AllX(w.system()) {
			if p, err := w.desk.CompleteEntry(w.clerk(), in{"id": row.ID.String(), "handling": "上门查看", "result": "已处理"}); err != nil || len(p.UserErrors) > 0 {
				t.Fatal(p, err)
			}
		}
		l = sign("2026-11-02")
		w.expect("all", l.Count == 2 && l.Open == 0 && l.Duty.State == duty.StateDONE && *l.Duty.OnTime && *l.Duty.Population == 3)
		signed := w.db.Client.DutyLogEntry.Query().Where(dutylogentry.ID(e.ID)).OnlyX(w.system())
		w.expect("signed", signed.State == "SIGNED" && *signed.SignedBy == "chen" && signed.SignedAt.Equal(w.now))
		c, err := w.desk.CompleteEntry(w.clerk(), in{"id": e.ID.String(), "result": "改"})
		if err != nil {
			t.Fatal(err)
		}
		w.refused("id WRONG_STATE", c.UserErrors, nil)

		for range 8 {
			add(in{"result": "已解答"})
		}
		sample := func(more in) *duties.LogPayload {
			t.Helper()
			input := in{"communityId": site, "month": "2026-11"}
			for k, v := range more {
				input[k] = v
			}
			p, err := w.desk.SampleLog(w.manager(), input)
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		w.refused("month BAD_USER_INPUT", sample(in{"month": "2026-12"}).UserErrors, nil)
		w.refused("month NOT_FOUND", sample(in{"month": "2026-10"}).UserErrors, nil)
		w.refused("count BAD_USER_INPUT", sample(in{"count": 2}).UserErrors, nil) // of 11 it takes 3
		w.refused("count WRONG_STATE", sample(in{"count": 4}).UserErrors, nil)    // only three are signed
		sign("2026-11-02")
		l = sample(nil)
		w.expect(fmt.Sprint("drawn ", l.Count), l.Count == 3 && len(l.Entries) == 3 && l.Duty.State == duty.StateDONE && *l.Duty.Population == 11 && *l.Duty.Sampled == 3)
		all := w.db.Client.DutyLogEntry.Query().Order(dutylogentry.ByID()).AllX(w.system())
		for i, n := range duties.Draw(*l.Duty.Seed, len(all), 3) {
			w.expect("the seed draws it again", all[n].ID == l.Entries[i].ID && l.Entries[i].Sampled)
		}
		if _, err := w.desk.SignLog(w.at(w.As(t, tenants.HR)), in{"communityId": site, "day": "2026-11-02"}); err == nil {
			t.Error("HR signs the log")
		}
		stranger, err := w.desk.SampleLog(w.at(w.As(t, tenants.SiteManager, 1)), in{"communityId": site, "month": "2026-11"})
		if err != nil {
			t.Fatal(err)
		}
		w.refused("communityId NOT_FOUND", stranger.UserErrors, nil)
	})
}
