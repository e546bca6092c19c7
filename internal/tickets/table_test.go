package tickets

import (
	"slices"
	"testing"

	"estatehub/internal/lifecycle"
)

// TestTables: every input a ticket's machine needs has an argument, every kind a prefix of its own.
func TestTables(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range lifecycle.Kinds {
		m := lifecycle.TicketMachine(lifecycle.TicketKind(k.Code))
		for _, tr := range m.Transitions {
			for _, in := range tr.Needs {
				a := argumentNamed(Argument(in))
				if a == nil || !takes(m, tr.Verb, a) {
					t.Errorf("%s %s: nothing gives %s", k.Code, tr.Verb, in)
				}
			}
		}
		p := prefixes[lifecycle.TicketKind(k.Code)]
		if len(p) != 2 || seen[p] {
			t.Errorf("%s: prefix %q", k.Code, p)
		}
		seen[p] = true
	}
	for verb, set := range effects {
		for column := range set {
			if theNoun.ByName(column) == nil {
				t.Errorf("%s sets %s, which is no column", verb, column)
			}
		}
	}
	for _, table := range []map[lifecycle.Verb]string{once, tallies} {
		for verb, column := range table {
			if theNoun.ByName(column) == nil {
				t.Errorf("%s notes %s, which is no column", verb, column)
			}
		}
	}
	for _, name := range slices.Concat(filled, []string{"state", "due_at"}) {
		if theNoun.ByName(name) == nil {
			t.Errorf("%s is no column", name)
		}
	}
}
