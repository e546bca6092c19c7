package workdays_test

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"estatehub/ent/gen/calendarday"
	"estatehub/ent/gen/holidaycalendar"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/fault"
	"estatehub/internal/store"
	"estatehub/internal/store/mariadbtest"
	"estatehub/internal/workdays"
	"estatehub/tenants"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

func by(t *testing.T, role tenants.Role, scope tenants.Scope) context.Context {
	t.Helper()
	return tenants.WithViewer(t.Context(), tenants.NewViewer(77, 0, "pinzhi", []tenants.Grant{{Role: role, Scope: scope}}))
}

// year2027 is an arrangement as the notice of November 2026 might bring it.
func year2027() workdays.Wanted {
	return workdays.Wanted{Year: 2027, Source: "国务院办公厅通知", Days: []workdays.Day{
		{Day: "2027-01-01", Kind: workdays.Holiday, Name: "元旦"}, {Day: "2027-01-02", Kind: workdays.Holiday, Name: "元旦"},
		{Day: "2027-01-09", Kind: workdays.MakeUp, Name: " 元旦 "},
	}}
}

// TestStory: the year comes out and is entered, then put right; every deadline names the version it was reckoned with.
func TestStory(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		book, desk := workdays.New(db), &workdays.Desk{DB: db}
		q := by(t, tenants.QualityDept, tenants.Whole())
		start := time.Date(2026, 12, 31, 10, 0, 0, 0, time.UTC)
		due := func(want, asked string) {
			t.Helper()
			c, err := book.Calendar(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if got, by := c.Due(start, "WORKDAYS", 1, time.UTC); got.Format(time.DateOnly) != want || by != asked {
				t.Errorf("%s by %s, want %s by %s", got, by, want, asked)
			}
		}
		due("2027-01-02", "2026v0, 2027?")
		set := func(w workdays.Wanted, version int) {
			t.Helper()
			row, errs, err := desk.Set(q, w)
			if err != nil || errs != nil || row.Version != version || row.EnteredBy != "pinzhi" {
				t.Fatal(row, errs, err)
			}
		}
		set(year2027(), 1)
		due("2027-01-05", "2026v0, 2027v1")
		more := year2027()
		more.Days = append(more.Days, workdays.Day{Day: "2027-01-04", Kind: workdays.Holiday, Name: "元旦"})
		set(more, 2)
		due("2027-01-06", "2026v0, 2027v2")
		sys := datatest.System(t)
		if n := db.Client.CalendarDay.Query().Where(calendarday.HasCalendarWith(holidaycalendar.Version(1))).CountX(sys); n != 3 {
			t.Errorf("%d days of the first version are left", n)
		}
		ctx, n := store.WithCounter(t.Context())
		if _, err := book.Calendar(ctx); err != nil || n.N() != 0 {
			t.Errorf("a warm book asks: %s, %v", strings.Join(n.Statements(), "\n"), err)
		}
	})
}

// TestAtOnce: versions entered at once each get a number of their own.
func TestAtOnce(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		desk, q := &workdays.Desk{DB: db}, by(t, tenants.QualityDept, tenants.Whole())
		var wg sync.WaitGroup
		for range 6 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				if row, errs, err := desk.Set(q, year2027()); row == nil {
					t.Error(errs, err)
				}
			}()
		}
		wg.Wait()
		top := db.Client.HolidayCalendar.Query().Where(holidaycalendar.Version(6)).CountX(datatest.System(t))
		if n := db.Client.HolidayCalendar.Query().CountX(datatest.System(t)); n != 6 || top != 1 {
			t.Errorf("%d versions, %d of them the sixth", n, top)
		}
	})
}

// TestRefused: what is no calendar of its year is refused, day by day.
func TestRefused(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	desk, q := &workdays.Desk{DB: db}, by(t, tenants.QualityDept, tenants.Whole())
	for name, x := range map[string]struct {
		edit func(*workdays.Wanted)
		want string
	}{
		"no year": {func(w *workdays.Wanted) { w.Year = 0 }, "input.year, input.days.0.day, input.days.1.day, input.days.2.day"},
		"a year far off": {func(w *workdays.Wanted) {
			w.Year, w.Days = 2101, []workdays.Day{{Day: "2101-01-01", Kind: workdays.Holiday, Name: "元旦"}}
		}, "input.year"},
		"a day of another year":  {func(w *workdays.Wanted) { w.Days[1].Day = "2026-12-31" }, "input.days.1.day"},
		"the same day twice":     {func(w *workdays.Wanted) { w.Days[1].Day = "2027-01-01" }, "input.days.1.day"},
		"both, on the same day":  {func(w *workdays.Wanted) { w.Days[2].Day = "2027-01-02" }, "input.days.2.day"},
		"made up on a weekday":   {func(w *workdays.Wanted) { w.Days[2].Day = "2027-01-08" }, "input.days.2.kind"},
		"no day":                 {func(w *workdays.Wanted) { w.Days = nil }, "input.days"},
		"no such day":            {func(w *workdays.Wanted) { w.Days[0].Day = "2027-02-29" }, "input.days.0.day"},
		"no name":                {func(w *workdays.Wanted) { w.Days[0].Name = " " }, "input.days.0.name"},
		"nobody says where from": {func(w *workdays.Wanted) { w.Source = "" }, "input.source"},
		"too many days":          {func(w *workdays.Wanted) { w.Days = make([]workdays.Day, 151) }, "input.days"},
		"a holiday at a weekend": {func(w *workdays.Wanted) { w.Days[1].Day = "2027-01-03" }, ""},
	} {
		w := year2027()
		x.edit(&w)
		_, errs, err := desk.Set(q, w)
		var got []string
		for _, e := range errs {
			if e.Code != string(fault.BadInput) || e.Message == "" {
				t.Errorf("%s: %+v", name, e)
			}
			got = append(got, e.Field)
		}
		if err != nil || strings.Join(got, ", ") != x.want {
			t.Errorf("%s: %v, %v; want %s", name, got, err, x.want)
		}
	}
	if n := db.Client.HolidayCalendar.Query().CountX(datatest.System(t)); n != 1 {
		t.Errorf("%d calendars, one of them was right", n)
	}
}

// TestWho: the calendar is the whole group's; whoever keeps policies of a part of it does not enter it.
func TestWho(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	w := datatest.Tell(t, db)
	desk := &workdays.Desk{DB: db}
	for name, ctx := range map[string]context.Context{
		"quality of a site": by(t, tenants.QualityDept, tenants.Some(w.Communities[0].ID)), "HR": by(t, tenants.HR, tenants.Whole()),
		"an administrator": by(t, tenants.Administrator, tenants.Whole()), "a manager": by(t, tenants.SiteManager, tenants.Some(w.Communities[0].ID)),
	} {
		if _, _, err := desk.Set(ctx, year2027()); fault.Of(err) == nil || fault.Of(err).Code != fault.Forbidden {
			t.Errorf("%s enters a calendar: %v", name, err)
		}
	}
	if _, _, err := desk.Set(t.Context(), year2027()); fault.Of(err) == nil || fault.Of(err).Code != fault.Unauthenticated {
		t.Errorf("nobody enters a calendar: %v", err)
	}
}
