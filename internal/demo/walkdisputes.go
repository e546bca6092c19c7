package demo

import (
	"estatehub/internal/lifecycle"
)

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
