package counters

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

const (
	foldEvery = time.Second      // looks whether there is enough to add up
	foldAt    = 1000             // parts that are enough
	foldAfter = 30 * time.Second // time after which any are
	foldSome  = 400              // parts of a transaction
)

// errFolded is the error of a fold that another was faster with.
var errFolded = errors.New("counters: added up by another")

// Folder adds up the parts of counts. Any number may run, each on a node of its own: a part is taken by one.
type Folder struct {
	db   *data.DB
	news atomic.Int64 // parts this process has added
}

// NewFolder is the folder of a database; it hears of this process's commits.
func NewFolder(db *data.DB) *Folder {
	f := &Folder{db: db}
	f.news.Store(1) // what a process before may have left
	db.OnCount(func(parts int) { f.news.Add(int64(parts)) })
	return f
}

// Run folds until ctx ends.
func (f *Folder) Run(ctx context.Context) {
	tick := time.NewTicker(foldEvery)
	defer tick.Stop()
	last := time.Now().Add(-foldAfter)
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if n := f.news.Load(); n < foldAt && (n == 0 || time.Since(last) < foldAfter) {
			continue
		}
		last = time.Now()
		f.news.Store(0)
		if err := f.Fold(ctx); err != nil && ctx.Err() == nil {
			f.news.Add(1)
			slog.WarnContext(ctx, "counters: parts are not added up; tried again later", "error", err)
		}
	}
}

// Fold adds up all parts there are.
func (f *Folder) Fold(ctx context.Context) error {
	ctx = tenants.System(ctx, "counters: add up the parts of counts")
	for _, n := range gen.Nouns.All {
		if n.Counter == "" {
			continue
		}
		parts, err := f.parts(ctx, n)
		if err != nil {
			return err
		}
		for some := range slices.Chunk(parts, foldSome) {
			if err := f.take(ctx, n, some); err != nil && !errors.Is(err, errFolded) {
				return err
			}
		}
	}
	return nil
}

// part is a row of a table of counts that is no sum.
type part struct {
	data.Part
	id int64
}

// parts finds what there is to add up. It locks nothing.
func (f *Folder) parts(ctx context.Context, n *noun.Noun) (all []part, err error) {
	err = query(ctx, f.db, "SELECT `rollup`, `community_id`, `part`, "+columns(n)+", `n` FROM `"+n.Counter+"` WHERE `part` <> 0", nil, func(rows *entsql.Rows) error {
		var p part
		var community int64
		values, count, err := data.ScanCounts(n, rows, &p.Rollup, &community, &p.id)
		p.Community, p.N = ident.ID(community), count
		copy(p.Values[:], values)
		all = append(all, p)
		return err
	})
	return all, err
}

// take moves parts into their sums. It reads nothing before it has locked what it takes.
func (f *Folder) take(ctx context.Context, n *noun.Noun, parts []part) error {
	return f.db.Tx(ctx, func(ctx context.Context, _ *gen.Client) error {
		gone, err := f.drop(ctx, n, parts)
		if err != nil {
			return err
		}
		if gone != int64(len(parts)) {
			return errFolded
		}
		sums := map[data.Part]int64{}
		var order []data.Part
		for _, p := range parts {
			by := p.N
			p.N = 0
			if _, seen := sums[p.Part]; !seen {
				order = append(order, p.Part)
			}
			sums[p.Part] += by
		}
		var all []data.Part
		for _, p := range order { // that of the key, in which the parts were read: two folders do not wait for each other
			if p.N = sums[p]; p.N != 0 {
				all = append(all, p)
			}
		}
		return f.db.AddParts(ctx, n, all, 0, f.conflict(n))
	})
}

// conflict makes an INSERT add to what is there.
func (f *Folder) conflict(n *noun.Noun) string {
	if f.db.Dialect() == dialect.MySQL {
		return " ON DUPLICATE KEY UPDATE `n` = `n` + VALUES(`n`)"
	}
	return " ON CONFLICT (`" + strings.Join(table(n).Primary, "`, `") + "`) DO UPDATE SET `n` = `n` + excluded.`n`"
}

// drop deletes parts, each looked up by its whole key. As in the ledger, MariaDB and MySQL are given a list to join with:
// asked with IN they read the whole of a small table, and so wait for transactions that are still writing their parts.
func (f *Folder) drop(ctx context.Context, n *noun.Noun, parts []part) (int64, error) {
	key := table(n).Primary
	args := make([]any, 0, len(parts)*len(key))
	for _, p := range parts {
		for _, column := range key {
			switch column {
			case "rollup":
				args = append(args, p.Rollup)
			case "community_id":
				args = append(args, int64(p.Community))
			case "part":
				args = append(args, p.id)
			default:
				args = append(args, p.Values[slices.Index(n.Counted, column)])
			}
		}
	}
	var del string
	if f.db.Dialect() == dialect.MySQL {
		var names, marks, on []string
		for _, column := range key {
			mark := "?"
			if slices.Contains(n.Counted, column) {
				mark = "? COLLATE utf8mb4_bin" // the column's own, or its index would be of no use
			}
			marks = append(marks, mark)
			names = append(names, mark+" AS `"+column+"`")
			on = append(on, "`d`.`"+column+"` = `k`.`"+column+"`")
		}
		del = "DELETE `d` FROM (SELECT " + strings.Join(names, ", ") + strings.Repeat(" UNION ALL SELECT "+strings.Join(marks, ", "), len(parts)-1) +
			") AS `k` STRAIGHT_JOIN `" + n.Counter + "` AS `d` ON " + strings.Join(on, " AND ")
	} else {
		one := "(?" + strings.Repeat(", ?", len(key)-1) + ")"
		del = "DELETE FROM `" + n.Counter + "` WHERE (`" + strings.Join(key, "`, `") + "`) IN (VALUES " + one + strings.Repeat(", "+one, len(parts)-1) + ")"
	}
	var res sql.Result
	if err := f.db.Driver().Exec(ctx, del, args, &res); err != nil {
		return 0, fmt.Errorf("counters: %w", err)
	}
	return res.RowsAffected()
}

// table is the noun of the table in which a noun's counts are.
func table(n *noun.Noun) *noun.Noun {
	i := slices.IndexFunc(gen.Nouns.All, func(t *noun.Noun) bool { return t.Counts == n.Name })
	return gen.Nouns.All[i]
}

func columns(n *noun.Noun) string { return "`" + strings.Join(n.Counted, "`, `") + "`" }

// query reads rows.
func query(ctx context.Context, db *data.DB, text string, args []any, each func(*entsql.Rows) error) error {
	if args == nil {
		args = []any{}
	}
	var rows entsql.Rows
	if err := db.Driver().Query(ctx, text, args, &rows); err != nil {
		return fmt.Errorf("counters: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := each(&rows); err != nil {
			return fmt.Errorf("counters: %w", err)
		}
	}
	return rows.Err()
}
