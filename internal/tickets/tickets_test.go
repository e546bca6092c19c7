package tickets_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticketevent"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
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

// world is a desk with the story around it.
type world struct {
	*datatest.World
	t    *testing.T
	db   *data.DB
	desk *tickets.Desk
}

// each tells a story on both databases.
func each(t *testing.T, story func(w *world)) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		story(&world{World: datatest.Tell(t, db), t: t, db: db, desk: engines.New(db).Desk})
	})
}

// by is the context of a member of staff of the first community in a role.
func (w *world) by(role tenants.Role, staff int) context.Context {
	s := w.Communities[0]
	scope := tenants.Some(s.ID).Along([]ident.ID{w.Organization.ID, w.Companies[0].ID, w.Offices[0].ID}, nil)
	v := tenants.NewViewer(ident.ID(100+staff), s.Staff[staff].ID, []string{"chen", "lin", "huang"}[staff], []tenants.Grant{{Role: role, Scope: scope}})
	return tenants.WithViewer(w.t.Context(), v)
}

func (w *world) manager() context.Context { return w.by(tenants.SiteManager, 0) }
func (w *world) desk1() context.Context   { return w.by(tenants.SiteStaff, 1) }
func (w *world) worker() context.Context  { return w.by(tenants.SiteStaff, 2) }

// open opens a ticket of the first community.
func (w *world) open(kind lifecycle.TicketKind, more in) *gen.Ticket {
	w.t.Helper()
	input := in{"communityId": w.Communities[0].ID.String(), "kind": string(kind), "content": "电梯异响"}
	for k, v := range more {
		input[k] = v
	}
	return w.ok(w.desk.Open(w.desk1(), input))
}

// ok is the ticket of a payload that must have done it.
func (w *world) ok(p *tickets.Payload, err error) *gen.Ticket {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range p.UserErrors {
		w.t.Fatalf("%s %s: %s", e.Field, e.Code, e.Message)
	}
	return p.Ticket
}

// refused holds what was refused against fields and codes, as "input.id WRONG_STATE".
func (w *world) refused(p *tickets.Payload, err error, want ...string) []*fault.UserError {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	if p.Ticket != nil {
		w.t.Fatal("done")
	}
	var got []string
	for _, e := range p.UserErrors {
		got = append(got, e.Field+" "+e.Code)
	}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		w.t.Fatalf("got %v, want %v", got, want)
	}
	return p.UserErrors
}

func (w *world) move(ctx context.Context, t *gen.Ticket, verb lifecycle.Verb, more in) (*tickets.Payload, error) {
	input := in{"id": t.ID.String()}
	for k, v := range more {
		input[k] = v
	}
	return w.desk.Move(ctx, verb, input)
}

// to moves a ticket and holds the state it comes to against what is wanted.
func (w *world) to(ctx context.Context, t *gen.Ticket, verb lifecycle.Verb, want lifecycle.State, more in) *gen.Ticket {
	w.t.Helper()
	t = w.ok(w.move(ctx, t, verb, more))
	if string(t.State) != string(want) || string(t.Phase) != string(lifecycle.TicketPhase(want)) {
		w.t.Fatalf("%s: %s %s, want %s", verb, t.State, t.Phase, want)
	}
	return t
}

// history is the verbs of a ticket's events.
func (w *world) history(t *gen.Ticket) []string {
	w.t.Helper()
	var verbs []string
	for _, e := range w.events(t) {
		verbs = append(verbs, e.Verb)
	}
	return verbs
}

func (w *world) events(t *gen.Ticket) []*gen.TicketEvent {
	w.t.Helper()
	all, err := w.db.Client.TicketEvent.Query().Where(ticketevent.TicketID(t.ID), ticketevent.CommunityID(t.CommunityID)).
		Order(ticketevent.ByID()).All(w.manager())
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

func (w *world) expect(what string, ok bool) {
	w.t.Helper()
	if !ok {
		w.t.Error(what)
	}
}
