package visits

import (
	"context"
	"sync"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/assignment"
	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/noun"
	"estatehub/internal/clocks"
	"estatehub/internal/coerce"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/register"
	"estatehub/internal/tickets"
	"estatehub/tenants"
)

// Desk is where visits are drawn, appointed, made and recorded. Make it with New.
type Desk struct {
	DB       *data.DB
	Tickets  *tickets.Desk
	Policies *policy.Book
	// Clocks keeps the windows of visits, and the deadlines that follow from them.
	Clocks *clocks.Keeper
	// Raise is told of each unqualified visit, once its ticket is known, in the transaction that records it; nil where
	// nobody wants to know.
	Raise func(ctx context.Context, c *gen.Client, visit *gen.ReturnVisit) error
	// Seed makes the seed of a new sample, from 1 to 2³¹-1; nil is chance. Who lives a year twice wants the same drawn.
	Seed func() int64

	register *register.Register
	mu       sync.Mutex
	reading  reading
}

// New is the desk of a database. Have it told what happens to tickets: it belongs behind the keeper of deadlines in
// tickets.Desk.After, since it moves tickets itself.
func New(db *data.DB, desk *tickets.Desk, policies *policy.Book, keeper *clocks.Keeper) *Desk {
	return &Desk{DB: db, Tickets: desk, Policies: policies, Clocks: keeper, register: register.New(db, "ReturnVisit", lifecycle.ReturnVisit)}
}

// answer turns what the register returns into a payload.
func answer(row gen.Node, errs []*fault.UserError, err error) (*Payload, error) {
	if err != nil {
		return nil, err
	}
	if errs != nil {
		return &Payload{UserErrors: errs}, nil
	}
	return &Payload{ReturnVisit: row.(*gen.ReturnVisit), UserErrors: []*fault.UserError{}}, nil
}

// still is a context in which the time stands still: all that is done at once has one time.
func still(ctx context.Context) context.Context { return moment.With(ctx, moment.Now(ctx)) }

// change is a change of a visit with what it is about.
type change struct {
	*register.Change
	desk   *Desk
	visit  *gen.ReturnVisit // as it was; nil where it is added
	ticket *gen.Ticket      // nil where it follows none
}

// move does a verb of a visit.
func (d *Desk) move(ctx context.Context, verb lifecycle.Verb, input map[string]any, do func(context.Context, *change) error) (*Payload, error) {
	return answer(d.register.Move(still(ctx), verb, input, d.about(do)))
}

// about finds the ticket a visit follows. Staff complained about cannot touch the record (S1.b).
func (d *Desk) about(do func(context.Context, *change) error) func(context.Context, *register.Change) error {
	return func(ctx context.Context, rc *register.Change) (err error) {
		c := &change{Change: rc, desk: d, visit: rc.Row.(*gen.ReturnVisit)}
		if c.visit.TicketID != nil {
			if c.ticket, err = ticketOf(ctx, rc.Client, *c.visit.TicketID); err != nil {
				return err
			}
			if concerned(ctx, c.ticket) {
				rc.Input.Refuse("id", fault.Forbidden, "its ticket complains about you: you may not touch its record (S1.b)", "该工单投诉的是您本人，不得改动其回访记录")
				return nil
			}
		}
		return do(ctx, c)
	}
}

func ticketOf(ctx context.Context, c *gen.Client, id ident.ID) (*gen.Ticket, error) {
	return c.Ticket.Query().Where(ticket.ID(id), ticket.CommunityID(id.Community())).Only(ctx)
}

// concerned tells whether a ticket complains about the viewer himself.
func concerned(ctx context.Context, t *gen.Ticket) bool {
	v := tenants.ViewerFrom(ctx)
	return v != nil && v.Staff != 0 && t.ComplainedStaffID != nil && *t.ComplainedStaffID == v.Staff
}

// staffField is what a visitor is.
var staffField = noun.Field{Type: noun.Ref, Ref: "Staff"}

// visitor reads who is to make a visit, or made it; 0 where it was not said. He works in the community that day, and is neither
// whom the ticket complains about nor who did the work.
func (c *change) visitor(ctx context.Context) (ident.ID, error) {
	id, _ := c.Input.Value("visitorId", staffField).(ident.ID)
	if id == 0 {
		return 0, nil
	}
	p, err := c.desk.unfit(ctx, c.Client, c.Site, id, c.ticket, c.At)
	if p != nil {
		c.Input.Refuse("visitorId", p.Code, p.EN, p.ZH)
		return 0, err
	}
	return id, err
}

// unfit says what stands against a visitor.
func (d *Desk) unfit(ctx context.Context, c *gen.Client, site, staff ident.ID, t *gen.Ticket, at time.Time) (*coerce.Problem, error) {
	zone, err := d.Policies.Zone(ctx)
	if err != nil {
		return nil, err
	}
	here, err := c.Assignment.Query().Where(assignment.CommunityID(site), assignment.StaffID(staff),
		assignment.Or(assignment.UntilIsNil(), assignment.UntilGTE(moment.Day(at, zone)))).Exist(ctx)
	switch {
	case err != nil:
		return nil, err
	case !here:
		return coerce.NotFound(), nil
	case t != nil && t.ComplainedStaffID != nil && *t.ComplainedStaffID == staff:
		return &coerce.Problem{Code: fault.BadInput, EN: "the ticket complains about him (S1.b)", ZH: "被投诉人不能回访该工单"}, nil
	case t != nil && tickets.DidWork(t, staff):
		return &coerce.Problem{Code: fault.BadInput, EN: "he did the work: customer service asks how it was done", ZH: "该工单由其经办，应由客服人员回访"}, nil
	}
	return nil, nil
}

// visitsOf lists the visits to a ticket, the last first.
func visitsOf(ctx context.Context, c *gen.Client, t *gen.Ticket) ([]*gen.ReturnVisit, error) {
	return c.ReturnVisit.Query().Where(returnvisit.CommunityID(t.CommunityID), returnvisit.TicketID(t.ID)).
		Order(returnvisit.ByRound(desc)).All(ctx)
}

// policies are those in force in a community at a time.
func (d *Desk) policies(ctx context.Context, site ident.ID, at time.Time) (*policy.Set, error) {
	return d.Policies.At(ctx, site, at)
}
