package data

import (
	"context"
	"errors"
	"fmt"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/intercept"
	"estatehub/ent/noun"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// ErrBookkeeping is the error of reading or writing the hub's own tables outside a system scope.
var ErrBookkeeping = errors.New("data: the hub's own table is used in a system scope only")

// wall puts the first wall up, for reads and writes alike, and the masks.
func (db *DB) wall(without Walls) {
	if !without.Reads {
		db.Client.Intercept(intercept.TraverseFunc(func(ctx context.Context, q intercept.Query) error {
			p, err := visible(ctx, gen.Nouns.Named(q.Type()))
			if err == nil && p != nil {
				q.WhereP(p)
			}
			return err
		}))
	}
	if !without.Masks {
		db.Client.Intercept(ent.InterceptFunc(func(next ent.Querier) ent.Querier {
			return ent.QuerierFunc(func(ctx context.Context, q ent.Query) (ent.Value, error) {
				v, err := next.Query(ctx, q)
				if err == nil && !tenants.IsSystem(ctx) {
					gen.MaskAll(v, masker{tenants.ViewerFrom(ctx)})
				}
				return v, err
			})
		}))
	}
	db.Client.Use(func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			return db.mutate(ctx, m, next, without.Writes)
		})
	})
}

// visible is the condition on the rows of a noun that the viewer may see; nil where there is none.
func visible(ctx context.Context, n *noun.Noun) (func(*sql.Selector), error) {
	if tenants.IsSystem(ctx) {
		return nil, nil
	}
	counted := gen.Nouns.Named(n.Counts)
	if n.Internal && counted == nil {
		return nil, fmt.Errorf("%w: %s", ErrBookkeeping, n.Name)
	}
	if counted != nil { // who sees the rows sees how many there are
		n = counted
	}
	scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Bare)
	if err != nil {
		return nil, err
	}
	switch n.Wall {
	case noun.Owned:
		return within(scope, "community_id"), nil
	case noun.Root:
		return within(scope, "id"), nil
	case noun.Reached:
		return reach(tenants.ViewerFrom(ctx), n, scope), nil
	default:
		return nil, nil
	}
}

// within is the tenant predicate: the column is a community of the scope.
func within(scope tenants.Scope, column string) func(*sql.Selector) {
	if scope.IsWhole() {
		return nil
	}
	return func(s *sql.Selector) { s.Where(oneOf(s.C(column), scope.Communities())) }
}

// oneOf is IN, with a value that no row has where the list is empty, so that the statement still names the column.
func oneOf(column string, list []ident.ID) *sql.Predicate {
	switch len(list) {
	case 0:
		return sql.EQ(column, ident.ID(0))
	case 1:
		return sql.EQ(column, list[0])
	}
	return sql.In(column, anys(list)...)
}

func anys(list []ident.ID) []any {
	args := make([]any, len(list))
	for i, id := range list {
		args[i] = id
	}
	return args
}
