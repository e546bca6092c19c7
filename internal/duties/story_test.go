package duties_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/duty"
	"estatehub/ent/gen/dutyline"
	"estatehub/ent/gen/dutylogentry"
	"estatehub/ent/gen/dutytemplate"
	"estatehub/ent/gen/finding"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/attachments"
	"estatehub/internal/blobs"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/duties"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/store/mariadbtest"
	"estatehub/internal/tickets"
	"estatehub/internal/upkeep"
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

// TestCalendarOfASite: the calendar is adopted once, instances are made through the end of the next month and once only,
// what is due is found by the filters of a page, and what is not done is late.
func TestCalendarOfASite(t *testing.T) {
	each(t, func(w *world) {
		if _, err := w.desk.Adopt(w.manager()); err == nil {
			t.Error("a site adopts the group's calendar")
		}
		w.adopt()
		again, err := w.desk.Adopt(w.quality())
		w.expect("adopted twice", err == nil && again.Added == 0 && again.Total == len(duties.Calendar))

		count := func() int { return w.db.Client.Duty.Query().CountX(w.system()) }
		n := count()
		w.make()
		(&duties.Maker{DB: w.db}).Make(w.at(t.Context())) //nolint:errcheck // counted below
		w.expect(fmt.Sprint(n, " made, then ", count()), n == count() && n%3 == 0)
		c := w.db.Client.Duty.Query().Where(duty.CommunityID(w.Communities[0].ID))
		daily := c.Clone().Where(duty.TemplateID(w.template("W-05").ID)).CountX(w.system())
		w.expect(fmt.Sprint(daily, " sign checks"), daily == (29+31)*2)
		w.expect("the year's", w.duty("W-83", "2026", 1).DueAt.In(zone).Format("2006-01-02 15:04:05") == "2026-12-31 23:59:59")
		w.duty("W-83", "2027", 1)
		w.expect("last month's, due now", w.duty("W-36", "2026-10", 1).DueAt.In(zone).Format("01-02") == "11-05")
		today := c.Clone().Where(duty.DueAtGTE(time.Date(2026, 11, 2, 0, 0, 0, 0, zone)), duty.DueAtLT(time.Date(2026, 11, 3, 0, 0, 0, 0, zone)), duty.Open(true)).CountX(w.system())
		w.expect(fmt.Sprint(today, " today"), today == 13) // 11 templates, of which one is due twice and one three times, but the first shift is over

		w.now = w.now.AddDate(0, 0, 1)
		w.lapse()
		late := c.Clone().Where(duty.StateEQ(duty.StateLATE)).AllX(w.system())
		w.expect(fmt.Sprint(len(late), " late"), len(late) == 14) // those 13, and the first shift of the 3rd
		for _, d := range late {
			w.expect("late", *d.PenaltyKey == duties.PenaltyKey && !*d.OnTime && d.Open && d.DueAt.Before(w.now))
		}
		w.make()
		w.expect("a day later no more", w.db.Client.Duty.Query().CountX(w.system()) == n) // the end of the next month is where it was
		w.now = time.Date(2026, 12, 1, 0, 5, 0, 0, zone)
		w.make()
		w.duty("W-04", "2027-01-31", 1)
	})
}

