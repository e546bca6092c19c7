package access

import (
	"context"
	"database/sql"
	"time"

	entsql "entgo.io/ent/dialect/sql"

	"estatehub/internal/ident"
	"estatehub/internal/secret"
	"estatehub/tenants"
)

// Authenticate makes the viewer of a bearer token, session or service token. Whatever does not open is
// fault.Unauthenticated.
//
// Who asks often is remembered for a second (see viewers): what this process changes of users, grants, tokens, sessions
// and the organisation is so from the next request on, what another process changes within a second. Else it takes two
// statements, one where the grants are of the whole portfolio.
//
// The organisation tree is not remembered apart from its viewers. The part below a viewer's nodes is read along indexes (a
// community is one row, a company of a hundred communities a hundred). A copy of the tree would want a version that no
// late commit of another process escapes: max(updated_at) misses the transaction that commits after a younger one, and
// the ledger's head moves with every ticket.
func (g *Gate) Authenticate(ctx context.Context, bearer string) (*tenants.Viewer, error) {
	kind, ok := secret.Parse(bearer)
	if !ok {
		return nil, unauthenticated
	}
	return g.viewers.get(ctx, secret.Sum(bearer), g.Now, func(ctx context.Context) (*tenants.Viewer, time.Time, error) {
		return g.read(ctx, kind, secret.Hash(bearer))
	})
}

// read makes a viewer from what the database says now, and tells how long its token is good for.
func (g *Gate) read(ctx context.Context, kind secret.Kind, hash string) (*tenants.Viewer, time.Time, error) {
	ctx = tenants.System(ctx, "access: read the grants of a bearer")
	b, err := g.bearer(ctx, kind, hash)
	if err != nil {
		return nil, time.Time{}, err
	}
	if b == nil || b.revoked.Valid || !b.expires.After(g.Now()) || b.status != "ACTIVE" {
		return nil, time.Time{}, unauthenticated
	}
	if kind == secret.Session {
		held, err := g.resolve(ctx, b.held)
		if err != nil {
			return nil, time.Time{}, err
		}
		return b.viewer(held), b.expires, nil
	}
	all, err := g.resolve(ctx, append([]holding{b.own}, b.held...))
	if err != nil {
		return nil, time.Time{}, err
	}
	own, held := all[0], all[1:]
	if !mayGive(held, own.Role, own.Node) {
		return nil, time.Time{}, unauthenticated
	}
	v := tenants.NewViewer(0, 0, "token:"+b.name, []tenants.Grant{own})
	v.Lang = b.lang()
	return v.Reading(), b.expires, nil
}

// mayGive tells whether who has the grants may give a token of a role at a node: his own role there, and BI where he
// administers.
func mayGive(held []tenants.Grant, role tenants.Role, node ident.ID) bool {
	for _, h := range held {
		if h.Scope.Covers(node) && (h.Role == role || h.Role == tenants.Administrator && role == tenants.BI) {
			return true
		}
	}
	return false
}

// holding is a role at a node, before its communities are known.
type holding struct {
	role tenants.Role
	node ident.ID
}

// bearer is who bears a token: a user, for a session; the maker, for a service token.
type bearer struct {
	user, staff   ident.ID
	login, status string
	locale        string
	expires       time.Time
	revoked       sql.NullTime
	name          string  // of a service token
	own           holding // of a service token
	held          []holding
}

func (b *bearer) lang() string {
	if b.locale == "EN" {
		return "en"
	}
	return "zh-CN"
}

func (b *bearer) viewer(held []tenants.Grant) *tenants.Viewer {
	v := tenants.NewViewer(b.user, b.staff, b.login, held)
	v.Lang = b.lang()
	return v
}

const (
	bySession = "SELECT s.expires_at, s.revoked_at, '', '', 0, u.id, u.login, u.status, u.locale, u.staff_id, g.role, g.node_id" +
		" FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN `grants` g ON g.user_id = u.id WHERE s.hash = ?"
	byToken = "SELECT s.expires_at, s.revoked_at, s.name, s.role, s.node_id, u.id, u.login, u.status, u.locale, u.staff_id, g.role, g.node_id" +
		" FROM service_tokens s JOIN users u ON u.id = s.user_id LEFT JOIN `grants` g ON g.user_id = u.id WHERE s.hash = ?"
)

// bearer reads a token's bearer with all his grants; nil where the token is unknown.
func (g *Gate) bearer(ctx context.Context, kind secret.Kind, hash string) (*bearer, error) {
	query := bySession
	if kind == secret.Service {
		query = byToken
	}
	var b *bearer
	err := g.each(ctx, query, []any{hash}, func(rows *entsql.Rows) error {
		var (
			r          bearer
			own        string
			staff, at  sql.NullInt64
			role, name sql.NullString
		)
		if err := rows.Scan(&r.expires, &r.revoked, &name, &own, &r.own.node, &r.user, &r.login, &r.status, &r.locale, &staff, &role, &at); err != nil {
			return err
		}
		if b == nil {
			r.name, r.own.role, r.staff = name.String, tenants.Role(own), ident.ID(staff.Int64)
			b = &r
		}
		if role.Valid {
			b.held = append(b.held, holding{tenants.Role(role.String), ident.ID(at.Int64)})
		}
		return nil
	})
	return b, err
}

// each runs a query and hands its rows over one by one.
func (g *Gate) each(ctx context.Context, query string, args []any, row func(*entsql.Rows) error) error {
	rows := &entsql.Rows{}
	if err := g.DB.Driver().Query(ctx, query, args, rows); err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // Err says what went wrong
	for rows.Next() {
		if err := row(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
