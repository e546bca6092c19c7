package access

import (
	"context"
	"slices"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/grant"
	"estatehub/ent/gen/user"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/upkeep"
	"estatehub/tenants"
)

// beyond is the problem of a user whom the viewer sees and does not govern.
func beyond() *coerce.Problem {
	return &coerce.Problem{Code: fault.Forbidden, EN: "this user has roles outside your part of the organisation; ask an administrator above you",
		ZH: "该用户在您的管辖范围之外也有角色，请由上级管理员处理"}
}

// GrantRole gives a user whom the administrator sees a role at a node that he administers.
func (g *Gate) GrantRole(ctx context.Context, who ident.ID, role tenants.Role, node ident.ID) (*gen.Grant, []*fault.UserError, error) {
	scope, err := administrator(ctx)
	if err != nil {
		return nil, nil, err
	}
	var made *gen.Grant
	errs, err := g.tx(ctx, "Grant", func(ctx context.Context, c *gen.Client) error {
		if ok, err := c.User.Query().Where(user.ID(who)).Exist(ctx); err != nil {
			return err
		} else if !ok {
			return notFound(ctx, "userId")
		}
		made, err = g.give(ctx, c, scope, who, role, node)
		return err
	})
	if errs != nil || err != nil {
		return nil, errs, err
	}
	return made, nil, nil
}

// give adds a grant. The organisation is covered by the scope of the whole portfolio alone, so that nobody else can make
// an administrator of it.
func (g *Gate) give(ctx context.Context, c *gen.Client, scope tenants.Scope, who ident.ID, role tenants.Role, node ident.ID) (*gen.Grant, error) {
	if err := g.node(ctx, node); err != nil {
		return nil, err
	}
	if !scope.Covers(node) {
		return nil, notFound(ctx, "nodeId")
	}
	return c.Grant.Create().SetUserID(who).SetRole(grant.Role(role)).SetNodeID(node).Save(ctx)
}

// RevokeGrant takes a grant away. It is gone from its user's next request on; the ledger keeps that it was.
func (g *Gate) RevokeGrant(ctx context.Context, id ident.ID) (ident.ID, []*fault.UserError, error) {
	scope, err := administrator(ctx)
	if err != nil {
		return 0, nil, err
	}
	errs, err := g.tx(ctx, "Grant", func(ctx context.Context, c *gen.Client) error {
		old, err := c.Grant.Query().Where(grant.ID(id)).Only(ctx)
		if err != nil {
			return err
		}
		if !scope.Covers(old.NodeID) { // his own, from above
			return notFound(ctx, "id")
		}
		if old.Role == grant.RoleADMINISTRATOR {
			if err := g.notTheLast(ctx, "id", func(a admin) bool { return a.grant != id }); err != nil {
				return err
			}
		}
		return c.Grant.DeleteOneID(id).Exec(ctx)
	})
	if errs != nil || err != nil {
		return 0, errs, err
	}
	return id, nil, nil
}

// admin is a grant that makes an active user administrator of the whole portfolio.
type admin struct{ grant, user ident.ID }

// notTheLast refuses what would leave the organisation without an active administrator: stays tells which
// remain. The rows are locked, so that two administrators cannot take each other away at once; SQLite has one writer.
func (g *Gate) notTheLast(ctx context.Context, argument string, stays func(admin) bool) error {
	query := "SELECT g.id, u.id, g.node_id FROM `grants` g JOIN users u ON u.id = g.user_id WHERE g.role = ? AND u.status = ?"
	if g.DB.Dialect() == dialect.MySQL {
		query += " FOR UPDATE"
	}
	var all []admin
	err := g.each(tenants.System(ctx, "access: the organisation keeps an administrator"), query,
		[]any{string(tenants.Administrator), string(user.StatusACTIVE)}, func(rows *entsql.Rows) error {
			var a admin
			var node ident.ID
			if err := rows.Scan(&a.grant, &a.user, &node); err != nil {
				return err
			}
			if gen.Nouns.Of(node).Name == "Organization" {
				all = append(all, a)
			}
			return nil
		})
	if err != nil {
		return err
	}
	if len(all) > 0 && !slices.ContainsFunc(all, stays) {
		return upkeep.Refuse(ctx, argument, &coerce.Problem{Code: fault.Conflict,
			EN: "the organisation would have no administrator left", ZH: "集团至少须保留一名系统管理员"})
	}
	return nil
}
