package duties

// Standard is a duty of the standard work calendar.
type Standard struct {
	Code, ZH, EN    string
	Kind, Frequency string
	Times           int // 0 is once
	Rule, Remind    string
	Post            string // of the handbook (2i); empty: nobody's in particular
	Evidence, Form  string
	Share           float64 // of entries that must be looked at; 0 where it is no sample
	Verified        bool
	PerUnit         bool
	Clock           string // the rule of 2b that is its deadline
	Source          string
	Items           []Item
}

// Item is a line of a checklist; one without points is only in order or not.
type Item struct {
	Text   string
	Points int
}

func items(texts ...string) []Item {
	all := make([]Item, len(texts))
	for i, t := range texts {
		all[i].Text = t
	}
	return all
}

// The duties that are done by signing and sampling the duty log.
const (
	SignLog   = "W-01"
	SampleLog = "W-02"
)

// PenaltyKey is the conduct rule a duty that was missed is a candidate for: 30 yuan and an order to make it up.
const PenaltyKey = "PEN-C8"

// patrol is what is looked at on a round of a building: the four groups of checks and what is abnormal (SYS-63).
var patrol = items("房屋本体：墙面、屋面、门窗有无裂缝、渗漏、脱落", "公共设施：照明、门禁、扶手、信报箱是否完好", "消防设施：消火栓、灭火器、疏散指示、防火门是否有效", "环境与秩序：楼道堆放、车辆停放、卫生是否符合要求", "其他异常情况")

