package engines

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/duties"
	"estatehub/internal/moment"
	"estatehub/internal/nonconformity"
)

// unqualified raises the nonconformity of an unqualified return visit (SYS-20, SYS-24).
func (a *All) unqualified(ctx context.Context, c *gen.Client, v *gen.ReturnVisit) error {
	p, err := a.Policies.At(ctx, v.CommunityID, *v.VisitedAt)
	if err != nil {
		return err
	}
	t := nonconformity.Trigger{Site: v.CommunityID, Source: "RETURN_VISIT", Description: "回访不合格", Key: nonconformity.VisitKey(v.ID), Visit: v.ID}
	if v.Shortcomings != nil {
		t.Description += "：" + *v.Shortcomings
	}
	if v.TicketID != nil {
		of, err := c.Ticket.Query().Where(ticket.ID(*v.TicketID), ticket.CommunityID(v.CommunityID)).Only(ctx)
		if err != nil {
			return err
		}
		t.Ticket = of.ID
		if of.Topic != nil {
			t.Topic = string(*of.Topic)
		}
	}
	_, err = nonconformity.Raise(ctx, c, p, t)
	return err
}

// failed raises the nonconformity of an inspection that scored too little (SYS-24).
func (a *All) failed(ctx context.Context, c *gen.Client, f duties.Failed) error {
	p, err := a.Policies.At(ctx, f.Site, moment.Now(ctx))
	if err != nil {
		return err
	}
	_, err = nonconformity.Raise(ctx, c, p, nonconformity.Trigger{Site: f.Site, Source: "INSPECTION", Description: f.Description, Key: f.Key})
	return err
}
