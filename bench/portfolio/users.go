package portfolio

import (
	"context"
	"errors"
	"fmt"
	"net/netip"

	"estatehub/internal/access"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// The logins of who was made: the quality department over the whole organisation, and the manager of the first community.
const (
	QualityLogin = "quality"
	SiteLogin    = "site1"
)

// password is everybody's: the portfolio is nobody's and its database listens to its own machine alone.
const password = "bench portfolio 2026"

// admit makes the users as an administrator does.
func (p *Plan) admit(ctx context.Context, db *data.DB) error {
	ctx = tenants.WithViewer(fault.WithLang(ctx, "en"), tenants.NewViewer(0, 0, "bench", []tenants.Grant{{Role: tenants.Administrator, Scope: tenants.Whole()}}))
	for _, who := range []struct {
		login, name string
		role        tenants.Role
		node        ident.ID
	}{
		{QualityLogin, "品质管理部", tenants.QualityDept, p.global(p.kinds.organization, 0)},
		{SiteLogin, "管理处主任", tenants.SiteManager, p.Community(0)},
	} {
		secret := password
		_, errs, err := access.New(db).CreateUser(ctx, access.NewUser{Login: who.login, Name: who.name, Password: &secret, Role: &who.role, Node: &who.node})
		for _, e := range errs {
			err = errors.Join(err, fmt.Errorf("%s: %s", e.Field, e.Message))
		}
		if err != nil {
			return fmt.Errorf("portfolio: user %s: %w", who.login, err)
		}
	}
	return nil
}

// SignIn begins a session of a login and returns its token. Service tokens only read, and the benchmark writes, too.
func SignIn(ctx context.Context, db *data.DB, login string) (token string, err error) {
	token, _, err = access.New(db).SignIn(ctx, login, password, netip.Addr{})
	return token, err
}
