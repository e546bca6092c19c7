package counters

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	entsql "entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/setting"
	"estatehub/ent/noun"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// Difference is a count that is not what there is.
type Difference struct {
	Noun   *noun.Noun
	Part   data.Part // of which combination; N is nothing
	Kept   int64     // as the counts have it
	Actual int64     // as counting has it
}

// String tells of it.
func (d Difference) String() string {
	return fmt.Sprintf("%s of %s, rollup %d, %v: kept %d, there are %d", d.Noun.Plural, d.Part.Community, d.Part.Rollup, d.Part.Values[:len(d.Noun.Counted)], d.Kept, d.Actual)
}

// Verify counts, and names every count that is not what there is: none. It reads all counted nouns.
func Verify(ctx context.Context, db *data.DB) (all []Difference, err error) {
	err = db.Tx(tenants.System(ctx, "counters: hold them against what they count"), func(ctx context.Context, _ *gen.Client) error {
		all, err = verify(ctx, db)
		return err
	})
	return all, err
}

// verify reads counts and rows as of one moment, the transaction's.
func verify(ctx context.Context, db *data.DB) (all []Difference, err error) {
	for _, n := range gen.Nouns.All {
		if n.Counter == "" {
			continue
		}
		found := map[data.Part]*Difference{}
		at := func(p data.Part) *Difference {
			if found[p] == nil {
				found[p] = &Difference{Noun: n, Part: p}
			}
			return found[p]
		}
		err := query(ctx, db, "SELECT `rollup`, `community_id`, "+columns(n)+", SUM(`n`) FROM `"+n.Counter+"` GROUP BY `rollup`, `community_id`, "+columns(n), nil, func(rows *entsql.Rows) error {
			var p data.Part
			var community int64
			values, count, err := data.ScanCounts(n, rows, &p.Rollup, &community)
			p.Community = ident.ID(community)
			copy(p.Values[:], values)
			at(p).Kept = count
			return err
		})
		if err != nil {
			return nil, err
		}
		err = query(ctx, db, "SELECT `community_id`, "+columns(n)+", COUNT(*) FROM `"+n.Table+"` GROUP BY `community_id`, "+columns(n), nil, func(rows *entsql.Rows) error {
			var community int64
			values, count, err := data.ScanCounts(n, rows, &community)
			for _, p := range data.Parts(n, ident.ID(community), values) {
				at(p).Actual += count
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		for _, d := range found {
			if d.Kept != d.Actual {
				all = append(all, *d)
			}
		}
	}
	slices.SortFunc(all, func(a, b Difference) int { return cmp.Compare(a.String(), b.String()) })
	return all, nil
}

// setting of what is counted by what; who changes the counts as a whole holds its row.
const counted = "counters"

// declared is what this version counts by what.
func declared() string {
	var all []string
	for _, n := range gen.Nouns.All {
		for _, r := range n.Rollups {
			all = append(all, fmt.Sprintf("%s.%d:%s", n.Name, r.Number, strings.Join(r.Holds, "+")))
		}
	}
	return strings.Join(all, " ")
}

// Ready repairs the counts where they were kept by what another version declares, as those of a database that had none.
// It comes after the migration.
func Ready(ctx context.Context, db *data.DB) error {
	sys := tenants.System(ctx, "counters: what the database is counted by")
	s, err := db.Client.Setting.Get(sys, counted)
	if err == nil && s.Value == declared() || err != nil && !gen.IsNotFound(err) {
		return err
	}
	_, err = Repair(ctx, db)
	return err
}

// Repair puts right what Verify finds, and returns it. It adds the differences as parts, so that nobody who is writing is
// in its way; one repairs at a time.
func Repair(ctx context.Context, db *data.DB) (all []Difference, err error) {
	ctx = tenants.System(ctx, "counters: put them right")
	err = db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		return c.Setting.Create().SetID(counted).SetValue("").Exec(ctx)
	})
	if err != nil && store.Classify(err).Rule != store.Unique {
		return nil, err
	}
	err = db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		// The lock comes first: what is read after it is read as of after it.
		lock, args := entsql.Dialect(db.Dialect()).Update(setting.Table).Set(setting.FieldValue, declared()).Where(entsql.EQ(setting.FieldID, counted)).Query()
		if err := db.Driver().Exec(ctx, lock, args, nil); err != nil {
			return fmt.Errorf("counters: %w", err)
		}
		if all, err = verify(ctx, db); err != nil {
			return err
		}
		return db.Correct(ctx, corrections(all))
	})
	return all, err
}

func corrections(all []Difference) map[*noun.Noun][]data.Part {
	parts := map[*noun.Noun][]data.Part{}
	for _, d := range all {
		d.Part.N = d.Actual - d.Kept
		parts[d.Noun] = append(parts[d.Noun], d.Part)
	}
	return parts
}
