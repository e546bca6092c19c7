package clocks

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/ident"
	"estatehub/internal/jobs"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/tenants"
)

// Watch records what time does to clocks: that they warn, that they ran out, who is told. It may run on many nodes at once
// and be killed at any time: a batch is read by index, and written in one transaction that holds only if every clock of
// it is as it was read. So each breach is recorded once, and what a dead node left the next one finds.
type Watch struct {
	keeper *Keeper
	// Lapse does what the end of a rule's time does instead of a breach (D-28); at is that end.
	Lapse func(ctx context.Context, c *gen.Client, ticket ident.ID, rule string, at time.Time) error
}

// Watch watches the keeper's clocks.
func (k *Keeper) Watch() *Watch { return &Watch{keeper: k} }

// Job does it again and again.
func (w *Watch) Job() jobs.Job { return jobs.Job{Name: "clocks", Every: 2 * time.Second, Do: w.Do} }

// Batch is how many clocks are looked at in one transaction: as many as its statements are remembered with.
const Batch = 400

// errRaced is the error of a batch of which another node wrote a part first.
var errRaced = errors.New("clocks: another node was at it")

var escalationNoun = gen.Nouns.Named("Escalation")

// Do looks at the clocks whose time has come, up to a batch of them.
func (w *Watch) Do(ctx context.Context) (more bool, err error) {
	ctx = tenants.System(ctx, "clocks: record what ran out, whoever's it is")
	now := moment.Now(ctx)
	rows, err := w.waiting(ctx, now)
	if err != nil || len(rows) == 0 {
		return false, err
	}
	b, err := w.judge(ctx, rows, now)
	if err != nil {
		return false, err
	}
	if err := b.reserve(ctx); err != nil {
		return false, err
	}
	err = w.keeper.db.Tx(ctx, b.write)
	if errors.Is(err, errRaced) {
		return false, nil // it goes on, and so do we after a rest
	}
	return len(rows) == Batch, err
}

// waiting reads the clocks whose time has come, by the index of next_at.
func (w *Watch) waiting(ctx context.Context, now time.Time) ([]*gen.Clock, error) {
	return w.keeper.db.Client.Clock.Query().Where(clock.NextAtLT(now)).Order(clock.ByNextAt(), clock.ByID()).Limit(Batch).All(ctx)
}

// batch is what time does to some clocks.
type batch struct {
	w      *Watch
	ticked []*ticked
	told   int
	now    time.Time
}

type ticked struct {
	row   *gen.Clock
	clock *Clock
	told  *Told
	id    ident.ID // of the escalation
	lapse bool
}

// judge says what time does to each.
func (w *Watch) judge(ctx context.Context, rows []*gen.Clock, now time.Time) (*batch, error) {
	posts, err := w.posts(ctx, rows, now)
	if err != nil {
		return nil, err
	}
	cases, err := w.cases(ctx, rows, now)
	if err != nil {
		return nil, err
	}
	b, steps := &batch{w: w, now: now}, map[ident.ID]time.Duration{}
	for _, row := range rows {
		step, known := steps[row.CommunityID]
		if !known {
			set, err := w.keeper.policies.At(ctx, row.CommunityID, now)
			if err != nil {
				return nil, err
			}
			step = time.Duration(set.Get(policy.EscalationStepHours).Int()) * time.Hour
			steps[row.CommunityID] = step
		}
		one := &ticked{row: row, clock: read(row)}
		switch r := Named(row.Rule); {
		case r == nil: // of a version of the hub that had other rules
			one.clock.Next = Never
		case r.To == "" && one.clock.Due.Before(now):
			one.lapse, one.clock.Next = true, Never
		default:
			one.told = one.clock.Tick(r, cases[row.ID], now, step, posts)
		}
		if one.told != nil {
			b.told++
		}
		b.ticked = append(b.ticked, one)
	}
	slices.SortStableFunc(b.ticked, func(a, b *ticked) int { return cmp.Compare(a.row.ID, b.row.ID) }) // every node locks in one order
	return b, nil
}

// reserve fetches the ids of the escalations, before the transaction.
func (b *batch) reserve(ctx context.Context) error {
	count := map[ident.ID]int{}
	for _, one := range b.ticked {
		if one.told != nil {
			count[one.row.CommunityID]++
		}
	}
	next := map[ident.ID]ident.ID{}
	for site, n := range count {
		first, err := b.w.keeper.db.Reserve(ctx, escalationNoun, site, n)
		if err != nil {
			return err
		}
		next[site] = first
	}
	for _, one := range b.ticked {
		if site := one.row.CommunityID; one.told != nil {
			one.id = next[site]
			next[site]++
		}
	}
	return nil
}

