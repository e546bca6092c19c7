package data

import (
	"estatehub/ent/noun"
	"estatehub/internal/ident"
	"estatehub/internal/mask"
	"estatehub/tenants"
)

// masker withholds personal fields as far as its viewer's levels say.
type masker struct{ viewer *tenants.Viewer }

// Hidden implements noun.Masker.
func (m masker) Hidden(g tenants.Group, community ident.ID) bool {
	return m.level(g, community) < tenants.Read
}

// Text implements noun.Masker.
func (m masker) Text(g tenants.Group, how noun.Mask, community ident.ID, v *string) *string {
	level := m.level(g, community)
	if level >= tenants.Read || v == nil {
		return v
	}
	if level < tenants.Masked {
		return nil
	}
	var s string
	switch how {
	case noun.Phone:
		s = mask.Phone(*v)
	case noun.Name:
		s = mask.Name(*v)
	default:
		return nil
	}
	return &s
}

func (m masker) level(g tenants.Group, community ident.ID) tenants.Level {
	return Level(m.viewer, g, community)
}

// Level is how far a field group is open to a viewer on the rows of a community. A row of the organisation has none: it
// is open as far as the group is open wherever the viewer sees the portfolio.
func Level(v *tenants.Viewer, g tenants.Group, community ident.ID) tenants.Level {
	if v == nil {
		return tenants.None
	}
	if community != 0 {
		return v.Level(g, community)
	}
	seen := v.Scope(tenants.Portfolio, tenants.Bare)
	for l := tenants.Write; l > tenants.None; l-- {
		if v.Scope(g, l).Includes(seen) {
			return l
		}
	}
	return tenants.None
}
