package engines

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/duties"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/nonconformity"
)

// triggers lets what fails raise its nonconformity by itself (SYS-20, SYS-24): an unqualified visit, a matter that comes
// again, an inspection below the mark. The survey raises its own.
func (a *All) triggers() {
	a.Visits.Raise = func(ctx context.Context, c *gen.Client, v *gen.ReturnVisit) error {
		t := nonconformity.Trigger{Site: v.CommunityID, Source: "RETURN_VISIT", Key: nonconformity.VisitKey(v.ID), Visit: v.ID, Description: "回访不合格"}
		if v.Shortcomings != nil {
			t.Description += "：" + *v.Shortcomings
		}
		if v.TicketID != nil {
			t.Ticket = *v.TicketID
			about, err := c.Ticket.Query().Where(ticket.ID(*v.TicketID), ticket.CommunityID(v.CommunityID)).Only(ctx)
			if err != nil {
				return err
			}
			t.Topic = topic(about)
		}
		return a.raise(ctx, c, t)
	}
	a.Desk.Repeated = func(ctx context.Context, c *gen.Client, last *gen.Ticket) error {
		t := nonconformity.Trigger{Site: last.CommunityID, Source: "REPEAT_COMPLAINT", Topic: topic(last), Ticket: last.ID, Description: "同一事项重复投诉：" + last.Content}
		if last.Kind == ticket.KindREPAIR {
			t.Source, t.Description = "REPEAT_REPAIR", "同一部位多次报修："+last.Content
		}
		var unit, first ident.ID
		if last.UnitID != nil {
			unit = *last.UnitID
		}
		if first = last.ID; last.RepeatOfID != nil {
			first = *last.RepeatOfID
		}
		t.Key = nonconformity.RepeatKey(unit, t.Topic, string(last.Kind), first)
		return a.raise(ctx, c, t)
	}
	a.Duties.Raise = func(ctx context.Context, c *gen.Client, f duties.Failed) error {
		return a.raise(ctx, c, nonconformity.Trigger{Site: f.Site, Source: "INSPECTION", Key: f.Key, Description: f.Description})
	}
}

func (a *All) raise(ctx context.Context, c *gen.Client, t nonconformity.Trigger) error {
	in, err := a.Policies.At(ctx, t.Site, moment.Now(ctx))
	if err != nil {
		return err
	}
	const most = 2000 // characters of a description
	if runes := []rune(t.Description); len(runes) > most {
		t.Description = string(runes[:most])
	}
	_, err = nonconformity.Raise(ctx, c, in, t)
	return err
}

func topic(t *gen.Ticket) string {
	if t.Topic == nil {
		return ""
	}
	return string(*t.Topic)
}
