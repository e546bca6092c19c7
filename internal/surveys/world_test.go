package surveys_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/nonconformity"
	"estatehub/ent/gen/surveyresponse"
	"estatehub/internal/clocks"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/store/mariadbtest"
	"estatehub/internal/surveys"
	"estatehub/internal/workdays"
	"estatehub/tenants"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

type in = map[string]any

// world is a desk with the story around it.
type world struct {
	*datatest.World
	t    *testing.T
	db   *data.DB
	desk *surveys.Desk
	now  time.Time
}

func each(t *testing.T, story func(w *world)) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := &world{World: datatest.Tell(t, db), t: t, db: db, now: time.Date(2026, 12, 1, 2, 0, 0, 0, time.UTC)}
		book := policy.New(db)
		w.desk = surveys.New(db, book, clocks.New(db, book, workdays.New(db)))
		story(w)
	})
}

// clocks are the deadlines of a survey, as "D-36 12-01 MET 12-30".
func (w *world) clocks(s *gen.Survey) string {
	w.t.Helper()
	rows, err := w.db.Client.Clock.Query().Where(clock.SurveyID(s.ID)).Order(clock.ByStartedAt()).All(datatest.System(w.t))
	if err != nil {
		w.t.Fatal(err)
	}
	var all []string
	for _, c := range rows {
		one := c.Rule + c.StartedAt.Format(" 01-02 ") + string(c.State)
		if c.EndedAt != nil {
			one += c.EndedAt.Format(" 01-02")
		}
		all = append(all, one)
	}
	return strings.Join(all, ", ")
}

// as is a member of staff of the first community in a role, today.
func (w *world) as(role tenants.Role, staff int) context.Context {
	s := w.Communities[0]
	scope := tenants.Some(s.ID).Along([]ident.ID{w.Organization.ID, w.Companies[0].ID, w.Offices[0].ID}, nil)
	v := tenants.NewViewer(ident.ID(100+staff), s.Staff[staff].ID, []string{"chen", "lin", "huang"}[staff], []tenants.Grant{{Role: role, Scope: scope}})
	return moment.With(tenants.WithViewer(w.t.Context(), v), w.now)
}

func (w *world) manager() context.Context { return w.as(tenants.SiteManager, 0) }
func (w *world) clerk() context.Context   { return w.as(tenants.SiteStaff, 1) }

// ok is the survey of a payload that must have done it.
func (w *world) ok(p *surveys.Payload, err error) *gen.Survey {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	w.none(p.UserErrors)
	return p.Survey
}

func (w *world) none(errs []*fault.UserError) {
	w.t.Helper()
	for _, e := range errs {
		w.t.Fatalf("%s %s: %s", e.Field, e.Code, e.Message)
	}
}

// refused holds what was refused against fields and codes, as "input.id WRONG_STATE".
func (w *world) refused(errs []*fault.UserError, err error, want ...string) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	var got []string
	for _, e := range errs {
		got = append(got, e.Field+" "+e.Code)
	}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		w.t.Errorf("got %v, want %v", got, want)
	}
}

func (w *world) expect(what string, ok bool) {
	w.t.Helper()
	if !ok {
		w.t.Error(what)
	}
}

func (w *world) design() *gen.Survey {
	w.t.Helper()
	return w.ok(w.desk.Design(w.clerk(), in{"communityId": w.Communities[0].ID.String(), "year": 2026, "title": "年度满意度调查"}))
}

// sent is a survey that was sent to the four homes of the first community.
func (w *world) sent() *gen.Survey {
	w.t.Helper()
	s := w.design()
	w.ok(w.desk.Approve(w.manager(), in{"id": s.ID.String(), "approvedBy": "业主代表联席会"}))
	return w.ok(w.desk.Send(w.clerk(), in{"id": s.ID.String()}))
}

// says is a questionnaire of a home: marks by item, as "HYGIENE DISSATISFIED".
func (w *world) says(unit int, satisfaction string, marks ...string) in {
	q := in{"unitId": w.Communities[0].Units[unit].ID.String(), "channel": "PAPER"}
	if satisfaction != "" {
		q["satisfaction"] = satisfaction
	}
	var answers []any
	for _, m := range marks {
		item, mark, _ := strings.Cut(m, " ")
		answers = append(answers, in{"item": item, "mark": mark})
	}
	q["answers"] = answers
	return q
}

func (w *world) of(s *gen.Survey, q in) in {
	out := in{"surveyId": s.ID.String()}
	for k, v := range q {
		out[k] = v
	}
	return out
}

// kept is how many questionnaires came back, and how many answers there are.
func (w *world) kept(s *gen.Survey) string {
	w.t.Helper()
	ctx := datatest.System(w.t)
	returned, err := w.db.Client.SurveyResponse.Query().Where(surveyresponse.SurveyID(s.ID), surveyresponse.StateEQ("RETURNED")).Count(ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	answers, err := w.db.Client.SurveyAnswer.Query().Count(ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	now, err := w.db.Client.Survey.Get(ctx, s.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return fmt.Sprintf("%d %d %d", now.Returned, returned, answers)
}

func (w *world) raised() (all []string) {
	w.t.Helper()
	rows, err := w.db.Client.Nonconformity.Query().Order(nonconformity.ByID()).All(datatest.System(w.t))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, n := range rows {
		all = append(all, string(*n.Topic))
	}
	return all
}
