package demo

import (
	"context"
	"slices"

	"estatehub/internal/ident"
)

// stamped are the columns that say when the hub knew of a row; given, so that they are alike every time.
func stamped(columns string) []string {
	return append(words(columns), "created_at", "updated_at")
}

// bulk writes what belongs to the communities, what is referred to first.
func (w *writer) bulk(ctx context.Context) error {
	for _, part := range []func(context.Context) error{
		w.property, w.residents, w.bills, w.working, w.tickets, w.returnVisits, w.surveysRows, w.nonconformities, w.duties, w.attachments, w.clocks,
	} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) property(ctx context.Context) error {
	err := w.rows(ctx, "Zone", stamped("code name"), func(s *site, add func(ident.ID, ...any)) {
		for _, z := range s.zones {
			add(z.id, z.code, z.name, w.now, w.now)
		}
	})
	if err != nil {
		return err
	}
	err = w.rows(ctx, "Estate", stamped("code name phase"), func(s *site, add func(ident.ID, ...any)) {
		for _, e := range s.phases {
			add(e.id, e.code, e.name, e.phase.phase, w.now, w.now)
		}
	})
	if err != nil {
		return err
	}
	err = w.rows(ctx, "Building", stamped("code name estate_id kind floors lifts year_completed handover"), func(s *site, add func(ident.ID, ...any)) {
		for _, e := range s.phases {
			for _, b := range e.buildings {
				add(b.id, b.code, b.name, e.id, b.kind, b.floors, b.lifts, w.now.In(zone).Year()-b.age, b.handover(s), w.now, w.now)
			}
		}
	})
	if err != nil {
		return err
	}
	d := throw("quality")
	return w.rows(ctx, "Unit", stamped("property_no building_id zone_id entrance floor door_no area surveyed_area layout structure quality use occupancy key_custody"),
		func(s *site, add func(ident.ID, ...any)) {
			for _, u := range s.units {
				add(u.id, u.no, u.building.id, u.building.zone.id, text(u.entrance), u.floor, u.door, u.layout.area, u.surveyed, u.layout.name,
					u.building.estate.structure, u.quality(d), u.building.use, u.occupancy, u.keys, w.now, w.now)
			}
		})
}

// handover is how far a building has been handed over: where people are still moving in, not all of it.
func (b *building) handover(s *site) string {
	if s.status == "MOVE_IN" {
		return "HANDING_OVER"
	}
	return "HANDED_OVER"
}

func (w *writer) residents(ctx context.Context) error {
	err := w.rows(ctx, "Owner", stamped("code name kind phone birthday occupation employer hobby profile special_care"), func(s *site, add func(ident.ID, ...any)) {
		for i, o := range s.owners {
			add(o.id, ownerCode(i), o.name, o.kind, text(o.phone), text(o.birthday), text(o.occupation), text(o.employer), text(o.hobby), o.profile, o.care, w.now, w.now)
		}
	})
	if err != nil {
		return err
	}
	err = w.rows(ctx, "Ownership", stamped("unit_id owner_id share since until"), func(s *site, add func(ident.ID, ...any)) {
		for _, o := range s.ownerships {
			add(o.id, o.unit.id, o.owner.id, o.share, o.since, text(o.until), w.now, w.now)
		}
	})
	if err != nil {
		return err
	}
	err = w.rows(ctx, "Household", stamped("unit_id head phone size since until"), func(s *site, add func(ident.ID, ...any)) {
		for _, h := range s.households {
			add(h.id, h.unit.id, h.head, text(h.phone), h.size, h.since, text(h.until), w.now, w.now)
		}
	})
	if err != nil {
		return err
	}
	err = w.rows(ctx, "HouseholdMember", stamped("household_id name relation phone birthday"), func(s *site, add func(ident.ID, ...any)) {
		for _, m := range s.members {
			add(m.id, m.household.id, m.name, m.relation, text(m.phone), text(m.birthday), w.now, w.now)
		}
	})
	if err != nil {
		return err
	}
	return w.rows(ctx, "Tenancy", stamped("unit_id lessee lessee_phone since until rent deposit state"), func(s *site, add func(ident.ID, ...any)) {
		for _, t := range s.tenancies {
			add(t.id, t.unit.id, t.lessee, t.phone, t.since, t.until, t.rent, t.deposit, t.state, w.now, w.now)
		}
	})
}

