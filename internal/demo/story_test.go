package demo_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/assignment"
	"estatehub/ent/gen/ticketevent"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

// lives walks every ticket of a demo through its life cycle again, by what its history says, and holds what stands in its
// columns against it. It reads as a stranger would: nothing of the package but its rows.
func lives(t *testing.T, l *library) {
	phases, kinds := map[lifecycle.Phase]int{}, map[string]int{}
	var repeats, merged, reopened, collective int
	for _, tk := range l.tickets {
		l.judge(t, tk)
		phases[lifecycle.Phase(tk.Phase)]++
		kinds[string(tk.Kind)]++
		repeats += one(tk.RepeatOfID != nil)
		merged += one(tk.MergedIntoID != nil)
		collective += one(tk.Collective)
		reopened += one(slices.ContainsFunc(l.events[tk.ID], func(e *gen.TicketEvent) bool { return e.Verb == "reopen" }))
		if t.Failed() {
			t.Fatalf("ticket %s: %v", tk.Number, tk)
		}
	}
	t.Logf("phases %v, kinds %v, %d repeats, %d merged, %d re-opened, %d collective", phases, kinds, repeats, merged, reopened, collective)
	if n := len(l.tickets); phases[lifecycle.PhaseEnded] < n*90/100 || kinds["REPAIR"] < n*40/100 || kinds["REPAIR"] > n*50/100 {
		t.Error("the mix is not what was drawn")
	}
	for _, p := range lifecycle.Phases() {
		if phases[p] < 5 {
			t.Errorf("%d tickets in phase %s", phases[p], p)
		}
	}
	if len(kinds) != len(lifecycle.Kinds) || repeats < 50 || merged < 20 || reopened < 50 || collective < 3 {
		t.Error("something that happens everywhere does not happen here")
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// library is a demo as it was read back.
type library struct {
	tickets     []*gen.Ticket
	byID        map[ident.ID]*gen.Ticket
	events      map[ident.ID][]*gen.TicketEvent
	roles       map[string][]tenants.Role // by login
	staffOf     map[string]ident.ID       // by login
	assignments map[ident.ID][]*gen.Assignment
	ownerships  map[ident.ID][]*gen.Ownership
}

func read(t *testing.T, db *data.DB) *library {
	t.Helper()
	ctx, c := datatest.System(t), db.Client
	l := &library{
		byID: map[ident.ID]*gen.Ticket{}, events: map[ident.ID][]*gen.TicketEvent{}, roles: map[string][]tenants.Role{}, staffOf: map[string]ident.ID{},
		assignments: map[ident.ID][]*gen.Assignment{}, ownerships: map[ident.ID][]*gen.Ownership{},
	}
	l.tickets = c.Ticket.Query().AllX(ctx)
	for _, tk := range l.tickets {
		l.byID[tk.ID] = tk
	}
	for _, e := range c.TicketEvent.Query().Order(ticketevent.ByID()).AllX(ctx) {
		l.events[e.TicketID] = append(l.events[e.TicketID], e)
	}
	logins := map[ident.ID]string{}
	for _, u := range c.User.Query().AllX(ctx) {
		logins[u.ID], l.roles[u.Login] = u.Login, nil
		if u.StaffID != nil {
			l.staffOf[u.Login] = *u.StaffID
		}
	}
	for _, g := range c.Grant.Query().AllX(ctx) {
		l.roles[logins[g.UserID]] = append(l.roles[logins[g.UserID]], tenants.Role(g.Role))
	}
	for _, a := range c.Assignment.Query().Order(assignment.BySince()).AllX(ctx) {
		l.assignments[a.StaffID] = append(l.assignments[a.StaffID], a)
	}
	for _, o := range c.Ownership.Query().AllX(ctx) {
		l.ownerships[o.UnitID] = append(l.ownerships[o.UnitID], o)
	}
	return l
}

// zone is the clock of days, not the one of the package under test.
var zone = time.FixedZone("CST", 8*3600)

func (l *library) judge(t *testing.T, tk *gen.Ticket) {
	t.Helper()
	m := lifecycle.TicketMachine(lifecycle.TicketKind(tk.Kind))
	events := l.events[tk.ID]
	if len(events) == 0 || events[0].Verb != "open" || events[0].FromState != nil || !events[0].At.Equal(tk.OpenedAt) || lifecycle.State(events[0].ToState) != m.Initial {
		t.Error("its history does not begin with its opening")
		return
	}
	state, last := m.Initial, tk.OpenedAt
	var resolved, closed *time.Time
	for _, e := range events[1:] {
		if e.At.Before(last) || e.At.After(end) || e.FromState == nil || lifecycle.State(*e.FromState) != state {
			t.Errorf("%s at %v from %v: before it %s at %v", e.Verb, e.At, *e.FromState, state, last)
		}
		last = e.At
		roles, known := l.roles[e.Actor]
		if !known {
			t.Errorf("%s by %q, who is no user", e.Verb, e.Actor)
		}
		if tk.ComplainedStaffID != nil && l.staffOf[e.Actor] == *tk.ComplainedStaffID {
			t.Errorf("%s by whom it complains about", e.Verb)
		}
		if lifecycle.State(e.ToState) == state && (e.Verb == "note" || e.Verb == "transfer" || e.Verb == "transferToSite" || e.Verb == "merge") {
			continue
		}
		step, err := m.Step(state, lifecycle.Verb(e.Verb))
		if err != nil || step.To != lifecycle.State(e.ToState) {
			t.Errorf("%s to %s: %v", e.Verb, e.ToState, err)
		}
		if len(step.Roles) > 0 && !m.May(step, roles) {
			t.Errorf("%s by %s in %v", e.Verb, e.Actor, roles)
		}
		state = step.To
		at := e.At
		switch lifecycle.TicketPhase(state) {
		case lifecycle.PhaseDone:
			closed = nil
			if resolved == nil {
				resolved = &at
			}
		case lifecycle.PhaseEnded:
			closed = &at
		default:
			resolved, closed = nil, nil
		}
	}
	if lifecycle.State(tk.State) != state || lifecycle.Phase(tk.Phase) != lifecycle.TicketPhase(state) {
		t.Errorf("it stands at %s in %s, its history at %s", tk.State, tk.Phase, state)
	}
	if tk.Open != lifecycle.IsUnsolved(state) {
		t.Errorf("it stands at %s and is open: %v", tk.State, tk.Open)
	}
	if tk.PromisedAt != nil && !tk.DueAt.Equal(*tk.PromisedAt) || !tk.DueAt.After(tk.OpenedAt) {
		t.Errorf("opened %v, promised %v, due %v", tk.OpenedAt, tk.PromisedAt, tk.DueAt)
	}
	if !same(tk.ResolvedAt, resolved) || !same(tk.ClosedAt, closed) {
		t.Errorf("solved %v and closed %v, by its history %v and %v", tk.ResolvedAt, tk.ClosedAt, resolved, closed)
	}
	if (tk.WaitingFor != nil) != (state == lifecycle.Waiting) || (tk.MergedIntoID != nil) != (state == lifecycle.Merged) {
		t.Errorf("in %s it waits for %v and is merged into %v", state, tk.WaitingFor, tk.MergedIntoID)
	}
	if state == lifecycle.Closed && tk.Qualified != nil && !*tk.Qualified {
		t.Error("closed though its return visit was not satisfying")
	}
	l.judgeRefs(t, tk)
}

func same(a, b *time.Time) bool { return a == nil && b == nil || a != nil && b != nil && a.Equal(*b) }

// judgeRefs holds what a ticket refers to against what mutations ask of it.
func (l *library) judgeRefs(t *testing.T, tk *gen.Ticket) {
	t.Helper()
	day := tk.OpenedAt.In(zone).Format("2006-01-02")
	if !strings.HasPrefix(day, tk.OpenedMonth) || !strings.HasSuffix(tk.Number, fmt.Sprintf("-%06d", tk.ID.Counter())) || tk.OpenedAt.After(end) {
		t.Errorf("opened %s in month %s under %s", day, tk.OpenedMonth, tk.Number)
	}
	here := func(what string, id *ident.ID, on string) {
		if id != nil && !slices.ContainsFunc(l.assignments[*id], func(a *gen.Assignment) bool {
			return a.CommunityID == tk.CommunityID && a.Since <= on && (a.Until == nil || *a.Until >= on)
		}) {
			t.Errorf("its %s does not work here on %s", what, on)
		}
	}
	here("first receiver", tk.FirstReceiverID, day)
	here("assignee", tk.AssigneeID, day)
	here("complained staff", tk.ComplainedStaffID, day)
	if tk.AssigneeID != nil && tk.ComplainedStaffID != nil && *tk.AssigneeID == *tk.ComplainedStaffID {
		t.Error("its assignee is whom it complains about")
	}
	if tk.OwnerID != nil && !slices.ContainsFunc(l.ownerships[*tk.UnitID], func(o *gen.Ownership) bool {
		return o.OwnerID == *tk.OwnerID && o.Since <= day && (o.Until == nil || *o.Until >= day)
	}) {
		t.Error("its owner does not own the unit that day")
	}
	for _, id := range []*ident.ID{tk.RepeatOfID, tk.MergedIntoID} {
		if id == nil {
			continue
		}
		if o := l.byID[*id]; o.CommunityID != tk.CommunityID || o.Kind != tk.Kind || o.OpenedAt.After(tk.OpenedAt) || o.ID == tk.ID {
			t.Errorf("it follows %v", o)
		}
	}
}
