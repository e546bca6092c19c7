// Package register opens and moves the rows of nouns that have a life cycle: return visits, surveys, nonconformities,
// duties. What package lifecycle declares is enforced here, for every noun by the same few functions; what a verb does
// beyond changing the state is said by who calls.
package register

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/upkeep"
	"estatehub/tenants"
)

// Register is one noun with its life cycle.
type Register struct {
	DB      *data.DB
	Noun    *noun.Noun
	Machine *lifecycle.Machine
}

// New is the register of a noun.
func New(db *data.DB, name string, m *lifecycle.Machine) *Register {
	return &Register{DB: db, Noun: gen.Nouns.Named(name), Machine: m}
}

// Change is a row about to be opened or moved, inside its transaction.
type Change struct {
	Client *gen.Client
	Row    gen.Node     // as it was; nil where it is opened
	Saved  gen.Node     // as it is, once saved
	To     ent.Mutation // takes columns by Set
	Input  *Input
	At     time.Time // when it is done
	From   lifecycle.State
	Step   lifecycle.Transition
	Site   ident.ID
	noun   *noun.Noun
	after  []func(context.Context) error
}

// Set writes a column; nil clears it. An enum is given as text.
func (c *Change) Set(column string, v any) error {
	f := c.noun.ByName(column)
	if v == nil {
		return c.To.ClearField(column)
	}
	if s, ok := v.(string); ok && f.EnumType != "" {
		v = gen.EnumValue(c.noun, column, s)
	}
	if err := c.To.SetField(column, v); err != nil {
		return fmt.Errorf("register: %s.%s: %w", c.noun.Name, column, err)
	}
	return nil
}

// Then does something once the row is saved, in the same transaction.
func (c *Change) Then(do func(context.Context) error) { c.after = append(c.after, do) }

// errLost is the error of a transaction that found the row moved since it read it.
var errLost = errors.New("register: the row was moved meanwhile")

// maxRaces is how often a move is tried against others; each time it is judged anew by the state it finds.
const maxRaces = 20

// Open makes a row in the first state of its machine, in the community of the input's communityId. fill sets its columns;
// what it finds wrong with the input it tells the input, and the row is not made.
func (r *Register) Open(ctx context.Context, input map[string]any, fill func(context.Context, *Change) error) (gen.Node, []*fault.UserError, error) {
	return r.try(ctx, func(ctx context.Context, client *gen.Client) (*Change, func(context.Context) (gen.Node, error), error) {
		in := r.input(ctx, input)
		site, err := r.site(ctx, in)
		if err != nil {
			return nil, nil, err
		}
		m, save := gen.OperationsOf[r.Noun.Name].Create(client)
		c := &Change{Client: client, To: m, Input: in, At: moment.Now(ctx), Site: site, noun: r.Noun}
		in.site = site
		if err := c.Set("community_id", site); err != nil {
			return nil, nil, err
		}
		if err := c.Set("state", string(r.Machine.Initial)); err != nil {
			return nil, nil, err
		}
		return c, save, fill(ctx, c)
	})
}

// Move does a verb. The input is that of the mutation: id, and what the verb needs; do sets what changes beside the state.
func (r *Register) Move(ctx context.Context, verb lifecycle.Verb, input map[string]any, do func(context.Context, *Change) error) (gen.Node, []*fault.UserError, error) {
	return r.try(ctx, func(ctx context.Context, client *gen.Client) (*Change, func(context.Context) (gen.Node, error), error) {
		in := r.input(ctx, input)
		row, m, save, state, err := r.find(ctx, client, in)
		if err != nil {
			return nil, nil, err
		}
		site := row.Ident().Community()
		in.site = site
		step, err := r.Machine.Enforce(state, verb, tenants.ViewerFrom(ctx).Roles(site), in.Has)
		if err := Guarded(ctx, err, func(input string) string { return input }); err != nil {
			return nil, nil, err
		}
		c := &Change{Client: client, Row: row, To: m, Input: in, At: moment.Now(ctx), From: state, Step: step, Site: site, noun: r.Noun}
		if err := c.Set("state", string(step.To)); err != nil {
			return nil, nil, err
		}
		return c, save, do(ctx, c)
	})
}

// Edit changes a row that stays in its state; only in states where that is allowed.
func (r *Register) Edit(ctx context.Context, input map[string]any, states []lifecycle.State, do func(context.Context, *Change) error) (gen.Node, []*fault.UserError, error) {
	return r.try(ctx, func(ctx context.Context, client *gen.Client) (*Change, func(context.Context) (gen.Node, error), error) {
		in := r.input(ctx, input)
		row, m, save, state, err := r.find(ctx, client, in)
		if err != nil {
			return nil, nil, err
		}
		if !slices.Contains(states, state) {
			t := r.Machine.StateTitle(state)
			return nil, nil, fault.Refuse(ctx, "input.id", fault.WrongState, "it is in state “"+t.EN+"”: it cannot be changed", "当前为“"+t.ZH+"”，不能修改")
		}
		c := &Change{Client: client, Row: row, To: m, Input: in, At: moment.Now(ctx), From: state, Site: row.Ident().Community(), noun: r.Noun}
		in.site = c.Site
		return c, save, do(ctx, c)
	})
}

