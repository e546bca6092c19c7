package access

import (
	"context"
	"fmt"
	"strings"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// Explanation says why a viewer sees a thing. The zero Explanation, but for its text, is that of whatever he may not know
// of, be it there or not.
type Explanation struct {
	Known  bool
	Text   string
	Own    bool                            // he sees it because it is himself or his own
	Grants []Opening                       // his roles that open it
	Access map[tenants.Group]tenants.Level // where it is; nil for what is not known
}

// Opening is a role that opens a thing.
type Opening struct {
	Role  tenants.Role
	Node  ident.ID
	Level tenants.Level // of the thing's own field group
}

// Explain asks the walls themselves: a grant opens a thing if a viewer who had this grant alone would see it.
func (g *Gate) Explain(ctx context.Context, id ident.ID) (*Explanation, error) {
	v := tenants.ViewerFrom(ctx)
	if v == nil {
		return nil, tenants.ErrNoScope
	}
	zh := strings.HasPrefix(fault.Lang(ctx), "zh")
	n := gen.Nouns.Of(id)
	seen := false
	if n != nil && !n.Internal {
		var err error
		if seen, err = g.sees(ctx, n.Name, id); err != nil {
			return nil, err
		}
	}
	if !seen {
		if zh {
			return &Explanation{Text: "没有您可以知晓的内容"}, nil
		}
		return &Explanation{Text: "nothing you may know of"}, nil
	}
	e := &Explanation{Known: true, Access: map[tenants.Group]tenants.Level{}}
	for _, h := range v.Grants() {
		opens, err := g.sees(tenants.WithViewer(ctx, tenants.NewViewer(0, 0, "", []tenants.Grant{h})), n.Name, id)
		if err != nil {
			return nil, err
		}
		if opens {
			level := h.Role.Level(n.Group)
			if v.User == 0 { // a service token
				level = min(level, tenants.Read)
			}
			e.Grants = append(e.Grants, Opening{h.Role, h.Node, level})
		}
	}
	e.Own = len(e.Grants) == 0
	community := id.Community() // of a community, itself
	for _, group := range tenants.Groups() {
		e.Access[group] = data.Level(v, group, community)
	}
	switch own := e.Own; {
	case zh && own:
		e.Text = fmt.Sprintf("%s：属于您本人", n.ZH)
	case zh:
		e.Text = fmt.Sprintf("%s：由您的 %d 项授权开放", n.ZH, len(e.Grants))
	case own:
		e.Text = fmt.Sprintf("this %s is yourself or your own", n.Field)
	default:
		e.Text = fmt.Sprintf("this %s is open to you by %d of your grants", n.Field, len(e.Grants))
	}
	return e, nil
}

// sees tells whether the viewer of ctx sees a row.
func (g *Gate) sees(ctx context.Context, named string, id ident.ID) (bool, error) {
	_, err := gen.OperationsOf[named].Get(ctx, g.DB.Client, id)
	if gen.IsNotFound(err) {
		return false, nil
	}
	return err == nil, err
}
