package clocks

import (
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

// Posts that are told first (2i).
const (
	supervisor  = "CSS"
	repairHead  = "REPL"
	engineering = "ENGS"
	director    = "DIR"
	company     = "DGM"
	centre      = "HCC"
)

// Rules are all deadlines the hub keeps, in the document's order, then its own defaults. What is not among them and why is
// said in docs/clocks.md.
var Rules = []Rule{
	{ID: "D-01", ZH: "现场处理完毕后上报", EN: "Report of a complaint settled on the spot", Subject: OfTicket, Unit: "HOURS", Key: policy.ComplaintOnSpotReportHours,
		To: supervisor, Level: 1, Source: "S4", suits: state(lifecycle.HandledOnSpot), begins: by(lifecycle.SettleOnSpot), met: solved},
	{ID: "D-02", ZH: "现场无法解决时转交办公室", EN: "Complaint that cannot be settled on the spot, to the office", Subject: OfTicket, Unit: "MINUTES", Key: policy.ComplaintOfficeReportMinutes,
		To: supervisor, Level: 1, Source: "S4", suits: complaintIn(lifecycle.Classified), begins: entering(lifecycle.Classified), met: by(lifecycle.Dispatch)},
	{ID: "D-03", ZH: "集体投诉告知主任", EN: "Director told of a collective complaint", Subject: OfTicket, Unit: "MINUTES", Key: policy.ComplaintCollectiveDirectorMinutes,
		To: director, Level: 2, Source: "S4", suits: collective, begins: becoming(collective), met: so(func(f *Facts) bool { return !f.DirectorTold.IsZero() })},
	{ID: "D-04", ZH: "集体投诉上报公司", EN: "Company, complaint centre and customers told of a collective complaint", Subject: OfTicket, Unit: "HOURS", Key: policy.ComplaintCollectiveCompanyHours,
		To: company, Level: 3, Source: "S4", suits: collective, begins: becoming(func(f *Facts) bool { return collective(f) && !f.DirectorTold.IsZero() }),
		met: so(func(f *Facts) bool { return !f.CompanyTold.IsZero() })},
	{ID: "D-05", ZH: "转办投诉回报结果", EN: "Result of a transferred case back to the complaint centre", Subject: OfTicket, Unit: "HOURS", Key: policy.ComplaintCentreReportbackHours,
		To: centre, Level: 3, Source: "S4", outlives: true, suits: handledForCentre, begins: becoming(handledForCentre),
		met: so(func(f *Facts) bool { return !f.ReportedBack.IsZero() })},
	{ID: "D-06", ZH: "无法解决时求助投诉中心", EN: "Complaint centre asked for help", Subject: OfTicket, Unit: "MINUTES", Key: policy.ComplaintCentreHelpMinutes,
		To: centre, Level: 3, Source: "S4", suits: stuck, begins: becoming(stuck), met: so(func(f *Facts) bool { return !f.HelpAsked.IsZero() })},
	{ID: "D-07", ZH: "有效投诉联系客户并约定答复时间", EN: "Customer of a valid complaint contacted, reply time agreed", Subject: OfTicket, Unit: "HOURS", Key: policy.ComplaintContactHours,
		To: supervisor, Level: 1, Source: "S4", suits: valid, begins: becomingAtWork(valid),
		met: anyOf(promised, by(lifecycle.Promise, lifecycle.Reply, lifecycle.SettleOnSpot), solved)},
	{ID: "D-08", ZH: "首次反馈", EN: "First feedback", Subject: OfTicket, Unit: "HOURS", Key: policy.ComplaintFirstFeedbackHours,
		To: supervisor, Level: 1, Source: "S3.a", suits: kinds(lifecycle.Complaint, lifecycle.Suggestion, lifecycle.Enquiry), begins: opened,
		met: anyOf(by(lifecycle.FeedBack, lifecycle.Promise, lifecycle.Reply, lifecycle.Explain, lifecycle.Refer, lifecycle.SettleOnSpot, lifecycle.NotifyOwner), promised, solved)},
	{ID: "D-09", ZH: "日常管理类投诉、建议正式答复", EN: "Formal reply to a complaint about daily management, a suggestion or a praise", Subject: OfTicket, Unit: "WORKDAYS", Key: policy.ComplaintFormalReplyWorkdays,
		To: supervisor, Level: 1, Source: "S0.b", stage: reply, suits: func(f *Facts) bool {
			return f.Kind == lifecycle.Complaint && !f.defect() || f.Kind == lifecycle.Suggestion || f.Kind == lifecycle.Praise
		}, met: replied},
	{ID: "D-10", ZH: "房屋缺陷类投诉正式答复", EN: "Formal reply to a complaint about a housing defect", Subject: OfTicket, Unit: "WORKDAYS", Key: policy.ComplaintFormalReplyWorkdays,
		To: supervisor, Level: 1, Source: "S0.b", stage: reply, suits: func(f *Facts) bool { return f.Kind == lifecycle.Complaint && f.defect() }, met: replied},
	{ID: "D-11", ZH: "一般房屋缺陷投诉解决", EN: "Ordinary housing-defect complaint solved", Subject: OfTicket, Unit: "DAYS", Key: policy.ComplaintResolveDaysClass2Ordinary,
		To: director, Level: 2, Source: "S0.b", stage: solve, Pauses: true, suits: func(f *Facts) bool { return ofHouse(f) && f.Severity != "MAJOR" }, met: solved},
	{ID: "D-12", ZH: "重大房屋缺陷投诉整改", EN: "Major housing-defect complaint rectified", Subject: OfTicket, Unit: "DAYS", Key: policy.ComplaintResolveDaysClass2Major,
		To: company, Level: 3, Source: "S0.b", stage: solve, Pauses: true, suits: func(f *Facts) bool { return ofHouse(f) && f.Severity == "MAJOR" }, met: solved},
	{ID: "D-13", ZH: "一类及未分类投诉解决", EN: "Complaint of class 1 or not yet classified solved", Subject: OfTicket, Unit: "WORKDAYS", Key: policy.ComplaintResolveDaysClass1,
		To: director, Level: 2, Source: "S2.b, G-02 [D]", stage: solve, Pauses: true, suits: func(f *Facts) bool {
			return f.Kind == lifecycle.Complaint && f.Class != "CLASS_3" && !ofHouse(f)
		}, met: solved},
	{ID: "D-14", ZH: "承诺的答复时间", EN: "Reply time agreed with the customer", Subject: OfTicket, Unit: "PROMISE",
		To: supervisor, Level: 1, Source: "S3.a, S4", suits: anything, met: anyOf(by(lifecycle.Reply, lifecycle.NotifyOwner), solved)},
	{ID: "D-15", ZH: "解决后告知业主", EN: "Owner told that the complaint is solved", Subject: OfTicket, Unit: "WORKDAYS", Key: policy.ComplaintNotifyOwnerWorkdays,
		To: supervisor, Level: 1, Source: "S0.b", suits: complaintIn(lifecycle.Resolved, lifecycle.ResultChecked, lifecycle.OwnerNotified), begins: entering(lifecycle.Resolved), met: by(lifecycle.NotifyOwner)},
	{ID: "D-16", ZH: "重大投诉上报主任", EN: "Director told of a major complaint", Subject: OfTicket, Unit: "HOURS", Key: policy.ComplaintMajorReportHours,
		To: director, Level: 2, Source: "S0.b, S1.b", suits: major, begins: becomingAtWork(major),
		met: so(func(f *Facts) bool { return !f.DirectorTold.IsZero() })},
	{ID: "D-17", ZH: "协助处理书面转介", EN: "Written referral of a complaint to be assisted", Subject: OfTicket, Unit: "HOURS", Key: policy.ComplaintAssistReferralHours,
		To: supervisor, Level: 1, Source: "S4", suits: complaintIn(lifecycle.Assisted, lifecycle.Referred), begins: entering(lifecycle.Assisted), met: by(lifecycle.Refer)},
	{ID: "D-18", ZH: "报修派单", EN: "Repair order to maintenance", Subject: OfTicket, Unit: "MINUTES", Key: policy.RepairDispatchMinutes,
		To: supervisor, Level: 1, Source: "S1.b", Pauses: true, suits: kinds(lifecycle.Repair), begins: opened, met: by(lifecycle.Dispatch)},
	{ID: "D-19", ZH: "维修上门", EN: "Worker at the home", Subject: OfTicket, Unit: "MINUTES", Key: policy.RepairDoorMinutes,
		To: repairHead, Level: 1, Source: "S1.b", appointed: true, suits: inStates(lifecycle.Repair, lifecycle.Sent, lifecycle.Accepted, lifecycle.OnSite), begins: by(lifecycle.Dispatch), met: by(lifecycle.Arrive)},
	{ID: "D-20", ZH: "小修当日完工", EN: "Small repair finished on the spot, the same day", Subject: OfTicket, Unit: "SAME_DAY",
		To: repairHead, Level: 1, Source: "S1.b", suits: inStates(lifecycle.Repair, lifecycle.OnSite, lifecycle.Completed), begins: by(lifecycle.Arrive), met: solved},
	{ID: "D-21", ZH: "未完工当日采取临时措施、约定下次并告知客服", EN: "Unfinished: temporary measure, next appointment, customer service told the same day", Subject: OfTicket, Unit: "SAME_DAY",
		To: supervisor, Level: 1, Source: "S1.b", suits: kinds(lifecycle.Repair), met: by(lifecycle.LeaveUnfinished)},
	{ID: "D-22", ZH: "业主签字后当日回单", EN: "Order back to customer service once the owner has signed", Subject: OfTicket, Unit: "SAME_DAY",
		To: supervisor, Level: 1, Source: "S1.b", suits: kinds(lifecycle.Repair), begins: entering(lifecycle.OwnerSigned), met: by(lifecycle.ReturnOrder)},
	{ID: "D-23", ZH: "居家服务当日回报结果", EN: "Result of a home service back to customer service", Subject: OfTicket, Unit: "SAME_DAY",
		To: supervisor, Level: 1, Source: "S0.b", suits: kinds(lifecycle.HomeService), begins: by(lifecycle.Dispatch), met: anyOf(by(lifecycle.LeaveUnfinished), solved)},
	{ID: "D-24", ZH: "巡查紧急事项报修", EN: "Urgent item of a patrol passed to repair", Subject: OfTicket, Unit: "MINUTES", Key: policy.PatrolUrgentMinutes,
		To: engineering, Level: 1, Source: "S3.a", suits: func(f *Facts) bool {
			return f.Kind == lifecycle.Repair && f.Channel == "PATROL" && f.Severity == "MAJOR"
		}, begins: opened, met: by(lifecycle.Dispatch)},
	{ID: "D-25", ZH: "小型房屋缺陷整改", EN: "Small defect of a unit acceptance done", Subject: OfTicket, Unit: "DAYS", Key: policy.DefectSmall,
		To: repairHead, Level: 1, Source: "S3.a", stage: solve, Pauses: true, suits: func(f *Facts) bool { return f.Kind == lifecycle.Defect && f.Size == "SMALL" }, met: solved},
	{ID: "D-26", ZH: "较大房屋缺陷整改", EN: "Larger defect of a unit acceptance done, and any whose size nobody has said", Subject: OfTicket, Unit: "DAYS", Key: policy.DefectLargerDays,
		To: director, Level: 2, Source: "S3.a", stage: solve, Pauses: true, suits: func(f *Facts) bool { return f.Kind == lifecycle.Defect && f.Size != "SMALL" }, met: solved},
	{ID: "D-27", ZH: "缺陷维修后回访", EN: "Return visit to a repaired defect", Subject: OfVisit, Unit: "HOURS", Key: policy.ReturnVisitDefectHours, To: supervisor, Level: 1, Source: "S3.a"},
	{ID: "D-28", ZH: "业主异议期", EN: "The owner's week to object to a repair, after which it is deemed accepted", Subject: OfTicket, Unit: "DAYS", Key: policy.DefectDeemedAcceptedDays,
		Source: "S0.b", suits: inStates(lifecycle.Defect, lifecycle.OwnerTold, lifecycle.OwnerAccepted, lifecycle.DeemedAccepted), begins: entering(lifecycle.OwnerTold), met: by(lifecycle.Sign, lifecycle.Deem)},
	{ID: "D-35", ZH: "问卷统计", EN: "Survey counted", Subject: OfSurvey, Unit: "WORKDAYS", Key: policy.SurveyCountWorkdays, To: director, Level: 2, Source: "S4"},
	{ID: "D-36", ZH: "改进措施公布", EN: "Measures posted, after the survey was sent", Subject: OfSurvey, Unit: "WORKDAYS", Key: policy.SurveyPublishWorkdays, To: director, Level: 2, Source: "S4"},
	{ID: "D-37", ZH: "回访缺陷书面通知维修", EN: "Written notice to repair of a defect found in a return visit", Subject: OfVisit, Unit: "HOURS", Key: policy.ReturnVisitDefectNoticeHours, To: supervisor, Level: 1, Source: "S3.a"},
	{ID: "D-38", ZH: "回访问题答复承诺", EN: "Promised answer to a question of a return visit", Subject: OfVisit, Unit: "PROMISE", To: supervisor, Level: 1, Source: "S3.a"},
	{ID: "D-39", ZH: "好建议当日上报主管", EN: "Suggestion to the supervisor", Subject: OfTicket, Unit: "DAYS", Key: policy.SuggestionSupervisorDays,
		To: supervisor, Level: 1, Source: "S3.a", suits: kinds(lifecycle.Suggestion), begins: opened, met: by(lifecycle.Classify)},
	{ID: "D-40", ZH: "巡查记录当日移交", EN: "Patrol log to the clerk", Subject: OfDuty, Unit: "DAYS", Key: policy.PatrolClerkDays, AfterDone: true, To: "ZCS", Level: 1, Source: "S3.a"},
	{ID: "D-41", ZH: "活动总结", EN: "Summary of an event", Subject: OfDuty, Unit: "DAYS", Key: policy.EventSummaryDays, To: supervisor, Level: 1, Source: "S4"},
	{ID: "D-44", ZH: "突发事件上报", EN: "Emergency reported", Subject: OfTicket, Unit: "MINUTES", Key: policy.IncidentReportMinutes,
		To: director, Level: 2, Source: "S3.a, S4", suits: kinds(lifecycle.MedicalAid), begins: opened, met: solved},
	{ID: "D-47", ZH: "质量记录成册", EN: "Quality-record pack of the month", Subject: OfDuty, Unit: "CALENDAR", To: "REC", Level: 1, Source: "S4"},
	{ID: "D-48", ZH: "回访记录归档", EN: "Return-visit records of the quarter to the archivist", Subject: OfDuty, Unit: "CALENDAR", To: "HQA", Level: 3, Source: "S3.a"},

	{ID: "G-02", ZH: "三类投诉解决", EN: "Complaint of class 3 solved", Subject: OfTicket, Unit: "DAYS", Key: policy.ComplaintResolveDaysClass3,
		To: director, Level: 2, Source: "G-02 [D]", stage: solve, Pauses: true, suits: class3, met: solved},
	{ID: "G-02F", ZH: "三类投诉定期跟进", EN: "Complaint of class 3 followed up again", Subject: OfTicket, Unit: "DAYS", Key: policy.ComplaintClass3FollowupDays,
		To: supervisor, Level: 1, Source: "G-02 [D]", stage: followUp, suits: func(f *Facts) bool { return class3(f) && f.unsolved() },
		met: anyOf(by(lifecycle.FeedBack, lifecycle.Promise, lifecycle.Reply, lifecycle.Follow, lifecycle.Refer, noted), solved)},
	{ID: "SYS-12", ZH: "报修处理", EN: "Repair done", Subject: OfTicket, Unit: "HOURS", Amount: 24,
		To: engineering, Level: 1, Source: "SYS-12 [D]", stage: solve, Pauses: true, suits: kinds(lifecycle.Repair), met: solved},
	{ID: "SYS-13", ZH: "居家服务处理", EN: "Home service done", Subject: OfTicket, Unit: "HOURS", Amount: 24,
		To: supervisor, Level: 1, Source: "SYS-13 [D]", stage: solve, Pauses: true, suits: kinds(lifecycle.HomeService), met: solved},
	{ID: "SYS-14", ZH: "特约服务处理", EN: "Special service delivered", Subject: OfTicket, Unit: "DAYS", Amount: 3,
		To: supervisor, Level: 1, Source: "SYS-14 [D]", stage: solve, Pauses: true, suits: kinds(lifecycle.SpecialService), met: solved},
	{ID: "SYS-19", ZH: "一般纠纷处理", EN: "Ordinary dispute dealt with", Subject: OfTicket, Unit: "DAYS", Amount: 15,
		To: director, Level: 2, Source: "SYS-19 [D]", stage: solve, suits: func(f *Facts) bool { return f.Kind == lifecycle.Dispute && f.Severity != "MAJOR" }, met: solved},
	{ID: "SYS-19M", ZH: "重大纠纷处理", EN: "Major dispute dealt with", Subject: OfTicket, Unit: "DAYS", Amount: 30,
		To: company, Level: 3, Source: "SYS-19 [D]", stage: solve, suits: func(f *Facts) bool { return f.Kind == lifecycle.Dispute && f.Severity == "MAJOR" }, met: solved},
	{ID: "SYS-69", ZH: "医疗救助处置与上报", EN: "Medical aid given and reported", Subject: OfTicket, Unit: "HOURS", Amount: 2,
		To: director, Level: 2, Source: "SYS-69 [D]", stage: solve, suits: kinds(lifecycle.MedicalAid), met: solved},

	visit("RV-01", "投诉回访", "Return visit to a complaint", "S3.a"),
	visit("RV-02", "重大投诉回访", "Return visit to a major complaint", "S3.a"),
	visit("RV-03", "投诉回访（一周）", "Return visit to a complaint, within a week", "S3.a"),
	visit("RV-04", "维修工程回访", "Return visit to a maintenance project", "S3.a"),
	visit("RV-05", "报修回访", "Return visit to a repair", "S3.a"),
	visit("RV-06", "报修回访（一周）", "Return visit to a repair, within a week", "S1.b"),
	visit("RV-07", "医疗救助回访", "Return visit after medical aid", "S3.a"),
	visit("RV-08", "活动回访", "Return visit after an event", "S3.a"),
	visit("RV-09", "居家服务回访", "Return visit to a home service", "S0.b"),
	visit("RV-10", "入住整改回访", "Return visit to a move-in rectification", "S3.a"),
	visit("RV-11", "购房客户回访", "Return visit to a buyer", "S2.b"),
	visit("RV-12", "服务评价核实", "Check of service evaluations", "S2.c"),
	visit("RV-13", "计划回访", "Planned regular visit", "S0.b, S1.b"),
	{ID: "SYS-21", ZH: "上门走访", EN: "Outreach visit", Subject: OfVisit, Unit: "PROMISE", To: supervisor, Level: 1, Source: "SYS-21"},
	{ID: "SYS-90", ZH: "工作任务", EN: "Duty done", Subject: OfDuty, Unit: "CALENDAR", To: supervisor, Level: 1, Source: "SYS-90, 2d"},
}

// visit is the window of a return visit, which package visits reckons when it makes one due.
func visit(id, zh, en, source string) Rule {
	return Rule{ID: id, ZH: zh, EN: en, Subject: OfVisit, Unit: "PROMISE", To: supervisor, Level: 1, Source: source}
}

// noted is the event of a note, which is no verb of the life cycles.
const noted lifecycle.Verb = "note"