// try runs a change in a transaction, as often as others are faster, and tells what the user did wrong.
func (r *Register) try(ctx context.Context, begin func(context.Context, *gen.Client) (*Change, func(context.Context) (gen.Node, error), error)) (row gen.Node, errs []*fault.UserError, err error) {
	if err := r.signed(ctx); err != nil {
		return nil, nil, err
	}
	err = errLost
	for n := 0; n < maxRaces && errors.Is(err, errLost); n++ {
		err = r.DB.Tx(ctx, func(ctx context.Context, client *gen.Client) error {
			c, save, err := begin(ctx, client)
			if err != nil {
				return err
			}
			if errs := c.Input.errs; len(errs) > 0 {
				return &fault.Refusal{Errors: errs}
			}
			if row, err = save(ctx); gen.IsNotFound(err) && c.Row != nil {
				return errLost
			}
			if err != nil {
				return err
			}
			c.Saved = row
			for _, do := range c.after {
				if err := do(ctx); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err == nil {
		row, err = gen.OperationsOf[r.Noun.Name].Get(ctx, r.DB.Client, row.Ident()) // what was done after it may have changed it
		return row, nil, err
	}
	errs, err = r.explain(ctx, err)
	return nil, errs, err
}

// explain turns an error into user errors where it is of the user's doing.
func (r *Register) explain(ctx context.Context, err error) ([]*fault.UserError, error) {
	if errors.Is(err, errLost) {
		return []*fault.UserError{fault.Tell(ctx, "input.id", fault.Conflict, "others are changing this row; look again and repeat", "该记录正被他人处理，请刷新后重试")}, nil
	}
	if errs := fault.Refused(err); errs != nil {
		return errs, nil
	}
	return upkeep.Explain(ctx, r.Noun, err)
}

// signed refuses who is nobody, and who may change this noun nowhere.
func (r *Register) signed(ctx context.Context) error {
	v := tenants.ViewerFrom(ctx)
	if v == nil {
		return fault.Both(fault.Unauthenticated, "nobody is signed in", "请先登录")
	}
	if v.Scope(r.Noun.Group, tenants.Write).IsNone() {
		return fault.Both(fault.Forbidden, "your role may not change "+r.Noun.Plural, "您的角色无权处理"+r.Noun.ZH)
	}
	return nil
}

// site is the community a row is to be opened in.
func (r *Register) site(ctx context.Context, in *Input) (ident.ID, error) {
	id := coerce.Reference(in.raw["communityId"])
	level := tenants.ViewerFrom(ctx).Level(r.Noun.Group, id)
	there := id.Kind() == ident.KindCommunity && level > tenants.None
	if there {
		_, err := gen.OperationsOf["Community"].Get(ctx, r.DB.Client, id)
		if err != nil && !gen.IsNotFound(err) {
			return 0, err
		}
		there = err == nil
	}
	switch {
	case !there:
		return 0, unknown(ctx, "communityId")
	case level < tenants.Write:
		return 0, fault.Refuse(ctx, "input.communityId", fault.Forbidden, "you may read this community, not change it", "您只能查看该小区，无权修改")
	}
	return id, nil
}

// Site is the community of the input's communityId, for who may change rows of the noun there: for what is done to many of
// its rows at once.
func (r *Register) Site(ctx context.Context, input map[string]any) (ident.ID, []*fault.UserError, error) {
	if err := r.signed(ctx); err != nil {
		return 0, nil, err
	}
	id, err := r.site(ctx, r.input(ctx, input))
	if err != nil {
		errs, err := r.explain(ctx, err)
		return 0, errs, err
	}
	return id, nil, nil
}

// find is the row of the input's id, for somebody who is about to change it: what he cannot see is not there, what he may
// only read is forbidden. The change holds only if the row is still in the state it was read in.
func (r *Register) find(ctx context.Context, client *gen.Client, in *Input) (gen.Node, ent.Mutation, func(context.Context) (gen.Node, error), lifecycle.State, error) {
	id := coerce.Reference(in.raw["id"])
	if id.Kind() != r.Noun.Kind {
		return nil, nil, nil, "", unknown(ctx, "id")
	}
	row, err := gen.OperationsOf[r.Noun.Name].Get(ctx, client, id)
	if gen.IsNotFound(err) {
		return nil, nil, nil, "", unknown(ctx, "id")
	}
	if err != nil {
		return nil, nil, nil, "", err
	}
	if tenants.ViewerFrom(ctx).Level(r.Noun.Group, id.Community()) < tenants.Write {
		return nil, nil, nil, "", fault.Refuse(ctx, "input.id", fault.Forbidden, "you may read this, not change it", "您只能查看，无权处理")
	}
	m, save := gen.OperationsOf[r.Noun.Name].Update(client, id)
	old, err := m.OldField(ctx, "state")
	if err != nil {
		return nil, nil, nil, "", err
	}
	m.(interface{ WhereP(...func(*sql.Selector)) }).WhereP(sql.FieldEQ("state", old))
	return row, m, save, lifecycle.State(fmt.Sprint(old)), nil
}

// Guarded puts what a machine has against a verb into the user's words; argument names what takes an input of the machine.
func Guarded(ctx context.Context, err error, argument func(input string) string) error {
	var state *lifecycle.WrongState
	var role *lifecycle.WrongRole
	var missing *lifecycle.Missing
	switch {
	case errors.As(err, &state):
		return fault.Refuse(ctx, "input.id", fault.WrongState, state.Message("en"), state.Message("zh-CN"))
	case errors.As(err, &role):
		return fault.Refuse(ctx, "input.id", fault.Forbidden, role.Message("en"), role.Message("zh-CN"))
	case errors.As(err, &missing):
		out := &fault.Refusal{}
		for _, in := range missing.Inputs {
			one := &lifecycle.Missing{Machine: missing.Machine, Verb: missing.Verb, Inputs: []string{in}}
			out.Errors = append(out.Errors, fault.Tell(ctx, "input."+argument(in), fault.BadInput, one.Message("en"), one.Message("zh-CN")))
		}
		return out
	}
	return err
}

func unknown(ctx context.Context, argument string) error {
	p := coerce.NotFound()
	return fault.Refuse(ctx, "input."+argument, p.Code, p.EN, p.ZH)
}
