package imports_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/escalation"
	"estatehub/ent/gen/ticket"
	"estatehub/ent/gen/ticketevent"
	"estatehub/internal/engines"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/imports"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// noon is when the files of these stories arrive: Wednesday, 4 March 2026, noon in China.
var noon = time.Date(2026, 3, 4, 4, 0, 0, 0, time.UTC)

var china = time.FixedZone("Asia/Shanghai", 8*3600)

// deadlines are those of a ticket as "D-13 MET 03-06 00:00", by rule.
func (h *hub) deadlines(number string) []string {
	h.t.Helper()
	all := []string{}
	for _, c := range h.Client.Clock.Query().Where(clock.HasTicketWith(ticket.Number(number))).AllX(h.sys) {
		all = append(all, fmt.Sprintf("%s %s %s", c.Rule, c.State, c.DueAt.In(china).Format("01-02 15:04")))
		if (c.State == "BREACHED" || c.State == "LATE") != c.Breached || c.Breached != (c.BreachedAt != nil) {
			h.t.Errorf("%s %s: breached %t at %v", number, c.Rule, c.Breached, c.BreachedAt)
		}
	}
	slices.Sort(all)
	return all
}

const register = "工单编号,工单类型,状态,性质,缺陷大小,内容,受理时间,承诺时间,关闭时间\n" +
	"A1,投诉,RECEIVED,,,电梯异响,2026-03-03 09:00,,\n" + // as it was opened
	"A2,投诉,IN_PROGRESS,日常管理,,电梯异响,2026-03-03 09:00,2026-03-05 18:00,\n" + // further on
	"A3,投诉,WAITING,日常管理,,等配件,2026-03-03 09:00,,\n" + // stands still
	"A4,投诉,CLOSED,日常管理,,电梯异响,2026-02-02 09:00,,2026-02-03 09:00\n" + // in time
	"A5,投诉,CLOSED,日常管理,,电梯异响,2026-02-02 09:00,2026-02-04 12:00,2026-02-26 09:00\n" + // late
	"A6,报修,CANCELLED,,,电梯异响,2026-02-02 09:00,,2026-02-03 09:00\n" + // nothing was to be done
	"A7,投诉,RESOLVED,日常管理,,电梯异响,2026-02-02 09:00,,\n" + // done, nobody knows when
	"A8,报修,REPORTED,,,水管漏水,2026-02-20 09:00,,\n" + // long late
	"A9,房屋缺陷整改,RECORDED,,小,门框划痕,2026-03-04 09:00,,\n" +
	"B1,咨询,CLOSED,,,何时停水,2026-02-02 09:00,,2026-02-02 10:00\n"

