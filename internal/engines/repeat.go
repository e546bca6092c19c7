package engines

import (
	"context"
	"time"

	"estatehub/internal/ident"
	"estatehub/internal/policy"
	"estatehub/internal/tickets"
)

// repeat is the rule of repeats as the policies have it, on the day a ticket was opened: a change never re-judges the past.
func repeat(b *policy.Book) func(context.Context, ident.ID, time.Time) (tickets.Repeat, error) {
	return func(ctx context.Context, site ident.ID, at time.Time) (tickets.Repeat, error) {
		p, err := b.At(ctx, site, at)
		if err != nil {
			return tickets.Repeat{}, err
		}
		return tickets.RepeatBy(p), nil
	}
}
