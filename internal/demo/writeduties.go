package demo

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/dutytemplate"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
)

// templates writes the work calendar.
func (w *writer) templates(ctx context.Context, c *gen.Client) error {
	w.tell("dutyTemplates")
	for _, r := range w.routines {
		n := c.DutyTemplate.Create().SetID(r.id).SetCode(r.Code).SetTitle(r.ZH).SetTitleEn(r.EN).SetKind(dutytemplate.Kind(r.Kind)).
			SetFrequency(dutytemplate.Frequency(r.Frequency)).SetTimes(r.rules.Times).SetRule(r.Rule).SetPostID(w.postID(r.Post)).
			SetEvidence(dutytemplate.Evidence(r.Evidence)).SetVerified(r.Verified).SetPerUnit(r.PerUnit).SetSource(r.Source).SetCreatedAt(w.now).SetUpdatedAt(w.now)
		if r.Remind != "" {
			n.SetRemind(r.Remind)
		}
		if r.Form != "" {
			n.SetForm(r.Form)
		}
		if r.Share > 0 {
			n.SetSampleShare(r.Share)
		}
		if r.Clock != "" {
			n.SetClockRule(r.Clock)
		}
		if err := n.Exec(ctx); err != nil {
			return err
		}
		w.count("dutyTemplates", 1)
		for i, item := range r.Items {
			err := c.DutyTemplateItem.Create().SetID(r.items[i]).SetTemplateID(r.id).SetPosition(i + 1).SetText(item.Text).SetPoints(item.Points).
				SetCreatedAt(w.now).SetUpdatedAt(w.now).Exec(ctx)
			if err != nil {
				return err
			}
			w.count("dutyTemplateItems", 1)
		}
	}
	return nil
}

func (w *writer) duties(ctx context.Context) error {
	err := w.rows(ctx, "Duty", stamped("template_id kind period slot month remind_at due_at state on_time unit_id done_at done_by_id text score full_score "+
		"population sampled seed signer verified_at verified_by reason penalty_key"), func(s *site, add func(ident.ID, ...any)) {
		for _, t := range s.tasks {
			score, full := t.full()
			add(t.id, t.routine.id, t.Kind, t.Period, t.Slot, t.Month, t.Remind, t.Due, string(t.state), t.onTime, t.unit.ref(), when(t.done), t.doer.ref(),
				text(t.text), score, full, t.read(t.population), some(t.sample), t.drawn(), text(t.signer), when(t.verified), text(t.verifier), text(t.reason), text(t.penalty),
				t.made(w.now), t.changed(w.now))
		}
	})
	if err != nil {
		return err
	}
	err = w.rows(ctx, "DutyLine", stamped("duty_id position text result points score remark"), func(s *site, add func(ident.ID, ...any)) {
		for _, t := range s.tasks {
			for _, m := range t.marks {
				item := t.Items[m.at]
				result := "IN_ORDER"
				if m.remark != "" {
					result = "NOT_IN_ORDER"
				}
				add(m.id, t.id, m.at+1, item.Text, result, item.Points, m.score, text(m.remark), t.done, t.done)
			}
		}
	})
	if err != nil {
		return err
	}
	err = w.rows(ctx, "Finding", stamped("duty_id kind severity topic state place text found_at month ticket_id done_at"), func(s *site, add func(ident.ID, ...any)) {
		for _, t := range s.tasks {
			for _, f := range t.found {
				add(f.id, t.id, f.kind, f.severity, text(f.ticket.matter.topic), string(f.state), f.place, f.ticket.content, f.ticket.opened,
					f.ticket.opened.In(zone).Format("2006-01"), f.ticket.id, when(f.done), f.ticket.opened, f.ticket.updated())
			}
		}
	})
	if err != nil {
		return err
	}
	return w.rows(ctx, "DutyLogEntry", stamped("at day month state on_duty_id unit_id name phone matter handling result completed_at signed_at signed_by sampled"), func(s *site, add func(ident.ID, ...any)) {
		for _, r := range s.remarks {
			last := later(day(r.at), 0)
			add(r.id, r.at, last, last[:7], string(r.state), r.onDuty.ref(), r.unit.ref(), text(r.name), text(r.phone), r.matter, text(r.handling), text(r.result),
				when(r.completed), when(r.signed), text(r.signedBy), r.sampled, r.at, latest(r.at, r.completed, r.signed))
		}
	})
}

// read is how many entries there were, where the task is about the log.
func (t *task) read(n int) any {
	if t.Kind != "LOG" || t.done.IsZero() {
		return nil
	}
	return n
}

func (t *task) drawn() any {
	if t.sample == 0 {
		return nil
	}
	return t.seed
}

func some(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// made is when a task was put into the calendar: with its period, or now where that is to come.
func (t *task) made(now time.Time) time.Time {
	begins := time.Date(t.Begins.Year(), t.Begins.Month(), t.Begins.Day(), 0, 0, 0, 0, zone).UTC()
	if begins.After(now) {
		return now
	}
	return begins
}

func (t *task) changed(now time.Time) time.Time {
	at := latest(t.made(now), t.done, t.verified)
	if t.state == lifecycle.DutyLate || t.state == lifecycle.DutySkipped {
		at = latest(at, t.Due)
	}
	return at
}

func latest(all ...time.Time) time.Time {
	last := all[0]
	for _, at := range all[1:] {
		if at.After(last) {
			last = at
		}
	}
	return last
}
