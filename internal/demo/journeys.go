package demo

import (
	"time"

	"estatehub/internal/lifecycle"
)

// crew is who deals with a ticket.
type crew struct {
	desk, worker, head, visitor actor
	host                        *person // who first deals with it at the site
	hands                       *person // who is sent
	another                     *person // who could be sent instead
}

// live takes a ticket through the life of its kind.
func (w *walk) live(c *crew) {
	switch w.matter.kind {
	case repair:
		w.repair(c)
	case complaint:
		w.complaint(c)
	case enquiry:
		w.enquiry(c)
	case home:
		w.homeService(c)
	case special:
		w.specialService(c)
	case lifecycle.Suggestion:
		w.suggestion(c)
	case lifecycle.Praise:
		w.praise(c)
	case lifecycle.Dispute:
		w.dispute(c)
	case lifecycle.MedicalAid:
		w.medicalAid(c)
	case lifecycle.Defect:
		w.defect(c)
	}
}

// done is what was done about what was said.
func (w *walk) done() string { return w.matter.done[w.said%len(w.matter.done)] }

// visited is the word of a return visit; where it was not satisfying the ticket is opened again.
func (w *walk) visited(c *crew, after time.Duration, good float64) (again bool) {
	ok := w.d.chance(good)
	text := pick(w.d, words("电话回访，业主满意 电话回访，效果良好 上门回访，业主签字确认 微信回访，五星好评"))
	if !ok {
		text = pick(w.d, words("电话回访，业主反映问题又出现 电话回访，业主认为处理不彻底"))
	}
	if !w.do(lifecycle.RecordReturnVisit, c.visitor, after, given{text: text, qualified: ok}) {
		return false
	}
	if ok {
		return false
	}
	return w.do(lifecycle.Reopen, c.visitor, w.d.minutes(5, 60), given{reason: "回访不合格，重新处理"})
}

// unhurried is how long a return visit is put off: up to so many hours, at one site up to more.
func (w *walk) unhurried(from, to, worse int) time.Duration {
	if w.site.lags() {
		to = worse
	}
	return w.d.hours(from, to)
}

// slow tells whether something takes longer than it should, in p of 100 cases; where customers wait in three times as many.
func (w *walk) slow(p float64) bool { return w.odd(p, 3*p) }
