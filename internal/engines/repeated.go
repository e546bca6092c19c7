package engines

import (
	"context"
	"fmt"

	"estatehub/ent/gen"
	"estatehub/internal/lifecycle"
	"estatehub/internal/nonconformity"
	"estatehub/internal/policy"
)

// repeated raises a nonconformity for a matter that comes again and again (SYS-20, SYS-24), once for all that repeat the
// same first ticket.
func repeated(b *policy.Book) func(context.Context, *gen.Client, *gen.Ticket) error {
	return func(ctx context.Context, c *gen.Client, t *gen.Ticket) error {
		if t.RepeatOfID == nil || t.UnitID == nil || t.Topic == nil {
			return nil // linked by hand, to what is not the same by rule
		}
		p, err := b.At(ctx, t.CommunityID, t.OpenedAt)
		if err != nil {
			return err
		}
		source := "REPEAT_COMPLAINT"
		if lifecycle.TicketKind(t.Kind) == lifecycle.Repair {
			source = "REPEAT_REPAIR"
		}
		_, err = nonconformity.Raise(ctx, c, p, nonconformity.Trigger{
			Site: t.CommunityID, Source: source, Topic: string(*t.Topic), Ticket: t.ID,
			Description: fmt.Sprintf("同一事项第%d次：%s %s", t.Occurrence, t.Number, t.Content),
			Key:         nonconformity.RepeatKey(*t.UnitID, string(*t.Topic), string(t.Kind), *t.RepeatOfID),
		})
		return err
	}
}