func (w *writer) working(ctx context.Context) error {
	err := w.rows(ctx, "Establishment", stamped("post_id planned"), func(s *site, add func(ident.ID, ...any)) {
		n := 0
		for i := range w.posts {
			if planned := s.staff[w.posts[i].code]; planned > 0 {
				add(s.establishments[n], w.posts[i].id, planned, w.now, w.now)
				n++
			}
		}
	})
	if err != nil {
		return err
	}
	return w.rows(ctx, "Assignment", stamped("staff_id post_id zone_id since until main"), func(s *site, add func(ident.ID, ...any)) {
		for _, a := range s.assignments {
			var z any
			if a.zone != nil {
				z = a.zone.id
			}
			add(a.id, a.staff.id, w.postID(a.post), z, a.since, text(a.until), !a.side, w.now, w.now)
		}
	})
}

func (p *plan) postID(code string) ident.ID {
	return p.posts[slices.IndexFunc(p.posts, func(o post) bool { return o.code == code })].id
}

func (w *writer) tickets(ctx context.Context) error {
	err := w.rows(ctx, "Ticket", stamped("number kind state class type severity defect_size validity collective channel topic category unit_id owner_id "+
		"contact_name contact_phone content demand level first_receiver_id assignee_id complained_staff_id department opened_at promised_at due_at "+
		"resolved_at closed_at opened_month outcome result waiting_for next_visit_at planned_for quoted receipt_no authority qualified repeat_of_id merged_into_id "+
		"occurrence complainants director_told_at company_told_at transferred_at reported_back_at help_asked_at judged_by judgement arrivals unfinished unfinished_because"), func(s *site, add func(ident.ID, ...any)) {
		for _, t := range s.tickets {
			add(t.id, t.number, string(t.matter.kind), string(t.state), text(t.class), text(t.nature), t.severity, text(t.size),
				text(t.validity), t.collective, t.channel, text(t.matter.topic), text(t.matter.finer), t.unit.ref(), t.owner.ref(), text(t.name), text(t.phone),
				t.content, text(t.demand), t.level, t.receiver.ref(), t.assignee.ref(), t.complained.ref(), text(t.department), t.opened, when(t.promised), t.deadlines.Due(t.facts()),
				when(t.resolved), when(t.closed), t.opened.In(zone).Format("2006-01"), text(t.outcome), text(t.result),
				text(t.waiting), when(t.nextVisit), text(t.planned), amount(t.quoted), text(t.receipt), text(t.authority), t.qualified, t.repeats.ref(), t.into.ref(),
				t.occurrence, households(t.complainants), when(t.directorTold), when(t.companyTold), when(t.transferred), when(t.reportedBack), when(t.helpAsked),
				text(t.judgedBy), text(t.judgement), t.arrivals, t.unfinished, text(t.because), t.opened, t.updated())
		}
	})
	if err != nil {
		return err
	}
	staff := map[string]any{}
	for _, u := range w.users {
		if u.staff != nil {
			staff[u.login] = u.staff.id
		}
	}
	return w.rows(ctx, "TicketEvent", stamped("ticket_id at verb from_state to_state text actor staff_id"), func(s *site, add func(ident.ID, ...any)) {
		for _, t := range s.tickets {
			for i := range t.events {
				e := &t.events[i]
				add(e.id, t.id, e.at, e.verb, text(string(e.from)), string(e.to), text(e.text), e.actor, staff[e.actor], e.at, e.at)
			}
		}
	})
}

// households is how many complain together; null where it is one.
func households(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// A reference to nothing is null.

func (u *unit) ref() any {
	if u == nil {
		return nil
	}
	return u.id
}

func (o *owner) ref() any {
	if o == nil {
		return nil
	}
	return o.id
}

func (h *person) ref() any {
	if h == nil {
		return nil
	}
	return h.id
}

func (t *ticket) ref() any {
	if t == nil {
		return nil
	}
	return t.id
}
