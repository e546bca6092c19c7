package demo

import (
	"time"

	"estatehub/internal/lifecycle"
)

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
		w.do(lifecycle.Quote, c.desk, d.minutes(2, 7), given{amount: w.quote()})
		if d.chance(7) {
			w.do(lifecycle.Cancel, c.desk, d.hours(1, 30), given{reason: "业主不接受报价"})
			return
		}
		if w.stop(0.6) {
			return
		}
		w.do(lifecycle.Agree, c.desk, d.minutes(3, 240), given{})
		w.do(lifecycle.Pay, c.desk, d.minutes(5, 200), given{receipt: w.receiptNo()})
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

// quotes are what repairs in a home cost by the price list, in steps of five yuan: from and to. What is not in it is small.
var quotes = map[string][2]int{
	"下水堵塞": {8, 24}, "停电": {10, 40}, "冻裂": {12, 48}, "暖气不热": {8, 36}, "窗户漏雨": {12, 48}, "燃气": {8, 32}, "墙面渗水": {30, 120}, "屋面漏水": {40, 160},
}

// quote is the price of a repair, in fen.
func (w *walk) quote() int64 {
	p, listed := quotes[w.matter.finer]
	if !listed {
		p = [2]int{3, 16}
	}
	return int64(w.d.from(p[0], p[1])) * 500
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
		trip = d.minutes(35, 420)
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
