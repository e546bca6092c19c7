package main

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"
	"time"

	"estatehub/internal/ident"
)

const q1SQL = "SELECT t.id, t.number, t.state, t.opened_at /*text*/, u.property_no, b.code, b.name, e.name, s.name FROM tickets t" +
	" LEFT JOIN units u ON u.id = t.unit_id LEFT JOIN buildings b ON b.id = u.building_id LEFT JOIN estates e ON e.id = b.estate_id" +
	" LEFT JOIN staffs s ON s.id = t.assignee_id WHERE t.community_id = ? AND t.open = 1 ORDER BY t.opened_at DESC, t.id DESC LIMIT 50"

func (l *limit) site(ctx context.Context, out *answer, community string) error {
	id, err := parse(community)
	if err != nil {
		return err
	}
	rows, err := l.q1.QueryContext(ctx, id)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var ticket int64
	var number, state, opened, unit, code, building, estate, staff sql.RawBytes
	out.text(`{"data":{"tickets":{"nodes":[`)
	for first := true; rows.Next(); first = false {
		if err := rows.Scan(&ticket, &number, &state, &opened, &unit, &code, &building, &estate, &staff); err != nil {
			return err
		}
		b := head(out.b, first, ticket, number, state, opened)
		if unit == nil {
			b = append(b, `,"unit":null`...)
		} else {
			b = appendText(append(b, `,"unit":{"propertyNo":`...), unit)
			b = appendText(append(b, `,"building":{"code":`...), code)
			b = appendText(append(b, `,"name":`...), building)
			b = appendText(append(b, `,"estate":{"name":`...), estate)
			b = append(b, "}}}"...)
		}
		if staff == nil {
			b = append(b, `,"assignee":null}`...)
		} else {
			b = append(appendText(append(b, `,"assignee":{"name":`...), staff), "}}"...)
		}
		out.b = b
	}
	out.text("]}}}")
	return rows.Err()
}

// head begins a ticket.
func head(b []byte, first bool, id int64, number, state, opened []byte) []byte {
	if !first {
		b = append(b, ',')
	}
	b = appendID(append(b, `{"id":`...), id)
	b = appendText(append(b, `,"number":`...), number)
	b = appendText(append(b, `,"state":`...), state)
	return appendTime(append(b, `,"openedAt":`...), opened)
}

const q2SQL = "SELECT t.id, t.number, t.state, t.opened_at /*text*/, t.due_at /*text*/, c.code, c.name FROM tickets t JOIN communities c ON c.id = t.community_id" +
	" WHERE t.open = 1 AND t.due_at < ? ORDER BY t.due_at DESC, t.id DESC LIMIT 50"

func (l *limit) overdue(ctx context.Context, out *answer, now string) error {
	at, err := time.Parse(time.RFC3339, now)
	if err != nil {
		return err
	}
	rows, err := l.q2.QueryContext(ctx, at.UTC().Format(instant))
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var ticket int64
	var number, state, opened, due, code, name sql.RawBytes
	out.text(`{"data":{"tickets":{"nodes":[`)
	for first := true; rows.Next(); first = false {
		if err := rows.Scan(&ticket, &number, &state, &opened, &due, &code, &name); err != nil {
			return err
		}
		b := head(out.b, first, ticket, number, state, opened)
		b = appendTime(append(b, `,"dueAt":`...), due)
		b = appendText(append(b, `,"community":{"code":`...), code)
		b = appendText(append(b, `,"name":`...), name)
		out.b = append(b, "}}"...)
	}
	out.text("]}}}")
	return rows.Err()
}

// Of a building: itself, its units with their owners, and its units' tickets, latest first. There are few tickets to a
// unit, so that it is quicker to read them all than to have the database number them.
const (
	q3Building = "SELECT b.id, b.code, b.name FROM buildings b WHERE b.id = ?"
	q3Units    = "SELECT u.id, u.property_no, o.id, o.name FROM units u" +
		" LEFT JOIN ownerships w ON w.community_id = u.community_id AND w.unit_id = u.id AND w.until IS NULL LEFT JOIN owners o ON o.id = w.owner_id" +
		" WHERE u.community_id = ? AND u.building_id = ? ORDER BY u.id, o.id"
	q3Tickets = "SELECT t.unit_id, t.id, t.number, t.state, t.opened_at /*text*/ FROM units u JOIN tickets t ON t.community_id = u.community_id AND t.unit_id = u.id" +
		" WHERE u.community_id = ? AND u.building_id = ? ORDER BY t.unit_id, t.opened_at DESC, t.id DESC"
)

// latest is how many tickets of a unit are shown, units how many of a building.
const latest, units = 5, 100

