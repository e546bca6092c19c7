package demo

import (
	"context"
	"fmt"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/ident"
)

// writer writes a plan, inside a transaction that may run again.
type writer struct {
	*plan
	db      *data.DB
	told    func(done, total int, what string)
	done    int
	counts  map[string]int
	signIns []SignIn
}

func (w *writer) write(ctx context.Context, c *gen.Client, keys []*key) error {
	w.done, w.counts, w.signIns = 0, map[string]int{}, nil
	for _, part := range []func(context.Context, *gen.Client) error{w.organisation, w.templates, w.people, w.sitesRows, w.policies} {
		if err := part(ctx, c); err != nil {
			return err
		}
	}
	if err := w.bulk(ctx); err != nil {
		return err
	}
	return w.accounts(ctx, c, keys)
}

func (w *writer) count(noun string, n int) {
	w.done += n
	w.counts[noun] += n
}

func (w *writer) tell(what string) {
	if w.told != nil {
		w.told(w.done, w.total(), what)
	}
}

// total is how many rows there will be.
func (w *writer) total() int {
	const organisation, serviceTokens = 1, 1
	n := organisation + serviceTokens + len(w.companies) + len(w.posts) + len(w.staff) + len(w.users) + len(w.rulings)
	for _, year := range w.calendars {
		n += len(year)
	}
	for _, u := range w.users {
		n += len(u.grants)
	}
	for _, r := range w.routines {
		n += 1 + len(r.items)
	}
	for _, s := range w.sites {
		n += len(s.tasks) + len(s.remarks)
		for _, t := range s.tasks {
			n += len(t.marks) + len(t.found)
		}
		n += 2 + len(s.zones) + len(s.phases) + len(s.units) + len(s.owners) + len(s.ownerships) + len(s.households) + len(s.members) // 2: the community and its office
		n += len(s.escalations) + len(s.tenancies) + len(s.bills) + len(s.assignments) + len(s.establishments) + len(s.tickets)
		for _, e := range s.phases {
			n += len(e.buildings)
		}
		for _, x := range s.samples {
			n += 1 + len(x.candidates)
		}
		n += len(s.visits) + len(s.deadlines) + len(s.files)
		for _, t := range s.tickets {
			n += len(t.events) + len(t.deadlines.All)
		}
		for _, q := range s.surveys {
			n += 1 + len(q.forms)
			for _, f := range q.forms {
				n += len(f.answers)
			}
		}
		for _, f := range s.faults {
			n += 1 + len(f.actions)
		}
	}
	return n
}

// rows writes the rows of one noun of all communities, many to a statement.
func (w *writer) rows(ctx context.Context, noun string, columns []string, each func(s *site, add func(id ident.ID, values ...any))) error {
	n := gen.Nouns.Named(noun)
	w.tell(n.Plural)
	b, err := w.db.NewBulk(ctx, n, columns...)
	if err != nil {
		return err
	}
	for _, s := range w.sites {
		each(s, func(id ident.ID, values ...any) {
			if err == nil {
				err = b.Add(ctx, id, values...)
				w.count(n.Plural, 1)
			}
		})
		if err != nil {
			return fmt.Errorf("demo: %s: %w", n.Plural, err)
		}
	}
	_, err = b.Close(ctx)
	return err
}

// text is a text or, where it is empty, null.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func when(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}

func amount(fen int64) any {
	if fen == 0 {
		return nil
	}
	return fen
}
