// Package load measures servers that answer the same requests, side by side: A B C, A B C, …, so that whatever the machine
// does meanwhile it does to all of them. Before it measures it sees that they answer alike.
package load

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"time"

	"estatehub/bench/ops"
	"estatehub/bench/portfolio"
)

// Contestant is a server that is measured.
type Contestant struct {
	Name     string
	URL      *url.URL
	Token    string  // sent as Bearer; empty for none
	Server   Process // whose processor time and memory are its own
	Database Process
	// Body makes the body of a request; nil for that of the operation.
	Body func(op ops.Op, p *portfolio.Plan, d *rand.Rand) []byte
	// Only is the one operation it takes part in, unless empty.
	Only string
	// Most is the largest number of clients it is measured with; 0 for any.
	Most int
	// Portfolio is what its database holds, where that is another than the others'.
	Portfolio *portfolio.Plan
	// Foreign says that its answers have a shape of their own and are compared with nobody's.
	Foreign bool
}

func (c *Contestant) body(op ops.Op, p *portfolio.Plan, d *rand.Rand) []byte {
	if c.Portfolio != nil {
		p = c.Portfolio
	}
	if c.Body != nil {
		return c.Body(op, p, d)
	}
	return op.Body(p, d)
}

// Plan is what is measured, and how long.
type Plan struct {
	Contestants []*Contestant // the first is what the others are compared with
	Portfolio   *portfolio.Plan
	Ops         []ops.Op
	Clients     []int         // numbers of clients at once
	Rounds      int           // how often everybody has his turn
	Turn        time.Duration // how long a turn is
	Warm        time.Duration // how long everybody is warmed up before the first round
	Checks      int           // how many random requests must be answered alike beforehand
	Told        func(what string)
}

// Result is what was measured of an operation at a number of clients.
type Result struct {
	Op      ops.Op
	Clients int
	Lines   []*Line
}

// Line is what was measured of one contestant.
type Line struct {
	Contestant *Contestant
	Turns      []*Turn
	Refused    string // why it was not measured
}

// Run checks and measures. Streams come first: how little memory they need would not be seen in servers that other
// operations have made large. The results are in the order of the plan.
func Run(ctx context.Context, p *Plan) (results []*Result, err error) {
	first := slices.Clone(p.Ops)
	slices.SortStableFunc(first, func(a, b ops.Op) int { return cmp.Compare(late(a), late(b)) })
	defer func() {
		place := func(r *Result) int {
			return slices.IndexFunc(p.Ops, func(op ops.Op) bool { return op.Name == r.Op.Name })
		}
		slices.SortStableFunc(results, func(a, b *Result) int { return cmp.Compare(place(a), place(b)) })
	}()
	for _, op := range first {
		all, refused, err := p.check(ctx, op)
		if err != nil {
			return results, fmt.Errorf("%s: %w", op.Name, err)
		}
		for _, n := range p.Clients {
			if op.Stream && n != p.Clients[0] {
				continue // one long answer at a time
			}
			r, err := p.measure(ctx, op, n, all)
			if err != nil {
				return results, fmt.Errorf("%s: %w", op.Name, err)
			}
			r.Lines = append(r.Lines, refused...)
			results = append(results, r)
		}
	}
	return results, nil
}

// late says when an operation has its turn: streams, then what else reads, then what changes the rows.
func late(op ops.Op) int {
	switch {
	case op.Stream:
		return 0
	case op.Writes:
		return 2
	}
	return 1
}

// entrant is a contestant in one operation.
type entrant struct {
	*Contestant
	paged bool // gives a stream in pages only
	place int  // among the contestants
}

// check asks everybody the same and compares. Who refuses an operation does not take part in it.
func (p *Plan) check(ctx context.Context, op ops.Op) (all []*entrant, refused []*Line, err error) {
	for i, c := range p.Contestants {
		if c.Only != "" && c.Only != op.Name {
			continue
		}
		e := &entrant{Contestant: c, place: i}
		switch err := p.try(ctx, op, e); {
		case err == nil:
			all = append(all, e)
		case ctx.Err() != nil:
			return nil, nil, err
		default:
			refused = append(refused, &Line{Contestant: c, Refused: err.Error()})
		}
	}
	if len(all) == 0 {
		return nil, nil, errors.New("nobody answers: " + refused[0].Refused)
	}
	return all, refused, p.compare(ctx, op, all)
}

// try asks once. A stream that is refused is asked for in pages.
func (p *Plan) try(ctx context.Context, op ops.Op, e *entrant) error {
	c, err := dial(ctx, e.URL, e.Token)
	if err != nil {
		return err
	}
	defer c.close()
	if !op.Stream {
		_, err := ask(c, op, e.body(op, p.Portfolio, random(0, 0, 0)))
		return err
	}
	if _, err = streamed(c, op, e.body(op, p.Portfolio, random(0, 0, 0))); err == nil || e.Foreign {
		return err
	}
	c.close()
	if c, err = dial(ctx, e.URL, e.Token); err != nil {
		return err
	}
	defer c.close()
	if _, _, err := onePage(c, op, ""); err != nil {
		return err
	}
	e.paged = true
	return nil
}

// random is a client's choice of arguments in a round. Each contestant has his own: of two who ask the same one after
// the other, the second finds in the database's memory what the first had to wait for.
func random(round, client, contestant int) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(round)+1, uint64(contestant)<<32|uint64(client)+1)) //nolint:gosec // the same in each run is what is wanted
}

// measure lets everybody have his turns.
func (p *Plan) measure(ctx context.Context, op ops.Op, clients int, all []*entrant) (*Result, error) {
	r := &Result{Op: op, Clients: clients}
	all = slices.DeleteFunc(slices.Clone(all), func(e *entrant) bool { return e.Most > 0 && clients > e.Most })
	for _, e := range all {
		r.Lines = append(r.Lines, &Line{Contestant: e.Contestant})
		p.tell("%s, %d client(s): %s warms up", op.Name, clients, e.Name)
		if _, err := p.turn(ctx, op, clients, e, -1, p.Warm); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name, err)
		}
	}
	for round := range p.Rounds {
		for i, e := range all {
			t, err := p.turn(ctx, op, clients, e, round, p.Turn)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", e.Name, err)
			}
			p.tell("%s, %d client(s), round %d of %d: %s %.1f/s", op.Name, clients, round+1, p.Rounds, e.Name, t.PerSecond())
			r.Lines[i].Turns = append(r.Lines[i].Turns, t)
		}
	}
	return r, nil
}

func (p *Plan) tell(format string, args ...any) {
	if p.Told != nil {
		p.Told(fmt.Sprintf(format, args...))
	}
}
