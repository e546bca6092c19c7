package tenantstest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"entgo.io/ent"
	"github.com/99designs/gqlgen/graphql"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/graph/model"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/reads"
	"estatehub/tenants"
)

// planted are leaks as they have been made elsewhere. The oracle must find each.
var planted = []*Leak{
	{Name: "no wall before reads, no tripwire", Without: data.Walls{Reads: true, Tripwire: true}, Viewers: []string{"SITE_MANAGER@X1a"}},
	{Name: "no wall before writes", Without: data.Walls{Writes: true}, Viewers: []string{"HR@X+SITE_MANAGER@Y1a", "ADMINISTRATOR@X1a+FINANCE@X2a+COMPLAINT_CENTRE@Z"}},
	{Name: "no masks", Without: data.Walls{Masks: true}, Viewers: []string{"QUALITY@X", "BI@X"}},
	{Name: "a row of another community may be referred to", Without: data.Walls{ForeignKeys: true}, Field: foreign, About: "updateBuilding", Viewers: []string{"SITE_MANAGER@X1a", "SITE_MANAGER@X"}},
	{Name: "totalCount counts without the wall", Field: system("totalCount"), Viewers: []string{"SITE_STAFF@X1"}},
	{Name: "node(id) passes the wall", Field: system("Query.node"), Viewers: []string{"SITE_MANAGER@X1a"}},
	{Name: "the organisation tree is seen downwards", Field: system("Company.managementOffices"), About: "company", Viewers: []string{"FINANCE@X1"}},
	{Name: "staff of other companies", Field: system("Query.staffMembers"), Viewers: []string{"SITE_MANAGER@X"}},
	{Name: "a person's work at other sites", Field: system("Staff.assignments"), About: "staff", Viewers: []string{"SITE_MANAGER@X1a"}},
	{Name: "filters on hidden fields", Field: guess, About: "owners", Viewers: []string{"QUALITY@X1", "BI@X1"}},
	{Name: "sorted by a hidden field", Field: sorted, About: "owners", Viewers: []string{"QUALITY@X1", "BI@X1"}},
	{Name: "the cursor tells how many rows lie before it", Field: ranked, Viewers: []string{"SITE_MANAGER@X1a"}},
	{Name: "hasNextPage looks beyond the wall", Field: beyond, Viewers: []string{"SITE_MANAGER@X1a"}},
	{Name: "forbidden is told from unknown", Field: forbidden, Viewers: []string{"SITE_STAFF@X1a"}},
	{Name: "a code is unique in all communities", Client: unique, About: "createEstate", Viewers: []string{"SITE_MANAGER@X1a", "SITE_MANAGER@X"}},
}

// mutants are read planners that lack a part. The oracle must notice each, as a leak or because the plain way answers
// otherwise.
var mutants = []*Leak{
	{Name: "no tenant predicate, no tripwire", Reads: reads.Walls{Sight: true}, Without: data.Walls{Tripwire: true}, Viewers: []string{"SITE_MANAGER@X1a"}},
	{Name: "no tenant predicate, the tripwire alone", Reads: reads.Walls{Sight: true}, Viewers: []string{"SITE_MANAGER@X1a"}},
	{Name: "no masks of reads", Reads: reads.Walls{Masks: true}, Viewers: []string{"QUALITY@X", "BI@X"}},
	{Name: "no LEFT", Reads: reads.Walls{Left: true}, Viewers: []string{"SITE_MANAGER@X1a"}},
	{Name: "pages one row short", Reads: reads.Walls{Size: true}, Viewers: []string{"SITE_MANAGER@X1a"}},
	{Name: "cursors point nowhere", Reads: reads.Walls{Position: true}, Viewers: []string{"SITE_MANAGER@X1a"}},
	{Name: "conditions are dropped", Reads: reads.Walls{Filter: true}, Viewers: []string{"SITE_MANAGER@X1a"}},
	{Name: "lists of all parents", Reads: reads.Walls{Parents: true}, Viewers: []string{"SITE_MANAGER@X1a"}},
}

