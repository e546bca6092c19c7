package access

import (
	"context"
	"errors"

	"estatehub/ent/gen"
	"estatehub/ent/gen/grant"
	"estatehub/ent/gen/staff"
	"estatehub/ent/gen/user"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/secret"
	"estatehub/internal/upkeep"
	"estatehub/tenants"
)

// NewUser is what a new user is.
type NewUser struct {
	Login, Name string
	Password    *string
	Staff       *ident.ID
	Locale      *user.Locale
	Role        *tenants.Role // his first role, with Node
	Node        *ident.ID
}

// CreateUser adds a user with his first grant. That a login is taken is told to every administrator: logins are unique in
// the group, or nobody could sign in by them.
func (g *Gate) CreateUser(ctx context.Context, in NewUser) (*gen.User, []*fault.UserError, error) {
	scope, err := administrator(ctx)
	if err != nil {
		return nil, nil, err
	}
	hash, errs, err := g.hash(ctx, "password", in.Password)
	if errs != nil || err != nil {
		return nil, errs, err
	}
	var u *gen.User
	errs, err = g.tx(ctx, "User", func(ctx context.Context, c *gen.Client) error {
		login, err := text(ctx, "User", "login", canonicalLogin(in.Login))
		if err != nil {
			return err
		}
		name, err := text(ctx, "User", "name", in.Name)
		if err != nil {
			return err
		}
		if (in.Role == nil) != (in.Node == nil) || in.Role == nil && !scope.IsWhole() {
			return bad(ctx, "role", "role and nodeId belong together; only an administrator of the whole portfolio may leave them out",
				"角色与组织节点须同时填写；仅全集团管理员可不填")
		}
		create := c.User.Create().SetLogin(login).SetName(name).SetNillablePasswordHash(hash).SetNillableLocale(in.Locale)
		if in.Staff != nil {
			if err := g.staff(ctx, c, *in.Staff); err != nil {
				return err
			}
			create.SetStaffID(*in.Staff)
		}
		if u, err = create.Save(ctx); err != nil || in.Role == nil {
			return err
		}
		_, err = g.give(ctx, c, scope, u.ID, *in.Role, *in.Node)
		return err
	})
	if errs != nil || err != nil {
		return nil, errs, err
	}
	return u, nil, nil
}

// UserChange is what changes of a user; nil leaves a field as it is.
type UserChange struct {
	Name       *string
	Status     *user.Status
	Locale     *user.Locale
	Staff      *ident.ID
	ClearStaff bool
}

// UpdateUser changes a user. His own language is everybody's to change.
func (g *Gate) UpdateUser(ctx context.Context, id ident.ID, in UserChange) (*gen.User, []*fault.UserError, error) {
	v, err := asks(ctx)
	if err != nil {
		return nil, nil, err
	}
	own := id == v.User && id != 0 && in.Name == nil && in.Status == nil && in.Staff == nil && !in.ClearStaff
	var u *gen.User
	errs, err := g.tx(ctx, "User", func(ctx context.Context, c *gen.Client) error {
		if !own {
			if err := g.governs(ctx, c, id, "id"); err != nil {
				return err
			}
		}
		change := c.User.UpdateOneID(id).SetNillableStatus(in.Status).SetNillableLocale(in.Locale)
		if in.Name != nil {
			name, err := text(ctx, "User", "name", *in.Name)
			if err != nil {
				return err
			}
			change.SetName(name)
		}
		if in.ClearStaff {
			change.ClearStaffID()
		} else if in.Staff != nil {
			if err := g.staff(ctx, c, *in.Staff); err != nil {
				return err
			}
			change.SetStaffID(*in.Staff)
		}
		if in.Status != nil && *in.Status == user.StatusDISABLED {
			if err := g.notTheLast(ctx, "status", func(a admin) bool { return a.user != id }); err != nil {
				return err
			}
			if err := g.endSessions(ctx, c, id); err != nil {
				return err
			}
		}
		var err error
		u, err = change.Save(tenants.System(ctx, "access: change a user whom the viewer governs or is"))
		return err
	})
	if errs != nil || err != nil {
		return nil, errs, err
	}
	return u, nil, nil
}

