package clocks

import (
	"context"
	"errors"
	"fmt"
	"time"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/predicate"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/data"
	"estatehub/internal/fresh"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/workdays"
	"estatehub/tenants"
)

// Subject is what a clock runs for: one row of a community, exactly one of the four.
type Subject struct{ Site, Ticket, Visit, Survey, Duty ident.ID }

// Keeper keeps the clocks of the database, each in the transaction of what begins or ends it.
type Keeper struct {
	db       *data.DB
	policies *policy.Book
	calendar *workdays.Book
	zone     *fresh.Value[*time.Location]
}

// New is the keeper of a database.
func New(db *data.DB, p *policy.Book, w *workdays.Book) *Keeper {
	zone := fresh.New(db, func(ctx context.Context) (*time.Location, error) { return moment.Zone(ctx, db.Client) }, "Organization")
	return &Keeper{db: db, policies: p, calendar: w, zone: zone}
}

// Terms are what is in force in a community at a time.
func (k *Keeper) Terms(ctx context.Context, site ident.ID, at time.Time) (*Terms, error) {
	set, err := k.policies.At(ctx, site, at)
	if err != nil {
		return nil, err
	}
	days, err := k.calendar.Calendar(ctx)
	if err != nil {
		return nil, err
	}
	zone, err := k.zone.Get(ctx)
	return &Terms{Policy: set, Calendar: days, Zone: zone}, err
}

// Standard are the terms where no group has set others: the hub's own policies and calendar.
func Standard(zone *time.Location) *Terms {
	return &Terms{Policy: policy.Defaults(), Calendar: workdays.Official(), Zone: zone}
}

// Opened are the deadlines a ticket has when it is opened.
func (t *Terms) Opened(f *Facts) *Deadlines {
	d := &Deadlines{}
	t.Follow(Step{After: f, Verb: "open", At: f.Opened}, d)
	return d
}

// Due is by when a ticket that is about to be opened must be solved.
func (k *Keeper) Due(ctx context.Context, site ident.ID, f *Facts) (time.Time, error) {
	t, err := k.Terms(ctx, site, f.Opened)
	if err != nil {
		return time.Time{}, err
	}
	return t.Opened(f).Due(f), nil
}

// After follows tickets (see tickets.After): their clocks are written in the transaction that opened or changed them. It
// passes the walls: whoever may change a ticket changes its deadlines by it, and by nothing else.
func (k *Keeper) After(ctx context.Context, c *gen.Client, before, after *gen.Ticket, verb string, at time.Time) error {
	s := Step{Before: Of(before), After: Of(after), Verb: verb, At: at}
	if s.is(noted) && !class3(s.After) {
		return nil // notes alone meet nothing else, and any number may note at once
	}
	t, err := k.Terms(ctx, after.CommunityID, at)
	if err != nil {
		return err
	}
	ctx = tenants.System(ctx, "clocks: the deadlines of a ticket follow what is done to it")
	d := &Deadlines{}
	if before != nil {
		if d, err = k.of(ctx, c, after); err != nil {
			return err
		}
	}
	t.Follow(s, d)
	if err := k.write(ctx, c, t, Subject{Site: after.CommunityID, Ticket: after.ID}, d); err != nil || before == nil {
		return err
	}
	due := d.Due(s.After)
	if !s.After.unsolved() || due.Equal(after.DueAt) {
		return nil
	}
	return c.Ticket.Update().Where(ticket.ID(after.ID), ticket.CommunityID(after.CommunityID)).SetDueAt(due).Exec(ctx)
}

// of reads the clocks of a ticket, in the order in which they began. On MariaDB it locks them, so that what is decided of
// them holds; SQLite has one writer.
func (k *Keeper) of(ctx context.Context, c *gen.Client, t *gen.Ticket) (*Deadlines, error) {
	rows, err := locked(c.Clock.Query().Where(clock.TicketID(t.ID), clock.CommunityID(t.CommunityID))).All(ctx)
	if err != nil {
		return nil, err
	}
	d := &Deadlines{}
	for _, row := range rows {
		d.All = append(d.All, read(row))
	}
	return d, nil
}

