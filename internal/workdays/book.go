package workdays

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/ent/gen/holidaycalendar"
	"estatehub/internal/data"
	"estatehub/internal/fresh"
	"estatehub/tenants"
)

// Book is the calendar of the database, kept in memory.
type Book struct{ kept *fresh.Value[*Calendar] }

// New is the book of a database.
func New(db *data.DB) *Book {
	return &Book{fresh.New(db, func(ctx context.Context) (*Calendar, error) { return Read(ctx, db.Client) },
		"HolidayCalendar", "CalendarDay")}
}

// Calendar is the newest version of each year, over the years the hub knows by itself.
func (b *Book) Calendar(ctx context.Context) (*Calendar, error) { return b.kept.Get(ctx) }

// Read reads it.
func Read(ctx context.Context, client *gen.Client) (*Calendar, error) {
	sys := tenants.System(ctx, "workdays: the calendars everybody works by")
	rows, err := client.HolidayCalendar.Query().Order(holidaycalendar.ByYear(), holidaycalendar.ByVersion()).WithDays().All(sys)
	if err != nil {
		return nil, err
	}
	c := Official()
	for i, row := range rows {
		if i+1 < len(rows) && rows[i+1].Year == row.Year {
			continue // a newer version follows
		}
		var days []Day
		for _, d := range row.Edges.Days {
			days = append(days, Day{d.Day, Kind(d.Kind), d.Name})
		}
		c = c.With(row.Year, row.Version, days)
	}
	return c, nil
}
