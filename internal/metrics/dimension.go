package metrics

import (
	rulebook "estatehub/internal/clocks"
	"estatehub/internal/lifecycle"
)

// Dimension is by what a metric is cut.
type Dimension string

// The dimensions.
const (
	ByCommunity        Dimension = "COMMUNITY"
	ByDay              Dimension = "DAY"
	ByWeek             Dimension = "WEEK"
	ByCompany          Dimension = "COMPANY"
	ByDeveloper        Dimension = "DEVELOPER"
	ByMonth            Dimension = "MONTH"
	ByQuarter          Dimension = "QUARTER"
	ByYear             Dimension = "YEAR"
	ByKind             Dimension = "KIND"
	ByClass            Dimension = "CLASS"
	ByType             Dimension = "TYPE"
	BySeverity         Dimension = "SEVERITY"
	ByValidity         Dimension = "VALIDITY"
	ByTopic            Dimension = "TOPIC"
	ByChannel          Dimension = "CHANNEL"
	ByCategory         Dimension = "CATEGORY"
	ByState            Dimension = "STATE"
	ByOutcome          Dimension = "OUTCOME"
	ByUnfinishedReason Dimension = "UNFINISHED_REASON"
	ByRule             Dimension = "RULE"
	ByVisitType        Dimension = "VISIT_TYPE"
	ByMethod           Dimension = "METHOD"
	ByMark             Dimension = "MARK"
	ByItem             Dimension = "ITEM"
	BySource           Dimension = "SOURCE"
	ByDutyKind         Dimension = "DUTY_KIND"
	ByTemplate         Dimension = "TEMPLATE"
	ByFaultKind        Dimension = "FAULT_KIND"
	ByBuilding         Dimension = "BUILDING"
)

// Dimensions lists all.
var Dimensions = []Dimension{
	ByCommunity, ByCompany, ByDeveloper, ByDay, ByWeek, ByMonth, ByQuarter, ByYear, ByKind, ByClass, ByType, BySeverity, ByValidity, ByTopic,
	ByChannel, ByCategory, ByState, ByOutcome, ByUnfinishedReason, ByRule, ByVisitType, ByMethod, ByMark, ByItem, BySource,
	ByDutyKind, ByTemplate, ByFaultKind, ByBuilding,
}

// ofCommunities are the dimensions that a row has by its community.
var ofCommunities = []Dimension{ByCommunity, ByCompany, ByDeveloper}

// terms name the values of dimensions. Those of states are the life cycle's, by noun.
var terms = map[Dimension][]lifecycle.Term{
	ByKind: lifecycle.Kinds, ByClass: lifecycle.Classes, ByType: lifecycle.Types, BySeverity: append(lifecycle.Severities[:2:2], lifecycle.FaultSeverities...),
	ByValidity: lifecycle.Validities, ByTopic: lifecycle.Topics, ByChannel: lifecycle.Channels, ByOutcome: lifecycle.Outcomes,
	ByUnfinishedReason: lifecycle.UnfinishedReasons, ByVisitType: lifecycle.VisitTypes, ByMethod: lifecycle.VisitMethods,
	ByMark: lifecycle.Marks, ByItem: lifecycle.SurveyItems, BySource: lifecycle.NonconformitySources,
	ByDutyKind: lifecycle.DutyKinds, ByFaultKind: lifecycle.FaultKinds,
}

var machines = map[string]*lifecycle.Machine{
	"ReturnVisit": lifecycle.ReturnVisit, "Survey": lifecycle.Survey, "Nonconformity": lifecycle.Nonconformity, "Duty": lifecycle.Duty,
}

// titled names a value of a dimension of a noun; by itself where it has no other name.
func titled(noun string, d Dimension, value string) lifecycle.Title {
	if d == ByState {
		if noun == "Ticket" {
			return lifecycle.TicketStateTitle(lifecycle.State(value))
		}
		if m := machines[noun]; m != nil {
			return m.Titles[lifecycle.State(value)]
		}
	}
	if d == ByRule {
		for _, r := range rulebook.Rules {
			if r.ID == value {
				return lifecycle.Title{ZH: value + " " + r.ZH, EN: value + " " + r.EN}
			}
		}
	}
	for _, t := range terms[d] {
		if t.Code == value {
			return lifecycle.Title{ZH: t.ZH, EN: t.EN}
		}
	}
	return lifecycle.Title{ZH: value, EN: value}
}
