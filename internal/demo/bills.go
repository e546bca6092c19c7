package demo

import (
	"context"
	"time"

	"estatehub/internal/ident"
)

// bill is what a unit is asked to pay for a month.
type bill struct {
	id                     ident.ID
	unit                   *unit
	fee, since, until, due string
	amount, owed           int64
	paidOn                 string
}

// rates are fen a month and m² by use; a parking space has a price of its own.
var rates = map[string]int64{"RESIDENTIAL": 180, "SHOP": 420, "OFFICE": 480}

const space = 8000

// asked is how many months of bills each unit has, with this one; older ones are kept where they were not paid.
const asked = 4

// behind are the months for which a unit has not paid: most none, some the last, a few more than a quarter (D-42), one in two
// hundred more than half a year (D-43).
var behind = among(share[int]{0, 1780}, share[int]{1, 110}, share[int]{2, 50}, share[int]{3, 22}, share[int]{4, 16}, share[int]{5, 10}, share[int]{7, 6}, share[int]{9, 4}, share[int]{13, 2})

// charge writes the bills of a community: property fees, and the lease of parking spaces, due on the 25th of their month.
func (p *plan) charge(s *site, d dice) {
	today := p.now.In(zone)
	for _, u := range s.units {
		if u.occupancy == "UNSOLD" || u.occupancy == "SOLD_NOT_HANDED_OVER" {
			continue
		}
		fee, amount := "PROPERTY_FEE", rates[u.building.use]*int64(u.layout.area*100)/100
		if u.building.use == "PARKING" {
			fee, amount = "PARKING", space
		}
		unpaid := behind.draw(d)
		for back := max(asked, unpaid+1) - 1; back >= 0; back-- {
			first := time.Date(today.Year(), today.Month()-time.Month(back), 1, 0, 0, 0, 0, zone)
			b := &bill{unit: u, fee: fee, since: day(first), until: day(first.AddDate(0, 1, -1)), due: day(first.AddDate(0, 0, 24)), amount: amount}
			if b.since < u.building.estate.moveIn || b.since < u.ownedSince {
				continue
			}
			paid := day(first.AddDate(0, 0, d.from(2, 23)))
			switch {
			case back > 0 && back <= unpaid && back == unpaid && d.chance(12):
				b.owed, b.paidOn = amount-amount/3, paid
			case back > 0 && back <= unpaid || paid > p.today:
				b.owed = amount
			default:
				b.paidOn = paid
			}
			s.bills = append(s.bills, b)
		}
	}
}

func (w *writer) bills(ctx context.Context) error {
	return w.rows(ctx, "Bill", stamped("unit_id fee since until amount owed due_on paid_on"), func(s *site, add func(ident.ID, ...any)) {
		for _, b := range s.bills {
			add(b.id, b.unit.id, b.fee, b.since, b.until, b.amount, b.owed, b.due, text(b.paidOn), w.now, w.now)
		}
	})
}
