package access

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/netip"
	"strings"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/session"
	"estatehub/ent/gen/user"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/secret"
	"estatehub/tenants"
)

// canonicalLogin is how logins are kept and compared: who writes his name with a capital is still himself.
func canonicalLogin(login string) string { return strings.ToLower(strings.TrimSpace(login)) }

// SignIn begins a session and returns its token with its viewer. An unknown login, a user who is disabled or has no
// password, and a wrong password get the same answer after the same work: fault.Unauthenticated. Whoever guesses is
// slowed down by login and by address: fault.TooMany.
func (g *Gate) SignIn(ctx context.Context, login, password string, address netip.Addr) (string, *tenants.Viewer, error) {
	login = canonicalLogin(login)
	sys := tenants.System(ctx, "access: sign in")
	u, err := g.DB.Client.User.Query().Where(user.Login(login)).Only(sys)
	if err != nil && !gen.IsNotFound(err) {
		return "", nil, err
	}
	stored := ""
	if err == nil && u.PasswordHash != nil {
		stored = *u.PasswordHash
	}
	active := err == nil && u.Status == user.StatusACTIVE
	rehash, err := g.verify(ctx, login, stored, password, active, address)
	if err != nil {
		return "", nil, err
	}
	anew := ""
	if rehash {
		if anew, err = secret.HashPassword(ctx, password); err != nil && !errors.Is(err, secret.ErrPasswordLength) {
			return "", nil, err
		}
	}
	token, hash := secret.Mint(secret.Session)
	expires := g.now().Add(SessionLife)
	err = g.DB.Tx(sys, func(ctx context.Context, c *gen.Client) error {
		if anew != "" {
			if err := c.User.UpdateOneID(u.ID).SetPasswordHash(anew).Exec(ctx); err != nil {
				return err
			}
		}
		return c.Session.Create().SetUserID(u.ID).SetHash(hash).SetExpiresAt(expires).
			SetAgent(agentOf(ctx)).SetAddress(shown(address)).Exec(ctx)
	})
	if err != nil {
		return "", nil, err
	}
	v, err := g.Authenticate(ctx, token)
	return token, v, err
}

// verify checks a password under the throttle.
func (g *Gate) verify(ctx context.Context, login, stored, password string, active bool, address netip.Addr) (rehash bool, err error) {
	keys := []secret.Key{secret.LoginKey(login)}
	if address.IsValid() {
		keys = append(keys, secret.AddressKey(address))
	}
	if wait, ok := g.throttle.Allow(keys...); !ok {
		return false, tooMany(wait)
	}
	ok, rehash, err := secret.VerifyPassword(ctx, stored, password)
	if err == nil && ok && active {
		g.throttle.Succeeded(keys...)
		return rehash, nil
	}
	g.throttle.Failed(keys...)
	if err != nil {
		return false, err
	}
	return false, wrong
}

var wrong = fault.Both(fault.Unauthenticated, "login or password is wrong", "登录名或密码错误")

func tooMany(wait time.Duration) error {
	s := int(math.Ceil(wait.Seconds()))
	e := fault.Both(fault.TooMany, fmt.Sprintf("too many attempts: try again in %d s", s), fmt.Sprintf("尝试次数过多，请 %d 秒后再试", s))
	e.Retry = time.Duration(s) * time.Second
	return e
}

// SignOut ends the session of a bearer token; it tells whether there was one. A service token is not ended by it.
func (g *Gate) SignOut(ctx context.Context, bearer string) (bool, error) {
	if kind, ok := secret.Parse(bearer); !ok || kind != secret.Session {
		return false, nil
	}
	ended := 0
	err := g.DB.Tx(tenants.System(ctx, "access: sign out"), func(ctx context.Context, c *gen.Client) (err error) {
		ended, err = c.Session.Update().Where(session.Hash(secret.Hash(bearer)), session.RevokedAtIsNil()).SetRevokedAt(g.now()).Save(ctx)
		return err
	})
	return ended > 0, err
}

// endSessions ends all sessions of a user.
func (g *Gate) endSessions(ctx context.Context, c *gen.Client, who ident.ID) error {
	return c.Session.Update().Where(session.UserID(who), session.RevokedAtIsNil()).SetRevokedAt(g.now()).
		Exec(tenants.System(ctx, "access: end the sessions of a user"))
}
