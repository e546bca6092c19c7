// Package access says who asks: it signs people in, reads sessions and service tokens, turns grants into scopes, and keeps
// users, grants, tokens and the numbers of owners' documents.
package access

import (
	"context"
	"net/netip"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/secret"
	"estatehub/internal/upkeep"
	"estatehub/tenants"
)

const (
	// SessionLife is how long a session lasts.
	SessionLife = 12 * time.Hour
	// TokenLife is the longest a service token may last.
	TokenLife = 366 * 24 * time.Hour
)

// Gate is the way in. It is safe for concurrent use; its fields are set before the first.
type Gate struct {
	DB *data.DB
	// Vault keeps the numbers of owners' documents; without one they are refused.
	Vault *secret.Vault
	// BehindProxy says that every request comes through a proxy that ends TLS and adds X-Forwarded-For.
	BehindProxy bool
	// Now is the clock, time.Now outside tests.
	Now func() time.Time

	throttle *secret.Throttle
	viewers  *viewers
}

// New is the gate of a database.
func New(db *data.DB) *Gate {
	g := &Gate{DB: db, Now: time.Now, viewers: newViewers()}
	db.OnChangeOf(g.viewers.drop, madeOf...)
	g.throttle = secret.NewThrottle(func() time.Time { return g.Now() })
	return g
}

// now is the clock as the databases keep it.
func (g *Gate) now() time.Time { return g.Now().UTC().Truncate(time.Microsecond) }

var unauthenticated = fault.Both(fault.Unauthenticated, "sign in first: the session or token is unknown, expired or revoked",
	"请先登录：会话或令牌无效、已过期或已被撤销")

// asks is the viewer who asks.
func asks(ctx context.Context) (*tenants.Viewer, error) {
	v := tenants.ViewerFrom(ctx)
	if v == nil {
		return nil, tenants.ErrNoScope
	}
	return v, nil
}

// me is the user who asks. A service token and the command line are none, and so have nothing of their own.
func me(ctx context.Context) (*tenants.Viewer, error) {
	v, err := asks(ctx)
	if err == nil && v.User == 0 {
		return nil, fault.Both(fault.Forbidden, "only a user who is signed in may do this", "仅登录用户可执行此操作")
	}
	return v, err
}

// administrator is the part of the tree in which the viewer administers. A service token only reads and so has none.
func administrator(ctx context.Context) (tenants.Scope, error) {
	v, err := asks(ctx)
	if err != nil {
		return tenants.Scope{}, err
	}
	scope := v.Scope(tenants.Admin, tenants.Write)
	if scope.IsNone() {
		return scope, fault.Both(fault.Forbidden, "only an administrator may do this", "仅系统管理员可执行此操作")
	}
	return scope, nil
}

// tx runs fn in a transaction and turns what refused it into user errors of a noun.
func (g *Gate) tx(ctx context.Context, named string, fn func(context.Context, *gen.Client) error) ([]*fault.UserError, error) {
	if err := g.DB.Tx(ctx, fn); err != nil {
		return upkeep.Explain(ctx, gen.Nouns.Named(named), err)
	}
	return nil, nil
}

// text checks a text as the field of a noun wants it.
func text(ctx context.Context, named, field, raw string) (string, error) {
	f := gen.Nouns.Named(named).ByName(field)
	return textOf(ctx, f, f.API, raw)
}

func textOf(ctx context.Context, f *noun.Field, argument, raw string) (string, error) {
	v, problem := coerce.Value(f, raw)
	if problem == nil && v == nil {
		problem = &coerce.Problem{Code: fault.BadInput, EN: "a value is required", ZH: "必填"}
	}
	if problem != nil {
		return "", upkeep.Refuse(ctx, argument, problem)
	}
	return v.(string), nil
}

func notFound(ctx context.Context, argument string) error {
	return upkeep.Refuse(ctx, argument, coerce.NotFound())
}

func bad(ctx context.Context, argument, en, zh string) error {
	return upkeep.Refuse(ctx, argument, &coerce.Problem{Code: fault.BadInput, EN: en, ZH: zh})
}

// organisation tells whether an id is that of a node of the organisation tree.
func organisation(id ident.ID) bool {
	switch n := gen.Nouns.Of(id); {
	case n == nil:
		return false
	default:
		return n.Name == "Organization" || n.Name == "Company" || n.Name == "ManagementOffice" || n.Name == "Community"
	}
}

// node looks a node of the organisation tree up as the viewer sees it. Unknown and out of scope are told alike.
func (g *Gate) node(ctx context.Context, id ident.ID) error {
	if !organisation(id) {
		return notFound(ctx, "nodeId")
	}
	_, err := gen.OperationsOf[gen.Nouns.Of(id).Name].Get(ctx, g.DB.Client, id)
	if gen.IsNotFound(err) {
		return notFound(ctx, "nodeId")
	}
	return err
}

type addressKey struct{}

// WithAddress returns a context whose request came from an address.
func WithAddress(ctx context.Context, address netip.Addr) context.Context {
	return context.WithValue(ctx, addressKey{}, address)
}

// AddressOf is where the request of a context came from; the zero address outside one.
func AddressOf(ctx context.Context) netip.Addr {
	a, _ := ctx.Value(addressKey{}).(netip.Addr)
	return a
}
