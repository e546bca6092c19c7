package lifecycle

import (
	"maps"
	"slices"
)

// States lists the machine's states: the first one, then the others in the order its transitions reach them.
func (m *Machine) States() []State {
	all := []State{m.Initial}
	for _, t := range m.Transitions {
		for _, s := range append(slices.Clone(t.From), t.To) {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

// Has says whether a state belongs to the machine.
func (m *Machine) Has(s State) bool { return slices.Contains(m.States(), s) }

// IsFinal says whether a thing may rest in the state for good.
func (m *Machine) IsFinal(s State) bool { return slices.Contains(m.Final, s) }

// Verbs lists the machine's verbs in the order declared.
func (m *Machine) Verbs() []Verb { return verbs(m.Transitions) }

// Values lists the states as text, for an enum of the schema.
func (m *Machine) Values() []string {
	var vs []string
	for _, s := range m.States() {
		vs = append(vs, string(s))
	}
	return vs
}

// StateTitle is the state's name; a state the machine does not have is named by its code.
func (m *Machine) StateTitle(s State) Title {
	if t, ok := m.Titles[s]; ok {
		return t
	}
	return Title{string(s), string(s)}
}

func verbs(ts []Transition) []Verb {
	var vs []Verb
	for _, t := range ts {
		if !slices.Contains(vs, t.Verb) {
			vs = append(vs, t.Verb)
		}
	}
	return vs
}

// registry is filled while the package's variables are initialised and never after.
var registry = map[string]*Machine{}

func register(m *Machine) *Machine {
	if registry[m.Name] != nil {
		panic("lifecycle: two machines named " + m.Name)
	}
	registry[m.Name] = m
	return m
}

// Named is the machine of a name, nil where there is none.
func Named(name string) *Machine { return registry[name] }

// Machines lists all machines by name.
func Machines() []*Machine {
	var ms []*Machine
	for _, name := range slices.Sorted(maps.Keys(registry)) {
		ms = append(ms, registry[name])
	}
	return ms
}
