package demo

import (
	"fmt"
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

func (w *walk) repair(c *crew) {
	d := w.d
	w.night = true // the desk takes reports and sends orders at any hour
	w.do(lifecycle.Classify, c.desk, d.minutes(1, 4), given{text: pick(d, words("已登记，室内小修 已登记，请安排师傅 已核对房号与电话"))})
	if w.opened.In(zone).Hour() < 7 || w.opened.In(zone).Hour() > 20 {
		w.night = d.chance(40) // and who can wait is sent one in the morning
	}
	switch {
	case d.chance(1.6):
		w.do(lifecycle.Cancel, c.desk, d.hours(1, 20), given{reason: pick(d, words("业主自行修好 重复来电，业主要求取消 业主暂不需要"))})
		return
	case !w.matter.public && d.chance(float64(w.site.paidWork)):
		w.do(lifecycle.Quote, c.desk, d.minutes(2, 7), given{amount: int64(d.from(2, 36)) * 1000})
		if d.chance(7) {
			w.do(lifecycle.Cancel, c.desk, d.hours(1, 30), given{reason: "业主不接受报价"})
			return
		}
		if w.stop(0.6) {
			return
		}
		w.do(lifecycle.Agree, c.desk, d.minutes(3, 240), given{})
		w.do(lifecycle.Pay, c.desk, d.minutes(5, 200), given{receipt: fmt.Sprintf("SJ%s%04d", w.opened.In(zone).Format("0601"), d.from(1, 9999))})
	case w.matter.public && d.chance(6):
		w.do(lifecycle.Plan, c.desk, d.minutes(2, 7), given{planned: later(day(w.at), d.from(5, 24)), text: "列入月度维修计划"})
		if w.stop(3) {
			return
		}
		w.do(lifecycle.Dispatch, c.desk, d.hours(90, 480), given{assignee: c.hands})
	}
	w.order(c)
	for w.state == lifecycle.Reopened && w.order(c) {
	}
}

// order is a repair's work order, from the desk to the end. It is true where the return visit opened it again.
func (w *walk) order(c *crew) bool {
	d := w.d
	if w.state != lifecycle.Sent {
		wait := d.minutes(1, 5)
		if w.slow(7) {
			wait = d.minutes(12, 240)
		}
		w.do(lifecycle.Dispatch, c.desk, wait, given{assignee: c.hands})
	}
	if d.chance(2.5) && c.another != c.hands {
		w.transfer(c.desk, &c.worker, d.minutes(5, 60), c.another, "原经办人外出，改派")
	}
	w.do(lifecycle.Accept, c.worker, d.minutes(1, 6), given{})
	trip := d.minutes(5, 22)
	if w.slow(9) {
		trip = d.minutes(35, 700)
	}
	w.do(lifecycle.Arrive, c.worker, trip, given{})
	if d.chance(7) {
		if w.left(c, d.minutes(15, 70)) {
			return false
		}
	}
	w.do(lifecycle.Resolve, c.worker, d.minutes(15, 130), given{result: w.done()})
	w.night = false
	if w.matter.public || d.chance(12) {
		w.do(lifecycle.Check, c.head, d.hours(2, 40), given{})
		w.do(lifecycle.NotifyOwner, c.desk, d.minutes(20, 900), given{})
	} else {
		w.do(lifecycle.Sign, c.worker, d.minutes(1, 8), given{})
		w.do(lifecycle.ReturnOrder, c.worker, d.minutes(10, 120), given{})
	}
	if d.chance(33) && w.visited(c, d.hours(5, 60), 95) {
		return true
	}
	w.do(lifecycle.Close, c.desk, d.hours(1, 30), given{})
	if d.chance(0.7) {
		return w.do(lifecycle.Reopen, c.desk, d.hours(24, 200), given{reason: "业主来电，同一部位再次损坏"})
	}
	return false
}

// excuses are why a worker leaves without having finished, and what he then writes.
var excuses = among(share[[2]string]{[2]string{"PARTS", "缺少配件，已临时处理"}, 40}, share[[2]string]{[2]string{"OWNER_ABSENT", "业主有事外出，改约"}, 26},
	share[[2]string]{[2]string{"MORE_HANDS", "需两人配合，改约"}, 16}, share[[2]string]{[2]string{"CONTRACTOR", "需维保单位到场，改约"}, 10},
	share[[2]string]{[2]string{"WEATHER", "雨天无法施工，改约"}, 6}, share[[2]string]{[2]string{"OTHER", "业主要求改期"}, 2})

// left is a visit that did not end the work, and the next one; some need a third. It is true where nobody came again.
func (w *walk) left(c *crew, after time.Duration) bool {
	d := w.d
	for again := true; again; again = d.chance(9) {
		why := excuses.draw(d)
		next := d.daytime(w.at.Add(d.hours(20, 96)))
		w.do(lifecycle.LeaveUnfinished, c.worker, after, given{reason: why[1], because: why[0], nextVisit: next})
		if w.stop(1.5) {
			return true
		}
		w.do(lifecycle.Arrive, c.worker, next.Sub(w.at)+d.minutes(0, 40), given{})
	}
	return false
}

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

// slow tells whether something takes longer than it should, in p of 100 cases; where customers wait in three times as many.
func (w *walk) slow(p float64) bool { return w.odd(p, 3*p) }

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
	w.do(lifecycle.Resolve, c.worker, d.hours(1, 36), g)
	if replies {
		w.reply(c, d.minutes(10, 400))
	}
}

