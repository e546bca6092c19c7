package tickets_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"estatehub/ent/gen/ticket"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

// TestWrongMoves: what the state, the role or the input does not allow is told by name, and does nothing.
func TestWrongMoves(t *testing.T) {
	each(t, func(w *world) {
		s := w.Communities[0]
		c := w.open(lifecycle.Complaint, nil)
		p, err := w.move(w.desk1(), c, lifecycle.Close, nil)
		e := w.refused(p, err, "input.id WRONG_STATE")[0]
		w.expect(e.Message, strings.Contains(e.Message, "已受理") && strings.Contains(e.Message, "核实") && strings.Contains(e.Message, "已分类"))
		p, err = w.move(fault.WithLang(w.desk1(), "en"), c, lifecycle.Close, nil)
		e = w.refused(p, err, "input.id WRONG_STATE")[0]
		w.expect(e.Message, strings.Contains(e.Message, "Received") && strings.Contains(e.Message, "Register and classify"))
		p, err = w.move(w.desk1(), c, "fly", nil)
		w.refused(p, err, "input.id WRONG_STATE")
		p, err = w.move(w.desk1(), c, lifecycle.Deem, nil)
		w.refused(p, err, "input.id WRONG_STATE")
		p, err = w.move(w.desk1(), c, lifecycle.Verify, in{"class": "CLASS_1"})
		w.refused(p, err, "input.class BAD_USER_INPUT")
		p, err = w.move(w.desk1(), c, lifecycle.Classify, in{"class": "  "})
		w.refused(p, err, "input.class BAD_USER_INPUT")
		p, err = w.move(w.desk1(), c, lifecycle.Classify, in{"class": "CLASS_9"})
		w.refused(p, err, "input.class BAD_USER_INPUT")

		w.to(w.desk1(), c, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1"})
		for name, id := range map[string]any{
			"staff of another site": w.Communities[1].Staff[2].ID.String(), "no id": "x", "zero": ident.ID(0), "a unit": s.Units[0].ID.String(),
		} {
			p, err = w.move(w.desk1(), c, lifecycle.Dispatch, in{"assigneeId": id})
			t.Log(name)
			w.refused(p, err, "input.assigneeId NOT_FOUND")
		}
		p, err = w.desk.Transfer(w.desk1(), in{"id": c.ID.String(), "reason": "x"})
		w.refused(p, err, "input.assigneeId BAD_USER_INPUT")
		p, err = w.desk.Note(w.desk1(), in{"id": c.ID.String(), "text": " "})
		w.refused(p, err, "input.text BAD_USER_INPUT")

		w.to(w.desk1(), c, lifecycle.Dispatch, lifecycle.Dispatched, in{"department": "客服部"})
		w.to(w.worker(), c, lifecycle.Accept, lifecycle.InProgress, nil)
		w.to(w.worker(), c, lifecycle.Resolve, lifecycle.Resolved, in{"result": "好了"})
		p, err = w.move(w.worker(), c, lifecycle.Check, nil) // the head's sign
		w.refused(p, err, "input.id FORBIDDEN")
		got := strings.Join(w.history(c), " ")
		w.expect("history: "+got, got == "open classify dispatch accept resolve")
	})
}

// TestWalls: a ticket out of scope is as one that does not exist; one that may only be read is forbidden.
func TestWalls(t *testing.T) {
	each(t, func(w *world) {
		c := w.open(lifecycle.Complaint, nil)
		stranger := w.As(t, tenants.SiteManager, 1)
		p, err := w.move(stranger, c, lifecycle.Verify, nil)
		theirs := w.refused(p, err, "input.id NOT_FOUND")
		none := *c
		none.ID = ident.New(c.ID.Slot(), c.ID.Kind(), 999_999)
		p, err = w.move(w.desk1(), &none, lifecycle.Verify, nil)
		w.expect("told alike", *theirs[0] == *w.refused(p, err, "input.id NOT_FOUND")[0])
		p, err = w.desk.Note(stranger, in{"id": c.ID.String(), "text": "x"})
		w.refused(p, err, "input.id NOT_FOUND")
		p, err = w.desk.Transfer(stranger, in{"id": c.ID.String(), "department": "x"})
		w.refused(p, err, "input.id NOT_FOUND")

		// Reads the first community, works in the second.
		half := tenants.WithViewer(t.Context(), tenants.NewViewer(7, 0, "half", []tenants.Grant{
			{Role: tenants.BI, Scope: tenants.Some(w.Communities[0].ID)}, {Role: tenants.SiteStaff, Scope: tenants.Some(w.Communities[1].ID)},
		}))
		p, err = w.move(half, c, lifecycle.Verify, nil)
		w.refused(p, err, "input.id FORBIDDEN")
		p, err = w.desk.Open(half, in{"communityId": c.CommunityID.String(), "kind": "PRAISE", "content": "x"})
		w.refused(p, err, "input.communityId FORBIDDEN")
		p, err = w.desk.Open(half, in{"communityId": w.Communities[2].ID.String(), "kind": "PRAISE", "content": "x"})
		w.refused(p, err, "input.communityId NOT_FOUND")

		for name, ctx := range map[string]context.Context{"reads only": w.As(t, tenants.BI), "sees no ticket": w.As(t, tenants.HR)} {
			_, err = w.move(ctx, c, lifecycle.Verify, nil)
			w.expect(name, fault.Of(err) != nil && fault.Of(err).Code == fault.Forbidden)
		}
		_, err = w.move(t.Context(), c, lifecycle.Verify, nil)
		w.expect("nobody", fault.Of(err) != nil && fault.Of(err).Code == fault.Unauthenticated)

		other := w.Communities[1]
		p, err = w.desk.Open(w.As(t, tenants.QualityDept), in{"communityId": c.CommunityID.String(), "kind": "COMPLAINT", "content": "x",
			"unitId": other.Units[0].ID.String(), "ownerId": other.Owners[0].ID.String(), "complainedStaffId": other.Staff[0].ID.String(), "channel": "TELEX"})
		w.refused(p, err, "input.channel BAD_USER_INPUT", "input.unitId NOT_FOUND", "input.ownerId NOT_FOUND", "input.complainedStaffId NOT_FOUND")
	})
}

// TestAboutHimself: who is complained about may not touch the record (S1.b), nor be given it.
func TestAboutHimself(t *testing.T) {
	each(t, func(w *world) {
		worker := w.Communities[0].Staff[2]
		c := w.open(lifecycle.Complaint, in{"complainedStaffId": worker.ID.String()})
		p, err := w.move(w.worker(), c, lifecycle.Verify, nil)
		w.refused(p, err, "input.id FORBIDDEN")
		p, err = w.desk.Note(w.worker(), in{"id": c.ID.String(), "text": "不是我"})
		w.refused(p, err, "input.id FORBIDDEN")
		p, err = w.desk.Transfer(w.worker(), in{"id": c.ID.String(), "department": "x"})
		w.refused(p, err, "input.id FORBIDDEN")
		other := w.open(lifecycle.Complaint, nil)
		p, err = w.move(w.worker(), other, lifecycle.Merge, in{"intoId": c.ID.String()})
		w.refused(p, err, "input.intoId FORBIDDEN")
		w.to(w.desk1(), c, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1"})
		p, err = w.move(w.desk1(), c, lifecycle.Dispatch, in{"assigneeId": worker.ID.String()})
		w.refused(p, err, "input.assigneeId BAD_USER_INPUT")
	})
}

// TestTransfer: within the community by everybody who may write, to the site by the complaint centre.
func TestTransfer(t *testing.T) {
	each(t, func(w *world) {
		s := w.Communities[0]
		c := w.open(lifecycle.Complaint, nil)
		c = w.ok(w.desk.Transfer(w.desk1(), in{"id": c.ID.String(), "assigneeId": s.Staff[2].ID.String(), "reason": "换班"}))
		w.expect("given", *c.AssigneeID == s.Staff[2].ID && c.State == ticket.StateRECEIVED)
		p, err := w.desk.Transfer(w.desk1(), in{"id": c.ID.String(), "toSite": true})
		w.refused(p, err, "input.toSite FORBIDDEN")
		c = w.ok(w.desk.Transfer(w.As(t, tenants.ComplaintCentre), in{"id": c.ID.String(), "toSite": true, "reason": "请今日回复"}))
		w.expect("the site's", c.AssigneeID == nil)
		e := w.events(c)
		w.expect("event "+*e[1].Text, e[1].Verb == "transfer" && *e[1].Text == "换班\n经办人：黄师傅")
		w.expect("event "+*e[2].Text, e[2].Verb == "transferToSite" && *e[2].Text == "转交小区处理\n请今日回复")
	})
}

// TestMerge: a double goes into the ticket that goes on, with its history; nothing goes round in circles.
func TestMerge(t *testing.T) {
	each(t, func(w *world) {
		a, b := w.open(lifecycle.Complaint, nil), w.open(lifecycle.Complaint, nil)
		r := w.open(lifecycle.Repair, nil)
		p, err := w.move(w.desk1(), a, lifecycle.Merge, in{"intoId": r.ID.String()})
		w.refused(p, err, "input.intoId BAD_USER_INPUT")
		p, err = w.move(w.desk1(), a, lifecycle.Merge, in{"intoId": a.ID.String()})
		w.refused(p, err, "input.intoId BAD_USER_INPUT")
		p, err = w.move(w.desk1(), a, lifecycle.Merge, nil)
		w.refused(p, err, "input.intoId BAD_USER_INPUT")
		theirs := w.ok(w.desk.Open(w.As(t, tenants.SiteStaff, 1), in{"communityId": w.Communities[1].ID.String(), "kind": "COMPLAINT", "content": "x"}))
		p, err = w.move(w.As(t, tenants.QualityDept), a, lifecycle.Merge, in{"intoId": theirs.ID.String()})
		w.refused(p, err, "input.intoId NOT_FOUND")

		var wg sync.WaitGroup // both into each other at once: one goes on
		for _, pair := range [][2]ident.ID{{a.ID, b.ID}, {b.ID, a.ID}} {
			wg.Go(func() {
				_, err := w.desk.Move(w.desk1(), lifecycle.Merge, in{"id": pair[0], "intoId": pair[1]})
				w.expect("merge", err == nil)
			})
		}
		wg.Wait()
		merged, err := w.db.Client.Ticket.Query().Where(ticket.StateEQ(ticket.StateMERGED)).All(w.manager())
		if err != nil || len(merged) != 1 {
			t.Fatal(len(merged), err)
		}
		gone, on := merged[0], a
		if gone.ID == a.ID {
			on = b
		}
		w.expect("into", *gone.MergedIntoID == on.ID && gone.Phase == ticket.PhaseENDED && gone.ClosedAt != nil)
		w.expect("its history stays", strings.Join(w.history(gone), " ") == "open merge")
		e := w.events(on)
		w.expect("and is told there", e[len(e)-1].Verb == "merge" && *e[len(e)-1].Text == "并入本单："+gone.Number)
		p, err = w.move(w.desk1(), on, lifecycle.Merge, in{"intoId": gone.ID.String()})
		w.refused(p, err, "input.intoId WRONG_STATE")
	})
}

// TestRace: of sixteen who accept a ticket at once one does, and the others are told where it stands.
func TestRace(t *testing.T) {
	each(t, func(w *world) {
		c := w.open(lifecycle.Complaint, nil)
		w.to(w.desk1(), c, lifecycle.Classify, lifecycle.Classified, in{"class": "CLASS_1"})
		w.to(w.desk1(), c, lifecycle.Dispatch, lifecycle.Dispatched, in{"department": "客服部"})
		var mu sync.Mutex
		codes := map[string]int{}
		var wg sync.WaitGroup
		for range 16 {
			wg.Go(func() {
				p, err := w.move(w.worker(), c, lifecycle.Accept, nil)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err != nil:
					codes[err.Error()]++
				case p.Ticket != nil:
					codes["done"]++
				default:
					codes[p.UserErrors[0].Code]++
				}
			})
		}
		wg.Wait()
		if codes["done"] != 1 || codes["WRONG_STATE"] != 15 {
			t.Fatal(codes)
		}
		w.expect("one event", strings.Join(w.history(c), " ") == "open classify dispatch accept")
	})
}

// TestNotesTogether: sixteen notes at once are sixteen events.
func TestNotesTogether(t *testing.T) {
	each(t, func(w *world) {
		c := w.open(lifecycle.Complaint, nil)
		var wg sync.WaitGroup
		for range 16 {
			wg.Go(func() { w.ok(w.desk.Note(w.worker(), in{"id": c.ID.String(), "text": "看过"})) })
		}
		wg.Wait()
		w.expect("seventeen", len(w.events(c)) == 17)
	})
}

// TestTooLong: a text has as many characters as its limit says, Chinese or not; one more is refused with the field's name,
// in tickets and in what is said of them.
func TestTooLong(t *testing.T) {
	each(t, func(w *world) {
		content, demand := strings.Repeat("水", 4000), strings.Repeat("修", 1000)
		input := in{"communityId": w.Communities[0].ID.String(), "kind": "ENQUIRY", "content": content, "demand": demand}
		c := w.ok(w.desk.Open(w.desk1(), input))
		read, err := w.db.Client.Ticket.Get(w.desk1(), c.ID)
		w.expect("all of it", err == nil && read.Content == content && read.Demand != nil && *read.Demand == demand)
		w.ok(w.desk.Note(w.desk1(), in{"id": c.ID.String(), "text": content}))
		p, err := w.desk.Note(w.desk1(), in{"id": c.ID.String(), "text": content + "水"})
		w.refused(p, err, "input.text BAD_USER_INPUT")
		input["demand"] = demand + "修"
		p, err = w.desk.Open(w.desk1(), input)
		w.refused(p, err, "input.demand BAD_USER_INPUT")
		input["content"], input["demand"] = content+"水", nil
		p, err = w.desk.Open(w.desk1(), input)
		w.refused(p, err, "input.content BAD_USER_INPUT")
	})
}

// TestOpenOnce: a request repeated opens no second ticket, however many come at once; another user's key is his own.
func TestOpenOnce(t *testing.T) {
	each(t, func(w *world) {
		input := in{"communityId": w.Communities[0].ID.String(), "kind": "ENQUIRY", "content": "何时停水", "clientMutationKey": "k1"}
		ids := make([]ident.ID, 16)
		var wg sync.WaitGroup
		for i := range ids {
			wg.Go(func() {
				p, err := w.desk.Open(w.desk1(), input)
				if err == nil && p.Ticket != nil {
					ids[i] = p.Ticket.ID
				}
			})
		}
		wg.Wait()
		for _, id := range ids {
			w.expect("the same", id == ids[0] && id != 0)
		}
		w.expect("another's", w.ok(w.desk.Open(w.worker(), input)).ID != ids[0])
		n, err := w.db.Client.Ticket.Query().Count(w.manager())
		w.expect("two tickets", err == nil && n == 2)
		first, second := w.open(lifecycle.Enquiry, nil), w.open(lifecycle.Enquiry, nil)
		w.expect("no key, no memory", first.ID != second.ID)
		input["clientMutationKey"] = strings.Repeat("k", 201)
		p, err := w.desk.Open(w.desk1(), input)
		w.refused(p, err, "input.clientMutationKey BAD_USER_INPUT")
	})
}
