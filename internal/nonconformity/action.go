package nonconformity

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/ent/gen/correctiveaction"
	"estatehub/ent/gen/nonconformity"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/register"
	"estatehub/tenants"
)

// Measures are added while they are being set, and done from then until the nonconformity is verified.
var (
	setting = []lifecycle.State{lifecycle.CapaAnalysed, lifecycle.CapaMeasureSet}
	doing   = []lifecycle.State{lifecycle.CapaAnalysed, lifecycle.CapaMeasureSet, lifecycle.CapaReviewed, lifecycle.CapaSubmitted, lifecycle.CapaImplemented}
)

// AddAction adds a measure to a nonconformity.
func (d *Desk) AddAction(ctx context.Context, input map[string]any) (*ActionPayload, error) {
	var made *gen.CorrectiveAction
	_, errs, err := d.register.Edit(ctx, with(input, "id", input["nonconformityId"]), setting, func(ctx context.Context, c *register.Change) error {
		in := c.Input
		kind, measure, due := field(in, actionNoun, "kind"), field(in, actionNoun, "measure"), field(in, actionNoun, "due_on")
		owner, err := d.here(ctx, c, "ownerId")
		if err != nil {
			return err
		}
		if !in.Has("ownerId") {
			in.Refuse("ownerId", fault.BadInput, "a value is required", "必填")
		}
		zone, err := d.Policies.Zone(ctx)
		if err != nil {
			return err
		}
		if day, _ := due.(string); day != "" && day < moment.Day(c.At, zone) {
			in.Refuse("dueOn", fault.BadInput, "a day not before today", "不能早于今天")
		}
		if in.Refused() {
			return nil
		}
		c.Then(func(ctx context.Context) (err error) {
			made, err = c.Client.CorrectiveAction.Create().SetCommunityID(c.Site).SetNonconformityID(c.Row.Ident()).SetOwnerID(owner).
				SetKind(correctiveaction.Kind(kind.(string))).SetMeasure(measure.(string)).SetDueOn(due.(string)).Save(ctx)
			return err
		})
		return nil
	})
	rename(errs, "id", "nonconformityId")
	return actionPayload(made, errs, err)
}

// CompleteAction says that a measure was done, and what was done.
func (d *Desk) CompleteAction(ctx context.Context, input map[string]any) (*ActionPayload, error) {
	return d.act(ctx, lifecycle.Perform, input, func(ctx context.Context, c *register.Change) error {
		return set(c, map[string]any{
			"result": c.Input.Text("result", maxText), "done_at": c.At, "done_by": tenants.ViewerFrom(ctx).Login,
			"verified_at": nil, "verified_by": nil,
		})
	})
}

// VerifyAction says whether a measure was done well. Who did it, or was to, does not verify it.
func (d *Desk) VerifyAction(ctx context.Context, input map[string]any) (*ActionPayload, error) {
	verb := lifecycle.Verify
	if coerce.Plain(input["verified"]) == false {
		verb = lifecycle.Reject
	}
	return d.act(ctx, verb, input, func(ctx context.Context, c *register.Change) error {
		if own(ctx, c.Row.(*gen.CorrectiveAction)) {
			c.Input.Refuse("id", fault.Forbidden, "you did it: somebody else verifies", "措施由您实施，须由他人验证")
		}
		return set(c, map[string]any{
			"verification": c.Input.Text("verification", maxText), "verified_at": c.At, "verified_by": tenants.ViewerFrom(ctx).Login,
		})
	})
}

// WithdrawAction takes a measure back that was not done, because another is better.
func (d *Desk) WithdrawAction(ctx context.Context, input map[string]any) (*ActionPayload, error) {
	return d.act(ctx, lifecycle.Cancel, input, func(_ context.Context, c *register.Change) error {
		return c.Set("verification", c.Input.Text("reason", maxText))
	})
}

// act does a verb of a measure whose nonconformity is being worked on.
func (d *Desk) act(ctx context.Context, verb lifecycle.Verb, input map[string]any, do func(context.Context, *register.Change) error) (*ActionPayload, error) {
	return actionPayload(d.actions.Move(ctx, verb, input, func(ctx context.Context, c *register.Change) error {
		of, err := find(ctx, c.Client, c.Row.(*gen.CorrectiveAction).NonconformityID)
		if err != nil {
			return err
		}
		state := lifecycle.State(of.State)
		for _, s := range doing {
			if s == state {
				return do(ctx, c)
			}
		}
		t := lifecycle.Nonconformity.StateTitle(state)
		c.Input.Refuse("id", fault.WrongState, "its nonconformity is in state “"+t.EN+"”", "该不合格当前为“"+t.ZH+"”")
		return nil
	}))
}

func find(ctx context.Context, c *gen.Client, id ident.ID) (*gen.Nonconformity, error) {
	return c.Nonconformity.Query().Where(nonconformity.ID(id), nonconformity.CommunityID(id.Community())).Only(ctx)
}
