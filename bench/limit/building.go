package main

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"slices"

	"estatehub/internal/ident"
)

// Of a building: itself, its units with their owners, and its units' tickets. MariaDB would sort the last two in a
// temporary table; a hundred units are sorted here in a tenth of the time. And there are so few tickets to a unit that it
// is quicker to read them all than to have the database number them.
const (
	q3Building = "SELECT b.id, b.code, b.name FROM buildings b WHERE b.id = ?"
	q3Units    = "SELECT STRAIGHT_JOIN u.id, u.property_no, o.id, o.name FROM units u" +
		" LEFT JOIN ownerships w ON w.community_id = u.community_id AND w.unit_id = u.id AND w.until IS NULL LEFT JOIN owners o ON o.id = w.owner_id" +
		" WHERE u.community_id = ? AND u.building_id = ?"
	q3Tickets = "SELECT STRAIGHT_JOIN t.unit_id, t.id, t.number, t.state, t.opened_at /*text*/ FROM units u JOIN tickets t ON t.community_id = u.community_id AND t.unit_id = u.id" +
		" WHERE u.community_id = ? AND u.building_id = ?"
)

// How many units of a building are shown, and how many owners and tickets of a unit.
const units, owners, latest = 100, 10, 5

// part is where something lies in a buffer as JSON.
type part struct{ from, to int }

// held is a unit with one of its owners, if it has any.
type held struct {
	unit, owner int64
	no, who     part
}

// filed is a ticket of a unit.
type filed struct {
	unit, id int64
	opened   [len(instant)]byte
	text     part
}

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
	buffer := l.buffers.Get().(*[]byte)
	defer l.buffers.Put(buffer)
	*buffer = (*buffer)[:0]
	tickets, err := l.buildingTickets(ctx, buffer, community, id)
	if err != nil {
		return err
	}
	all, err := l.buildingUnits(ctx, buffer, community, id)
	if err != nil {
		return err
	}
	out.b = append(assemble(out.b, *buffer, all, tickets), "]}}}}"...)
	return nil
}

func (l *limit) buildingUnits(ctx context.Context, buffer *[]byte, community, building int64) ([]held, error) {
	rows, err := l.q3[1].QueryContext(ctx, community, building)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	all := make([]held, 0, 2*units)
	b := *buffer
	var owner sql.NullInt64
	var no, who sql.RawBytes
	for rows.Next() {
		var h held
		if err := rows.Scan(&h.unit, &no, &owner, &who); err != nil {
			return nil, err
		}
		h.owner, h.no.from = owner.Int64, len(b)
		b = appendText(b, no)
		h.no.to, h.who.from = len(b), len(b)
		if owner.Valid {
			b = appendID(append(b, `{"id":`...), owner.Int64)
			b = append(appendName(append(b, `,"name":`...), who), '}')
		}
		h.who.to = len(b)
		all = append(all, h)
	}
	*buffer = b
	slices.SortFunc(all, func(a, b held) int { return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(a.owner, b.owner)) })
	return all, rows.Err()
}

func (l *limit) buildingTickets(ctx context.Context, buffer *[]byte, community, building int64) ([]filed, error) {
	rows, err := l.q3[2].QueryContext(ctx, community, building)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	all := make([]filed, 0, 4*units)
	b := *buffer
	var number, state, opened sql.RawBytes
	for rows.Next() {
		var f filed
		if err := rows.Scan(&f.unit, &f.id, &number, &state, &opened); err != nil {
			return nil, err
		}
		copy(f.opened[:], opened)
		f.text.from = len(b)
		b = append(head(b, true, f.id, number, state, opened), '}')
		f.text.to = len(b)
		all = append(all, f)
	}
	*buffer = b
	slices.SortFunc(all, func(a, b filed) int {
		return cmp.Or(cmp.Compare(a.unit, b.unit), bytes.Compare(b.opened[:], a.opened[:]), cmp.Compare(b.id, a.id))
	})
	return all, rows.Err()
}

// assemble appends the units, each with its owners and its latest tickets.
func assemble(b, text []byte, all []held, tickets []filed) []byte {
	for n := 0; len(all) > 0 && n < units; n++ {
		if n > 0 {
			b = append(b, ',')
		}
		unit := all[0].unit
		b = appendID(append(b, `{"id":`...), unit)
		b = append(append(b, `,"propertyNo":`...), text[all[0].no.from:all[0].no.to]...)
		b = append(b, `,"owners":{"nodes":[`...)
		for i := 0; len(all) > 0 && all[0].unit == unit; i, all = i+1, all[1:] {
			if i > 0 && i < owners {
				b = append(b, ',')
			}
			if i < owners {
				b = append(b, text[all[0].who.from:all[0].who.to]...)
			}
		}
		b = append(b, `]},"tickets":{"nodes":[`...)
		for len(tickets) > 0 && tickets[0].unit < unit {
			tickets = tickets[1:]
		}
		for i := 0; len(tickets) > 0 && tickets[0].unit == unit; i, tickets = i+1, tickets[1:] {
			if i > 0 && i < latest {
				b = append(b, ',')
			}
			if i < latest {
				b = append(b, text[tickets[0].text.from:tickets[0].text.to]...)
			}
		}
		b = append(b, "]}}"...)
	}
	return b
}
