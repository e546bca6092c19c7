package tickets_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/ticketevent"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/store"
	"estatehub/internal/tickets"
	"estatehub/tenants"
)

// TestOpenCosts: opening a ticket takes the five statements that write it and its deadlines, and its answer is what reading it would give.
func TestOpenCosts(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		desk, site := engines.New(db).Desk, w.Communities[0]
		in := map[string]any{"communityId": site.ID, "kind": "REPAIR", "content": "漏水", "unitId": site.Units[0].ID, "contactName": "王建国",
			"contactPhone": "13800138000", "topic": "WATER", "promisedAt": "2026-03-01T18:00:00.1234567+08:00", "collective": true}
		for _, ctx := range []context.Context{w.As(t, tenants.SiteManager, 0), w.As(t, tenants.SiteStaff, 0), w.As(t, tenants.QualityDept)} {
			if p, err := desk.Open(ctx, in); err != nil || p.UserErrors == nil || len(p.UserErrors) > 0 { // fetches ids
				t.Fatal(p, err)
			}
			texts, tk := least(ctx, t, func(ctx context.Context) (*tickets.Payload, error) { return desk.Open(ctx, in) })
			var into []string
			for _, text := range texts {
				into = append(into, strings.Trim(strings.Fields(text)[2], "`"))
			}
			if fmt.Sprint(into) != "[tickets ticket_events clocks change_drafts ticket_counters]" {
				t.Error(strings.Join(texts, "\n"))
			}
			same(ctx, t, db, tk)
		}
	})
}

// TestMoveCosts: a move is read, written and told in a few statements, and finding out that it is a repeat is one more;
// engines that follow tickets add a few, however many they are.
func TestMoveCosts(t *testing.T) {
	const followed = 8 // what they may add
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		site, ctx := w.Communities[0], w.As(t, tenants.SiteManager, 0)
		for name, desk := range map[string]*tickets.Desk{"bare": tickets.New(db), "followed": engines.New(db).Desk} {
			open := func() map[string]any {
				p, err := desk.Open(ctx, map[string]any{"communityId": site.ID, "kind": "COMPLAINT", "content": "漏水", "unitId": site.Units[0].ID, "topic": "WATER", "collective": true})
				if err != nil || p.Ticket == nil {
					t.Fatal(p, err)
				}
				return map[string]any{"id": p.Ticket.ID, "class": "CLASS_1"}
			}
			for range 3 { // the matter has come before, and ids are in memory
				if p, err := desk.Move(ctx, lifecycle.Classify, open()); err != nil || p.Ticket == nil {
					t.Fatal(p, err)
				}
			}
			for verb, most := range map[lifecycle.Verb]int{lifecycle.Verify: 8, lifecycle.Classify: 9, lifecycle.TellDirector: 7, lifecycle.FeedBack: 7} {
				if name == "followed" {
					most += followed
				}
				texts, _ := least(ctx, t, func(counted context.Context) (*tickets.Payload, error) {
					in := open()
					if verb != lifecycle.Classify {
						delete(in, "class")
					}
					return desk.Move(counted, verb, in)
				})
				if len(texts) > most {
					t.Errorf("%s, %s: %d statements\n%s", verb, name, len(texts), strings.Join(texts, "\n"))
				}
			}
		}
	})
}

// least is the fewest statements of three tries, and the ticket they made: what is kept in memory for a second, such as
// zones and policies, may have to be read again in any of them.
func least(ctx context.Context, t *testing.T, do func(context.Context) (*tickets.Payload, error)) (texts []string, tk *gen.Ticket) {
	t.Helper()
	for range 3 {
		counted, n := store.WithCounter(ctx)
		p, err := do(counted)
		if err != nil || p.Ticket == nil {
			t.Fatal(p, err)
		}
		if have := n.Statements(); texts == nil || len(have) < len(texts) {
			texts, tk = have, p.Ticket
		}
	}
	return texts, tk
}

// same holds a ticket against what is read of it.
func same(ctx context.Context, t *testing.T, db *data.DB, have *gen.Ticket) {
	t.Helper()
	want, err := db.Client.Ticket.Query().Where(ticket.ID(have.ID), ticket.CommunityID(have.CommunityID)).Only(ctx)
	if err != nil {
		t.Fatal(err)
	}
	a, b := reflect.ValueOf(*have), reflect.ValueOf(*want)
	for i := range a.NumField() {
		if f := a.Type().Field(i); f.IsExported() && !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
			t.Errorf("%s: %v in hand, %v when read", f.Name, reflect.Indirect(a.Field(i)), reflect.Indirect(b.Field(i)))
		}
	}
}

