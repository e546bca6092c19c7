package demo

import (
	"context"

	"estatehub/internal/ident"
)

// returnVisits writes the samples, what they were drawn from, and the visits.
func (w *writer) returnVisits(ctx context.Context) error {
	err := w.rows(ctx, "VisitSample", stamped("type month coverage seed completed drawn policy_id"), func(s *site, add func(ident.ID, ...any)) {
		for _, x := range s.samples {
			add(x.id, x.kind, x.month, x.Coverage, x.Seed, x.Completed, x.Drawn, version(x.policy), x.began, x.grew)
		}
	})
	if err != nil {
		return err
	}
	err = w.rows(ctx, "VisitCandidate", stamped("sample_id ticket_id number draw completed_at"), func(s *site, add func(ident.ID, ...any)) {
		for _, x := range s.samples {
			for _, k := range x.candidates {
				add(k.id, x.id, k.ticket.id, k.number, k.draw, k.completed, k.taken, k.taken)
			}
		}
	})
	if err != nil {
		return err
	}
	return w.rows(ctx, "ReturnVisit", stamped("type rule state ticket_id unit_id owner_id sample_id added round customer phone visitor_id method completed_at opens_at month due_at "+
		"appointed_at attempts visited_at on_time qualified satisfaction security cleaning greening repair staff_quality shortcomings opinions signed reason follow_up_id"), func(s *site, add func(ident.ID, ...any)) {
		for _, v := range s.visits {
			add(v.id, v.rule.Type, v.rule.Code, string(v.state), v.ticket.ref(), v.unit.ref(), v.owner.ref(), v.sample.ref(), v.added, v.round, text(v.customer), text(v.phone),
				v.visitor.ref(), text(v.method), when(v.completed), v.opens, v.month, v.due, when(v.appointed), v.attempts, when(v.visited), v.onTime, v.qualified, text(v.satisfaction),
				text(v.marks[0]), text(v.marks[1]), text(v.marks[2]), text(v.marks[3]), text(v.marks[4]), text(v.shortcomings), text(v.opinions), v.signed, text(v.reason),
				v.followUp.ref(), v.made, v.updated)
		}
	})
}

func (s *sample) ref() any {
	if s == nil {
		return nil
	}
	return s.id
}
