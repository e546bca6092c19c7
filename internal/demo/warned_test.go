package demo_test

import (
	"testing"

	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/escalation"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
)

// warned: people are told before a time runs out, and posts when it has; small defects have their day.
func warned(t *testing.T, db *data.DB) {
	ctx := datatest.System(t)
	n := map[escalation.Kind]int{}
	for _, e := range db.Client.Escalation.Query().WithClock().AllX(ctx) {
		n[e.Kind]++
		c := e.Edges.Clock
		early := !e.At.After(c.DueAt) && !e.At.Before(c.StartedAt)
		if warning := e.Kind == escalation.KindWARNING; warning != (e.Level == 0) || warning && (!early || e.StaffID == nil || e.State != "TOLD") {
			t.Errorf("%s of %s at level %d, %v, due %v", e.Kind, c.Rule, e.Level, e.At, c.DueAt)
		}
	}
	if n[escalation.KindWARNING] < 100 || n[escalation.KindBREACH] < 100 {
		t.Error(n)
	}
	for _, c := range db.Client.Clock.Query().Where(clock.RuleIn("D-25", "D-26"), clock.StateNEQ(clock.StateCANCELLED)).WithTicket().AllX(ctx) {
		size := c.Edges.Ticket.DefectSize
		if small := size != nil && *size == ticket.DefectSizeSMALL; small != (c.Rule == "D-25") && c.EndedAt == nil {
			t.Errorf("%s of a defect whose size is %v", c.Rule, size)
		}
		n[escalation.Kind(c.Rule+" "+string(c.State))]++
	}
	if n["D-25 MET"] == 0 || n["D-25 LATE"] == 0 || n["D-26 MET"] == 0 {
		t.Error(n)
	}
	t.Log(n)
}
