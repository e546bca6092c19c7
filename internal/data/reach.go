package data

import (
	"slices"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen/assignment"
	"estatehub/ent/gen/grant"
	"estatehub/ent/noun"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// reach is the condition on rows of the organisation: through what a viewer reaches them. A noun without a rule is not
// reached at all.
func reach(v *tenants.Viewer, n *noun.Noun, scope tenants.Scope) func(*sql.Selector) {
	if n.Name == "ImportBatch" { // a batch spans communities and names what was in them: not for everybody who reads all
		scope = v.Scope(n.Group, tenants.Write)
	}
	if scope.IsWhole() {
		return nil
	}
	switch n.Name {
	case "Organization", "Company", "ManagementOffice":
		return func(s *sql.Selector) { s.Where(oneOf(s.C("id"), scope.Nodes())) }
	case "Staff":
		return staffReached(scope)
	case "User":
		return func(s *sql.Selector) {
			held := sql.Dialect(s.Dialect()).Select(grant.FieldUserID).From(sql.Table(grant.Table))
			held.Where(oneOf(held.C(grant.FieldNodeID), below(scope)))
			s.Where(sql.Or(sql.EQ(s.C("id"), v.User), sql.In(s.C("id"), held)))
		}
	case "Grant", "ServiceToken":
		return func(s *sql.Selector) {
			s.Where(sql.Or(sql.EQ(s.C("user_id"), v.User), oneOf(s.C("node_id"), below(scope))))
		}
	case "ImportBatch":
		return func(s *sql.Selector) { s.Where(sql.EQ(s.C("user_id"), v.User)) }
	}
	return func(s *sql.Selector) { s.Where(sql.EQ(s.C("id"), ident.ID(0))) }
}

// staffReached: whoever is or was assigned to a community in scope, or is employed by a company that is covered entirely.
func staffReached(scope tenants.Scope) func(*sql.Selector) {
	return func(s *sql.Selector) {
		here := sql.Dialect(s.Dialect()).Select(assignment.FieldStaffID).From(sql.Table(assignment.Table))
		here.Where(oneOf(here.C(assignment.FieldCommunityID), scope.Communities()))
		in := sql.In(s.C("id"), here)
		if len(scope.Covered()) > 0 {
			in = sql.Or(in, oneOf(s.C("company_id"), scope.Covered()))
		}
		s.Where(in)
	}
}

// below lists the nodes and communities that a scope covers.
func below(scope tenants.Scope) []ident.ID {
	return slices.Concat(scope.Covered(), scope.Communities())
}