// TestMutants takes each part out of the read planner in a fresh pair of worlds.
func TestMutants(t *testing.T) { find(t, mutants) }

// TestPlanted plants each leak in a fresh pair of worlds and lets the oracle look for it.
func TestPlanted(t *testing.T) { find(t, planted) }

func find(t *testing.T, leaks []*Leak) {
	for _, leak := range leaks {
		t.Run(leak.Name, func(t *testing.T) {
			a, b := files(t)
			o, err := New(context.Background(), a, b, *seed, leak)
			if err != nil {
				t.Fatal(err)
			}
			defer o.Close()
			start := time.Now()
			for range 40 {
				for _, p := range Profiles() {
					if !slices.Contains(leak.Viewers, p.Name) {
						continue
					}
					err := o.Look(context.Background(), p, 60, 40)
					var d *Difference
					if errors.As(err, &d) {
						t.Logf("found after %d pairs in %v: %.900s", o.tally[p.Name].pairs, time.Since(start).Round(time.Millisecond), d)
						return
					}
					if err != nil {
						t.Fatal(err)
					}
				}
			}
			t.Error("not found")
		})
	}
}

// TestWallsStandAlone takes one wall away: the others hold.
func TestWallsStandAlone(t *testing.T) {
	for name, walls := range map[string]data.Walls{"reads": {Reads: true}, "tripwire": {Tripwire: true}, "foreign keys": {ForeignKeys: true}} {
		t.Run(name, func(t *testing.T) {
			a, b := files(t)
			o, err := New(context.Background(), a, b, *seed, &Leak{Without: walls})
			if err != nil {
				t.Fatal(err)
			}
			defer o.Close()
			i := slices.IndexFunc(Profiles(), func(p Profile) bool { return p.Name == "SITE_MANAGER@X1a" })
			queries := 60
			if walls.Reads {
				queries = 0 // rows of the organisation have that wall only: the tripwire knows communities
			}
			if err := o.Look(context.Background(), Profiles()[i], queries, 0); err != nil {
				t.Fatal(err)
			}
			for _, n := range gen.Nouns.All {
				if !walls.Reads || n.Wall != noun.Owned {
					continue
				}
				answer := o.A.Ask("{ " + n.Plural + " { totalCount nodes { id } } }")
				if len(answer.Errors) == 0 {
					t.Errorf("%s: the tripwire lets a list without a tenant predicate pass: %s", n.Plural, answer.Data)
				}
			}
		})
	}
}

// system answers a field, by its name or Type.name, in a system scope.
func system(at string) func(*data.DB) graphql.FieldMiddleware {
	return func(*data.DB) graphql.FieldMiddleware {
		return func(ctx context.Context, next graphql.Resolver) (any, error) {
			if is(ctx, at) {
				ctx = tenants.System(ctx, "planted")
			}
			return next(ctx)
		}
	}
}

func is(ctx context.Context, at string) bool {
	fc := graphql.GetFieldContext(ctx)
	return fc.Field.Name == at || fc.Object+"."+fc.Field.Name == at
}

// guess answers owners(where) as if all of them could be read, and masks the rows it finds.
func guess(*data.DB) graphql.FieldMiddleware {
	return func(ctx context.Context, next graphql.Resolver) (any, error) {
		if !is(ctx, "Query.owners") {
			return next(ctx)
		}
		scope := tenants.ViewerFrom(ctx).Scope(tenants.Portfolio, tenants.Bare)
		v, err := next(tenants.WithViewer(ctx, tenants.NewViewer(me, 0, "me", []tenants.Grant{{Role: tenants.Finance, Scope: scope}})))
		if c, ok := v.(*model.OwnerConnection); ok && c != nil {
			gen.MaskAll(c.Page.Nodes, hide{})
		}
		return v, err
	}
}

// hide withholds every personal field.
type hide struct{}

func (hide) Hidden(tenants.Group, ident.ID) bool                      { return true }
func (hide) Text(tenants.Group, noun.Mask, ident.ID, *string) *string { return nil }