// SetPassword sets a password and ends all sessions of its user. One's own wants the old one, under the same throttle as
// signing in: a stolen session must not find it out. Without whose it is one's own.
func (g *Gate) SetPassword(ctx context.Context, whose *ident.ID, old *string, password string) (*gen.User, []*fault.UserError, error) {
	v, err := asks(ctx)
	if whose == nil {
		v, err = me(ctx)
	}
	if err != nil {
		return nil, nil, err
	}
	who := v.User
	if whose != nil {
		who = *whose
	}
	own := who == v.User && who != 0
	if own {
		if errs, err := g.confirm(ctx, v, old); errs != nil || err != nil {
			return nil, errs, err
		}
	} else if _, err := administrator(ctx); err != nil {
		return nil, nil, err
	}
	hash, errs, err := g.hash(ctx, "newPassword", &password)
	if errs != nil || err != nil {
		return nil, errs, err
	}
	var u *gen.User
	errs, err = g.tx(ctx, "User", func(ctx context.Context, c *gen.Client) error {
		if !own {
			if err := g.governs(ctx, c, who, "userId"); err != nil {
				return err
			}
		}
		var err error
		if u, err = c.User.UpdateOneID(who).SetPasswordHash(*hash).
			Save(tenants.System(ctx, "access: set the password of a user whom the viewer governs or is")); err != nil {
			return err
		}
		return g.endSessions(ctx, c, who)
	})
	if errs != nil || err != nil {
		return nil, errs, err
	}
	return u, nil, nil
}

// confirm checks the viewer's own password.
func (g *Gate) confirm(ctx context.Context, v *tenants.Viewer, old *string) ([]*fault.UserError, error) {
	u, err := g.DB.Client.User.Query().Where(user.ID(v.User)).Only(tenants.System(ctx, "access: check the viewer's own password"))
	if err != nil {
		return nil, err
	}
	stored, given := "", ""
	if u.PasswordHash != nil {
		stored = *u.PasswordHash
	}
	if old != nil {
		given = *old
	}
	_, err = g.verify(ctx, u.Login, stored, given, true, AddressOf(ctx))
	if errors.Is(err, wrong) {
		return upkeep.Explain(ctx, gen.Nouns.Named("User"), bad(ctx, "oldPassword", "the old password is wrong", "原密码错误"))
	}
	return nil, err
}

// hash hashes a new password; nil stays nil. It is done before the transaction, which would hold SQLite's one writer.
func (g *Gate) hash(ctx context.Context, argument string, password *string) (*string, []*fault.UserError, error) {
	if password == nil {
		return nil, nil, nil
	}
	hash, err := secret.HashPassword(ctx, *password)
	if errors.Is(err, secret.ErrPasswordLength) {
		errs, err := upkeep.Explain(ctx, gen.Nouns.Named("User"), bad(ctx, argument, err.Error(), "密码应为 8 到 128 个字符"))
		return nil, errs, err
	}
	return &hash, nil, err
}

// staff looks a member of staff up as the viewer sees him.
func (g *Gate) staff(ctx context.Context, c *gen.Client, id ident.ID) error {
	ok, err := c.Staff.Query().Where(staff.ID(id)).Exist(ctx)
	if err == nil && !ok {
		return notFound(ctx, "staffId")
	}
	return err
}

// governs holds where the viewer administers all nodes at which a user has grants. One of them is not enough: an
// administrator of one site could take the account of a colleague over who works there and governs the group. A user
// without grants is governed by those of the whole portfolio.
func (g *Gate) governs(ctx context.Context, c *gen.Client, id ident.ID, argument string) error {
	scope, err := administrator(ctx)
	if err != nil {
		return err
	}
	if ok, err := c.User.Query().Where(user.ID(id)).Exist(ctx); err != nil {
		return err
	} else if !ok {
		return notFound(ctx, argument)
	}
	if scope.IsWhole() {
		return nil
	}
	all, err := c.Grant.Query().Where(grant.UserID(id)).All(tenants.System(ctx, "access: all grants of a user decide who governs him"))
	if err != nil {
		return err
	}
	for _, h := range all {
		if !scope.Covers(h.NodeID) {
			return upkeep.Refuse(ctx, argument, beyond())
		}
	}
	return nil
}
