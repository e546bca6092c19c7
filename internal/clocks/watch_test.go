package clocks_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/assignment"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/escalation"
	"estatehub/internal/clocks"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// post adds a post to the catalogue, and who holds it in the first community; -1 is nobody.
func (w *world) post(code string, above ident.ID, holder int) ident.ID {
	w.t.Helper()
	var id ident.ID
	err := w.db.Tx(tenants.System(w.t.Context(), "test: posts"), func(ctx context.Context, c *gen.Client) error {
		create := c.Post.Create().SetCode(code).SetTitle(code)
		if above != 0 {
			create.SetReportsToID(above)
		}
		p, err := create.Save(ctx)
		if err != nil || holder < 0 {
			id = p.ID
			return err
		}
		id = p.ID
		return c.Assignment.Create().SetCommunityID(w.Communities[0].ID).SetStaffID(w.Communities[0].Staff[holder].ID).SetPostID(id).SetSince("2025-01-01").Exec(ctx)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

// TestLadder: a breach is told to the rule's post, level after level while nobody acts; a vacant post passes it upwards.
func TestLadder(t *testing.T) {
	each(t, func(w *world) {
		dgm := w.post("DGM", 0, -1)
		dir := w.post("DIR", dgm, 0)
		w.post("CSS", dir, -1) // vacant
		w.post("REPL", dir, 2)

		a := w.open("2026-03-02 09:00", lifecycle.Repair, nil)
		b := w.open("2026-03-02 09:00", lifecycle.Repair, nil)
		w.watch("2026-03-02 09:09")
		w.expect(a, "D-18 RUNNING 03-02 09:10", "SYS-12 RUNNING 03-03 09:00")
		w.expectTold(a)
		w.watch("2026-03-02 09:30")
		w.expect(a, "D-18 BREACHED 03-02 09:10", "SYS-12 RUNNING 03-03 09:00")
		w.expectTold(a, "D-18 2 DIR 03-02 09:10 past CSS") // it passed the supervisor's post
		if l := w.read(a).Level; l != 2 {
			t.Error("level", l)
		}

		// b's director acts: nobody further up hears of it. a's does not, and the hub was down when it was due.
		w.now = at("2026-03-02 10:00")
		e := w.db.Client.Escalation.Query().Where(escalation.TicketID(b.ID), escalation.CommunityID(b.CommunityID), escalation.KindEQ(escalation.KindBREACH)).OnlyX(w.ctx())
		p, err := w.Clocks.Act(w.ctx(), in{"id": e.ID.String(), "note": " "})
		if err != nil || len(p.UserErrors) != 1 || p.UserErrors[0].Field != "input.note" {
			t.Fatal(p, err)
		}
		p, err = w.Clocks.Act(w.ctx(), in{"id": e.ID.String(), "note": "已派单"})
		if err != nil || len(p.UserErrors) > 0 || p.Escalation.State != "ACTED" || *p.Escalation.ActedBy != "chen" || !p.Escalation.ActedAt.Equal(w.now) {
			t.Fatal(p, err)
		}
		p, err = w.Clocks.Act(w.ctx(), in{"id": e.ID.String(), "note": "又一次"})
		if err != nil || len(p.UserErrors) != 1 || p.UserErrors[0].Code != "WRONG_STATE" {
			t.Fatal(p, err)
		}
		b = w.do("2026-03-02 11:00", b, lifecycle.Classify, nil)
		b = w.do("2026-03-02 11:00", b, lifecycle.Dispatch, in{"department": "工程部"})
		b = w.do("2026-03-02 11:10", b, lifecycle.Accept, nil)
		b = w.do("2026-03-02 11:20", b, lifecycle.Arrive, nil)
		b = w.do("2026-03-02 11:30", b, lifecycle.Resolve, in{"result": "更换阀芯"})
		w.watch("2026-03-05 09:00")
		w.expectTold(b, "D-18 2 DIR 03-02 09:10 past CSS")
		w.expect(b, "D-18 LATE 03-02 09:10", "D-19 MET 03-02 11:30", "D-20 MET 03-03 00:00", "SYS-12 MET 03-03 09:00")
		w.expectTold(a, "D-18 2 DIR 03-02 09:10 past CSS", "D-18 3 DGM 03-03 09:10 nobody", "SYS-12 2 DIR 03-03 09:00", "SYS-12 3 DGM 03-04 09:00 nobody")
		if l := w.read(a).Level; l != 3 {
			t.Error("level", l)
		}
	})
}

// TestWarnings: who holds a matter is told before its time runs out, once, and again only where it was moved; whom the
// ticket complains about is not; a warning raises nothing and wants no answer.
func TestWarnings(t *testing.T) {
	each(t, func(w *world) {
		dir := w.post("DIR", w.post("DGM", 0, -1), 0)
		w.post("CSS", dir, -1) // vacant
		w.post("REPL", dir, 2)
		warned := func(c *ticketOf, want ...string) {
			t.Helper()
			all, err := w.db.Client.Escalation.Query().Where(escalation.TicketID(c.ID), escalation.CommunityID(c.CommunityID), escalation.KindEQ(escalation.KindWARNING)).
				WithPost().WithClock().WithStaff().Order(escalation.ByID()).All(tenants.System(w.ctx(), "test: who was warned"))
			if err != nil {
				t.Fatal(err)
			}
			got := []string{}
			for _, e := range all {
				got = append(got, e.Edges.Clock.Rule+" "+e.Edges.Post.Code+" "+e.Edges.Staff.Name+" "+local(e.At))
				if e.Level != 0 || e.State != "TOLD" {
					t.Error(e)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("at %s: %q, want %q", local(w.now), got, want)
			}
		}
		staff := w.Communities[0].Staff
		w.watch("2026-03-01 09:00")
		// Received by the first, who is the director; worked on by the third, who leads the repairers.
		c := w.open("2026-03-02 09:00", lifecycle.Repair, nil)
		mine := w.main(staff[0].ID)
		w.watch("2026-03-02 09:09")
		warned(c, "D-18 "+mine+" "+staff[0].Name+" 2026-03-02 09:08")
		w.watch("2026-03-02 09:09")
		if l := w.read(c).Level; l != 0 {
			t.Error("level", l)
		}
		c = w.do("2026-03-02 09:09", c, lifecycle.Classify, nil)
		c = w.do("2026-03-02 09:09", c, lifecycle.Dispatch, in{"assigneeId": staff[2].ID.String()})
		w.watch("2026-03-02 09:34")
		warned(c, "D-18 "+mine+" "+staff[0].Name+" 2026-03-02 09:08", "D-19 "+w.main(staff[2].ID)+" "+staff[2].Name+" 2026-03-02 09:33")

		// It complains about who received it: the next is the rule's post, and its own is vacant.
		about := w.open("2026-03-02 09:00", lifecycle.Enquiry, nil)
		err := w.db.Tx(tenants.System(t.Context(), "test: whom it is about"), func(ctx context.Context, cl *gen.Client) error {
			return cl.Ticket.UpdateOneID(about.ID).SetComplainedStaffID(staff[0].ID).SetFirstReceiverID(staff[0].ID).Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		w.watch("2026-03-03 08:00")
		warned(about, "D-08 DIR "+staff[0].Name+" 2026-03-03 04:12")

		e := w.db.Client.Escalation.Query().Where(escalation.TicketID(about.ID), escalation.CommunityID(about.CommunityID)).OnlyX(w.ctx())
		p, err := w.Clocks.Act(w.ctx(), in{"id": e.ID.String(), "note": "已知"})
		if err != nil || len(p.UserErrors) != 1 || p.UserErrors[0].Code != "WRONG_STATE" {
			t.Error(p, err)
		}
		w.watch("2026-03-03 10:00")
		w.expectTold(about, "D-08 2 DIR 03-03 09:00 past CSS")

		// A promise that is moved warns again, at its new time.
		q := w.open("2026-03-04 09:00", lifecycle.Complaint, nil)
		q = w.do("2026-03-04 09:00", q, lifecycle.Classify, in{"class": "CLASS_1"})
		q = w.do("2026-03-04 09:00", q, lifecycle.Promise, in{"promisedAt": "2026-03-04T19:00:00+08:00"})
		w.watch("2026-03-04 17:30")
		q = w.do("2026-03-04 18:00", q, lifecycle.Promise, in{"promisedAt": "2026-03-05T09:00:00+08:00"})
		w.watch("2026-03-05 08:00")
		promised := []string{}
		for _, e := range w.db.Client.Escalation.Query().Where(escalation.TicketID(q.ID), escalation.CommunityID(q.CommunityID), escalation.KindEQ(escalation.KindWARNING),
			escalation.HasClockWith(clock.RuleEQ("D-14"))).Order(escalation.ByAt()).AllX(tenants.System(w.ctx(), "test: who was warned")) {
			promised = append(promised, local(e.At))
		}
		if !slices.Equal(promised, []string{"2026-03-04 17:00", "2026-03-05 04:12"}) {
			t.Error(promised)
		}
	})
}

// main is the code of the post somebody has in the first community.
func (w *world) main(staff ident.ID) string {
	w.t.Helper()
	all, err := w.db.Client.Assignment.Query().Where(assignment.StaffID(staff), assignment.CommunityID(w.Communities[0].ID)).WithPost().
		Order(assignment.ByID()).All(tenants.System(w.ctx(), "test: his post"))
	if err != nil || len(all) == 0 {
		w.t.Fatal(len(all), err)
	}
	return all[0].Edges.Post.Code
}

// fill writes clocks in bulk: so many open, of which those before now have run out. One in a hundred of these has an end
// that is nobody's failure, one in a hundred of the others warns.
func fill(t *testing.T, db *data.DB, w *datatest.World, open, due int, now time.Time) {
	t.Helper()
	n := gen.Nouns.Named("Clock")
	site := w.Communities[0].ID
	ctx := datatest.System(t)
	first, err := db.Reserve(ctx, n, site, open)
	if err != nil {
		t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(7, uint64(open)))
	order := make([]int, open) // of their ends: nearly that of their ids, as it is where clocks begin one after another
	for i := range order {
		order[i] = i
	}
	for i := 0; i < open; i += 500 {
		block := order[i:min(i+500, open)]
		dice.Shuffle(len(block), func(a, b int) { block[a], block[b] = block[b], block[a] })
	}
	for at := 0; at < open; at += 50_000 {
		err = db.Tx(ctx, func(ctx context.Context, _ *gen.Client) error {
			b, err := db.NewBulk(ctx, n, "rule", "state", "unit", "amount", "started_at", "month", "warn_at", "due_at", "next_at")
			if err != nil {
				return err
			}
			for i := at; i < min(at+50_000, open); i++ {
				ends := now.Add(time.Duration(1+order[i]) * time.Minute)
				if order[i] < due {
					ends = now.Add(-time.Duration(due-order[i]) * time.Second)
				}
				rule, next := "D-12", ends
				if order[i] >= due && order[i]%100 == 0 { // its time is near
					rule, next = "D-11", now.Add(-time.Minute)
				}
				if order[i] < due && order[i]%100 == 99 {
					rule = "D-28"
				}
				if err := b.Add(ctx, first+ident.ID(i), rule, "RUNNING", "DAYS", 30, ends.Add(-time.Hour), "2026-03", ends.Add(-time.Minute), ends, next); err != nil {
					return err
				}
			}
			_, err = b.Close(ctx)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// expectOnce holds that what ran out was recorded once, and nothing else was.
func expectOnce(t *testing.T, db *data.DB, open, due int, now time.Time) {
	t.Helper()
	ctx, c := datatest.System(t), db.Client
	lapsed := due / 100
	for what, n := range map[string][2]int{
		"breached":           {c.Clock.Query().Where(clock.StateEQ(clock.StateBREACHED), clock.LevelEQ(3), clock.NextAtGTE(clocks.Never), clock.RuleEQ("D-12")).CountX(ctx), due - lapsed},
		"ran out, unseen":    {c.Clock.Query().Where(clock.NextAtLT(now)).CountX(ctx), 0},
		"breached too early": {c.Clock.Query().Where(clock.DueAtGT(now), clock.StateNEQ(clock.StateRUNNING)).CountX(ctx), 0},
		"told":               {c.Escalation.Query().Where(escalation.KindEQ(escalation.KindBREACH)).CountX(ctx), due - lapsed},
		"warned":             {c.Escalation.Query().Where(escalation.KindEQ(escalation.KindWARNING), escalation.LevelEQ(0), escalation.StaffIDNotNil()).CountX(ctx), (open - due) / 100},
		"nobody's failure":   {c.Clock.Query().Where(clock.RuleEQ("D-28"), clock.StateEQ(clock.StateRUNNING)).CountX(ctx), lapsed},
	} {
		if n[0] != n[1] {
			t.Errorf("%s: %d, want %d", what, n[0], n[1])
		}
	}
	var wrong int
	if err := db.SQL().QueryRowContext(ctx, "SELECT COUNT(*) FROM clocks WHERE breached = 1 AND breached_at <> due_at").Scan(&wrong); err != nil || wrong != 0 {
		t.Errorf("%d are not recorded as of their end: %v", wrong, err)
	}
	if err := db.SQL().QueryRowContext(ctx, "SELECT COUNT(*) FROM escalations e JOIN clocks c ON c.id = e.clock_id WHERE e.kind = 'BREACH' AND e.at <> c.due_at").Scan(&wrong); err != nil || wrong != 0 {
		t.Errorf("%d were not told as of their end: %v", wrong, err)
	}
}

// killed runs watches at once until nothing is left, each killed at random: its context ends at any statement, or it dies
// right after a commit.
func killed(t *testing.T, db *data.DB, workers int, now time.Time, up time.Duration) (deaths int) {
	t.Helper()
	watch := engines.New(db).Watch
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			dice := rand.New(rand.NewPCG(uint64(i), 9))
			for life := up; ; life += life / 20 { // longer each time, so that a slow machine comes to an end, too
				ctx, cancel := context.WithTimeout(moment.With(t.Context(), now), time.Duration(dice.Int64N(int64(life))))
				for ctx.Err() == nil {
					if _, err := watch.Do(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, context.DeadlineExceeded) {
						t.Error(err)
						cancel()
						return
					}
					if db.Client.Clock.Query().Where(clock.NextAtLT(now)).CountX(datatest.System(t)) == 0 {
						cancel()
						return
					}
				}
				cancel()
				mu.Lock()
				deaths++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return deaths
}

// TestTwoWatches: two at once, killed again and again, record each breach once and miss none.
func TestTwoWatches(t *testing.T) {
	each(t, func(w *world) {
		w.post("DIR", w.post("DGM", 0, -1), 0)
		now := at("2026-03-20 12:00")
		fill(t, w.db, w.World, 6000, 3000, now)
		t.Log(killed(t, w.db, 2, now, 300*time.Millisecond), "deaths")
		expectOnce(t, w.db, 6000, 3000, now)
		byIndex(t, w.db, now)
	})
}

// byIndex: the watch reads by the index of next_at, and no other row.
func byIndex(t *testing.T, db *data.DB, now time.Time) {
	t.Helper()
	ctx, n := store.WithCounter(moment.With(t.Context(), now.Add(2*time.Hour)))
	if _, err := engines.New(db).Watch.Do(ctx); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(n.Statements(), func(s string) bool { return strings.HasPrefix(s, "SELECT") && strings.Contains(s, "`next_at` < ?") })
	text := n.Statements()[i]
	explain := "EXPLAIN "
	if !strings.HasPrefix(db.Driver().Dialect(), "mysql") {
		explain = "EXPLAIN QUERY PLAN "
	}
	rows, err := db.SQL().QueryContext(t.Context(), explain+text, now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, _ := rows.Columns()
	var plan []string
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			t.Fatal(err)
		}
		for _, v := range values {
			switch v := (*v.(*any)).(type) {
			case []byte:
				plan = append(plan, string(v))
			case string:
				plan = append(plan, v)
			}
		}
	}
	said := strings.Join(plan, " ")
	if err := rows.Err(); err != nil || !strings.Contains(said, "clock_next_at") || strings.Contains(said, "SCAN") || strings.Contains(said, "TEMP B-TREE") || strings.Contains(said, "filesort") {
		t.Error(said, err)
	}
}

// TestMillion: among a million open clocks a hundred thousand have run out; two watches, killed at random, record each once
// and miss none.
func TestMillion(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	db := datatest.SQLite(t, data.Options{})
	w := &world{World: datatest.Tell(t, db), All: engines.New(db), t: t, db: db}
	w.post("DIR", w.post("DGM", 0, -1), 0)
	now := at("2026-03-20 12:00")
	begin := time.Now()
	fill(t, db, w.World, 1_000_000, 100_000, now)
	t.Log("written in", time.Since(begin).Round(time.Second))
	begin = time.Now()
	deaths := killed(t, db, 2, now, 5*time.Second)
	t.Log("recorded in", time.Since(begin).Round(time.Second), "with", deaths, "deaths")
	expectOnce(t, db, 1_000_000, 100_000, now)
}
