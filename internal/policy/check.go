package policy

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// checker gathers what is wrong with an input, so that the user is told of all at once.
type checker struct {
	ctx  context.Context
	errs []*fault.UserError
}

func (c *checker) refuse(field string, code fault.Code, en, zh string) {
	c.errs = append(c.errs, fault.Tell(c.ctx, "input."+field, code, en, zh))
}

// text holds a text against the column it is for.
func (c *checker) text(field, column string, s *string) {
	v, p := coerce.Value(gen.Nouns.Named("PolicyValue").ByName(column), *s)
	if p != nil {
		c.refuse(field, p.Code, p.EN, p.ZH)
		return
	}
	*s, _ = v.(string)
}

// check refuses what cannot be set, and brings the value and the texts into the form they are kept in.
func (d *Desk) check(ctx context.Context, w *Wanted, today string) error {
	c := &checker{ctx: ctx}
	if err := d.node(c, w.Node); err != nil {
		return err
	}
	if def := Of(Key(w.Key)); def == nil {
		c.refuse("key", fault.BadInput, "no policy has this name; the query policies lists them", "没有该参数；可用参数见查询 policies")
	} else if v, en, zh := def.Read(w.Value); en != "" {
		c.refuse("value", fault.BadInput, en, zh)
	} else {
		w.Value = v
	}
	switch {
	case w.From < today:
		c.refuse("effectiveFrom", fault.BadInput, "today or later: the past is not judged anew", "不能早于今天：过去的判定不再更改")
	case w.From > shift(today, ahead*366):
		c.refuse("effectiveFrom", fault.BadInput, "at most ten years ahead", "最多提前十年")
	}
	if w.Until != "" && w.Until < w.From {
		c.refuse("effectiveUntil", fault.BadInput, "a day not before "+w.From, "不能早于 "+w.From)
	}
	c.text("approvedBy", "approved_by", &w.By)
	c.text("reason", "reason", &w.Why)
	if c.errs != nil {
		return &fault.Refusal{Errors: c.errs}
	}
	return nil
}

// mayHave are the nodes a policy can be set at. A management office takes those of its company.
var mayHave = map[string]bool{"Organization": true, "Company": true, "Community": true}

// node refuses a node that is none, that the viewer does not see, or where he only reads.
func (d *Desk) node(c *checker, id ident.ID) error {
	n := gen.Nouns.Of(id)
	if n == nil || !mayHave[n.Name] && n.Name != "ManagementOffice" {
		c.refuse("nodeId", fault.NotFound, "no such row, or not in your scope", "不存在或不在您的管辖范围")
		return nil
	}
	_, err := gen.OperationsOf[n.Name].Get(c.ctx, d.DB.Client, id)
	switch {
	case gen.IsNotFound(err):
		c.refuse("nodeId", fault.NotFound, "no such row, or not in your scope", "不存在或不在您的管辖范围")
	case err != nil:
		return err
	case !mayHave[n.Name]:
		c.refuse("nodeId", fault.BadInput, "an organisation, a company or a community", "应为集团、公司或小区")
	case !tenants.ViewerFrom(c.ctx).Scope(tenants.Policies, tenants.Write).Covers(id):
		c.refuse("nodeId", fault.Forbidden, "you may read this node, not set its policies", "您只能查看该组织，无权设定其参数")
	}
	return nil
}