func (l *limit) building(ctx context.Context, out *answer, building string) error {
	id, err := parse(building)
	if err != nil {
		return err
	}
	community := int64(ident.ID(id).Community())
	var code, name string
	if err := l.q3[0].QueryRowContext(ctx, id).Scan(&id, &code, &name); err != nil {
		return err
	}
	b := appendID(append(out.b, `{"data":{"building":{"id":`...), id)
	b = appendText(append(b, `,"code":`...), []byte(code))
	b = appendText(append(b, `,"name":`...), []byte(name))
	out.b = append(b, `,"units":{"nodes":[`...)
	tickets, err := l.tickets(ctx, community, id)
	if err != nil {
		return err
	}
	defer l.buffers.Put(tickets.buffer)
	rows, err := l.q3[1].QueryContext(ctx, community, id)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	b = out.b
	var unit, last int64
	var owner sql.NullInt64
	var no, who sql.RawBytes
	n := 0
	for rows.Next() {
		if err := rows.Scan(&unit, &no, &owner, &who); err != nil {
			return err
		}
		if unit != last {
			if last != 0 {
				b = tickets.append(b, last)
			}
			if n++; n > units {
				last = 0
				break
			}
			if last != 0 {
				b = append(b, ',')
			}
			b = appendID(append(b, `{"id":`...), unit)
			b = appendText(append(b, `,"propertyNo":`...), no)
			b = append(b, `,"owners":{"nodes":[`...)
		} else {
			b = append(b, ',')
		}
		if last = unit; owner.Valid {
			b = appendID(append(b, `{"id":`...), owner.Int64)
			b = append(appendName(append(b, `,"name":`...), who), '}')
		}
	}
	if last != 0 {
		b = tickets.append(b, last)
	}
	out.b = append(b, "]}}}}"...)
	return rows.Err()
}

// byUnit holds the tickets of a building as JSON, unit after unit.
type byUnit struct {
	buffer *[]byte
	spans  []span
}

// span is where the tickets of a unit lie in the buffer.
type span struct {
	unit     int64
	from, to int
}

// tickets reads the tickets of a building.
func (l *limit) tickets(ctx context.Context, community, building int64) (*byUnit, error) {
	rows, err := l.q3[2].QueryContext(ctx, community, building)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	all := &byUnit{buffer: l.buffers.Get().(*[]byte), spans: make([]span, 1, units+1)}
	b := (*all.buffer)[:0]
	var unit, id int64
	var number, state, opened sql.RawBytes
	n := 0
	for rows.Next() {
		if err := rows.Scan(&unit, &id, &number, &state, &opened); err != nil {
			return nil, err
		}
		at := &all.spans[len(all.spans)-1]
		if at.unit != unit {
			all.spans = append(all.spans, span{unit, len(b), len(b)})
			at, n = &all.spans[len(all.spans)-1], 0
		}
		if n++; n <= latest {
			b = append(head(b, n == 1, id, number, state, opened), '}')
			at.to = len(b)
		}
	}
	*all.buffer = b
	return all, rows.Err()
}

// append appends the tickets of a unit, and ends it. Units are asked for in their order.
func (t *byUnit) append(b []byte, unit int64) []byte {
	b = append(b, `]},"tickets":{"nodes":[`...)
	for len(t.spans) > 0 && t.spans[0].unit < unit {
		t.spans = t.spans[1:]
	}
	if len(t.spans) > 0 && t.spans[0].unit == unit {
		b = append(b, (*t.buffer)[t.spans[0].from:t.spans[0].to]...)
	}
	return append(b, "]}}"...)
}

// Tickets by community and state, from the counters, and by counting.
const (
	q4SQL      = q4Counting
	q4Counting = "SELECT t.community_id, t.state, COUNT(*) FROM tickets t GROUP BY t.community_id, t.state ORDER BY t.community_id, t.state"
)

func (l *limit) counts(ctx context.Context, out *answer, from *sql.Stmt) error {
	rows, err := from.QueryContext(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var community, count, total int64
	var state sql.RawBytes
	out.text(`{"data":{"ticketCounts":{"rows":[`)
	for first := true; rows.Next(); first = false {
		if err := rows.Scan(&community, &state, &count); err != nil {
			return err
		}
		total += count
		if !first {
			out.b = append(out.b, ',')
		}
		b := appendID(append(out.b, `{"communityId":`...), community)
		b = appendText(append(b, `,"state":`...), state)
		out.b = append(strconv.AppendInt(append(b, `,"count":`...), count, 10), '}')
	}
	out.b = append(strconv.AppendInt(append(out.b, `],"total":`...), total, 10), "}}}"...)
	return rows.Err()
}

const q5SQL = "SELECT t.id, t.number, t.state, t.opened_at /*text*/, u.property_no, b.code FROM tickets t LEFT JOIN units u ON u.id = t.unit_id" +
	" LEFT JOIN buildings b ON b.id = u.building_id ORDER BY t.id LIMIT ?"

func (l *limit) all(ctx context.Context, out *answer, first int) error {
	rows, err := l.q5.QueryContext(ctx, first)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var ticket int64
	var number, state, opened, unit, code sql.RawBytes
	out.text(`{"data":{"tickets":{"nodes":[`)
	for first := true; rows.Next(); first = false {
		if err := rows.Scan(&ticket, &number, &state, &opened, &unit, &code); err != nil {
			return err
		}
		b := head(out.b, first, ticket, number, state, opened)
		if unit == nil {
			b = append(b, `,"unit":null}`...)
		} else {
			b = appendText(append(b, `,"unit":{"propertyNo":`...), unit)
			b = append(appendText(append(b, `,"building":{"code":`...), code), "}}}"...)
		}
		out.b = b
		out.full()
	}
	out.text("]}}}")
	return rows.Err()
}

// instant is how the databases are told an instant.
const instant = "2006-01-02 15:04:05.000000"

func parse(wire string) (int64, error) {
	id, ok := ident.Parse(strings.TrimSpace(wire))
	if !ok {
		return 0, errors.New("no id: " + wire)
	}
	return int64(id), nil
}
