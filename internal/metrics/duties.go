package metrics

import (
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

var (
	// wanted leaves out what a head excused.
	wanted = IsNot("state", string(lifecycle.DutySkipped))
	// due is what has been done or should have been.
	due = Any(Given("on_time"), Past("due_at"))
	// late is what was done after its time, or has not been done although it is over.
	late = Any(Is("on_time", false), Together(Is("open", true), Past("due_at")))
)

// kept is the share of duties of a kind that were done in time.
func kept(key, kind, source string, title lifecycle.Title, policies ...policy.Key) *Metric {
	return &Metric{
		Key: key, Title: title, Unit: Share, Source: source, Noun: "Duty",
		Formula:  lifecycle.Title{ZH: "按时完成的任务 ÷ 已完成或已逾期的任务（不含免做）", EN: "duties done by their due time / duties done or overdue, without those skipped"},
		If:       []Condition{Is("kind", kind), wanted, due},
		And:      []Condition{Is("on_time", true)},
		Policies: policies,
	}
}

// scored is the mean score of duties of a kind.
func scored(key, kind, source string, title lifecycle.Title) *Metric {
	return &Metric{
		Key: key, Title: title, Unit: Score, Source: source, Noun: "Duty",
		Formula: lifecycle.Title{ZH: "100 × 得分之和 ÷ 满分之和", EN: "100 × points given / points there were to get"},
		If:      []Condition{Is("kind", kind), Given("score"), AtLeast("full_score", 1)},
		Of:      Amount{Column: "full_score"},
		Top:     Amount{Column: "score"},
	}
}

// duties are the figures of the work calendar, rounds, findings and the duty log (SYS-15, SYS-63, SYS-65, SYS-66, SYS-90, SYS-93).
var duties = []*Metric{
	{
		Key: "DUTIES_IN_TIME", Title: lifecycle.Title{ZH: "工作任务按时完成率", EN: "Duties done in time"}, Unit: Share, Source: "Q19, SYS-90", Noun: "Duty",
		Formula: lifecycle.Title{ZH: "按时完成的任务 ÷ 已完成或已逾期的任务（不含免做）", EN: "duties done by their due time / duties done or overdue, without those skipped"},
		If:      []Condition{wanted, due},
		And:     []Condition{Is("on_time", true)},
	},
	{
		Key: "DUTIES_MADE_UP", Title: lifecycle.Title{ZH: "逾期任务补做率", EN: "Late duties made up"}, Unit: Share, Source: "Q19, PEN-C8", Noun: "Duty",
		Formula: lifecycle.Title{ZH: "逾期后已完成的任务 ÷ 逾期的任务（不含免做）", EN: "duties done after their time / duties late, without those skipped"},
		If:      []Condition{wanted, late},
		And:     []Condition{Is("open", false)},
	},
	{
		Key: "DUTIES_PENALISED", Title: lifecycle.Title{ZH: "拟处罚任务率", EN: "Duties put forward for a penalty"}, Unit: Share, Source: "Q19, PEN-C8", Noun: "Duty",
		Formula: lifecycle.Title{ZH: "列入奖惩条款的任务 ÷ 已完成或已逾期的任务（不含免做）", EN: "duties that are candidates for a conduct rule / duties done or overdue, without those skipped"},
		If:      []Condition{wanted, due},
		And:     []Condition{Given("penalty_key")},
	},
	kept("REPORTS_IN_TIME", "REPORT", "Q17, SYS-25", lifecycle.Title{ZH: "管理服务报告按时公布率", EN: "Service reports published in time"}, policy.ReportServiceDay),
	kept("RETURNS_IN_TIME", "RETURN", "Q18, SYS-93", lifecycle.Title{ZH: "定期报表按时上报率", EN: "Periodic returns handed in in time"}),
	kept("PATROLS_IN_TIME", "PATROL", "Q39, SYS-63", lifecycle.Title{ZH: "巡查按时完成率", EN: "Patrol rounds made in time"}, policy.RenovationPatrolsPerDay),
	kept("SIGN_CHECKS_IN_TIME", "SIGNAGE", "Q40, K-22", lifecycle.Title{ZH: "标识检查按时完成率", EN: "Sign checks made in time"}, policy.SignageChecksPerDay),
	{
		Key: "PATROLS_MISSED", Title: lifecycle.Title{ZH: "巡查缺漏率", EN: "Patrol rounds missed"}, Unit: Share, Source: "Q39, SYS-63", Noun: "Duty",
		Formula:  lifecycle.Title{ZH: "逾期未做或补做的巡查 ÷ 已完成或已逾期的巡查（不含免做）", EN: "rounds not made in their time / rounds made or overdue, without those skipped"},
		If:       []Condition{Is("kind", "PATROL"), wanted, due},
		And:      []Condition{late},
		Policies: []policy.Key{policy.RenovationPatrolsPerDay},
	},
	scored("CLEANING_SCORE", "CLEANING", "Q42, SYS-66", lifecycle.Title{ZH: "保洁评分", EN: "Cleaning score"}),
	scored("INSPECTION_SCORE", "INSPECTION", "SYS-24", lifecycle.Title{ZH: "品质检查得分", EN: "Quality inspection score"}),
	{
		Key: "FINDINGS", Title: lifecycle.Title{ZH: "检查发现数", EN: "Findings"}, Unit: Count, Source: "Q39, SYS-63", Noun: "Finding",
		Formula: lifecycle.Title{ZH: "巡查与检查发现的问题数", EN: "faults found on rounds and inspections"},
	},
	{
		Key: "FINDINGS_DONE", Title: lifecycle.Title{ZH: "检查发现整改率", EN: "Findings put right"}, Unit: Share, Source: "Q39, SYS-63", Noun: "Finding",
		Formula: lifecycle.Title{ZH: "已整改的发现 ÷ 全部发现", EN: "findings put right / findings"},
		And:     []Condition{Given("done_at")},
	},
	{
		Key: "DUTY_LOG_SIGNED", Title: lifecycle.Title{ZH: "值班记录签阅率", EN: "Duty log entries signed"}, Unit: Share, Source: "Q20, W-01", Noun: "DutyLogEntry",
		Formula: lifecycle.Title{ZH: "主管已签阅的值班记录 ÷ 值班记录", EN: "entries the supervisor signed / entries"},
		And:     []Condition{Given("signed_at")},
	},
	{
		Key: "DUTY_LOG_SAMPLED", Title: lifecycle.Title{ZH: "值班记录抽查率", EN: "Duty log entries sampled"}, Unit: Share, Source: "Q20, W-02, K-17", Noun: "DutyLogEntry",
		Formula: lifecycle.Title{ZH: "主任已抽查的值班记录 ÷ 值班记录", EN: "entries the director looked at / entries"},
		And:     []Condition{Is("sampled", true)},
		Target:  &Target{Policy: policy.DutylogSampleRate},
	},
}
