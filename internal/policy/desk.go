package policy

import (
	"context"
	"fmt"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/policyvalue"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/upkeep"
	"estatehub/tenants"
)

// Desk is where policies are set. Versions of a key at a node never overlap, and none begins in the past.
type Desk struct{ DB *data.DB }

// Wanted is a version somebody wants to be in force.
type Wanted struct {
	Node  ident.ID
	Key   string
	Value string // empty: no limit
	From  string // first day
	Until string // last day; empty: until it is replaced or ended
	By    string // who approved it
	Why   string
}

// ahead is how many years a version may be set in advance.
const ahead = 10

// Set makes a version. One without a last day that holds until then ends the day before.
func (d *Desk) Set(ctx context.Context, w Wanted) (made *gen.PolicyValue, errs []*fault.UserError, err error) {
	errs, err = d.change(ctx, func(ctx context.Context, c *gen.Client, today string) error {
		if err := d.check(ctx, &w, today); err != nil {
			return err
		}
		all, err := c.PolicyValue.Query().Where(policyvalue.NodeID(w.Node), policyvalue.Key(w.Key)).Order(gen.Asc(policyvalue.FieldEffectiveFrom)).All(ctx)
		if err != nil {
			return err
		}
		create := c.PolicyValue.Create().SetNodeID(w.Node).SetKey(w.Key).SetValue(w.Value).SetEffectiveFrom(w.From).
			SetApprovedBy(w.By).SetReason(w.Why).SetEnteredBy(tenants.ViewerFrom(ctx).Login)
		if w.Until != "" {
			create.SetEffectiveUntil(w.Until)
		}
		version := 0
		var before *gen.PolicyValue // the one that would hold on the first day
		for _, old := range all {
			version = max(version, old.Version)
			switch {
			case !w.meets(old):
			case old.EffectiveFrom >= w.From:
				return overlaps(ctx, old)
			default:
				before = old
			}
		}
		switch {
		case before == nil:
		case before.EffectiveUntil != nil:
			return overlaps(ctx, before)
		default:
			if err := until(ctx, c, before, dayBefore(w.From)); err != nil {
				return err
			}
			create.SetReplacesID(before.ID)
		}
		made, err = create.SetVersion(version + 1).Save(ctx)
		return err
	})
	return made, errs, err
}

// meets tells whether there is a day on which both would hold.
func (w *Wanted) meets(old *gen.PolicyValue) bool {
	return (w.Until == "" || old.EffectiveFrom <= w.Until) && (old.EffectiveUntil == nil || *old.EffectiveUntil >= w.From)
}

func overlaps(ctx context.Context, old *gen.PolicyValue) error {
	en, zh := old.EffectiveFrom+" on", old.EffectiveFrom+" 起"
	if old.EffectiveUntil != nil {
		en, zh = old.EffectiveFrom+" to "+*old.EffectiveUntil, old.EffectiveFrom+" 至 "+*old.EffectiveUntil+" "
	}
	value := old.Value
	if value == "" {
		value = "–"
	}
	return fault.Refuse(ctx, "input.effectiveFrom", fault.Conflict,
		fmt.Sprintf("version %d (%s) is set from %s; end or withdraw it first", old.Version, value, en),
		fmt.Sprintf("第 %d 版（%s）已定于 %s生效，请先终止或撤回", old.Version, value, zh))
}

// End ends a version earlier than it would.
func (d *Desk) End(ctx context.Context, id ident.ID, day string) (row *gen.PolicyValue, errs []*fault.UserError, err error) {
	errs, err = d.change(ctx, func(ctx context.Context, c *gen.Client, today string) error {
		old, err := d.find(ctx, c, id)
		if err != nil {
			return err
		}
		switch {
		case old.EffectiveUntil != nil && *old.EffectiveUntil <= day:
			return fault.Refuse(ctx, "input.effectiveUntil", fault.WrongState, "it ends on "+*old.EffectiveUntil+" already", "该版本已定于 "+*old.EffectiveUntil+" 失效")
		case day < old.EffectiveFrom:
			return fault.Refuse(ctx, "input.effectiveUntil", fault.BadInput, "it begins on "+old.EffectiveFrom+"; withdraw it, if it is not to hold at all",
				"该版本自 "+old.EffectiveFrom+" 起生效；如不再需要，请撤回")
		case day < today:
			return fault.Refuse(ctx, "input.effectiveUntil", fault.BadInput, "today or later: the past is not judged anew", "不能早于今天：过去的判定不再更改")
		}
		if err := until(ctx, c, old, day); err != nil {
			return err
		}
		row, err = c.PolicyValue.Get(ctx, id)
		return err
	})
	return row, errs, err
}

