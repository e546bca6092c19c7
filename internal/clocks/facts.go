package clocks

import (
	"slices"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/lifecycle"
)

// Facts are what the deadlines of a ticket depend on. Texts are empty and times zero where nothing is known.
type Facts struct {
	Kind                                 lifecycle.TicketKind
	State                                lifecycle.State
	Class, Type, Severity, Validity      string
	Size                                 string // of a defect
	Channel, Waiting                     string
	Collective                           bool
	Opened, Promised, NextVisit          time.Time
	DirectorTold, CompanyTold            time.Time
	Transferred, ReportedBack, HelpAsked time.Time
}

// Of are the facts of a ticket; nil of none.
func Of(t *gen.Ticket) *Facts {
	if t == nil {
		return nil
	}
	return &Facts{
		Kind: lifecycle.TicketKind(t.Kind), State: lifecycle.State(t.State), Class: text(t.Class), Type: text(t.Type), Severity: string(t.Severity),
		Validity: text(t.Validity), Size: text(t.DefectSize), Channel: string(t.Channel), Waiting: text(t.WaitingFor), Collective: t.Collective, Opened: t.OpenedAt,
		Promised: instant(t.PromisedAt), NextVisit: instant(t.NextVisitAt), DirectorTold: instant(t.DirectorToldAt), CompanyTold: instant(t.CompanyToldAt),
		Transferred: instant(t.TransferredAt), ReportedBack: instant(t.ReportedBackAt), HelpAsked: instant(t.HelpAskedAt),
	}
}

func text[T ~string](v *T) string {
	if v == nil {
		return ""
	}
	return string(*v)
}

func instant(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

// unsolved tells whether the work is still to be done.
func (f *Facts) unsolved() bool { return f != nil && lifecycle.IsUnsolved(f.State) }

// ended tells whether nothing more is to be done.
func (f *Facts) ended() bool { return lifecycle.TicketPhase(f.State) == lifecycle.PhaseEnded }

// defect tells whether it is the house that is complained about.
func (f *Facts) defect() bool { return f.Type == "DEFECT" }

// waits is why the ticket stands still, empty where it does not.
func (f *Facts) waits() string {
	switch {
	case lifecycle.TicketPhase(f.State) != lifecycle.PhaseWaiting:
		return ""
	case f.Waiting != "":
		return f.Waiting
	}
	return string(f.State)
}

// Step is one thing that was done to a ticket. Before is nil where it was opened.
type Step struct {
	Before, After *Facts
	Verb          string
	At            time.Time
}

// is tells whether it was done by one of some verbs.
func (s *Step) is(verbs ...lifecycle.Verb) bool {
	return slices.Contains(verbs, lifecycle.Verb(s.Verb))
}

// opens tells whether the ticket was opened.
func (s *Step) opens() bool { return s.Before == nil }

// begins tells whether something is so that was not before.
func (s *Step) begins(so func(*Facts) bool) bool {
	return so(s.After) && (s.Before == nil || !so(s.Before))
}

// again tells whether the work begins anew by it, the solution having been none.
func (s *Step) again() bool {
	return s.is(lifecycle.Reopen, lifecycle.Overturn) && s.After.unsolved()
}

// continues tells whether work that was thought done goes on: the head has not signed, or the owner has not.
func (s *Step) continues() bool {
	return s.Before != nil && !s.Before.unsolved() && s.After.unsolved() && !s.again()
}
