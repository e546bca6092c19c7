package policy

// Key names a policy, as the domain's 2b.2 does.
type Key string

// The keys.
const (

	// Complaints.
	ComplaintOnSpotReportHours         Key = "complaint.on_spot_report_hours"
	ComplaintOfficeReportMinutes       Key = "complaint.office_report_minutes"
	ComplaintCollectiveDirectorMinutes Key = "complaint.collective.director_minutes"
	ComplaintCollectiveCompanyHours    Key = "complaint.collective.company_hours"
	ComplaintCentreReportbackHours     Key = "complaint.centre_reportback_hours"
	ComplaintCentreHelpMinutes         Key = "complaint.centre_help_minutes"
	ComplaintContactHours              Key = "complaint.contact_hours"
	ComplaintFirstFeedbackHours        Key = "complaint.first_feedback_hours"
	ComplaintFormalReplyWorkdays       Key = "complaint.formal_reply_workdays"
	ComplaintResolveDaysClass1         Key = "complaint.resolve_days.class1"
	ComplaintResolveDaysClass2Ordinary Key = "complaint.resolve_days.class2_ordinary"
	ComplaintResolveDaysClass2Major    Key = "complaint.resolve_days.class2_major"
	ComplaintResolveDaysClass3         Key = "complaint.resolve_days.class3"
	ComplaintClass3FollowupDays        Key = "complaint.class3_followup_days"
	ComplaintDeveloperResolveDays      Key = "complaint.developer_resolve_days"
	ComplaintNotifyOwnerWorkdays       Key = "complaint.notify_owner_workdays"
	ComplaintMajorReportHours          Key = "complaint.major_report_hours"
	ComplaintAssistReferralHours       Key = "complaint.assist_referral_hours"
	ComplaintRepeatWindowDays          Key = "complaint.repeat_window_days"
	ComplaintEfficiencyTarget          Key = "complaint.efficiency_target"
	ComplaintTimelyTarget              Key = "complaint.timely_target"
	ComplaintResolutionTarget          Key = "complaint.resolution_target"
	RepeatComplaintFrom                Key = "repeat.complaint_from"
	RepeatRepairFrom                   Key = "repeat.repair_from"

	// Repairs and move-in defects.
	RepairDispatchMinutes    Key = "repair.dispatch_minutes"
	RepairDoorMinutes        Key = "repair.door_minutes"
	PatrolUrgentMinutes      Key = "patrol.urgent_minutes"
	DefectSmall              Key = "defect.small"
	DefectLargerDays         Key = "defect.larger_days"
	DefectDeemedAcceptedDays Key = "defect.deemed_accepted_days"

	// Return visits.
	ReturnVisitComplaintCoverage      Key = "return_visit.complaint.coverage"
	ReturnVisitComplaintDays          Key = "return_visit.complaint.days"
	ReturnVisitMajorComplaintCoverage Key = "return_visit.major_complaint.coverage"
	ReturnVisitMajorComplaintDays     Key = "return_visit.major_complaint.days"
	ReturnVisitProjectCoverage        Key = "return_visit.project.coverage"
	ReturnVisitProjectFromDays        Key = "return_visit.project.from_days"
	ReturnVisitProjectDays            Key = "return_visit.project.days"
	ReturnVisitRepairCoverage         Key = "return_visit.repair.coverage"
	ReturnVisitRepairDays             Key = "return_visit.repair.days"
	ReturnVisitMedicalAidCoverage     Key = "return_visit.medical_aid.coverage"
	ReturnVisitMedicalAidDays         Key = "return_visit.medical_aid.days"
	ReturnVisitEventCoverage          Key = "return_visit.event.coverage"
	ReturnVisitEventDays              Key = "return_visit.event.days"
	ReturnVisitHomeServiceCoverage    Key = "return_visit.home_service.coverage"
	ReturnVisitHomeServiceDays        Key = "return_visit.home_service.days"
	ReturnVisitDefectCoverage         Key = "return_visit.defect.coverage"
	ReturnVisitDefectHours            Key = "return_visit.defect.hours"
	ReturnVisitBuyerCoverage          Key = "return_visit.buyer.coverage"
	ReturnVisitBuyerFirstDays         Key = "return_visit.buyer.first_days"
	ReturnVisitBuyerSecondDays        Key = "return_visit.buyer.second_days"
	ReturnVisitEvaluationReturnTarget Key = "return_visit.evaluation.return_target"
	ReturnVisitDefectNoticeHours      Key = "return_visit.defect_notice_hours"
	RecordsReturnVisitYears           Key = "records.return_visit_years"
	RecordsReturnVisitDay             Key = "records.return_visit_day"
	OutreachRoundsPerDay              Key = "outreach.rounds_per_day"
	OutreachMonthlyTarget             Key = "outreach.monthly_target"

	// Surveys.
	SurveyReturnTarget       Key = "survey.return_target"
	SurveySendBase           Key = "survey.send_base"
	SurveySendTarget         Key = "survey.send_target"
	SurveyTimesPerYear       Key = "survey.times_per_year"
	SurveyCountWorkdays      Key = "survey.count_workdays"
	SurveyPublishWorkdays    Key = "survey.publish_workdays"
	SurveyMainShare          Key = "survey.main_share"
	SurveySatisfactionTarget Key = "survey.satisfaction_target"
	SmallSample              Key = "small_sample"

	// Corrective action.
	CapaDueDays    Key = "capa.due_days"
	CapaEffectDays Key = "capa.effect_days"

	// Duties, logs and returns.
	DutylogSampleRate        Key = "dutylog.sample_rate"
	SuggestionSupervisorDays Key = "suggestion.supervisor_days"
	PatrolClerkDays          Key = "patrol.clerk_days"
	EventSummaryDays         Key = "event.summary_days"
	RecordsPackWorkdays      Key = "records.pack_workdays"
	ReportServiceDay         Key = "report.service_day"
	ForumPerYear             Key = "forum.per_year"
	TrainingPerMonth         Key = "training.per_month"
	RenovationPatrolsPerDay  Key = "renovation.patrols_per_day"
	SignageChecksPerDay      Key = "signage.checks_per_day"
	CalendarReminderDayW30   Key = "calendar.reminder_day.W-30"
	CalendarReminderDayW31   Key = "calendar.reminder_day.W-31"
	CalendarReminderDayW32   Key = "calendar.reminder_day.W-32"
	CalendarReminderDayW33   Key = "calendar.reminder_day.W-33"
	CalendarReminderDayW34   Key = "calendar.reminder_day.W-34"
	CalendarReminderDayW36   Key = "calendar.reminder_day.W-36"
	CalendarReminderDayW37   Key = "calendar.reminder_day.W-37"
	CalendarReminderDayW38   Key = "calendar.reminder_day.W-38"
	CalendarReminderDayW39   Key = "calendar.reminder_day.W-39"
	CalendarReminderDayW60   Key = "calendar.reminder_day.W-60"
	CalendarReminderDayW82   Key = "calendar.reminder_day.W-82"

	// Clocks and escalation.
	WorkdayCutoff         Key = "workday.cutoff"
	ClockWarnShare        Key = "clock.warn_share"
	EscalationStepHours   Key = "escalation.step_hours"
	IncidentReportMinutes Key = "incident.report_minutes"
	PowerGeneratorMinutes Key = "power.generator_minutes"

	// Renovation.
	RenovationReviewWorkdays       Key = "renovation.review_workdays"
	RenovationRefundTargetWorkdays Key = "renovation.refund_target_workdays"
	RenovationRefundLimitWorkdays  Key = "renovation.refund_limit_workdays"

	// Sales and buyers.
	HandoverNoticeDays    Key = "handover.notice_days"
	SalesReconcileDay     Key = "sales.reconcile_day"
	SalesContractFileDays Key = "sales.contract_file_days"
	SalesRefundDays       Key = "sales.refund_days"

	// Fees.
	FeeLateFeeStart              Key = "fee.late_fee_start"
	ArrearsVisitMonths           Key = "arrears.visit_months"
	ArrearsLetterMonths          Key = "arrears.letter_months"
	ArrearsVisitRequiresOccupied Key = "arrears.visit_requires_occupied"
	ArrearsJudgmentDays          Key = "arrears.judgment_days"
	FeeUtilitiesTarget           Key = "fee.utilities_target"
	FeeSpecialServiceTarget      Key = "fee.special_service_target"
	FeePropertyTarget            Key = "fee.property_target"
	FeeHouseholdTarget           Key = "fee.household_target"

	// People.
	SwapMaxPerMonth   Key = "swap.max_per_month"
	ConductRepeatFrom Key = "conduct.repeat_from"
	ConductMultiplier Key = "conduct.multiplier"
	PhoneRings        Key = "phone.rings"
	TypingCharacters  Key = "typing.characters"

	// Gate, stars, contract.
	VehicleRecognitionTarget   Key = "vehicle.recognition_target"
	StarThreeTarget            Key = "star.three_target"
	StarFourTarget             Key = "star.four_target"
	StarDemonstrationTarget    Key = "star.demonstration_target"
	ServiceReachTarget         Key = "service.reach_target"
	AssociationPerYear         Key = "association.per_year"
	ContractSatisfactionTarget Key = "contract.satisfaction_target"
)
