package surveys_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/nonconformity"
	"estatehub/ent/gen/survey"
	"estatehub/ent/gen/surveyresponse"
	"estatehub/internal/data/datatest"
	"estatehub/internal/moment"
	"estatehub/internal/surveys"
	"estatehub/tenants"
)

// TestRound: from the questionnaire to the measures on the board, and to the end of what it raised.
func TestRound(t *testing.T) {
	each(t, func(w *world) {
		s := w.design()
		w.expect("designed", s.State == survey.StateDESIGNED && s.Round == 1 && s.Base == survey.BaseOCCUPIED && s.OpenedAt.Equal(w.now))
		id := s.ID.String()
		p, err := w.desk.Send(w.clerk(), in{"id": id})
		w.refused(p.UserErrors, err, "input.id WRONG_STATE")
		p, err = w.desk.Approve(w.clerk(), in{"id": id, "approvedBy": "x"})
		w.refused(p.UserErrors, err, "input.id FORBIDDEN")
		p, err = w.desk.Approve(w.manager(), in{"id": id, "approvedBy": " "})
		w.refused(p.UserErrors, err, "input.approvedBy BAD_USER_INPUT")
		s = w.ok(w.desk.Approve(w.manager(), in{"id": id, "approvedBy": "业主代表联席会"}))
		w.expect("approved", *s.ApprovedBy == "业主代表联席会")
		units := w.Communities[0].Units
		s = w.ok(w.desk.Send(w.clerk(), in{"id": id, "exceptUnitIds": []any{units[3].ID.String()}}))
		w.expect(fmt.Sprint("sent ", s.Target, s.Sent), s.State == survey.StateSENT && s.Target == 4 && s.Sent == 3 && s.ReturnTarget == 0.7 && s.SentAt.Equal(w.now))

		w.now = w.now.AddDate(0, 0, 5)
		r, err := w.desk.Record(w.clerk(), w.of(s, w.says(0, "SATISFIED", "HYGIENE DISSATISFIED", "WATER FAIR", "STAFF_ATTITUDE VERY_SATISFIED")))
		if err != nil {
			t.Fatal(err)
		}
		w.none(r.UserErrors)
		w.expect("recorded", r.SurveyResponse.State == surveyresponse.StateRETURNED && *r.SurveyResponse.RecordedBy == "lin" && r.SurveyResponse.ReturnedAt.Equal(w.now))
		w.now = w.now.AddDate(0, 0, 1)
		s = w.ok(w.desk.RecordAll(w.clerk(), in{"surveyId": id, "responses": []any{
			w.says(1, "DISSATISFIED", "HYGIENE VERY_DISSATISFIED", "GREENING DISSATISFIED", "HEATING DISSATISFIED"),
			w.says(2, "", "HYGIENE DISSATISFIED", "GREENING DISSATISFIED", "WATER SATISFIED"),
		}}))
		w.expect("collecting "+w.kept(s), s.State == survey.StateCOLLECTING && w.kept(s) == "3 3 9" && s.ReturnedAt.Equal(w.now.AddDate(0, 0, -1)))

		w.now = w.now.AddDate(0, 0, 20)
		s = w.ok(w.desk.Count(w.clerk(), in{"id": id}))
		w.expect("counted", s.CountedAt.Equal(w.now))
		r, err = w.desk.Record(w.clerk(), w.of(s, w.says(0, "SATISFIED")))
		w.refused(r.UserErrors, err, "input.surveyId WRONG_STATE")
		all, err := w.desk.Results(w.clerk(), []*gen.Survey{s})
		if err != nil {
			t.Fatal(err)
		}
		res := all[0]
		w.expect(fmt.Sprint("figures ", res.Sending, res.Recovery, res.Satisfaction), fmt.Sprint(res.Sending, res.Recovery, res.Satisfaction) == "{3 4 true} {3 3 true} {1 2 true}")
		var pareto []string
		for _, b := range res.Improvements {
			pareto = append(pareto, fmt.Sprintf("%s %d %.2f %v", b.Item, b.Dissatisfied, b.Cumulative, b.Main))
		}
		w.expect(fmt.Sprint(pareto), strings.Join(pareto, ", ") == "HYGIENE 3 0.50 true, GREENING 2 0.83 false, HEATING 1 1.00 false")

		w.ok(w.desk.Report(w.clerk(), in{"id": id}))
		p, err = w.desk.Analyse(w.clerk(), in{"id": id})
		w.refused(p.UserErrors, err, "input.analysis BAD_USER_INPUT")
		w.expect("nothing raised yet", len(w.raised()) == 0)
		w.ok(w.desk.Analyse(w.clerk(), in{"id": id, "analysis": "垃圾清运不及时"}))
		w.expect(fmt.Sprint(w.raised()), fmt.Sprint(w.raised()) == "[HYGIENE]")
		w.now = w.now.AddDate(0, 0, 3)
		s = w.ok(w.desk.Publish(w.clerk(), in{"id": id, "measures": "每日两次清运"}))
		w.expect("published", *s.Measures == "每日两次清运" && s.PublishedAt.Equal(w.now))
		w.ok(w.desk.Track(w.clerk(), in{"id": id}))
		p, err = w.desk.Close(w.clerk(), in{"id": id})
		w.refused(p.UserErrors, err, "input.id FORBIDDEN")
		p, err = w.desk.Close(w.manager(), in{"id": id})
		w.refused(p.UserErrors, err, "input.id WRONG_STATE")
		w.closeAll()
		s = w.ok(w.desk.Close(w.manager(), in{"id": id}))
		w.expect("closed", s.State == survey.StateCLOSED)
		w.expect(w.clocks(s), w.clocks(s) == "D-36 12-01 MET 12-30, D-35 12-06 MET 12-27")
	})
}

