package access

import (
	"context"
	"net/netip"
	"strings"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/session"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/secret"
	"estatehub/tenants"
)

// MaxSessions is how many sessions of a user are shown.
const MaxSessions = 100

// OwnSession is a session as its user sees it.
type OwnSession struct {
	ID           ident.ID
	Since, Until time.Time
	Agent        string // what the browser or tool calls itself
	Address      string
	Current      bool // the request came by it
}

// Sessions lists where the viewer is signed in, latest first; nothing for a service token.
func (g *Gate) Sessions(ctx context.Context) ([]OwnSession, error) {
	v, err := asks(ctx)
	if err != nil || v.User == 0 {
		return nil, err
	}
	rows, err := g.DB.Client.Session.Query().
		Where(session.UserID(v.User), session.RevokedAtIsNil(), session.ExpiresAtGT(g.now())).
		Order(gen.Desc(session.FieldCreatedAt, session.FieldID)).Limit(MaxSessions).
		All(tenants.System(ctx, "access: the viewer's own sessions"))
	if err != nil {
		return nil, err
	}
	list := make([]OwnSession, len(rows))
	this := secret.Hash(BearerOf(ctx))
	for i, s := range rows {
		list[i] = OwnSession{ID: s.ID, Since: s.CreatedAt, Until: s.ExpiresAt, Agent: s.Agent, Address: s.Address, Current: s.Hash == this}
	}
	return list, nil
}

// EndSession ends a session of the viewer's; all but the one he asks by where none is named. It says which were ended.
func (g *Gate) EndSession(ctx context.Context, id *ident.ID) (ended []ident.ID, _ []*fault.UserError, _ error) {
	v, err := me(ctx)
	if err != nil {
		return nil, nil, err
	}
	errs, err := g.tx(tenants.System(ctx, "access: end the viewer's own sessions"), "Session", func(ctx context.Context, c *gen.Client) (err error) {
		which := session.HashNEQ(secret.Hash(BearerOf(ctx)))
		if id != nil {
			which = session.ID(*id)
		}
		ended, err = c.Session.Query().Where(session.UserID(v.User), session.RevokedAtIsNil(), session.ExpiresAtGT(g.now()), which).IDs(ctx)
		switch {
		case err != nil:
			return err
		case len(ended) == 0 && id != nil:
			return notFound(ctx, "id")
		case len(ended) == 0:
			return nil
		}
		return c.Session.Update().Where(session.IDIn(ended...)).SetRevokedAt(g.now()).Exec(ctx)
	})
	return ended, errs, err
}

type agentKey struct{}

// maxAgent is how much is kept of what a client calls itself.
const maxAgent = 200

func withAgent(ctx context.Context, agent string) context.Context {
	agent = strings.ToValidUTF8(agent, "")
	if r := []rune(agent); len(r) > maxAgent {
		agent = string(r[:maxAgent])
	}
	return context.WithValue(ctx, agentKey{}, agent)
}

func agentOf(ctx context.Context) string {
	s, _ := ctx.Value(agentKey{}).(string)
	return s
}

// shown is an address as it is kept; empty for none.
func shown(a netip.Addr) string {
	if !a.IsValid() {
		return ""
	}
	return a.Unmap().WithZone("").String()
}