// sorted puts a page of owners in the order of their phones.
func sorted(db *data.DB) graphql.FieldMiddleware {
	return func(ctx context.Context, next graphql.Resolver) (any, error) {
		v, err := next(ctx)
		if c, ok := v.(*model.OwnerConnection); ok && c != nil {
			phone := map[ident.ID]string{}
			for _, o := range c.Page.Nodes {
				if full, err := db.Client.Owner.Get(tenants.System(ctx, "planted"), o.ID); err == nil && full.Phone != nil {
					phone[o.ID] = *full.Phone
				}
			}
			slices.SortStableFunc(c.Page.Nodes, func(a, b *gen.Owner) int { return cmp.Compare(phone[a.ID], phone[b.ID]) })
		}
		return v, err
	}
}

// ranked adds to a cursor how many units there are.
func ranked(db *data.DB) graphql.FieldMiddleware {
	return func(ctx context.Context, next graphql.Resolver) (any, error) {
		v, err := next(ctx)
		if s, ok := v.(*string); ok && s != nil && is(ctx, "PageInfo.endCursor") {
			n, err := db.Client.Unit.Query().Count(tenants.System(ctx, "planted"))
			told := *s + string(rune('a'+n%26))
			return &told, err
		}
		return v, err
	}
}

// beyond counts all communities to say whether there is another page.
func beyond(db *data.DB) graphql.FieldMiddleware {
	return func(ctx context.Context, next graphql.Resolver) (any, error) {
		v, err := next(ctx)
		if is(ctx, "PageInfo.hasNextPage") {
			n, err := db.Client.Community.Query().Count(tenants.System(ctx, "planted"))
			return n%2 == 0, err
		}
		return v, err
	}
}

// forbidden says of a row out of scope that it is.
func forbidden(db *data.DB) graphql.FieldMiddleware {
	return func(ctx context.Context, next graphql.Resolver) (any, error) {
		v, err := next(ctx)
		fc := graphql.GetFieldContext(ctx)
		id, ok := fc.Args["id"].(ident.ID)
		if n := gen.Nouns.Of(id); ok && fc.Object == "Query" && err == nil && n != nil && !n.Internal {
			mine, _ := gen.OperationsOf[n.Name].Get(ctx, db.Client, id)
			any, _ := gen.OperationsOf[n.Name].Get(tenants.System(ctx, "planted"), db.Client, id)
			if !there(mine) && there(any) {
				return nil, fault.New(fault.Forbidden, "not in your scope")
			}
		}
		return v, err
	}
}

func there(n gen.Node) bool {
	defer func() { _ = recover() }()
	return n != nil && n.Ident() != 0
}

// unique refuses an estate whose code any community has.
func unique(db *data.DB) {
	db.Client.Estate.Use(func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			if code, ok := m.Field("code"); ok && m.Op().Is(ent.OpCreate) {
				all, err := db.Client.Estate.Query().All(tenants.System(ctx, "planted"))
				if err != nil {
					return nil, err
				}
				if slices.ContainsFunc(all, func(e *gen.Estate) bool { return e.Code == code }) {
					return nil, fault.New(fault.Conflict, "code is taken")
				}
			}
			return next.Mutate(ctx, m)
		})
	})
}

// foreign lets a building refer to an estate that there is anywhere.
func foreign(db *data.DB) graphql.FieldMiddleware {
	return func(ctx context.Context, next graphql.Resolver) (any, error) {
		v, err := next(ctx)
		p, ok := v.(*model.UpdateBuildingPayload)
		if !ok || p == nil || len(p.UserErrors) == 0 {
			return v, err
		}
		input, _ := graphql.GetFieldContext(ctx).Args["input"].(map[string]any)
		id, ok := ident.Parse(fmt.Sprint(input["estateId"]))
		if !ok {
			return v, nil
		}
		if _, err := db.Client.Estate.Get(tenants.System(ctx, "planted"), id); err != nil {
			return v, nil
		}
		return &model.UpdateBuildingPayload{UserErrors: []*fault.UserError{}}, nil
	}
}
