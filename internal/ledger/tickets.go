package ledger

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/change"
	"estatehub/internal/ident"
)

// TicketChange is what just became of a ticket.
type TicketChange struct {
	Operation string
	TicketID  ident.ID
	Ticket    *gen.Ticket // nil if it is gone
	At        time.Time
}

// Tickets tells of changes of tickets in the viewer's scope, in some communities or (nil) in all. The channel is closed
// when ctx ends or the subscription does; ended is told why first.
func (l *Live) Tickets(ctx context.Context, communities []ident.ID, ended func(error)) (<-chan *TicketChange, error) {
	v, err := newView(ctx, Filter{Nouns: []string{"Ticket"}, Communities: communities})
	if err != nil {
		return nil, err
	}
	g, err := newGuard(ctx)
	if err != nil {
		return nil, err
	}
	s, err := l.subscribe(ctx)
	if err != nil {
		return nil, err
	}
	out := make(chan *TicketChange)
	go func() {
		defer close(out)
		defer l.unsubscribe(s)
		if err := l.tell(ctx, s, v, g, out); err != nil && ctx.Err() == nil {
			ended(err)
		}
	}()
	return out, nil
}

func (l *Live) tell(ctx context.Context, s *subscription, v *view, g *guard, out chan<- *TicketChange) error {
	idle := time.NewTicker(recheckIdle)
	defer idle.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-idle.C:
			if err := g.check(ctx); err != nil {
				return err
			}
		case batch, on := <-s.batches:
			if !on {
				return s.err
			}
			if g.stale(batch) {
				if err := g.check(ctx); err != nil {
					return err
				}
			}
			if err := l.tellBatch(ctx, v, batch, out); err != nil {
				return err
			}
		}
	}
}

// tellBatch tells of the tickets in a batch, each once.
func (l *Live) tellBatch(ctx context.Context, v *view, batch []*gen.Change, out chan<- *TicketChange) error {
	w := &walk{view: v, pending: batch}
	for len(w.pending) > 0 {
		all := w.expand()
		if len(all) > 0 {
			last := all[len(all)-1]
			w.pass(last)
		}
		events, err := l.events(ctx, v, all)
		if err != nil {
			return err
		}
		for _, e := range events {
			select {
			case out <- e:
			case <-ctx.Done():
				return nil
			}
		}
	}
	return nil
}

// events makes one event of all that became of a ticket, in the order in which they last changed.
func (l *Live) events(ctx context.Context, v *view, all []candidate) ([]*TicketChange, error) {
	ok, err := v.visible(ctx, l.db.Client, all)
	if err != nil {
		return nil, err
	}
	byID, last := map[ident.ID]*TicketChange{}, map[ident.ID]int{}
	var ids []ident.ID
	for i, x := range all {
		if !ok[i] {
			continue
		}
		e := byID[x.id]
		if e == nil {
			e = &TicketChange{TicketID: x.id, Operation: string(x.change.Operation)}
			byID[x.id] = e
			ids = append(ids, x.id)
		}
		if e.Operation != string(change.OperationCREATE) || x.change.Operation == deleted {
			e.Operation = string(x.change.Operation) // made and changed is made
		}
		e.At, last[x.id] = x.change.At, i
	}
	if len(ids) == 0 {
		return nil, nil
	}
	nodes, err := gen.OperationsOf["Ticket"].Many(ctx, l.db.Client, ids)
	if err != nil {
		return nil, err
	}
	for _, n := range nodes {
		if t, ok := n.(*gen.Ticket); ok {
			byID[t.ID].Ticket = t
		}
	}
	var events []*TicketChange
	for i, x := range all {
		if e := byID[x.id]; e != nil && last[x.id] == i && ok[i] {
			events = append(events, e)
		}
	}
	return events, nil
}
