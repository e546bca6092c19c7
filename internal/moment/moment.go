// Package moment tells the time to everything that keeps deadlines. It is the machine's, unless a context carries another:
// so a year of the portfolio can be lived through in a test, by the same engines.
package moment

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/tenants"
)

type key struct{}

// With makes it another time.
func With(ctx context.Context, at time.Time) context.Context {
	return context.WithValue(ctx, key{}, at)
}

// Now is the time in UTC, to the microsecond, which is what the databases keep.
func Now(ctx context.Context) time.Time {
	at, ok := ctx.Value(key{}).(time.Time)
	if !ok {
		at = time.Now()
	}
	return at.UTC().Truncate(time.Microsecond)
}

// Zone is the organisation's time zone, in which days, months and working hours are reckoned.
func Zone(ctx context.Context, c *gen.Client) (*time.Location, error) {
	o, err := c.Organization.Query().First(tenants.System(ctx, "moment: the organisation's time zone"))
	name := "Asia/Shanghai"
	switch {
	case err == nil:
		name = o.Timezone
	case !gen.IsNotFound(err):
		return nil, err
	}
	zone, err := time.LoadLocation(name)
	if err != nil { // a zone nobody knows: the sites are in China
		return time.FixedZone("Asia/Shanghai", 8*60*60), nil
	}
	return zone, nil
}

// Day is the calendar day of a time in a zone, as 2006-01-02.
func Day(at time.Time, zone *time.Location) string { return at.In(zone).Format("2006-01-02") }

// Month is the month of a time in a zone, as 2006-01.
func Month(at time.Time, zone *time.Location) string { return at.In(zone).Format("2006-01") }
