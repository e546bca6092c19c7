package duties

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/duty"
	"estatehub/ent/gen/dutytemplate"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/register"
	"estatehub/tenants"
)

// maxSlots is how often a duty may be due in one period of a community.
const maxSlots = 1000

// maxRaces is how often something is tried against others who do the same at once.
const maxRaces = 20

// OpenInspection makes one instance of a template that recurs on demand: a quality inspection, a notice, a drill.
func (d *Desk) OpenInspection(ctx context.Context, input map[string]any) (*Payload, error) {
	zone, err := d.zoneOf(ctx)
	if err != nil {
		return nil, err
	}
	days, err := d.days(ctx)
	if err != nil {
		return nil, err
	}
	var row gen.Node
	var errs []*fault.UserError
	for range maxRaces {
		row, errs, err = d.register().Open(ctx, input, func(ctx context.Context, c *register.Change) error {
			id := c.Input.Ref("templateId", "DutyTemplate")
			if c.Input.Refused() {
				return nil
			}
			if id == 0 {
				c.Input.Refuse("templateId", fault.BadInput, "a value is required", "必填")
				return nil
			}
			t, err := c.Client.DutyTemplate.Query().Where(dutytemplate.ID(id)).Only(ctx)
			if err != nil {
				return err
			}
			if !openable(ctx, c, t) {
				return nil
			}
			rules, err := of(t)
			if err != nil {
				en, zh := sentences(err)
				c.Input.Refuse("templateId", fault.BadInput, en, zh)
				return nil
			}
			set, err := d.inForce(ctx, c.Site, c.At)
			if err != nil {
				return err
			}
			i := tuningOf(set).apply(t.Code, rules).instance(PeriodOf("DAILY", c.At.In(zone)), 1, days, zone)
			if at := c.Input.Time("dueAt"); !at.IsZero() {
				if !at.After(c.At) {
					c.Input.Refuse("dueAt", fault.BadInput, "a time that is still to come", "期限须晚于当前时间")
				}
				i.Due, i.Month = at, at.In(zone).Format("2006-01")
			}
			slot, err := freeSlot(ctx, c.Client, c.Site, id, i.Period)
			if err != nil {
				return err
			}
			row := map[string]any{"template_id": id, "kind": string(t.Kind), "period": i.Period, "slot": slot, "month": i.Month, "remind_at": c.At, "due_at": i.Due}
			if unit := c.Input.Ref("unitId", "Unit"); unit != 0 {
				row["unit_id"] = unit
			}
			if err := d.assign(ctx, c); err != nil {
				return err
			}
			return sets(c, row)
		})
		if err != nil || len(errs) != 1 || errs[0].Code != string(fault.Conflict) {
			break // else somebody else took the slot a moment earlier
		}
	}
	return payload(row, nil, errs, err)
}

// openable tells whether a template may be opened by hand, and by the viewer; what stands against it he is told.
func openable(ctx context.Context, c *register.Change, t *gen.DutyTemplate) bool {
	heads := []tenants.Role{tenants.SiteManager, tenants.QualityDept}
	switch {
	case t.Frequency != "ON_DEMAND":
		c.Input.Refuse("templateId", fault.BadInput, "it recurs by itself: only what is due on demand is opened", "该任务按周期自动生成，只有按需任务可以发起")
	case !t.Active:
		c.Input.Refuse("templateId", fault.WrongState, "the template is out of use", "该模板已停用")
	case t.Kind == "INSPECTION" && !slices.ContainsFunc(tenants.ViewerFrom(ctx).Roles(c.Site), func(r tenants.Role) bool { return slices.Contains(heads, r) }):
		c.Input.Refuse("templateId", fault.Forbidden, "the head of the site or head-office quality opens inspections", "品质检查由管理处主任或总部品质发起")
	default:
		return true
	}
	return false
}

// freeSlot is the next slot of a template in a period.
func freeSlot(ctx context.Context, c *gen.Client, site, template ident.ID, period string) (int, error) {
	last, err := c.Duty.Query().Where(duty.CommunityID(site), duty.TemplateID(template), duty.Period(period)).Order(duty.BySlot(sql.OrderDesc())).First(ctx)
	switch {
	case gen.IsNotFound(err):
		return 1, nil
	case err != nil:
		return 0, err
	case last.Slot >= maxSlots:
		return 0, fault.Refuse(ctx, "input.templateId", fault.LimitExceeded, "it was opened too often today", "该任务今日发起次数已达上限")
	}
	return last.Slot + 1, nil
}

// scheduled is the state in which instances are made.
const scheduled = duty.State(lifecycle.DutyScheduled)
