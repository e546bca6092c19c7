package duties

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/ent/gen/duty"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/tenants"
)

// lapsing is how many duties lapse in one transaction.
const lapsing = 500

// Lapse lets those duties lapse whose time has run out, the oldest first and a bounded number at a time: they are late,
// and candidates for a penalty. Each is changed only if it is still to be done, so that nodes may do it together.
func (d *Desk) Lapse(ctx context.Context) (more bool, err error) {
	ctx = tenants.System(ctx, "duties: let those lapse whose time has run out")
	now := moment.Now(ctx)
	var ids []ident.ID
	err = d.DB.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		ids, err = c.Duty.Query().Where(duty.StateEQ(scheduled), duty.DueAtLT(now)).Order(duty.ByDueAt()).Limit(lapsing).IDs(ctx)
		if err != nil || len(ids) == 0 {
			return err
		}
		return c.Duty.Update().Where(duty.IDIn(ids...), duty.StateEQ(scheduled)).SetState(duty.State(lifecycle.DutyLate)).
			SetOnTime(false).SetPenaltyKey(PenaltyKey).Exec(ctx)
	})
	return len(ids) == lapsing, err
}
