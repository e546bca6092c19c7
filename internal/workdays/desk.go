package workdays

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/calendarday"
	"estatehub/ent/gen/holidaycalendar"
	"estatehub/internal/coerce"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/upkeep"
	"estatehub/tenants"
)

// Desk is where calendars are entered.
type Desk struct{ DB *data.DB }

// Wanted is a year as somebody enters it.
type Wanted struct {
	Year   int
	Source string // where the days come from
	Days   []Day
}

// most is how many days of a year may differ from their weekday.
const most = 150

// Set enters a new version of a year. It is for who keeps the policies of the whole group: everybody works by it.
func (d *Desk) Set(ctx context.Context, w Wanted) (made *gen.HolidayCalendar, errs []*fault.UserError, err error) {
	v := tenants.ViewerFrom(ctx)
	switch {
	case v == nil:
		return nil, nil, fault.Both(fault.Unauthenticated, "nobody is signed in", "请先登录")
	case !v.Scope(tenants.Policies, tenants.Write).IsWhole():
		return nil, nil, fault.Both(fault.Forbidden, "only who sets the policies of the whole group may enter its calendar", "仅集团制度管理人员可设定节假日")
	}
	if errs := w.check(ctx); errs != nil {
		return nil, errs, nil
	}
	errs, err = upkeep.Numbered(ctx, d.DB, gen.Nouns.Named("HolidayCalendar"), func(ctx context.Context, c *gen.Client) error {
		made, err = w.save(ctx, c, v.Login)
		return err
	})
	return made, errs, err
}

func (w *Wanted) save(ctx context.Context, c *gen.Client, login string) (*gen.HolidayCalendar, error) {
	version := 1
	last, err := c.HolidayCalendar.Query().Where(holidaycalendar.Year(w.Year)).Order(gen.Desc(holidaycalendar.FieldVersion)).First(ctx)
	if err == nil {
		version = last.Version + 1
	} else if !gen.IsNotFound(err) {
		return nil, err
	}
	made, err := c.HolidayCalendar.Create().SetYear(w.Year).SetVersion(version).SetSource(w.Source).SetEnteredBy(login).Save(ctx)
	if err != nil {
		return nil, err
	}
	for _, day := range w.Days {
		err := c.CalendarDay.Create().SetCalendarID(made.ID).SetDay(day.Day).SetKind(calendarday.Kind(day.Kind)).SetName(day.Name).Exec(ctx)
		if err != nil {
			return nil, err
		}
	}
	return made, nil
}

// checker gathers what is wrong with an input, so that the user is told of all at once.
type checker struct {
	ctx  context.Context
	errs []*fault.UserError
}

func (c *checker) refuse(field string, code fault.Code, en, zh string) {
	c.errs = append(c.errs, fault.Tell(c.ctx, "input."+field, code, en, zh))
}

func (c *checker) text(field, noun, column string, s *string) {
	v, p := coerce.Value(gen.Nouns.Named(noun).ByName(column), *s)
	if p != nil {
		c.refuse(field, p.Code, p.EN, p.ZH)
		return
	}
	*s, _ = v.(string)
}

// check refuses what is no calendar of the year.
func (w *Wanted) check(ctx context.Context) []*fault.UserError {
	c := &checker{ctx: ctx}
	if _, p := coerce.Value(gen.Nouns.Named("HolidayCalendar").ByName("year"), w.Year); p != nil {
		c.refuse("year", p.Code, p.EN, p.ZH)
	}
	c.text("source", "HolidayCalendar", "source", &w.Source)
	switch {
	case len(w.Days) == 0:
		c.refuse("days", fault.BadInput, "no day is given: every year has public holidays", "未列出任何日期：每年均有法定节假日")
	case len(w.Days) > most:
		c.refuse("days", fault.BadInput, fmt.Sprintf("at most %d days", most), fmt.Sprintf("最多 %d 天", most))
		return c.errs
	}
	seen := map[string]bool{}
	for i := range w.Days {
		w.day(c, "days."+strconv.Itoa(i), &w.Days[i], seen)
	}
	return c.errs
}

func (w *Wanted) day(c *checker, at string, d *Day, seen map[string]bool) {
	t, err := time.Parse(time.DateOnly, d.Day)
	switch {
	case err != nil:
		c.refuse(at+".day", fault.BadInput, "a day as 2026-01-31", "应为日期，如 2026-01-31")
	case t.Year() != w.Year:
		c.refuse(at+".day", fault.BadInput, fmt.Sprintf("%s is not in %d", d.Day, w.Year), fmt.Sprintf("%s 不在 %d 年", d.Day, w.Year))
	case seen[d.Day]:
		c.refuse(at+".day", fault.BadInput, d.Day+" is given twice", d.Day+" 重复")
	case d.Kind == MakeUp && t.Weekday() != time.Saturday && t.Weekday() != time.Sunday:
		c.refuse(at+".kind", fault.BadInput, d.Day+" is no day of a weekend: it is worked anyway", d.Day+" 不是周末，本为工作日")
	}
	seen[d.Day] = true
	c.text(at+".name", "CalendarDay", "name", &d.Name)
}
