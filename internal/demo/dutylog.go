package demo

import (
	"fmt"
	"math"
	"time"

	"estatehub/internal/duties"
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

// calls are what those on duty are asked, and how it ends; much of it makes no ticket.
var calls = []struct{ matter, handling, result string }{
	{"来电询问物业费缴纳方式", "告知线上及前台两种方式", "已解答"},
	{"访客停车咨询", "登记车牌，指引至访客车位", "已放行"},
	{"反映楼上夜间有走动声", "电话联系楼上住户提醒", "住户表示注意"},
	{"快递柜取件码失效", "联系快递公司重发", "已取件"},
	{"忘带门禁卡", "核对身份后开门", "已进入"},
	{"询问停水时间", "查阅通知后告知", "已解答"},
	{"小孩在花园走失，请求协助", "通知各岗查找，调看监控", "十分钟内找到"},
	{"装修材料占道", "通知装修户清理", "当日清理完毕"},
	{"电梯内遗留物品", "保管并广播寻找失主", "已认领"},
	{"老人需要搀扶上楼", "安管员上门协助", "已送到家"},
}

// talk draws the duty log of a site.
func (p *plan) talk(s *site, d dice, start, today time.Time) {
	s.log = map[string][]*remark{}
	for on := start; !on.After(today); on = on.AddDate(0, 0, 1) {
		key := on.Format(dayLayout)
		at := time.Date(on.Year(), on.Month(), on.Day(), 8, 30, 0, 0, zone)
		for range d.from(0, 3) {
			at = at.Add(d.minutes(15, 170))
			if !at.Before(p.now) {
				break
			}
			c := pick(d, calls)
			r := &remark{at: at.UTC(), state: lifecycle.LogDone, matter: c.matter, handling: c.handling, result: c.result, onDuty: s.holder(d, key, "DESK")}
			r.completed = r.at.Add(d.minutes(2, 25))
			if u := pick(d, s.units); u.owner(key) != nil && d.chance(70) {
				r.unit, r.name, r.phone = u, u.owner(key).name, u.owner(key).phone
			}
			if !r.completed.Before(p.now) {
				r.state, r.handling, r.result, r.completed = lifecycle.LogOpen, "", "", time.Time{}
			}
			s.log[key] = append(s.log[key], r)
			s.remarks = append(s.remarks, r)
		}
	}
}

// signed is the daily signature: the supervisor reads the day's entries in the evening, or a day or two later.
func (p *plan) signed(s *site, d dice, t *task, missed float64) {
	entries := s.log[t.Period]
	at := time.Date(t.Begins.Year(), t.Begins.Month(), t.Begins.Day(), 18, 0, 0, 0, zone).Add(d.minutes(0, 200)).UTC()
	state := lifecycle.DutyDone
	if d.chance(missed) {
		if t.Due.Before(p.now) {
			t.state, t.onTime, t.penalty = lifecycle.DutyLate, false, duties.PenaltyKey
		}
		never := 10.0
		if s.lags() {
			never = 30
		}
		if at, state = d.daytime(t.Due.Add(d.hours(6, 40))), lifecycle.DutyMadeUp; d.chance(never) {
			return
		}
	}
	if !at.Before(p.now) {
		return
	}
	supervisor := s.holder(d, day(at), "CSS")
	for _, r := range entries {
		r.state, r.signed, r.signedBy = lifecycle.LogSigned, at, supervisor.user.login
	}
	t.population, t.text = len(entries), fmt.Sprintf("值班记录 %d 条，已签阅", len(entries))
	p.do(s, d, t, at, state)
	t.doer, t.signer = supervisor, supervisor.user.login
}

// sampled is the director's sample of a month: it is drawn near its end, of the entries that are signed by then.
func (p *plan) sampled(s *site, d dice, t *task, late bool) {
	at := t.Due.Add(-d.hours(2, 30))
	state := lifecycle.DutyDone
	if late {
		at, state = d.daytime(t.Due.Add(d.hours(10, 60))), lifecycle.DutyMadeUp
	}
	if t.Due.Before(p.now) { // until it is known to have been done; too few may be signed to draw of
		t.state, t.onTime, t.penalty = lifecycle.DutyLate, false, duties.PenaltyKey
	}
	if !at.Before(p.now) {
		return
	}
	var all, signed []*remark
	for _, r := range s.remarks {
		if r.at.In(zone).Format("2006-01") != t.Period || r.at.After(at) {
			continue
		}
		all = append(all, r)
		if r.state == lifecycle.LogSigned && r.signed.Before(at) {
			signed = append(signed, r)
		}
	}
	first, _ := time.ParseInLocation("2006-01", t.Period, zone)
	n := int(math.Ceil(float64(len(all))*p.inForce(s, day(first)).Get(policy.DutylogSampleRate).Float() - 1e-9))
	if n == 0 || n > len(signed) || late && d.chance(45) { // and some months nobody looks
		return
	}
	if !s.lags() {
		n = min(n+d.from(1, 3), len(signed)) // most look at some more than they must
	}
	t.seed = d.Int64()
	for _, i := range duties.Draw(t.seed, len(signed), n) {
		signed[i].sampled = true
	}
	t.population, t.sample, t.text = len(all), n, fmt.Sprintf("值班记录 %d 条，抽查 %d 条", len(all), n)
	if !late {
		t.penalty = ""
	}
	p.do(s, d, t, at, state)
	t.doer = s.director()
}
