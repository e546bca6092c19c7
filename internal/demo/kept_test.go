package demo_test

import (
	"io"
	"slices"
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/gen/attachment"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/duty"
	"estatehub/ent/gen/dutytemplate"
	"estatehub/ent/gen/nonconformity"
	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/gen/survey"
	"estatehub/internal/blobs"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	capa "estatehub/internal/nonconformity"
	"estatehub/internal/policy"
)

// kept holds the deadlines of a demo against what they are for: surveys and duties have theirs, what was sent by the
// complaint centre has D-05, each names the version it was reckoned by, and the hub's own watch finds nothing to do.
func kept(t *testing.T, db *data.DB) {
	ctx, c := datatest.System(t), db.Client
	of := map[string]map[ident.ID]*gen.Clock{}
	for _, k := range c.Clock.Query().Where(clock.RuleIn("D-05", "D-35", "D-36", "D-37", "D-47", "D-48")).AllX(ctx) {
		if of[k.Rule] == nil {
			of[k.Rule] = map[ident.ID]*gen.Clock{}
		}
		for _, id := range []*ident.ID{k.TicketID, k.ReturnVisitID, k.SurveyID, k.DutyID} {
			if id != nil {
				of[k.Rule][*id] = k
			}
		}
		if late := k.EndedAt != nil && k.EndedAt.After(k.DueAt) || k.EndedAt == nil && k.DueAt.Before(end); late != k.Breached && k.State != clock.StateCANCELLED {
			t.Errorf("%s: due %v, ended %v, %s", k.Rule, k.DueAt, k.EndedAt, k.State)
		}
	}
	for _, s := range c.Survey.Query().Where(survey.SentAtNotNil()).AllX(ctx) {
		if k := of["D-36"][s.ID]; k == nil || !k.StartedAt.Equal(*s.SentAt) || !same(k.EndedAt, s.PublishedAt) || k.Amount != 30 || k.Unit != clock.UnitWORKDAYS {
			t.Errorf("survey %d/%d: %v", s.Year, s.Round, k)
		}
		if k := of["D-35"][s.ID]; (s.ReturnedAt != nil) != (k != nil) || k != nil && (!k.StartedAt.Equal(*s.ReturnedAt) || !same(k.EndedAt, s.CountedAt)) {
			t.Errorf("survey %d/%d: %v", s.Year, s.Round, k)
		}
	}
	for rule, code := range map[string]string{"D-47": "W-39", "D-48": "W-63"} {
		all := c.Duty.Query().Where(duty.HasTemplateWith(dutytemplate.Code(code))).AllX(ctx)
		if len(all) != len(of[rule]) || len(all) < 20 {
			t.Errorf("%d duties %s, %d deadlines", len(all), code, len(of[rule]))
		}
		for _, d := range all {
			if k := of[rule][d.ID]; k == nil || !k.DueAt.Equal(d.DueAt) || k.State == clock.StateLATE != (d.OnTime != nil && !*d.OnTime && d.DoneAt != nil) {
				t.Errorf("%s of %s is %s: %v", code, d.Period, d.State, k)
			}
		}
	}
	sent := 0
	for _, k := range of["D-05"] {
		sent += one(k.EndedAt != nil)
	}
	if sent < 15 {
		t.Errorf("%d reports back to the complaint centre", sent)
	}
	for _, v := range c.ReturnVisit.Query().Where(returnvisit.Qualified(false)).AllX(ctx) {
		n := c.Nonconformity.Query().Where(nonconformity.ReturnVisitID(v.ID)).OnlyX(ctx)
		if n.TriggerKey == nil || *n.TriggerKey != capa.VisitKey(v.ID) || *n.TicketID != *v.TicketID || of["D-37"][v.ID] == nil {
			t.Errorf("visit %v raised %v", v, n)
		}
	}
	overridden(t, db)
	before := [2]int{c.Escalation.Query().CountX(ctx), c.TicketEvent.Query().CountX(ctx)}
	watch := engines.New(db).Watch
	for more := true; more; {
		var err error
		if more, err = watch.Do(moment.With(ctx, end)); err != nil {
			t.Fatal(err)
		}
	}
	if after := [2]int{c.Escalation.Query().CountX(ctx), c.TicketEvent.Query().CountX(ctx)}; after != before {
		t.Errorf("the hub's watch told and did %v more than %v", after, before)
	}
}

// overridden tells that deadlines go by what was in force at their community when they began.
func overridden(t *testing.T, db *data.DB) {
	ctx, book := datatest.System(t), policy.New(db)
	amounts := map[int]int{}
	for i, k := range db.Client.Clock.Query().Where(clock.RuleIn("D-08", "D-09")).AllX(ctx) {
		amounts[k.Amount]++
		if i%50 != 0 {
			continue
		}
		held, err := book.At(ctx, k.CommunityID, k.StartedAt)
		if err != nil {
			t.Fatal(err)
		}
		if v := held.Get(policy.Key(*k.PolicyKey)); v.Int() != k.Amount || k.PolicyID == nil || *k.PolicyID != v.Version {
			t.Errorf("%s: %d by %v, in force was %+v", k.Rule, k.Amount, k.PolicyID, v)
		}
	}
	for _, n := range []int{3, 5, 12, 24} { // working days of the group and the township, hours of one site and the others
		if amounts[n] < 100 {
			t.Errorf("amounts %v", amounts)
		}
	}
}

// evidence tells that every duty that wants a file as evidence has one, once done, and that it can be opened.
func evidence(t *testing.T, db *data.DB, store *blobs.Store) {
	ctx := datatest.System(t)
	var has []ident.ID
	kinds := map[string]int{}
	for _, a := range db.Client.Attachment.Query().Where(attachment.Or(attachment.DutyIDNotNil(), attachment.FindingIDNotNil())).AllX(ctx) {
		f, err := store.Open(a.Sha256)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(f)
		_ = f.Close()
		if err != nil || int64(len(content)) != a.Size || blobs.Sniff(content) != a.MediaType {
			t.Errorf("%s: %d bytes, %v", a.Name, len(content), err)
		}
		kinds[a.MediaType]++
		if a.DutyID != nil {
			has = append(has, *a.DutyID)
		}
	}
	if kinds["image/png"] < 20 || kinds["application/pdf"] < 10 {
		t.Errorf("files %v", kinds)
	}
	for _, d := range db.Client.Duty.Query().Where(duty.HasTemplateWith(dutytemplate.EvidenceEQ(dutytemplate.EvidenceFILE))).AllX(ctx) {
		if (d.DoneAt != nil) != slices.Contains(has, d.ID) {
			t.Errorf("%s is %s, with a file: %v", d.Period, d.State, slices.Contains(has, d.ID))
		}
	}
}
