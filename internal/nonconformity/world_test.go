package nonconformity_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/nonconformity"
	"estatehub/internal/policy"
	"estatehub/internal/store/mariadbtest"
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
	desk *nonconformity.Desk
	now  time.Time
}

func each(t *testing.T, story func(w *world)) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		story(&world{World: datatest.Tell(t, db), t: t, db: db, desk: nonconformity.New(db, policy.New(db)), now: time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)})
	})
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
func (w *world) worker() context.Context  { return w.as(tenants.SiteStaff, 2) }

// quality is head office.
func (w *world) quality() context.Context {
	return moment.With(w.As(w.t, tenants.QualityDept), w.now)
}

func (w *world) staff(i int) string { return w.Communities[0].Staff[i].ID.String() }

func (w *world) ok(p *nonconformity.Payload, err error) *gen.Nonconformity {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range p.UserErrors {
		w.t.Fatalf("%s %s: %s", e.Field, e.Code, e.Message)
	}
	return p.Nonconformity
}

func (w *world) act(p *nonconformity.ActionPayload, err error) *gen.CorrectiveAction {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range p.UserErrors {
		w.t.Fatalf("%s %s: %s", e.Field, e.Code, e.Message)
	}
	return p.CorrectiveAction
}

// no holds what was refused of a nonconformity against fields and codes, as "input.id WRONG_STATE"; not of a measure.
func (w *world) no(p *nonconformity.Payload, err error) func(want ...string) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	return func(want ...string) { w.t.Helper(); w.told(p.UserErrors, want) }
}

func (w *world) not(p *nonconformity.ActionPayload, err error) func(want ...string) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	return func(want ...string) { w.t.Helper(); w.told(p.UserErrors, want) }
}

func (w *world) told(errs []*fault.UserError, want []string) {
	w.t.Helper()
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

// raise raises one by hand.
func (w *world) raise(more in) *gen.Nonconformity {
	w.t.Helper()
	input := in{"communityId": w.Communities[0].ID.String(), "source": "AUDIT", "topic": "CLEANING", "description": "楼道未按计划清扫"}
	for k, v := range more {
		input[k] = v
	}
	return w.ok(w.desk.Raise(w.clerk(), input))
}

// measure is a measure of the third member of staff.
func (w *world) measure(n *gen.Nonconformity) *gen.CorrectiveAction {
	w.t.Helper()
	return w.act(w.desk.AddAction(w.clerk(), in{"nonconformityId": n.ID.String(), "kind": "CORRECTIVE", "measure": "调整清扫班次", "ownerId": w.staff(2), "dueOn": moment.Day(w.now.AddDate(0, 0, 7), time.UTC)}))
}

func id(n gen.Node, more ...any) in {
	out := in{"id": n.Ident().String()}
	for i := 0; i < len(more); i += 2 {
		out[more[i].(string)] = more[i+1]
	}
	return out
}
