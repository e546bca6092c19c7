package tickets

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"estatehub/ent/gen"
	"estatehub/ent/gen/assignment"
	"estatehub/ent/gen/community"
	"estatehub/ent/gen/owner"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/unit"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// filled are the columns somebody may fill in when he opens a ticket. Its state, month and number are not among them.
var filled = []string{
	"kind", "channel", "class", "type", "severity", "validity", "collective", "topic", "category", "unit_id", "owner_id", "contact_name",
	"contact_phone", "content", "demand", "complained_staff_id", "department", "promised_at", "repeat_of_id",
}

// maxKey is the longest idempotency key.
const maxKey = 200

// Open opens a ticket in the first state of its kind. Who opens it is its first receiver and owns it (首问负责制). With
// a clientMutationKey that the same user gave before in the community it answers with the ticket opened then.
func (d *Desk) Open(ctx context.Context, input map[string]any) (*Payload, error) {
	input = plain(input)
	return d.change(ctx, func(ctx context.Context, c *gen.Client) (ident.ID, error) {
		site, err := openable(ctx, c, input["communityId"])
		if err != nil {
			return 0, err
		}
		key, err := openKey(ctx, input["clientMutationKey"])
		if err != nil {
			return 0, err
		}
		if key != "" {
			before, err := c.Ticket.Query().Where(ticket.CommunityID(site), ticket.OpenKey(key)).OnlyID(ctx)
			if !gen.IsNotFound(err) {
				return before, err
			}
		}
		id, err := d.open(ctx, c, site, key, input)
		if s := store.Classify(err); s != nil && s.Rule == store.Unique && slices.Contains(s.Columns, ticket.FieldOpenKey) {
			err = errLost // the same request, a moment earlier: look again
		}
		return id, err
	})
}

func (d *Desk) open(ctx context.Context, c *gen.Client, site ident.ID, key string, input map[string]any) (ident.ID, error) {
	id, err := store.NextID(ctx, site.Slot(), theNoun.Kind)
	if err != nil {
		return 0, err
	}
	zone, err := zoneOf(ctx, c)
	if err != nil {
		return 0, err
	}
	at := now()
	n := c.Ticket.Create().SetID(id).SetCommunityID(site).SetOpenedAt(at).SetOpenedMonth(at.In(zone).Format("2006-01"))
	if err := d.fill(ctx, c, n.Mutation(), site, input); err != nil {
		return 0, err
	}
	kind, _ := n.Mutation().Kind()
	first := lifecycle.TicketMachine(lifecycle.TicketKind(kind)).Initial
	number, err := number(ctx, c, site, id, lifecycle.TicketKind(kind))
	if err != nil {
		return 0, err
	}
	n.SetNumber(number).SetState(ticket.State(first)).SetDueAt(due(&gen.Ticket{OpenedAt: at}, written(n.Mutation())))
	if v := tenants.ViewerFrom(ctx); v.Staff != 0 {
		n.SetFirstReceiverID(v.Staff)
	}
	if key != "" {
		n.SetOpenKey(key)
	}
	t, err := n.Save(ctx)
	if err != nil {
		return 0, err
	}
	return id, d.log(ctx, c, t, EventOpen, nil, first, "")
}

// openable is the community of an argument, for somebody who is about to open a ticket there.
func openable(ctx context.Context, c *gen.Client, raw any) (ident.ID, error) {
	id := reference(raw)
	level := tenants.ViewerFrom(ctx).Level(tenants.Tickets, id)
	if id.Kind() != ident.KindCommunity || level == tenants.None {
		return 0, unknown(ctx, "communityId")
	}
	there, err := c.Community.Query().Where(community.ID(id)).Exist(ctx)
	if err != nil {
		return 0, err
	}
	if !there {
		return 0, unknown(ctx, "communityId")
	}
	if level < tenants.Write {
		return 0, fault.Refuse(ctx, "input.communityId", fault.Forbidden, "you may read the tickets of this community, not open one", "您只能查看该小区的工单，无权受理")
	}
	return id, nil
}

// openKey binds an idempotency key to its user, so that nobody can find another's.
func openKey(ctx context.Context, raw any) (string, error) {
	s, _ := raw.(string)
	if s == "" {
		return "", nil
	}
	if len(s) > maxKey {
		return "", fault.Refuse(ctx, "input.clientMutationKey", fault.BadInput, fmt.Sprintf("at most %d bytes", maxKey), fmt.Sprintf("最多 %d 字节", maxKey))
	}
	h := sha256.Sum256(fmt.Appendf(nil, "%d\n%s", tenants.ViewerFrom(ctx).User, s))
	return hex.EncodeToString(h[:]), nil
}

// fill puts the input into a new ticket, or refuses it with all that is wrong with it.
func (d *Desk) fill(ctx context.Context, c *gen.Client, m *gen.TicketMutation, site ident.ID, input map[string]any) error {
	var errs []*fault.UserError
	for _, name := range filled {
		f := theNoun.ByName(name)
		raw := input[f.API]
		if raw == nil && f.Default {
			continue
		}
		v, p := coerce.Value(f, raw)
		if p == nil && v == nil {
			continue
		}
		if id, ok := v.(ident.ID); ok && p == nil {
			there, err := present(ctx, c, name, site, id)
			if err != nil {
				return err
			}
			if !there {
				p = coerce.NotFound()
			}
		}
		if p != nil {
			errs = append(errs, fault.Tell(ctx, "input."+f.API, p.Code, p.EN, p.ZH))
			continue
		}
		if s, ok := v.(string); ok && f.EnumType != "" {
			v = gen.EnumValue(theNoun, name, s)
		}
		if err := m.SetField(name, v); err != nil {
			return err
		}
	}
	if len(errs) > 0 {
		return &fault.Refusal{Errors: errs}
	}
	return nil
}

// present tells whether what a new ticket refers to is of its community and in the viewer's scope. Staff belong to a
// community by having been assigned to it: one can complain about somebody who has left.
func present(ctx context.Context, c *gen.Client, column string, site, id ident.ID) (bool, error) {
	switch column {
	case "unit_id":
		return c.Unit.Query().Where(unit.ID(id), unit.CommunityID(site)).Exist(ctx)
	case "owner_id":
		return c.Owner.Query().Where(owner.ID(id), owner.CommunityID(site)).Exist(ctx)
	case "repeat_of_id":
		return c.Ticket.Query().Where(ticket.ID(id), ticket.CommunityID(site)).Exist(ctx)
	case "complained_staff_id":
		return c.Assignment.Query().Where(assignment.CommunityID(site), assignment.StaffID(id)).Exist(ctx)
	}
	return false, errors.New("tickets: nobody knows what " + column + " refers to")
}
