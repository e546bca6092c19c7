package tickets

import (
	"context"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"

	"estatehub/ent/gen"
	"estatehub/ent/gen/predicate"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

// once are the columns that keep when something was done that is done once.
var once = map[lifecycle.Verb]string{
	lifecycle.TellDirector: "director_told_at",
	lifecycle.TellCompany:  "company_told_at",
	lifecycle.AskCentre:    "help_asked_at",
	lifecycle.ReportBack:   "reported_back_at",
}

// tallies are the columns that count how often something was done.
var tallies = map[lifecycle.Verb]string{
	lifecycle.Arrive:          "arrivals",
	lifecycle.LeaveUnfinished: "unfinished",
}

// heights are how far up a verb takes a ticket (SYS-10: a level, no state): to the director, to the company.
var heights = map[lifecycle.Verb]int{lifecycle.TellDirector: 2, lifecycle.TellCompany: 3, lifecycle.AskCentre: 3}

// more is a value that is added to what stands in the column, so that of two who count at once none is forgotten.
type more int

// stage adds what a verb says about the stages of a ticket to the columns a move writes.
func stage(v *tenants.Viewer, t *gen.Ticket, verb lifecycle.Verb, at time.Time, set map[string]any) {
	if name := once[verb]; name != "" {
		set[name] = at
	}
	if name := tallies[verb]; name != "" {
		set[name] = more(1)
	}
	if up := heights[verb]; up > t.Level {
		set["level"] = up
	}
	switch verb {
	case lifecycle.Invalidate, lifecycle.Assist:
		set["judgement"], set["judged_by"] = "PENDING", v.Login
	case lifecycle.Uphold:
		set["judgement"] = "UPHELD"
	case lifecycle.Overturn:
		set["judgement"] = "REVERSED"
	}
	if set["collective"] == false {
		set["complainants"] = nil
	}
}

// asRead is what must still be so in a ticket for a verb that leaves its state alone: of two who do it at once one does.
func asRead(t *gen.Ticket, verb lifecycle.Verb) []predicate.Ticket {
	if name := once[verb]; name != "" {
		return []predicate.Ticket{predicate.Ticket(sql.FieldIsNull(name))}
	}
	if judges(verb) && t.Judgement != nil {
		return []predicate.Ticket{ticket.JudgementEQ(*t.Judgement)}
	}
	return nil
}

func judges(verb lifecycle.Verb) bool {
	return verb == lifecycle.Uphold || verb == lifecycle.Overturn
}

// doubtful tells whether nobody has looked a second time at a judgement.
func doubtful(t *gen.Ticket) bool {
	return t.Judgement != nil && *t.Judgement == ticket.JudgementPENDING
}

// barred is what stands against a verb by the ticket's own data, where its state would allow it.
func barred(v *tenants.Viewer, t *gen.Ticket, m *lifecycle.Machine, verb lifecycle.Verb) *fault.Error {
	wrong := func(en, zh string) *fault.Error { return fault.Both(fault.WrongState, en, zh) }
	switch verb {
	case lifecycle.Close, lifecycle.Reopen, lifecycle.Merge:
		if doubtful(t) {
			return wrong("a head must first uphold or overturn that it is invalid or to be assisted", "无效或协助处理的判定尚待主管复核")
		}
		if verb == lifecycle.Close && dissatisfied(t, m) {
			return wrong("its return visit was not satisfying: re-open it instead", "回访不合格，不能关闭，请重新打开")
		}
	case lifecycle.TellDirector, lifecycle.TellCompany:
		return untold(t, verb)
	case lifecycle.AskCentre:
		if t.HelpAskedAt != nil {
			return wrong("the complaint centre was asked already", "已向投诉中心求助")
		}
	case lifecycle.ReportBack:
		switch {
		case t.TransferredAt == nil:
			return wrong("the complaint centre did not send it: there is nobody to report to", "该投诉并非投诉中心转来，无需回报")
		case t.ReportedBackAt != nil:
			return wrong("the result was reported already", "结果已回报")
		}
	case lifecycle.Accept:
		step, err := m.Step(lifecycle.State(t.State), verb)
		if err == nil && string(step.To) == string(t.State) && (t.TransferredAt == nil || t.AssigneeID != nil) {
			return wrong("only what the complaint centre sent is accepted before it is dispatched, once", "只有投诉中心转来且尚无经办人的投诉才能在派单前接收")
		}
	case lifecycle.Uphold, lifecycle.Overturn:
		return unjudged(v, t, verb)
	case lifecycle.RecordReturnVisit:
		if DidWork(t, v.Staff) {
			return fault.Both(fault.Forbidden, "you did the work: customer service asks how it was done", "本工单由您经办，应由客服人员回访")
		}
	}
	return nil
}

// DidWork tells whether a member of staff is who worked on a repair, a home service or a defect: the rules have customer
// service ask the customer about it (RV-04 to RV-06, RV-09, RV-10), not him. Complaints may be visited by who handled them
// (RV-03).
func DidWork(t *gen.Ticket, staff ident.ID) bool {
	return staff != 0 && t.AssigneeID != nil && *t.AssigneeID == staff &&
		slices.Contains([]ticket.Kind{ticket.KindREPAIR, ticket.KindHOME_SERVICE, ticket.KindDEFECT}, t.Kind)
}

// dissatisfied tells whether a ticket's return visit was not satisfying and it can be opened again (SYS-10).
func dissatisfied(t *gen.Ticket, m *lifecycle.Machine) bool {
	if t.State != ticket.StateRETURN_VISITED || t.Qualified == nil || *t.Qualified {
		return false
	}
	_, err := m.Step(lifecycle.State(t.State), lifecycle.Reopen)
	return err == nil
}

// untold is what stands against telling of a complaint upwards: it is done for collective ones, in order, once; of a major
// one the director is told alone (D-16).
func untold(t *gen.Ticket, verb lifecycle.Verb) *fault.Error {
	wrong := func(en, zh string) *fault.Error { return fault.Both(fault.WrongState, en, zh) }
	switch {
	case !t.Collective && verb == lifecycle.TellDirector && t.Severity != ticket.SeverityMAJOR:
		return wrong("it is neither a collective complaint nor a major one", "该投诉既非集体投诉也非重大投诉")
	case !t.Collective && verb == lifecycle.TellCompany:
		return wrong("it is no collective complaint", "该投诉不是集体投诉")
	case verb == lifecycle.TellDirector && t.DirectorToldAt != nil:
		return wrong("the director was told already", "已告知主任")
	case verb == lifecycle.TellCompany && t.CompanyToldAt != nil:
		return wrong("the company was told already", "已上报公司")
	case verb == lifecycle.TellCompany && t.DirectorToldAt == nil:
		return wrong("the director is told first", "须先告知主任")
	}
	return nil
}

// unjudged is what stands against a second look at a judgement: there must be one, and another must have made it.
func unjudged(v *tenants.Viewer, t *gen.Ticket, verb lifecycle.Verb) *fault.Error {
	switch {
	case t.Judgement == nil, *t.Judgement == ticket.JudgementREVERSED, verb == lifecycle.Uphold && !doubtful(t):
		return fault.Both(fault.WrongState, "there is no judgement to look at", "没有待复核的判定")
	case t.JudgedBy != nil && *t.JudgedBy == v.Login:
		return fault.Both(fault.Forbidden, "you judged it yourself: another must look", "不能复核本人作出的判定")
	}
	return nil
}

// fewest is from how many households on a complaint is a collective one.
const fewest = 2

// coherent refuses what arguments say that is each right by itself: who finds a complaint invalid says so by a verb, after
// which another looks; only a collective complaint has households, and only a defect a size.
func coherent(ctx context.Context, kind ticket.Kind, was bool, set map[string]any) []*fault.UserError {
	var errs []*fault.UserError
	if v, _ := set["validity"].(string); kind == ticket.KindCOMPLAINT && slices.Contains([]string{"INVALID", "ASSIST"}, v) {
		errs = append(errs, fault.Tell(ctx, "input.validity", fault.BadInput, "use “"+lifecycle.VerbTitle(lifecycle.Invalidate).EN+"” or “"+
			lifecycle.VerbTitle(lifecycle.Assist).EN+"”: another looks at it then", "请用“"+lifecycle.VerbTitle(lifecycle.Invalidate).ZH+"”或“"+
			lifecycle.VerbTitle(lifecycle.Assist).ZH+"”，以便他人复核"))
	}
	if _, said := set["defectSize"]; said && kind != ticket.KindDEFECT {
		errs = append(errs, fault.Tell(ctx, "input.defectSize", fault.BadInput, "only a defect of a unit acceptance has a size", "只有房屋缺陷整改才填写缺陷大小"))
	}
	n, given := set["complainants"].(int)
	if c, said := set["collective"].(bool); said {
		was = c
	}
	switch {
	case given && !was:
		errs = append(errs, fault.Tell(ctx, "input.complainants", fault.BadInput, "only a collective complaint has several households", "只有集体投诉才填写联名户数"))
	case given && n < fewest:
		errs = append(errs, fault.Tell(ctx, "input.complainants", fault.BadInput, "at least two households", "至少两户"))
	}
	return errs
}
