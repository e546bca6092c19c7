package data

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// Range is a run of ids of one noun in one community, first and last included.
type Range struct{ First, Last ident.ID }

// maxBulk is how long the text of a statement may be: the tripwire remembers its verdict up to 32 KiB, and both databases
// take fewer than 32,766 parameters.
const maxBulk = 30_000

// Reserve reserves ids in a row for new rows of an Owned noun and returns the first; first+1, first+2 … follow. It is
// called before the transaction that uses them: SQLite has one writer, and what a transaction repeats it repeats with
// the same ids.
func (db *DB) Reserve(ctx context.Context, n *noun.Noun, community ident.ID, count int) (ident.ID, error) {
	return db.ReserveIDs(ctx, community.Slot(), n.Kind, count)
}

// FreeCommunity draws the id of a new community, before the transaction that creates it with SetID.
func (db *DB) FreeCommunity(ctx context.Context) (ident.ID, error) {
	return db.freeCommunity(context.WithValue(ctx, txKey{}, &work{}))
}

// Bulk writes many new rows of one Owned noun past ent, many to a statement: the walls are kept, left-out columns get
// their defaults, and the ledger gets one entry for each run of ids. What a row means is the caller's to check; ent's
// validators and hooks do not see it.
//
//	b, err := db.NewBulk(ctx, gen.Nouns.Named("Unit"), "property_no", "building_id", "door_no")
//	err = b.Add(ctx, id, "3-2-1201", building, "1201") // the community is the id's own
//	ranges, err := b.Close(ctx)
type Bulk struct {
	db      *DB
	n       *noun.Noun
	scope   tenants.Scope
	width   int // values a caller gives
	columns int // values of a row
	follow  []follower
	tail    []any // the values that are alike in all rows
	head    string
	row     string
	full    string // the statement of a full batch
	batch   int    // rows of a full batch
	args    []any
	rows    int
	ranges  []Range
	last    map[ident.ID]int // community → its open range
	work    *work
	places  map[string]int // of the columns a row is counted by
	tally   tally          // of the rows not written yet
}

// NewBulk begins. The ctx is that of a transaction's fn, the fields are named as columns.
func (db *DB) NewBulk(ctx context.Context, n *noun.Noun, fields ...string) (*Bulk, error) {
	w, _ := ctx.Value(txKey{}).(*work)
	if w == nil {
		return nil, fmt.Errorf("%w: %s", ErrNoTx, n.Name)
	}
	if n.Wall != noun.Owned || n.Internal {
		return nil, fmt.Errorf("data: bulk writes are for rows of communities, not for %s", n.Name)
	}
	scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Write)
	if err != nil {
		return nil, err
	}
	if scope.IsNone() {
		return nil, forbidden(n)
	}
	b := &Bulk{db: db, n: n, scope: scope, width: len(fields), last: map[ident.ID]int{}, work: w, tally: tally{}}
	columns := append([]string{"id", "community_id"}, fields...)
	for _, name := range fields {
		if f := n.ByName(name); f == nil || name == "community_id" {
			return nil, fmt.Errorf("data: %s has no field %q to be written in bulk", n.Name, name)
		}
	}
	if b.follow, err = followers(n, fields); err != nil {
		return nil, err
	}
	for _, f := range b.follow {
		columns = append(columns, f.field.Name)
	}
	now := time.Now().UTC().Truncate(time.Microsecond)
	for _, f := range n.Fields {
		switch {
		case slices.Contains(columns, f.Name):
		case f.Name == "created_at" || f.Name == "updated_at":
			columns, b.tail = append(columns, f.Name), append(b.tail, now)
		case f.DefaultValue != nil:
			columns, b.tail = append(columns, f.Name), append(b.tail, f.DefaultValue)
		case !f.Nullable:
			return nil, fmt.Errorf("data: %s.%s has no default and is not given", n.Name, f.Name)
		}
	}
	b.columns, b.places = len(columns), map[string]int{}
	for _, name := range n.Counted {
		b.places[name] = slices.Index(columns, name)
	}
	b.head = "INSERT INTO `" + n.Table + "` (`" + strings.Join(columns, "`, `") + "`) VALUES "
	b.row = "(?" + strings.Repeat(",?", len(columns)-1) + ")"
	b.batch = (maxBulk - len(b.head)) / (len(b.row) + 1)
	b.full = b.text(b.batch)
	b.args = make([]any, 0, b.batch*len(columns))
	return b, nil
}

