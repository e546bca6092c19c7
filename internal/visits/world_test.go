package visits_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/visitcandidate"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/store/mariadbtest"
	"estatehub/internal/tickets"
	"estatehub/internal/visits"
	"estatehub/tenants"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

type in = map[string]any

// world is the engines with the story around them, and a clock.
type world struct {
	*datatest.World
	*engines.All
	t   *testing.T
	db  *data.DB
	now time.Time
}

// noon is when most stories begin: a Tuesday, ten in the morning in the communities' zone.
var noon = time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)

// each tells a story on both databases.
func each(t *testing.T, story func(w *world)) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		story(&world{World: datatest.Tell(t, db), All: engines.New(db), t: t, db: db, now: noon})
	})
}

// by is the context of a member of staff of the first community in a role, now.
func (w *world) by(role tenants.Role, staff int) context.Context {
	s := w.Communities[0]
	scope := tenants.Some(s.ID).Along([]ident.ID{w.Organization.ID, w.Companies[0].ID, w.Offices[0].ID}, nil)
	v := tenants.NewViewer(ident.ID(100+staff), s.Staff[staff].ID, []string{"chen", "lin", "huang"}[staff], []tenants.Grant{{Role: role, Scope: scope}})
	return tenants.WithViewer(w.clock(w.t.Context()), v)
}

func (w *world) manager() context.Context { return w.by(tenants.SiteManager, 0) }
func (w *world) desk() context.Context    { return w.by(tenants.SiteStaff, 1) }
func (w *world) quality() context.Context { return w.by(tenants.QualityDept, 0) }

func (w *world) clock(ctx context.Context) context.Context { return moment.With(ctx, w.now) }

func (w *world) sys() context.Context { return w.clock(datatest.System(w.t)) }

func (w *world) after(d time.Duration) { w.now = w.now.Add(d) }

func (w *world) expect(what string, ok bool) {
	w.t.Helper()
	if !ok {
		w.t.Error(what)
	}
}

// open opens a ticket of the first community and takes it through some verbs, an hour between them.
func (w *world) open(kind lifecycle.TicketKind, more in, verbs ...any) *gen.Ticket {
	w.t.Helper()
	s := w.Communities[0]
	input := in{"communityId": s.ID, "kind": string(kind), "content": "电梯异响", "unitId": s.Units[0].ID, "ownerId": s.Owners[0].ID, "contactName": "张三", "contactPhone": "13800138000"}
	for k, v := range more {
		input[k] = v
	}
	t := w.moved(w.Desk.Open(w.desk(), input))
	return w.through(t, verbs...)
}

// through does verbs, each a lifecycle.Verb that its input may follow.
func (w *world) through(t *gen.Ticket, verbs ...any) *gen.Ticket {
	w.t.Helper()
	for i, v := range verbs {
		verb, is := v.(lifecycle.Verb)
		if !is {
			continue
		}
		w.after(time.Hour)
		input := in{"id": t.ID}
		if i+1 < len(verbs) {
			if more, given := verbs[i+1].(in); given {
				for k, x := range more {
					input[k] = x
				}
			}
		}
		t = w.moved(w.Desk.Move(w.manager(), verb, input))
	}
	return t
}

func (w *world) moved(p *tickets.Payload, err error) *gen.Ticket {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range p.UserErrors {
		w.t.Fatalf("%s %s: %s", e.Field, e.Code, e.Message)
	}
	return p.Ticket
}

// ok is the visit of a payload that must have done it.
func (w *world) ok(p *visits.Payload, err error) *gen.ReturnVisit {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range p.UserErrors {
		w.t.Fatalf("%s %s: %s", e.Field, e.Code, e.Message)
	}
	return p.ReturnVisit
}

// refused holds what was refused against fields and codes, as "input.id WRONG_STATE".
func (w *world) refused(p *visits.Payload, err error, want ...string) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	w.held(p.ReturnVisit == nil, p.UserErrors, want)
}

