package graph

import (
	"context"

	"estatehub/ent/gen/ticket"
	"estatehub/graph/model"
	"estatehub/internal/fault"
	"estatehub/internal/lifecycle"
	"estatehub/internal/tickets"
	"estatehub/tenants"
)

// Lifecycles answers lifecycles: what the machines say, which is no secret of any community.
func (q query) Lifecycles(ctx context.Context) ([]*model.LifeCycle, error) {
	if tenants.ViewerFrom(ctx) == nil {
		return nil, fault.Both(fault.Unauthenticated, "nobody is signed in", "请先登录")
	}
	var all []*model.LifeCycle
	for _, m := range lifecycle.Machines() {
		all = append(all, lifeCycle(m))
	}
	return all, nil
}

func lifeCycle(m *lifecycle.Machine) *model.LifeCycle {
	out := &model.LifeCycle{Name: m.Name, TitleZh: m.Title.ZH, TitleEn: m.Title.EN, Initial: string(m.Initial)}
	for _, s := range m.States() {
		title := m.StateTitle(s)
		st := &model.LifeCycleState{State: string(s), TitleZh: title.ZH, TitleEn: title.EN, Final: m.IsFinal(s)}
		if p := ticket.Phase(lifecycle.TicketPhase(s)); p != "" && m.Group == tenants.Tickets {
			st.Phase = &p
		}
		out.States = append(out.States, st)
	}
	for _, t := range m.Transitions {
		title := lifecycle.VerbTitle(t.Verb)
		tr := &model.LifeCycleTransition{Verb: string(t.Verb), TitleZh: title.ZH, TitleEn: title.EN, From: texts(t.From), To: string(t.To),
			Needs: needs(t), Roles: texts(t.Roles), Rule: t.Rule}
		if t.Clock != "" {
			tr.Clock = &t.Clock
		}
		out.Transitions = append(out.Transitions, tr)
	}
	return out
}

// needs are what must be given with a verb, by the arguments that take it.
func needs(t lifecycle.Transition) []*model.LifeCycleNeed {
	out := []*model.LifeCycleNeed{}
	for _, in := range t.Needs {
		title := lifecycle.InputTitle(in)
		out = append(out, &model.LifeCycleNeed{Argument: tickets.Argument(in), TitleZh: title.ZH, TitleEn: title.EN})
	}
	return out
}

func texts[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}
