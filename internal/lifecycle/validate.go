package lifecycle

import (
	"errors"
	"fmt"
	"slices"

	"estatehub/tenants"
)

// Validate finds what is wrong with a declaration: states that cannot be reached or left, verbs with two meanings,
// roles that could never act, names that are missing. Tests call it for every machine, so the server need not.
func (m *Machine) Validate() error {
	var errs []error
	bad := func(format string, args ...any) { errs = append(errs, fmt.Errorf(m.Name+": "+format, args...)) }

	if !m.Title.complete() {
		bad("no title")
	}
	states := m.States()
	for _, s := range states {
		if !m.Titles[s].complete() {
			bad("%s has no title", s)
		}
		if !m.leadsTo(m.Initial, s) {
			bad("%s cannot be reached", s)
		}
		if m.IsFinal(s) {
			continue
		}
		if !slices.ContainsFunc(m.from(s), func(t Transition) bool { return t.To != s }) {
			bad("%s has no way out", s)
		}
		// A machine without finals never ends, as a unit; any other must be able to end from everywhere.
		if len(m.Final) > 0 && !slices.ContainsFunc(m.Final, func(f State) bool { return m.leadsTo(s, f) }) {
			bad("%s never ends", s)
		}
	}
	for s := range m.Titles {
		if !slices.Contains(states, s) {
			bad("%s has a title and nothing else", s)
		}
	}
	for _, f := range m.Final {
		if !slices.Contains(states, f) {
			bad("%s is final and nothing else", f)
		}
	}
	errs = append(errs, m.validateTransitions()...)
	return errors.Join(errs...)
}

func (m *Machine) validateTransitions() []error {
	var errs []error
	type step struct {
		verb Verb
		from State
	}
	seen := map[step]bool{}
	for _, t := range m.Transitions {
		bad := func(format string, args ...any) {
			errs = append(errs, fmt.Errorf(m.Name+" "+string(t.Verb)+": "+format, args...))
		}
		if !verbTitles[t.Verb].complete() {
			bad("no title")
		}
		if t.Rule == "" {
			bad("no rule")
		}
		if len(t.From) == 0 {
			bad("from nowhere")
		}
		for _, s := range t.From {
			if seen[step{t.Verb, s}] {
				bad("twice from %s", s)
			}
			seen[step{t.Verb, s}] = true
		}
		for _, r := range t.Roles {
			if r.Level(m.Group) != tenants.Write {
				bad("%s may not write %s", r, m.Group)
			}
		}
		for _, in := range t.Needs {
			if !inputTitles[in].complete() {
				bad("input %s has no title", in)
			}
		}
	}
	return errs
}

// leadsTo says whether one state can be reached from another in any number of steps, none included.
func (m *Machine) leadsTo(from, to State) bool {
	reached := []State{from}
	for i := 0; i < len(reached); i++ {
		for _, t := range m.from(reached[i]) {
			if !slices.Contains(reached, t.To) {
				reached = append(reached, t.To)
			}
		}
	}
	return slices.Contains(reached, to)
}
