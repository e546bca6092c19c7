package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"estatehub/internal/access"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// Keys open a portfolio that was built.
type Keys struct {
	Size    Size   `json:"size"`
	Quality string `json:"quality"` // a token of the quality department, over the whole organisation
	Site    string `json:"site"`    // a token of the manager of the first community
}

// The logins of who was made.
const (
	QualityLogin = "quality"
	SiteLogin    = "site1"
)

// admit makes the users and their tokens the way an administrator does.
func (p *Plan) admit(ctx context.Context, db *data.DB) (*Keys, error) {
	gate := access.New(db)
	k := &Keys{Size: p.Size}
	for _, who := range []struct {
		login, name string
		role        tenants.Role
		node        ident.ID
		scope       tenants.Scope
		token       *string
	}{
		{QualityLogin, "品质管理部", tenants.QualityDept, p.global(p.kinds.organization, 0), tenants.Whole(), &k.Quality},
		{SiteLogin, "管理处主任", tenants.SiteManager, p.Community(0), tenants.Some(p.Community(0)), &k.Site},
	} {
		as := func(user ident.ID, role tenants.Role, scope tenants.Scope) context.Context {
			return tenants.WithViewer(fault.WithLang(ctx, "en"), tenants.NewViewer(user, 0, "bench", []tenants.Grant{{Role: role, Scope: scope}}))
		}
		u, errs, err := gate.CreateUser(as(0, tenants.Administrator, tenants.Whole()), access.NewUser{Login: who.login, Name: who.name, Role: &who.role, Node: &who.node})
		if err := told(errs, err); err != nil {
			return nil, fmt.Errorf("portfolio: user %s: %w", who.login, err)
		}
		token, _, errs, err := gate.CreateServiceToken(as(u.ID, who.role, who.scope), access.NewToken{
			Name: "bench", Role: who.role, Node: who.node, Expires: time.Now().AddDate(1, 0, 0),
		})
		if err := told(errs, err); err != nil {
			return nil, fmt.Errorf("portfolio: token of %s: %w", who.login, err)
		}
		*who.token = token
	}
	return k, nil
}

func told(errs []*fault.UserError, err error) error {
	for _, e := range errs {
		err = errors.Join(err, fmt.Errorf("%s: %s", e.Field, e.Message))
	}
	return err
}

// Save writes the keys beside the database.
func (k *Keys) Save(path string) error {
	b, err := json.MarshalIndent(k, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(b, '\n'), 0o600)
}

// Saved reads them.
func Saved(path string) (*Keys, error) {
	b, err := os.ReadFile(path) //nolint:gosec // named by whoever runs the benchmark
	if err != nil {
		return nil, err
	}
	k := &Keys{}
	return k, json.Unmarshal(b, k)
}
