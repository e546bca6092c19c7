package lifecycle

import (
	"fmt"
	"strings"

	"estatehub/tenants"
)

// WrongState says that a verb, or a value, is not possible in the state a thing is in, and what is.
type WrongState struct {
	Machine       *Machine
	State         State
	Verb          Verb    // empty where a value was set
	To            State   // the value, empty where a verb was used
	Allowed       []Verb  // the verbs possible now, whoever may
	AllowedStates []State // the states they lead to, where they lead anywhere
}

func (m *Machine) wrong(from State, verb Verb, to State) *WrongState {
	e := &WrongState{Machine: m, State: from, Verb: verb, To: to}
	ts := m.from(from)
	e.Allowed = verbs(ts)
	seen := map[State]bool{from: true} // what is only noted leads nowhere
	for _, t := range ts {
		if !seen[t.To] {
			seen[t.To] = true
			e.AllowedStates = append(e.AllowedStates, t.To)
		}
	}
	return e
}

// Error is the message for a log, in codes.
func (e *WrongState) Error() string {
	return fmt.Sprintf("%s: no %s%s from %s, possible: %v to %v", e.Machine.Name, e.Verb, e.To, e.State, e.Allowed, e.AllowedStates)
}

// Message is the message for a user.
func (e *WrongState) Message(lang string) string {
	noun, state := e.Machine.Title.In(lang), e.Machine.StateTitle(e.State).In(lang)
	wish := VerbTitle(e.Verb).In(lang)
	if e.Verb == "" {
		wish = e.Machine.StateTitle(e.To).In(lang)
	}
	var can, next []string
	for _, v := range e.Allowed {
		can = append(can, VerbTitle(v).In(lang))
	}
	for _, s := range e.AllowedStates {
		next = append(next, e.Machine.StateTitle(s).In(lang))
	}
	switch {
	case len(can) == 0 && english(lang):
		return fmt.Sprintf("This %s is in state “%s”: “%s” is not possible, nothing more can be done.", noun, state, wish)
	case len(can) == 0:
		return fmt.Sprintf("该%s当前为“%s”，不能“%s”，也不能再作其他操作。", noun, state, wish)
	case english(lang):
		return fmt.Sprintf("This %s is in state “%s”: “%s” is not possible. Possible now: %s. Next states: %s.",
			noun, state, wish, strings.Join(can, ", "), strings.Join(next, ", "))
	default:
		return fmt.Sprintf("该%s当前为“%s”，不能“%s”。现在可以：%s；下一状态：%s。",
			noun, state, wish, strings.Join(can, "、"), strings.Join(next, "、"))
	}
}

// WrongRole says that a verb is possible but not for this user.
type WrongRole struct {
	Machine *Machine
	Verb    Verb
	Roles   []tenants.Role // who may; empty: any role that may write, or, for a verb of a clock, nobody
}

// Error is the message for a log, in codes.
func (e *WrongRole) Error() string {
	return fmt.Sprintf("%s: %s is for %v", e.Machine.Name, e.Verb, e.Roles)
}

// Message is the message for a user. It does not name the roles: a user cannot give himself one.
func (e *WrongRole) Message(lang string) string {
	if english(lang) {
		return fmt.Sprintf("You may not “%s” this %s.", VerbTitle(e.Verb).EN, e.Machine.Title.EN)
	}
	return fmt.Sprintf("您无权对该%s“%s”。", e.Machine.Title.ZH, VerbTitle(e.Verb).ZH)
}

// Missing says that a verb was used without inputs it needs.
type Missing struct {
	Machine *Machine
	Verb    Verb
	Inputs  []string
}

// Error is the message for a log, in codes.
func (e *Missing) Error() string {
	return fmt.Sprintf("%s: %s needs %v", e.Machine.Name, e.Verb, e.Inputs)
}

// Message is the message for a user.
func (e *Missing) Message(lang string) string {
	var names []string
	for _, in := range e.Inputs {
		names = append(names, InputTitle(in).In(lang))
	}
	if english(lang) {
		return fmt.Sprintf("“%s” needs: %s.", VerbTitle(e.Verb).EN, strings.Join(names, ", "))
	}
	return fmt.Sprintf("“%s”须填写：%s。", VerbTitle(e.Verb).ZH, strings.Join(names, "、"))
}
