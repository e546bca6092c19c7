package tickets

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
)

// argument is one argument of the mutations that move a ticket.
type argument struct {
	name  string      // in GraphQL
	input string      // what the machines call it; empty for what no verb needs
	field *noun.Field // what it may be, and where it is kept if keep is set
	keep  bool        // whether it is a column of the ticket
	label string      // what stands before it in the history; empty: it speaks for itself
}

func column(name, field, input, label string) *argument {
	return &argument{name: name, input: input, field: theNoun.ByName(field), keep: true, label: label}
}

func words(name, input string, limit int) *argument {
	return &argument{name: name, input: input, field: &noun.Field{Name: name, API: name, Type: noun.Text, Max: limit, Nullable: true}}
}

// arguments is in the order they stand in the history.
var arguments = []*argument{
	column("result", "result", lifecycle.InputResult, ""),
	words("reason", lifecycle.InputReason, 1000),
	words("text", "", 500),
	column("assigneeId", "assignee_id", lifecycle.InputAssignee, "经办人"),
	column("department", "department", lifecycle.InputAssignee, "责任部门"),
	column("complainedStaffId", "complained_staff_id", "", "被投诉人"),
	column("class", "class", lifecycle.InputClass, "类别"),
	column("type", "type", "", "性质"),
	column("severity", "severity", "", "严重程度"),
	column("defectSize", "defect_size", "", "缺陷大小"),
	column("validity", "validity", "", "有效性"),
	column("topic", "topic", "", "主题"),
	column("category", "category", "", "细类"),
	column("collective", "collective", "", "集体投诉"),
	column("complainants", "complainants", "", "联名户数"),
	column("waitingFor", "waiting_for", lifecycle.InputWaitingFor, "等待"),
	column("promisedAt", "promised_at", lifecycle.InputPromisedAt, "承诺时间"),
	column("because", "unfinished_because", "", "未完成原因"),
	column("nextVisitAt", "next_visit_at", lifecycle.InputNextVisitAt, "下次上门"),
	column("plannedFor", "planned_for", lifecycle.InputPlannedFor, "计划日期"),
	column("amount", "quoted", lifecycle.InputAmount, "报价"),
	column("receiptNo", "receipt_no", lifecycle.InputReceiptNo, "收据号"),
	column("authority", "authority", lifecycle.InputAuthority, "转报"),
	column("qualified", "qualified", lifecycle.InputQualified, "回访"),
	column("outcome", "outcome", "", "结果"),
	column("intoId", "merged_into_id", lifecycle.InputInto, "并入"),
}

func argumentNamed(name string) *argument {
	i := slices.IndexFunc(arguments, func(a *argument) bool { return a.name == name })
	if i < 0 {
		return nil
	}
	return arguments[i]
}

// Argument is the name in GraphQL of an input of a life cycle; of several that serve, the first.
func Argument(input string) string {
	i := slices.IndexFunc(arguments, func(a *argument) bool { return a.input == input })
	if i < 0 {
		return input
	}
	return arguments[i].name
}

// extras are the arguments a verb takes beyond what the machines need of it. Every verb takes text.
var extras = map[lifecycle.Verb][]string{
	lifecycle.Classify:        {"class", "type", "severity", "validity", "topic", "category", "collective", "complainants", "complainedStaffId"},
	lifecycle.Verify:          {"complainedStaffId"},
	lifecycle.Dispatch:        {"promisedAt", "defectSize"},
	lifecycle.Accept:          {"promisedAt"},
	lifecycle.Wait:            {"promisedAt"},
	lifecycle.FeedBack:        {"promisedAt"},
	lifecycle.LeaveUnfinished: {"because"},
	lifecycle.Resolve:         {"outcome"},
	lifecycle.Merge:           {"reason"},
}

