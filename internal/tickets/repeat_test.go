package tickets_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/tickets"
	"estatehub/tenants"
)

// TestRepeats: the same matter of the same unit within the window is counted, whoever took it, and from the second
// complaint and the third repair on somebody is told.
func TestRepeats(t *testing.T) {
	each(t, func(w *world) {
		var told []string
		w.desk.Repeated = func(_ context.Context, _ *gen.Client, tk *gen.Ticket) error {
			told = append(told, fmt.Sprint(tk.Kind, tk.Occurrence))
			return nil
		}
		site, begin := w.Communities[0], time.Date(2026, 1, 5, 2, 0, 0, 0, time.UTC)
		// come opens a ticket some days after the first and classifies it.
		come := func(kind lifecycle.TicketKind, days int, more in) *gen.Ticket {
			t.Helper()
			ctx := moment.With(w.desk1(), begin.AddDate(0, 0, days))
			input := in{"communityId": site.ID, "kind": string(kind), "content": "又不热", "unitId": site.Units[0].ID, "topic": "HEATING"}
			for k, v := range more {
				input[k] = v
			}
			tk := w.ok(w.desk.Open(ctx, input))
			return w.ok(w.move(ctx, tk, lifecycle.Classify, in{"class": "CLASS_1"}))
		}
		is := func(what string, tk *gen.Ticket, first ident.ID, n int) {
			t.Helper()
			have := ident.ID(0)
			if tk.RepeatOfID != nil {
				have = *tk.RepeatOfID
			}
			if have != first || tk.Occurrence != n {
				t.Errorf("%s: %v, occurrence %d; want %v, %d", what, have, tk.Occurrence, first, n)
			}
		}
		a := come(lifecycle.Complaint, 0, nil)
		is("the first", a, 0, 1)
		is("another kind", come(lifecycle.Repair, 1, nil), 0, 1)
		is("another unit", come(lifecycle.Complaint, 2, in{"unitId": site.Units[1].ID}), 0, 1)
		is("another matter", come(lifecycle.Complaint, 3, in{"topic": "LIFT"}), 0, 1)
		is("no unit", come(lifecycle.Complaint, 3, in{"unitId": nil}), 0, 1)
		b := come(lifecycle.Complaint, 40, nil)
		is("the second", b, a.ID, 2)
		e := w.events(b)
		w.expect("history "+*e[1].Text, strings.HasSuffix(*e[1].Text, "同一事项第2次"))
		is("the third", come(lifecycle.Complaint, 80, nil), a.ID, 3)
		is("after the first one's window", come(lifecycle.Complaint, 100, nil), b.ID, 3)
		is("after all windows", come(lifecycle.Complaint, 300, nil), 0, 1)
		is("the second repair", come(lifecycle.Repair, 10, nil), first(w, lifecycle.Repair).ID, 2)
		is("the third repair", come(lifecycle.Repair, 11, nil), first(w, lifecycle.Repair).ID, 3)
		if got := fmt.Sprint(told); got != "[COMPLAINT2 COMPLAINT3 COMPLAINT3 REPAIR3]" {
			t.Error(got)
		}

		// What was somebody else's or turned out to be nothing does not count; said again, it is the same.
		x := come(lifecycle.Complaint, 400, nil)
		y := come(lifecycle.Complaint, 401, nil)
		w.ok(w.move(w.desk1(), y, lifecycle.Merge, in{"intoId": x.ID}))
		z := come(lifecycle.Complaint, 402, nil)
		is("a double is no repeat", z, x.ID, 2)
		n := len(told)
		again := w.ok(w.move(w.desk1(), z, lifecycle.Classify, in{"class": "CLASS_2"}))
		is("classified again", again, x.ID, 2)
		again = w.ok(w.move(w.desk1(), z, lifecycle.Classify, in{"class": "CLASS_2", "topic": "GAS"}))
		is("another matter after all", again, 0, 1)
		w.expect("told once", len(told) == n)
		w.ok(w.move(w.desk1(), x, lifecycle.Invalidate, in{"reason": "与事实不符"}))
		last := come(lifecycle.Complaint, 403, nil)
		is("the first one was invalid", last, 0, 1)
		w.ok(w.move(w.manager(), x, lifecycle.Overturn, in{"reason": "确有其事"}))
		is("it was not", w.ok(w.move(w.desk1(), last, lifecycle.Classify, in{"class": "CLASS_1"})), x.ID, 2)

		// A link somebody made himself stays.
		l := come(lifecycle.Complaint, 700, in{"repeatOfId": a.ID, "topic": "POWER"})
		is("linked by hand", l, a.ID, 2)
		is("still", w.ok(w.move(w.desk1(), l, lifecycle.Classify, in{"class": "CLASS_1", "topic": "WATER"})), a.ID, 2)
	})
}

// first is the first ticket of a kind.
func first(w *world, kind lifecycle.TicketKind) *gen.Ticket {
	all, err := w.db.Client.Ticket.Query().All(w.manager())
	if err != nil {
		w.t.Fatal(err)
	}
	var f *gen.Ticket
	for _, tk := range all {
		if string(tk.Kind) == string(kind) && (f == nil || tk.OpenedAt.Before(f.OpenedAt)) {
			f = tk
		}
	}
	return f
}

// TestRepeatRule: the window and from when on it is told are asked of who keeps the policies; what he, or who is told,
// refuses has not happened.
func TestRepeatRule(t *testing.T) {
	each(t, func(w *world) {
		site := w.Communities[0]
		told := 0
		w.desk.Repeat = func(_ context.Context, of ident.ID, _ time.Time) (tickets.Repeat, error) {
			w.expect("asked of the site", of == site.ID)
			return tickets.Repeat{Days: 3, Complaint: 4, Repair: 2}, nil
		}
		w.desk.Repeated = func(context.Context, *gen.Client, *gen.Ticket) error { told++; return nil }
		come := func(kind lifecycle.TicketKind, hours int) *gen.Ticket {
			ctx := moment.With(w.by(tenants.SiteManager, 0), time.Date(2026, 1, 5, hours, 0, 0, 0, time.UTC))
			tk := w.ok(w.desk.Open(ctx, in{"communityId": site.ID, "kind": string(kind), "content": "漏水", "unitId": site.Units[0].ID, "topic": "WATER"}))
			return w.ok(w.move(ctx, tk, lifecycle.Classify, in{"class": "CLASS_1"}))
		}
		come(lifecycle.Complaint, 0)
		w.expect("in the window", come(lifecycle.Complaint, 72).Occurrence == 2)
		w.expect("after it", come(lifecycle.Complaint, 73).Occurrence == 2)
		w.expect("not told", told == 0)
		come(lifecycle.Repair, 0)
		come(lifecycle.Repair, 1)
		w.expect("told", told == 1)

		refuses := errors.New("refused")
		w.desk.Repeated = func(context.Context, *gen.Client, *gen.Ticket) error { return refuses }
		tk := w.open(lifecycle.Repair, in{"unitId": site.Units[0].ID, "topic": "GAS"})
		w.ok(w.move(w.desk1(), tk, lifecycle.Classify, nil))
		tk = w.open(lifecycle.Repair, in{"unitId": site.Units[0].ID, "topic": "GAS"})
		_, err := w.move(w.desk1(), tk, lifecycle.Classify, nil)
		w.expect("refused", errors.Is(err, refuses))
		w.expect("nothing happened", strings.Join(w.history(tk), " ") == "open")
	})
}
