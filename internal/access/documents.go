package access

import (
	"context"
	"errors"
	"slices"
	"strings"

	"estatehub/ent/gen"
	"estatehub/ent/gen/owner"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/secret"
	"estatehub/internal/store"
	"estatehub/internal/upkeep"
	"estatehub/tenants"
)

// IDCard is the kind of a resident identity card; other kinds are not looked at.
const IDCard = "ID_CARD"

var noVault = fault.Both(fault.Unavailable, "this hub has no vault for document numbers", "本系统未配置证件号加密库")

// RecordOwnerDocument keeps the number of an owner's identity document: encrypted, bound to his row, and found again by a
// blind index of his community alone, in which it is unique.
func (g *Gate) RecordOwnerDocument(ctx context.Context, id ident.ID, kind, number string) (*gen.Owner, []*fault.UserError, error) {
	if g.Vault == nil {
		return nil, nil, noVault
	}
	if _, err := me(ctx); err != nil {
		return nil, nil, err
	}
	var kept *gen.Owner
	errs, err := g.tx(ctx, "Owner", func(ctx context.Context, c *gen.Client) error {
		if ok, err := c.Owner.Query().Where(owner.ID(id)).Exist(ctx); err != nil {
			return err
		} else if !ok {
			return notFound(ctx, "ownerId")
		}
		number := secret.NormaliseIDCard(number)
		if !secret.ValidIDCard(number) || kind == IDCard && len(number) != 18 && (len(number) != 15 || strings.ContainsAny(number[:3], "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
			return bad(ctx, "number", "a valid number of such a document", "证件号码不正确")
		}
		sealed, err := g.Vault.Seal(id, number)
		if err != nil {
			return err
		}
		kept, err = c.Owner.UpdateOneID(id).SetIDDocument(kind).SetIDSealed(sealed).SetIDIndex(g.Vault.Index(id, number)).Save(ctx)
		switch s := store.Classify(err); {
		case gen.IsNotFound(err): // he sees the owner and may not change him
			return notFound(ctx, "ownerId")
		case s != nil && s.Rule == store.Unique && slices.Contains(s.Columns, owner.FieldIDIndex):
			return upkeep.Refuse(ctx, "number", &coerce.Problem{Code: fault.Conflict,
				EN: "another owner of this community has this document", ZH: "本小区另有业主登记了此证件"})
		}
		return err
	})
	if errs != nil || err != nil {
		return nil, errs, err
	}
	return kept, nil, nil
}

// Revealed is an owner's unmasked data.
type Revealed struct {
	Phone, Kind, Number *string
	Reveal              *gen.Reveal
}

// RevealOwner shows an owner's phone and document number unmasked to who sees them masked at least, and keeps who looked,
// when and why: in a row that stays and, with it, in the ledger. Nothing is shown that could not be kept.
func (g *Gate) RevealOwner(ctx context.Context, id ident.ID, reason string) (*Revealed, []*fault.UserError, error) {
	v, err := me(ctx)
	if err != nil {
		return nil, nil, err
	}
	scope := v.Scope(tenants.Owners, tenants.Masked)
	if scope.IsNone() {
		return nil, nil, fault.Both(fault.Forbidden, "your role does not open owners' personal data", "您的角色无权查看业主个人信息")
	}
	var shown *Revealed
	errs, err := g.tx(ctx, "Reveal", func(ctx context.Context, c *gen.Client) error {
		why, err := text(ctx, "Reveal", "reason", reason)
		if err != nil {
			return err
		}
		sys := tenants.System(ctx, "access: reveal an owner to who sees him masked, and keep it")
		o, err := c.Owner.Query().Where(owner.ID(id)).Only(sys)
		if gen.IsNotFound(err) || err == nil && !scope.Has(o.CommunityID) {
			return notFound(ctx, "ownerId")
		}
		if err != nil {
			return err
		}
		shown = &Revealed{Phone: o.Phone, Kind: o.IDDocument}
		fields := "phone"
		if o.IDSealed != nil && len(*o.IDSealed) > 0 {
			if g.Vault == nil {
				return noVault
			}
			number, err := g.Vault.Reveal(o.ID, *o.IDSealed)
			if err != nil {
				return errors.Join(fault.New(fault.Internal, "a sealed number does not open"), err)
			}
			shown.Number, fields = &number, "phone,idNumber"
		}
		shown.Reveal, err = c.Reveal.Create().SetCommunityID(o.CommunityID).SetOwnerID(o.ID).SetUserID(v.User).SetReason(why).
			SetFields(fields).SetAt(g.now()).Save(sys)
		return err
	})
	if errs != nil || err != nil {
		return nil, errs, err
	}
	return shown, nil, nil
}
