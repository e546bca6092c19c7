package metrics

import (
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

// once leaves out what was merged into another ticket: it counts there.
var once = IsNot("state", string(lifecycle.Merged))

var complaint = Is("kind", string(lifecycle.Complaint))

// complaints are the figures of complaints and, where a dimension tells kinds apart, of all tickets (SYS-10, SYS-16).
var complaints = []*Metric{
	{
		Key: "COMPLAINTS", Title: lifecycle.Title{ZH: "投诉件数", EN: "Complaints received"}, Unit: Count, Source: "Q01, Q09, Q10", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "受理的投诉数；已合并的只计一次", EN: "complaints received; one merged into another counts once"},
		If:      []Condition{complaint, once},
	},
	{
		Key: "COMPLAINTS_VALID", Title: lifecycle.Title{ZH: "有效投诉率", EN: "Share of complaints found valid"}, Unit: Share, Source: "Q02, S4", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "判定为有效的投诉 ÷ 已判定的投诉", EN: "complaints found valid / complaints judged"},
		If:      []Condition{complaint, once, Given("validity")}, And: []Condition{Is("validity", "VALID")},
	},
	{
		Key: "COMPLAINTS_INVALID", Title: lifecycle.Title{ZH: "无效投诉率", EN: "Share of complaints found invalid"}, Unit: Share, Source: "Q02, S4", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "判定为无效的投诉 ÷ 已判定的投诉", EN: "complaints found invalid / complaints judged"},
		If:      []Condition{complaint, once, Given("validity")}, And: []Condition{Is("validity", "INVALID")},
	},
	{
		Key: "COMPLAINTS_ASSIST", Title: lifecycle.Title{ZH: "协助处理投诉率", EN: "Share of complaints to be assisted"}, Unit: Share, Source: "Q02, S4", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "判定为协助处理的投诉 ÷ 已判定的投诉", EN: "complaints found to be assisted / complaints judged"},
		If:      []Condition{complaint, once, Given("validity")}, And: []Condition{Is("validity", "ASSIST")},
	},
	{
		Key: "JUDGEMENTS_REVERSED", Title: lifecycle.Title{ZH: "无效与协助判定改判率", EN: "Share of judgements reversed"}, Unit: Share, Source: "Q02, SYS-10", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "复核时改判的投诉 ÷ 已复核的投诉", EN: "complaints whose judgement a second pair of eyes reversed / complaints it looked at"},
		If:      []Condition{complaint, once, Is("judgement", "UPHELD", "REVERSED")}, And: []Condition{Is("judgement", "REVERSED")},
	},
	{
		Key: "COMPLAINTS_COLLECTIVE", Title: lifecycle.Title{ZH: "集体投诉件数", EN: "Collective complaints received"}, Unit: Count, Source: "Q02, Q05, SYS-16", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "受理的集体投诉数；已合并的只计一次", EN: "collective complaints received; one merged into another counts once"},
		If:      []Condition{complaint, once, Is("collective", true)},
	},
	{
		Key: "COMPLAINTS_REPEATED", Title: lifecycle.Title{ZH: "重复投诉率", EN: "Share of complaints that repeat a matter"}, Unit: Share, Source: "Q07, G-34, S3.a", Noun: "Ticket",
		Formula:  lifecycle.Title{ZH: "同一事项第二次及以上的投诉 ÷ 受理的投诉", EN: "complaints about a matter that came before / complaints received"},
		If:       []Condition{complaint, once},
		And:      []Condition{AtLeast("occurrence", 2)},
		Policies: []policy.Key{policy.ComplaintRepeatWindowDays},
	},
	{
		Key: "TICKETS", Title: lifecycle.Title{ZH: "工单件数", EN: "Tickets received"}, Unit: Count, Source: "Q08, Q10", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "受理的工单数；已合并的只计一次", EN: "tickets received; one merged into another counts once"},
		If:      []Condition{once},
	},
	{
		Key: "TICKETS_SOLVED", Title: lifecycle.Title{ZH: "有效率（办结率）", EN: "Efficiency rate: share of tickets solved"}, Unit: Share, Source: "Q08, K-33, K-35, G-33", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "已解决的工单 ÷ 受理的工单（不含已取消、已合并）", EN: "tickets solved / tickets received, without those cancelled or merged"},
		If:      []Condition{lasting},
		And:     []Condition{Given("resolved_at")},
		Target:  &Target{Policy: policy.ComplaintEfficiencyTarget},
	},
	{
		Key: "TICKETS_SOLVED_IN_TIME", Title: lifecycle.Title{ZH: "及时率", EN: "Timely rate: share of solved tickets solved in time"}, Unit: Share, Source: "Q08, K-33", Noun: "Ticket",
		Formula:  lifecycle.Title{ZH: "在办结期限内解决的工单 ÷ 已解决的工单", EN: "tickets solved by their due time / tickets solved"},
		If:       []Condition{lasting, Given("resolved_at")},
		And:      []Condition{NotAfter("resolved_at", "due_at")},
		Policies: []policy.Key{policy.ComplaintResolveDaysClass1, policy.ComplaintResolveDaysClass2Ordinary, policy.ComplaintResolveDaysClass2Major, policy.ComplaintResolveDaysClass3},
		Target:   &Target{Policy: policy.ComplaintTimelyTarget},
	},
	{
		Key: "SOLVE_MINUTES", Title: lifecycle.Title{ZH: "平均解决用时", EN: "Time to solve, mean"}, Unit: Minutes, Source: "Q08, Q13", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "受理到解决的分钟数之和 ÷ 已解决的工单", EN: "minutes from receipt to solution / tickets solved"},
		If:      []Condition{lasting, Given("resolved_at")},
		Top:     Amount{From: "opened_at", Till: "resolved_at"},
	},
}

