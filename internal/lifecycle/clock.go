package lifecycle

// The states of a clock. It is no machine of verbs: what is done to the matter starts, pauses, meets and cancels it, and
// time breaches it.
const (
	ClockRunning   State = "RUNNING"
	ClockPaused    State = "PAUSED"
	ClockMet       State = "MET"
	ClockOverdue   State = "BREACHED"
	ClockLate      State = "LATE"
	ClockCancelled State = "CANCELLED"
)

// ClockStates lists the states of clocks.
var ClockStates = []State{ClockRunning, ClockPaused, ClockMet, ClockOverdue, ClockLate, ClockCancelled}

// ClockBreached says of each state whether the clock's time ran out.
var ClockBreached = flags(ClockStates, ClockOverdue, ClockLate)

// ClockUnits are in what deadlines are counted (0.2).
var ClockUnits = []Term{
	{"MINUTES", "分钟", "Running minutes", "0.2 MIN"},
	{"HOURS", "小时", "Running hours", "0.2 H"},
	{"DAYS", "自然日", "Calendar days", "0.2 CD"},
	{"WORKDAYS", "工作日", "Working days", "0.2 WD"},
	{"SAME_DAY", "当日", "Till midnight of the same day", "0.2 SD"},
	{"PROMISE", "承诺时间", "The time agreed with the customer", "D-14, D-38"},
	{"CALENDAR", "固定日期", "A day of the calendar", "0.2 MD"},
}

// flags is a yes or no of each state, as a column that follows the state has it.
func flags(all []State, yes ...State) map[string]any {
	by := map[string]any{}
	for _, s := range all {
		by[string(s)] = false
	}
	for _, s := range yes {
		by[string(s)] = true
	}
	return by
}