// TestOpenRefused: what a ticket refers to and is not there is told as if it had been looked up before, with all else that
// is wrong, and leaves nothing behind; a number that is taken is passed over.
func TestOpenRefused(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		desk, site, ctx := engines.New(db).Desk, w.Communities[0], w.As(t, tenants.QualityDept)
		gone := func(id ident.ID) ident.ID { return ident.New(id.Slot(), id.Kind(), ident.MaxCounter) }
		nowhere := ident.Community(ident.MaxSlot)
		for nowhere == site.ID || nowhere == w.Communities[1].ID || nowhere == w.Communities[2].ID {
			nowhere = ident.Community(nowhere.Slot() - 1)
		}
		for name, c := range map[string]struct {
			change map[string]any
			want   string
		}{
			"community":    {map[string]any{"communityId": nowhere}, "input.communityId"},
			"no community": {map[string]any{"communityId": site.Units[0].ID}, "input.communityId"},
			"unit":         {map[string]any{"unitId": gone(site.Units[0].ID)}, "input.unitId"},
			"both":         {map[string]any{"unitId": gone(site.Units[0].ID), "repeatOfId": gone(ident.New(site.ID.Slot(), 18, 1))}, "input.unitId input.repeatOfId"},
			"elsewhere":    {map[string]any{"unitId": w.Communities[1].Units[0].ID}, "input.unitId"},
			"another noun": {map[string]any{"ownerId": site.Units[0].ID}, "input.ownerId"},
			"and more":     {map[string]any{"unitId": gone(site.Units[0].ID), "content": ""}, "input.unitId input.content"},
			"staff":        {map[string]any{"complainedStaffId": w.Communities[1].Staff[0].ID}, "input.complainedStaffId"},
		} {
			in := map[string]any{"communityId": site.ID, "kind": "COMPLAINT", "content": "噪音"}
			for k, v := range c.change {
				in[k] = v
			}
			p, err := desk.Open(ctx, in)
			if err != nil {
				t.Fatal(name, err)
			}
			var fields []string
			for _, e := range p.UserErrors {
				fields = append(fields, e.Field)
			}
			if p.Ticket != nil || strings.Join(fields, " ") != c.want {
				t.Errorf("%s: %v, want %s", name, fields, c.want)
			}
		}
		if n := db.Client.Ticket.Query().CountX(ctx) + db.Client.TicketEvent.Query().CountX(ctx); n != 0 {
			t.Errorf("%d rows of tickets that were refused", n)
		}
		var rows int
		if err := db.SQL().QueryRowContext(t.Context(), "SELECT COUNT(*) FROM id_blocks WHERE id >> 8 = ?", int64(nowhere.Slot())).Scan(&rows); err != nil || rows != 0 {
			t.Errorf("%d blocks of ids of no community: %v", rows, err)
		}

		in := map[string]any{"communityId": site.ID, "kind": "COMPLAINT", "content": "噪音"}
		p, err := desk.Open(ctx, in)
		if err != nil || p.Ticket == nil {
			t.Fatal(p, err)
		}
		err = db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error {
			for _, s := range []string{"", "-2"} {
				err := c.Ticket.Create().SetCommunityID(site.ID).SetNumber(fmt.Sprintf("TS-%06d%s", p.Ticket.ID.Counter()+3, s)).SetKind("COMPLAINT").SetState("CLOSED").
					SetContent("旧").SetOpenedAt(p.Ticket.OpenedAt).SetDueAt(p.Ticket.OpenedAt).SetOpenedMonth("2025-01").Exec(ctx)
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		next, err := desk.Open(ctx, in)
		if want := fmt.Sprintf("TS-%06d-3", next.Ticket.ID.Counter()); err != nil || next.Ticket.Number != want {
			t.Fatal(next.Ticket, want, err)
		}
		same(ctx, t, db, next.Ticket)
		if n := db.Client.TicketEvent.Query().Where(ticketevent.TicketID(next.Ticket.ID), ticketevent.CommunityID(site.ID)).CountX(ctx); n != 1 {
			t.Errorf("%d events", n)
		}
	})
}