// TestTemplatesChange: what has not begun is made anew by what its template says now; what has begun stays.
func TestTemplatesChange(t *testing.T) {
	each(t, func(w *world) {
		w.adopt()
		keeper := &upkeep.Keeper{DB: w.db}
		update := func(ctx context.Context, input in) ([]*fault.UserError, error) {
			_, errs, err := w.desk.KeepTemplate(ctx, func(ctx context.Context) (*gen.DutyTemplate, []*fault.UserError, error) {
				v, errs, err := keeper.Update(ctx, gen.Nouns.Named("DutyTemplate"), input)
				t, _ := v.(*gen.DutyTemplate)
				return t, errs, err
			})
			return errs, err
		}
		rota := w.template("W-31")
		change := func(input in) {
			t.Helper()
			input["id"] = rota.ID.String()
			if errs, err := update(w.quality(), input); err != nil || len(errs) > 0 {
				t.Fatal(errs, err)
			}
		}
		errs, err := update(w.quality(), in{"id": rota.ID.String(), "rule": "day 32"})
		w.refused("rule BAD_USER_INPUT", errs, err)
		errs, err = update(w.quality(), in{"id": rota.ID.String(), "frequency": "WEEKLY"}) // a last day it has, a day 25 not
		w.refused("remind BAD_USER_INPUT", errs, err)
		errs, err = update(w.quality(), in{"id": rota.ID.String(), "remind": "weekday 2"})
		w.refused("remind BAD_USER_INPUT", errs, err)
		w.expect("nothing was changed", w.template("W-31").Rule == rota.Rule && w.template("W-31").Frequency == rota.Frequency)
		if errs, err := update(w.manager(), in{"id": rota.ID.String(), "rule": "day 20"}); err == nil && len(errs) == 0 {
			t.Error("a site changes the group's calendar")
		}

		w.ok(w.desk.Assign(w.manager(), in{"id": id(w.duty("W-31", "2026-11", 1)), "assigneeId": w.Communities[0].Staff[1].ID.String()}))
		change(in{"rule": "day 20", "remind": "day 15"})
		w.make()
		w.expect("somebody has it: it stays", w.duty("W-31", "2026-11", 1).DueAt.In(zone).Day() == 30)
		w.expect("made anew", w.duty("W-31", "2026-12", 1).DueAt.In(zone).Day() == 20)
		change(in{"frequency": "WEEKLY", "rule": "weekday 1", "remind": nil})
		w.make()
		n := w.db.Client.Duty.Query().Where(duty.TemplateID(rota.ID), duty.Period("2026-12")).CountX(w.system())
		w.expect("no more by the month", n == 0)
		w.duty("W-31", "2026-W47", 1)
		change(in{"active": false})
		w.make()
		n = w.db.Client.Duty.Query().Where(duty.TemplateID(rota.ID), duty.RemindAtGT(w.now)).CountX(w.system())
		w.expect(fmt.Sprint(n, " after its end"), n == 1) // the one that is assigned
	})
}

