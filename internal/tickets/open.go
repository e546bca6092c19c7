package tickets

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/assignment"
	"estatehub/ent/gen/owner"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/unit"
	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// filled are the columns somebody may fill in when he opens a ticket. Its state, month and number are not among them.
var filled = []string{
	"kind", "channel", "class", "type", "severity", "defect_size", "validity", "collective", "complainants", "topic", "category", "unit_id", "owner_id", "contact_name",
	"contact_phone", "content", "demand", "complained_staff_id", "department", "promised_at", "repeat_of_id",
}

// maxKey is the longest idempotency key.
const maxKey = 200

// Open opens a ticket in the first state of its kind. Who opens it is its first receiver and owns it (首问负责制). With
// a clientMutationKey that the same user gave before in the community it answers with the ticket opened then.
//
// It is the change the hub makes most often, so its transaction only writes. What it would look up before is asked
// afterwards, of a database that has refused to write: whether rows referred to are there is said by the foreign keys,
// whether a number is taken by its index.
func (d *Desk) Open(ctx context.Context, input map[string]any) (*Payload, error) {
	input = plain(input)
	var opened *gen.Ticket
	var before ident.ID
	errs, err := settle(ctx, func(ctx context.Context) (err error) {
		opened, before, err = d.tryOpen(ctx, input)
		return err
	})
	switch {
	case err != nil || errs != nil:
		return refused(errs, err)
	case before != 0:
		return d.found(ctx, before)
	}
	return &Payload{Ticket: opened, UserErrors: []*fault.UserError{}}, nil
}

// tryOpen opens a ticket, or finds the one that was opened with the same key before.
func (d *Desk) tryOpen(ctx context.Context, input map[string]any) (opened *gen.Ticket, before ident.ID, err error) {
	site, err := d.openable(ctx, input["communityId"])
	if err != nil {
		return nil, 0, err
	}
	key, err := openKey(ctx, input["clientMutationKey"])
	if err != nil {
		return nil, 0, err
	}
	if key != "" {
		before, err := d.DB.Client.Ticket.Query().Where(ticket.CommunityID(site), ticket.OpenKey(key)).OnlyID(ctx)
		if !gen.IsNotFound(err) {
			return nil, before, err
		}
	}
	n, err := d.begin(ctx, site, key)
	if err != nil {
		return nil, 0, err
	}
	err = d.DB.Tx(ctx, func(ctx context.Context, c *gen.Client) (err error) {
		opened, err = d.open(ctx, c, n, input)
		return err
	})
	if violates(err, ticket.FieldOpenKey) {
		err = errLost // the same request, a moment earlier: look again
	}
	return opened, 0, err
}

// opening is what a ticket is opened with that its input does not say.
type opening struct {
	site, id, event ident.ID // event is the first of its history
	key             string
	at              time.Time
	month           string
}

// begin fetches ids before the transaction, which would have to begin anew where there are none in memory.
func (d *Desk) begin(ctx context.Context, site ident.ID, key string) (n opening, err error) {
	n = opening{site: site, key: key, at: moment.Now(ctx)}
	zone, err := d.zone(ctx)
	if err != nil {
		return n, err
	}
	n.month = n.at.In(zone).Format("2006-01")
	ctx = d.DB.With(ctx)
	if n.id, err = store.NextID(ctx, site.Slot(), theNoun.Kind); err != nil {
		return n, err
	}
	n.event, err = store.NextID(ctx, site.Slot(), eventNoun.Kind)
	return n, err
}

