package data

import (
	"context"
	"fmt"
	"slices"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/assignment"
	"estatehub/ent/gen/grant"
	"estatehub/ent/noun"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// Sight says which rows of a noun may be seen: all, or those of which any of the conditions holds, of which there may be
// none.
type Sight struct {
	All bool
	Any []Holds
}

// Holds is a condition on a row: its column is one of some ids, or is found through another table.
type Holds struct {
	Column string
	In     []ident.ID
	Via    *Via
}

// Via finds ids in another table: what Select says of the rows whose column Where is one of In.
type Via struct {
	Table, Select, Where string
	In                   []ident.ID
}

// See says which rows of a noun the viewer of the context may see. It is the one source of the tenant predicate: the
// interceptor of ent's queries and the read planner both ask it. A noun without a rule is not seen at all.
func See(ctx context.Context, n *noun.Noun) (Sight, error) {
	if tenants.IsSystem(ctx) {
		return Sight{All: true}, nil
	}
	if counted := gen.Nouns.Named(n.Counts); counted != nil { // who sees the rows sees how many there are
		return See(ctx, counted)
	}
	if n.Internal {
		return Sight{}, fmt.Errorf("%w: %s", ErrBookkeeping, n.Name)
	}
	scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Bare)
	if err != nil {
		return Sight{}, err
	}
	switch n.Wall {
	case noun.Owned:
		return among(scope, "community_id"), nil
	case noun.Root:
		return among(scope, "id"), nil
	case noun.Reached:
		return reach(tenants.ViewerFrom(ctx), n, scope), nil
	case noun.Global:
		return Sight{All: true}, nil
	}
	return Sight{}, nil
}

// among is the tenant predicate: the column is a community of the scope.
func among(scope tenants.Scope, column string) Sight {
	if scope.IsWhole() {
		return Sight{All: true}
	}
	return Sight{Any: []Holds{{Column: column, In: scope.Communities()}}}
}

// reach says which rows of the organisation a viewer reaches, and through what.
func reach(v *tenants.Viewer, n *noun.Noun, scope tenants.Scope) Sight {
	if n.Name == "ImportBatch" { // a batch spans communities and names what was in them: not for everybody who reads all
		scope = v.Scope(n.Group, tenants.Write)
	}
	if scope.IsWhole() {
		return Sight{All: true}
	}
	own := []ident.ID{v.User}
	switch n.Name {
	case "Organization", "Company", "ManagementOffice":
		return Sight{Any: []Holds{{Column: "id", In: scope.Nodes()}}}
	case "Staff":
		return staffReached(scope)
	case "User":
		return Sight{Any: []Holds{{Column: "id", In: own},
			{Column: "id", Via: &Via{grant.Table, grant.FieldUserID, grant.FieldNodeID, below(scope)}}}}
	case "PolicyValue":
		return Sight{Any: []Holds{{Column: "node_id", In: slices.Concat(scope.Nodes(), scope.Communities())}}}
	case "Grant", "ServiceToken":
		return Sight{Any: []Holds{{Column: "user_id", In: own}, {Column: "node_id", In: below(scope)}}}
	case "ImportBatch":
		return Sight{Any: []Holds{{Column: "user_id", In: own}}}
	}
	return Sight{}
}

// staffReached: whoever is or was assigned to a community in scope, or is employed by a company that is covered entirely.
func staffReached(scope tenants.Scope) Sight {
	s := Sight{Any: []Holds{{Column: "id", Via: &Via{assignment.Table, assignment.FieldStaffID, assignment.FieldCommunityID, scope.Communities()}}}}
	if len(scope.Covered()) > 0 {
		s.Any = append(s.Any, Holds{Column: "company_id", In: scope.Covered()})
	}
	return s
}

// below lists the nodes and communities that a scope covers.
func below(scope tenants.Scope) []ident.ID {
	return slices.Concat(scope.Covered(), scope.Communities())
}

// predicate is the sight for ent; nil where there is none to hold.
func (s Sight) predicate() func(*sql.Selector) {
	if s.All {
		return nil
	}
	return func(sel *sql.Selector) {
		any := []*sql.Predicate{}
		for _, h := range s.Any {
			if h.Via == nil {
				any = append(any, oneOf(sel.C(h.Column), h.In))
				continue
			}
			via := sql.Dialect(sel.Dialect()).Select(h.Via.Select).From(sql.Table(h.Via.Table))
			via.Where(oneOf(via.C(h.Via.Where), h.Via.In))
			any = append(any, sql.In(sel.C(h.Column), via))
		}
		if len(any) == 0 {
			any = append(any, sql.EQ(sel.C("id"), ident.ID(0)))
		}
		sel.Where(sql.Or(any...))
	}
}