// Add adds a row. The id is one of Reserve and says the community; the values are in the order of the fields.
func (b *Bulk) Add(ctx context.Context, id ident.ID, values ...any) error {
	community := id.Community()
	if id.Kind() != b.n.Kind || community == 0 || len(values) != b.width {
		return fmt.Errorf("data: %d values and the id %s are no row of %s", len(values), id, b.n.Name)
	}
	if !b.scope.Has(community) {
		return fault.Both(fault.NotFound, "no such row, or not in your scope", "不存在或不在您的管辖范围")
	}
	b.args = append(append(b.args, int64(id), int64(community)), values...)
	for _, f := range b.follow {
		v, err := f.value(values)
		if err != nil {
			return err
		}
		b.args = append(b.args, v)
	}
	b.args = append(b.args, b.tail...)
	if b.n.Counter != "" {
		row := b.args[len(b.args)-b.columns:]
		b.tally.add(cellOf(b.n, community, func(name string) any { return row[b.places[name]] }), 1)
	}
	b.rows++
	if i, ok := b.last[community]; ok && b.ranges[i].Last+1 == id {
		b.ranges[i].Last = id
	} else {
		b.last[community] = len(b.ranges)
		b.ranges = append(b.ranges, Range{id, id})
	}
	if b.rows == b.batch {
		return b.Flush(ctx)
	}
	return nil
}

// Flush writes the rows added so far, so that others may refer to them.
func (b *Bulk) Flush(ctx context.Context) error {
	if b.rows == 0 {
		return nil
	}
	text := b.full
	if b.rows < b.batch {
		text = b.text(b.rows)
	}
	var res sql.Result
	err := b.db.Driver().Exec(ctx, text, b.args, &res)
	b.args, b.rows = b.args[:0], 0
	if err != nil {
		return fmt.Errorf("data: bulk insert of %s: %w", b.n.Plural, err)
	}
	b.work.count(b.n, b.tally)
	clear(b.tally)
	return nil
}

// Close writes what is left and the ledger's entries, and returns the runs of ids it wrote.
func (b *Bulk) Close(ctx context.Context) ([]Range, error) {
	if err := b.Flush(ctx); err != nil {
		return nil, err
	}
	for _, r := range b.ranges {
		if err := b.db.Record(ctx, "CREATE", r.First, r.Last); err != nil {
			return nil, err
		}
	}
	return b.ranges, nil
}

func (b *Bulk) text(rows int) string {
	return b.head + b.row + strings.Repeat(","+b.row, rows-1)
}

// DeleteBulk deletes a run of rows of one noun in one community, with one entry of the ledger, and tells how many there
// were. The ctx is that of a transaction's fn.
func (db *DB) DeleteBulk(ctx context.Context, r Range) (int64, error) {
	n := gen.Nouns.Of(r.First)
	if ctx.Value(txKey{}) == nil {
		return 0, fmt.Errorf("%w: %s", ErrNoTx, r.First)
	}
	community := r.First.Community()
	if n == nil || n.Wall != noun.Owned || r.Last.Kind() != n.Kind || r.Last.Community() != community {
		return 0, fmt.Errorf("data: %s to %s is no run of one noun in one community", r.First, r.Last)
	}
	scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Write)
	if err != nil {
		return 0, err
	}
	if !scope.Has(community) {
		return 0, fault.Both(fault.NotFound, "no such row, or not in your scope", "不存在或不在您的管辖范围")
	}
	gone, err := db.countRange(ctx, n, r)
	if err != nil {
		return 0, err
	}
	var res sql.Result
	err = db.Driver().Exec(ctx, "DELETE FROM `"+n.Table+"` WHERE `community_id` = ? AND `id` >= ? AND `id` <= ?",
		[]any{int64(community), int64(r.First), int64(r.Last)}, &res)
	if err != nil {
		return 0, fmt.Errorf("data: bulk delete of %s: %w", n.Plural, err)
	}
	count, err := res.RowsAffected()
	if err != nil || count == 0 {
		return count, err
	}
	if n.Counter != "" {
		if -gone.sum() != count {
			return 0, errUnseen
		}
		ctx.Value(txKey{}).(*work).count(n, gone)
	}
	return count, db.Record(ctx, "DELETE", r.First, r.Last)
}
