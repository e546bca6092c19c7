package page

import (
	"encoding/json"
	"time"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
)

// position is where a cursor points: a row's id and its value of the order.
type position struct {
	Noun  ident.Kind `json:"n"`
	Order string     `json:"o"`
	Desc  bool       `json:"d,omitempty"`
	ID    int64      `json:"i"`
	Value any        `json:"v,omitempty"`
}

func (p *Pager) encode(o order, id ident.ID, value any) string {
	if t, ok := value.(time.Time); ok {
		value = t.UTC().Format(time.RFC3339Nano)
	}
	b, err := json.Marshal(position{o.noun.Kind, o.column, o.desc, int64(id), value})
	if err != nil {
		panic("page: " + err.Error()) // the values of orders are texts, numbers and instants
	}
	return p.Key.Sign(b)
}

func (p *Pager) decode(n *noun.Noun, o order, cursor string) (position, error) {
	var at position
	bad := fault.New(fault.CursorInvalid, "the cursor does not belong to this list and order")
	b, ok := p.Key.Verify(cursor)
	if !ok {
		return at, bad
	}
	if err := json.Unmarshal(b, &at); err != nil || at.Noun != n.Kind || at.Order != o.column || at.Desc != o.desc {
		return at, bad
	}
	if o.column != "id" {
		v, problem := coerce.Value(n.ByName(o.column), at.Value)
		if problem != nil {
			return at, bad
		}
		at.Value = v
	}
	return at, nil
}

// beyond is the condition for rows after the position, or before it. Row constructors, (a, id) > (?, ?), would not use the
// index on MariaDB and MySQL.
func (at position) beyond(o order, before bool) func(*sql.Selector) {
	return func(s *sql.Selector) {
		less := o.desc != before
		strict, loose := sql.GT, sql.GTE
		if less {
			strict, loose = sql.LT, sql.LTE
		}
		if o.column == "id" {
			s.Where(strict(s.C("id"), at.ID))
			return
		}
		s.Where(sql.And(loose(s.C(o.column), at.Value),
			sql.Or(strict(s.C(o.column), at.Value), strict(s.C("id"), at.ID))))
	}
}