// takes tells whether a verb takes an argument: what is not used must not be swallowed.
func takes(m *lifecycle.Machine, verb lifecycle.Verb, a *argument) bool {
	if a.name == "text" || slices.Contains(extras[verb], a.name) {
		return true
	}
	if verb == lifecycle.Pay && a.input == lifecycle.InputAmount { // what was quoted before is what is paid
		return !slices.ContainsFunc(m.Transitions, func(t lifecycle.Transition) bool { return t.Verb == lifecycle.Quote })
	}
	return a.input != "" && slices.ContainsFunc(m.Transitions, func(t lifecycle.Transition) bool {
		return t.Verb == verb && slices.Contains(t.Needs, a.input)
	})
}

// given are the arguments of a move as values of their fields, in order.
type given struct {
	list   []*argument
	values map[string]any
}

// read takes the arguments of a move out of its input. An argument that is null is as one left out.
func read(ctx context.Context, m *lifecycle.Machine, verb lifecycle.Verb, input map[string]any) (given, []*fault.UserError) {
	g := given{values: map[string]any{}}
	var errs []*fault.UserError
	for _, a := range arguments {
		raw := input[a.name]
		if raw == nil {
			continue
		}
		if s, ok := raw.(string); ok && strings.TrimSpace(s) == "" {
			continue
		}
		if !takes(m, verb, a) {
			errs = append(errs, fault.Tell(ctx, "input."+a.name, fault.BadInput, "“"+lifecycle.VerbTitle(verb).EN+"” does not take this", "“"+lifecycle.VerbTitle(verb).ZH+"”不需要此项"))
			continue
		}
		v, p := coerce.Value(a.field, raw)
		if v == ident.ID(0) {
			p = coerce.NotFound()
		}
		if p != nil {
			errs = append(errs, fault.Tell(ctx, "input."+a.name, p.Code, p.EN, p.ZH))
			continue
		}
		g.list = append(g.list, a)
		g.values[a.name] = v
	}
	return g, errs
}

func (g given) text(name string) string { s, _ := g.values[name].(string); return s }

func (g given) id(name string) ident.ID { v, _ := g.values[name].(ident.ID); return v }

// has tells whether an input was given, in whatever argument, for the machine's guard.
func has(input map[string]any) func(string) bool {
	return func(need string) bool {
		return slices.ContainsFunc(arguments, func(a *argument) bool {
			raw := input[a.name]
			s, isText := raw.(string)
			return a.input == need && raw != nil && (!isText || strings.TrimSpace(s) != "")
		})
	}
}

// terms are the words for the values of enums.
var terms = map[string][]lifecycle.Term{
	"class": lifecycle.Classes, "type": lifecycle.Types, "severity": lifecycle.Severities, "defectSize": lifecycle.DefectSizes, "validity": lifecycle.Validities,
	"topic": lifecycle.Topics, "waitingFor": lifecycle.Waits, "outcome": lifecycle.Outcomes, "because": lifecycle.UnfinishedReasons,
}

// said is the move as a line of the history reads: what somebody wrote, then what he filled in. names are those of rows
// referred to. It is in Chinese whoever writes, because everybody reads it.
func (g given) said(names map[string]string, zone *time.Location) string {
	var lines []string
	for _, a := range g.list {
		line := names[a.name]
		if line == "" {
			line = word(a.name, g.values[a.name], zone)
		}
		if a.label != "" {
			line = a.label + "：" + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func word(name string, value any, zone *time.Location) string {
	switch v := value.(type) {
	case time.Time:
		return v.In(zone).Format("2006-01-02 15:04")
	case bool:
		return map[string]map[bool]string{"qualified": {true: "合格", false: "不合格"}, "collective": {true: "是", false: "否"}}[name][v]
	case int:
		return fmt.Sprintf("%d户", v)
	case int64:
		return fmt.Sprintf("%d.%02d元", v/100, v%100)
	case string:
		for _, t := range terms[name] {
			if t.Code == v {
				return t.ZH
			}
		}
		return v
	}
	return fmt.Sprint(value)
}
