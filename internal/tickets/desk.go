// Package tickets moves tickets through their lives. What a verb leads to, who may use it and what it needs is said in
// package lifecycle; here it is enforced, for every kind by the same few functions: a ticket is opened, moved, noted on
// and transferred, and each of these writes the ticket and one entry of its history in one transaction.
//
// Nothing else changes a ticket: it has no upkeep, so that a state cannot be set, only reached.
package tickets

import (
	"context"
	"errors"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/coerce"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/upkeep"
	"estatehub/tenants"
)

// Desk is where tickets are opened and moved. One made by New remembers what every ticket is opened with; one that is only
// given its database asks for it each time.
type Desk struct {
	DB *data.DB
	// Repeat is the rule of repeats in a community at a time; the hub's default where nil.
	Repeat func(ctx context.Context, site ident.ID, at time.Time) (Repeat, error)
	// Repeated is told of a ticket whose matter has come often enough to be a nonconformity, in the transaction that found
	// so. It may be told of one matter several times.
	Repeated func(ctx context.Context, c *gen.Client, t *gen.Ticket) error
	// After are told of everything that is done to a ticket, in this order.
	After []After
	// Due says by when a ticket about to be opened must be solved; nil is the hub's own policies and calendar.
	Due    Due
	memory *memory
}

// New is a desk that serves for long.
func New(db *data.DB) *Desk { return &Desk{DB: db, memory: newMemory(db)} }

// Payload is the answer of every mutation of a ticket.
type Payload struct {
	Ticket     *gen.Ticket // as the viewer sees it; nil where there are user errors
	UserErrors []*fault.UserError
}

// theNoun is the ticket as a noun: limits and names of its fields.
var theNoun = gen.Nouns.Named("Ticket")

var eventNoun = gen.Nouns.Named("TicketEvent")

// errLost is the error of a transaction that found the ticket moved since it read it.
var errLost = errors.New("tickets: the ticket was moved meanwhile")

// maxRaces is how often a move is tried against others; each time it is judged anew by the state it finds.
const maxRaces = 20

// plain are the values of an input without the pointers and named types gqlgen gives some of them.
func plain(input map[string]any) map[string]any {
	out := make(map[string]any, len(input))
	for name, raw := range input {
		out[name] = coerce.Plain(raw)
	}
	return out
}

// change runs a transaction on behalf of a viewer and answers with the ticket whose id it returns.
func (d *Desk) change(ctx context.Context, do func(ctx context.Context, c *gen.Client) (ident.ID, error)) (*Payload, error) {
	var id ident.ID
	errs, err := settle(ctx, func(ctx context.Context) error {
		ctx = moment.With(ctx, moment.Now(ctx)) // all that is done at once has one time
		return d.DB.Tx(ctx, func(ctx context.Context, c *gen.Client) (err error) {
			id, err = do(ctx, c)
			return err
		})
	})
	if err != nil || errs != nil {
		return refused(errs, err)
	}
	return d.found(ctx, id)
}

// settle tries a change as often as others are faster, and tells what the user did wrong.
func settle(ctx context.Context, try func(context.Context) error) ([]*fault.UserError, error) {
	if err := Signed(ctx); err != nil {
		return nil, err
	}
	err := errLost
	for n := 0; n < maxRaces && errors.Is(err, errLost); n++ {
		err = try(ctx)
	}
	if err != nil {
		return Explain(ctx, err)
	}
	return nil, nil
}

func refused(errs []*fault.UserError, err error) (*Payload, error) {
	if err != nil {
		return nil, err
	}
	return &Payload{UserErrors: errs}, nil
}

// found answers with a ticket by its id.
func (d *Desk) found(ctx context.Context, id ident.ID) (*Payload, error) {
	t, err := d.DB.Client.Ticket.Query().Where(ticket.ID(id), ticket.CommunityID(id.Community())).Only(ctx)
	if err != nil {
		return nil, err
	}
	return &Payload{Ticket: t, UserErrors: []*fault.UserError{}}, nil
}

// Explain turns an error into user errors where it is of the user's doing.
func Explain(ctx context.Context, err error) ([]*fault.UserError, error) {
	if errors.Is(err, errLost) {
		return []*fault.UserError{fault.Tell(ctx, "input.id", fault.Conflict, "others are moving this ticket; look again and repeat", "该工单正被他人处理，请刷新后重试")}, nil
	}
	if errs := fault.Refused(err); errs != nil {
		return errs, nil
	}
	return upkeep.Explain(ctx, theNoun, err)
}

// Signed refuses who is nobody, and who may change tickets nowhere: his role does not open it, whatever the ticket.
func Signed(ctx context.Context) error {
	v := tenants.ViewerFrom(ctx)
	if v == nil {
		return fault.Both(fault.Unauthenticated, "nobody is signed in", "请先登录")
	}
	if v.Scope(tenants.Tickets, tenants.Write).IsNone() {
		return fault.Both(fault.Forbidden, "your role may not change tickets", "您的角色无权处理工单")
	}
	return nil
}

// Find is the ticket of an argument, for somebody who is about to change it. One he cannot see is not there; one he may
// only read, or that complains about him (S1.b), is forbidden.
func (d *Desk) Find(ctx context.Context, c *gen.Client, argument string, raw any) (*gen.Ticket, error) {
	id := coerce.Reference(raw)
	if id.Kind() != theNoun.Kind {
		return nil, unknown(ctx, argument)
	}
	t, err := c.Ticket.Query().Where(ticket.ID(id), ticket.CommunityID(id.Community())).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, unknown(ctx, argument)
	}
	if err != nil {
		return nil, err
	}
	v := tenants.ViewerFrom(ctx)
	if v.Level(tenants.Tickets, t.CommunityID) < tenants.Write {
		return nil, fault.Refuse(ctx, "input."+argument, fault.Forbidden, "you may read this ticket, not change it", "您只能查看该工单，无权处理")
	}
	if concerned(v, t) {
		return nil, fault.Refuse(ctx, "input."+argument, fault.Forbidden, "this ticket complains about you: you may not touch its record (S1.b)", "该工单投诉的是您本人，不得改动其记录")
	}
	return t, nil
}

// concerned tells whether a ticket complains about the viewer himself.
func concerned(v *tenants.Viewer, t *gen.Ticket) bool {
	return v.Staff != 0 && t.ComplainedStaffID != nil && *t.ComplainedStaffID == v.Staff
}

func unknown(ctx context.Context, argument string) error {
	p := coerce.NotFound()
	return fault.Refuse(ctx, "input."+argument, p.Code, p.EN, p.ZH)
}
