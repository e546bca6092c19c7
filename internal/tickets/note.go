package tickets

import (
	"context"
	"slices"
	"strings"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/tenants"
)

// maxNote is the longest note, in characters.
const maxNote = 4000

// Note appends what somebody found or said to a ticket's history. It touches nothing else, so that any number may note
// at once, and it is possible in every state: something may come to light after the end.
func (d *Desk) Note(ctx context.Context, input map[string]any) (*Payload, error) {
	input = plain(input)
	return d.change(ctx, func(ctx context.Context, c *gen.Client) (ident.ID, error) {
		t, err := d.Find(ctx, c, "id", input["id"])
		if err != nil {
			return 0, err
		}
		text, p := coerce.Value(&noun.Field{Type: noun.Text, Max: maxNote}, input["text"])
		if p != nil {
			return 0, fault.Refuse(ctx, "input.text", p.Code, p.EN, p.ZH)
		}
		if err := d.Log(ctx, c, t, EventNote, text.(string)); err != nil {
			return 0, err
		}
		return t.ID, d.tell(ctx, c, t, t, EventNote, moment.Now(ctx))
	})
}

// Transfer gives an open ticket to another member of staff or department of its community, or, from the complaint
// centre, to its site. The state stays: the work is the same, and so are its clocks.
func (d *Desk) Transfer(ctx context.Context, input map[string]any) (*Payload, error) {
	input = plain(input)
	return d.change(ctx, func(ctx context.Context, c *gen.Client) (ident.ID, error) {
		t, err := d.Find(ctx, c, "id", input["id"])
		if err != nil {
			return 0, err
		}
		return t.ID, d.transfer(ctx, c, t, input)
	})
}

// transferring is what a transfer takes; to the machines it is no verb.
var transferring = &lifecycle.Machine{Transitions: []lifecycle.Transition{
	{Verb: lifecycle.Transfer, Needs: []string{lifecycle.InputAssignee, lifecycle.InputReason}},
}}

func (d *Desk) transfer(ctx context.Context, c *gen.Client, t *gen.Ticket, input map[string]any) error {
	if state := lifecycle.State(t.State); !lifecycle.IsPending(state) {
		title := lifecycle.TicketStateTitle(state)
		return fault.Refuse(ctx, "input.id", fault.WrongState, "This ticket is in state “"+title.EN+"”: it cannot be transferred.", "该工单当前为“"+title.ZH+"”，不能转派。")
	}
	g, errs := read(ctx, transferring, lifecycle.Transfer, input)
	if errs != nil {
		return &fault.Refusal{Errors: errs}
	}
	toSite, _ := input["toSite"].(bool)
	verb, set := EventTransfer, map[string]any{}
	switch {
	case toSite && !slices.Contains(tenants.ViewerFrom(ctx).Roles(t.CommunityID), tenants.ComplaintCentre):
		return fault.Refuse(ctx, "input.toSite", fault.Forbidden, "only the complaint centre transfers to a site", "只有客户投诉处理中心可以转交小区")
	case toSite:
		verb = EventTransferToSite
		set["assignee_id"], set["department"] = nil, nil
		set["transferred_at"], set["reported_back_at"] = moment.Now(ctx), nil
	case !has(input)(lifecycle.InputAssignee):
		return fault.Refuse(ctx, "input.assigneeId", fault.BadInput, "name a member of staff or a department", "须指定经办人或责任部门")
	}
	names, _, err := d.referred(ctx, c, t, g)
	if err != nil {
		return err
	}
	if id := g.id("assigneeId"); id != 0 {
		set["assignee_id"] = id
	} else {
		set["assignee_id"] = nil
	}
	if s := g.text("department"); s != "" {
		set["department"] = s
	}
	u := still(c, t)
	if err := write(u, set); err != nil {
		return err
	}
	if err := save(ctx, u); err != nil {
		return err
	}
	said := g.said(names, nil) // no argument of a transfer is a time
	if toSite {
		said = strings.TrimSpace("转交小区处理\n" + said)
	}
	if err := d.Log(ctx, c, t, verb, said); err != nil {
		return err
	}
	return d.tellMoved(ctx, c, t, verb, moment.Now(ctx))
}
