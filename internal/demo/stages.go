package demo

import (
	"fmt"
	"time"

	"estatehub/internal/lifecycle"
	"estatehub/internal/tickets"
	"estatehub/tenants"
)

var (
	centre     = actor{centreLogin, tenants.ComplaintCentre}
	headOffice = actor{"quality", tenants.QualityDept}
)

// lagging is the site where people wait and things are put off: it is clearly worse than the others.
const lagging = "LAJY"

func (s *site) lags() bool { return s.code == lagging }

// odd is a chance that is greater where customers wait.
func (w *walk) odd(p, lagging float64) bool {
	if w.site.lags() {
		p = lagging
	}
	return w.d.chance(p)
}

// did tells whether a verb stands in the history already.
func (t *ticket) did(verb lifecycle.Verb) bool {
	for i := range t.events {
		if t.events[i].verb == string(verb) {
			return true
		}
	}
	return false
}

// sent is what the complaint centre received and hands to the site, which takes it on (SYS-16).
func (w *walk) sent(c *crew) {
	if at := w.d.daytime(w.at.Add(w.d.minutes(5, 50))); at.Before(w.end) {
		w.at, w.transferred = at, at
		w.log("transferToSite", w.state, centre, "转交小区处理\n请按时回报处理结果")
		w.do(lifecycle.Accept, c.desk, w.d.minutes(5, 70), given{})
	} else {
		w.over = true
	}
}

// raise tells of a collective complaint upwards, by night as by day (D-03, D-04).
func (w *walk) raise(c *crew) {
	d := w.d
	w.night = true
	after := d.minutes(2, 14)
	if w.odd(9, 34) {
		after = d.minutes(17, 95)
	}
	if w.directorTold.IsZero() {
		w.do(lifecycle.TellDirector, c.desk, after, given{text: "已电话报告主任"})
	}
	after = d.minutes(12, 105)
	if w.odd(8, 40) {
		after = d.minutes(130, 500)
	}
	w.do(lifecycle.TellCompany, c.head, after, given{promised: d.daytime(w.at.Add(d.hours(40, 90))), text: "已报分管副总经理及客户投诉处理中心，并告知业主答复时间"})
	w.night = false
}

// hear is what the customer hears first: mostly at once and with a time of reply (D-07, D-08).
func (w *walk) hear(c *crew) {
	d := w.d
	promise := d.daytime(w.at.Add(d.hours(30, 96)))
	said := pick(d, words("已致电业主，告知受理情况 已电话回复，安排人员查看 已微信回复业主"))
	switch {
	case w.odd(5, 26):
		w.do(lifecycle.FeedBack, c.desk, d.hours(18, 46), given{promised: promise, text: said})
	case d.chance(80):
		w.do(lifecycle.FeedBack, c.desk, d.minutes(4, 55), given{promised: promise, text: said})
	default:
		w.do(lifecycle.Promise, c.desk, d.minutes(4, 55), given{promised: promise})
	}
}

// heard is the feedback of a customer with whom only a time was agreed.
func (w *walk) heard(c *crew) {
	if !w.did(lifecycle.FeedBack) && w.d.chance(96) {
		w.do(lifecycle.FeedBack, c.desk, w.d.minutes(20, 300), given{text: "已向业主反馈处理进展"})
	}
}

// reply is the formal reply, given once, on the way or with the result (D-09, D-10).
func (w *walk) reply(c *crew, after time.Duration) {
	if !w.did(lifecycle.Reply) {
		w.do(lifecycle.Reply, c.desk, after, given{text: pick(w.d, words("已书面答复业主 已当面答复，业主签收 已电话正式答复"))})
	}
}

// judged is the second look at a judgement, by the director or, where he judged himself, head office. It is true where it
// was overturned.
func (w *walk) judged(c *crew) bool {
	d := w.d
	by := c.head
	if by.login == w.judgedBy || d.chance(30) {
		by = headOffice
		if !w.transferred.IsZero() {
			by = centre
		}
	}
	after := d.hours(2, 40)
	if w.odd(13, 38) {
		w.do(lifecycle.Overturn, by, after, given{reason: pick(d, words("监控显示情况属实 业主补充了照片，判定依据不足 属物业服务范围，应予受理"))})
		return w.state == lifecycle.Classified
	}
	w.do(lifecycle.Uphold, by, after, given{text: pick(d, words("复核属实 同意判定"))})
	return false
}

// back reports to the complaint centre what became of what it sent (D-05).
func (w *walk) back(c *crew) {
	if w.transferred.IsZero() || !w.reportedBack.IsZero() {
		return
	}
	after := w.d.minutes(15, 200)
	if w.odd(8, 40) {
		after = w.d.hours(13, 45)
	}
	w.do(lifecycle.ReportBack, c.desk, after, given{result: "已处理，向投诉中心回报结果"})
}

// matterOf is what makes two tickets the same matter.
type matterOf struct {
	unit  *unit
	topic string
	kind  lifecycle.TicketKind
}

func (t *ticket) about() matterOf { return matterOf{t.unit, t.matter.topic, t.matter.kind} }

// place finds the how-manieth of its matter a ticket is, by the same rule as package tickets, and says so where nobody knew.
func (w *walk) place() string {
	t := w.ticket
	rule := tickets.RepeatBy(w.plan.inForce(w.site, day(t.opened)))
	if rule.From(t.matter.kind) == 0 || t.unit == nil || t.matter.topic == "" {
		return ""
	}
	since, n := rule.Since(t.opened), 1
	var first *ticket
	for _, o := range w.site.came[t.about()] {
		if o.opened.Before(since) || !tickets.Counts(o.state, o.validity) {
			continue
		}
		if n++; first == nil {
			first = o
		}
	}
	if t.repeats == first && t.occurrence == n {
		return ""
	}
	t.repeats, t.occurrence = first, n
	if first == nil {
		return ""
	}
	return fmt.Sprintf("同一事项第%d次", n)
}
