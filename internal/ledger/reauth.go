package ledger

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/fault"
	"estatehub/tenants"
)

const (
	recheckAtMost = 2 * time.Second // how often events cause the viewer to be looked at again
	recheckIdle   = 5 * time.Second // and how soon it is without any; sessions end without an entry in the ledger
)

// Reauthenticate makes the viewer of a long-lived request anew, as its session and grants stand now; an error, or nobody,
// where it may not go on.
type Reauthenticate func(ctx context.Context) (*tenants.Viewer, error)

type reauthKey struct{}

// WithReauthenticate returns a context whose subscriptions ask whether they may go on.
func WithReauthenticate(ctx context.Context, f Reauthenticate) context.Context {
	return context.WithValue(ctx, reauthKey{}, f)
}

// guard watches that a subscription's viewer stays who he was.
type guard struct {
	again   Reauthenticate
	scope   string // fingerprint of what he may see
	checked time.Time
}

func newGuard(ctx context.Context) (*guard, error) {
	scope, err := fingerprint(ctx)
	again, _ := ctx.Value(reauthKey{}).(Reauthenticate)
	return &guard{again: again, scope: scope, checked: time.Now()}, err
}

// stale tells whether the viewer must be looked at before he is told more.
func (g *guard) stale(batch []*gen.Change) bool {
	if time.Since(g.checked) >= recheckAtMost {
		return true
	}
	for _, c := range batch {
		switch n := gen.Nouns.Of(c.EntityID); {
		case n == nil:
		case n.Name == "User", n.Name == "Grant", n.Name == "ServiceToken", n.Name == "Session": // who may come in, and how far
			return true
		case n.Name == "Company", n.Name == "ManagementOffice", n.Name == "Community": // the tree that grants cover
			return true
		}
	}
	return false
}

// check ends the subscription of a viewer who may not go on, and that of one who may see other things than when it began:
// what its events lead to would still be answered as of then.
func (g *guard) check(ctx context.Context) error {
	g.checked = time.Now()
	if g.again == nil {
		return nil
	}
	v, err := g.again(ctx)
	if err != nil {
		return err
	}
	if v == nil {
		return fault.Both(fault.Unauthenticated, "the session has ended: sign in again", "登录已失效，请重新登录")
	}
	scope, err := fingerprint(tenants.WithViewer(ctx, v))
	if err == nil && scope != g.scope {
		err = fault.Both(fault.Forbidden, "your permissions have changed: subscribe again", "您的权限已变更，请重新订阅")
	}
	return err
}
