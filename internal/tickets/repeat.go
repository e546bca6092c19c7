package tickets

import (
	"context"
	"fmt"
	"slices"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

// Repeat is the rule of repeats: the same matter of the same unit, the same kind of ticket, within a window before it
// (G-34), and from which occurrence on it is told that a matter repeats itself (SYS-20, SYS-24).
type Repeat struct {
	Days              int // the window
	Complaint, Repair int // from which occurrence on
}

// RepeatBy is the rule as policies have it.
func RepeatBy(p *policy.Set) Repeat {
	return Repeat{
		Days: p.Get(policy.ComplaintRepeatWindowDays).Int(), Complaint: p.Get(policy.RepeatComplaintFrom).Int(), Repair: p.Get(policy.RepeatRepairFrom).Int(),
	}
}

// From is from which occurrence on a kind of ticket repeats itself; 0 for kinds of which none is a repeat.
func (r Repeat) From(kind lifecycle.TicketKind) int {
	switch kind {
	case lifecycle.Complaint:
		return r.Complaint
	case lifecycle.Repair:
		return r.Repair
	}
	return 0
}

// Since is when the window of a ticket opened at a time begins.
func (r Repeat) Since(opened time.Time) time.Time { return opened.AddDate(0, 0, -r.Days) }

// uncounted are the states of a ticket whose matter did not come: it is another's, or nobody wants it any more.
var uncounted = []ticket.State{ticket.StateMERGED, ticket.StateCANCELLED}

// Counts tells whether a ticket in a state, of a validity or none, is one that another can be a repeat of.
func Counts(state lifecycle.State, validity string) bool {
	return !slices.Contains(uncounted, ticket.State(state)) && validity != "INVALID"
}

// most is how many occurrences are counted.
const most = 1000

// placing are the verbs after which a ticket's matter may be another than before.
var placing = []lifecycle.Verb{lifecycle.Classify, lifecycle.Overturn}

// repeats finds out whether a ticket about to be classified repeats others, and adds the first of them and the how-manieth
// it is to the columns to be written. It is asked here, and neither when a ticket is opened nor by a job: what a ticket
// is about is settled now, the register is read by an index, and what is found stands in the same transaction as what it
// was found by. Told twice, it says the same. What comes back is a line of the history; empty where it is no repeat.
//
// A ticket that somebody linked himself to what is not found so stays linked to it, as the second at least.
func (d *Desk) repeats(ctx context.Context, c *gen.Client, t *gen.Ticket, verb lifecycle.Verb, set map[string]any) (string, error) {
	rule, err := d.repeatRule(ctx, t)
	if err != nil || rule.From(lifecycle.TicketKind(t.Kind)) == 0 || !slices.Contains(placing, verb) {
		return "", err
	}
	topic := t.Topic
	if s, ok := set["topic"].(string); ok {
		said := ticket.Topic(s)
		topic = &said
	}
	var before []*gen.Ticket // the first of them first
	if t.UnitID != nil && topic != nil {
		before, err = c.Ticket.Query().Where(ticket.CommunityID(t.CommunityID), ticket.UnitID(*t.UnitID), ticket.TopicEQ(*topic), ticket.KindEQ(t.Kind),
			ticket.OpenedAtGTE(rule.Since(t.OpenedAt)), ticket.OpenedAtLTE(t.OpenedAt), ticket.IDNEQ(t.ID), ticket.StateNotIn(uncounted...),
			ticket.Or(ticket.ValidityIsNil(), ticket.ValidityNEQ(ticket.ValidityINVALID))).
			Order(ticket.ByOpenedAt(), ticket.ByID()).Limit(most-1).
			Select(ticket.FieldID, ticket.FieldCommunityID, ticket.FieldNumber, ticket.FieldOpenedAt).All(ctx)
		if err != nil {
			return "", err
		}
		before = slices.DeleteFunc(before, func(o *gen.Ticket) bool { return o.OpenedAt.Equal(t.OpenedAt) && o.ID > t.ID })
	}
	first, n := ident.ID(0), 1+len(before)
	if len(before) > 0 {
		first = before[0].ID
	}
	if t.RepeatOfID != nil && !slices.ContainsFunc(before, func(o *gen.Ticket) bool { return o.ID == *t.RepeatOfID }) {
		himself, err := linked(ctx, c, t, rule.Since(t.OpenedAt))
		if err != nil {
			return "", err
		}
		if himself {
			first, n = *t.RepeatOfID, n+1
		}
	}
	if first == 0 {
		if t.RepeatOfID != nil || t.Occurrence != 1 {
			set["repeat_of_id"], set["occurrence"] = nil, 1
		}
		return "", nil
	}
	if t.RepeatOfID != nil && *t.RepeatOfID == first && t.Occurrence == n {
		return "", nil // said before
	}
	set["repeat_of_id"], set["occurrence"] = first, n
	return fmt.Sprintf("同一事项第%d次", n), nil
}

// linked tells whether somebody said himself what a ticket repeats: it is not what was found by what the ticket was about
// until now.
func linked(ctx context.Context, c *gen.Client, t *gen.Ticket, since time.Time) (bool, error) {
	first, err := c.Ticket.Query().Where(ticket.ID(*t.RepeatOfID), ticket.CommunityID(t.CommunityID)).Only(ctx)
	if gen.IsNotFound(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	found := same(t.UnitID, first.UnitID) && same(t.Topic, first.Topic) && t.Kind == first.Kind && !first.OpenedAt.Before(since)
	return !found, nil
}

func same[T comparable](a, b *T) bool {
	return a != nil && b != nil && *a == *b
}

func (d *Desk) repeatRule(ctx context.Context, t *gen.Ticket) (Repeat, error) {
	if d.Repeat == nil {
		return RepeatBy(policy.Defaults()), nil
	}
	return d.Repeat(ctx, t.CommunityID, t.OpenedAt)
}

// repeated tells who wants to know that a ticket's matter repeats itself, where a move has just found so.
func (d *Desk) repeated(ctx context.Context, c *gen.Client, t *gen.Ticket, set map[string]any) error {
	n, found := set["occurrence"].(int)
	if d.Repeated == nil || !found {
		return nil
	}
	rule, err := d.repeatRule(ctx, t)
	if from := rule.From(lifecycle.TicketKind(t.Kind)); err != nil || from == 0 || n < from {
		return err
	}
	after, err := c.Ticket.Query().Where(ticket.ID(t.ID), ticket.CommunityID(t.CommunityID)).Only(ctx)
	if err != nil {
		return err
	}
	return d.Repeated(ctx, c, after)
}
