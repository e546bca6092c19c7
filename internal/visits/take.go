package visits

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/visitcandidate"
	"estatehub/ent/gen/visitsample"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
)

// maxSeed is the largest seed: one that any client's numbers can hold.
const maxSeed = 1<<31 - 1

// intake is what a transaction that takes tickets of a community up knows of them.
type intake struct {
	*Desk
	c       *gen.Client
	site    ident.ID
	zone    *time.Location
	known   map[ident.ID]*gen.VisitCandidate
	last    map[ident.ID]*gen.ReturnVisit // the last visit by ticket
	samples map[string]*growing           // by type and month
}

// growing is a sample that others may have grown meanwhile.
type growing struct {
	Sample
	row *gen.VisitSample
}

// take takes tickets of a community up, in their order.
func (d *Desk) take(ctx context.Context, c *gen.Client, site ident.ID, ids []ident.ID, zone *time.Location) error {
	all, err := c.Ticket.Query().Where(ticket.CommunityID(site), ticket.IDIn(ids...), ticket.ResolvedAtNotNil()).
		Order(ticket.ByResolvedAt(), ticket.ByID()).All(ctx)
	if err != nil {
		return err
	}
	in := &intake{Desk: d, c: c, site: site, zone: zone, samples: map[string]*growing{}}
	if err := in.look(ctx, ids); err != nil {
		return err
	}
	for _, t := range all {
		if k := in.known[t.ID]; k != nil && !k.CompletedAt.Before(*t.ResolvedAt) {
			continue
		}
		if err := in.one(ctx, t); err != nil {
			return err
		}
	}
	return in.keep(ctx)
}

// look reads what is known of tickets.
func (in *intake) look(ctx context.Context, ids []ident.ID) error {
	known, err := in.c.VisitCandidate.Query().Where(visitcandidate.CommunityID(in.site), visitcandidate.TicketIDIn(ids...)).All(ctx)
	if err != nil {
		return err
	}
	in.known = make(map[ident.ID]*gen.VisitCandidate, len(known))
	for _, k := range known {
		in.known[k.TicketID] = k
	}
	made, err := in.c.ReturnVisit.Query().Where(returnvisit.CommunityID(in.site), returnvisit.TicketIDIn(ids...)).Order(returnvisit.ByRound()).All(ctx)
	if err != nil {
		return err
	}
	in.last = make(map[ident.ID]*gen.ReturnVisit, len(made))
	for _, v := range made {
		in.last[*v.TicketID] = v
	}
	return nil
}

// one takes a ticket up: the first time it gets a number in its sample, and a visit if that is drawn; completed again it is
// visited again if it was before, and a visit still to be made moves to the new end of the work.
func (in *intake) one(ctx context.Context, t *gen.Ticket) error {
	p, err := in.policies(ctx, in.site, *t.ResolvedAt)
	if err != nil {
		return err
	}
	rule := RuleOf(matter(t), p)
	if rule == nil {
		return nil
	}
	n := &fresh{ticket: t, rule: rule, completed: *t.ResolvedAt, month: moment.Month(*t.ResolvedAt, in.zone), round: 1}
	n.opens, n.due = rule.Window(p, n.completed)
	drawn := false
	if k := in.known[t.ID]; k != nil {
		if err := in.c.VisitCandidate.UpdateOneID(k.ID).SetCompletedAt(n.completed).Exec(ctx); err != nil {
			return err
		}
	} else if drawn, err = in.number(ctx, n); err != nil {
		return err
	}
	last := in.last[t.ID]
	switch Next(state(last), last != nil && covers(last, n.completed), drawn) {
	case Make:
		if last != nil {
			n.round = last.Round + 1
		}
		_, err := in.open(ctx, in.c, n.create(in.c))
		return err
	case Move:
		u := in.c.ReturnVisit.UpdateOneID(last.ID).SetCompletedAt(n.completed).SetOpensAt(n.opens).SetDueAt(n.due)
		if drawn {
			u.SetSampleID(n.sample)
		}
		v, err := u.Save(ctx)
		if err != nil {
			return err
		}
		return in.shift(ctx, in.c, v)
	case Count:
		return in.c.ReturnVisit.UpdateOneID(last.ID).SetSampleID(n.sample).Exec(ctx)
	}
	return nil
}

func state(v *gen.ReturnVisit) string {
	if v == nil {
		return ""
	}
	return string(v.State)
}

// number gives a ticket its number in its sample and says whether it is drawn.
func (in *intake) number(ctx context.Context, n *fresh) (drawn bool, err error) {
	s, err := in.sample(ctx, n)
	if err != nil {
		return false, err
	}
	number, drawn := s.Take()
	draw := visitcandidate.DrawNOT_DRAWN
	if drawn {
		draw, n.sample = visitcandidate.DrawSEED, s.row.ID
	}
	return drawn, in.c.VisitCandidate.Create().SetCommunityID(in.site).SetSampleID(s.row.ID).SetTicketID(n.ticket.ID).SetNumber(number).
		SetDraw(draw).SetCompletedAt(n.completed).Exec(ctx)
}

