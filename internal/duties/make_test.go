package duties_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/duty"
	"estatehub/internal/duties"
	"estatehub/internal/fault"
	"estatehub/internal/upkeep"
)

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
