package data

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// ErrNoTx is the error of a mutation outside DB.Tx.
var ErrNoTx = errors.New("data: a mutation needs a transaction, else its ledger entry could be lost")

// mutate is every change of data: it checks the scope, gives the id, changes, and writes the ledger.
func (db *DB) mutate(ctx context.Context, m ent.Mutation, next ent.Mutator, open bool) (ent.Value, error) {
	n := gen.Nouns.Named(m.Type())
	if ctx.Value(txKey{}) == nil {
		return nil, fmt.Errorf("%w: %s", ErrNoTx, n.Name)
	}
	if !tenants.IsSystem(ctx) && !open {
		if err := writable(ctx, n, m); err != nil {
			return nil, err
		}
	}
	if m.Op().Is(ent.OpCreate) && n.Kind != 0 {
		if err := db.name(ctx, n, m); err != nil {
			return nil, err
		}
	}
	if n.Internal {
		v, err := next.Mutate(ctx, m)
		if err == nil {
			db.tell(ctx, n)
		}
		return v, err
	}
	if err := follow(n, m); err != nil {
		return nil, err
	}
	was, touched, err := before(ctx, n, m)
	if err != nil {
		return nil, err
	}
	if !tenants.IsSystem(ctx) && !open {
		if err := unread(ctx, n, m, touched); err != nil {
			return nil, err
		}
	}
	v, err := next.Mutate(reread(ctx, m), m)
	if err != nil {
		return nil, err
	}
	if node, ok := v.(gen.Node); ok {
		touched = []ident.ID{node.Ident()}
		if !tenants.IsSystem(ctx) && !db.without.Masks { // ent returns the row whole, whoever changed a part of it
			gen.MaskAll(v, masker{tenants.ViewerFrom(ctx)})
		}
	}
	if err := recount(ctx, n, m, was, v); err != nil {
		return nil, err
	}
	return v, db.record(ctx, m, touched)
}

// reread is the context of ent's own statements for a mutation. Of a row it has just updated under the viewer's condition
// ent reads the rest by the id alone, which the tripwire would refuse.
func reread(ctx context.Context, m ent.Mutation) context.Context {
	if m.Op().Is(ent.OpUpdateOne) && !tenants.IsSystem(ctx) {
		return tenants.System(ctx, "data: ent reads the row it has updated by its id")
	}
	return ctx
}

// unread refuses to set personal fields where the viewer does not read them: who keeps the staff of a site without being
// open to their personal data neither sees nor sets it.
func unread(ctx context.Context, n *noun.Noun, m ent.Mutation, touched []ident.ID) error {
	if m.Op().Is(ent.OpDelete | ent.OpDeleteOne) {
		return nil
	}
	if m.Op().Is(ent.OpCreate) {
		touched = []ident.ID{0}
		if v, ok := m.Field("community_id"); ok && n.Wall == noun.Owned {
			touched[0] = v.(ident.ID)
		}
	}
	see := masker{tenants.ViewerFrom(ctx)}
	for _, name := range changed(m) {
		f := n.ByName(name)
		if f == nil || f.Mask == noun.Open {
			continue
		}
		for _, id := range touched {
			if see.Hidden(f.Group, communityOf(id)) {
				return fault.Both(fault.Forbidden, "your role does not read "+f.API+", so it cannot set it", "您的角色无权查看“"+f.ZH+"”，不能填写")
			}
		}
	}
	return nil
}

// before lists the rows that an update or a delete is about to change; where that changes counts, it reads what they are
// counted by.
func before(ctx context.Context, n *noun.Noun, m ent.Mutation) (was []gen.Countable, touched []ident.ID, err error) {
	if m.Op().Is(ent.OpCreate) {
		return nil, nil, nil
	}
	if c, ok := m.(gen.CountableMutation); ok && moves(n, m) {
		was, err = c.CountedRows(ctx)
		for _, v := range was {
			touched = append(touched, v.Ident())
		}
		return was, touched, err
	}
	touched, err = m.(interface {
		IDs(context.Context) ([]ident.ID, error)
	}).IDs(ctx)
	return nil, touched, err
}

