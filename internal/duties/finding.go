package duties

import (
	"context"
	"strings"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/finding"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/register"
	"estatehub/internal/tickets"
	"estatehub/tenants"
)

// maxFindings is how many faults may be told with one duty.
const maxFindings = 20

// found is a fault as it was told.
type found struct {
	kind, severity, topic string
	place, text, planned  string
	building, unit        ident.ID
}

// path is what becomes of a finding by how grave it is (SYS-63).
type path struct {
	state   lifecycle.State
	ticket  string // severity of its ticket
	planned bool
}

// paths: a major ticket of a patrol is an urgent one, whose deadline is now (D-24); works that are planned are not.
var paths = map[string]path{
	"SMALL":      {lifecycle.FindingSelf, "ORDINARY", false},
	"MEDIUM":     {lifecycle.FindingPlanned, "ORDINARY", true},
	"MAJOR":      {lifecycle.FindingPlanned, "ORDINARY", true},
	"URGENT":     {lifecycle.FindingUrgent, "MAJOR", false},
	"UNSOLVABLE": {lifecycle.FindingTold, "ORDINARY", false},
}

// findings reads the faults of the input.
func (x *doing) findings(ctx context.Context) ([]*found, error) {
	if !x.Input.Has("findings") || x.Input.Refused() {
		return nil, nil
	}
	zone, err := x.desk.zoneOf(ctx)
	if err != nil {
		return nil, err
	}
	now := x.At.In(zone)
	next := time.Date(now.Year(), now.Month()+2, 0, 0, 0, 0, 0, zone).Format(dayLayout) // the last day of the next month
	var all []*found
	x.Input.Rows("findings", maxFindings, func(_ int, row *register.Input) {
		f := &found{planned: row.Day("plannedFor")}
		text := func(argument, column string) string {
			s, _ := row.Value(argument, *findingNoun.ByName(column)).(string)
			return s
		}
		f.kind, f.severity, f.topic = text("kind", "kind"), text("severity", "severity"), text("topic", "topic")
		f.place, f.text = text("place", "place"), text("text", "text")
		f.building, f.unit = row.Ref("buildingId", "Building"), row.Ref("unitId", "Unit")
		if f.place == "" && !row.Refused() {
			row.Refuse("place", fault.BadInput, "say where", "请填写位置")
		}
		if f.planned != "" && f.planned < now.Format(dayLayout) {
			row.Refuse("plannedFor", fault.BadInput, "a day not before today", "计划日期不能早于今天")
		}
		if f.planned == "" {
			f.planned = next
		}
		all = append(all, f)
	})
	return all, nil
}

// report opens the ticket of a fault, takes it as far as its severity says, and writes the finding.
func (x *doing) report(ctx context.Context, f *found) (*gen.Finding, error) {
	p := paths[f.severity]
	t, err := x.open(ctx, f, p)
	if err != nil {
		return nil, err
	}
	zone, err := x.desk.zoneOf(ctx)
	if err != nil {
		return nil, err
	}
	n := x.Client.Finding.Create().SetCommunityID(x.Site).SetDutyID(x.duty.ID).SetKind(finding.Kind(f.kind)).SetSeverity(finding.Severity(f.severity)).
		SetState(finding.State(p.state)).SetPlace(f.place).SetFoundAt(x.at).SetMonth(moment.Month(x.at, zone)).SetTicketID(t.ID)
	if f.topic != "" {
		n.SetTopic(finding.Topic(f.topic))
	}
	if f.text != "" {
		n.SetText(f.text)
	}
	if f.building != 0 {
		n.SetBuildingID(f.building)
	}
	if f.unit != 0 {
		n.SetUnitID(f.unit)
	}
	return n.Save(ctx)
}

// open opens the ticket of a fault in the transaction of the duty, and moves it on.
func (x *doing) open(ctx context.Context, f *found, p path) (*gen.Ticket, error) {
	in := map[string]any{"communityId": x.Site, "kind": string(lifecycle.Repair), "channel": "PATROL", "severity": p.ticket, "content": f.content()}
	if f.topic != "" {
		in["topic"] = f.topic
	}
	if f.unit != 0 {
		in["unitId"] = f.unit
	}
	desk := x.desk.Tickets
	t, err := ticket(desk.Open(ctx, in))
	if err != nil {
		return nil, err
	}
	move := func(verb lifecycle.Verb, in map[string]any) {
		if err == nil {
			in["id"] = t.ID
			_, err = ticket(desk.Move(ctx, verb, in))
		}
	}
	move(lifecycle.Classify, map[string]any{})
	switch {
	case p.planned:
		move(lifecycle.Plan, map[string]any{"plannedFor": f.planned})
	case f.severity == "UNSOLVABLE":
		if err == nil {
			_, err = ticket(desk.Transfer(ctx, map[string]any{"id": t.ID, "department": "管理处主任", "reason": "巡查发现无法自行解决，上报主任"}))
		}
	case f.severity == "URGENT":
		move(lifecycle.Dispatch, map[string]any{"department": "工程部", "text": "对讲机通知立即抢修"})
	default:
		to, e := x.finder(ctx)
		if e != nil {
			return nil, e
		}
		move(lifecycle.Dispatch, to)
	}
	return t, err
}

// finder is to whom a small repair goes: the finder himself, or, where he is not of the site, its engineers.
func (x *doing) finder(ctx context.Context) (map[string]any, error) {
	if who := tenants.ViewerFrom(ctx).Staff; who != 0 {
		here, err := x.desk.worksAt(ctx, x.Client, x.Site, who)
		if err != nil {
			return nil, err
		}
		if here {
			return map[string]any{"assigneeId": who}, nil
		}
	}
	return map[string]any{"department": "工程部"}, nil
}

// content is what the ticket of a fault says.
func (f *found) content() string {
	var kind string
	for _, t := range lifecycle.FaultKinds {
		if t.Code == f.kind {
			kind = t.ZH
		}
	}
	return "巡查发现：" + strings.TrimSuffix(f.place+kind+"，"+f.text, "，")
}

// ticket is the ticket of an answer; what the user did wrong is an error that ends the transaction around it.
func ticket(p *tickets.Payload, err error) (*gen.Ticket, error) {
	switch {
	case err != nil:
		return nil, err
	case len(p.UserErrors) > 0:
		return nil, &fault.Refusal{Errors: p.UserErrors}
	}
	return p.Ticket, nil
}