// answer takes a solved complaint to the owner. It is true where he does not have it so.
func (w *walk) answer(c *crew) bool {
	d := w.d
	if d.chance(4) && w.state == lifecycle.Resolved {
		w.do(lifecycle.SendBack, c.head, d.hours(1, 20), given{reason: "现场复查不彻底，退回整改"})
		w.do(lifecycle.Resolve, c.worker, d.hours(4, 40), given{result: w.done()})
	}
	w.back(c)
	w.do(lifecycle.Check, c.head, d.hours(1, 26), given{})
	w.do(lifecycle.NotifyOwner, c.desk, d.hours(1, 40), given{})
	if w.visited(c, w.unhurried(4, 40, 90), 93) {
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
	w.do(lifecycle.RecordReturnVisit, c.visitor, w.d.hours(12, 80), given{qualified: true, text: "电话回访，业主认可"})
	w.do(lifecycle.Close, c.desk, w.d.hours(1, 20), given{})
}

func (w *walk) enquiry(c *crew) {
	d := w.d
	switch {
	case d.chance(76):
		w.do(lifecycle.Explain, c.desk, d.minutes(3, 50), given{result: w.done()})
	case d.chance(25):
		w.do(lifecycle.Refer, c.desk, d.hours(1, 12), given{authority: pick(d, words("开发商客服部 社区服务站 市供热公司 房屋维修资金管理中心"))})
		w.do(lifecycle.Explain, c.desk, d.hours(10, 90), given{result: w.done()})
	default:
		w.do(lifecycle.Dispatch, c.desk, d.minutes(5, 60), given{assignee: c.hands})
		w.do(lifecycle.Accept, c.worker, d.minutes(5, 100), given{})
		if w.stop(1) {
			return
		}
		w.do(lifecycle.Explain, c.worker, d.hours(1, 30), given{result: w.done()})
	}
	w.do(lifecycle.Close, c.desk, d.minutes(1, 600), given{})
}

func (w *walk) homeService(c *crew) {
	d := w.d
	if d.chance(2) {
		w.do(lifecycle.Cancel, c.desk, d.hours(1, 10), given{reason: "业主改期，取消本次预约"})
		return
	}
	w.do(lifecycle.Dispatch, c.desk, d.minutes(5, 60), given{assignee: c.hands})
	if d.chance(6) {
		w.do(lifecycle.LeaveUnfinished, c.worker, d.hours(1, 5), given{reason: "业主不在家，未能施工", because: "OWNER_ABSENT"})
		w.do(lifecycle.Dispatch, c.desk, d.hours(2, 40), given{assignee: c.hands})
	}
	took := d.minutes(40, 240)
	if w.slow(8) {
		took = d.hours(8, 40)
	}
	w.do(lifecycle.Resolve, c.worker, took, given{result: w.done()})
	if w.stop(0.8) {
		return
	}
	w.do(lifecycle.Pay, c.desk, d.minutes(5, 240), given{receipt: fmt.Sprintf("SJ%s%04d", w.opened.In(zone).Format("0601"), d.from(1, 9999))})
	if d.chance(40) && w.visited(c, d.hours(5, 70), 96) {
		w.do(lifecycle.Dispatch, c.desk, d.minutes(5, 90), given{assignee: c.hands})
		w.do(lifecycle.Resolve, c.worker, d.hours(2, 26), given{result: w.done()})
		w.do(lifecycle.Pay, c.desk, d.minutes(5, 60), given{receipt: fmt.Sprintf("SJ%s%04d", w.opened.In(zone).Format("0601"), d.from(1, 9999))})
	}
	w.do(lifecycle.Close, c.desk, d.hours(1, 30), given{})
}

func (w *walk) specialService(c *crew) {
	d := w.d
	w.do(lifecycle.Classify, c.desk, d.minutes(5, 120), given{})
	if d.chance(4) {
		w.do(lifecycle.Cancel, c.desk, d.hours(1, 40), given{reason: "住户不再需要"})
		return
	}
	w.do(lifecycle.Dispatch, c.desk, d.hours(1, 8), given{assignee: c.hands})
	if w.stop(1.2) {
		return
	}
	took := d.hours(4, 60)
	if w.slow(8) {
		took = d.hours(70, 200)
	}
	w.do(lifecycle.Resolve, c.worker, took, given{result: w.done()})
	w.do(lifecycle.Check, c.visitor, d.hours(4, 60), given{text: "跟踪服务质量，住户满意"})
	w.do(lifecycle.Close, c.desk, d.hours(1, 40), given{})
}

func (w *walk) suggestion(c *crew) {
	d := w.d
	w.do(lifecycle.Classify, c.desk, d.minutes(20, 200), given{})
	if !w.slow(10) {
		w.do(lifecycle.FeedBack, c.desk, d.minutes(5, 90), given{text: "已致电感谢并告知将予研究"})
	}
	w.do(lifecycle.Check, c.head, d.hours(4, 30), given{})
	adopted := d.chance(62)
	if adopted {
		w.do(lifecycle.Adopt, c.head, d.hours(2, 40), given{text: w.done()})
	} else {
		w.do(lifecycle.Decline, c.head, d.hours(2, 40), given{reason: pick(d, words("涉及公共收益，需业主大会表决 现有条件暂不具备 与规划不符"))})
	}
	w.do(lifecycle.NotifyOwner, c.desk, d.hours(1, 20), given{text: "已电话告知并感谢"})
	w.do(lifecycle.Close, c.desk, d.hours(1, 40), given{})
	if adopted && d.chance(45) {
		w.yearsEnd(c)
	}
}

// yearsEnd is the evaluation of a good suggestion in the last days of the year it was made in.
func (w *walk) yearsEnd(c *crew) {
	d := w.d
	at := time.Date(w.opened.In(zone).Year(), 12, 22+d.from(0, 8), 10, d.from(0, 59), 0, 0, zone)
	if !at.After(w.at) {
		return
	}
	w.do(lifecycle.Evaluate, c.head, at.Sub(w.at), given{text: "年终评定：对小区有实际改进"})
	if d.chance(40) {
		w.do(lifecycle.Reward, c.head, d.hours(20, 90), given{text: "发放优秀建议奖并致谢"})
		return
	}
	w.do(lifecycle.Close, c.desk, d.hours(4, 40), given{})
}

func (w *walk) praise(c *crew) {
	d := w.d
	w.do(lifecycle.Verify, c.desk, d.hours(1, 40), given{text: "已核实，情况属实"})
	if d.chance(45) {
		w.do(lifecycle.Reward, c.head, d.hours(24, 400), given{text: "通报表扬，记入当月考核"})
		return
	}
	w.do(lifecycle.Close, c.desk, d.hours(2, 90), given{})
}

func (w *walk) dispute(c *crew) {
	d := w.d
	if w.matter.finer == "违章搭建" {
		w.do(lifecycle.RequestStop, c.worker, d.hours(1, 20), given{text: "发放停工通知单"})
		if d.chance(60) {
			w.do(lifecycle.Refer, c.desk, d.hours(10, 70), given{authority: "市城市管理局"})
			if w.stop(8) {
				return
			}
			if d.chance(50) {
				w.do(lifecycle.Order, c.desk, d.hours(60, 400), given{result: "责令限期拆除，恢复原状"})
			}
			if d.chance(16) {
				w.do(lifecycle.Fail, c.desk, d.hours(100, 500), given{reason: "逾期未拆除，由主管部门继续处理"})
				w.do(lifecycle.Close, c.desk, d.hours(10, 90), given{})
				return
			}
		}
		w.do(lifecycle.Resolve, c.worker, d.hours(20, 300), given{result: w.done()})
	} else {
		w.do(lifecycle.Mediate, c.worker, d.hours(1, 30), given{})
		if w.stop(2) {
			return
		}
		if d.chance(15) {
			w.do(lifecycle.Fail, c.worker, d.hours(20, 200), given{reason: "双方分歧较大，建议通过司法途径解决"})
		} else {
			w.do(lifecycle.Resolve, c.worker, d.hours(10, 150), given{result: w.done()})
		}
	}
	w.do(lifecycle.Close, c.desk, d.hours(4, 90), given{})
}

func (w *walk) medicalAid(c *crew) {
	d := w.d
	w.night = true
	w.do(lifecycle.Contain, c.desk, d.minutes(2, 9), given{})
	w.do(lifecycle.Resolve, c.desk, d.minutes(20, 90), given{result: w.done()})
	w.night = false
	w.do(lifecycle.RecordReturnVisit, c.visitor, d.hours(20, 130), given{qualified: true, text: "上门探望，恢复良好"})
	w.do(lifecycle.Close, c.desk, d.hours(1, 30), given{})
}

// defectSizes are how large the defects are that people find when they move in.
var defectSizes = among(share[string]{"SMALL", 55}, share[string]{"LARGE", 38}, share[string]{"MAJOR", 7})

func (w *walk) defect(c *crew) {
	d := w.d
	own := throw("defect " + w.site.code + " " + w.number) // that sizes move nothing else
	size := defectSizes.draw(own)
	sent, taken := d.minutes(15, 200), d.hours(1, 8)
	if size == "SMALL" {
		sent, taken = own.minutes(3, 25), own.minutes(5, 60)
	}
	w.do(lifecycle.Dispatch, c.desk, sent, given{assignee: c.hands, size: size})
	if d.chance(12) {
		w.do(lifecycle.Decline, c.worker, d.hours(2, 20), given{reason: "施工单位认为不属保修范围"})
		if d.chance(50) {
			w.do(lifecycle.Escalate, c.worker, d.hours(4, 40), given{})
			if w.stop(12) {
				return
			}
		} else {
			w.do(lifecycle.Dispatch, c.desk, d.hours(10, 60), given{assignee: c.hands})
		}
	}
	w.do(lifecycle.Accept, c.worker, taken, given{})
	if w.stop(3) {
		return
	}
	took := d.hours(6, 50)
	if w.slow(12) {
		took = d.hours(70, 240)
	}
	if size == "SMALL" && took < 60*time.Hour {
		took = own.minutes(15, 120)
	}
	w.do(lifecycle.Resolve, c.worker, took, given{result: w.done()})
	w.do(lifecycle.NotifyOwner, c.desk, d.hours(1, 30), given{})
	w.do(lifecycle.RecordReturnVisit, c.visitor, w.unhurried(1, 9, 23), given{qualified: true})
	if d.chance(9) {
		w.do(lifecycle.Object, c.desk, d.hours(5, 100), given{reason: "业主认为修补痕迹明显"})
		w.do(lifecycle.Resume, c.worker, d.hours(4, 60), given{})
		w.do(lifecycle.Resolve, c.worker, d.hours(10, 120), given{result: w.done()})
		w.do(lifecycle.NotifyOwner, c.desk, d.hours(1, 30), given{})
	}
	w.do(lifecycle.Sign, c.desk, d.hours(5, 140), given{})
	w.do(lifecycle.Close, c.desk, d.hours(1, 40), given{})
}
