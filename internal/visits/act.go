package visits

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/gen/visitsample"
	"estatehub/internal/fault"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

var desc = sql.OrderDesc()

// Appoint agrees on a time with the customer.
func (d *Desk) Appoint(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Appoint, input, func(ctx context.Context, c *change) error {
		at := c.Input.Time("appointedAt")
		switch {
		case at.IsZero():
			if !c.Input.Refused() {
				c.Input.Refuse("appointedAt", fault.BadInput, "a time is needed", "须填写预约时间")
			}
		case at.Before(c.At):
			c.Input.Refuse("appointedAt", fault.BadInput, "this time is past", "预约时间已过")
		case at.Before(c.visit.OpensAt):
			c.refuseEarly("appointedAt")
		}
		visitor, err := c.visitor(ctx)
		if err != nil || c.Input.Refused() {
			return err
		}
		if visitor != 0 {
			if err := c.Set("visitor_id", visitor); err != nil {
				return err
			}
		}
		return c.Set("appointed_at", at)
	})
}

func (c *change) refuseEarly(argument string) {
	c.Input.Refuse(argument, fault.BadInput, "the visit may not be made yet: see opensAt", "尚未到可回访时间（见窗口开始）")
}

// Miss notes that the customer was not reached.
func (d *Desk) Miss(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Miss, input, func(_ context.Context, c *change) error {
		if c.At.Before(c.visit.OpensAt) {
			c.refuseEarly("id")
			return nil
		}
		return c.Set("attempts", c.visit.Attempts+1)
	})
}

// Waive gives a visit up. What the rules ask for in full is visited; of a sample the head office may give one up, and the
// site as many as it has added.
func (d *Desk) Waive(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Waive, input, func(ctx context.Context, c *change) error {
		ok, err := d.waivable(ctx, c)
		if err != nil {
			return err
		}
		if !ok {
			return nil
		}
		c.Then(func(ctx context.Context) error {
			return d.Clocks.Cancel(ctx, c.Client, subject(c.visit), windowRule(c.visit), c.At)
		})
		return c.Set("reason", c.Input.Text("reason", 500))
	})
}

func (d *Desk) waivable(ctx context.Context, c *change) (bool, error) {
	v := c.visit
	if v.TicketID == nil {
		return true, nil
	}
	if v.SampleID == nil && v.Added && v.Round == 1 {
		return true, nil
	}
	if v.SampleID == nil {
		c.Input.Refuse("id", fault.WrongState, "what was done again after a visit is visited again: it cannot be waived", "重新处理后的回访不能免访")
		return false, nil
	}
	s, err := c.Client.VisitSample.Query().Where(visitsample.ID(*v.SampleID), visitsample.CommunityID(c.Site)).Only(ctx)
	if err != nil {
		return false, err
	}
	if s.Coverage >= 1 {
		c.Input.Refuse("id", fault.WrongState, "the rules ask for all of these visits: it cannot be waived ("+v.Rule+")", "该类回访要求全部回访，不能免访（"+v.Rule+"）")
		return false, nil
	}
	if slices.Contains(tenants.ViewerFrom(ctx).Roles(c.Site), tenants.QualityDept) {
		return true, nil
	}
	left, err := c.Client.ReturnVisit.Query().Where(returnvisit.CommunityID(c.Site), returnvisit.SampleID(s.ID), returnvisit.Round(1),
		returnvisit.StateNEQ(returnvisit.StateWAIVED)).Count(ctx)
	if err != nil {
		return false, err
	}
	if left <= Quota(s.Coverage, s.Completed) {
		c.Input.Refuse("id", fault.WrongState, "the sample has no visit to spare: a site may add to it, not take from it", "抽样数量不足，小区只能增加、不能减少回访")
		return false, nil
	}
	return true, nil
}

// Answer notes what the customer was answered to the question he was left with.
func (d *Desk) Answer(ctx context.Context, input map[string]any) (*Payload, error) {
	done := []lifecycle.State{lifecycle.VisitQualified, lifecycle.VisitUnqualified}
	return answer(d.register.Edit(still(ctx), input, done, d.about(func(_ context.Context, c *change) error {
		text := c.Input.Text("answer", 2000)
		switch {
		case c.Input.Refused():
		case text == "":
			c.Input.Refuse("answer", fault.BadInput, "say what he was answered", "须填写答复内容")
		case c.visit.PromisedAt == nil:
			c.Input.Refuse("id", fault.WrongState, "no question was left open at this visit", "该回访没有待答复事项")
		case c.visit.AnsweredAt != nil:
			c.Input.Refuse("id", fault.WrongState, "it was answered already", "已答复")
		}
		if c.Input.Refused() {
			return nil
		}
		c.Then(func(ctx context.Context) error {
			return d.Clocks.Meet(ctx, c.Client, subject(c.visit), answerRule, c.At)
		})
		if err := c.Set("answer", text); err != nil {
			return err
		}
		return c.Set("answered_at", c.At)
	})))
}
