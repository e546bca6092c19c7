package graph

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ownership"
	"estatehub/graph/exec"
	"estatehub/graph/model"
	"estatehub/graph/nouns"
	"estatehub/internal/ident"
	"estatehub/internal/listing"
)

// maxHeld is the most ownerships that are looked up for one unit or owner.
const maxHeld = 10_000

type (
	unitResolver  struct{ nouns.Unit }
	ownerResolver struct{ nouns.Owner }
)

// Unit finds the resolvers of a unit.
func (r *Resolver) Unit() exec.UnitResolver { return unitResolver{nouns.Unit{Root: r.Root}} }

// Owner finds the resolvers of an owner.
func (r *Resolver) Owner() exec.OwnerResolver { return ownerResolver{nouns.Owner{Root: r.Root}} }

// Owners answers unit.owners.
func (r unitResolver) Owners(ctx context.Context, obj *gen.Unit, first *int, after *string, last *int, before *string) (*model.OwnerConnection, error) {
	held, err := r.Client.Ownership.Query().Where(ownership.CommunityID(obj.CommunityID), ownership.UnitID(obj.ID), ownership.UntilIsNil()).Limit(maxHeld).All(ctx)
	if err != nil {
		return nil, err
	}
	in := map[string]any{"id": own(held, func(o *gen.Ownership) ident.ID { return o.OwnerID })}
	return nouns.Query{Root: r.Root}.Owners(ctx, first, after, last, before, in, nil)
}

// Units answers owner.units.
func (r ownerResolver) Units(ctx context.Context, obj *gen.Owner, first *int, after *string, last *int, before *string) (*model.UnitConnection, error) {
	held, err := r.Client.Ownership.Query().Where(ownership.CommunityID(obj.CommunityID), ownership.OwnerID(obj.ID), ownership.UntilIsNil()).Limit(maxHeld).All(ctx)
	if err != nil {
		return nil, err
	}
	in := map[string]any{"id": own(held, func(o *gen.Ownership) ident.ID { return o.UnitID })}
	return nouns.Query{Root: r.Root}.Units(ctx, first, after, last, before, in, nil)
}

func own(held []*gen.Ownership, of func(*gen.Ownership) ident.ID) listing.Own {
	out := make(listing.Own, len(held))
	for i, o := range held {
		out[i] = of(o)
	}
	return out
}