// sample finds the sample of a visit, or begins it by the policy in force when its month began.
func (in *intake) sample(ctx context.Context, n *fresh) (*growing, error) {
	key := n.rule.Type + " " + n.month
	if s := in.samples[key]; s != nil {
		return s, nil
	}
	row, err := in.c.VisitSample.Query().Where(visitsample.CommunityID(in.site), visitsample.TypeEQ(visitsample.Type(n.rule.Type)), visitsample.Month(n.month)).Only(ctx)
	if gen.IsNotFound(err) {
		row, err = in.begin(ctx, n)
	}
	if err != nil {
		return nil, err
	}
	s := &growing{Sample{Seed: row.Seed, Coverage: row.Coverage, Completed: row.Completed, Drawn: row.Drawn}, row}
	in.samples[key] = s
	return s, nil
}

func (in *intake) begin(ctx context.Context, n *fresh) (*gen.VisitSample, error) {
	first, err := time.ParseInLocation("2006-01", n.month, in.zone)
	if err != nil {
		return nil, err
	}
	p, err := in.policies(ctx, in.site, first)
	if err != nil {
		return nil, err
	}
	seed := 1 + rand.Int64N(maxSeed) //nolint:gosec // it is kept, and told to whoever asks
	if in.Seed != nil {
		seed = in.Seed()
	}
	share, version := n.rule.Share(p)
	create := in.c.VisitSample.Create().SetCommunityID(in.site).SetType(visitsample.Type(n.rule.Type)).SetMonth(n.month).
		SetCoverage(share).SetSeed(seed)
	if version != 0 {
		create.SetPolicyID(version)
	}
	return create.Save(ctx)
}

// keep writes how far the samples have grown; where another has grown one meanwhile all of it is undone.
func (in *intake) keep(ctx context.Context) error {
	for _, key := range slices.Sorted(maps.Keys(in.samples)) { // in one order, so that two do not wait for each other
		if err := in.samples[key].save(ctx, in.c); err != nil {
			return err
		}
	}
	return nil
}

func (s *growing) save(ctx context.Context, c *gen.Client) error {
	if s.Completed == s.row.Completed && s.Drawn == s.row.Drawn {
		return nil
	}
	n, err := c.VisitSample.Update().Where(visitsample.ID(s.row.ID), visitsample.CommunityID(s.row.CommunityID), visitsample.Completed(s.row.Completed),
		visitsample.Drawn(s.row.Drawn)).SetCompleted(s.Completed).SetDrawn(s.Drawn).Save(ctx)
	if err == nil && n == 0 {
		return errLost
	}
	return err
}

// topUp draws what is missing from the samples of the months before one: who looks back at a month finds its share drawn.
func (d *Desk) topUp(ctx context.Context, month string, zone *time.Location) error {
	back := moment.Month(moment.Now(ctx).Add(-sweepBack), zone)
	ids, err := d.DB.Client.VisitSample.Query().Where(visitsample.MonthGTE(back), visitsample.MonthLT(month), short).IDs(ctx)
	if err != nil {
		return err
	}
	slices.Sort(ids)
	for _, id := range ids {
		if err := d.retry(ctx, func(ctx context.Context, c *gen.Client) error { return d.topUpOne(ctx, c, id) }); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) topUpOne(ctx context.Context, c *gen.Client, id ident.ID) error {
	row, err := c.VisitSample.Query().Where(visitsample.ID(id), visitsample.CommunityID(id.Community())).Only(ctx)
	if err != nil {
		return err
	}
	s := &growing{Sample{Seed: row.Seed, Coverage: row.Coverage, Completed: row.Completed, Drawn: row.Drawn}, row}
	number := s.Short()
	if number == 0 {
		return nil // another has
	}
	k, err := c.VisitCandidate.Query().Where(visitcandidate.CommunityID(row.CommunityID), visitcandidate.SampleID(id), visitcandidate.Number(number)).Only(ctx)
	if err != nil {
		return err
	}
	if k.Draw != visitcandidate.DrawNOT_DRAWN {
		return nil
	}
	if err := c.VisitCandidate.UpdateOneID(k.ID).SetDraw(visitcandidate.DrawTOP_UP).Exec(ctx); err != nil {
		return err
	}
	s.Drawn++
	if err := s.save(ctx, c); err != nil {
		return err
	}
	return d.addDrawn(ctx, c, row, k)
}

// addDrawn makes the visit that was drawn when the month was over. Nobody could know of it before: the time it may take
// runs from now.
func (d *Desk) addDrawn(ctx context.Context, c *gen.Client, s *gen.VisitSample, k *gen.VisitCandidate) error {
	t, err := ticketOf(ctx, c, k.TicketID)
	if err != nil {
		return err
	}
	all, err := visitsOf(ctx, c, t)
	if err != nil {
		return err
	}
	if len(all) > 0 && all[0].State != returnvisit.StateWAIVED { // added by the site, or made by the ticket's own verb
		return c.ReturnVisit.UpdateOneID(all[0].ID).SetSampleID(s.ID).Exec(ctx)
	}
	p, err := d.policies(ctx, s.CommunityID, k.CompletedAt)
	if err != nil {
		return err
	}
	rule := RuleOf(matter(t), p)
	if rule == nil || rule.Type != string(s.Type) { // re-classified since: it is visited as what it was drawn as
		rule = &Rules[slices.IndexFunc(Rules, func(r Rule) bool { return r.Type == string(s.Type) })]
	}
	n := &fresh{ticket: t, rule: rule, sample: s.ID, completed: k.CompletedAt, month: s.Month, round: len(all) + 1}
	n.opens, n.due = rule.Window(p, k.CompletedAt)
	if _, due := rule.Window(p, moment.Now(ctx)); n.due.Before(moment.Now(ctx)) {
		n.due = due
	}
	_, err = d.open(ctx, c, n.create(c))
	return err
}
