package visits

import (
	"estatehub/ent/gen"
	"estatehub/ent/gen/returnvisit"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/fault"
	"estatehub/internal/policy"
)

// Payload is the answer of a mutation of one visit.
type Payload struct {
	ReturnVisit *gen.ReturnVisit // as the viewer sees it; nil where there are user errors
	UserErrors  []*fault.UserError
}

// ListPayload is the answer of a mutation of several visits.
type ListPayload struct {
	ReturnVisits []*gen.ReturnVisit // empty where there are user errors
	UserErrors   []*fault.UserError
}

// Shown is a rule as the API tells it; what a rule does not have is nil.
type Shown struct {
	Code, Visitor, Method, Source string
	Type                          returnvisit.Type
	TicketKind                    *ticket.Kind
	CoverageKey, OpensKey, DueKey *string
}

// Show tells the rules.
func Show() []*Shown {
	key := func(k policy.Key) *string {
		if k == "" {
			return nil
		}
		s := string(k)
		return &s
	}
	all := make([]*Shown, len(Rules))
	for i, r := range Rules {
		all[i] = &Shown{
			Code: r.Code, Visitor: r.Visitor, Method: r.Method, Source: r.Source, Type: returnvisit.Type(r.Type),
			CoverageKey: key(r.Coverage), OpensKey: key(r.Opens), DueKey: key(r.Due),
		}
		if r.Kind != "" {
			kind := ticket.Kind(r.Kind)
			all[i].TicketKind = &kind
		}
	}
	return all
}
