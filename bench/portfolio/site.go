package portfolio

import (
	"fmt"
	"time"

	"estatehub/internal/ident"
)

// site is what tickets refer to in a community.
type site struct {
	staff  []int // indexes of the staff who work there
	owners []int // the first owner of each unit, by unit; -1 where it has none
	names  []string
	phones []string
}

const (
	staffPerSite    = 12
	estateBuildings = 5
)

// add takes the values of a row.
type add func(values ...any)

var zone = time.FixedZone("Asia/Shanghai", 8*60*60)

func (p *Plan) day(d time.Time) string { return d.In(zone).Format("2006-01-02") }

func (p *Plan) estates() int { return (p.Buildings() + estateBuildings - 1) / estateBuildings }

func (p *Plan) estateRows(n int, row add) {
	d := p.dice("estates", n)
	for i := range p.estates() {
		id := p.owned(n, p.kinds.estate, i)
		row(id, p.Community(n), fmt.Sprintf("Y%d", i+1), fmt.Sprintf("%s苑%d期", pick(d, gardens), i+1), fmt.Sprintf("%d期", i+1), p.Now, p.Now)
	}
}

func (p *Plan) buildingRows(n int, row add) {
	d := p.dice("buildings", n)
	for i := range p.Buildings() {
		row(p.Building(n, i), p.Community(n), fmt.Sprintf("%d", i+1), fmt.Sprintf("%d号楼", i+1), p.owned(n, p.kinds.estate, i/estateBuildings),
			"HIGH_RISE", perBuilding/4, 2, 1998+d.IntN(25), "HANDED_OVER", p.Now, p.Now)
	}
}

var occupancies = words("OCCUPIED OCCUPIED OCCUPIED OCCUPIED OCCUPIED OCCUPIED OCCUPIED LET LET VACANT HANDED_OVER RENOVATING")

func (p *Plan) unitRows(n int, row add) {
	d := p.dice("units", n)
	for i := range p.Units {
		entrance, floor, door := i/50%2+1, i/2%25+1, i%2+1
		no := fmt.Sprintf("%02d%02d", floor, door)
		occupancy := pick(d, occupancies)
		if p.empty(n, i) {
			occupancy = "UNSOLD"
		}
		row(p.Unit(n, i), p.Community(n), fmt.Sprintf("%d-%d-%s", i/perBuilding+1, entrance, no), p.Building(n, i/perBuilding), fmt.Sprintf("%d单元", entrance),
			floor, no, float64(4500+d.IntN(12000))/100, pick(d, layouts), "RESIDENTIAL", occupancy, d.IntN(12) == 0, p.Now, p.Now)
	}
}

// empty tells of a unit that nobody has bought: four of a hundred.
func (p *Plan) empty(n, unit int) bool { return (unit*7+n)%25 == 0 }

// residents goes over the owners of a community and what they own: a third of the units belong to two, some changed hands.
func (p *Plan) residents(n int, owner func(i int, name, phone, profile string), deed func(unit, owner, share int, since string, until any)) {
	d := p.dice("residents", n)
	count := 0
	one := func(profile string) int {
		owner(count, person(d), phone(d), profile)
		count++
		return count - 1
	}
	for u := range p.Units {
		if p.empty(n, u) {
			continue
		}
		bought := p.Now.AddDate(-3-d.IntN(15), 0, -d.IntN(365))
		if d.IntN(100) < 6 {
			sold := p.Now.AddDate(-1-d.IntN(2), 0, -d.IntN(300))
			deed(u, one("ARCHIVED"), 10000, p.day(bought), p.day(sold.AddDate(0, 0, -1)))
			bought = sold
		}
		first := one("VERIFIED")
		if d.IntN(100) < 35 {
			deed(u, first, 5000, p.day(bought), nil)
			deed(u, one("COMPLETE"), 5000, p.day(bought), nil)
			continue
		}
		deed(u, first, 10000, p.day(bought), nil)
	}
}

func (p *Plan) ownerRows(n int, row add) {
	p.residents(n, func(i int, name, phone, profile string) {
		row(p.owned(n, p.kinds.owner, i), p.Community(n), fmt.Sprintf("YZ%05d", i+1), name, "PERSON", phone, profile, "NONE", p.Now, p.Now)
	}, func(int, int, int, string, any) {})
}

func (p *Plan) ownershipRows(n int, row add) {
	i := 0
	p.residents(n, func(int, string, string, string) {}, func(unit, owner, share int, since string, until any) {
		row(p.owned(n, p.kinds.ownership, i), p.Community(n), p.Unit(n, unit), p.owned(n, p.kinds.owner, owner), share, since, until, p.Now, p.Now)
		i++
	})
}

func (p *Plan) assignmentRows(n int, row add) {
	d := p.dice("assignments", n)
	for i := range staffPerSite {
		row(p.owned(n, p.kinds.assignment, i), p.Community(n), p.global(p.kinds.staff, n*staffPerSite+i), p.global(p.kinds.post, postOf(i)),
			p.day(p.Now.AddDate(-1-d.IntN(8), 0, 0)), true, p.Now, p.Now)
	}
}

// of gathers what the tickets of a community refer to.
func (p *Plan) of(n int) *site {
	s := &site{owners: make([]int, p.Units)}
	for u := range s.owners {
		s.owners[u] = -1
	}
	for i := range staffPerSite {
		s.staff = append(s.staff, n*staffPerSite+i)
	}
	p.residents(n, func(_ int, name, phone, _ string) {
		s.names, s.phones = append(s.names, name), append(s.phones, phone)
	}, func(unit, owner, _ int, _ string, until any) {
		if until == nil && s.owners[unit] < 0 {
			s.owners[unit] = owner
		}
	})
	return s
}

// counts are how many rows of each kind a community has, for the ids that come next.
func (p *Plan) counts(n int) map[ident.Kind]int {
	owners, deeds := 0, 0
	p.residents(n, func(int, string, string, string) { owners++ }, func(int, int, int, string, any) { deeds++ })
	return map[ident.Kind]int{
		p.kinds.estate: p.estates(), p.kinds.building: p.Buildings(), p.kinds.unit: p.Units, p.kinds.owner: owners, p.kinds.ownership: deeds,
		p.kinds.assignment: staffPerSite, p.kinds.ticket: p.Tickets, p.kinds.event: p.Tickets, p.kinds.clock: 0,
	}
}
