package duties

import (
	"context"
	"errors"

	"estatehub/ent/gen"
	"estatehub/ent/gen/dutytemplate"
	"estatehub/ent/gen/post"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// KeepTemplate runs the upkeep of a template and holds what comes of it against the rule language: a rule that is no rule,
// or does not fit how often the duty recurs, is refused, and nothing is changed.
func (d *Desk) KeepTemplate(ctx context.Context, keep func(context.Context) (*gen.DutyTemplate, []*fault.UserError, error)) (t *gen.DutyTemplate, errs []*fault.UserError, err error) {
	err = d.DB.Tx(ctx, func(ctx context.Context, _ *gen.Client) error {
		if t, errs, err = keep(ctx); err != nil || t == nil {
			return errors.Join(err, &fault.Refusal{Errors: errs})
		}
		_, err := of(t)
		var wrong *RuleError
		if errors.As(err, &wrong) {
			en, zh := sentences(wrong.Err)
			return fault.Refuse(ctx, "input."+wrong.Field, fault.BadInput, en, zh)
		}
		return err
	})
	var refusal *fault.Refusal
	if errors.As(err, &refusal) && len(refusal.Errors) > 0 {
		return nil, refusal.Errors, nil
	}
	return t, nil, err
}

// Adopt adds the templates of the standard calendar that the group does not have yet. It is for who keeps the handbook of
// the whole group.
func (d *Desk) Adopt(ctx context.Context) (*AdoptPayload, error) {
	v := tenants.ViewerFrom(ctx)
	if v == nil {
		return nil, fault.Both(fault.Unauthenticated, "nobody is signed in", "请先登录")
	}
	if !v.Scope(tenants.Duties, tenants.Write).IsWhole() {
		return nil, fault.Both(fault.Forbidden, "the work calendar is the whole group's: head-office quality keeps it", "工作日程为集团统一规定，由总部品质维护")
	}
	p := &AdoptPayload{UserErrors: []*fault.UserError{}}
	err := d.DB.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		p.Added, p.Total = 0, 0
		there, err := c.DutyTemplate.Query().Select(dutytemplate.FieldCode).Strings(ctx)
		if err != nil {
			return err
		}
		have := map[string]bool{}
		for _, code := range there {
			have[code] = true
		}
		// Who keeps the calendar need not see the posts; that a post of the handbook has a certain id tells him nothing.
		posts, err := c.Post.Query().Select(post.FieldCode).All(tenants.System(ctx, "duties: the posts of the handbook by their codes"))
		if err != nil {
			return err
		}
		byCode := map[string]ident.ID{}
		for _, o := range posts {
			byCode[o.Code] = o.ID
		}
		for i := range Calendar {
			p.Total++
			if s := &Calendar[i]; !have[s.Code] {
				p.Added++
				if err := adopt(ctx, c, s, byCode[s.Post]); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// adopt writes a template of the standard calendar with its checklist.
func adopt(ctx context.Context, c *gen.Client, s *Standard, post ident.ID) error {
	n := c.DutyTemplate.Create().SetCode(s.Code).SetTitle(s.ZH).SetTitleEn(s.EN).SetKind(dutytemplate.Kind(s.Kind)).
		SetFrequency(dutytemplate.Frequency(s.Frequency)).SetTimes(max(s.Times, 1)).SetRule(s.Rule).SetEvidence(dutytemplate.Evidence(s.Evidence)).
		SetVerified(s.Verified).SetPerUnit(s.PerUnit).SetSource(s.Source)
	if s.Remind != "" {
		n.SetRemind(s.Remind)
	}
	if post != 0 {
		n.SetPostID(post)
	}
	if s.Form != "" {
		n.SetForm(s.Form)
	}
	if s.Share > 0 {
		n.SetSampleShare(s.Share)
	}
	if s.Clock != "" {
		n.SetClockRule(s.Clock)
	}
	t, err := n.Save(ctx)
	if err != nil {
		return err
	}
	for i, item := range s.Items {
		if err := c.DutyTemplateItem.Create().SetTemplateID(t.ID).SetPosition(i + 1).SetText(item.Text).SetPoints(item.Points).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
