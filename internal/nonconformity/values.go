package nonconformity

import (
	"context"
	"maps"

	"estatehub/ent/gen"
	"estatehub/ent/gen/assignment"
	"estatehub/ent/gen/correctiveaction"
	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/register"
	"estatehub/tenants"
)

// set writes columns; nil clears what may be null and is not set yet in a new row.
func set(c *register.Change, values map[string]any) error {
	for name, v := range values {
		if v == nil && c.Row == nil {
			continue
		}
		if err := c.Set(name, v); err != nil {
			return err
		}
	}
	return nil
}

// with is an input with one argument more.
func with(input map[string]any, name string, v any) map[string]any {
	out := maps.Clone(input)
	out[name] = v
	return out
}

// rename tells of an argument by the name the user knows it by.
func rename(errs []*fault.UserError, from, to string) {
	for _, e := range errs {
		if e.Field == "input."+from {
			e.Field = "input." + to
		}
	}
}

// effective is the argument of closing: "yes", "no", or empty where it was not given.
func effective(input map[string]any) string {
	switch coerce.Plain(input["effective"]) {
	case true:
		return "yes"
	case false:
		return "no"
	}
	return ""
}

// answers reads who answers for it: somebody who works in the community today.
func (d *Desk) answers(ctx context.Context, c *register.Change, values map[string]any) error {
	id, err := d.here(ctx, c, "ownerId")
	if err == nil && id != 0 {
		values["owner_id"] = id
	}
	return err
}

// here reads an argument that names a member of staff who works in the community today; 0 where it was not given.
func (d *Desk) here(ctx context.Context, c *register.Change, argument string) (ident.ID, error) {
	id := c.Input.Ref(argument, "Staff")
	if id == 0 {
		return 0, nil
	}
	zone, err := d.Policies.Zone(ctx)
	if err != nil {
		return 0, err
	}
	works, err := c.Client.Assignment.Query().Where(assignment.CommunityID(c.Site), assignment.StaffID(id),
		assignment.Or(assignment.UntilIsNil(), assignment.UntilGTE(moment.Day(c.At, zone)))).Exist(ctx)
	if err == nil && !works {
		c.Input.Refuse(argument, fault.NotFound, "nobody who works in this community", "该员工不在本小区任职")
	}
	return id, err
}

// actionsOf are the measures of the row that were not withdrawn.
func actionsOf(ctx context.Context, c *register.Change) ([]*gen.CorrectiveAction, error) {
	return c.Client.CorrectiveAction.Query().Where(correctiveaction.CommunityID(c.Site), correctiveaction.NonconformityID(c.Row.Ident()),
		correctiveaction.StateNEQ(correctiveaction.State(lifecycle.ActionWithdrawn))).All(ctx)
}

// all refuses what is not done yet.
func all(ctx context.Context, c *register.Change, en, zh string, states ...lifecycle.State) error {
	actions, err := actionsOf(ctx, c)
	if err != nil {
		return err
	}
	left := len(actions) == 0
	for _, a := range actions {
		ok := false
		for _, s := range states {
			ok = ok || lifecycle.State(a.State) == s
		}
		left = left || !ok
	}
	if left {
		c.Input.Refuse("id", fault.WrongState, "not all its measures are "+en, "尚有措施未"+zh)
	}
	return nil
}

// own tells whether the viewer is who does a measure, or who said that it was done.
func own(ctx context.Context, a *gen.CorrectiveAction) bool {
	v := tenants.ViewerFrom(ctx)
	return v.Staff != 0 && v.Staff == a.OwnerID || a.DoneBy != nil && *a.DoneBy == v.Login
}

// field reads an argument as a field of another noun is in GraphQL, and refuses its absence.
func field(in *register.Input, n *noun.Noun, column string) any {
	f := n.ByName(column)
	v := in.Value(f.API, *f)
	if v == nil && !in.Has(f.API) {
		in.Refuse(f.API, fault.BadInput, "a value is required", "必填")
	}
	return v
}
