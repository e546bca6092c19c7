package visits

import (
	"context"
	"fmt"
	"slices"

	"estatehub/ent/gen"
	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/upkeep"
	"estatehub/tenants"
)

// maxAssigned is the most visits that are assigned at once.
const maxAssigned = 200

// Assign says who is to make visits: all of them or none.
func (d *Desk) Assign(ctx context.Context, input map[string]any) (*ListPayload, error) {
	if err := signed(ctx); err != nil {
		return nil, err
	}
	ctx = still(ctx)
	var ids []ident.ID
	err := d.DB.Tx(ctx, func(ctx context.Context, c *gen.Client) (err error) {
		ids, err = d.assign(ctx, c, input)
		return err
	})
	if errs := fault.Refused(err); errs != nil {
		return &ListPayload{ReturnVisits: []*gen.ReturnVisit{}, UserErrors: errs}, nil
	}
	if err != nil {
		errs, err := upkeep.Explain(ctx, d.register.Noun, err)
		return &ListPayload{ReturnVisits: []*gen.ReturnVisit{}, UserErrors: errs}, err
	}
	rows, err := chosen(ctx, d.DB.Client, ids)
	return &ListPayload{ReturnVisits: rows, UserErrors: []*fault.UserError{}}, err
}

func signed(ctx context.Context) error {
	v := tenants.ViewerFrom(ctx)
	if v == nil {
		return fault.Both(fault.Unauthenticated, "nobody is signed in", "请先登录")
	}
	if v.Scope(tenants.Quality, tenants.Write).IsNone() {
		return fault.Both(fault.Forbidden, "your role may not change return visits", "您的角色无权处理回访")
	}
	return nil
}

// chosen reads visits by their ids, in their order.
func chosen(ctx context.Context, c *gen.Client, ids []ident.ID) ([]*gen.ReturnVisit, error) {
	var sites []ident.ID
	for _, id := range ids {
		if !slices.Contains(sites, id.Community()) {
			sites = append(sites, id.Community())
		}
	}
	rows, err := c.ReturnVisit.Query().Where(returnvisit.IDIn(ids...), returnvisit.CommunityIDIn(sites...)).All(ctx)
	slices.SortFunc(rows, func(a, b *gen.ReturnVisit) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return rows, err
}

func (d *Desk) assign(ctx context.Context, c *gen.Client, input map[string]any) ([]ident.ID, error) {
	var errs []*fault.UserError
	refuse := func(argument string, p *coerce.Problem) {
		errs = append(errs, fault.Tell(ctx, "input."+argument, p.Code, p.EN, p.ZH))
	}
	staff, p := reference(input["visitorId"])
	if p != nil {
		refuse("visitorId", p)
	}
	list := coerce.List(input["ids"])
	if len(list) == 0 || len(list) > maxAssigned {
		refuse("ids", &coerce.Problem{Code: fault.BadInput, EN: fmt.Sprintf("1 to %d visits", maxAssigned), ZH: fmt.Sprintf("每次 1 至 %d 条", maxAssigned)})
		return nil, &fault.Refusal{Errors: errs}
	}
	ids := make([]ident.ID, len(list))
	for i, raw := range list {
		if ids[i], p = reference(raw); p != nil {
			refuse(fmt.Sprintf("ids.%d", i), p)
		}
	}
	if errs != nil {
		return nil, &fault.Refusal{Errors: errs}
	}
	rows, err := chosen(ctx, c, ids)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		at := slices.IndexFunc(rows, func(v *gen.ReturnVisit) bool { return v.ID == id })
		if at < 0 {
			refuse(fmt.Sprintf("ids.%d", i), coerce.NotFound())
			continue
		}
		p, err := d.assignable(ctx, c, rows[at], staff)
		if err != nil {
			return nil, err
		}
		if p != nil {
			refuse(fmt.Sprintf("ids.%d", i), p)
		}
	}
	if errs != nil {
		return nil, &fault.Refusal{Errors: errs}
	}
	for _, v := range rows {
		n, err := c.ReturnVisit.Update().Where(returnvisit.ID(v.ID), returnvisit.CommunityID(v.CommunityID), returnvisit.Open(true)).SetVisitorID(staff).Save(ctx)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return nil, fault.Refuse(ctx, "input.ids", fault.Conflict, "others are changing these visits; look again and repeat", "这些回访正被他人处理，请刷新后重试")
		}
	}
	return ids, nil
}

// assignable says what stands against giving a visit to somebody.
func (d *Desk) assignable(ctx context.Context, c *gen.Client, v *gen.ReturnVisit, staff ident.ID) (*coerce.Problem, error) {
	if tenants.ViewerFrom(ctx).Level(tenants.Quality, v.CommunityID) < tenants.Write {
		return &coerce.Problem{Code: fault.Forbidden, EN: "you may read this, not change it", ZH: "您只能查看，无权处理"}, nil
	}
	if !v.Open {
		return &coerce.Problem{Code: fault.WrongState, EN: "it is not open any more", ZH: "该回访已结束"}, nil
	}
	var t *gen.Ticket
	if v.TicketID != nil {
		var err error
		if t, err = ticketOf(ctx, c, *v.TicketID); err != nil {
			return nil, err
		}
	}
	if t != nil && concerned(ctx, t) {
		return &coerce.Problem{Code: fault.Forbidden, EN: "its ticket complains about you: you may not touch its record (S1.b)", ZH: "该工单投诉的是您本人，不得改动其回访记录"}, nil
	}
	return d.unfit(ctx, c, v.CommunityID, staff, t, moment.Now(ctx))
}

// reference reads an id; what is none leads nowhere.
func reference(raw any) (ident.ID, *coerce.Problem) {
	v, p := coerce.Value(&noun.Field{Type: noun.Ref}, raw)
	id, ok := v.(ident.ID)
	if p != nil || !ok || id == 0 {
		return 0, coerce.NotFound()
	}
	return id, nil
}
