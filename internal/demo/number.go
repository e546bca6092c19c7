package demo

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/ident"
)

// number gives everything its id, community by community, and draws the year of tickets on the way: a ticket's number
// holds the counter of its id.
func (p *plan) number(ctx context.Context, db *data.DB) error {
	p.tree()
	p.calendar()
	for _, s := range p.sites {
		if err := p.numberSite(ctx, db, s); err != nil {
			return err
		}
	}
	return nil
}

func (p *plan) numberSite(ctx context.Context, db *data.DB, s *site) error {
	reserve := func(noun string, count int) (ident.ID, error) {
		return db.Reserve(ctx, gen.Nouns.Named(noun), s.id, count)
	}
	first, err := reserve("Ticket", s.spec.tickets)
	if err != nil {
		return err
	}
	if err := p.happen(s, first); err != nil {
		return err
	}
	p.reckon(s)
	p.visit(s)
	var candidates []*candidate
	for _, x := range s.samples {
		candidates = append(candidates, x.candidates...)
	}
	p.ask(s)
	p.fail(s)
	s.settleSurveys(p.now)
	var forms []*form
	var replies []*reply
	var measures []*measure
	for _, q := range s.surveys {
		forms = append(forms, q.forms...)
	}
	for _, f := range forms {
		for i := range f.answers {
			replies = append(replies, &f.answers[i])
		}
	}
	for _, f := range s.faults {
		measures = append(measures, f.actions...)
	}
	var buildings []*building
	for _, e := range s.phases {
		buildings = append(buildings, e.buildings...)
	}
	events := 0
	for _, t := range s.tickets {
		events += len(t.events)
	}
	for _, n := range []struct {
		noun  string
		count int
		set   func(i int, id ident.ID)
	}{
		{"Zone", len(s.zones), func(i int, id ident.ID) { s.zones[i].id = id }},
		{"Estate", len(s.phases), func(i int, id ident.ID) { s.phases[i].id = id }},
		{"Building", len(buildings), func(i int, id ident.ID) { buildings[i].id = id }},
		{"Unit", len(s.units), func(i int, id ident.ID) { s.units[i].id = id }},
		{"Owner", len(s.owners), func(i int, id ident.ID) { s.owners[i].id = id }},
		{"Ownership", len(s.ownerships), func(i int, id ident.ID) { s.ownerships[i].id = id }},
		{"Household", len(s.households), func(i int, id ident.ID) { s.households[i].id = id }},
		{"HouseholdMember", len(s.members), func(i int, id ident.ID) { s.members[i].id = id }},
		{"Tenancy", len(s.tenancies), func(i int, id ident.ID) { s.tenancies[i].id = id }},
		{"Bill", len(s.bills), func(i int, id ident.ID) { s.bills[i].id = id }},
		{"Assignment", len(s.assignments), func(i int, id ident.ID) { s.assignments[i].id = id }},
		{"VisitSample", len(s.samples), func(i int, id ident.ID) { s.samples[i].id = id }},
		{"VisitCandidate", len(candidates), func(i int, id ident.ID) { candidates[i].id = id }},
		{"ReturnVisit", len(s.visits), func(i int, id ident.ID) { s.visits[i].id = id }},
		{"Survey", len(s.surveys), func(i int, id ident.ID) { s.surveys[i].id = id }},
		{"SurveyResponse", len(forms), func(i int, id ident.ID) { forms[i].id = id }},
		{"SurveyAnswer", len(replies), func(i int, id ident.ID) { replies[i].id = id }},
		{"Nonconformity", len(s.faults), func(i int, id ident.ID) { s.faults[i].id = id }},
		{"CorrectiveAction", len(measures), func(i int, id ident.ID) { measures[i].id = id }},
		{"Establishment", len(s.staff), func(i int, id ident.ID) { s.establishments = append(s.establishments, id) }},
	} {
		if n.count == 0 {
			continue
		}
		first, err := reserve(n.noun, n.count)
		if err != nil {
			return err
		}
		for i := range n.count {
			n.set(i, first+ident.ID(i))
		}
	}
	p.busy(s)
	if err := s.numberDuties(reserve); err != nil {
		return err
	}
	p.keep(s)
	p.attach(s)
	if err := s.numberClocks(reserve); err != nil {
		return err
	}
	if len(s.files) > 0 {
		if first, err = reserve("Attachment", len(s.files)); err != nil {
			return err
		}
		for i, f := range s.files {
			f.id = first + ident.ID(i)
		}
	}
	next, err := reserve("TicketEvent", events)
	if err != nil {
		return err
	}
	for _, t := range s.tickets {
		for i := range t.events {
			t.events[i].id = next
			next++
		}
	}
	return nil
}

// numberDuties gives the duties of a site and what hangs on them their ids.
func (s *site) numberDuties(reserve func(noun string, count int) (ident.ID, error)) error {
	var tasks, marks, found, remarks []*ident.ID
	for _, t := range s.tasks {
		tasks = append(tasks, &t.id)
		for i := range t.marks {
			marks = append(marks, &t.marks[i].id)
		}
		for _, f := range t.found {
			found = append(found, &f.id)
		}
	}
	for _, r := range s.remarks {
		remarks = append(remarks, &r.id)
	}
	for _, n := range []struct {
		noun string
		ids  []*ident.ID
	}{{"Duty", tasks}, {"DutyLine", marks}, {"Finding", found}, {"DutyLogEntry", remarks}} {
		first, err := reserve(n.noun, len(n.ids))
		if err != nil {
			return err
		}
		for i, id := range n.ids {
			*id = first + ident.ID(i)
		}
	}
	return nil
}
