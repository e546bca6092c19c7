package clocks

import (
	"slices"

	"estatehub/internal/lifecycle"
)

// Who a rule is for.

func anything(*Facts) bool { return true }

func kinds(all ...lifecycle.TicketKind) func(*Facts) bool {
	return func(f *Facts) bool { return slices.Contains(all, f.Kind) }
}

func state(s lifecycle.State) func(*Facts) bool {
	return func(f *Facts) bool { return f.State == s || !f.unsolved() }
}

func inStates(kind lifecycle.TicketKind, all ...lifecycle.State) func(*Facts) bool {
	return func(f *Facts) bool { return f.Kind == kind && slices.Contains(all, f.State) }
}

func complaintIn(all ...lifecycle.State) func(*Facts) bool {
	return inStates(lifecycle.Complaint, all...)
}

func collective(f *Facts) bool { return f.Kind == lifecycle.Complaint && f.Collective }

func valid(f *Facts) bool { return f.Kind == lifecycle.Complaint && f.Validity == "VALID" }

func major(f *Facts) bool { return f.Kind == lifecycle.Complaint && f.Severity == "MAJOR" }

func class3(f *Facts) bool { return f.Kind == lifecycle.Complaint && f.Class == "CLASS_3" }

// ofHouse are complaints about the house or the developer.
func ofHouse(f *Facts) bool {
	return f.Kind == lifecycle.Complaint && f.Class != "CLASS_3" && (f.defect() || f.Class == "CLASS_2")
}

// handledForCentre are the complaints whose result the site knows and the complaint centre, which sent them, waits for.
func handledForCentre(f *Facts) bool {
	return f.Kind == lifecycle.Complaint && !f.Transferred.IsZero() && !f.unsolved() && f.State != lifecycle.Merged
}

// stuck are the complaints that the site cannot solve by itself: it waits for the developer or an authority.
func stuck(f *Facts) bool {
	return f.Kind == lifecycle.Complaint && f.State == lifecycle.Waiting && (f.Waiting == "DEVELOPER" || f.Waiting == "AUTHORITY")
}

// What begins and meets one.

func opened(s *Step) bool { return s.opens() }

func by(verbs ...lifecycle.Verb) func(*Step) bool {
	return func(s *Step) bool { return s.Before != nil && s.is(verbs...) }
}

func entering(st lifecycle.State) func(*Step) bool {
	return func(s *Step) bool { return s.begins(func(f *Facts) bool { return f.State == st }) }
}

func becoming(so func(*Facts) bool) func(*Step) bool {
	return func(s *Step) bool { return s.begins(so) }
}

// becomingAtWork is becoming something before the work is done.
func becomingAtWork(so func(*Facts) bool) func(*Step) bool {
	return func(s *Step) bool { return s.begins(so) && s.After.unsolved() }
}

func so(is func(*Facts) bool) func(*Step) bool { return func(s *Step) bool { return is(s.After) } }

func anyOf(all ...func(*Step) bool) func(*Step) bool {
	return func(s *Step) bool { return slices.ContainsFunc(all, func(f func(*Step) bool) bool { return f(s) }) }
}

// solved is that the work is done; or that nothing more is to be done, where a ticket ends without having been worked on.
func solved(s *Step) bool { return !s.After.unsolved() }

// promised is that a time of reply was agreed.
func promised(s *Step) bool { return !s.After.Promised.IsZero() }

// replied is that the customer has his answer.
func replied(s *Step) bool {
	if s.After.Kind == lifecycle.Praise {
		return s.is(lifecycle.Verify, lifecycle.Reward, lifecycle.Close)
	}
	return s.is(lifecycle.Reply, lifecycle.Explain, lifecycle.Refer, lifecycle.NotifyOwner, lifecycle.SettleOnSpot)
}
