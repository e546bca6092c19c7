package portfolio

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"estatehub/ent/gen"
	"estatehub/internal/ident"
)

// Plan is what can be known of a portfolio without reading it: where everything is. The benchmark takes the arguments of
// its requests from it.
type Plan struct {
	Size
	slots []ident.Slot
	kinds struct {
		estate, building, unit, owner, ownership, staff, assignment, ticket, event, clock, office, company, organization, post ident.Kind
	}
}

// Of is the plan of a size.
func Of(s Size) (*Plan, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	p := &Plan{Size: s}
	for _, i := range p.dice("slots").Perm(int(ident.MaxSlot))[:s.Communities] {
		p.slots = append(p.slots, ident.Slot(i+1)) //nolint:gosec // a slot by its bounds
	}
	slices.Sort(p.slots) // rows are written in the order of the clustered index
	for name, kind := range map[string]*ident.Kind{
		"Estate": &p.kinds.estate, "Building": &p.kinds.building, "Unit": &p.kinds.unit, "Owner": &p.kinds.owner, "Ownership": &p.kinds.ownership,
		"Staff": &p.kinds.staff, "Assignment": &p.kinds.assignment, "Ticket": &p.kinds.ticket, "TicketEvent": &p.kinds.event, "Clock": &p.kinds.clock,
		"ManagementOffice": &p.kinds.office, "Company": &p.kinds.company, "Organization": &p.kinds.organization, "Post": &p.kinds.post,
	} {
		*kind = gen.Nouns.Named(name).Kind
	}
	return p, nil
}

// dice are chance that falls alike every time, of their own for each part.
func (p *Plan) dice(part string, of ...int) *rand.Rand {
	h := fnv.New64a()
	_, _ = fmt.Fprint(h, part, of)
	return rand.New(rand.NewPCG(p.Seed, h.Sum64())) //nolint:gosec // the same rows every time are what is wanted
}

// Community is the id of the nth community, from 0.
func (p *Plan) Community(n int) ident.ID { return ident.Community(p.slots[n]) }

// Buildings is how many buildings a community has.
func (p *Plan) Buildings() int { return p.Units / perBuilding }

// Building is the id of a building of the nth community, from 0.
func (p *Plan) Building(n, building int) ident.ID { return p.owned(n, p.kinds.building, building) }

// Unit is the id of a unit of the nth community, from 0; those of a building follow one another.
func (p *Plan) Unit(n, unit int) ident.ID { return p.owned(n, p.kinds.unit, unit) }

// owned is the id of the ith row of a kind in the nth community.
func (p *Plan) owned(n int, kind ident.Kind, i int) ident.ID {
	return ident.New(p.slots[n], kind, int64(i)+1)
}

// global is the id of the ith row of a kind of the organisation: scattered as the hub's own are, and never twice, since
// the factor is odd.
func (p *Plan) global(kind ident.Kind, i int) ident.ID {
	const factor, start = 0x9E3779B97F4A7C15, 0x1234567
	c := (uint64(i)*factor + start) & uint64(ident.MaxCounter) //nolint:gosec // an index
	return ident.New(0, kind, int64(c))                        //nolint:gosec // 40 bits
}
