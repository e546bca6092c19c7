package reads

import (
	"context"

	"estatehub/ent/noun"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/internal/mask"
	"estatehub/tenants"
)

// viewpoint is what the viewer of one execution may see. All that a statement needs to know of him is asked here.
type viewpoint struct {
	ctx     context.Context
	viewer  *tenants.Viewer
	nouns   *noun.Catalogue
	without Walls
	sights  map[*noun.Noun]data.Sight
}

func look(ctx context.Context, p *Planner) *viewpoint {
	v := &viewpoint{ctx: ctx, nouns: p.nouns, without: p.without, sights: map[*noun.Noun]data.Sight{}}
	if !tenants.IsSystem(ctx) {
		v.viewer = tenants.ViewerFrom(ctx)
	}
	return v
}

// sight is which rows of a noun are seen.
func (v *viewpoint) sight(n *noun.Noun) (data.Sight, error) {
	if s, ok := v.sights[n]; ok {
		return s, nil
	}
	s, err := data.See(v.ctx, n)
	if err == nil {
		v.sights[n] = s
	}
	return s, err
}

// veil is what becomes of a column's values.
type veil uint8

const (
	open   veil = iota // shown
	closed             // null in every row, and not even read
	varies             // as the row's community says
)

// over says what becomes of a field of the rows of a noun.
func (v *viewpoint) over(n *noun.Noun, f *noun.Field) veil {
	if f == nil || f.Mask == noun.Open || tenants.IsSystem(v.ctx) || v.without.Masks {
		return open
	}
	if v.viewer == nil {
		return closed
	}
	least := tenants.Masked
	if f.Mask == noun.Hide {
		least = tenants.Read
	}
	if n.Wall != noun.Owned {
		switch level := data.Level(v.viewer, f.Group, 0); {
		case level >= tenants.Read:
			return open
		case level < least:
			return closed
		}
		return varies
	}
	rows := v.viewer.Scope(n.Group, tenants.Bare)
	if v.viewer.Scope(f.Group, tenants.Read).Includes(rows) {
		return open
	}
	if some := v.viewer.Scope(f.Group, least); !some.IsWhole() && len(some.Communities()) == 0 {
		return closed
	}
	return varies
}

// shown is a value of a field that varies, in a row.
func (v *viewpoint) shown(n *noun.Noun, f *noun.Field, row ident.ID, value Value) Value {
	var community ident.ID
	if n.Wall == noun.Owned {
		community = row.Community()
	}
	level := data.Level(v.viewer, f.Group, community)
	switch {
	case value == nil || level >= tenants.Read:
		return value
	case level < tenants.Masked:
		return nil
	}
	switch f.Mask {
	case noun.Phone:
		return mask.Phone(text(value))
	case noun.Name:
		return mask.Name(text(value))
	}
	return nil
}
