package demo

import (
	"time"

	"estatehub/internal/lifecycle"
)

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
	w.do(lifecycle.NotifyOwner, c.desk, w.unhurried(0, 5, 30), given{})
	visited := w.unhurried(1, 6, 23)
	if w.slow(9) {
		visited = d.hours(20, 60)
	}
	w.do(lifecycle.RecordReturnVisit, c.visitor, visited, given{qualified: true})
	if d.chance(9) {
		w.do(lifecycle.Object, c.desk, d.hours(5, 100), given{reason: "业主认为修补痕迹明显"})
		w.do(lifecycle.Resume, c.worker, d.hours(4, 60), given{})
		w.do(lifecycle.Resolve, c.worker, d.hours(10, 120), given{result: w.done()})
		w.do(lifecycle.NotifyOwner, c.desk, d.hours(1, 30), given{})
	}
	w.do(lifecycle.Sign, c.desk, d.hours(5, 140), given{})
	w.do(lifecycle.Close, c.desk, d.hours(1, 40), given{})
}
