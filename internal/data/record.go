package data

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"entgo.io/ent"

	"estatehub/ent/gen"
	"estatehub/ent/gen/changedraft"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// WithRequest returns a context whose changes name the request in the ledger.
func WithRequest(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

// RequestOf is the request of a context, empty outside one.
func RequestOf(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

type requestKey struct{}

// record writes the ledger's entry of a mutation.
func (db *DB) record(ctx context.Context, m ent.Mutation, touched []ident.ID) error {
	op, fields := changedraft.OperationUPDATE, changed(m)
	switch {
	case m.Op().Is(ent.OpCreate):
		op, fields = changedraft.OperationCREATE, nil
	case m.Op().Is(ent.OpDelete | ent.OpDeleteOne):
		op, fields = changedraft.OperationDELETE, nil
	}
	for _, id := range touched {
		if err := db.Record(ctx, string(op), id, id, fields...); err != nil {
			return err
		}
	}
	return nil
}

// Record notes an entry of the ledger for a range of ids of one noun in one community, in the transaction of ctx, which
// writes what it has noted before it commits. ent's mutations do it by themselves; bulk writes past ent must. The
// operation is CREATE, UPDATE or DELETE.
func (db *DB) Record(ctx context.Context, op string, first, last ident.ID, fields ...string) error {
	var actor ident.ID
	if v := tenants.ViewerFrom(ctx); v != nil {
		actor = v.User
	}
	w, _ := ctx.Value(txKey{}).(*work)
	if w == nil {
		return fmt.Errorf("%w: the ledger's entry of %s", ErrNoTx, first)
	}
	d := draft{
		community: communityOf(first), first: first, last: last, operation: op, actor: actor, request: RequestOf(ctx),
		at: time.Now().UTC().Truncate(time.Microsecond), fields: strings.Join(fields, ","),
	}
	if err := d.check(); err != nil {
		return err
	}
	if w.drafts = append(w.drafts, d); len(w.drafts) == maxDrafts {
		if err := db.writeDrafts(ctx, w); err != nil {
			return err
		}
	}
	if db.committed != nil {
		store.AfterCommit(ctx, db.committed)
	}
	db.tell(ctx, gen.Nouns.Of(first))
	return nil
}

func communityOf(id ident.ID) ident.ID {
	if id.Kind() == ident.KindCommunity {
		return id
	}
	return id.Community()
}

// changed names the fields a mutation sets, adds to or clears.
func changed(m ent.Mutation) []string {
	fields := slices.Concat(m.Fields(), m.AddedFields(), m.ClearedFields())
	fields = slices.DeleteFunc(fields, func(f string) bool { return f == "updated_at" })
	slices.Sort(fields)
	return slices.Compact(fields)
}

// draws are the communities a transaction has drawn: when it runs again it gets the same, else the ids fetched for the
// first would never be its own.
type draws struct {
	ids  []ident.ID
	next int
}

// freeCommunity draws a slot that no community has. Slots are drawn and not counted, so that they tell nothing of how
// many communities there are.
func (db *DB) freeCommunity(ctx context.Context) (ident.ID, error) {
	d := &ctx.Value(txKey{}).(*work).draws
	if d.next++; d.next <= len(d.ids) {
		return d.ids[d.next-1], nil
	}
	taken, err := db.Client.Community.Query().IDs(tenants.System(ctx, "data: draw a slot no community has"))
	if err != nil {
		return 0, err
	}
	if len(taken) >= int(ident.MaxSlot) {
		return 0, fault.New(fault.LimitExceeded, "an installation has at most %d communities", ident.MaxSlot)
	}
	for {
		var b [2]byte
		if _, err := io.ReadFull(db.rand, b[:]); err != nil {
			return 0, err
		}
		slot := ident.Slot(binary.BigEndian.Uint16(b[:])) & ident.MaxSlot
		if slot == 0 {
			continue
		}
		id := ident.Community(slot)
		if !slices.Contains(taken, id) {
			d.ids = append(d.ids, id)
			return id, nil
		}
	}
}
