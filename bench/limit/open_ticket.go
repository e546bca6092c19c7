package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
)

// ticket is the input of openTicket as far as the limit takes it.
type ticket struct {
	CommunityID  string `json:"communityId"`
	Kind         string `json:"kind"`
	Channel      string `json:"channel"`
	Topic        string `json:"topic"`
	UnitID       string `json:"unitId"`
	ContactName  string `json:"contactName"`
	ContactPhone string `json:"contactPhone"`
	Content      string `json:"content"`
}

// What the hub writes when a ticket is opened: the ticket, the first entry of its history, its deadlines (a repair's: that
// the order goes out, D-18, and that it is done, SYS-12), a draft for the ledger of each, and how the counts of tickets
// change.
const (
	m1Ticket = "INSERT INTO tickets (id, created_at, updated_at, number, kind, state, phase, open, severity, collective, channel, topic, contact_name," +
		" contact_phone, content, level, opened_at, due_at, opened_month, community_id, unit_id)" +
		" VALUES (?, ?, ?, ?, 'REPAIR', 'REPORTED', 'NEW', 1, 'ORDINARY', 0, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)"
	m1Event  = "INSERT INTO ticket_events (id, created_at, updated_at, at, verb, to_state, actor, ticket_id, community_id) VALUES (?, ?, ?, ?, 'open', 'REPORTED', ?, ?, ?)"
	m1Clocks = "INSERT INTO clocks (id, created_at, updated_at, rule, ticket_id, state, breached, unit, amount, started_at, month, warn_at, due_at, paused_seconds, level, next_at," +
		" policy_key, community_id)" +
		" VALUES (?, ?, ?, 'D-18', ?, 'RUNNING', 0, 'MINUTES', 10, ?, ?, ?, ?, 0, 0, ?, 'repair.dispatch_minutes', ?)," +
		" (?, ?, ?, 'SYS-12', ?, 'RUNNING', 0, 'HOURS', 24, ?, ?, ?, ?, 0, 0, ?, NULL, ?)"
	m1Drafts = "INSERT INTO change_drafts (community_id, entity_id, last_id, operation, actor_id, request, at, fields)" +
		" VALUES (?, ?, ?, 'CREATE', ?, ?, ?, ''), (?, ?, ?, 'CREATE', ?, ?, ?, ''), (?, ?, ?, 'CREATE', ?, ?, ?, ''), (?, ?, ?, 'CREATE', ?, ?, ?, '')"
)

var (
	// m1Counts add one to each of the counts that a new repair is in, as parts of a transaction's own.
	m1Counts, countedBy = counts()

	ticketKind = gen.Nouns.Named("Ticket").Kind
	eventKind  = gen.Nouns.Named("TicketEvent").Kind
	clockKind  = gen.Nouns.Named("Clock").Kind
	zone       = time.FixedZone("Asia/Shanghai", 8*60*60)
)

func (l *limit) openTicket(ctx context.Context, out *answer, in *ticket) error {
	if in.Kind != string(lifecycle.Repair) {
		return errors.New("the limit opens repairs alone")
	}
	community, err := parse(in.CommunityID)
	if err != nil {
		return err
	}
	unit, err := parse(in.UnitID)
	if err != nil {
		return err
	}
	slot := ident.ID(community).Slot()
	id, err := l.next(ctx, slot, ticketKind)
	if err != nil {
		return err
	}
	event, err := l.next(ctx, slot, eventKind)
	if err != nil {
		return err
	}
	sent, err := l.next(ctx, slot, clockKind)
	if err != nil {
		return err
	}
	done, err := l.next(ctx, slot, clockKind)
	if err != nil {
		return err
	}
	now := time.Now().UTC().Truncate(time.Microsecond)
	at := now.Format(instant)
	number := fmt.Sprintf("BX-%06d", ident.ID(id).Counter())
	request := fmt.Sprintf("%016x", event)
	month, due := now.In(zone).Format("2006-01"), now.Add(24*time.Hour).Format(instant)
	warn, late := now.Add(8*time.Minute).Format(instant), now.Add(24*time.Hour*8/10).Format(instant) // at four fifths of the time
	tx, err := l.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for i, args := range [][]any{
		{id, at, at, number, in.Channel, in.Topic, in.ContactName, in.ContactPhone, in.Content, at, due, month, community, unit},
		{event, at, at, at, l.actor.login, id, community},
		{sent, at, at, id, at, month, warn, now.Add(10 * time.Minute).Format(instant), warn, community, done, at, at, id, at, month, late, due, late, community},
		{community, id, id, l.actor.id, request, at, community, event, event, l.actor.id, request, at,
			community, sent, sent, l.actor.id, request, at, community, done, done, l.actor.id, request, at},
		repeated(countedBy, community, rand.Int64N(1<<62)+1), //nolint:gosec // not a secret
	} {
		if _, err := tx.StmtContext(ctx, l.m1[i]).ExecContext(ctx, args...); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	b := head(append(out.b, `{"data":{"openTicket":{"ticket":`...), true, id, []byte(number), []byte("REPORTED"), []byte(at))
	out.b = append(b, `},"userErrors":[]}}}`...)
	return nil
}

// counts is the statement that changes the counts, with two parameters to a row, and how many rows there are.
func counts() (text string, rows int) {
	text = "INSERT INTO ticket_counters (rollup, community_id, part, n, kind, state, phase, open) VALUES "
	for i, r := range gen.Nouns.Named("Ticket").Rollups {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprintf("(%d, ?, ?, 1", r.Number)
		for _, c := range []struct{ name, value, empty string }{{"kind", "'REPAIR'", "''"}, {"state", "'REPORTED'", "''"}, {"phase", "'NEW'", "''"}, {"open", "1", "NULL"}} {
			if slices.Contains(r.Holds, c.name) {
				text += ", " + c.value
			} else {
				text += ", " + c.empty
			}
		}
		text += ")"
		rows++
	}
	return text, rows
}

func repeated(times int, values ...any) (all []any) {
	for range times {
		all = append(all, values...)
	}
	return all
}

// ids hands out ids in blocks, as the hub does.
type ids struct {
	mu   sync.Mutex
	next map[int64]*block
}

type block struct {
	mu        sync.Mutex
	next, end int64
}

// blockSize is how many ids are taken at once.
const blockSize = 256

func (l *limit) next(ctx context.Context, slot ident.Slot, kind ident.Kind) (int64, error) {
	key := int64(slot)<<8 | int64(kind)
	l.ids.mu.Lock()
	b := l.ids.next[key]
	if b == nil {
		b = &block{}
		l.ids.next[key] = b
	}
	l.ids.mu.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next == b.end {
		if err := l.advance(ctx, key, b); err != nil {
			return 0, err
		}
	}
	b.next++
	return int64(ident.New(slot, kind, b.next-1)), nil
}

func (l *limit) advance(ctx context.Context, key int64, b *block) error {
	tx, err := l.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, "UPDATE id_blocks SET next = next + ? WHERE id = ?", blockSize, key); err != nil {
		return err
	}
	if err := tx.QueryRowContext(ctx, "SELECT next FROM id_blocks WHERE id = ?", key).Scan(&b.end); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return errors.New("no such community")
		}
		return err
	}
	b.next = b.end - blockSize
	return tx.Commit()
}