func (w *world) held(nothing bool, errs []*fault.UserError, want []string) {
	w.t.Helper()
	var got []string
	for _, e := range errs {
		got = append(got, e.Field+" "+e.Code)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !nothing || strings.Join(got, ", ") != strings.Join(want, ", ") {
		w.t.Fatalf("got %v, want %v", got, want)
	}
}

func (w *world) draw() {
	w.t.Helper()
	if err := w.Visits.Draw(w.clock(w.t.Context())); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) visits(t *gen.Ticket) []*gen.ReturnVisit {
	w.t.Helper()
	return w.db.Client.ReturnVisit.Query().Where(returnvisit.TicketID(t.ID)).Order(returnvisit.ByRound()).AllX(w.sys())
}

// only is the one visit of a ticket.
func (w *world) only(t *gen.Ticket) *gen.ReturnVisit {
	w.t.Helper()
	all := w.visits(t)
	if len(all) != 1 {
		w.t.Fatalf("%d visits", len(all))
	}
	return all[0]
}

func (w *world) ticket(id ident.ID) *gen.Ticket {
	w.t.Helper()
	return w.db.Client.Ticket.GetX(w.sys(), id)
}

// complete makes completed tickets, one every so often from now on, past all verbs.
func (w *world) complete(site, n int, kind ticket.Kind, every time.Duration) (all []*gen.Ticket) {
	w.t.Helper()
	err := w.db.Tx(w.sys(), func(ctx context.Context, c *gen.Client) error {
		all = nil
		for i := range n {
			at := w.now.Add(time.Duration(i) * every)
			t, err := c.Ticket.Create().SetCommunityID(w.Communities[site].ID).SetNumber("N-" + at.Format("20060102150405.000000")).SetKind(kind).SetState(ticket.StateCLOSED).
				SetContent("x").SetOpenedAt(at.Add(-time.Hour)).SetDueAt(at).SetResolvedAt(at).SetClosedAt(at).SetOpenedMonth("2026-03").Save(ctx)
			if err != nil {
				return err
			}
			all = append(all, t)
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// proven holds every sample against its candidates, its seed and its visits, as anybody could who reads them.
func (w *world) proven(over bool) {
	w.t.Helper()
	ctx, c := w.sys(), w.db.Client
	for _, s := range c.VisitSample.Query().AllX(ctx) {
		candidates := s.QueryCandidates().Order(visitcandidate.ByNumber()).AllX(ctx)
		seeded, drawn := []int{}, 0
		for i, k := range candidates {
			if k.Number != i+1 {
				w.t.Fatalf("%s %s: number %d in the place of %d", s.Type, s.Month, k.Number, i+1)
			}
			made := c.ReturnVisit.Query().Where(returnvisit.TicketID(k.TicketID), returnvisit.SampleID(s.ID)).CountX(ctx)
			if k.Draw == visitcandidate.DrawSEED {
				seeded = append(seeded, k.Number)
			}
			if k.Draw != visitcandidate.DrawNOT_DRAWN {
				drawn++
			}
			if (made == 1) != (k.Draw != visitcandidate.DrawNOT_DRAWN) || made > 1 {
				w.t.Fatalf("%s %s: number %d is %s and has %d visits", s.Type, s.Month, k.Number, k.Draw, made)
			}
		}
		if s.Completed != len(candidates) || s.Drawn != drawn || !slices.Equal(seeded, visits.Redraw(s.Seed, s.Coverage, s.Completed)) {
			w.t.Fatalf("%s %s: %d completed and %d drawn, by its candidates %d and %d; drawn again %v, was %v", s.Type, s.Month, s.Completed, s.Drawn,
				len(candidates), drawn, visits.Redraw(s.Seed, s.Coverage, s.Completed), seeded)
		}
		if quota := visits.Quota(s.Coverage, s.Completed); drawn > quota || over && drawn < quota {
			w.t.Fatalf("%s %s: %d of %d drawn, the quota is %d", s.Type, s.Month, drawn, s.Completed, quota)
		}
	}
}
