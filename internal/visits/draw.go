package visits

import (
	"context"
	"errors"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/visitcandidate"
	"estatehub/internal/ident"
	"estatehub/internal/jobs"
	"estatehub/internal/moment"
	"estatehub/internal/store"
	"estatehub/tenants"
)

const (
	// drawEvery is how soon a completed ticket is taken up.
	drawEvery = 20 * time.Second
	// overlap is how far back each round looks again: a change commits a while after the time it was made at. What takes
	// longer than any request may is found by the sweep.
	overlap = time.Hour
	// sweepEvery is how often everything is looked through that may still have been missed, and sweepBack how far back.
	sweepEvery = 6 * time.Hour
	sweepBack  = 90 * 24 * time.Hour

	pageSize = 500 // tickets read at once
	takeSize = 100 // tickets taken up in one transaction
	maxTries = 20  // of a transaction against others that take up the same
)

// reading is how far the job has come, in this process. Nothing depends on it: what was taken up says so itself, and a
// process that begins looks through everything.
type reading struct {
	upTo, swept time.Time
	month       string // whose predecessors were topped up
}

// errLost is the error of a transaction that found that another had taken up the same.
var errLost = errors.New("visits: another took it up")

// Job is the programme as it runs by itself.
func (d *Desk) Job() jobs.Job {
	return jobs.Job{Name: "visits: draw", Every: drawEvery, Do: func(ctx context.Context) (bool, error) { return false, d.Draw(ctx) }}
}

// Draw takes up what was completed since and makes the visits to it. Any number may run at once, and be killed at any
// time: each ticket is taken up in one transaction with all that follows from it, once.
func (d *Desk) Draw(ctx context.Context) error {
	ctx = tenants.System(still(ctx), "visits: make the visits to what was completed")
	now := moment.Now(ctx)
	zone, err := d.Policies.Zone(ctx)
	if err != nil {
		return err
	}
	d.mu.Lock()
	at := d.reading
	d.mu.Unlock()
	sweep := now.Sub(at.swept) >= sweepEvery
	from := at.upTo.Add(-overlap)
	if sweep {
		from, at.swept = now.Add(-sweepBack), now
	}
	if err := d.scan(ctx, from, zone); err != nil {
		return err
	}
	if month := moment.Month(now.Add(-overlap), zone); sweep || month != at.month {
		if err := d.topUp(ctx, month, zone); err != nil {
			return err
		}
		at.month = month
	}
	at.upTo = now
	d.mu.Lock()
	d.reading = at
	d.mu.Unlock()
	return nil
}

// scan takes up the tickets completed since a time, in the order of their completion.
func (d *Desk) scan(ctx context.Context, from time.Time, zone *time.Location) error {
	var of []ticket.Kind
	for _, k := range kinds() {
		of = append(of, ticket.Kind(k))
	}
	var last *gen.Ticket
	for {
		q := d.DB.Client.Ticket.Query().Where(ticket.ResolvedAtGTE(from), ticket.KindIn(of...))
		if last != nil {
			q.Where(ticket.Or(ticket.ResolvedAtGT(*last.ResolvedAt), ticket.And(ticket.ResolvedAt(*last.ResolvedAt), ticket.IDGT(last.ID))))
		}
		page, err := q.Order(ticket.ByResolvedAt(), ticket.ByID()).Limit(pageSize).All(ctx)
		if err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		last, from = page[len(page)-1], *page[len(page)-1].ResolvedAt
		if err := d.takeUp(ctx, page, zone); err != nil {
			return err
		}
		if len(page) < pageSize {
			return nil
		}
	}
}

// takeUp takes up those of some tickets that were not yet, community by community.
func (d *Desk) takeUp(ctx context.Context, page []*gen.Ticket, zone *time.Location) error {
	left, err := untaken(ctx, d.DB.Client, page)
	if err != nil {
		return err
	}
	var sites []ident.ID
	by := map[ident.ID][]ident.ID{}
	for _, t := range left {
		if by[t.CommunityID] == nil {
			sites = append(sites, t.CommunityID)
		}
		by[t.CommunityID] = append(by[t.CommunityID], t.ID)
	}
	for _, site := range sites {
		for some := range slices.Chunk(by[site], takeSize) {
			err := d.retry(ctx, func(ctx context.Context, c *gen.Client) error { return d.take(ctx, c, site, some, zone) })
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// untaken leaves the tickets that were completed since they were last taken up.
func untaken(ctx context.Context, c *gen.Client, page []*gen.Ticket) ([]*gen.Ticket, error) {
	ids := make([]ident.ID, len(page))
	for i, t := range page {
		ids[i] = t.ID
	}
	known, err := c.VisitCandidate.Query().Where(visitcandidate.TicketIDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	seen := make(map[ident.ID]time.Time, len(known))
	for _, k := range known {
		seen[k.TicketID] = k.CompletedAt
	}
	return slices.DeleteFunc(slices.Clone(page), func(t *gen.Ticket) bool {
		at, is := seen[t.ID]
		return t.ResolvedAt == nil || is && !at.Before(*t.ResolvedAt)
	}), nil
}

// retry runs a transaction again where another was faster with the same: it finds what is left then.
func (d *Desk) retry(ctx context.Context, do func(context.Context, *gen.Client) error) error {
	err := errLost
	for n := 0; n < maxTries && errors.Is(err, errLost); n++ {
		err = d.DB.Tx(ctx, do)
		if s := store.Classify(err); s != nil && s.Rule == store.Unique {
			err = errLost
		}
	}
	return err
}

// short is the condition of a sample that has fewer drawn than its share.
func short(s *sql.Selector) {
	s.Where(sql.ExprP("`drawn` < `coverage` * `completed` - 0.000001"))
}