func (d *Desk) open(ctx context.Context, c *gen.Client, n opening, input map[string]any) (*gen.Ticket, error) {
	create := c.Ticket.Create().SetID(n.id).SetCommunityID(n.site).SetOpenedAt(n.at).SetOpenedMonth(n.month)
	m := create.Mutation()
	err := fill(ctx, c, m, n.site, input, false)
	if fault.Refused(err) != nil { // he is told of all at once
		err = fill(ctx, c, m, n.site, input, true)
	}
	if err != nil {
		return nil, err
	}
	kind, _ := m.Kind()
	if _, linked := m.RepeatOfID(); linked {
		create.SetOccurrence(2) // at least; how often is found when it is classified
	}
	first := lifecycle.TicketMachine(lifecycle.TicketKind(kind)).Initial
	base := number(n.id, lifecycle.TicketKind(kind))
	due, err := d.due(ctx, n, m, first)
	if err != nil {
		return nil, err
	}
	create.SetNumber(base).SetState(ticket.State(first)).SetDueAt(due)
	if v := tenants.ViewerFrom(ctx); v.Staff != 0 {
		create.SetFirstReceiverID(v.Staff)
	}
	if n.key != "" {
		create.SetOpenKey(n.key)
	}
	t, err := create.Save(ctx)
	if violates(err, ticket.FieldNumber) {
		s, err := another(ctx, c, n.site, base)
		if err != nil {
			return nil, err
		}
		t, err = create.SetNumber(s).Save(ctx)
		if err != nil {
			return nil, err
		}
	} else if s := store.Classify(err); s != nil && s.Rule == store.ForeignKey {
		return nil, d.missing(ctx, c, m, n.site, input, err)
	} else if err != nil {
		return nil, err
	}
	if err := d.log(ctx, c, t, EventOpen, nil, first, "", n.event); err != nil {
		return nil, err
	}
	return t, d.tell(ctx, c, nil, t, EventOpen, n.at)
}

// missing says what a ticket refers to that is not there, where a foreign key refused it; the error itself where nothing
// of the user's is missing.
func (d *Desk) missing(ctx context.Context, c *gen.Client, m *gen.TicketMutation, site ident.ID, input map[string]any, refused error) error {
	there, err := d.there(ctx, site)
	if err != nil {
		return err
	}
	if !there {
		return unknown(ctx, "communityId")
	}
	if err := fill(ctx, c, m, site, input, true); err != nil {
		return err
	}
	return refused
}

// violates tells whether an error is that of a unique index with a column.
func violates(err error, column string) bool {
	s := store.Classify(err)
	return s != nil && s.Rule == store.Unique && slices.Contains(s.Columns, column)
}

// openable is the community of an argument, for somebody who is about to open a ticket there.
func (d *Desk) openable(ctx context.Context, raw any) (ident.ID, error) {
	id := coerce.Reference(raw)
	level := tenants.ViewerFrom(ctx).Level(tenants.Tickets, id)
	if id.Kind() != ident.KindCommunity || level == tenants.None {
		return 0, unknown(ctx, "communityId")
	}
	there, err := d.known(ctx, id)
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

// fill puts the input into a new ticket, or refuses it with what is wrong with it: with all of it where rows are looked
// up, else without what the foreign keys find when the ticket is written.
func fill(ctx context.Context, c *gen.Client, m *gen.TicketMutation, site ident.ID, input map[string]any, lookUp bool) error {
	var errs []*fault.UserError
	said := map[string]any{}
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
			there, err := referable(ctx, name, site, id)
			if there && err == nil && (lookUp || name == ticket.FieldComplainedStaffID) {
				there, err = present(ctx, c, name, site, id)
			}
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
		said[f.API] = v
		if s, ok := v.(string); ok && f.EnumType != "" {
			v = gen.EnumValue(theNoun, name, s)
		}
		if err := m.SetField(name, v); err != nil {
			return err
		}
	}
	kind, _ := m.Kind()
	if errs = append(errs, coherent(ctx, kind, false, said)...); len(errs) > 0 {
		return &fault.Refusal{Errors: errs}
	}
	return nil
}

// referable tells, without asking the database, whether a new ticket may refer to an id: it is that of a row of its
// community, which the id says itself, and the viewer sees rows of this noun there.
func referable(ctx context.Context, column string, site, id ident.ID) (bool, error) {
	if column == ticket.FieldComplainedStaffID {
		return true, nil // of no community; present asks for his work there
	}
	n := gen.Nouns.Of(id)
	if n == nil || n.Name != referredTo[column] || id.Community() != site {
		return false, nil
	}
	return sees(ctx, n, site)
}

// referredTo are the nouns of what a new ticket refers to in its community, each by a foreign key that holds the community
// as well.
var referredTo = map[string]string{
	ticket.FieldUnitID: "Unit", ticket.FieldOwnerID: "Owner", ticket.FieldRepeatOfID: "Ticket",
}

// sees tells whether the viewer sees rows of a noun in a community, or the community itself.
func sees(ctx context.Context, n *noun.Noun, site ident.ID) (bool, error) {
	scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Bare)
	return err == nil && scope.Has(site), err
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