// Calendar is the work calendar of 2d, line by line, and the quality inspections of head office. Where the column of the
// source and its text disagree, the column is the reminder and the text the deadline (G-08).
var Calendar = []Standard{
	{Code: SignLog, ZH: "签阅值班记录", EN: "Read and sign the duty log", Kind: "LOG", Frequency: "DAILY", Rule: "day", Post: "CSS", Evidence: "SIGNATURE", Form: "值班记录表", Source: "S4"},
	{Code: SampleLog, ZH: "抽查值班记录", EN: "Sample the duty log", Kind: "LOG", Frequency: "MONTHLY", Rule: "last day", Post: "DIR", Evidence: "NONE", Form: "值班记录表", Share: 0.2, Source: "S4, K-17"},
	{Code: "W-03", ZH: "装修巡查", EN: "Renovation patrol", Kind: "PATROL", Frequency: "DAILY", Rule: "day", Post: "ZCS", Evidence: "TEXT", Form: "装修巡检表", PerUnit: true, Source: "S2.c, K-21",
		Items: items("装修许可证张贴，人员持证出入", "承重墙、外立面、防水层未改动", "动火、用电符合规定，灭火器在场", "施工时间与噪声符合规定", "建筑垃圾装袋清运，公共部位无损坏")},
	{Code: "W-04", ZH: "楼宇巡查", EN: "Building patrol", Kind: "PATROL", Frequency: "DAILY", Rule: "day", Post: "ZCS", Evidence: "TEXT", Form: "工作日志", Clock: "D-40", Source: "S2.c, S3.a", Items: patrol},
	{Code: "W-05", ZH: "标识检查", EN: "Sign check", Kind: "SIGNAGE", Frequency: "DAILY", Times: 2, Rule: "day 12:00 18:00", Post: "ZCS", Evidence: "TEXT", Form: "标识检查记录", Source: "S2.c, K-22",
		Items: items("标识齐全，位置正确", "文字清晰，无破损、褪色", "临时标识已按期撤除")},
	{Code: "W-06", ZH: "片区巡访", EN: "Outreach over the whole zone", Kind: "PATROL", Frequency: "DAILY", Rule: "day", Post: "ZCS", Evidence: "TEXT", Form: "巡访记录", Clock: "D-40", Source: "S2.c, S3.a, K-23"},
	{Code: "W-07", ZH: "服务窗口巡视", EN: "Round of the service windows", Kind: "PATROL", Frequency: "DAILY", Rule: "day", Post: "CSS", Evidence: "TEXT", Source: "S3.a"},
	{Code: "W-08", ZH: "维修片区巡视", EN: "Repairer's round of his zone", Kind: "PATROL", Frequency: "DAILY", Rule: "day", Post: "REP", Evidence: "TEXT", Source: "S4"},
	{Code: "W-09", ZH: "核对派工单", EN: "Reconcile repair orders", Kind: "ROUTINE", Frequency: "DAILY", Rule: "day", Post: "DESK", Evidence: "TEXT", Form: "派工单统计表", Source: "S1.b"},
	{Code: "W-10", ZH: "整理客户建议", EN: "Collate suggestions", Kind: "ROUTINE", Frequency: "DAILY", Rule: "day", Post: "DESK", Evidence: "TEXT", Source: "S3.a"},
	{Code: "W-11", ZH: "小区巡视", EN: "Estate round", Kind: "PATROL", Frequency: "DAILY", Rule: "day", Post: "GLDR", Evidence: "NONE", Source: "S1.a"},
	{Code: "W-12", ZH: "门岗交接检查", EN: "Gate handover check", Kind: "PATROL", Frequency: "DAILY", Times: 3, Rule: "day 08:00 16:00 23:59", Post: "GLDR", Evidence: "SIGNATURE", Form: "交接日志", Source: "S1.c"},
	{Code: "W-13", ZH: "清扫公共办公区", EN: "Clean the shared office", Kind: "ROUTINE", Frequency: "DAILY", Rule: "day", Post: "DESK", Evidence: "NONE", Source: "S2.a"},

	{Code: "W-20", ZH: "部门例会", EN: "Department meeting", Kind: "MEETING", Frequency: "WEEKLY", Rule: "weekday 5 14:30", Remind: "weekday 5", Post: "CSS", Evidence: "TEXT", Form: "会议纪要", Source: "S4, SYS-91"},
	{Code: "W-21", ZH: "周总结与计划", EN: "Weekly summary and plan", Kind: "PLAN", Frequency: "WEEKLY", Rule: "weekday 5", Remind: "weekday 5", Post: "CSS", Evidence: "TEXT", Source: "S4, SYS-92"},
	{Code: "W-22", ZH: "宿舍检查", EN: "Dormitory check", Kind: "PATROL", Frequency: "WEEKLY", Rule: "weekday 5 18:00", Remind: "weekday 5", Post: "DIR", Evidence: "TEXT", Source: "S4"},
	{Code: "W-23", ZH: "装修与交房数据上报", EN: "Renovation and acceptance figures to the assistant", Kind: "RETURN", Frequency: "WEEKLY", Rule: "weekday 6 12:00", Post: "ZCS", Evidence: "TEXT", Source: "S2.c"},
	{Code: "W-24", ZH: "派工单周汇总", EN: "Weekly totals of repair orders", Kind: "RETURN", Frequency: "WEEKLY", Rule: "last day", Post: "DESK", Evidence: "TEXT", Source: "S1.b"},
	{Code: "W-25", ZH: "报事分析", EN: "Analysis of reported matters", Kind: "RETURN", Frequency: "WEEKLY", Rule: "last day", Post: "ZCS", Evidence: "TEXT", Source: "S2.c"},
	{Code: "W-26", ZH: "合同认证外出办理", EN: "Contract authentication trip", Kind: "ROUTINE", Frequency: "WEEKLY", Times: 2, Rule: "weekday 2 5", Post: "ASST", Evidence: "NONE", Source: "S2.b"},
	{Code: "W-27", ZH: "安管员周训练", EN: "Guard training by the weekly plan", Kind: "TRAINING", Frequency: "WEEKLY", Rule: "last day", Post: "GLDR", Evidence: "TEXT", Source: "S1.c"},
	{Code: "W-28", ZH: "办公例会", EN: "Office meeting", Kind: "MEETING", Frequency: "FORTNIGHTLY", Rule: "last day", Post: "DIR", Evidence: "TEXT", Form: "会议纪要", Source: "S1.a, SYS-91"},

	{Code: "W-30", ZH: "下月培训计划", EN: "Next month's training plan", Kind: "PLAN", Frequency: "MONTHLY", Rule: "day 25", Remind: "day 23", Post: "CSS", Evidence: "TEXT", Verified: true, Source: "S4"},
	{Code: "W-31", ZH: "值班安排", EN: "Duty rota", Kind: "PLAN", Frequency: "MONTHLY", Rule: "last day", Remind: "day 25", Post: "CSL", Evidence: "TEXT", Form: "值班安排表", Verified: true, Source: "S4"},
	{Code: "W-32", ZH: "当月考勤与考核", EN: "Attendance and appraisal of the month", Kind: "ROUTINE", Frequency: "MONTHLY", Rule: "day 25", Remind: "day 25", Post: "CSS", Evidence: "TEXT", Form: "考勤表", Verified: true, Source: "S4"},
	{Code: "W-33", ZH: "客户投诉工作月报", EN: "Complaint monthly", Kind: "RETURN", Frequency: "MONTHLY", Rule: "last day", Remind: "day 30", Post: "CSS", Evidence: "TEXT", Form: "客户投诉工作月报", Verified: true, Source: "S4"},
	{Code: "W-34", ZH: "维修回访汇总", EN: "Repair return-visit summary", Kind: "RETURN", Frequency: "MONTHLY", Rule: "next last day", Remind: "next day 2", Post: "CSS", Evidence: "TEXT", Source: "S4"},
	{Code: "W-35", ZH: "回访与走访总结", EN: "Return-visit and outreach summary", Kind: "RETURN", Frequency: "MONTHLY", Rule: "next day 5", Post: "CSS", Evidence: "TEXT", Verified: true, Source: "S4"},
	{Code: "W-36", ZH: "上月员工考核", EN: "Staff appraisal of last month", Kind: "ROUTINE", Frequency: "MONTHLY", Rule: "next day 5", Remind: "next day 2", Post: "CSS", Evidence: "TEXT", Form: "客服人员考核表", Source: "S4"},
	{Code: "W-37", ZH: "物料盘点", EN: "Stock count", Kind: "RETURN", Frequency: "MONTHLY", Rule: "day 28", Remind: "day 25", Post: "REC", Evidence: "TEXT", Form: "盘点表", Source: "S4"},
	{Code: "W-38", ZH: "清洁服务评分", EN: "Cleaning score sheet", Kind: "CLEANING", Frequency: "MONTHLY", Rule: "next day 5", Remind: "next day 2", Post: "ENVS", Evidence: "CHECKLIST", Form: "清洁服务评分表", Verified: true, Source: "S4, SYS-66",
		Items: []Item{{"楼道、电梯轿厢", 20}, {"大堂与单元门厅", 15}, {"园区道路与广场", 15}, {"垃圾收集点与清运", 20}, {"地下车库", 10}, {"绿地与水景", 10}, {"保洁员仪容与工具", 10}}},
	{Code: "W-39", ZH: "质量记录装订", EN: "Quality-record pack", Kind: "ROUTINE", Frequency: "MONTHLY", Rule: "workday 2", Remind: "day 2", Post: "CSS", Evidence: "TEXT", Form: "质量记录封面", Clock: "D-47", Source: "S4, D-47, G-25"},
	{Code: "W-40", ZH: "特约服务分析", EN: "Special-service analysis", Kind: "RETURN", Frequency: "MONTHLY", Rule: "day 30", Remind: "day 28", Post: "ZCS", Evidence: "TEXT", Source: "S2.c"},
	{Code: "W-41", ZH: "投诉与维修有效率及时率月报", EN: "Complaint and repair efficiency and timeliness", Kind: "RETURN", Frequency: "MONTHLY", Rule: "last day", Post: "DESK", Evidence: "TEXT", Form: "月报", Verified: true, Source: "S2.c"},
	{Code: "W-42", ZH: "未付款购房客户核对", EN: "Unpaid-buyer reconciliation", Kind: "RETURN", Frequency: "MONTHLY", Rule: "day 12", Post: "DESK", Evidence: "TEXT", Source: "S2.b"},
	{Code: "W-43", ZH: "欠费清单", EN: "Arrears list", Kind: "RETURN", Frequency: "MONTHLY", Rule: "last day", Post: "CASH", Evidence: "TEXT", Source: "S0.b"},
	{Code: "W-44", ZH: "收费月统计", EN: "Fee statistics of the month", Kind: "RETURN", Frequency: "MONTHLY", Rule: "last day", Post: "FIN", Evidence: "TEXT", Source: "S2.c, S4"},
	{Code: "W-44Q", ZH: "收费季统计", EN: "Fee statistics of the quarter", Kind: "RETURN", Frequency: "QUARTERLY", Rule: "last day", Post: "FIN", Evidence: "TEXT", Source: "S2.c, S4"},
	{Code: "W-44H", ZH: "收费半年统计", EN: "Fee statistics of the half-year", Kind: "RETURN", Frequency: "HALF_YEARLY", Rule: "last day", Post: "FIN", Evidence: "TEXT", Source: "S2.c, S4"},
	{Code: "W-44Y", ZH: "收费年统计", EN: "Fee statistics of the year", Kind: "RETURN", Frequency: "YEARLY", Rule: "last day", Post: "FIN", Evidence: "TEXT", Source: "S2.c, S4"},
	{Code: "W-45", ZH: "装修联合巡查", EN: "Joint renovation patrol", Kind: "PATROL", Frequency: "MONTHLY", Rule: "last day", Post: "CSS", Evidence: "TEXT", Form: "会议纪要", Source: "S0.b"},
	{Code: "W-46", ZH: "档案抽查", EN: "Sample of files", Kind: "ROUTINE", Frequency: "MONTHLY", Rule: "last day", Post: "CSS", Evidence: "TEXT", Source: "S0.b"},
	{Code: "W-47", ZH: "业务培训", EN: "Two training sessions", Kind: "TRAINING", Frequency: "MONTHLY", Times: 2, Rule: "day 15 31", Post: "CSS", Evidence: "TEXT", Source: "S0.b, K-20"},
	{Code: "W-48", ZH: "投诉分析报主任", EN: "Complaint analysis to the director", Kind: "RETURN", Frequency: "MONTHLY", Rule: "last day", Post: "CSS", Evidence: "TEXT", Source: "S0.b"},
	{Code: "W-49", ZH: "投诉与建议月度汇总", EN: "Complaint and suggestion monthly tables", Kind: "RETURN", Frequency: "MONTHLY", Rule: "last day", Post: "DESK", Evidence: "TEXT", Form: "投诉情况月度汇总单", Source: "S3.a"},
	{Code: "W-50", ZH: "回访统计分析", EN: "Return-visit statistics and analysis", Kind: "RETURN", Frequency: "MONTHLY", Rule: "last day", Post: "ZCS", Evidence: "TEXT", Form: "回访统计表", Source: "S1.b, S3.a"},
	{Code: "W-51", ZH: "装修统计与归档", EN: "Renovation statistics and filing", Kind: "RETURN", Frequency: "MONTHLY", Rule: "last day", Post: "DESK", Evidence: "TEXT", Form: "每月装修统计表", Source: "S3.a"},
	{Code: "W-52", ZH: "维修月汇总", EN: "Repair monthly totals", Kind: "RETURN", Frequency: "MONTHLY", Rule: "last day", Post: "DESK", Evidence: "TEXT", Source: "S1.b"},
	{Code: "W-53", ZH: "公司对管理处评价到人", EN: "Company rating of the office, down to persons", Kind: "INSPECTION", Frequency: "MONTHLY", Rule: "last day", Post: "HQA", Evidence: "TEXT", Source: "S1.a"},
	{Code: "W-54", ZH: "生日会", EN: "Birthday party", Kind: "ROUTINE", Frequency: "MONTHLY", Rule: "last day", Post: "ZCS", Evidence: "NONE", Source: "S3.a"},
	{Code: "W-55", ZH: "星级考核与通报", EN: "Star-programme assessment and bulletin", Kind: "ROUTINE", Frequency: "MONTHLY", Rule: "last day", Post: "DIR", Evidence: "TEXT", Source: "S3.e"},
	{Code: "W-56", ZH: "考核附回访总结", EN: "Return-visit summary for the appraisal sheet", Kind: "PLAN", Frequency: "MONTHLY", Rule: "last day", Post: "DESK", Evidence: "TEXT", Source: "S2.b"},

	{Code: "W-60", ZH: "下季度工作计划", EN: "Next quarter's plan", Kind: "PLAN", Frequency: "QUARTERLY", Rule: "day 25 of month 3 of quarter", Remind: "day 24 of month 3 of quarter", Post: "CSS", Evidence: "TEXT", Verified: true, Source: "S4, SYS-92"},
	{Code: "W-61", ZH: "下季度采购计划", EN: "Purchase plan of the next quarter", Kind: "PLAN", Frequency: "QUARTERLY", Rule: "day 15 of month 3 of quarter", Post: "REC", Evidence: "TEXT", Verified: true, Source: "S4, G-24"},
	{Code: "W-62", ZH: "管理服务报告", EN: "Service report to the owners", Kind: "REPORT", Frequency: "QUARTERLY", Rule: "day 15 of month 1 of quarter", Post: "DIR", Evidence: "FILE", Form: "管理服务报告", Source: "S4, SYS-25"},
	{Code: "W-63", ZH: "回访记录归档", EN: "Return-visit records to the archive", Kind: "ROUTINE", Frequency: "QUARTERLY", Rule: "day 10 of month 1 of quarter", Post: "ZCS", Evidence: "TEXT", Form: "保存2年", Clock: "D-48", Source: "S3.a, D-48"},
	{Code: "W-64", ZH: "季度投诉分析总结", EN: "Complaint analysis summary", Kind: "RETURN", Frequency: "QUARTERLY", Rule: "last day", Post: "CSS", Evidence: "TEXT", Source: "S0.b"},
	{Code: "W-65", ZH: "档案全面检查", EN: "Full check of files", Kind: "ROUTINE", Frequency: "QUARTERLY", Rule: "last day", Post: "CSS", Evidence: "TEXT", Source: "S0.b"},
	{Code: "W-66", ZH: "客服人员与班长交流会", EN: "Exchange of CS staff and team leaders", Kind: "MEETING", Frequency: "QUARTERLY", Rule: "last day", Post: "CSS", Evidence: "TEXT", Form: "会议纪要", Source: "S0.b, SYS-91"},

	{Code: "W-70", ZH: "客户座谈会", EN: "Customer forum", Kind: "MEETING", Frequency: "HALF_YEARLY", Rule: "last day", Post: "DESK", Evidence: "TEXT", Form: "会议纪要", Source: "S3.a, K-19"},
	{Code: "W-71", ZH: "半年工作报告与安全大检查", EN: "Half-year report and safety inspection", Kind: "INSPECTION", Frequency: "HALF_YEARLY", Rule: "last day", Post: "DIR", Evidence: "TEXT", Source: "S1.a"},

	{Code: "W-80", ZH: "业主意见征询", EN: "Owner survey", Kind: "SURVEY", Frequency: "YEARLY", Rule: "last day of month 12 of year", Remind: "day 1 of month 12 of year", Post: "CSS", Evidence: "TEXT", Form: "问卷结果统计表", Source: "S4, G-07"},
	{Code: "W-81", ZH: "下年度社区文化计划", EN: "Next year's culture plan", Kind: "PLAN", Frequency: "YEARLY", Rule: "last day of month 12 of year", Remind: "day 1 of month 12 of year", Post: "CSS", Evidence: "TEXT", Form: "年度社区文化计划表", Source: "S4"},
	{Code: "W-82", ZH: "下年度培训计划", EN: "Next year's training plan", Kind: "PLAN", Frequency: "YEARLY", Rule: "day 10 of month 12 of year", Remind: "day 10 of month 12 of year", Post: "CSS", Evidence: "TEXT", Source: "S4"},
	{Code: "W-83", ZH: "年度服务质量总结", EN: "Annual summary of service quality", Kind: "RETURN", Frequency: "YEARLY", Rule: "last day", Post: "CSS", Evidence: "TEXT", Source: "S0.b"},
	{Code: "W-84", ZH: "建议评定与奖励", EN: "Appraisal of suggestions and awards", Kind: "ROUTINE", Frequency: "YEARLY", Rule: "last day", Post: "CSS", Evidence: "TEXT", Source: "S3.a"},
	{Code: "W-85", ZH: "运行经费预算", EN: "Running-cost budget", Kind: "PLAN", Frequency: "YEARLY", Rule: "last day of month 1 of year", Post: "DIR", Evidence: "TEXT", Source: "S3.e"},
	{Code: "W-86", ZH: "新建社区组织", EN: "Two or three new community organisations", Kind: "ROUTINE", Frequency: "YEARLY", Rule: "last day", Post: "DIR", Evidence: "TEXT", Source: "S3.e, K-32"},

	{Code: "W-90", ZH: "公告栏更新", EN: "Notice board", Kind: "ROUTINE", Frequency: "ON_DEMAND", Rule: "day", Post: "CSS", Evidence: "FILE", Source: "S4"},
	{Code: "W-91", ZH: "活动总结", EN: "Event summary", Kind: "PLAN", Frequency: "ON_DEMAND", Rule: "after 3", Post: "ZCS", Evidence: "TEXT", Source: "S4"},
	{Code: "W-92", ZH: "节日问候", EN: "Festival greetings at Spring Festival and Mid-Autumn", Kind: "ROUTINE", Frequency: "ON_DEMAND", Rule: "day", Post: "DESK", Evidence: "TEXT", Source: "S2.b"},
	{Code: "W-93", ZH: "消防演练", EN: "Fire drill", Kind: "TRAINING", Frequency: "ON_DEMAND", Rule: "after 7", Post: "SECS", Evidence: "TEXT", Source: "S1.a, S4"},

	{Code: "QI-01", ZH: "品质检查", EN: "Quality inspection by head office", Kind: "INSPECTION", Frequency: "ON_DEMAND", Rule: "after 7", Post: "HQA", Evidence: "CHECKLIST", Form: "品质检查评分表", Source: "SYS-24 [D]",
		Items: []Item{{"投诉受理与回访记录齐全、按时", 20}, {"维修工单及时、签字完整", 20}, {"值班记录按日签阅并抽查", 10}, {"楼宇与设施完好", 15}, {"保洁与绿化", 15}, {"秩序与消防", 15}, {"员工仪容与服务规范", 5}}},
}

// StandardOf is the duty of the calendar with a code, nil where there is none.
func StandardOf(code string) *Standard {
	for i := range Calendar {
		if Calendar[i].Code == code {
			return &Calendar[i]
		}
	}
	return nil
}

// Template is what its instances follow from. The calendar's own rules are right: a test reads them all.
func (s *Standard) Template() *Template {
	t, err := Read(s.Kind, s.Frequency, s.Times, s.Rule, s.Remind)
	if err != nil {
		panic(err)
	}
	return t
}
