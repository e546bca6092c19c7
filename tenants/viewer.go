package tenants

import (
	"context"
	"errors"
	"log/slog"
	"slices"

	"estatehub/internal/ident"
)

// Viewer is who asks: a user with his grants turned into scopes. It is made once a request and never changed.
type Viewer struct {
	User   ident.ID // the user; zero for a service token's
	Staff  ident.ID // the member of staff the user is, zero where he is none
	Login  string
	Lang   string // language he is spoken to in, "zh-CN" or "en"; empty where he has not said
	grants []Grant
	scopes [groups][levels]Scope
}

// Grant is one role at one node, its communities resolved.
type Grant struct {
	Role  Role
	Node  ident.ID // the organisation, company, management office or community it was given at
	Scope Scope
}

// NewViewer turns grants into a viewer.
func NewViewer(user, staff ident.ID, login string, grants []Grant) *Viewer {
	v := &Viewer{User: user, Staff: staff, Login: login, grants: slices.Clone(grants)}
	for _, g := range grants {
		for group, top := range powers[g.Role] {
			for l := Bare; l <= top; l++ {
				v.scopes[group][l] = v.scopes[group][l].or(g.Scope)
			}
		}
	}
	return v
}

// Reading returns the viewer without the power to change anything, as a service token's is.
func (v *Viewer) Reading() *Viewer {
	r := *v
	for g := range r.scopes {
		r.scopes[g][Write] = Scope{}
	}
	return &r
}

// Grants are the grants the viewer was made of. Callers must not change them.
func (v *Viewer) Grants() []Grant { return v.grants }

// AsksFreely tells whether the viewer may send documents of his own: by any of his roles.
func (v *Viewer) AsksFreely() bool {
	return slices.ContainsFunc(v.grants, func(g Grant) bool { return g.Role.AsksFreely() })
}

// Scope is the set of communities in which the viewer has at least a level of a field group.
func (v *Viewer) Scope(g Group, l Level) Scope {
	if l == None {
		return Whole()
	}
	return v.scopes[g][l]
}

// Level is how far a field group is open to the viewer in one community.
func (v *Viewer) Level(g Group, community ident.ID) Level {
	for l := Write; l > None; l-- {
		if v.scopes[g][l].Has(community) {
			return l
		}
	}
	return None
}

// Roles lists the roles the viewer has in a community, by name. What a role opens is Level's affair: ask both, because a
// limit takes levels away and leaves the roles.
func (v *Viewer) Roles(community ident.ID) []Role {
	var roles []Role
	for _, g := range v.grants {
		if g.Scope.Has(community) {
			roles = append(roles, g.Role)
		}
	}
	slices.Sort(roles)
	return slices.Compact(roles)
}

// ErrNoScope is the error of data access without a viewer: no scope never means everything.
var ErrNoScope = errors.New("tenants: no viewer and no system scope in the context")

type (
	viewerKey struct{}
	systemKey struct{}
)

// WithViewer returns a context in which data is seen as the viewer sees it. It ends a system scope.
func WithViewer(ctx context.Context, v *Viewer) context.Context {
	return context.WithValue(context.WithValue(ctx, viewerKey{}, v), systemKey{}, "")
}

// ViewerFrom is the viewer of the context, or nil.
func ViewerFrom(ctx context.Context) *Viewer {
	v, _ := ctx.Value(viewerKey{}).(*Viewer)
	return v
}

// System returns a context that passes the walls: the only bypass there is. The reason is logged, the viewer stays the
// actor of what is written, and a test lists the callers.
func System(ctx context.Context, reason string) context.Context {
	slog.DebugContext(ctx, "system scope", "reason", reason)
	return context.WithValue(ctx, systemKey{}, reason)
}

// IsSystem tells whether the context passes the walls.
func IsSystem(ctx context.Context) bool {
	reason, _ := ctx.Value(systemKey{}).(string)
	return reason != ""
}

// ScopeOf is the scope of the context for a level of a field group: the whole portfolio in a system scope, the viewer's
// otherwise, ErrNoScope where there is neither.
func ScopeOf(ctx context.Context, g Group, l Level) (Scope, error) {
	if IsSystem(ctx) {
		return Whole(), nil
	}
	v := ViewerFrom(ctx)
	if v == nil {
		return Scope{}, ErrNoScope
	}
	return v.Scope(g, l), nil
}
