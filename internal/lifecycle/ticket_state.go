package lifecycle

import "slices"

// Phase says in one word how far a ticket is, whatever its kind. Boards and counts go by it.
type Phase string

// The phases.
const (
	PhaseNew     Phase = "NEW"     // nobody has been sent yet
	PhaseWorking Phase = "WORKING" // somebody of ours is at it
	PhaseWaiting Phase = "WAITING" // it hangs on somebody else, or on a date
	PhaseDone    Phase = "DONE"    // the work is done; check, owner or return visit are still to come
	PhaseEnded   Phase = "ENDED"   // nothing more is to be done
)

var phaseTitles = map[Phase]Title{
	PhaseNew: {"待处理", "New"}, PhaseWorking: {"处理中", "Working"}, PhaseWaiting: {"等待中", "Waiting"},
	PhaseDone: {"待闭环", "Done"}, PhaseEnded: {"已结束", "Ended"},
}

// Phases lists the phases in order.
func Phases() []Phase { return []Phase{PhaseNew, PhaseWorking, PhaseWaiting, PhaseDone, PhaseEnded} }

// Title is the phase's name.
func (p Phase) Title() Title { return phaseTitles[p] }

// TicketStates lists the states of all kinds in life order. They are one list because tickets are one table with one
// state column, and a state therefore means the same and lies in the same phase in every kind.
func TicketStates() []State { return statesWhere(func(Phase) bool { return true }) }

// PendingStates lists the states of tickets that have not ended.
func PendingStates() []State { return statesWhere(func(p Phase) bool { return p != PhaseEnded }) }

// StatesIn lists the states of a phase.
func StatesIn(p Phase) []State { return statesWhere(func(q Phase) bool { return p == q }) }

func statesWhere(in func(Phase) bool) []State {
	var ss []State
	for _, r := range ticketStates {
		if in(r.phase) {
			ss = append(ss, r.state)
		}
	}
	return ss
}

// TicketPhase is the phase a state lies in, empty for what is no state of a ticket.
func TicketPhase(s State) Phase { return ticketState(s).phase }

// TicketStateTitle is the name of a ticket's state.
func TicketStateTitle(s State) Title { return ticketState(s).title }

// IsPending says whether a ticket in this state still asks for something to be done, be it only the return visit.
func IsPending(s State) bool {
	p := TicketPhase(s)
	return p != "" && p != PhaseEnded
}

// IsUnsolved says whether the work on a ticket in this state is still to be done: its phase is NEW, WORKING or WAITING.
// Its deadline runs as long as it is.
func IsUnsolved(s State) bool {
	p := TicketPhase(s)
	return p == PhaseNew || p == PhaseWorking || p == PhaseWaiting
}

type stateRow struct {
	state State
	phase Phase
	title Title
}

func ticketState(s State) stateRow {
	i := slices.IndexFunc(ticketStates, func(r stateRow) bool { return r.state == s })
	if i < 0 {
		return stateRow{}
	}
	return ticketStates[i]
}