func locked(q *gen.ClockQuery) *gen.ClockQuery {
	q.Order(clock.ByID()).Modify(func(s *sql.Selector) {
		if s.Dialect() == dialect.MySQL {
			s.ForUpdate()
		}
	})
	return q
}

// Begin begins a clock; promise is zero but where the end was agreed or is a day of the calendar. Where the policy sets no
// limit there is none; one that runs from when a duty was done begins by Perform.
func (k *Keeper) Begin(ctx context.Context, c *gen.Client, s Subject, rule string, at, promise time.Time) error {
	r := Named(rule)
	if r == nil {
		return fmt.Errorf("clocks: there is no rule %q", rule)
	}
	if err := s.check(r); err != nil {
		return err
	}
	t, err := k.Terms(ctx, s.Site, at)
	if err != nil {
		return err
	}
	if r.AfterDone {
		return nil // with what is still to be done nothing begins
	}
	d := &Deadlines{}
	if (r.Unit == "PROMISE" || r.Unit == "CALENDAR") && promise.IsZero() {
		return fmt.Errorf("clocks: %s has no length of its own", rule)
	}
	d.add(t.Begin(r, at, promise))
	return k.write(tenants.System(ctx, "clocks: a deadline begins with what it runs for"), c, t, s, d)
}

// Meet ends the clock of a rule because what it asks for was done. Where none runs it does nothing.
func (k *Keeper) Meet(ctx context.Context, c *gen.Client, s Subject, rule string, at time.Time) error {
	return k.end(ctx, c, s, rule, at, (*Clock).Meet)
}

// Perform ends the clock of a duty that was done, or keeps that of what was to be recorded after it: both ends of such a
// clock are known at once, because who records the duty says when it was done.
func (k *Keeper) Perform(ctx context.Context, c *gen.Client, s Subject, rule string, done, recorded time.Time) error {
	r := Named(rule)
	if r == nil || !r.AfterDone {
		return k.Meet(ctx, c, s, rule, done)
	}
	if err := s.check(r); err != nil {
		return err
	}
	t, err := k.Terms(ctx, s.Site, done)
	if err != nil {
		return err
	}
	one := t.Begin(r, done, time.Time{})
	if one == nil {
		return nil
	}
	one.Meet(t, recorded)
	d := &Deadlines{}
	d.add(one)
	return k.write(tenants.System(ctx, "clocks: a deadline ends with what was done"), c, t, s, d)
}

// Cancel ends the clock of a rule because the matter went another way. Where none runs it does nothing.
func (k *Keeper) Cancel(ctx context.Context, c *gen.Client, s Subject, rule string, at time.Time) error {
	return k.end(ctx, c, s, rule, at, (*Clock).Drop)
}

func (k *Keeper) end(ctx context.Context, c *gen.Client, s Subject, rule string, at time.Time, end func(*Clock, *Terms, time.Time)) error {
	t, err := k.Terms(ctx, s.Site, at)
	if err != nil {
		return err
	}
	ctx = tenants.System(ctx, "clocks: a deadline ends with what was done")
	rows, err := locked(c.Clock.Query().Where(clock.CommunityID(s.Site), clock.RuleEQ(rule), clock.EndedAtIsNil(), s.where())).All(ctx)
	if err != nil {
		return err
	}
	d := &Deadlines{}
	for _, row := range rows {
		one := read(row)
		d.add(one)
		d.touch(one, func() { end(one, t, at) })
	}
	return k.write(ctx, c, t, s, d)
}

// check holds a subject against its rule.
func (s Subject) check(r *Rule) error {
	n := 0
	for _, id := range []ident.ID{s.Ticket, s.Visit, s.Survey, s.Duty} {
		if id != 0 {
			n++
		}
	}
	is := map[string]ident.ID{OfTicket: s.Ticket, OfVisit: s.Visit, OfSurvey: s.Survey, OfDuty: s.Duty}[r.Subject]
	if n != 1 || is == 0 || s.Site == 0 {
		return fmt.Errorf("clocks: %s runs for a %s of a community", r.ID, r.Subject)
	}
	return nil
}

