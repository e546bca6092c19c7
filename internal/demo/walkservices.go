package demo

import (
	"fmt"

	"estatehub/internal/lifecycle"
)

// prices are what home services cost by the list on the notice board, in steps of five yuan: from and to.
var prices = map[string][2]int{"更换灯具": {2, 6}, "疏通": {8, 16}, "安装": {4, 12}, "线路": {3, 8}, "家政保洁": {16, 48}, "空调清洗": {12, 32}}

// price is what a home service cost, in fen.
func (w *walk) price() int64 {
	p := prices[w.matter.finer]
	return int64(w.d.from(p[0], p[1])) * 500
}

// receiptNo is the number of a receipt of finance.
func (w *walk) receiptNo() string {
	return fmt.Sprintf("SJ%s%04d", w.opened.In(zone).Format("0601"), w.d.from(1, 9999))
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
	w.do(lifecycle.Pay, c.desk, d.minutes(5, 240), given{receipt: w.receiptNo(), amount: w.price()})
	if d.chance(40) && w.visited(c, d.hours(5, 70), 96) {
		w.do(lifecycle.Dispatch, c.desk, d.minutes(5, 90), given{assignee: c.hands})
		w.do(lifecycle.Resolve, c.worker, d.hours(2, 26), given{result: w.done()})
		w.do(lifecycle.Pay, c.desk, d.minutes(5, 60), given{receipt: w.receiptNo()}) // what was not good is done again for nothing
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

func (w *walk) medicalAid(c *crew) {
	d := w.d
	w.night = true
	w.do(lifecycle.Contain, c.desk, d.minutes(2, 9), given{})
	w.do(lifecycle.Resolve, c.desk, d.minutes(20, 90), given{result: w.done()})
	w.night = false
	after := d.hours(20, 130)
	if w.slow(7) {
		after = d.hours(170, 260)
	}
	w.do(lifecycle.RecordReturnVisit, c.visitor, after, given{qualified: true, text: "上门探望，恢复良好"})
	w.do(lifecycle.Close, c.desk, d.hours(1, 30), given{})
}
