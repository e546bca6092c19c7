package listing

import (
	"encoding/json"
	"time"

	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
)

// Position is where a cursor points: a row's id and its value of the order.
type Position struct {
	ID    ident.ID
	Value any // nil where the order is by id
}

// wire is a position in a cursor; it says the list it belongs to.
type wire struct {
	Noun  ident.Kind `json:"n"`
	Order string     `json:"o"`
	Desc  bool       `json:"d,omitempty"`
	ID    int64      `json:"i"`
	Value any        `json:"v,omitempty"`
}

// Cursor is the cursor of a row in an order.
func (r *Reader) Cursor(o Order, id ident.ID, value any) string {
	if t, ok := value.(time.Time); ok {
		value = t.UTC().Format(time.RFC3339Nano)
	}
	b, err := json.Marshal(wire{o.Noun.Kind, o.Column, o.Desc, int64(id), value})
	if err != nil {
		panic("listing: " + err.Error()) // the values of orders are texts, numbers and instants
	}
	return r.Key.Sign(b)
}

func (r *Reader) decode(o Order, cursor string) (*Position, error) {
	var at wire
	bad := fault.New(fault.CursorInvalid, "the cursor does not belong to this list and order")
	b, ok := r.Key.Verify(cursor)
	if !ok {
		return nil, bad
	}
	if err := json.Unmarshal(b, &at); err != nil || at.Noun != o.Noun.Kind || at.Order != o.Column || at.Desc != o.Desc {
		return nil, bad
	}
	p := &Position{ID: ident.ID(at.ID)}
	if o.Column != "id" {
		v, problem := coerce.Value(o.Noun.ByName(o.Column), at.Value)
		if problem != nil {
			return nil, bad
		}
		p.Value = v
	}
	return p, nil
}
