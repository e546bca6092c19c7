// Package upkeep adds, changes and removes the rows of any noun, as its description says: the values are coerced, life
// cycles kept, references looked up in scope, and what the database refuses is told by field.
package upkeep

import (
	"context"
	"errors"
	"fmt"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// Keeper keeps the nouns.
type Keeper struct{ DB *data.DB }

// refused carries user errors out of a transaction, which it ends.
type refused struct{ errs []*fault.UserError }

func (*refused) Error() string { return "upkeep: refused" }

// Create adds a row and returns it as the viewer sees it.
func (k *Keeper) Create(ctx context.Context, n *noun.Noun, input map[string]any) (gen.Node, []*fault.UserError, error) {
	return k.save(ctx, n, func(ctx context.Context, c *gen.Client) (gen.Node, error) {
		m, save := gen.OperationsOf[n.Name].Create(c)
		if err := k.fill(ctx, n, nil, m, input); err != nil {
			return nil, err
		}
		return save(ctx)
	})
}

// Update changes a row: what the input leaves out stays, null clears.
func (k *Keeper) Update(ctx context.Context, n *noun.Noun, input map[string]any) (gen.Node, []*fault.UserError, error) {
	return k.save(ctx, n, func(ctx context.Context, c *gen.Client) (gen.Node, error) {
		old, err := k.find(ctx, n, input["id"])
		if err != nil {
			return nil, err
		}
		m, save := gen.OperationsOf[n.Name].Update(c, old.Ident())
		if err := k.fill(ctx, n, old, m, input); err != nil {
			return nil, err
		}
		return save(ctx)
	})
}

// Remove removes a row to which nothing refers, and returns its id.
func (k *Keeper) Remove(ctx context.Context, n *noun.Noun, input map[string]any) (ident.ID, []*fault.UserError, error) {
	v, errs, err := k.save(ctx, n, func(ctx context.Context, c *gen.Client) (gen.Node, error) {
		old, err := k.find(ctx, n, input["id"])
		if err != nil {
			return nil, err
		}
		return old, gen.OperationsOf[n.Name].Delete(ctx, c, old.Ident())
	})
	if v == nil {
		return 0, errs, err
	}
	return v.Ident(), errs, err
}

// Shown are the errors as a payload shows them: never null.
func Shown(errs []*fault.UserError) []*fault.UserError {
	if errs == nil {
		return []*fault.UserError{}
	}
	return errs
}

func (k *Keeper) save(ctx context.Context, n *noun.Noun, do func(context.Context, *gen.Client) (gen.Node, error)) (v gen.Node, errs []*fault.UserError, err error) {
	scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Write)
	if err != nil {
		return nil, nil, err
	}
	if scope.IsNone() {
		return nil, nil, fault.Both(fault.Forbidden, "your role may not change "+n.Plural, "您的角色无权维护"+n.ZH)
	}
	err = k.DB.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		v, err = do(ctx, c)
		return err
	})
	if err == nil {
		return v, nil, nil
	}
	if errs, err = Explain(ctx, n, err); errs != nil {
		return nil, errs, nil
	}
	return nil, nil, err
}

// Explain turns what refused a change of a noun into user errors; what is none of the user's doing stays an error.
func Explain(ctx context.Context, n *noun.Noun, err error) ([]*fault.UserError, error) {
	var r *refused
	if errors.As(err, &r) {
		return r.errs, nil
	}
	one := func(field string, code fault.Code, en, zh string) ([]*fault.UserError, error) {
		e := fault.Both(code, en, zh)
		return []*fault.UserError{{Field: field, Code: string(code), Message: e.In(fault.Lang(ctx))}}, nil
	}
	var f *fault.Error
	if errors.As(err, &f) {
		if f.Code == fault.Forbidden || f.Code == fault.Unauthenticated {
			return nil, err
		}
		return one("", f.Code, f.EN, f.ZH)
	}
	if gen.IsNotFound(err) {
		p := coerce.NotFound()
		return one("input.id", p.Code, p.EN, p.ZH)
	}
	var invalid *gen.ValidationError
	if errors.As(err, &invalid) { // an argument that no field's limit was held against before
		if f := n.ByName(invalid.Name); f == nil {
			return one("input."+invalid.Name, fault.BadInput, "too long or out of range", "内容过长或超出范围")
		} else if f.Max > 0 {
			return one("input."+f.API, fault.BadInput, fmt.Sprintf("at most %d characters", f.Max), fmt.Sprintf("最多 %d 个字符", f.Max))
		} else {
			return one("input."+f.API, fault.BadInput, "out of range", "超出范围")
		}
	}
	s := store.Classify(err)
	if s == nil {
		return nil, err
	}
	switch s.Kind {
	case store.Constraint:
		if s.Rule == store.Unique {
			field := taken(n, s.Columns)
			return one("input."+field, fault.Conflict, field+" is taken already", "“"+field+"”已被占用")
		}
		if s.Rule == store.ForeignKey {
			return one("", fault.Conflict, "other rows still refer to it", "仍有其他记录引用，不能删除")
		}
	}
	return nil, err
}

// taken is the field by which a user knows a unique index: the last that is his to fill.
func taken(n *noun.Noun, columns []string) string {
	for i := len(columns) - 1; i >= 0; i-- {
		if f := n.ByName(columns[i]); f != nil && f.Input != noun.Never && f.Name != "community_id" {
			return f.API
		}
	}
	return "id"
}

func (k *Keeper) find(ctx context.Context, n *noun.Noun, raw any) (gen.Node, error) {
	id, problem := coerce.Value(&noun.Field{Type: noun.Ref}, raw)
	if problem == nil {
		if id := id.(ident.ID); id.Kind() == n.Kind {
			v, err := gen.OperationsOf[n.Name].Get(ctx, k.DB.Client, id)
			if !gen.IsNotFound(err) {
				return v, err
			}
		}
	}
	return nil, refuse(ctx, "id", coerce.NotFound())
}

func refuse(ctx context.Context, field string, p *coerce.Problem) error {
	return &refused{[]*fault.UserError{userError(ctx, field, p)}}
}

func userError(ctx context.Context, field string, p *coerce.Problem) *fault.UserError {
	return &fault.UserError{Field: "input." + field, Code: string(p.Code), Message: p.In(fault.Lang(ctx))}
}

// cycle holds a change of a value against the life cycle of its field.
func cycle(f *noun.Field, from, to string) *coerce.Problem {
	err := lifecycle.Named(f.Machine).Move(lifecycle.State(from), lifecycle.State(to))
	var wrong *lifecycle.WrongState
	if errors.As(err, &wrong) {
		return &coerce.Problem{Code: fault.WrongState, EN: wrong.Message("en"), ZH: wrong.Message("zh-CN")}
	}
	return nil
}
