package demo

import (
	"time"

	"estatehub/internal/lifecycle"
)

func (w *walk) complaint(c *crew) {
	d := w.d
	if w.channel == "COMPANY_CENTRE" {
		w.sent(c)
	}
	if w.collective {
		w.raise(c)
	}
	if d.chance(30) {
		w.do(lifecycle.Verify, c.desk, d.minutes(5, 30), given{text: "已与业主电话核实情况"})
	}
	nature := "DAILY"
	if w.matter.class == "CLASS_2" {
		nature = "DEFECT"
	}
	severity := ""
	if d.chance(7) || w.collective {
		severity = "MAJOR"
	}
	g := given{class: w.matter.class, nature: nature, severity: severity}
	if !w.collective && w.matter.public && d.chance(1.2) { // others call about the same
		g.severity, g.households = "MAJOR", d.from(3, 25)
	}
	w.do(lifecycle.Classify, c.desk, d.minutes(5, 60), g)
	if g.households > 0 {
		w.raise(c)
	}
	if w.severity == "MAJOR" && w.directorTold.IsZero() && !w.slow(15) {
		w.do(lifecycle.TellDirector, c.desk, d.minutes(3, 30), given{})
	}
	w.hear(c)
	switch {
	case d.chance(8):
		w.do(lifecycle.Invalidate, c.desk, d.hours(1, 20), given{reason: pick(d, words("经核实与事实不符 属个人之间纠纷，非物业责任 已有书面约定，诉求不成立"))})
		if w.judged(c) {
			w.work(c)
			break
		}
		w.heard(c)
		w.do(lifecycle.Explain, c.desk, d.hours(1, 20), given{result: "已向业主说明情况，业主表示理解"})
		w.finish(c)
		return
	case w.matter.class == "CLASS_3" && d.chance(55):
		w.do(lifecycle.Assist, c.desk, d.minutes(5, 28), given{})
		if w.judged(c) {
			w.work(c)
			break
		}
		w.heard(c)
		w.reply(c, d.hours(1, 20))
		w.do(lifecycle.Refer, c.desk, d.hours(1, 24), given{authority: pick(d, words("市城市管理局 市供热公司 市供电公司 桐溪镇人民政府 市生态环境局 市自来水公司"))})
		if w.stop(5) {
			return
		}
		w.do(lifecycle.Follow, c.desk, d.hours(30, 260), given{text: "主管部门已答复，转告业主"})
		w.finish(c)
		return
	case d.chance(16):
		w.do(lifecycle.SettleOnSpot, c.desk, d.minutes(3, 26), given{text: "当场致歉并处理"})
		w.do(lifecycle.Resolve, c.desk, d.minutes(5, 70), given{result: w.done()})
		w.reply(c, d.minutes(5, 90))
	default:
		w.work(c)
	}
	for w.answer(c) {
		w.work(c)
	}
}

// work is what is done about a complaint by whoever was sent.
func (w *walk) work(c *crew) {
	d := w.d
	var promise time.Time // the one agreed, but where it is to be done again
	if w.state == lifecycle.Reopened {
		promise = d.daytime(w.at.Add(d.hours(36, 84)))
	}
	sent := d.minutes(3, 25)
	if w.slow(8) {
		sent = d.minutes(32, 200)
	}
	w.do(lifecycle.Dispatch, c.desk, sent, given{assignee: c.hands, promised: promise})
	w.do(lifecycle.Accept, c.worker, d.minutes(5, 160), given{})
	w.heard(c)
	if d.chance(4) && c.another != c.hands {
		w.transfer(c.desk, &c.worker, d.hours(1, 10), c.another, "需其他专业处理")
	}
	if d.chance(40) {
		w.do(lifecycle.Arrive, c.worker, d.minutes(15, 300), given{text: "已到现场查看"})
	}
	if d.chance(6) {
		w.note(c.worker, d.hours(1, 20), pick(d, words("已拍照留存 已联系相关班组 已调取监控")))
	}
	if d.chance(18) || w.class == "CLASS_2" && d.chance(55) {
		if w.helpAsked.IsZero() && w.class == "CLASS_2" && d.chance(9) {
			w.do(lifecycle.AskCentre, c.head, d.hours(1, 9), given{reason: "开发商迟迟不派人，超出管理处权限，请投诉中心协调"})
		}
		whom := pick(d, words("PARTS CUSTOMER AUTHORITY DEVELOPER"))
		if w.class == "CLASS_2" {
			whom = "DEVELOPER"
		}
		w.do(lifecycle.Wait, c.worker, d.hours(1, 12), given{waiting: whom, promised: d.daytime(w.at.Add(d.hours(90, 300)))})
		if w.stop(map[bool]float64{true: 7, false: 2}[whom == "DEVELOPER"]) {
			return
		}
		w.do(lifecycle.Resume, c.worker, d.hours(24, 300), given{})
	}
	replies := d.chance(97)
	if replies && w.odd(60, 30) {
		w.reply(c, d.hours(1, 20))
	}
	g := given{result: w.done()}
	if w.class == "CLASS_2" && w.severity == "MAJOR" && d.chance(35) {
		g.outcome = "COMPENSATED"
	}
	took := d.hours(1, 30)
	if w.site.lags() {
		took = d.hours(1, 60)
	}
	if w.class == "CLASS_2" && w.odd(9, 34) {
		took = w.unmended(c)
	}
	w.do(lifecycle.Resolve, c.worker, took, g)
	if replies {
		w.reply(c, d.minutes(10, 400))
	}
}

// unmended is how long a defect of the house takes that the developer mends in vain and mends again: more than the days
// there are for it, which are fifteen, or thirty where it is major.
func (w *walk) unmended(c *crew) time.Duration {
	d := w.d
	w.note(c.worker, d.hours(90, 200), pick(d, words("开发商返修后仍有渗漏，已约再次维修 施工单位返修一次，淋水试验不合格 配件返厂，开发商更换施工队")))
	if w.severity == "MAJOR" {
		return d.hours(31*24, 44*24)
	}
	return d.hours(15*24, 30*24)
}

// answer takes a solved complaint to the owner. It is true where he does not have it so.
func (w *walk) answer(c *crew) bool {
	d := w.d
	if d.chance(4) && w.state == lifecycle.Resolved {
		w.do(lifecycle.SendBack, c.head, d.hours(1, 20), given{reason: "现场复查不彻底，退回整改"})
		w.do(lifecycle.Resolve, c.worker, d.hours(4, 40), given{result: w.done()})
	}
	w.back(c)
	w.do(lifecycle.Check, c.head, w.unhurried(1, 8, 26), given{})
	w.do(lifecycle.NotifyOwner, c.desk, w.unhurried(1, 12, 30), given{})
	if w.visited(c, w.unhurried(2, 22, 50), 93) {
		return true
	}
	w.do(lifecycle.Close, c.desk, d.hours(1, 24), given{})
	if d.chance(1) {
		return w.do(lifecycle.Reopen, c.desk, d.hours(30, 400), given{reason: "业主来电，同一问题再次发生"})
	}
	return false
}

// finish ends a complaint that was explained or referred, after its return visit.
func (w *walk) finish(c *crew) {
	w.back(c)
	w.do(lifecycle.RecordReturnVisit, c.visitor, w.unhurried(6, 48, 90), given{qualified: true, text: "电话回访，业主认可"})
	w.do(lifecycle.Close, c.desk, w.d.hours(1, 20), given{})
}
