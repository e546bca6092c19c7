package ledger

import (
	"context"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/change"
	"estatehub/ent/gen/changedraft"
	"estatehub/ent/gen/setting"
	"estatehub/internal/data"
	"estatehub/tenants"
)

const (
	batchSize = 1000                   // drafts numbered in one transaction
	pollEvery = 250 * time.Millisecond // how soon other nodes' commits are noticed
	rest      = 25 * time.Millisecond  // between batches: a batch costs the database what a change does, however small
	longPause = 5 * time.Second        // between tries while the database is away
)

// Sequencer gives committed changes their positions: 1, 2, 3, without holes. A transaction's changes become visible to it
// when they commit and not before, so whoever reads by position misses nothing that commits late. Several sequencers (a
// hub of several nodes) are safe: the row of the head is locked while positions are given.
type Sequencer struct {
	db   *data.DB
	wake chan struct{}
}

// NewSequencer is the sequencer of a database; it hears of this process's commits. Call it before the database is used.
func NewSequencer(db *data.DB) *Sequencer {
	s := &Sequencer{db: db, wake: make(chan struct{}, 1)}
	db.OnCommit(func() {
		select {
		case s.wake <- struct{}{}:
		default: // it is awake already
		}
	})
	return s
}

// Run gives positions until ctx ends.
func (s *Sequencer) Run(ctx context.Context) {
	pause := pollEvery
	for ctx.Err() == nil {
		some, err := s.flush(ctx)
		switch {
		case err == nil:
			pause = pollEvery
		case ctx.Err() == nil:
			slog.WarnContext(ctx, "ledger: the sequencer waits and tries again", "error", err, "pause", pause)
			pause = min(2*pause, longPause)
		}
		if some { // the first change after a silence has its position at once, those that follow it have theirs together
			sleep(ctx, rest, nil)
		}
		sleep(ctx, pause, s.wake)
	}
}

// Flush gives positions until no committed change is without one.
func (s *Sequencer) Flush(ctx context.Context) error {
	_, err := s.flush(ctx)
	return err
}

// flush tells whether there was anything to do.
func (s *Sequencer) flush(ctx context.Context) (some bool, err error) {
	ctx = tenants.System(ctx, "ledger: give committed changes their positions")
	// Asked first and on the readers: an idle hub must not take SQLite's write lock four times a second.
	if some, err = s.db.Client.ChangeDraft.Query().Limit(1).Exist(ctx); err != nil || !some {
		return some, err
	}
	if err := makeHead(ctx, s.db); err != nil {
		return true, err
	}
	for {
		n, err := s.number(ctx)
		if err != nil || n < batchSize { // fewer than it could have taken: it saw all that was committed
			return true, err
		}
	}
}

// number moves one batch of drafts into the ledger, and tells how many.
func (s *Sequencer) number(ctx context.Context) (n int, err error) {
	err = s.db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		// Locks the row on MariaDB and MySQL. It comes first: what is read after it is read as of after it.
		lock, args := sql.Dialect(s.db.Dialect()).Update(setting.Table).Set(setting.FieldValue, sql.Raw("`value`")).
			Where(sql.EQ(setting.FieldID, headSetting)).Query()
		if err := s.db.Driver().Exec(ctx, lock, args, nil); err != nil {
			return err
		}
		at, err := head(ctx, c)
		if err != nil {
			return err
		}
		n = 0
		drafts, err := c.ChangeDraft.Query().Order(changedraft.ByID()).Limit(batchSize).All(ctx)
		if err != nil || len(drafts) == 0 {
			return err
		}
		if err := s.append(ctx, at, drafts); err != nil {
			return err
		}
		if err := s.drop(ctx, drafts); err != nil {
			return err
		}
		n = len(drafts)
		return c.Setting.UpdateOneID(headSetting).SetValue(strconv.FormatInt(at+int64(n), 10)).Exec(ctx)
	})
	return n, err
}

// append writes drafts after a position, in one statement.
func (s *Sequencer) append(ctx context.Context, at int64, drafts []*gen.ChangeDraft) error {
	ins := sql.Dialect(s.db.Dialect()).Insert(change.Table).Columns(change.Columns...)
	for i, d := range drafts {
		row := map[string]any{
			change.FieldID: at + 1 + int64(i), change.FieldCommunityID: d.CommunityID, change.FieldEntityID: d.EntityID,
			change.FieldLastID: d.LastID, change.FieldOperation: string(d.Operation), change.FieldActorID: d.ActorID,
			change.FieldRequest: d.Request, change.FieldAt: d.At, change.FieldFields: d.Fields,
		}
		values := make([]any, len(change.Columns))
		for j, column := range change.Columns {
			values[j] = row[column]
		}
		ins.Values(values...)
	}
	query, args := ins.Query()
	return s.db.Driver().Exec(ctx, query, args, nil)
}

// drop deletes drafts, each looked up by its id. MariaDB and MySQL answer WHERE id IN (…) on a small table by reading all
// of it, forced index or not, and would so wait for transactions that are still writing their drafts; a join from a list
// of ids cannot.
func (s *Sequencer) drop(ctx context.Context, drafts []*gen.ChangeDraft) error {
	for some := range slices.Chunk(drafts, 200) {
		ids := make([]any, len(some))
		for i, d := range some {
			ids[i] = d.ID
		}
		del, args := sql.Dialect(s.db.Dialect()).Delete(changedraft.Table).Where(sql.In(changedraft.FieldID, ids...)).Query()
		if s.db.Dialect() == dialect.MySQL {
			del = "DELETE `d` FROM (SELECT ? AS `id`" + strings.Repeat(" UNION ALL SELECT ?", len(ids)-1) + ") AS `k` " +
				"STRAIGHT_JOIN `" + changedraft.Table + "` AS `d` ON `d`.`id` = `k`.`id`"
		}
		if err := s.db.Driver().Exec(ctx, del, args, nil); err != nil {
			return err
		}
	}
	return nil
}

// sleep waits for a while, or less where it is woken.
func sleep(ctx context.Context, d time.Duration, wake <-chan struct{}) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	case <-wake:
	}
}
