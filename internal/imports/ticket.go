package imports

import (
	"slices"
	"time"

	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/lifecycle"
)

// ticket knows what a ticket of an old register must be, and the fields the hub keeps by itself.
type ticket struct {
	kind, state, opened, closed, month, resolved, due int
	class, nature, severity, size, promised           int // -1 where the file does not say
	validity, channel, collective                     int // -1 where the file does not say
	zone                                              *time.Location
	cycles                                            map[string]map[string]bool // kind → its states
}

func newTicket(t *target, zone *time.Location) *ticket {
	k := &ticket{zone: zone, cycles: map[string]map[string]bool{}}
	for _, name := range []string{"closed_at", "opened_month", "resolved_at", "due_at"} {
		if t.index(name) < 0 {
			t.fields = append(t.fields, field{f: t.n.ByName(name)})
		}
	}
	k.kind, k.state, k.opened, k.closed = t.index("kind"), t.index("state"), t.index("opened_at"), t.index("closed_at")
	k.month, k.resolved, k.due = t.index("opened_month"), t.index("resolved_at"), t.index("due_at")
	k.class, k.nature, k.severity, k.size, k.promised = t.index("class"), t.index("type"), t.index("severity"), t.index("defect_size"), t.index("promised_at")
	k.validity, k.channel, k.collective = t.index("validity"), t.index("channel"), t.index("collective")
	for _, kind := range lifecycle.Kinds {
		states := map[string]bool{}
		for _, s := range lifecycle.TicketMachine(lifecycle.TicketKind(kind.Code)).States() {
			states[string(s)] = true
		}
		k.cycles[kind.Code] = states
	}
	return k
}

// complete checks a ticket's values against each other and fills in month and day of solution. It returns the
// field that is wrong.
func (k *ticket) complete(vals []any) (int, *coerce.Problem) {
	if slices.Contains([]int{k.kind, k.state, k.opened}, -1) {
		return -1, nil // the plan has said so
	}
	kind, _ := vals[k.kind].(string)
	state, _ := vals[k.state].(string)
	opened, ok := vals[k.opened].(time.Time)
	if kind == "" || state == "" || !ok {
		return -1, nil // said already
	}
	if !k.cycles[kind][state] {
		return k.state, &coerce.Problem{Code: fault.WrongState, EN: "a state of the life cycle of " + kind, ZH: "应为该类工单生命周期中的状态（" + kind + "）"}
	}
	if k.size >= 0 && vals[k.size] != nil && kind != string(lifecycle.Defect) {
		return k.size, &coerce.Problem{Code: fault.BadInput, EN: "empty, because only a defect of a unit acceptance has a size", ZH: "只有房屋缺陷整改才填写缺陷大小"}
	}
	phase := lifecycle.TicketPhase(lifecycle.State(state))
	closed, isClosed := vals[k.closed].(time.Time)
	switch {
	case isClosed && closed.Before(opened):
		return k.closed, &coerce.Problem{Code: fault.BadInput, EN: "a time not before it was opened", ZH: "关闭时间不能早于受理时间"}
	case isClosed && phase != lifecycle.PhaseEnded:
		return k.closed, &coerce.Problem{Code: fault.BadInput, EN: "no closing time, because the state is not an ended one", ZH: "状态未结束，不应有关闭时间"}
	case !isClosed && phase == lifecycle.PhaseEnded:
		return k.closed, &coerce.Problem{Code: fault.BadInput, EN: "the closing time of an ended ticket", ZH: "已结束的工单应有关闭时间"}
	}
	vals[k.month] = opened.In(k.zone).Format("2006-01")
	if isClosed && state != string(lifecycle.Cancelled) && state != string(lifecycle.Merged) {
		vals[k.resolved] = closed
	}
	return -1, nil
}
