package duties_test

import (
	"strings"
	"testing"

	"estatehub/ent/gen/finding"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/lifecycle"
)

// TestFindings: each becomes a ticket that is taken as far as its severity says, and follows it.
func TestFindings(t *testing.T) {
	each(t, func(w *world) {
		w.adopt()
		patrol, s := w.duty("W-04", "2026-11-02", 1), w.Communities[0]
		found := func(severity string, more in) in {
			f := in{"kind": "LEAK", "severity": severity, "place": "1栋天台", "text": "渗水", "topic": "ROOF"}
			for k, v := range more {
				f[k] = v
			}
			return f
		}
		p, err := w.desk.Perform(w.clerk(), in{"id": id(patrol), "text": "有渗漏", "findings": []any{
			found("SMALL", nil), found("SMALL", in{"unitId": w.Communities[1].Units[0].ID.String()}), found("MEDIUM", in{"plannedFor": "2026-11-01"}), in{"kind": "LEAK", "severity": "SMALL"}}}, nil)
		w.bad("findings.1.unitId NOT_FOUND, findings.2.plannedFor BAD_USER_INPUT, findings.3.place BAD_USER_INPUT", p, err)
		w.expect("nothing opened", w.db.Client.Ticket.Query().CountX(w.system()) == 0)
		p, err = w.desk.Perform(w.clerk(), in{"id": id(patrol), "text": "有渗漏", "findings": []any{
			found("SMALL", in{"unitId": s.Units[0].ID.String()}), found("MEDIUM", in{"buildingId": s.Buildings[0].ID.String()}), found("MAJOR", in{"plannedFor": "2026-11-20"}),
			found("URGENT", nil), found("UNSOLVABLE", nil)}}, nil)
		w.ok(p, err)
		w.expect("five", len(p.Findings) == 5)
		for i, want := range []struct {
			state  finding.State
			ticket lifecycle.State
			grave  ticket.Severity
			where  string
		}{
			{finding.StateSELF_HANDLED, lifecycle.Sent, "ORDINARY", ""},
			{finding.StatePLANNED, lifecycle.Planned, "ORDINARY", "2026-12-31"},
			{finding.StatePLANNED, lifecycle.Planned, "ORDINARY", "2026-11-20"},
			{finding.StateRADIO_URGENT, lifecycle.Sent, "MAJOR", "工程部"},
			{finding.StateREPORTED, lifecycle.Registered, "ORDINARY", "管理处主任"},
		} {
			f := p.Findings[i]
			o := w.db.Client.Ticket.Query().Where(ticket.ID(*f.TicketID)).OnlyX(w.system())
			where := ""
			switch {
			case o.PlannedFor != nil:
				where = *o.PlannedFor
			case o.Department != nil:
				where = *o.Department
			}
			if f.State != want.state || lifecycle.State(o.State) != want.ticket || o.Severity != want.grave || where != want.where || o.Channel != "PATROL" {
				t.Errorf("%s: %s, ticket %s %s %s %q", f.Severity, f.State, o.State, o.Severity, o.Channel, where)
			}
		}
		small := p.Findings[0]
		o := w.db.Client.Ticket.Query().Where(ticket.ID(*small.TicketID)).OnlyX(w.system())
		w.expect("he does it himself: "+o.Content, *o.AssigneeID == s.Staff[1].ID && *o.UnitID == s.Units[0].ID && strings.Contains(o.Content, "1栋天台渗漏，渗水"))
		state := func() finding.State {
			return w.db.Client.Finding.Query().Where(finding.ID(small.ID)).OnlyX(w.system()).State
		}
		for _, step := range []struct {
			verb lifecycle.Verb
			more in
		}{{lifecycle.Accept, in{}}, {lifecycle.Arrive, in{}}, {lifecycle.Resolve, in{"result": "已补漏"}}} {
			step.more["id"] = o.ID.String()
			if p, err := w.desk.Tickets.Move(w.clerk(), step.verb, step.more); err != nil || len(p.UserErrors) > 0 {
				t.Fatal(step.verb, p, err)
			}
		}
		w.expect("put right: "+string(state()), state() == finding.StateDONE)
		if p, err := w.desk.Tickets.Move(w.clerk(), lifecycle.LeaveUnfinished, in{"id": o.ID.String(), "reason": "又漏", "nextVisitAt": "2026-11-05T09:00:00+08:00"}); err != nil || len(p.UserErrors) > 0 {
			t.Fatal(p, err)
		}
		w.expect("open again: "+string(state()), state() == finding.StateREPORTED)
	})
}