// TestArrivals: tickets of a file have the deadlines and the history that the file knows of, by the policies of their day;
// what ran out before they came is told from then on; all of it can be undone until somebody has acted.
func TestArrivals(t *testing.T) {
	everywhere(t, func(t *testing.T, h *hub) {
		err := h.Tx(h.sys, func(ctx context.Context, c *gen.Client) error {
			if err := c.Post.Create().SetCode("DGM").SetTitle("副总经理").Exec(ctx); err != nil {
				return err
			}
			return c.PolicyValue.Create().SetKey("complaint.resolve_days.class1").SetNodeID(h.home).SetVersion(1).SetValue("5").
				SetEffectiveFrom("2026-03-01").SetApprovedBy("陈总").SetReason("试行").SetEnteredBy("chen").Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		ctx := moment.With(h.site, noon)
		r := h.in(ctx, "ticket", register, atHome(h))
		want(t, r, true, 10, 0, 0, 0)
		for number, deadlines := range map[string][]string{
			"A1": {"D-08 BREACHED 03-04 09:00", "D-09 RUNNING 03-07 00:00", "D-13 RUNNING 03-11 00:00"},
			"A2": {"D-13 RUNNING 03-11 00:00", "D-14 RUNNING 03-05 18:00"},
			"A3": {"D-13 PAUSED 03-11 00:00"},
			"A4": {"D-13 MET 02-06 00:00"},
			"A5": {"D-13 LATE 02-06 00:00", "D-14 LATE 02-04 12:00"},
			"A6": {},
			"A7": {},
			"A8": {"D-18 BREACHED 02-20 09:10", "SYS-12 BREACHED 02-21 09:00"},
			"A9": {"D-25 RUNNING 03-05 00:00"},
			"B1": {},
		} {
			if got := h.deadlines(number); !slices.Equal(got, deadlines) {
				t.Errorf("%s: %q, want %q", number, got, deadlines)
			}
		}
		due := h.Client.Ticket.Query().Where(ticket.Number("A2")).OnlyX(h.sys)
		if got := due.DueAt.In(china).Format("01-02 15:04"); got != "03-05 18:00" {
			t.Error("A2 is due", got)
		}
		events := h.Client.TicketEvent.Query().WithTicket().Order(ticketevent.ByID()).AllX(h.sys)
		for _, e := range events {
			if e.Verb != "import" || e.FromState != nil || string(e.ToState) != string(e.Edges.Ticket.State) || !e.At.Equal(noon) || e.Actor != "manager" || *e.Text != "导入文件：file.csv" {
				t.Error(e)
			}
		}
		if len(events) != 10 {
			t.Errorf("%d events", len(events))
		}
		h.watched(r.Batch, events)
	})
}

// watched goes on with the tickets of a batch: time is told of them, they are moved, and the batch is undone.
func (h *hub) watched(batch ident.ID, events []*gen.TicketEvent) {
	t := h.t
	t.Helper()
	all := engines.New(h.DB)
	if _, err := all.Watch.Do(moment.With(context.Background(), noon.Add(time.Minute))); err != nil {
		t.Fatal(err)
	}
	told := h.Client.Escalation.Query().Order(escalation.ByID()).AllX(h.sys)
	if len(told) != 3 || !told[0].At.Equal(noon) { // A1 and A8, told when they came
		t.Error("told", told)
	}
	if n, err := imports.Undo(h.site, h.DB, batch); n != 10 || err != nil {
		t.Fatalf("undone %d, %v", n, err)
	}
	left := h.Client.Ticket.Query().CountX(h.sys) + h.Client.Clock.Query().CountX(h.sys) + h.Client.TicketEvent.Query().CountX(h.sys) + h.Client.Escalation.Query().CountX(h.sys)
	if left != 0 {
		t.Errorf("%d rows left", left)
	}

	r := h.in(moment.With(h.site, noon), "ticket", register, atHome(h))
	want(t, r, true, 10, 0, 0, 0)
	moved := h.Client.Ticket.Query().Where(ticket.Number("A2")).OnlyX(h.sys)
	p, err := all.Desk.Move(moment.With(h.site, noon.Add(time.Hour)), lifecycle.Resolve, map[string]any{"id": moved.ID.String(), "result": "更换导靴"})
	if err != nil || len(p.UserErrors) > 0 {
		t.Fatal(p, err)
	}
	if got := h.deadlines("A2"); !slices.Equal(got, []string{"D-13 MET 03-11 00:00", "D-14 MET 03-05 18:00", "D-15 RUNNING 03-10 00:00"}) {
		t.Errorf("A2 goes on as %q", got)
	}
	if _, err := imports.Undo(h.site, h.DB, r.Batch); code(err) != fault.Conflict {
		t.Error("a batch was undone somebody had worked on:", err)
	}
}

// TestArrivalsInBulk: what tickets bring costs statements by the batch, not by the ticket.
func TestArrivalsInBulk(t *testing.T) {
	everywhere(t, func(t *testing.T, h *hub) {
		count := func(prefix string, rows int) (statements int) {
			text := &strings.Builder{}
			text.WriteString("工单编号,工单类型,状态,性质,内容,受理时间,关闭时间\n")
			for i := range rows {
				fmt.Fprintf(text, "%s%d,投诉,CLOSED,日常管理,电梯异响,2026-02-02 09:00,2026-02-03 09:00\n", prefix, i)
			}
			ctx, n := store.WithCounter(moment.With(tenants.System(context.Background(), "test"), noon))
			want(t, h.in(ctx, "ticket", text.String(), atHome(h)), true, rows, 0, 0, 0)
			return n.N()
		}
		few, many := count("F", 10), count("M", 1510)
		// 1,500 more tickets with a clock and an event each; the file is read and looked up twice.
		if more := many - few; more > 40 {
			t.Errorf("%d statements for 10 tickets, %d for 1,510", few, many)
		}
		if n := h.Client.Clock.Query().Where(clock.RuleEQ("D-13"), clock.StateEQ(clock.StateMET)).CountX(h.sys); n != 1520 {
			t.Errorf("%d clocks", n)
		}
	})
}
