package upkeep

import (
	"context"
	"fmt"

	"entgo.io/ent"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// fill puts an input into a mutation, or refuses it with all that is wrong with it.
func (k *Keeper) fill(ctx context.Context, n *noun.Noun, old gen.Node, m ent.Mutation, input map[string]any) error {
	var errs []*fault.UserError
	community := communityOf(n, old, input)
	for _, f := range n.Fields {
		raw, given := input[f.API]
		if !given || f.Input == noun.Never {
			continue
		}
		if raw == nil && f.Default && old == nil {
			continue
		}
		v, problem := coerce.Value(f, raw)
		if problem == nil && v != nil && f.Type == noun.Ref {
			problem = Refer(ctx, k.DB, f, v.(ident.ID), community)
		}
		if problem == nil && f.Machine != "" && old != nil {
			from, err := m.OldField(ctx, f.Name)
			if err != nil {
				return err
			}
			problem = cycle(f, fmt.Sprint(from), v.(string))
		}
		if problem != nil {
			errs = append(errs, userError(ctx, f.API, problem))
			continue
		}
		if err := set(n, m, f, v); err != nil {
			return err
		}
	}
	if f, p := coerce.Together(n, stated(ctx, m)); p != nil && errs == nil {
		errs = append(errs, userError(ctx, f.API, p))
	}
	if errs != nil {
		return &refused{errs}
	}
	return nil
}

// communityOf is the community a row belongs to or is about to; zero where it is none's.
func communityOf(n *noun.Noun, old gen.Node, input map[string]any) ident.ID {
	if n.Wall != noun.Owned {
		return 0
	}
	if old != nil {
		return old.Ident().Community()
	}
	v, problem := coerce.Value(&noun.Field{Type: noun.Ref}, input["communityId"])
	if problem != nil {
		return 0
	}
	return v.(ident.ID)
}

// Refer looks a row up that a field refers to: of the right noun, in scope, and of the same community where it
// belongs to one. The database would refuse the rest, but could not say it in the user's words.
func Refer(ctx context.Context, db *data.DB, f *noun.Field, id, community ident.ID) *coerce.Problem {
	to := gen.Nouns.Of(id)
	if f.Ref == "" { // a node of the organisation
		if to == nil || !organisation[to.Name] {
			return coerce.NotFound()
		}
	} else if to == nil || to.Name != f.Ref {
		return coerce.NotFound()
	}
	if to.Wall == noun.Owned && community != 0 && id.Community() != community {
		return coerce.NotFound()
	}
	if _, err := gen.OperationsOf[to.Name].Get(ctx, db.Client, id); err != nil {
		return coerce.NotFound()
	}
	if to.Wall == noun.Root && f.Name == "community_id" {
		if scope, err := tenants.ScopeOf(ctx, gen.Nouns.Named("Community").Group, tenants.Bare); err != nil || !scope.Has(id) {
			return coerce.NotFound()
		}
	}
	return nil
}

var organisation = map[string]bool{"Organization": true, "Company": true, "ManagementOffice": true, "Community": true}

func set(n *noun.Noun, m ent.Mutation, f *noun.Field, v any) error {
	if v == nil {
		return m.ClearField(f.Name)
	}
	if s, ok := v.(string); ok && f.Type == noun.Enum {
		v = gen.EnumValue(n, f.Name, s)
	}
	if err := m.SetField(f.Name, v); err != nil {
		return fmt.Errorf("upkeep: %s.%s: %w", n.Name, f.Name, err)
	}
	return nil
}

// stated is a row as a mutation leaves it, by column.
func stated(ctx context.Context, m ent.Mutation) func(string) any {
	return func(column string) any {
		v, given := m.Field(column)
		if !given && m.Op().Is(ent.OpUpdateOne) && !m.FieldCleared(column) {
			v, _ = m.OldField(ctx, column)
		}
		return coerce.Plain(v)
	}
}
