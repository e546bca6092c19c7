package imports

import (
	"context"
	"fmt"
	"slices"

	entsql "entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/escalation"
	"estatehub/ent/gen/importbatch"
	"estatehub/ent/gen/importrange"
	"estatehub/ent/gen/predicate"
	"estatehub/ent/noun"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// Undo deletes what a batch created, provided nothing else refers to it, with what came of it by itself: deadlines, history
// and who was told of a deadline and has not acted. What it changed of older rows stays changed. It returns the number of
// rows of the file that are gone.
func Undo(ctx context.Context, db *data.DB, batch ident.ID) (gone int64, err error) {
	err = db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		gone = 0
		b, err := c.ImportBatch.Query().Where(importbatch.ID(batch)).Only(ctx)
		if gen.IsNotFound(err) {
			return fault.Both(fault.NotFound, "no such batch, or not in your scope", "批次不存在或不在您的管辖范围")
		}
		if err != nil {
			return err
		}
		if b.State == importbatch.StateUNDONE {
			return fault.Both(fault.WrongState, "the batch is undone already", "该批次已撤销")
		}
		sys := tenants.System(ctx, "imports: the record of a batch")
		rows, err := c.ImportRange.Query().Where(importrange.BatchID(batch)).Order(importrange.ByID()).All(sys)
		if err != nil {
			return err
		}
		u := &undo{db: db, c: c, own: map[ident.Kind][]data.Range{}}
		var ranges []data.Range
		for _, r := range rows {
			own := data.Range{First: r.FirstID, Last: r.LastID}
			ranges = append(ranges, own)
			u.own[own.First.Kind()] = append(u.own[own.First.Kind()], own)
		}
		// Children were written after their parents and of a higher kind; communities are deleted last.
		slices.Reverse(ranges)
		slices.SortStableFunc(ranges, func(a, b data.Range) int { return rank(b) - rank(a) })
		for _, r := range ranges {
			n, err := u.remove(ctx, r)
			if err != nil {
				return err
			}
			if kind := r.First.Kind(); kind != clockNoun.Kind && kind != eventNoun.Kind {
				gone += n
			}
		}
		return c.ImportBatch.UpdateOneID(batch).SetState(importbatch.StateUNDONE).Exec(sys)
	})
	if err != nil {
		gone = 0
		if s := store.Classify(err); s.Kind == store.Constraint && s.Rule == store.ForeignKey {
			err = fault.Both(fault.Conflict, "other rows still refer to what the batch created", "仍有其他记录引用该批次的数据，不能撤销")
		}
	}
	return gone, err
}

// rank orders deletions: what is owned before communities and what belongs to the organisation.
func rank(r data.Range) int {
	if n := gen.Nouns.Of(r.First); n != nil && n.Wall == noun.Owned {
		return 1
	}
	return 0
}

type undo struct {
	db  *data.DB
	c   *gen.Client
	own map[ident.Kind][]data.Range
}

func (u *undo) remove(ctx context.Context, r data.Range) (int64, error) {
	n := gen.Nouns.Of(r.First)
	if n == nil {
		return 0, fmt.Errorf("imports: %s is of no noun", r.First)
	}
	if n == clockNoun {
		if err := u.unsay(ctx, r); err != nil {
			return 0, err
		}
	}
	if err := u.free(ctx, n, r); err != nil {
		return 0, err
	}
	if n.Wall == noun.Owned {
		return u.db.DeleteBulk(ctx, r)
	}
	err := gen.OperationsOf[n.Name].Delete(ctx, u.c, r.First)
	if gen.IsNotFound(err) { // removed since, by hand
		return 0, nil
	}
	return 1, err
}

// unsay takes back that somebody was told of the deadlines of a range, where nobody has acted.
func (u *undo) unsay(ctx context.Context, r data.Range) error {
	_, err := u.c.Escalation.Delete().Where(escalation.CommunityID(r.First.Community()), predicate.Escalation(entsql.FieldGTE(escalation.FieldClockID, r.First)),
		predicate.Escalation(entsql.FieldLTE(escalation.FieldClockID, r.Last)), escalation.StateEQ(escalation.StateTOLD)).Exec(ctx)
	return err
}

// free makes sure that nothing refers to a range but what the batch itself created; else it names what does.
func (u *undo) free(ctx context.Context, n *noun.Noun, r data.Range) error {
	for _, child := range gen.Nouns.All {
		for _, f := range child.Fields {
			if child.Internal || f.Ref != n.Name {
				continue
			}
			text := "SELECT COUNT(*) FROM `" + child.Table + "` WHERE `" + f.Name + "` >= ? AND `" + f.Name + "` <= ?"
			args := []any{int64(r.First), int64(r.Last)}
			if child.Wall == noun.Owned && n.Wall == noun.Owned {
				text, args = text+" AND `community_id` = ?", append(args, int64(r.First.Community()))
			}
			for _, own := range u.own[child.Kind] {
				if own.First.Community() == r.First.Community() || n.Wall != noun.Owned {
					text, args = text+" AND NOT (`id` >= ? AND `id` <= ?)", append(args, int64(own.First), int64(own.Last))
				}
			}
			count, err := u.count(ctx, text, args)
			if err != nil {
				return err
			}
			if count > 0 {
				return fault.Both(fault.Conflict,
					fmt.Sprintf("%d %s refer by %s to %s the batch created; nothing was undone", count, child.Plural, f.API, n.Plural),
					fmt.Sprintf("有 %d 条%s（%s）引用了该批次导入的%s，未撤销", count, child.ZH, f.ZH, n.ZH))
			}
		}
	}
	return nil
}

func (u *undo) count(ctx context.Context, text string, args []any) (n int, err error) {
	rows := &entsql.Rows{}
	if err := u.db.Driver().Query(tenants.System(ctx, "imports: whether anything refers to a batch"), text, args, rows); err != nil {
		return 0, fmt.Errorf("imports: undo: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			return 0, fmt.Errorf("imports: undo: %w", err)
		}
	}
	return n, rows.Err()
}