func (s Subject) where() predicate.Clock {
	switch {
	case s.Ticket != 0:
		return clock.TicketID(s.Ticket)
	case s.Visit != 0:
		return clock.ReturnVisitID(s.Visit)
	case s.Survey != 0:
		return clock.SurveyID(s.Survey)
	}
	return clock.DutyID(s.Duty)
}

// write writes what is new and what has changed.
func (k *Keeper) write(ctx context.Context, c *gen.Client, t *Terms, s Subject, d *Deadlines) error {
	var rows []*gen.ClockCreate
	for _, one := range d.New() {
		rows = append(rows, create(c, t, s, one))
	}
	if len(rows) > 0 {
		if err := c.Clock.CreateBulk(rows...).Exec(ctx); err != nil {
			return err
		}
	}
	for _, one := range d.Changed() {
		n, err := update(c, s.Site, one).Save(ctx)
		if err != nil {
			return err
		}
		if n != 1 {
			return errGone
		}
	}
	return nil
}

// errGone is the error of a clock that was read in this transaction and cannot be written in it.
var errGone = errors.New("clocks: a clock is gone")

func create(c *gen.Client, t *Terms, s Subject, one *Clock) *gen.ClockCreate {
	return c.Clock.Create().SetCommunityID(s.Site).SetRule(one.Rule).
		SetNillableTicketID(ref(s.Ticket)).SetNillableReturnVisitID(ref(s.Visit)).SetNillableSurveyID(ref(s.Survey)).SetNillableDutyID(ref(s.Duty)).
		SetState(clock.State(one.State)).SetUnit(clock.Unit(one.Unit)).SetAmount(one.Amount).SetStartedAt(one.Started).SetMonth(moment.Month(one.Started, t.Zone)).
		SetWarnAt(one.Warn).SetDueAt(one.Due).SetNillablePausedAt(when(one.PausedAt)).SetNillablePauseReason(some(one.PauseReason)).
		SetPausedSeconds(int64(one.Paused / time.Second)).SetNillableEndedAt(when(one.Ended)).SetNillableBreachedAt(when(one.Breached)).
		SetLevel(one.Level).SetNextAt(one.Next).SetNillablePolicyKey(some(string(one.Key))).SetNillablePolicyID(ref(one.Version)).SetNillableCalendars(some(one.Calendars))
}

func update(c *gen.Client, site ident.ID, one *Clock) *gen.ClockUpdate {
	u := c.Clock.Update().Where(clock.ID(one.ID), clock.CommunityID(site)).SetState(clock.State(one.State)).
		SetWarnAt(one.Warn).SetDueAt(one.Due).SetPausedSeconds(int64(one.Paused / time.Second)).SetNextAt(one.Next).SetLevel(one.Level)
	if one.PausedAt.IsZero() {
		u.ClearPausedAt().ClearPauseReason()
	} else {
		u.SetPausedAt(one.PausedAt).SetPauseReason(one.PauseReason)
	}
	if one.Ended.IsZero() {
		u.ClearEndedAt()
	} else {
		u.SetEndedAt(one.Ended)
	}
	if !one.Breached.IsZero() {
		u.SetBreachedAt(one.Breached)
	}
	if one.Calendars != "" {
		u.SetCalendars(one.Calendars)
	}
	return u
}

// read is a row as a value.
func read(row *gen.Clock) *Clock {
	one := &Clock{
		ID: row.ID, Rule: row.Rule, State: lifecycle.State(row.State), Unit: string(row.Unit), Amount: row.Amount,
		Started: row.StartedAt, Warn: row.WarnAt, Due: row.DueAt, Next: row.NextAt, PausedAt: instant(row.PausedAt), PauseReason: text(row.PauseReason),
		Paused: time.Duration(row.PausedSeconds) * time.Second, Ended: instant(row.EndedAt), Breached: instant(row.BreachedAt), Level: row.Level,
		Key: policy.Key(text(row.PolicyKey)), Calendars: text(row.Calendars),
	}
	if row.PolicyID != nil {
		one.Version = *row.PolicyID
	}
	return one
}

func ref(id ident.ID) *ident.ID {
	if id == 0 {
		return nil
	}
	return &id
}

func some(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func when(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
