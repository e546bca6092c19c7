package imports

import (
	"context"

	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/ident"
)

// site is a community that rows belong to.
type site struct {
	code    string
	id      ident.ID
	known   bool // the hub has it
	brought bool // a row of the file brings it
	counted bool // the report has counted it
	wrong   *coerce.Problem
}

// locate finds the communities of the lines.
func (g *reading) locate(ctx context.Context, lines []*line) error {
	if !g.located {
		return nil
	}
	strange := map[string]bool{}
	for _, l := range lines {
		if g.fixed == nil && l.code != "" && g.sites[l.code] == nil {
			strange[l.code] = true
		}
	}
	err := batches(strange, func(codes []any) error {
		ids, err := g.communities(ctx, codes)
		for _, code := range codes {
			code := code.(string)
			g.sites[code] = g.site(code, ids[code])
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, l := range lines {
		g.settle(l)
	}
	return nil
}

// settle gives a line its community, or refuses it.
func (g *reading) settle(l *line) {
	label := communityTitle
	if g.plan.community != nil {
		label = g.plan.community.label(g.plan, label)
	}
	l.site = g.sites[l.code]
	switch {
	case g.fixed != nil:
		l.site = g.fixed
		if l.code != "" && l.code != g.fixed.code && l.code != g.fixed.id.String() {
			g.wrong(l, label, l.code, "community", &coerce.Problem{EN: "the community imported into, " + g.fixed.code, ZH: "应为导入的小区 " + g.fixed.code})
		}
	case l.code == "":
		l.site = &site{}
		g.wrong(l, label, "", "community", &coerce.Problem{EN: "the code of a community", ZH: "请填写小区编码"})
	case l.site.wrong != nil:
		g.wrong(l, label, l.code, "community", l.site.wrong)
	}
}

// site judges a community by its code; the id is zero for one that the hub does not have, or not for the viewer.
func (g *reading) site(code string, id ident.ID) *site {
	s := &site{code: code, id: id, known: id != 0}
	none := &coerce.Problem{EN: "the code of a community in your scope; there is none such", ZH: "没有此小区，或不在您的管辖范围"}
	if s.known {
		for _, t := range g.plan.targets {
			if t.owned() && !g.scopes[t.n.Group].Has(id) {
				s.wrong = none
			}
		}
		return s
	}
	brings := false
	for _, t := range g.plan.targets {
		brings = brings || t.n.Wall == noun.Root
	}
	switch {
	case !brings:
		s.wrong = none
	case g.office == 0:
		s.wrong = &coerce.Problem{EN: "a community the hub knows; to create it, name its management office and have the right to", ZH: "系统中没有此小区；新建小区需指定管理处并有相应权限"}
	default:
		s.id = g.drawn[code]
	}
	return s
}