// closeAll closes what was raised, past the life cycle: that is told elsewhere.
func (w *world) closeAll() {
	w.t.Helper()
	err := w.db.Tx(datatest.System(w.t), func(ctx context.Context, c *gen.Client) error {
		return c.Nonconformity.Update().SetState(nonconformity.StateCLOSED).Exec(ctx)
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// TestRounds: they follow each other, two a year unless policy asks for more, one at a time.
func TestRounds(t *testing.T) {
	each(t, func(w *world) {
		site := w.Communities[0].ID.String()
		w.sent()
		design := func(more in) (*surveys.Payload, error) {
			input := in{"communityId": site, "year": 2026, "title": "第二次"}
			for k, v := range more {
				input[k] = v
			}
			return w.desk.Design(w.clerk(), input)
		}
		p, err := design(in{"round": 3})
		w.refused(p.UserErrors, err, "input.round CONFLICT")
		p, err = design(in{"round": 1})
		w.refused(p.UserErrors, err, "input.round CONFLICT")
		p, err = design(in{"year": 2031})
		w.refused(p.UserErrors, err, "input.year BAD_USER_INPUT")
		p, err = design(in{"title": " "})
		w.refused(p.UserErrors, err, "input.title BAD_USER_INPUT")
		p, err = w.desk.Design(w.clerk(), in{"communityId": w.Communities[1].ID.String(), "year": 2026, "title": "x"})
		w.refused(p.UserErrors, err, "input.communityId NOT_FOUND")
		second := w.ok(design(in{"round": 2}))
		p, err = design(nil)
		w.refused(p.UserErrors, err, "input.year CONFLICT")
		w.ok(w.desk.Approve(w.manager(), in{"id": second.ID.String(), "approvedBy": "业主委员会"}))
		p, err = w.desk.Send(w.clerk(), in{"id": second.ID.String()})
		w.refused(p.UserErrors, err, "input.id CONFLICT") // the first is still out
		w.policy("survey.times_per_year", "4")
		w.ok(design(in{"round": 3}))
	})
}

// policy sets a policy of the group from long ago on.
func (w *world) policy(key, value string) {
	w.t.Helper()
	err := w.db.Tx(datatest.System(w.t), func(ctx context.Context, c *gen.Client) error {
		return c.PolicyValue.Create().SetKey(key).SetNodeID(w.Organization.ID).SetVersion(1).SetValue(value).SetEffectiveFrom("2020-01-01").
			SetApprovedBy("总经理").SetReason("试验").SetEnteredBy("tester").Exec(ctx)
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// TestLongTerm: by policy it goes to who has lived there for half a year.
func TestLongTerm(t *testing.T) {
	each(t, func(w *world) {
		w.policy("survey.send_base", "LONG_TERM")
		w.policy("survey.return_target", "0.9")
		site := w.Communities[0]
		err := w.db.Tx(datatest.System(w.t), func(ctx context.Context, c *gen.Client) error {
			for i, h := range []struct{ since, until string }{1: {"2026-09-01", ""}, 2: {"2020-01-01", "2026-10-01"}, 3: {"2026-06-04", "2026-12-01"}} {
				if i == 0 {
					continue
				}
				n := c.Household.Create().SetCommunityID(site.ID).SetUnitID(site.Units[i].ID).SetHead("某").SetSize(1).SetSince(h.since)
				if h.until != "" {
					n.SetUntil(h.until)
				}
				if err := n.Exec(ctx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		s := w.sent()
		w.expect(fmt.Sprint("sent ", s.Target, s.Sent, s.ReturnTarget), s.Base == survey.BaseLONG_TERM && s.Sent == 2 && s.ReturnTarget == 0.9)
		var units []string
		rows, err := w.db.Client.SurveyResponse.Query().Where(surveyresponse.SurveyID(s.ID), surveyresponse.CommunityID(site.ID)).All(w.clerk())
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			units = append(units, r.UnitID.String())
		}
		w.expect(fmt.Sprint(units), fmt.Sprint(units) == fmt.Sprint([]string{site.Units[0].ID.String(), site.Units[3].ID.String()}))
	})
}

// TestBadQuestionnaires: each is told where it is wrong, and nothing of the batch is kept.
func TestBadQuestionnaires(t *testing.T) {
	each(t, func(w *world) {
		s := w.sent()
		other := w.says(0, "SATISFIED")
		other["unitId"] = w.Communities[1].Units[0].ID.String()
		noChannel := w.says(2, "SATISFIED")
		delete(noChannel, "channel")
		p, err := w.desk.RecordAll(w.clerk(), in{"surveyId": s.ID.String(), "responses": []any{
			w.says(0, "SATISFIED", "WATER FAIR"), w.says(0, "SATISFIED"), other, w.says(1, ""), noChannel,
			w.says(2, "SATISFIED", "WATER FAIR", "WATER SATISFIED"), w.says(3, "DELIGHTED", "LIFT FAIR", "WATER "),
		}})
		w.refused(p.UserErrors, err, "input.responses.1.unitId CONFLICT", "input.responses.3.answers BAD_USER_INPUT", "input.responses.4.channel BAD_USER_INPUT",
			"input.responses.5.answers.1.item BAD_USER_INPUT", "input.responses.6.satisfaction BAD_USER_INPUT", "input.responses.6.answers.0.item BAD_USER_INPUT",
			"input.responses.6.answers.1.mark BAD_USER_INPUT", "input.responses.2.unitId NOT_FOUND")
		w.expect(w.kept(s), w.kept(s) == "0 0 0")
		p, err = w.desk.RecordAll(w.clerk(), in{"surveyId": s.ID.String(), "responses": []any{}})
		w.refused(p.UserErrors, err, "input.responses BAD_USER_INPUT")
		p, err = w.desk.RecordAll(w.clerk(), in{"surveyId": s.ID.String(), "responses": make([]any, surveys.MaxBatch+1)})
		w.refused(p.UserErrors, err, "input.responses BAD_USER_INPUT")
		r, err := w.desk.Record(w.clerk(), w.of(s, other))
		w.refused(r.UserErrors, err, "input.unitId NOT_FOUND")
		r, err = w.desk.Record(w.clerk(), in{"surveyId": w.Communities[0].Units[0].ID.String(), "unitId": w.Communities[0].Units[0].ID.String(), "channel": "PHONE", "satisfaction": "FAIR"})
		w.refused(r.UserErrors, err, "input.surveyId NOT_FOUND")
		w.none(w.recorded(s, 0).UserErrors)
		w.refused(w.recorded(s, 0).UserErrors, nil, "input.unitId CONFLICT")
		w.expect(w.kept(s), w.kept(s) == "1 1 1")
		stranger := moment.With(w.As(w.t, tenants.SiteManager, 2), w.now)
		r, err = w.desk.Record(stranger, w.of(s, w.says(1, "SATISFIED")))
		w.refused(r.UserErrors, err, "input.surveyId NOT_FOUND")
		if _, err = w.desk.Record(moment.With(w.As(w.t, tenants.HR), w.now), w.of(s, w.says(1, "SATISFIED"))); err == nil {
			t.Error("HR records questionnaires")
		}
		r, err = w.desk.Record(moment.With(w.As(w.t, tenants.ComplaintCentre), w.now), w.of(s, w.says(1, "SATISFIED")))
		if err == nil {
			w.refused(r.UserErrors, nil, "input.surveyId FORBIDDEN")
		}
	})
}

func (w *world) recorded(s *gen.Survey, unit int) *surveys.ResponsePayload {
	w.t.Helper()
	r, err := w.desk.Record(w.clerk(), w.of(s, w.says(unit, "SATISFIED", "WATER FAIR")))
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// TestTwoClerks record the same household at once: one does, the other is told; and different ones at once are all kept.
func TestTwoClerks(t *testing.T) {
	each(t, func(w *world) {
		s := w.sent()
		const clerks = 8
		answers := make([]*surveys.ResponsePayload, clerks)
		var wg sync.WaitGroup
		for i := range clerks {
			wg.Go(func() {
				r, err := w.desk.Record(w.clerk(), w.of(s, w.says(i%4, "SATISFIED", "WATER FAIR", "POWER SATISFIED")))
				if err != nil {
					t.Error(err)
				}
				answers[i] = r
			})
		}
		wg.Wait()
		done, told := 0, 0
		for _, r := range answers {
			switch {
			case r == nil:
			case r.SurveyResponse != nil:
				done++
			case r.UserErrors[0].Field == "input.unitId" && r.UserErrors[0].Code == "CONFLICT":
				told++
			default:
				t.Error(*r.UserErrors[0])
			}
		}
		w.expect(fmt.Sprintf("%d done, %d told, %s", done, told, w.kept(s)), done == 4 && told == 4 && w.kept(s) == "4 4 8")
		w.expect(w.clocks(s), w.clocks(s) == "D-36 12-01 RUNNING, D-35 12-01 RUNNING") // D-35 was begun once
	})
}

// TestNobodyAnswers: a survey nobody answered ends, too.
func TestNobodyAnswers(t *testing.T) {
	each(t, func(w *world) {
		s := w.sent()
		w.now = w.now.Add(time.Hour)
		id := in{"id": s.ID.String()}
		w.ok(w.desk.Count(w.clerk(), id))
		w.ok(w.desk.Report(w.clerk(), id))
		w.ok(w.desk.Analyse(w.clerk(), in{"id": s.ID.String(), "analysis": "无人回复"}))
		w.expect("nothing raised", len(w.raised()) == 0)
		w.expect(w.clocks(s), w.clocks(s) == "D-36 12-01 RUNNING")
	})
}
