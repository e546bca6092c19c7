package counters_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"pgregory.net/rapid"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/unit"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
)

// Kinds and states are few, so that changes meet.
var (
	kinds      = []ticket.Kind{"REPAIR", "COMPLAINT"}
	states     = []ticket.State{"REPORTED", "RECEIVED", "ACCEPTED", "WAITING", "RESOLVED", "CLOSED"}
	uses       = []unit.Use{"RESIDENTIAL", "SHOP"}
	occupation = []unit.Occupancy{"UNSOLD", "OCCUPIED", "LET"}
)

// step is something a transaction does. The numbers choose where and what.
type step struct {
	do         string
	site       int
	kind, old  int
	state, use int
	many       int
	lot        int // of the ids reserved for it
}

var steps = []string{
	"open", "open many", "bulk", "move", "move one", "recount kind", "touch", "remove", "remove one", "remove range",
	"build", "occupy", "rebuild", "tear down", "join",
}

// script is what one writer does: transactions of steps. Some of them give up at their end.
type script []struct {
	steps  []step
	fails  bool
	viewer int // 0: the hub itself, else the manager of a site
}

func draw(t *rapid.T, name string) script {
	some := rapid.Custom(func(t *rapid.T) step {
		n := func(name string, below int) int { return rapid.IntRange(0, below-1).Draw(t, name) }
		return step{
			do: rapid.SampledFrom(steps).Draw(t, "do"), site: n("site", 3), kind: n("kind", len(kinds)), old: n("old", len(states)),
			state: n("state", len(states)), use: n("use", len(uses)), many: 1 + n("many", 4),
		}
	})
	s := make(script, rapid.IntRange(1, 4).Draw(t, name))
	for i := range s {
		s[i].steps = rapid.SliceOfN(some, 1, 4).Draw(t, "steps")
		s[i].fails = rapid.IntRange(0, 4).Draw(t, "fails") == 0
		s[i].viewer = max(0, rapid.IntRange(-2, 3).Draw(t, "viewer"))
	}
	return s
}

// writer runs scripts.
type writer struct {
	db *data.DB
	w  *datatest.World
	no atomic.Int64
}

var errGivenUp = errors.New("given up")

// place finds the community of a step; a manager has his own and no other.
func (r *writer) place(s step, viewer int) *datatest.Site {
	if viewer > 0 {
		return r.w.Communities[viewer-1]
	}
	return r.w.Communities[s.site]
}

func (r *writer) number() string { return fmt.Sprint("P", r.no.Add(1)) }

func (r *writer) run(ctx context.Context, c *gen.Client, s step, viewer int, ids map[int]ident.ID) error {
	at := r.place(s, viewer)
	now := time.Now().UTC()
	ticketOf := func() *gen.TicketCreate {
		return c.Ticket.Create().SetCommunityID(at.ID).SetNumber(r.number()).SetKind(kinds[s.kind]).SetState(states[s.state]).SetContent("x").
			SetOpenedAt(now).SetDueAt(now).SetOpenedMonth("2026-01")
	}
	unitOf := func() *gen.UnitCreate {
		return c.Unit.Create().SetCommunityID(at.ID).SetBuildingID(at.Buildings[0].ID).SetPropertyNo(r.number()).SetDoorNo("1")
	}
	switch s.do {
	case "open":
		return ticketOf().Exec(ctx)
	case "open many":
		var all []*gen.TicketCreate
		for range s.many {
			all = append(all, ticketOf())
		}
		return c.Ticket.CreateBulk(all...).Exec(ctx)
	case "bulk":
		return r.bulk(ctx, s, ids)
	case "move": // of whatever community he may
		return c.Ticket.Update().Where(ticket.StateEQ(states[s.old])).SetState(states[s.state]).Exec(ctx)
	case "move one", "touch", "remove one":
		v, err := c.Ticket.Query().Where(ticket.KindEQ(kinds[s.kind])).Offset(s.many).First(ctx)
		switch {
		case gen.IsNotFound(err):
			return nil
		case err != nil:
			return err
		case s.do == "touch":
			return c.Ticket.UpdateOne(v).SetContent("y").Exec(ctx)
		case s.do == "remove one":
			return c.Ticket.DeleteOne(v).Exec(ctx)
		}
		return c.Ticket.UpdateOne(v).SetState(states[s.state]).SetKind(kinds[1-s.kind]).Exec(ctx)
	case "recount kind":
		return c.Ticket.Update().Where(ticket.KindEQ(kinds[s.kind]), ticket.StateNEQ(states[s.old])).SetKind(kinds[1-s.kind]).Exec(ctx)
	case "remove":
		_, err := c.Ticket.Delete().Where(ticket.CommunityID(at.ID), ticket.StateEQ(states[s.old])).Exec(ctx)
		return err
	case "remove range":
		first, err := c.Ticket.Query().Where(ticket.CommunityID(at.ID)).Order(gen.Asc(ticket.FieldID)).FirstID(ctx)
		if err != nil {
			return ignoreNone(err)
		}
		_, err = r.db.DeleteBulk(ctx, data.Range{First: first, Last: first + ident.ID(s.many)})
		return err
	case "build":
		return unitOf().SetUse(uses[s.use]).Exec(ctx)
	case "occupy":
		return c.Unit.Update().Where(unit.UseEQ(uses[s.use])).SetOccupancy(occupation[s.state%3]).Exec(ctx)
	case "rebuild":
		return c.Unit.Update().Where(unit.OccupancyEQ(occupation[s.old%3])).SetUse(uses[s.use]).SetFloor(s.many).Exec(ctx)
	case "tear down":
		_, err := c.Unit.Delete().Where(unit.PropertyNoHasPrefix("P"), unit.UseEQ(uses[s.use])).Exec(ctx)
		return err
	default: // a transaction within the transaction
		return r.db.Tx(ctx, func(ctx context.Context, c *gen.Client) error { return ticketOf().Exec(ctx) })
	}
}

// bulk writes tickets past ent, with their state given and their severity left out.
func (r *writer) bulk(ctx context.Context, s step, ids map[int]ident.ID) error {
	b, err := r.db.NewBulk(ctx, gen.Nouns.Named("Ticket"), "number", "state", "kind", "content", "opened_at", "due_at", "opened_month")
	if err != nil {
		return err
	}
	now := time.Now().UTC()
	first := ids[s.lot]
	for i := range s.many {
		err := b.Add(ctx, first+ident.ID(i), r.number(), string(states[(s.state+i)%len(states)]), string(kinds[s.kind]), "x", now, now, "2026-01")
		if err != nil {
			return err
		}
		if rand.IntN(3) == 0 { //nolint:gosec // a test
			if err := b.Flush(ctx); err != nil {
				return err
			}
		}
	}
	ids[s.lot] = first + ident.ID(s.many)
	_, err = b.Close(ctx)
	return err
}

func ignoreNone(err error) error {
	if gen.IsNotFound(err) {
		return nil
	}
	return err
}
