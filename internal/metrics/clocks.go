package metrics

import (
	"slices"

	rulebook "estatehub/internal/clocks"
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

// judged are the states of clocks whose time is up, one way or the other.
var judged = Is("state", string(lifecycle.ClockMet), string(lifecycle.ClockOverdue), string(lifecycle.ClockLate))

// judging are the policies that say how long a deadline gives, of all rules.
var judging = ofRules()

func ofRules() (keys []policy.Key) {
	for _, r := range rulebook.Rules {
		if r.Key != "" && !slices.Contains(keys, r.Key) {
			keys = append(keys, r.Key)
		}
	}
	return keys
}

// inTime is the share of deadlines of some rules that were met.
func inTime(key string, title lifecycle.Title, source string, policies []policy.Key, rules ...any) *Metric {
	m := &Metric{
		Key: key, Title: title, Unit: Share, Source: source, Noun: "Clock",
		Formula:  lifecycle.Title{ZH: "按时完成的时限 ÷ 已到期或已完成的时限", EN: "deadlines met / deadlines met, missed or met late"},
		If:       []Condition{judged},
		And:      []Condition{Is("state", string(lifecycle.ClockMet))},
		Policies: policies,
	}
	if len(rules) > 0 {
		m.If = []Condition{Is("rule", rules...), judged}
	}
	return m
}

// overrun is the share of deadlines of a rule that were missed.
func overrun(key string, title lifecycle.Title, source string, policies []policy.Key, rules ...any) *Metric {
	m := inTime(key, title, source, policies, rules...)
	m.Formula = lifecycle.Title{ZH: "超时的时限 ÷ 已到期或已完成的时限", EN: "deadlines missed or met late / deadlines met, missed or met late"}
	m.And = []Condition{Is("breached", true)}
	return m
}

// clocks are the figures of deadlines (2b). They count what is kept of each: no later policy judges it anew.
var clocks = []*Metric{
	inTime("FIRST_FEEDBACK_IN_TIME", lifecycle.Title{ZH: "首次反馈及时率", EN: "First feedback in time"}, "Q03, D-08", []policy.Key{policy.ComplaintFirstFeedbackHours}, "D-08"),
	inTime("FORMAL_REPLY_IN_TIME", lifecycle.Title{ZH: "正式答复及时率", EN: "Formal reply in time"}, "Q03, D-09, D-10", []policy.Key{policy.ComplaintFormalReplyWorkdays}, "D-09", "D-10"),
	overrun("DEFECT_PAST_15_DAYS", lifecycle.Title{ZH: "一般房屋缺陷投诉逾期率（15 日）", EN: "Ordinary defect complaints past their 15 days"}, "Q04, D-11", []policy.Key{policy.ComplaintResolveDaysClass2Ordinary}, "D-11"),
	overrun("DEFECT_PAST_30_DAYS", lifecycle.Title{ZH: "重大房屋缺陷投诉逾期率（30 日）", EN: "Major defect complaints past their 30 days"}, "Q04, D-12", []policy.Key{policy.ComplaintResolveDaysClass2Major}, "D-12"),
	inTime("COLLECTIVE_DIRECTOR_IN_TIME", lifecycle.Title{ZH: "集体投诉及时告知主任率", EN: "Director told of collective complaints in time"}, "Q05, D-03", []policy.Key{policy.ComplaintCollectiveDirectorMinutes}, "D-03"),
	inTime("COLLECTIVE_COMPANY_IN_TIME", lifecycle.Title{ZH: "集体投诉及时上报公司率", EN: "Company told of collective complaints in time"}, "Q05, D-04", []policy.Key{policy.ComplaintCollectiveCompanyHours}, "D-04"),
	inTime("CENTRE_REPORTBACK_IN_TIME", lifecycle.Title{ZH: "转办投诉及时回报率", EN: "Transferred cases reported back in time"}, "Q06, D-05", []policy.Key{policy.ComplaintCentreReportbackHours}, "D-05"),
	inTime("OWNER_TOLD_IN_TIME", lifecycle.Title{ZH: "解决后及时告知业主率", EN: "Owner told of the solution in time"}, "D-15", []policy.Key{policy.ComplaintNotifyOwnerWorkdays}, "D-15"),
	inTime("DOOR_IN_TIME", lifecycle.Title{ZH: "维修上门及时率", EN: "Worker at the door in time"}, "Q13, D-19, K-25", []policy.Key{policy.RepairDoorMinutes}, "D-19"),
	{
		Key: "DOOR_MINUTES", Title: lifecycle.Title{ZH: "平均上门用时", EN: "Time to the door, mean"}, Unit: Minutes, Source: "Q13, K-25", Noun: "Clock",
		Formula: lifecycle.Title{ZH: "接单到上门的分钟数之和（不含暂停）÷ 已上门的派工单", EN: "minutes from the order to the door, without pauses / orders at whose door the worker came"},
		If:      []Condition{Is("rule", "D-19"), Is("state", string(lifecycle.ClockMet), string(lifecycle.ClockLate)), Given("ended_at")},
		Top:     Amount{From: "started_at", Till: "ended_at", Less: "paused_seconds"},
		Target:  &Target{Policy: policy.RepairDoorMinutes, AtMost: true},
	},
	inTime("SURVEY_COUNTED_IN_TIME", lifecycle.Title{ZH: "问卷及时统计率", EN: "Surveys counted in time"}, "Q15, D-35", []policy.Key{policy.SurveyCountWorkdays}, "D-35"),
	inTime("MEASURES_POSTED_IN_TIME", lifecycle.Title{ZH: "改进措施及时公布率", EN: "Measures posted in time"}, "Q16, D-36", []policy.Key{policy.SurveyPublishWorkdays}, "D-36"),
	inTime("DEADLINES_IN_TIME", lifecycle.Title{ZH: "时限及时率", EN: "Deadlines met, of all rules"}, "2b", judging),
}
