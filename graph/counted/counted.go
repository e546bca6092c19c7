// Package counted holds the answers of the counting queries, as the database fills them.
package counted

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/unit"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
)

// MaxRows is the most rows an answer has.
const MaxRows = 10_000

// Tickets is how many tickets there are.
type Tickets struct {
	Rows  []*Ticket
	Where map[string]any // the condition, for what the figures cover
}

// Total is the sum of the rows.
func (t *Tickets) Total() int { return sum(t.Rows, func(r *Ticket) int { return r.Count }) }

// Ticket is one count of tickets.
type Ticket struct {
	CommunityID *ident.ID     `sql:"community_id"`
	State       *ticket.State `sql:"state"`
	Phase       *ticket.Phase `sql:"phase"`
	Kind        *ticket.Kind  `sql:"kind"`
	Month       *string       `sql:"opened_month"`
	Class       *ticket.Class `sql:"class"`
	Topic       *ticket.Topic `sql:"topic"`
	Count       int           `sql:"count"`
}

// Units is how many units there are.
type Units struct {
	Rows  []*Unit
	Where map[string]any
}

// Total is the sum of the rows.
func (u *Units) Total() int { return sum(u.Rows, func(r *Unit) int { return r.Count }) }

// Unit is one count of units.
type Unit struct {
	CommunityID *ident.ID       `sql:"community_id"`
	BuildingID  *ident.ID       `sql:"building_id"`
	Occupancy   *unit.Occupancy `sql:"occupancy"`
	Use         *unit.Use       `sql:"use"`
	Count       int             `sql:"count"`
}

func sum[T any](rows []T, of func(T) int) (n int) {
	for _, r := range rows {
		n += of(r)
	}
	return n
}

// Scan reads the rows of a grouped query and refuses more than MaxRows of them.
func Scan[T any](ctx context.Context, q interface {
	Scan(ctx context.Context, v any) error
},
) ([]*T, error) {
	rows := []*T{}
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, err
	}
	if len(rows) > MaxRows {
		return nil, fault.Exceeded(fault.Limit{Name: "counts", Max: MaxRows, Found: len(rows)},
			fmt.Sprintf("the answer would have more than %d rows; ask for fewer dimensions or narrow the condition", MaxRows),
			fmt.Sprintf("结果超过 %d 行，请减少统计维度或缩小条件", MaxRows))
	}
	return rows, nil
}

// By orders a grouped query by its columns and stops it one row after the most an answer has.
func By(columns []string) func(*sql.Selector) {
	return func(s *sql.Selector) {
		for _, c := range columns {
			s.OrderBy(s.C(c))
		}
		s.Limit(MaxRows + 1)
	}
}
