package clocks_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/escalation"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/ticketevent"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/lifecycle"
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

// at is a time of the sites' own, as "2026-03-02 09:00".
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	if err != nil {
		panic(err)
	}
	return t
}

// local is a time as the sites read it.
func local(t time.Time) string { return t.In(zone).Format("2006-01-02 15:04") }

// world is the engines with the story around them, at a time.
type world struct {
	*datatest.World
	*engines.All
	t   *testing.T
	db  *data.DB
	now time.Time
}

func each(t *testing.T, story func(w *world)) {
	t.Helper()
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		story(&world{World: datatest.Tell(t, db), All: engines.New(db), t: t, db: db})
	})
}

// ctx is the manager's, at the time of the story. His login changes, so that a judgement is looked at by another.
func (w *world) ctx() context.Context {
	v := tenants.NewViewer(1, w.Communities[0].Staff[0].ID, "chen", []tenants.Grant{{Role: tenants.SiteManager, Scope: tenants.Whole()}, {Role: tenants.QualityDept, Scope: tenants.Whole()}, {Role: tenants.ComplaintCentre, Scope: tenants.Whole()}})
	return moment.With(tenants.WithViewer(w.t.Context(), v), w.now)
}

func (w *world) open(when string, kind lifecycle.TicketKind, more in) *gen.Ticket {
	w.t.Helper()
	w.now = at(when)
	input := in{"communityId": w.Communities[0].ID.String(), "kind": string(kind), "content": "电梯异响"}
	for k, v := range more {
		input[k] = v
	}
	return w.done(w.Desk.Open(w.ctx(), input))
}

// do does a verb at a time.
func (w *world) do(when string, t *gen.Ticket, verb lifecycle.Verb, more in) *gen.Ticket {
	w.t.Helper()
	w.now = at(when)
	input := in{"id": t.ID.String()}
	for k, v := range more {
		input[k] = v
	}
	if verb == "note" {
		return w.done(w.Desk.Note(w.ctx(), input))
	}
	if verb == lifecycle.Transfer {
		return w.done(w.Desk.Transfer(w.ctx(), input))
	}
	return w.done(w.Desk.Move(w.ctx(), verb, input))
}

func (w *world) done(p *tickets.Payload, err error) *gen.Ticket {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range p.UserErrors {
		w.t.Fatalf("%s %s: %s", e.Field, e.Code, e.Message)
	}
	return p.Ticket
}

// watch has time do what it does until a time.
func (w *world) watch(when string) {
	w.t.Helper()
	w.now = at(when)
	for {
		more, err := w.Watch.Do(moment.With(w.t.Context(), w.now))
		if err != nil {
			w.t.Fatal(err)
		}
		n, err := w.db.Client.Clock.Query().Where(clock.NextAtLT(w.now)).Count(w.ctx())
		if err != nil {
			w.t.Fatal(err)
		}
		if !more && n == 0 {
			return
		}
	}
}

// clocks lists the clocks of a ticket as "D-08 RUNNING 03-03 09:00", in the order of rules and time.
func (w *world) clocks(t *gen.Ticket) []*gen.Clock {
	w.t.Helper()
	all, err := w.db.Client.Clock.Query().Where(clock.TicketID(t.ID), clock.CommunityID(t.CommunityID)).Order(clock.ByID()).All(w.ctx())
	if err != nil {
		w.t.Fatal(err)
	}
	slices.SortStableFunc(all, func(a, b *gen.Clock) int { return strings.Compare(a.Rule, b.Rule) })
	return all
}

// expect holds the clocks of a ticket against lines.
func (w *world) expect(t *gen.Ticket, want ...string) {
	w.t.Helper()
	var got []string
	for _, c := range w.clocks(t) {
		line := fmt.Sprintf("%s %s %s", c.Rule, c.State, c.DueAt.In(zone).Format("01-02 15:04"))
		if c.PauseReason != nil {
			line += " " + *c.PauseReason
		}
		got = append(got, line)
		if (c.State == clock.StateBREACHED || c.State == clock.StateLATE) != (c.BreachedAt != nil && c.Breached) || c.BreachedAt != nil && !c.BreachedAt.Equal(c.DueAt) && c.PausedSeconds == 0 {
			w.t.Errorf("%s: breached %t at %v", line, c.Breached, c.BreachedAt)
		}
		live := c.State == clock.StateRUNNING || c.State == clock.StatePAUSED || c.State == clock.StateBREACHED && c.EndedAt == nil
		if live == (c.EndedAt != nil) {
			w.t.Errorf("%s: ended %v", line, c.EndedAt)
		}
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("at %s:\n%s\nwant:\n%s", local(w.now), strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// told lists whom a ticket's breaches were told.
func (w *world) told(t *gen.Ticket) []string {
	w.t.Helper()
	all, err := w.db.Client.Escalation.Query().Where(escalation.TicketID(t.ID), escalation.CommunityID(t.CommunityID)).WithPost().WithClock().
		Where(escalation.KindEQ(escalation.KindBREACH)).Order(escalation.ByID()).All(tenants.System(w.ctx(), "test: who was told"))
	if err != nil {
		w.t.Fatal(err)
	}
	var got []string
	for _, e := range all {
		line := fmt.Sprintf("%s %d %s %s", e.Edges.Clock.Rule, e.Level, e.Edges.Post.Code, e.At.In(zone).Format("01-02 15:04"))
		if e.Passed != nil {
			line += " past " + *e.Passed
		}
		if e.StaffID == nil {
			line += " nobody"
		}
		got = append(got, line)
	}
	slices.Sort(got)
	return got
}

func (w *world) expectTold(t *gen.Ticket, want ...string) {
	w.t.Helper()
	if got := w.told(t); !slices.Equal(got, want) {
		w.t.Errorf("told at %s:\n%s\nwant:\n%s", local(w.now), strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (w *world) expectDue(t *gen.Ticket, want string) {
	w.t.Helper()
	if got := local(t.DueAt); got != want {
		w.t.Errorf("at %s: due %s, want %s", local(w.now), got, want)
	}
}

type ticketOf = gen.Ticket

func (w *world) read(t *gen.Ticket) *gen.Ticket {
	w.t.Helper()
	row, err := w.db.Client.Ticket.Query().Where(ticket.ID(t.ID), ticket.CommunityID(t.CommunityID)).Only(w.ctx())
	if err != nil {
		w.t.Fatal(err)
	}
	return row
}

// last is the last entry of a ticket's history.
func (w *world) last(t *gen.Ticket) *gen.TicketEvent {
	w.t.Helper()
	row, err := w.db.Client.TicketEvent.Query().Where(ticketevent.TicketID(t.ID), ticketevent.CommunityID(t.CommunityID)).Order(ticketevent.ByID(sql.OrderDesc())).First(w.ctx())
	if err != nil {
		w.t.Fatal(err)
	}
	return row
}