// TestUnits: a patrol for each unit that is being renovated, today and tomorrow.
func TestUnits(t *testing.T) {
	each(t, func(w *world) {
		renovate := func(n int, occupancy string) {
			err := w.db.Tx(w.system(), func(ctx context.Context, c *gen.Client) error {
				v := gen.EnumValue(gen.Nouns.Named("Unit"), "occupancy", occupancy)
				u := c.Unit.UpdateOneID(w.Communities[0].Units[n].ID)
				return errFirst(u.Mutation().SetField("occupancy", v), func() error { return u.Exec(ctx) })
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		renovate(1, "RENOVATING")
		w.adopt()
		patrol := func() []*gen.Duty {
			return w.db.Client.Duty.Query().Where(duty.TemplateID(w.template("W-03").ID)).Order(duty.ByPeriod(), duty.BySlot()).AllX(w.system())
		}
		all := patrol()
		w.expect("today and tomorrow", len(all) == 2 && *all[0].UnitID == w.Communities[0].Units[1].ID && all[1].Period == "2026-11-03")
		renovate(0, "RENOVATING")
		w.make()
		all = patrol()
		w.expect("the other, too", len(all) == 4 && all[1].Slot == 2 && *all[1].UnitID == w.Communities[0].Units[0].ID)
		renovate(1, "OCCUPIED")
		w.make()
		all = patrol()
		w.expect("not tomorrow", len(all) == 3 && all[2].Period == "2026-11-03" && *all[2].UnitID == w.Communities[0].Units[0].ID)
	})
}

func errFirst(err error, do func() error) error {
	if err != nil {
		return err
	}
	return do()
}

// TestTwoJobs: makers and lapsers at once make each instance once, and each lapses once.
func TestTwoJobs(t *testing.T) {
	each(t, func(w *world) {
		if _, err := w.desk.Adopt(w.quality()); err != nil {
			t.Fatal(err)
		}
		together := func(do func() error) {
			var wg sync.WaitGroup
			for range 3 {
				wg.Go(func() {
					if err := do(); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
		}
		together(func() error {
			m := &duties.Maker{DB: w.db}
			for more := true; more; {
				var err error
				if more, err = m.Make(w.at(t.Context())); err != nil {
					return err
				}
			}
			return nil
		})
		n := w.db.Client.Duty.Query().CountX(w.system())
		w.make()
		w.expect("made once", n > 3000 && w.db.Client.Duty.Query().CountX(w.system()) == n)
		w.now = w.now.AddDate(0, 1, 0)
		together(func() error {
			for more := true; more; {
				var err error
				if more, err = w.desk.Lapse(w.at(t.Context())); err != nil {
					return err
				}
			}
			return nil
		})
		late := w.db.Client.Duty.Query().Where(duty.StateEQ(duty.StateLATE)).CountX(w.system())
		due := w.db.Client.Duty.Query().Where(duty.DueAtLT(w.now)).CountX(w.system())
		w.expect(fmt.Sprint(late, " late of ", due), late == due && late > 500)
	})
}

// TestDoing: evidence, time and verbs.
func TestDoing(t *testing.T) {
	each(t, func(w *world) {
		w.adopt()
		patrol := w.duty("W-04", "2026-11-02", 1)
		do := func(ctx context.Context, d *gen.Duty, more in) (*duties.Payload, error) {
			input := in{"id": id(d)}
			for k, v := range more {
				input[k] = v
			}
			return w.desk.Perform(ctx, input, nil)
		}
		p, err := do(w.clerk(), patrol, nil)
		w.bad("text BAD_USER_INPUT", p, err)
		p, err = do(w.clerk(), patrol, in{"text": "正常", "doneAt": "2026-11-02T10:00:00+08:00"})
		w.bad("doneAt BAD_USER_INPUT", p, err)
		p, err = do(w.clerk(), patrol, in{"text": "正常", "doneAt": "2026-11-01T09:00:00+08:00"})
		w.bad("doneAt BAD_USER_INPUT", p, err)
		p, err = do(w.clerk(), patrol, in{"text": "正常", "doneAt": "2026-11-01T23:00:00+08:00"})
		w.bad("id WRONG_STATE", p, err)
		p, err = do(w.clerk(), w.duty("W-04", "2026-11-03", 1), in{"text": "正常"})
		w.bad("id WRONG_STATE", p, err)
		p, err = do(w.at(w.As(t, tenants.SiteStaff, 1)), patrol, in{"text": "正常"})
		w.bad("id NOT_FOUND", p, err)
		if _, err = do(w.at(w.As(t, tenants.HR)), patrol, in{"text": "正常"}); err == nil {
			t.Error("HR does duties")
		}
		p, err = do(w.clerk(), w.duty("W-01", "2026-11-02", 1), in{"signer": "林"})
		w.bad("id BAD_USER_INPUT", p, err)
		p, err = do(w.clerk(), w.duty("W-12", "2026-11-02", 2), nil)
		w.bad("signer BAD_USER_INPUT", p, err)
		d := w.ok(do(w.clerk(), patrol, in{"text": "正常", "doneAt": "2026-11-02T08:00:00+08:00"}))
		w.expect("done", d.State == duty.StateDONE && *d.OnTime && *d.DoneByID == w.Communities[0].Staff[1].ID && !d.Open && d.DoneAt.In(zone).Hour() == 8)
		p, err = do(w.clerk(), patrol, in{"text": "正常"})
		w.bad("id WRONG_STATE", p, err)

		// Told afterwards, it was in time all the same; later it can only be made up.
		w.now = time.Date(2026, 11, 3, 9, 0, 0, 0, zone)
		w.lapse()
		signs := w.duty("W-05", "2026-11-02", 2)
		p, err = do(w.clerk(), signs, in{"text": "齐全"})
		w.bad("id WRONG_STATE", p, err)
		d = w.ok(do(w.clerk(), signs, in{"text": "齐全", "doneAt": "2026-11-02T17:50:00+08:00"}))
		w.expect("in time after all", *d.OnTime && d.PenaltyKey == nil && d.State == duty.StateDONE)
		outreach := w.duty("W-06", "2026-11-02", 1)
		mp, err := w.desk.MakeUp(w.clerk(), in{"id": id(outreach), "text": "补访", "doneAt": "2026-11-02T20:00:00+08:00"}, nil)
		w.bad("id WRONG_STATE", mp, err)
		d = w.ok(w.desk.MakeUp(w.clerk(), in{"id": id(outreach), "text": "补访", "reason": "暴雨"}, nil))
		w.expect("made up", d.State == duty.StateMADE_UP && !*d.OnTime && *d.PenaltyKey == duties.PenaltyKey && *d.Reason == "暴雨")

		// Verified by somebody else, sent back, skipped.
		p, err = w.desk.Verify(w.clerk(), in{"id": id(d)})
		w.bad("id FORBIDDEN", p, err)
		d = w.ok(w.desk.Verify(w.manager(), in{"id": id(d)}))
		w.expect("verified", d.State == duty.StateVERIFIED && *d.VerifiedBy == "chen")
		w.now = time.Date(2026, 11, 25, 9, 0, 0, 0, zone)
		report := w.ok(do(w.manager(), w.duty("W-33", "2026-11", 1), in{"text": "投诉 12 件"}))
		p, err = w.desk.Verify(w.manager(), in{"id": id(report)})
		w.bad("id FORBIDDEN", p, err)
		p, err = w.desk.Reject(w.quality(), in{"id": id(report)})
		w.bad("reason BAD_USER_INPUT", p, err)
		d = w.ok(w.desk.Reject(w.quality(), in{"id": id(report), "reason": "缺少原因分析"}))
		w.expect("sent back", d.State == duty.StateLATE && d.Open && d.OnTime == nil && d.DoneAt == nil)
		w.ok(do(w.manager(), report, in{"text": "投诉 12 件，原因分析如下"}))
		d = w.ok(w.desk.Verify(w.quality(), in{"id": id(report)}))
		w.expect("accepted", d.State == duty.StateVERIFIED && *d.OnTime)
		d = w.ok(w.desk.Skip(w.manager(), in{"id": id(w.duty("W-54", "2026-11", 1)), "reason": "本月无寿星"}))
		w.expect("skipped", d.State == duty.StateSKIPPED && d.OnTime == nil && d.PenaltyKey == nil)
		p, err = w.desk.Assign(w.manager(), in{"id": id(w.duty("W-44", "2026-11", 1)), "assigneeId": w.Communities[1].Staff[0].ID.String()})
		w.bad("assigneeId NOT_FOUND", p, err)
	})
}

// TestEvidence: photos, scored checklists, and what a low score raises.
func TestEvidence(t *testing.T) {
	each(t, func(w *world) {
		w.adopt()
		w.now = time.Date(2026, 11, 3, 9, 0, 0, 0, zone)
		site := w.Communities[0]
		notice := w.ok(w.desk.OpenInspection(w.clerk(), in{"communityId": site.ID.String(), "templateId": w.template("W-90").ID.String()}))
		p, err := w.desk.Perform(w.clerk(), in{"id": id(notice)}, nil)
		w.bad("files BAD_USER_INPUT", p, err)
		p, err = w.desk.Perform(w.clerk(), in{"id": id(notice)}, []attachments.File{{Name: "a.txt", Content: strings.NewReader("no photo")}})
		w.bad("files.0 BAD_USER_INPUT", p, err)
		p, err = w.desk.Perform(w.at(w.As(t, tenants.SiteStaff, 1)), in{"id": id(notice)}, []attachments.File{photo(t)})
		w.bad("id NOT_FOUND", p, err)
		d := w.ok(w.desk.Perform(w.clerk(), in{"id": id(notice)}, []attachments.File{photo(t)}))
		w.expect("shown", d.State == duty.StateDONE && w.db.Client.Attachment.Query().CountX(w.system()) == 1)
		second := w.ok(w.desk.OpenInspection(w.clerk(), in{"communityId": site.ID.String(), "templateId": w.template("W-90").ID.String()}))
		w.expect("a second of the day", second.Slot == 2)
		a, err := w.desk.Shelf.ToRow(w.clerk(), "Duty", "dutyId", second.ID, photo(t))
		w.expect("attached before", err == nil && a.Attachment != nil && *a.Attachment.DutyID == second.ID)
		w.ok(w.desk.Perform(w.clerk(), in{"id": id(second)}, nil))
		a, err = w.desk.Shelf.ToRow(w.at(w.As(t, tenants.SiteStaff, 1)), "Duty", "dutyId", second.ID, photo(t))
		if err != nil || len(a.UserErrors) != 1 || a.UserErrors[0].Code != "NOT_FOUND" {
			t.Error("a stranger attaches", a, err)
		}

		qi := w.template("QI-01")
		p, err = w.desk.OpenInspection(w.clerk(), in{"communityId": site.ID.String(), "templateId": qi.ID.String()})
		w.bad("templateId FORBIDDEN", p, err)
		p, err = w.desk.OpenInspection(w.quality(), in{"communityId": site.ID.String(), "templateId": w.template("W-33").ID.String()})
		w.bad("templateId BAD_USER_INPUT", p, err)
		visit := w.ok(w.desk.OpenInspection(w.quality(), in{"communityId": site.ID.String(), "templateId": qi.ID.String()}))
		points := []int{20, 20, 10, 15, 15, 15, 5}
		lines := func(score func(i int) any, n int) []any {
			var all []any
			for i := range n {
				all = append(all, in{"position": i + 1, "result": "NOT_IN_ORDER", "score": score(i), "remark": "差"})
			}
			return all
		}
		perform := func(list []any) (*duties.Payload, error) {
			return w.desk.Perform(w.quality(), in{"id": id(visit), "lines": list}, nil)
		}
		p, err = perform(nil)
		w.bad("lines BAD_USER_INPUT", p, err)
		p, err = perform(lines(func(int) any { return 1 }, 6))
		w.bad("lines BAD_USER_INPUT", p, err)
		p, err = perform(append(lines(func(int) any { return 1 }, 7), in{"position": 1, "result": "IN_ORDER"}))
		w.bad("lines.7.position CONFLICT", p, err)
		p, err = perform(append(lines(func(int) any { return 1 }, 7), in{"position": 9, "result": "IN_ORDER"}))
		w.bad("lines.7.position NOT_FOUND", p, err)
		p, err = perform(lines(func(i int) any { return points[i] + 1 }, 7)[6:])
		w.bad("lines.0.score BAD_USER_INPUT", p, err)
		d = w.ok(perform(lines(func(i int) any { return points[i] / 2 }, 7)))
		w.expect(fmt.Sprint("score ", *d.Score, *d.FullScore), *d.Score == 48 && *d.FullScore == 100)
		w.expect("raised", len(w.raised) > 0 && strings.Contains(w.raised[len(w.raised)-1].Description, "48 / 100"))
		n := w.db.Client.DutyLine.Query().Where(dutyline.CommunityID(site.ID), dutyline.DutyID(d.ID)).CountX(w.system())
		w.expect("seven lines", n == 7)
		w.raised = nil
		w.ok(w.desk.Reject(w.at(w.As(t, tenants.QualityDept)), in{"id": id(d), "reason": "重新评分"}))
		d = w.ok(perform(lines(func(i int) any { return points[i] }, 7)))
		n = w.db.Client.DutyLine.Query().Where(dutyline.CommunityID(site.ID), dutyline.DutyID(d.ID)).CountX(w.system())
		w.expect("done again", n == 7 && *d.Score == 100 && w.raised == nil)
	})
}

// photo is a small PNG.
func photo(t *testing.T) attachments.File {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	return attachments.File{Name: "公告栏.png", Content: &b}
}

// TestFindings: each becomes a ticket that is taken as far as its severity says, and follows it.
func TestFindings(t *testing.T) {
	each(t, func(w *world) {
		w.adopt()
		patrol, s := w.duty("W-04", "2026-11-02", 1), w.Communities[0]
		found := func(severity string, more in) in {
			f := in{"kind": "LEAK", "severity": severity, "place": "1栋天台", "text": "渗水", "topic": "ROOF"}
			for k, v := range more {
				f[k] = v
			}
			return f
		}
		p, err := w.desk.Perform(w.clerk(), in{"id": id(patrol), "text": "有渗漏", "findings": []any{
			found("SMALL", nil), found("SMALL", in{"unitId": w.Communities[1].Units[0].ID.String()}), found("MEDIUM", in{"plannedFor": "2026-11-01"}), in{"kind": "LEAK", "severity": "SMALL"}}}, nil)
		w.bad("findings.1.unitId NOT_FOUND, findings.2.plannedFor BAD_USER_INPUT, findings.3.place BAD_USER_INPUT", p, err)
		w.expect("nothing opened", w.db.Client.Ticket.Query().CountX(w.system()) == 0)
		p, err = w.desk.Perform(w.clerk(), in{"id": id(patrol), "text": "有渗漏", "findings": []any{
			found("SMALL", in{"unitId": s.Units[0].ID.String()}), found("MEDIUM", in{"buildingId": s.Buildings[0].ID.String()}), found("MAJOR", in{"plannedFor": "2026-11-20"}),
			found("URGENT", nil), found("UNSOLVABLE", nil)}}, nil)
		w.ok(p, err)
		w.expect("five", len(p.Findings) == 5)
		for i, want := range []struct {
			state  finding.State
			ticket lifecycle.State
			grave  ticket.Severity
			where  string
		}{
			{finding.StateSELF_HANDLED, lifecycle.Sent, "ORDINARY", ""},
			{finding.StatePLANNED, lifecycle.Planned, "ORDINARY", "2026-12-31"},
			{finding.StatePLANNED, lifecycle.Planned, "ORDINARY", "2026-11-20"},
			{finding.StateRADIO_URGENT, lifecycle.Sent, "MAJOR", "工程部"},
			{finding.StateREPORTED, lifecycle.Registered, "ORDINARY", "管理处主任"},
		} {
			f := p.Findings[i]
			o := w.db.Client.Ticket.Query().Where(ticket.ID(*f.TicketID)).OnlyX(w.system())
			where := ""
			switch {
			case o.PlannedFor != nil:
				where = *o.PlannedFor
			case o.Department != nil:
				where = *o.Department
			}
			if f.State != want.state || lifecycle.State(o.State) != want.ticket || o.Severity != want.grave || where != want.where || o.Channel != "PATROL" {
				t.Errorf("%s: %s, ticket %s %s %s %q", f.Severity, f.State, o.State, o.Severity, o.Channel, where)
			}
		}
		small := p.Findings[0]
		o := w.db.Client.Ticket.Query().Where(ticket.ID(*small.TicketID)).OnlyX(w.system())
		w.expect("he does it himself: "+o.Content, *o.AssigneeID == s.Staff[1].ID && *o.UnitID == s.Units[0].ID && strings.Contains(o.Content, "1栋天台渗漏，渗水"))
		state := func() finding.State {
			return w.db.Client.Finding.Query().Where(finding.ID(small.ID)).OnlyX(w.system()).State
		}
		for _, step := range []struct {
			verb lifecycle.Verb
			more in
		}{{lifecycle.Accept, in{}}, {lifecycle.Arrive, in{}}, {lifecycle.Resolve, in{"result": "已补漏"}}} {
			step.more["id"] = o.ID.String()
			if p, err := w.desk.Tickets.Move(w.clerk(), step.verb, step.more); err != nil || len(p.UserErrors) > 0 {
				t.Fatal(step.verb, p, err)
			}
		}
		w.expect("put right: "+string(state()), state() == finding.StateDONE)
		if p, err := w.desk.Tickets.Move(w.clerk(), lifecycle.LeaveUnfinished, in{"id": o.ID.String(), "reason": "又漏", "nextVisitAt": "2026-11-05T09:00:00+08:00"}); err != nil || len(p.UserErrors) > 0 {
			t.Fatal(p, err)
		}
		w.expect("open again: "+string(state()), state() == finding.StateREPORTED)
	})
}

// TestLog: entries, the daily signature, the monthly sample.
func TestLog(t *testing.T) {
	each(t, func(w *world) {
		w.adopt()
		site := w.Communities[0].ID.String()
		add := func(more in) *gen.DutyLogEntry {
			t.Helper()
			input := in{"communityId": site, "matter": "来电咨询停车"}
			for k, v := range more {
				input[k] = v
			}
			p, err := w.desk.AddEntry(w.clerk(), input)
			if err != nil || len(p.UserErrors) > 0 {
				t.Fatal(p, err)
			}
			return p.DutyLogEntry
		}
		p, err := w.desk.AddEntry(w.clerk(), in{"communityId": site, "matter": " ", "at": "2026-11-02T10:00:00+08:00"})
		if err != nil {
			t.Fatal(err)
		}
		w.refused("at BAD_USER_INPUT, matter BAD_USER_INPUT", p.UserErrors, nil)
		w.expect("on the spot", add(in{"result": "已解答", "name": "王", "phone": "13800138000"}).State == "DONE")
		w.expect("given to somebody", add(in{"assigneeId": w.Communities[0].Staff[2].ID.String()}).State == "ASSIGNED")
		e := add(nil)
		w.expect("open", e.State == "OPEN" && e.Day == "2026-11-02" && *e.OnDutyID == w.Communities[0].Staff[1].ID)

		sign := func(day string) *duties.LogPayload {
			t.Helper()
			p, err := w.desk.SignLog(w.manager(), in{"communityId": site, "day": day})
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		w.refused("day BAD_USER_INPUT", sign("2026-11-03").UserErrors, nil)
		w.refused("day BAD_USER_INPUT", sign("heute").UserErrors, nil)
		l := sign("2026-11-02")
		w.expect("one of three", l.Count == 1 && l.Open == 2 && l.Duty == nil)
		for _, row := range w.db.Client.DutyLogEntry.Query().Where(dutylogentry.StateNEQ("SIGNED")).AllX(w.system()) {
			if p, err := w.desk.CompleteEntry(w.clerk(), in{"id": row.ID.String(), "handling": "上门查看", "result": "已处理"}); err != nil || len(p.UserErrors) > 0 {
				t.Fatal(p, err)
			}
		}
		l = sign("2026-11-02")
		w.expect("all", l.Count == 2 && l.Open == 0 && l.Duty.State == duty.StateDONE && *l.Duty.OnTime && *l.Duty.Population == 3)
		signed := w.db.Client.DutyLogEntry.Query().Where(dutylogentry.ID(e.ID)).OnlyX(w.system())
		w.expect("signed", signed.State == "SIGNED" && *signed.SignedBy == "chen" && signed.SignedAt.Equal(w.now))
		c, err := w.desk.CompleteEntry(w.clerk(), in{"id": e.ID.String(), "result": "改"})
		if err != nil {
			t.Fatal(err)
		}
		w.refused("id WRONG_STATE", c.UserErrors, nil)

		for range 8 {
			add(in{"result": "已解答"})
		}
		sample := func(more in) *duties.LogPayload {
			t.Helper()
			input := in{"communityId": site, "month": "2026-11"}
			for k, v := range more {
				input[k] = v
			}
			p, err := w.desk.SampleLog(w.manager(), input)
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		w.refused("month BAD_USER_INPUT", sample(in{"month": "2026-12"}).UserErrors, nil)
		w.refused("month NOT_FOUND", sample(in{"month": "2026-10"}).UserErrors, nil)
		w.refused("count BAD_USER_INPUT", sample(in{"count": 2}).UserErrors, nil) // of 11 it takes 3
		w.refused("count WRONG_STATE", sample(in{"count": 4}).UserErrors, nil)    // only three are signed
		sign("2026-11-02")
		l = sample(nil)
		w.expect(fmt.Sprint("drawn ", l.Count), l.Count == 3 && len(l.Entries) == 3 && l.Duty.State == duty.StateDONE && *l.Duty.Population == 11 && *l.Duty.Sampled == 3)
		all := w.db.Client.DutyLogEntry.Query().Order(dutylogentry.ByID()).AllX(w.system())
		for i, n := range duties.Draw(*l.Duty.Seed, len(all), 3) {
			w.expect("the seed draws it again", all[n].ID == l.Entries[i].ID && l.Entries[i].Sampled)
		}
		if _, err := w.desk.SignLog(w.at(w.As(t, tenants.HR)), in{"communityId": site, "day": "2026-11-02"}); err == nil {
			t.Error("HR signs the log")
		}
		stranger, err := w.desk.SampleLog(w.at(w.As(t, tenants.SiteManager, 1)), in{"communityId": site, "month": "2026-11"})
		if err != nil {
			t.Fatal(err)
		}
		w.refused("communityId NOT_FOUND", stranger.UserErrors, nil)
	})
}