// lasting leaves out what was merged or withdrawn.
var lasting = IsNot("state", string(lifecycle.Merged), string(lifecycle.Cancelled))

var repair = Is("kind", string(lifecycle.Repair))

// repairs are the figures of work orders (SYS-12).
var repairs = []*Metric{
	{
		Key: "REPAIRS_REPEATED", Title: lifecycle.Title{ZH: "三次及以上报修率", EN: "Share of repairs reported three times or more"}, Unit: Share, Source: "Q07, SYS-20", Noun: "Ticket",
		Formula:  lifecycle.Title{ZH: "同一部位第三次及以上的报修 ÷ 受理的报修", EN: "repairs of a matter that came twice before / repairs reported"},
		If:       []Condition{repair, once},
		And:      []Condition{AtLeast("occurrence", 3)},
		Policies: []policy.Key{policy.ComplaintRepeatWindowDays},
	},
	{
		Key: "REPAIRS_FIRST_VISIT", Title: lifecycle.Title{ZH: "一次上门修复率", EN: "Share of repairs finished at the first visit"}, Unit: Share, Source: "Q13, S1.b", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "首次上门即修好的报修 ÷ 已上门且有结果的报修", EN: "repairs finished without the worker leaving in between / repairs he came to and finished, or left unfinished once"},
		If:      []Condition{repair, lasting, AtLeast("arrivals", 1), Any(Given("resolved_at"), AtLeast("unfinished", 1))},
		And:     []Condition{Is("unfinished", int64(0))},
	},
	{
		Key: "REPAIRS_UNFINISHED", Title: lifecycle.Title{ZH: "曾未完成的报修件数", EN: "Repairs left unfinished at least once"}, Unit: Count, Source: "Q13, D-21", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "至少一次上门未完成的报修数，按最近一次原因", EN: "repairs the worker left without having finished, by the reason he gave last"},
		If:      []Condition{repair, lasting, AtLeast("unfinished", 1)},
	},
}

// services are the figures of paid services (SYS-13). The hub knows what was quoted and whether finance issued a receipt.
var services = []*Metric{
	{
		Key: "HOME_SERVICES", Title: lifecycle.Title{ZH: "居家服务件数", EN: "Home services asked for"}, Unit: Count, Source: "Q14, SYS-13", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "受理的居家服务数；已合并的只计一次", EN: "home services asked for; one merged into another counts once"},
		If:      []Condition{Is("kind", string(lifecycle.HomeService)), once},
	},
	{
		Key: "PAID_SERVICES", Title: lifecycle.Title{ZH: "有偿服务件数", EN: "Services paid for"}, Unit: Count, Source: "Q14, SYS-13", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "已开收据的报修、居家服务与特约服务数", EN: "repairs, home and special services with a receipt"},
		If:      []Condition{Is("kind", string(lifecycle.Repair), string(lifecycle.HomeService), string(lifecycle.SpecialService)), lasting, Given("receipt_no")},
	},
	{
		Key: "PAID_SERVICE_INCOME", Title: lifecycle.Title{ZH: "有偿服务收入", EN: "Income of paid services"}, Unit: Fen, Source: "Q14, SYS-13", Noun: "Ticket",
		Formula: lifecycle.Title{ZH: "已开收据的报修、居家服务与特约服务的报价金额之和（分）", EN: "sum of the prices told for repairs, home and special services with a receipt, in fen"},
		If:      []Condition{Is("kind", string(lifecycle.Repair), string(lifecycle.HomeService), string(lifecycle.SpecialService)), lasting, Given("receipt_no")},
		Top:     Amount{Column: "quoted"},
	},
}
