package lifecycle

import (
	"slices"
	"testing"
	"time"
)

// Every kind has a standard for what nothing more is known of, every standard can apply and names its rule, and none is
// shadowed by one before it.
func TestStandards(t *testing.T) {
	reached := map[string]bool{}
	for _, k := range Kinds {
		for _, class := range append(Codes(Classes), "") {
			for _, nature := range append(Codes(Types), "") {
				for _, weight := range append(Codes(Severities), "") {
					m := Matter{Kind: TicketKind(k.Code), Class: class, Type: nature, Severity: weight}
					if m.standard().kind != m.Kind {
						t.Errorf("no standard for %v", m)
					}
					reached[string(m.Kind)+m.standard().class+m.standard().nature+m.standard().weight] = true
				}
			}
		}
	}
	for _, s := range standards {
		if s.rule == "" || s.within <= 0 || !slices.Contains(Codes(Kinds), string(s.kind)) {
			t.Errorf("%v is incomplete", s)
		}
		if !reached[string(s.kind)+s.class+s.nature+s.weight] {
			t.Errorf("%v never applies", s)
		}
	}
}

func TestDue(t *testing.T) {
	opened := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	promised := opened.Add(time.Hour)
	for _, c := range []struct {
		m    Matter
		want time.Duration
	}{
		{Matter{Kind: Repair}, 24 * time.Hour},
		{Matter{Kind: Complaint}, 3 * 24 * time.Hour},
		{Matter{Kind: Complaint, Severity: "MAJOR"}, 3 * 24 * time.Hour},
		{Matter{Kind: Complaint, Type: "DEFECT", Severity: "ORDINARY"}, 15 * 24 * time.Hour},
		{Matter{Kind: Complaint, Class: "CLASS_2", Severity: "MAJOR"}, 30 * 24 * time.Hour},
		{Matter{Kind: Complaint, Class: "CLASS_3", Type: "DEFECT"}, 7 * 24 * time.Hour},
		{Matter{Kind: Complaint, Class: "CLASS_2", Promised: &promised}, time.Hour},
	} {
		c.m.Opened = opened
		if got := c.m.Due().Sub(opened); got != c.want {
			t.Errorf("%+v: due after %v, want %v", c.m, got, c.want)
		}
	}
}
