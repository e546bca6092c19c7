package clocks

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/duty"
	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/ident"
)

// Case is whose matter a clock runs for.
type Case struct {
	Site   ident.ID
	Owners []ident.ID // who is to do it, the first choice first: who works on it, who received it
	Post   ident.ID   // the post it falls to otherwise; 0 where the rule's own is the one
}

// warn is who is told that a time is about to run out: who holds the matter, by the post he has at the site; where it is in
// nobody's hands, who holds its post or the next above at the site. The company is told of what happened, not of what may.
func (p *Posts) warn(r *Rule, of *Case) *Told {
	if r.To == "" {
		return nil
	}
	for _, staff := range of.Owners {
		if post := p.PostOf(of.Site, staff); post != 0 {
			return &Told{Post: post, Staff: staff}
		}
	}
	first := of.Post
	if first == 0 {
		first = p.byCode[r.To]
	}
	if t := p.reach(of.Site, first); t != nil && t.Staff != 0 {
		return &Told{Post: t.Post, Staff: t.Staff, Passed: t.Passed}
	}
	return nil
}

// warns tells whether time has a clock warn, and not run out.
func warns(row *gen.Clock, now time.Time) bool {
	return row.State == clock.StateRUNNING && !row.DueAt.Before(now)
}

// cases are whose matters some clocks run for, by the clock, as far as they warn.
func (w *Watch) cases(ctx context.Context, rows []*gen.Clock, now time.Time) (map[ident.ID]*Case, error) {
	cases := map[ident.ID]*Case{}
	of := map[ident.ID][]*Case{} // by ticket, visit or duty
	var tickets, visits, duties []ident.ID
	for _, row := range rows {
		c := &Case{Site: row.CommunityID}
		cases[row.ID] = c
		if !warns(row, now) {
			continue
		}
		for list, id := range map[*[]ident.ID]*ident.ID{&tickets: row.TicketID, &visits: row.ReturnVisitID, &duties: row.DutyID} {
			if id != nil {
				*list, of[*id] = append(*list, *id), append(of[*id], c)
			}
		}
	}
	client := w.keeper.db.Client
	own := func(id ident.ID, post *ident.ID, owners ...*ident.ID) {
		for _, c := range of[id] {
			for _, o := range owners {
				if o != nil {
					c.Owners = append(c.Owners, *o)
				}
			}
			if post != nil {
				c.Post = *post
			}
		}
	}
	if len(tickets) > 0 {
		all, err := client.Ticket.Query().Where(ticket.IDIn(tickets...)).All(ctx)
		if err != nil {
			return nil, err
		}
		for _, t := range all {
			own(t.ID, nil, unless(t.AssigneeID, t.ComplainedStaffID), unless(t.FirstReceiverID, t.ComplainedStaffID))
		}
	}
	if len(visits) > 0 {
		all, err := client.ReturnVisit.Query().Where(returnvisit.IDIn(visits...)).All(ctx)
		if err != nil {
			return nil, err
		}
		for _, v := range all {
			own(v.ID, nil, v.VisitorID)
		}
	}
	if len(duties) > 0 {
		all, err := client.Duty.Query().Where(duty.IDIn(duties...)).WithTemplate().All(ctx)
		if err != nil {
			return nil, err
		}
		for _, d := range all {
			own(d.ID, d.Edges.Template.PostID, d.AssigneeID)
		}
	}
	return cases, nil
}

// unless is who holds a ticket, unless it complains about him.
func unless(who, about *ident.ID) *ident.ID {
	if who != nil && about != nil && *who == *about {
		return nil
	}
	return who
}
