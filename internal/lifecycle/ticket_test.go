package lifecycle

import (
	"slices"
	"testing"
)

// Every state of the list is used by some kind, and every kind's states are in the list.
func TestTicketStatesAreTheUnion(t *testing.T) {
	used := map[State]bool{}
	for _, k := range Kinds {
		m := TicketMachine(TicketKind(k.Code))
		if m == nil {
			t.Fatalf("no machine for %s", k.Code)
		}
		for _, s := range m.States() {
			used[s] = true
			if !slices.Contains(TicketStates(), s) {
				t.Errorf("%s of %s is in no list", s, k.Code)
			}
			if m.IsFinal(s) == IsPending(s) {
				t.Errorf("%s of %s: final %v, pending %v", s, k.Code, m.IsFinal(s), IsPending(s))
			}
		}
	}
	for _, s := range TicketStates() {
		if !used[s] {
			t.Errorf("no kind uses %s", s)
		}
		if p := TicketPhase(s); !slices.Contains(Phases(), p) || !p.Title().complete() {
			t.Errorf("%s lies in phase %q", s, p)
		}
	}
	if len(used) != len(TicketStates()) {
		t.Error("a state is listed twice")
	}
}

// Counts of work solved go by the phase: in every kind, resolving is what first brings a ticket there by work.
func TestResolveLeadsToDone(t *testing.T) {
	for _, k := range Kinds {
		for _, step := range TicketMachine(TicketKind(k.Code)).Transitions {
			if step.Verb == Resolve && TicketPhase(step.To) != PhaseDone {
				t.Errorf("%s: resolve leads to %s", k.Code, step.To)
			}
			if step.Verb == Merge && step.To != Merged {
				t.Errorf("%s: merge leads to %s", k.Code, step.To)
			}
		}
	}
}

func TestPending(t *testing.T) {
	for s, want := range map[State]bool{Received: true, ReturnVisited: true, Closed: false, Merged: false, "NOWHERE": false} {
		if IsPending(s) != want {
			t.Errorf("IsPending(%s)", s)
		}
	}
	if n := len(PendingStates()) + len(StatesIn(PhaseEnded)); n != len(TicketStates()) {
		t.Errorf("%d states are pending or ended", n)
	}
}

func TestUnsolved(t *testing.T) {
	for s, want := range map[State]bool{Received: true, InProgress: true, Planned: true, Resolved: false, Closed: false, "NOWHERE": false} {
		if IsUnsolved(s) != want {
			t.Errorf("IsUnsolved(%s)", s)
		}
	}
}

func TestTerms(t *testing.T) {
	for name, terms := range map[string][]Term{
		"kinds": Kinds, "classes": Classes, "types": Types, "severities": Severities, "validities": Validities,
		"channels": Channels, "topics": Topics, "outcomes": Outcomes, "waits": Waits,
	} {
		codes := Codes(terms)
		slices.Sort(codes)
		if len(slices.Compact(codes)) != len(terms) {
			t.Errorf("%s: a code stands twice", name)
		}
		for _, term := range terms {
			if term.Code == "" || term.ZH == "" || term.EN == "" || term.Source == "" {
				t.Errorf("%s: %v is incomplete", name, term)
			}
		}
	}
}
