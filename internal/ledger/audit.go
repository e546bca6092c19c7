package ledger

import (
	"context"
	"encoding/json"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/change"
	"estatehub/ent/noun"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

const auditCursors = "audit"

// auditStand is where a reader of a trail stands.
type auditStand struct {
	Entity ident.ID `json:"e"`
	Before int64    `json:"b"`
}

// Trail is what happened to one row, latest first.
type Trail struct {
	Rows       []*Row
	NextCursor *string
}

// Audit returns what happened to a row, for those who see it and administer its community or may change rows of its
// kind. To all others it is as unknown as a row that never was.
func (r *Reader) Audit(ctx context.Context, id ident.ID, after *string, limit int) (*Trail, error) {
	unknown := fault.Both(fault.NotFound, "no such row, or not in your scope", "不存在或不在您的管辖范围")
	n := gen.Nouns.Of(id)
	if n == nil || n.Internal {
		return nil, unknown
	}
	before := int64(1<<63 - 1)
	if after != nil {
		var at auditStand
		b, ok := r.Key.Open(auditCursors, *after)
		if !ok || json.Unmarshal(b, &at) != nil || at.Entity != id {
			return nil, fault.New(fault.CursorInvalid, "the cursor does not belong to the trail of this row")
		}
		before = at.Before
	}
	there, err := auditable(ctx, r.DB.Client, n, id)
	if err != nil || !there {
		return nil, orElse(err, unknown)
	}
	changes, err := about(ctx, r.DB.Client, id, before, limit+1)
	if err != nil {
		return nil, err
	}
	t := &Trail{}
	if len(changes) > limit {
		changes = changes[:limit]
		b, err := json.Marshal(auditStand{id, changes[limit-1].ID})
		if err != nil {
			return nil, err
		}
		next := r.Key.Seal(auditCursors, b)
		t.NextCursor = &next
	}
	told := make([]candidate, len(changes))
	for i, c := range changes {
		told[i] = candidate{c, id}
	}
	if t.Rows, err = r.rows(ctx, told); err != nil {
		return nil, err
	}
	for i, row := range t.Rows {
		row.actor = changes[i].ActorID // whoever may read the trail may know who made it
	}
	return t, nil
}

// auditable tells whether the viewer may read the trail of a row. He must see it, or, where it was deleted, have seen it:
// then only a community's rows are known to have been his, and only if the ledger knows of them.
func auditable(ctx context.Context, c *gen.Client, n *noun.Noun, id ident.ID) (bool, error) {
	community := id.Community()
	may, err := holds(ctx, tenants.Admin, tenants.Read, community)
	if err == nil && !may {
		may, err = holds(ctx, n.Group, tenants.Write, community)
	}
	if err != nil || !may {
		return false, err
	}
	if _, err = gen.OperationsOf[n.Name].Get(ctx, c, id); err == nil || !gen.IsNotFound(err) {
		return err == nil, err
	}
	seen, err := tenants.ScopeOf(ctx, n.Group, tenants.Bare)
	if err != nil || community == 0 && !seen.IsWhole() || community != 0 && !seen.Has(community) {
		return false, err
	}
	known, err := about(ctx, c, id, 1<<63-1, 1)
	return len(known) > 0, err
}

// about finds the latest changes of a row before a position, those of ranges it lies in included.
func about(ctx context.Context, c *gen.Client, id ident.ID, before int64, limit int) ([]*gen.Change, error) {
	ctx = tenants.System(ctx, "ledger: read the trail of a row its viewer may audit")
	return c.Change.Query().Where(change.IDLT(before), func(s *sql.Selector) {
		// Ranges begin in the same community and noun; the index holds both ends.
		from := ident.New(id.Slot(), id.Kind(), 0)
		s.Where(sql.And(sql.GTE(s.C(change.FieldEntityID), from), sql.LTE(s.C(change.FieldEntityID), id), sql.GTE(s.C(change.FieldLastID), id)))
	}, func(s *sql.Selector) {
		// Not a plain order by id: with a limit the planner would read the ledger backwards instead of the row's index.
		s.OrderExpr(sql.Raw("(" + s.C(change.FieldID) + " + 0) DESC"))
	}).Limit(limit).All(ctx)
}

func orElse(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}
