package demo

import (
	"time"

	"estatehub/internal/clocks"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/surveys"
)

// deadline is a clock that is begun and ended by name: of a return visit, a survey or a duty.
type deadline struct {
	*clocks.Clock
	visit  *visit
	survey *questionnaires
	task   *task
	made   time.Time // when the row was written
}

// keep lives through the deadlines of a site's visits, surveys and duties.
func (p *plan) keep(s *site) {
	w := p.watch(s, "deadlines")
	for _, v := range s.visits {
		w.window(v)
		w.notice(v)
	}
	for _, q := range s.surveys {
		if !q.returnedAt.IsZero() {
			w.add(&deadline{survey: q, made: q.returnedAt}, surveys.RuleCount, q.returnedAt, time.Time{}, q.counted, true)
		}
		if !q.sentAt.IsZero() {
			w.add(&deadline{survey: q, made: q.sentAt}, surveys.RulePublish, q.sentAt, time.Time{}, q.published, true)
		}
	}
	for _, t := range s.tasks {
		if t.Clock == "" {
			continue
		}
		end := t.done
		if t.state == lifecycle.DutySkipped {
			end = t.changed(p.now)
		}
		if clocks.Named(t.Clock).AfterDone {
			w.recorded(t)
			continue
		}
		w.add(&deadline{task: t, made: t.made(p.now)}, t.Clock, t.Remind, t.Due, end, t.state != lifecycle.DutySkipped)
	}
}

// recorded is the deadline of the log of a duty that was done: mostly it is written at once, now and then the next day.
func (w *watched) recorded(t *task) {
	if t.done.IsZero() {
		return
	}
	at := t.done.Add(w.d.minutes(2, 20))
	if w.d.chance(map[bool]float64{true: 14, false: 3}[w.site.lags()]) {
		at = t.done.Add(w.d.hours(12, 20))
	}
	if at.Before(w.now) {
		w.add(&deadline{task: t, made: at}, t.Clock, t.done, time.Time{}, at, true)
	}
}

// add begins a deadline and lives through it: to its end, where it was met or the matter went another way, or until now.
func (w *watched) add(k *deadline, rule string, begun, promise, end time.Time, met bool) {
	k.Clock = w.terms(w.site, begun).Begin(clocks.Named(rule), begun, promise)
	if k.Clock == nil {
		return
	}
	w.site.deadlines = append(w.site.deadlines, k)
	w.of = clocks.Case{Site: w.site.id}
	if k.visit != nil && k.visit.visitor != nil {
		w.of.Owners = []ident.ID{k.visit.visitor.id}
	}
	if end.IsZero() {
		w.pass(nil, []*clocks.Clock{k.Clock}, w.now)
		return
	}
	w.pass(nil, []*clocks.Clock{k.Clock}, end)
	if terms := w.terms(w.site, end); met {
		k.Meet(terms, end)
	} else {
		k.Drop(terms, end)
	}
}

// window is the deadline of a visit's window.
func (w *watched) window(v *visit) {
	rule, promise := v.rule.Code, v.due
	if v.rule.Type == "DEFECT" {
		rule, promise = "D-27", time.Time{}
	}
	end := v.visited
	if end.IsZero() && !v.open() {
		end = v.updated
	}
	w.add(&deadline{visit: v, made: v.made}, rule, v.opens, promise, end, !v.visited.IsZero())
}

// notice is the deadline by which what an unqualified visit found is passed on: somebody is sent to it.
func (w *watched) notice(v *visit) {
	if v.qualified != false {
		return
	}
	var sent time.Time
	if v.followUp != nil {
		for i := range v.followUp.events {
			if e := &v.followUp.events[i]; e.at.After(v.visited) && (e.verb == string(lifecycle.Dispatch) || e.verb == string(lifecycle.Accept)) {
				sent = e.at
				break
			}
		}
	}
	w.add(&deadline{visit: v, made: v.visited}, "D-37", v.visited, time.Time{}, sent, true)
}

func (v *visit) ref() any {
	if v == nil {
		return nil
	}
	return v.id
}

func (t *task) ref() any {
	if t == nil {
		return nil
	}
	return t.id
}