// Withdraw takes a version back before its first day. The version it was to replace goes on and is returned.
func (d *Desk) Withdraw(ctx context.Context, id ident.ID) (before *gen.PolicyValue, errs []*fault.UserError, err error) {
	errs, err = d.change(ctx, func(ctx context.Context, c *gen.Client, today string) error {
		before = nil
		row, err := d.find(ctx, c, id)
		if err != nil {
			return err
		}
		if row.EffectiveFrom <= today {
			return fault.Refuse(ctx, "input.id", fault.WrongState, "it is in force since "+row.EffectiveFrom+"; end it", "该版本自 "+row.EffectiveFrom+" 起已生效，只能终止")
		}
		if row.ReplacesID != nil {
			last := dayBefore(row.EffectiveFrom)
			n, err := c.PolicyValue.Update().Where(policyvalue.ID(*row.ReplacesID), policyvalue.EffectiveUntil(last)).ClearEffectiveUntil().Save(ctx)
			if err != nil {
				return err
			}
			if n == 1 {
				if before, err = c.PolicyValue.Get(ctx, *row.ReplacesID); err != nil {
					return err
				}
			}
		}
		if err := c.PolicyValue.DeleteOneID(id).Exec(ctx); gen.IsNotFound(err) {
			return upkeep.ErrLost
		} else if err != nil {
			return err
		}
		return nil
	})
	return before, errs, err
}

// change makes a change on a day, for somebody who keeps policies somewhere.
func (d *Desk) change(ctx context.Context, do func(ctx context.Context, c *gen.Client, today string) error) ([]*fault.UserError, error) {
	v := tenants.ViewerFrom(ctx)
	if v == nil {
		return nil, fault.Both(fault.Unauthenticated, "nobody is signed in", "请先登录")
	}
	if v.Scope(tenants.Policies, tenants.Write).IsNone() {
		return nil, fault.Both(fault.Forbidden, "your role may not set policies", "您的角色无权设定制度参数")
	}
	return upkeep.Numbered(ctx, d.DB, gen.Nouns.Named("PolicyValue"), func(ctx context.Context, c *gen.Client) error {
		zone, err := moment.Zone(ctx, c)
		if err != nil {
			return err
		}
		return do(ctx, c, moment.Day(moment.Now(ctx), zone))
	})
}

// find is a version that the viewer may change.
func (d *Desk) find(ctx context.Context, c *gen.Client, id ident.ID) (*gen.PolicyValue, error) {
	row, err := c.PolicyValue.Get(ctx, id)
	switch {
	case gen.IsNotFound(err):
		return nil, fault.Refuse(ctx, "input.id", fault.NotFound, "no such row, or not in your scope", "不存在或不在您的管辖范围")
	case err != nil:
		return nil, err
	case !tenants.ViewerFrom(ctx).Scope(tenants.Policies, tenants.Write).Covers(row.NodeID):
		return nil, fault.Refuse(ctx, "input.id", fault.Forbidden, "it is set above your part of the organisation", "该参数由上级设定，您无权修改")
	}
	return row, nil
}

// until gives a version its last day, unless somebody else has meanwhile.
func until(ctx context.Context, c *gen.Client, old *gen.PolicyValue, day string) error {
	as := policyvalue.EffectiveUntilIsNil()
	if old.EffectiveUntil != nil {
		as = policyvalue.EffectiveUntil(*old.EffectiveUntil)
	}
	n, err := c.PolicyValue.Update().Where(policyvalue.ID(old.ID), as).SetEffectiveUntil(day).Save(ctx)
	if err == nil && n == 0 {
		return upkeep.ErrLost
	}
	return err
}

func dayBefore(day string) string { return shift(day, -1) }

// shift is a day so many days later. A day of the database or the API is always one.
func shift(day string, by int) string {
	t, _ := time.Parse(time.DateOnly, day)
	return t.AddDate(0, 0, by).Format(time.DateOnly)
}
