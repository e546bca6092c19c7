package duties_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/duty"
	"estatehub/ent/gen/dutytemplate"
	"estatehub/internal/attachments"
	"estatehub/internal/blobs"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/duties"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/store/mariadbtest"
	"estatehub/internal/tickets"
	"estatehub/tenants"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

type in = map[string]any

var zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// world is a desk of duties with the story around it, at a time of its own.
type world struct {
	*datatest.World
	t      *testing.T
	db     *data.DB
	desk   *duties.Desk
	maker  *duties.Maker
	now    time.Time
	raised []duties.Failed
}

// each tells a story on both databases, beginning on Monday 2 November 2026 at half past nine.
func each(t *testing.T, story func(w *world)) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := &world{World: datatest.Tell(t, db), t: t, db: db, now: time.Date(2026, 11, 2, 9, 30, 0, 0, zone)}
		shelf := &attachments.Shelf{DB: db, Blobs: &blobs.Store{Dir: t.TempDir()}}
		desk := tickets.New(db)
		w.desk = &duties.Desk{DB: db, Tickets: desk, Shelf: shelf, Raise: func(_ context.Context, _ *gen.Client, f duties.Failed) error {
			w.raised = append(w.raised, f)
			return nil
		}}
		desk.After = append(desk.After, w.desk.TicketMoved)
		w.maker = &duties.Maker{DB: db}
		story(w)
	})
}

func (w *world) at(ctx context.Context) context.Context { return moment.With(ctx, w.now) }

func (w *world) by(role tenants.Role, staff int) context.Context {
	s := w.Communities[0]
	scope := tenants.Some(s.ID).Along([]ident.ID{w.Organization.ID, w.Companies[0].ID, w.Offices[0].ID}, nil)
	v := tenants.NewViewer(ident.ID(100+staff), s.Staff[staff].ID, []string{"chen", "lin", "huang"}[staff], []tenants.Grant{{Role: role, Scope: scope}})
	return w.at(tenants.WithViewer(w.t.Context(), v))
}

func (w *world) manager() context.Context { return w.by(tenants.SiteManager, 0) }
func (w *world) clerk() context.Context   { return w.by(tenants.SiteStaff, 1) }
func (w *world) quality() context.Context { return w.at(w.As(w.t, tenants.QualityDept)) }
func (w *world) system() context.Context  { return w.at(datatest.System(w.t)) }

// adopt takes over the standard calendar and makes everybody's instances.
func (w *world) adopt() {
	w.t.Helper()
	p, err := w.desk.Adopt(w.quality())
	if err != nil || p.Added != len(duties.Calendar) {
		w.t.Fatal(p, err)
	}
	w.make()
}

func (w *world) make() {
	w.t.Helper()
	for more := true; more; {
		var err error
		if more, err = w.maker.Make(w.at(w.t.Context())); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *world) lapse() {
	w.t.Helper()
	for more := true; more; {
		var err error
		if more, err = w.desk.Lapse(w.at(w.t.Context())); err != nil {
			w.t.Fatal(err)
		}
	}
}

// duty is an instance of the first community.
func (w *world) duty(code, period string, slot int) *gen.Duty {
	w.t.Helper()
	t := w.template(code)
	d, err := w.db.Client.Duty.Query().Where(duty.CommunityID(w.Communities[0].ID), duty.TemplateID(t.ID), duty.Period(period), duty.Slot(slot)).Only(w.system())
	if err != nil {
		w.t.Fatal(code, period, slot, err)
	}
	return d
}

func (w *world) template(code string) *gen.DutyTemplate {
	w.t.Helper()
	t, err := w.db.Client.DutyTemplate.Query().Where(dutytemplate.Code(code)).Only(w.system())
	if err != nil {
		w.t.Fatal(code, err)
	}
	return t
}

func (w *world) expect(what string, ok bool) {
	w.t.Helper()
	if !ok {
		w.t.Error(what)
	}
}

// ok is the duty of an answer without errors.
func (w *world) ok(p *duties.Payload, err error) *gen.Duty {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	if len(p.UserErrors) > 0 {
		w.t.Fatal(p.UserErrors[0].Field, p.UserErrors[0].Message)
	}
	return p.Duty
}

// refused tells that an answer has one error, at a field and with a code.
func (w *world) refused(want string, errs []*fault.UserError, err error) {
	w.t.Helper()
	got := fmt.Sprint(err)
	if err == nil {
		var all []string
		for _, e := range errs {
			all = append(all, strings.TrimPrefix(e.Field, "input.")+" "+e.Code)
		}
		got = strings.Join(all, ", ")
	}
	if got != want {
		w.t.Errorf("%q, want %q", got, want)
	}
}

func (w *world) bad(want string, p *duties.Payload, err error) {
	w.t.Helper()
	if err != nil {
		w.refused(want, nil, err)
		return
	}
	w.refused(want, p.UserErrors, nil)
}

func id(d *gen.Duty) string { return d.ID.String() }

func errFirst(err error, do func() error) error {
	if err != nil {
		return err
	}
	return do()
}
