package imports

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/clocks"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/tickets"
	"estatehub/tenants"
)

// The nouns that a new ticket brings with it.
var (
	clockNoun = gen.Nouns.Named("Clock")
	eventNoun = gen.Nouns.Named("TicketEvent")
)

// arrivals are the new tickets of a chunk with their deadlines and the first entry of their history.
type arrivals struct {
	clocks, events *data.Bulk
	waiting        []*arrival
	actor          string
	staff          any // who he is; nil for the command line
	text           string
}

type arrival struct {
	id, event ident.ID
	state     string
	deadlines []*clocks.Clock
}

// arrive gives a new ticket its deadlines, by what was in force where and when it was opened.
func (g *reading) arrive(l *line, r *record) error {
	k := r.t.ticket
	f := k.facts(r.vals)
	node := l.site.id
	if !l.site.known { // the file brings its community, to which nothing has been set yet
		node = g.company
	}
	terms := g.inForce.Terms(node, f.Opened)
	if terms == nil {
		return errChanged
	}
	closed, _ := r.vals[k.closed].(time.Time)
	d, due := terms.Arrived(f, closed, g.now)
	r.vals[k.due] = due
	of := lot{clockNoun.Kind, l.site.code}
	first := g.used[of]
	g.used[of] += len(d.All)
	g.used[lot{eventNoun.Kind, l.site.code}]++
	if g.writer == nil {
		return nil
	}
	events := lot{eventNoun.Kind, l.site.code}
	if g.used[of] > g.need[of] || g.used[events] > g.need[events] {
		return errChanged
	}
	for i, c := range d.All {
		c.ID = g.supply[of] + ident.ID(first+i)
	}
	g.writer.arrivals.waiting = append(g.writer.arrivals.waiting, &arrival{
		id: r.id, event: g.supply[events] + ident.ID(g.used[events]-1), state: string(f.State), deadlines: d.All})
	return nil
}

// begin begins to write what tickets bring, where the file has tickets.
func (a *arrivals) begin(ctx context.Context, g *reading) (err error) {
	if g.inForce == nil {
		return nil
	}
	if a.clocks, err = clocks.NewBulk(ctx, g.db); err != nil {
		return err
	}
	a.actor, a.text = tickets.System, clip("导入文件："+g.report.File, 500)
	if v := tenants.ViewerFrom(ctx); v != nil && v.Login != "" {
		a.actor = v.Login
		if v.Staff != 0 {
			a.staff = v.Staff
		}
	}
	a.events, err = g.db.NewBulk(ctx, eventNoun, "ticket_id", "at", "verb", "to_state", "text", "actor", "staff_id")
	return err
}

// write writes what the tickets of a chunk brought, the tickets themselves being written.
func (a *arrivals) write(ctx context.Context, g *reading) error {
	for _, t := range a.waiting {
		for _, c := range t.deadlines {
			if err := c.AddTo(ctx, a.clocks, t.id, g.zone); err != nil {
				return err
			}
		}
		if err := a.events.Add(ctx, t.event, int64(t.id), g.now, tickets.EventImport, t.state, a.text, a.actor, a.staff); err != nil {
			return err
		}
	}
	a.waiting = a.waiting[:0]
	return nil
}

// close ends it and answers with what is to be undone.
func (a *arrivals) close(ctx context.Context) ([]data.Range, error) {
	if a.clocks == nil {
		return nil, nil
	}
	deadlines, err := a.clocks.Close(ctx)
	if err != nil {
		return nil, err
	}
	events, err := a.events.Close(ctx)
	return append(deadlines, events...), err
}

// facts are what the deadlines of a ticket depend on, as far as the file says.
func (k *ticket) facts(vals []any) *clocks.Facts {
	text := func(i int) string {
		if i < 0 {
			return ""
		}
		s, _ := vals[i].(string)
		return s
	}
	f := &clocks.Facts{Kind: lifecycle.TicketKind(text(k.kind)), State: lifecycle.State(text(k.state)), Class: text(k.class), Type: text(k.nature),
		Severity: text(k.severity), Size: text(k.size), Validity: text(k.validity), Channel: text(k.channel)}
	if f.Severity == "" {
		f.Severity = "ORDINARY"
	}
	if k.collective >= 0 {
		f.Collective, _ = vals[k.collective].(bool)
	}
	f.Opened, _ = vals[k.opened].(time.Time)
	if k.promised >= 0 {
		f.Promised, _ = vals[k.promised].(time.Time)
	}
	return f
}
