package access_test

import (
	"context"
	"strings"
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/gen/owner"
	"estatehub/internal/access"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

const (
	card    = "11010519491231002X"
	oldCard = "110105491231002"
)

func TestOwnersDocuments(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("mary", tenants.SiteManager, "A1")
		w.user("stan", tenants.SiteStaff, "A1")
		mary, lake := w.as("mary"), w.id["owner of lake"]
		_, errs, err := w.gate.RecordOwnerDocument(mary, lake, access.IDCard, "110105194912310021")
		w.refused(errs, err, "input.number", fault.BadInput)
		_, errs, err = w.gate.RecordOwnerDocument(mary, lake, access.IDCard, "E12345678") // a passport is no card
		w.refused(errs, err, "input.number", fault.BadInput)
		_, errs, err = w.gate.RecordOwnerDocument(mary, lake, access.IDCard, strings.ToLower(card))
		w.done(errs, err)
		_, errs, err = w.gate.RecordOwnerDocument(mary, lake, access.IDCard, card) // again, the same owner's
		w.done(errs, err)

		raw, err := w.db.Client.Owner.Query().Where(owner.ID(lake)).Only(tenants.System(w.Context(), "test: look at the sealed value"))
		w.ok(err)
		if strings.Contains(string(*raw.IDSealed), "1949") || raw.IDIndex == nil || strings.Contains(*raw.IDIndex, "1949") {
			w.Errorf("kept in the open: %q, %v", *raw.IDSealed, raw.IDIndex)
		}

		// The same person by his former card is found in his community, and is nobody's business in another.
		second := w.owner("lake")
		_, errs, err = w.gate.RecordOwnerDocument(mary, second, access.IDCard, oldCard)
		w.refused(errs, err, "input.number", fault.Conflict)
		_, errs, err = w.gate.RecordOwnerDocument(mary, w.id["owner of hill"], access.IDCard, card)
		w.done(errs, err)
		for _, id := range []ident.ID{w.id["owner of port"], ident.New(9, 9, 1), 0} {
			_, errs, err = w.gate.RecordOwnerDocument(mary, id, access.IDCard, card)
			w.refused(errs, err, "input.ownerId", fault.NotFound)
		}
		if _, _, err = w.gate.RecordOwnerDocument(w.as("stan"), lake, access.IDCard, card); codeOf(err) != fault.Forbidden {
			w.Errorf("staff who only read changed a document: %v", err)
		}
	})
}

// owner adds another owner to a community.
func (w *world) owner(community string) (id ident.ID) {
	w.ok(w.db.Tx(tenants.System(w.Context(), "test: another owner"), func(ctx context.Context, c *gen.Client) error {
		v, err := c.Owner.Create().SetCommunityID(w.id[community]).SetCode("2").SetName("李四").Save(ctx)
		if err == nil {
			id = v.ID
		}
		return err
	}))
	return id
}

func TestRevealingAnOwnerIsKept(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("mary", tenants.SiteManager, "A1")
		w.user("quin", tenants.QualityDept, "A") // sees owners masked
		w.user("bill", tenants.BI, "G")
		w.user("hana", tenants.HR, "G")
		lake := w.id["owner of lake"]
		_, errs, err := w.gate.RecordOwnerDocument(w.as("mary"), lake, access.IDCard, card)
		w.done(errs, err)

		quin := w.as("quin")
		masked, err := w.db.Client.Owner.Query().Where(owner.ID(lake)).Only(quin)
		w.ok(err)
		if *masked.Phone != "138****8000" {
			w.Fatalf("not masked: %s", *masked.Phone)
		}
		_, errs, err = w.gate.RevealOwner(quin, lake, "  ")
		w.refused(errs, err, "input.reason", fault.BadInput)
		v, errs, err := w.gate.RevealOwner(quin, lake, "回访核实")
		w.done(errs, err)
		if *v.Phone != "13812348000" || *v.Number != card || *v.Kind != access.IDCard {
			w.Errorf("%v %v %v", *v.Phone, *v.Number, *v.Kind)
		}
		for _, id := range []ident.ID{w.id["owner of port"], ident.New(9, 9, 1), w.id["lake"]} {
			_, errs, err = w.gate.RevealOwner(quin, id, "回访核实")
			w.refused(errs, err, "input.ownerId", fault.NotFound)
		}
		for _, login := range []string{"bill", "hana", "root"} {
			_, _, err = w.gate.RevealOwner(w.as(login), lake, "好奇")
			w.code(err, fault.Forbidden)
		}

		kept, err := w.db.Client.Reveal.Query().All(w.as("mary"))
		w.ok(err)
		if len(kept) != 1 || kept[0].OwnerID != lake || kept[0].UserID != w.id["quin"] || *kept[0].Reason != "回访核实" || kept[0].Fields != "phone,idNumber" {
			w.Fatalf("%v", kept)
		}
		sys := tenants.System(w.Context(), "test: read the ledger")
		drafts, err := w.db.Client.ChangeDraft.Query().All(sys)
		w.ok(err)
		found := false
		for _, d := range drafts {
			found = found || d.EntityID == kept[0].ID && d.ActorID == w.id["quin"]
		}
		if !found {
			w.Error("the ledger has no entry by him who looked")
		}
	})
}
