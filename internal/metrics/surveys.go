package metrics

import (
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
)

var (
	good = []any{"VERY_SATISFIED", "SATISFIED"}
	bad  = []any{"DISSATISFIED", "VERY_DISSATISFIED"}
)

// surveys are the figures of the satisfaction survey (SYS-22). They lie in years.
var surveys = []*Metric{
	{
		Key: "SURVEYS", Title: lifecycle.Title{ZH: "满意度调查次数", EN: "Surveys"}, Unit: Count, Source: "K-10", Noun: "Survey",
		Formula: lifecycle.Title{ZH: "已发放的满意度调查数", EN: "surveys sent"},
		If:      []Condition{Given("sent_at")},
	},
	{
		Key: "SURVEY_SENT", Title: lifecycle.Title{ZH: "问卷发放率", EN: "Questionnaires sent"}, Unit: Share, Source: "Q15, K-11, K-12", Noun: "Survey",
		Formula:  lifecycle.Title{ZH: "发放的问卷 ÷ 应发的住户", EN: "questionnaires sent / households they were meant for"},
		If:       []Condition{Given("sent_at")},
		Of:       Amount{Column: "target"},
		Top:      Amount{Column: "sent"},
		Policies: []policy.Key{policy.SurveySendBase},
		Target:   &Target{Policy: policy.SurveySendTarget},
	},
	{
		Key: "SURVEY_RETURNED", Title: lifecycle.Title{ZH: "问卷回收率", EN: "Questionnaires returned"}, Unit: Share, Source: "Q15, K-13 to K-15", Noun: "Survey",
		Formula:  lifecycle.Title{ZH: "回收的问卷 ÷ 发放的问卷", EN: "questionnaires returned / questionnaires sent"},
		If:       []Condition{Given("sent_at")},
		Of:       Amount{Column: "sent"},
		Top:      Amount{Column: "returned"},
		Policies: []policy.Key{policy.SurveySendBase},
		Target:   &Target{Policy: policy.SurveyReturnTarget},
	},
	{
		Key: "SURVEY_SATISFIED", Title: lifecycle.Title{ZH: "总体满意率", EN: "Satisfied on the whole"}, Unit: Share, Source: "Q15, K-34", Noun: "SurveyResponse",
		Formula:  lifecycle.Title{ZH: "总体评价为非常满意或满意的问卷 ÷ 有总体评价的问卷", EN: "questionnaires marked satisfied or very satisfied on the whole / questionnaires with that mark"},
		If:       []Condition{Given("satisfaction")},
		And:      []Condition{Is("satisfaction", good...)},
		Policies: []policy.Key{policy.SurveySendBase},
		Target:   &Target{Policy: policy.SurveySatisfactionTarget},
	},
	{
		Key: "SURVEY_ITEM_SATISFIED", Title: lifecycle.Title{ZH: "单项满意率", EN: "Satisfied, by item"}, Unit: Share, Source: "Q15, K-34", Noun: "SurveyAnswer",
		Formula:  lifecycle.Title{ZH: "评价为非常满意或满意的答案 ÷ 全部答案", EN: "answers satisfied or very satisfied / answers"},
		And:      []Condition{Is("mark", good...)},
		Policies: []policy.Key{policy.SurveySendBase},
		Target:   &Target{Policy: policy.SurveySatisfactionTarget},
	},
	{
		Key: "SURVEY_DISSATISFIED", Title: lifecycle.Title{ZH: "不满意答案数", EN: "Dissatisfied answers"}, Unit: Count, Source: "Q16, K-16", Noun: "SurveyAnswer",
		Formula:  lifecycle.Title{ZH: "评价为不满意或非常不满意的答案数", EN: "answers dissatisfied or very dissatisfied"},
		If:       []Condition{Is("mark", bad...)},
		Policies: []policy.Key{policy.SurveySendBase},
	},
}

// failures are the figures of nonconformities and what is done about them (SYS-24).
var failures = []*Metric{
	{
		Key: "NONCONFORMITIES", Title: lifecycle.Title{ZH: "不合格项数", EN: "Nonconformities raised"}, Unit: Count, Source: "Q07, SYS-24", Noun: "Nonconformity",
		Formula: lifecycle.Title{ZH: "提出的不合格项数", EN: "nonconformities raised"},
	},
	{
		Key: "NONCONFORMITIES_OPEN", Title: lifecycle.Title{ZH: "不合格项未关闭率", EN: "Share of nonconformities still open"}, Unit: Share, Source: "Q07, SYS-24", Noun: "Nonconformity",
		Formula: lifecycle.Title{ZH: "未关闭的不合格项 ÷ 提出的不合格项", EN: "nonconformities not closed / nonconformities raised"},
		And:     []Condition{Is("open", true)},
	},
	{
		Key: "NONCONFORMITIES_OVERDUE", Title: lifecycle.Title{ZH: "不合格项整改逾期率", EN: "Share of nonconformities whose measures are late"}, Unit: Share, Source: "Q07, SYS-24", Noun: "Nonconformity",
		Formula:  lifecycle.Title{ZH: "整改逾期（已逾期未实施或逾期后实施）的不合格项 ÷ 提出的不合格项", EN: "nonconformities whose measures were implemented after they were due, or are due and not implemented / nonconformities raised"},
		And:      []Condition{Any(After("implemented_at", "due_at"), Together(Missing("implemented_at"), Past("due_at")))},
		Policies: []policy.Key{policy.CapaDueDays},
	},
	{
		Key: "MEASURES_EFFECTIVE", Title: lifecycle.Title{ZH: "措施有效率", EN: "Share of measures that work"}, Unit: Share, Source: "SYS-24", Noun: "Nonconformity",
		Formula:  lifecycle.Title{ZH: "验证有效的不合格项 ÷ 已做效果验证的不合格项", EN: "nonconformities whose measures were found to work / nonconformities whose measures were judged"},
		If:       []Condition{Given("effective")},
		And:      []Condition{Is("effective", true)},
		Policies: []policy.Key{policy.CapaEffectDays},
	},
}