// name gives a new row its id.
func (db *DB) name(ctx context.Context, n *noun.Noun, m ent.Mutation) error {
	row := m.(interface {
		ID() (ident.ID, bool)
		SetID(ident.ID)
	})
	if _, given := row.ID(); given {
		return nil
	}
	if n.Wall == noun.Root {
		id, err := db.freeCommunity(ctx)
		row.SetID(id)
		return err
	}
	var slot ident.Slot
	if v, ok := m.Field("community_id"); ok && n.Wall == noun.Owned {
		slot = v.(ident.ID).Slot()
	}
	id, err := store.NextID(ctx, slot, n.Kind)
	row.SetID(id)
	return err
}

// writable holds a mutation against the viewer's scope: a new row must be made inside it, and an existing one is only
// found inside it.
func writable(ctx context.Context, n *noun.Noun, m ent.Mutation) error {
	if n.Internal {
		return fmt.Errorf("%w: %s", ErrBookkeeping, n.Name)
	}
	scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Write)
	if err != nil {
		return err
	}
	if scope.IsNone() {
		return forbidden(n)
	}
	if m.Op().Is(ent.OpCreate) {
		return creatable(n, m, scope)
	}
	p := changeable(tenants.ViewerFrom(ctx), n, scope)
	if p != nil {
		m.(interface{ WhereP(...func(*sql.Selector)) }).WhereP(p)
	}
	return nil
}

func forbidden(n *noun.Noun) error {
	return fault.Both(fault.Forbidden, "your role may not change "+n.Plural, "您的角色无权维护"+n.ZH)
}

func creatable(n *noun.Noun, m ent.Mutation, scope tenants.Scope) error {
	at := func(field string) ident.ID {
		v, _ := m.Field(field)
		id, _ := v.(ident.ID)
		return id
	}
	ok := scope.IsWhole()
	switch {
	case ok:
	case n.Wall == noun.Owned:
		ok = scope.Has(at("community_id"))
	case n.Name == "Community":
		ok = scope.Covers(at("management_office_id"))
	case n.Name == "ManagementOffice":
		ok = scope.Covers(at("company_id"))
	case n.Name == "Staff":
		ok = slices.Contains(scope.Nodes(), at("company_id")) // the company above the site hires for it
	case n.Name == "Grant" || n.Name == "ServiceToken" || n.Name == "PolicyValue":
		ok = scope.Covers(at("node_id"))
	case n.Name == "User", n.Name == "ImportBatch":
		ok = true // says nothing of any community until it gets a grant, or rows
	}
	if !ok {
		return fault.Both(fault.NotFound, "no such row, or not in your scope", "不存在或不在您的管辖范围")
	}
	return nil
}

// changeable is the condition on the rows that may be changed; nil where there is none.
func changeable(v *tenants.Viewer, n *noun.Noun, scope tenants.Scope) func(*sql.Selector) {
	if scope.IsWhole() {
		return nil
	}
	switch {
	case n.Wall == noun.Owned:
		return among(scope, "community_id").predicate()
	case n.Wall == noun.Root:
		return among(scope, "id").predicate()
	case n.Name == "Company" || n.Name == "ManagementOffice" || n.Name == "Organization":
		return func(s *sql.Selector) { s.Where(oneOf(s.C("id"), scope.Covered())) }
	case n.Name == "PolicyValue": // those of the nodes above are seen and not his to change
		return func(s *sql.Selector) { s.Where(oneOf(s.C("node_id"), below(scope))) }
	case n.Name == "Staff", n.Name == "ImportBatch", n.Name == "Grant", n.Name == "ServiceToken", n.Name == "User":
		return reach(v, n, scope).predicate()
	}
	return func(s *sql.Selector) { s.Where(sql.EQ(s.C("id"), ident.ID(0))) }
}
