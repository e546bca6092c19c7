// Package lifecycle holds the life cycles of the hub's nouns as data: states, the verbs that lead from one to the next,
// who may and what must be given. They are declared once and enforced on the server for every way in, so that neither
// a mutation nor an import needs to know an order of states by itself.
//
// There are two ways to use a machine. A ticket moves by verb ([Machine.Enforce]); a field such as a unit's occupancy
// is set to a value ([Machine.Move]).
package lifecycle

import (
	"slices"

	"estatehub/tenants"
)

// State is where a thing stands in its life, as it is stored and sent, e.g. "RECEIVED".
type State string

// Verb is what somebody does to move it on, e.g. "dispatch".
type Verb string

// Transition is one verb from one or more states.
type Transition struct {
	Verb  Verb
	From  []State
	To    State          // equal to From where the verb is only noted, such as the arrival of a worker at a complaint
	Roles []tenants.Role // who may; empty: any role that may write the machine's field group
	Needs []string       // inputs that must be given, see InputTitle
	Clock string         // the deadline whose running out does this, e.g. D-28: then it is in nobody's hand
	Rule  string         // source in the domain document, e.g. "SYS-10, D-15"
	Doc   string         // what it means, where verb and states do not say it
}

// Machine is the life cycle of one noun.
type Machine struct {
	Name        string        // key in the registry, e.g. "ticket.complaint"
	Title       Title         // the noun
	Group       tenants.Group // whose writers may use the transitions that name no role
	Initial     State
	Final       []State // where it may rest for good; some finals can be left again, e.g. by reopen
	Transitions []Transition
	Titles      map[State]Title
}

// Step is the transition a verb makes from a state, or a *[WrongState].
func (m *Machine) Step(from State, verb Verb) (Transition, error) {
	for _, t := range m.Transitions {
		if t.Verb == verb && slices.Contains(t.From, from) {
			return t, nil
		}
	}
	return Transition{}, m.wrong(from, verb, "")
}

// Enforce is Step with its guards: a *[WrongState], *[WrongRole] or *[Missing] says what stands against it. Given says
// whether an input was given.
func (m *Machine) Enforce(from State, verb Verb, roles []tenants.Role, given func(input string) bool) (Transition, error) {
	t, err := m.Step(from, verb)
	if err != nil {
		return t, err
	}
	if !m.May(t, roles) {
		return Transition{}, &WrongRole{Machine: m, Verb: verb, Roles: t.Roles}
	}
	missing := slices.DeleteFunc(slices.Clone(t.Needs), given)
	if len(missing) > 0 {
		return Transition{}, &Missing{Machine: m, Verb: verb, Inputs: missing}
	}
	return t, nil
}

// Move says whether a field may be set from one state to another, as a *[WrongState]. Setting what is already set is
// no move and always allowed, so that an import may be repeated.
func (m *Machine) Move(from, to State) error {
	if from == to && m.Has(to) || m.Edge(from, to) {
		return nil
	}
	return m.wrong(from, "", to)
}

// Edge says whether some verb leads from one state to the other.
func (m *Machine) Edge(from, to State) bool {
	return slices.ContainsFunc(m.Transitions, func(t Transition) bool { return t.To == to && slices.Contains(t.From, from) })
}

// Allowed lists what somebody with these roles can do now, in the order declared.
func (m *Machine) Allowed(from State, roles []tenants.Role) []Transition {
	return slices.DeleteFunc(m.from(from), func(t Transition) bool { return !m.May(t, roles) })
}

// May says whether one of the roles opens the transition, whatever the state.
func (m *Machine) May(t Transition, roles []tenants.Role) bool {
	if t.Clock != "" {
		return false
	}
	return slices.ContainsFunc(roles, func(r tenants.Role) bool {
		return r.Level(m.Group) == tenants.Write && (len(t.Roles) == 0 || slices.Contains(t.Roles, r))
	})
}

// from lists the transitions out of a state, in the order declared.
func (m *Machine) from(s State) []Transition {
	var ts []Transition
	for _, t := range m.Transitions {
		if slices.Contains(t.From, s) {
			ts = append(ts, t)
		}
	}
	return ts
}