// write writes it all, tickets first, as every other writer does.
func (b *batch) write(ctx context.Context, c *gen.Client) error {
	if err := b.raise(ctx, c); err != nil {
		return err
	}
	if err := b.move(ctx); err != nil {
		return err
	}
	if err := b.tell(ctx); err != nil {
		return err
	}
	for _, one := range b.ticked {
		if !one.lapse || one.row.TicketID == nil {
			continue
		}
		if b.w.Lapse == nil {
			return errors.New("clocks: nobody does what the end of " + one.row.Rule + " does")
		}
		if err := b.w.Lapse(ctx, c, *one.row.TicketID, one.row.Rule, one.row.DueAt); err != nil {
			return err
		}
	}
	return nil
}

// raise has the level of tickets follow that of their clocks.
func (b *batch) raise(ctx context.Context, c *gen.Client) error {
	for level := 1; level <= Top; level++ {
		var ids []ident.ID
		for _, one := range b.ticked {
			if one.told != nil && one.told.Level == level && one.row.TicketID != nil {
				ids = append(ids, *one.row.TicketID)
			}
		}
		if len(ids) == 0 {
			continue
		}
		if err := c.Ticket.Update().Where(ticket.IDIn(ids...), ticket.LevelLT(level)).SetLevel(level).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// move writes the clocks, each only as it was read.
func (b *batch) move(ctx context.Context) error {
	var warned, breached []*ticked
	for _, one := range b.ticked {
		if one.clock.State == lifecycle.ClockOverdue {
			breached = append(breached, one)
		} else {
			warned = append(warned, one)
		}
	}
	if err := b.update(ctx, warned, "`next_at` = "+cases(len(warned)), []func(*ticked) any{next}, "next_at"); err != nil {
		return err
	}
	return b.update(ctx, breached, "`state` = 'BREACHED', `breached` = 1, `breached_at` = `due_at`, `next_at` = "+cases(len(breached))+", `level` = "+cases(len(breached)),
		[]func(*ticked) any{next, func(one *ticked) any { return one.clock.Level }}, "breached_at", "level", "next_at", "state")
}

func next(one *ticked) any { return one.clock.Next }

// cases is an expression of a value for each id.
func cases(n int) string {
	return "CASE `id`" + strings.Repeat(" WHEN ? THEN ?", n) + " END"
}

func (b *batch) update(ctx context.Context, those []*ticked, set string, values []func(*ticked) any, fields ...string) error {
	if len(those) == 0 {
		return nil
	}
	var args []any
	each := func(value func(*ticked) any) {
		for _, one := range those {
			args = append(args, int64(one.row.ID), value(one))
		}
	}
	for _, value := range values {
		each(value)
	}
	args = append(args, b.now)
	for _, one := range those {
		args = append(args, int64(one.row.ID))
	}
	each(func(one *ticked) any { return one.row.NextAt })
	text := "UPDATE `clocks` SET " + set + ", `updated_at` = ? WHERE `id` IN (?" + strings.Repeat(",?", len(those)-1) + ") AND `ended_at` IS NULL AND `paused_at` IS NULL AND `next_at` = " + cases(len(those))
	var res sql.Result
	if err := b.w.keeper.db.Driver().Exec(ctx, text, args, &res); err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != int64(len(those)) {
		return errors.Join(err, errRaced)
	}
	return b.record(ctx, those, fields)
}

// record notes the changes in the ledger, a run of ids with one entry.
func (b *batch) record(ctx context.Context, those []*ticked, fields []string) error {
	for i := 0; i < len(those); {
		first := those[i].row.ID
		last := first
		for i++; i < len(those) && those[i].row.ID == last+1; i++ {
			last++
		}
		if err := b.w.keeper.db.Record(ctx, "UPDATE", first, last, fields...); err != nil {
			return err
		}
	}
	return nil
}

var escalationColumns = []string{"clock_id", "ticket_id", "kind", "level", "post_id", "staff_id", "passed", "at"}

// tell writes who was told.
func (b *batch) tell(ctx context.Context) error {
	if b.told == 0 {
		return nil
	}
	bulk, err := b.w.keeper.db.NewBulk(ctx, escalationNoun, escalationColumns...)
	if err != nil {
		return err
	}
	for _, one := range b.ticked {
		if t := one.told; t != nil {
			if err := bulk.Add(ctx, one.id, one.row.ID, nullable(one.row.TicketID), t.Kind(), t.Level, t.Post, nullable(ref(t.Staff)), nullable(some(t.Passed)), t.At); err != nil {
				return err
			}
		}
	}
	_, err = bulk.Close(ctx)
	return err
}

func nullable[T any](v *T) any {
	if v == nil {
		return nil
	}
	return *v
}

// posts are who is told in the communities of some clocks.
func (w *Watch) posts(ctx context.Context, rows []*gen.Clock, now time.Time) (*Posts, error) {
	zone, err := w.keeper.zone.Get(ctx)
	if err != nil {
		return nil, err
	}
	var sites []ident.ID
	for _, row := range rows {
		sites = append(sites, row.CommunityID)
	}
	slices.Sort(sites)
	return Staffed(ctx, w.keeper.db, slices.Compact(sites), moment.Day(now, zone))
}
