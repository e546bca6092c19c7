package demo

import (
	"time"

	"estatehub/internal/lifecycle"
)

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
