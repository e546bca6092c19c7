package access

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/servicetoken"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/secret"
	"estatehub/internal/upkeep"
	"estatehub/tenants"
)

// NewToken is what a new service token is.
type NewToken struct {
	Name    string
	Role    tenants.Role
	Node    ident.ID
	Expires time.Time
}

// CreateServiceToken makes a service token and returns it in plain: it is not kept. Its maker needs the role at the node,
// or to be administrator there for a BI token.
func (g *Gate) CreateServiceToken(ctx context.Context, in NewToken) (string, *gen.ServiceToken, []*fault.UserError, error) {
	v, err := me(ctx)
	if err != nil {
		return "", nil, nil, err
	}
	plain, hash := secret.Mint(secret.Service)
	expires := in.Expires.UTC().Truncate(time.Microsecond)
	var made *gen.ServiceToken
	errs, err := g.tx(ctx, "ServiceToken", func(ctx context.Context, c *gen.Client) error {
		name, err := text(ctx, "ServiceToken", "name", in.Name)
		if err != nil {
			return err
		}
		if now := g.now(); !expires.After(now) || expires.After(now.Add(TokenLife)) {
			return bad(ctx, "expiresAt", "an instant within the next 366 days", "应在今后 366 天之内")
		}
		if err := g.node(ctx, in.Node); err != nil {
			return err
		}
		if !covers(v, in.Node) {
			return notFound(ctx, "nodeId")
		}
		if !mayGive(v.Grants(), in.Role, in.Node) {
			return upkeep.Refuse(ctx, "role", &coerce.Problem{Code: fault.Forbidden,
				EN: "you can give a token only the roles you have there yourself, and BI where you are administrator",
				ZH: "只能授予您本人在该处拥有的角色；系统管理员可授予 BI"})
		}
		made, err = c.ServiceToken.Create().SetUserID(v.User).SetName(name).SetHash(hash).SetRole(servicetoken.Role(in.Role)).
			SetNodeID(in.Node).SetExpiresAt(expires).Save(tenants.System(ctx, "access: everybody may make tokens within his own roles"))
		return err
	})
	if errs != nil || err != nil {
		return "", nil, errs, err
	}
	return plain, made, nil, nil
}

// covers tells whether any grant of the viewer covers a node.
func covers(v *tenants.Viewer, node ident.ID) bool {
	for _, h := range v.Grants() {
		if h.Scope.Covers(node) {
			return true
		}
	}
	return false
}

// RevokeServiceToken ends a token: one's own, or one in the part of the tree that the viewer administers.
func (g *Gate) RevokeServiceToken(ctx context.Context, id ident.ID) (*gen.ServiceToken, []*fault.UserError, error) {
	v, err := asks(ctx)
	if err != nil {
		return nil, nil, err
	}
	var ended *gen.ServiceToken
	errs, err := g.tx(ctx, "ServiceToken", func(ctx context.Context, c *gen.Client) error {
		t, err := c.ServiceToken.Query().Where(servicetoken.ID(id)).Only(ctx)
		if err != nil {
			return err
		}
		if t.UserID != v.User && !v.Scope(tenants.Admin, tenants.Write).Covers(t.NodeID) {
			return notFound(ctx, "id")
		}
		if ended = t; t.RevokedAt != nil {
			return nil
		}
		ended, err = c.ServiceToken.UpdateOneID(id).SetRevokedAt(g.now()).
			Save(tenants.System(ctx, "access: everybody may end his own tokens"))
		return err
	})
	if errs != nil || err != nil {
		return nil, errs, err
	}
	return ended, nil, nil
}
