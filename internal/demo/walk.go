package demo

import (
	"fmt"
	"strings"
	"time"

	"estatehub/internal/clocks"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

// ticket is a ticket with its history.
type ticket struct {
	id            ident.ID
	number        string
	matter        *matter
	said          int // which of the matter's texts
	machine       *lifecycle.Machine
	state         lifecycle.State
	unit          *unit
	owner         *owner
	name, phone   string
	content       string
	demand        string
	class, nature string
	severity      string
	size          string // of a defect
	validity      string
	channel       string
	collective    bool
	level         int
	receiver      *person
	assignee      *person
	complained    *person
	department    string
	opened        time.Time
	promised      time.Time
	resolved      time.Time
	closed        time.Time
	outcome       string
	result        string
	waiting       string
	nextVisit     time.Time
	planned       string
	quoted        int64
	receipt       string
	authority     string
	qualified     any // nil before the first return visit
	repeats, into *ticket
	occurrence    int
	complainants  int
	directorTold  time.Time
	companyTold   time.Time
	transferred   time.Time
	reportedBack  time.Time
	helpAsked     time.Time
	judgedBy      string
	judgement     string
	arrivals      int
	unfinished    int
	because       string
	events        []event
	deadlines     clocks.Deadlines
}

// event is one entry of a history.
type event struct {
	id       ident.ID
	at       time.Time
	verb     string
	from, to lifecycle.State
	text     string
	actor    string
	facts    *clocks.Facts // of the ticket after it; nil of another's step that is noted here
	owners   []ident.ID    // who holds the ticket after it
}

// actor is who does something, and in which role.
type actor struct {
	login string
	role  tenants.Role
}

// given is what a verb is given beyond itself; empty is not given.
type given struct {
	result, reason, text    string
	assignee                *person
	class, nature, severity string
	size                    string
	validity                string
	waiting                 string
	promised, nextVisit     time.Time
	planned                 string
	amount                  int64
	receipt, authority      string
	qualified               any
	outcome                 string
	because                 string
	households              int // found to complain together
	into                    *ticket
}

func (g *given) has(input string) bool {
	switch input {
	case lifecycle.InputAssignee:
		return g.assignee != nil
	case lifecycle.InputReason:
		return g.reason != ""
	case lifecycle.InputResult:
		return g.result != ""
	case lifecycle.InputNextVisitAt:
		return !g.nextVisit.IsZero()
	case lifecycle.InputPlannedFor:
		return g.planned != ""
	case lifecycle.InputAmount:
		return g.amount > 0
	case lifecycle.InputReceiptNo:
		return g.receipt != ""
	case lifecycle.InputClass:
		return g.class != ""
	case lifecycle.InputWaitingFor:
		return g.waiting != ""
	case lifecycle.InputAuthority:
		return g.authority != ""
	case lifecycle.InputQualified:
		return g.qualified != nil
	case lifecycle.InputPromisedAt:
		return !g.promised.IsZero()
	case lifecycle.InputInto:
		return g.into != nil
	}
	return false
}

// walk takes a ticket through its life, forward in time, until its life or the year is over.
type walk struct {
	*ticket
	d     dice
	plan  *plan
	site  *site
	host  *person // who first dealt with it at the site
	at    time.Time
	end   time.Time
	over  bool
	err   error
	night bool // its steps do not wait for the morning
}

// do is one step by a verb after a span of time. It is false once the ticket stands still: nothing more happens to it.
func (w *walk) do(verb lifecycle.Verb, by actor, after time.Duration, g given) bool {
	if w.over || w.err != nil {
		return false
	}
	at := w.at.Add(after)
	if !w.night {
		at = w.d.daytime(at)
	}
	if !at.Before(w.end) {
		w.over = true
		return false
	}
	step, err := w.machine.Enforce(w.state, verb, []tenants.Role{by.role}, g.has)
	if err != nil {
		w.err = fmt.Errorf("demo: %w", err)
		return false
	}
	from := w.state
	w.at = at
	found := w.effect(verb, by, from, step.To, &g)
	w.log(string(verb), from, by, strings.TrimSpace(g.said()+"\n"+found))
	return true
}

// stop leaves the ticket where it stands in p of 100 cases.
func (w *walk) stop(p float64) bool {
	w.over = w.over || w.d.chance(p)
	return w.over
}

func (w *walk) log(verb string, from lifecycle.State, by actor, text string) {
	w.events = append(w.events, event{at: w.at, verb: verb, from: from, to: w.state, text: text, actor: by.login, facts: w.facts(), owners: w.owners()})
}

// note says something that moves nothing.
func (w *walk) note(by actor, after time.Duration, text string) {
	if at := w.d.daytime(w.at.Add(after)); !w.over && w.err == nil && at.Before(w.end) {
		w.at = at
		w.log("note", w.state, by, text)
	}
}

// transfer gives the ticket to another, who works on it from then on.
func (w *walk) transfer(by actor, worker *actor, after time.Duration, to *person, reason string) {
	if at := w.d.daytime(w.at.Add(after)); !w.over && w.err == nil && at.Before(w.end) && to != w.complained && to != w.assignee {
		w.at, w.assignee = at, to
		if to.user != nil {
			*worker = as(to)
		}
		w.log("transfer", w.state, by, reason+"\n经办人："+to.name)
	}
}

// effect is what a verb does to the columns of its ticket, the same as internal/tickets does when somebody moves one. What
// was found out by it comes back as a line of the history.
func (w *walk) effect(verb lifecycle.Verb, by actor, from, to lifecycle.State, g *given) (found string) {
	t := w.ticket
	switch verb {
	case lifecycle.Invalidate:
		t.validity, t.judgement, t.judgedBy = "INVALID", "PENDING", by.login
	case lifecycle.Assist:
		t.validity, t.judgement, t.judgedBy = "ASSIST", "PENDING", by.login
	case lifecycle.Uphold:
		t.judgement = "UPHELD"
	case lifecycle.Overturn:
		t.validity, t.judgement, t.outcome, t.qualified = "VALID", "REVERSED", "", nil
		found = w.place()
	case lifecycle.TellDirector:
		t.directorTold, t.level = w.at, max(t.level, 2)
	case lifecycle.TellCompany:
		t.companyTold, t.level = w.at, max(t.level, 3)
	case lifecycle.AskCentre:
		t.helpAsked, t.level = w.at, max(t.level, 3)
	case lifecycle.ReportBack:
		t.reportedBack = w.at
	case lifecycle.Accept:
		if t.assignee == nil && w.host.user != nil && by.login == w.host.user.login {
			t.assignee = w.host
		}
	case lifecycle.Arrive:
		t.arrivals++
	case lifecycle.LeaveUnfinished:
		t.unfinished++
		t.because = "OTHER"
	case lifecycle.SettleOnSpot:
		t.outcome = "SETTLED_ON_SPOT"
	case lifecycle.Resolve:
		if from != lifecycle.HandledOnSpot {
			t.outcome = "SOLVED"
		}
	case lifecycle.Explain:
		t.outcome = "EXPLAINED"
	case lifecycle.Refer:
		t.outcome = "REFERRED"
	case lifecycle.Fail:
		t.outcome = "UNSOLVED"
	case lifecycle.Quote:
		t.receipt = ""
	case lifecycle.Reopen:
		t.outcome, t.qualified = "", nil
	case lifecycle.Classify:
		if t.matter.kind == complaint && t.validity == "" {
			t.validity = "VALID"
		}
		if g.households > 0 {
			t.collective, t.complainants = true, g.households
		}
		found = w.place()
	}
	if to != lifecycle.Waiting {
		t.waiting = ""
	}
	if verb != lifecycle.ReportBack {
		set(&t.result, g.result)
	}
	set(&t.because, g.because)
	set(&t.class, g.class)
	set(&t.nature, g.nature)
	set(&t.severity, g.severity)
	set(&t.size, g.size)
	set(&t.validity, g.validity)
	set(&t.waiting, g.waiting)
	set(&t.planned, g.planned)
	set(&t.receipt, g.receipt)
	set(&t.authority, g.authority)
	set(&t.outcome, g.outcome)
	if g.assignee != nil {
		t.assignee = g.assignee
	}
	if g.amount > 0 {
		t.quoted = g.amount
	}
	if g.qualified != nil {
		t.qualified = g.qualified
	}
	if !g.promised.IsZero() {
		t.promised = g.promised
	}
	if !g.nextVisit.IsZero() {
		t.nextVisit = g.nextVisit
	}
	if g.into != nil {
		t.into = g.into
	}
	t.state = to
	switch lifecycle.TicketPhase(to) {
	case lifecycle.PhaseDone:
		t.closed = time.Time{}
		if t.resolved.IsZero() {
			t.resolved = w.at
		}
	case lifecycle.PhaseEnded:
		if t.closed.IsZero() {
			t.closed = w.at
		}
	default:
		if !t.resolved.IsZero() {
			t.reportedBack = time.Time{}
		}
		t.resolved, t.closed = time.Time{}, time.Time{}
	}
	return found
}

func set(field *string, v string) {
	if v != "" {
		*field = v
	}
}

// said is the line of the history, as internal/tickets writes it: what somebody wrote, then what he filled in.
func (g *given) said() string {
	lines := make([]string, 0, 4)
	line := func(label, v string) {
		if v != "" {
			lines = append(lines, label+v)
		}
	}
	line("", g.result)
	line("", g.reason)
	line("", g.text)
	if g.assignee != nil {
		line("经办人：", g.assignee.name)
	}
	line("类别：", term(lifecycle.Classes, g.class))
	line("性质：", term(lifecycle.Types, g.nature))
	line("严重程度：", term(lifecycle.Severities, g.severity))
	line("缺陷大小：", term(lifecycle.DefectSizes, g.size))
	line("有效性：", term(lifecycle.Validities, g.validity))
	if g.households > 0 {
		line("集体投诉：", "是")
		line("联名户数：", fmt.Sprintf("%d户", g.households))
	}
	line("等待：", term(lifecycle.Waits, g.waiting))
	line("承诺时间：", clock(g.promised))
	line("未完成原因：", term(lifecycle.UnfinishedReasons, g.because))
	line("下次上门：", clock(g.nextVisit))
	line("计划日期：", g.planned)
	if g.amount > 0 {
		line("报价：", fmt.Sprintf("%d.%02d元", g.amount/100, g.amount%100))
	}
	line("收据号：", g.receipt)
	line("转报：", g.authority)
	if ok, is := g.qualified.(bool); is {
		line("回访：", map[bool]string{true: "合格", false: "不合格"}[ok])
	}
	line("结果：", term(lifecycle.Outcomes, g.outcome))
	if g.into != nil {
		line("并入：", g.into.number)
	}
	return strings.Join(lines, "\n")
}

func term(terms []lifecycle.Term, code string) string {
	for _, t := range terms {
		if t.Code == code {
			return t.ZH
		}
	}
	return code
}

func clock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format("2006-01-02 15:04")
}

// daytime moves what would happen at night to the next morning.
func (d dice) daytime(t time.Time) time.Time {
	l := t.In(zone)
	switch h := l.Hour(); {
	case h >= 20:
		l = time.Date(l.Year(), l.Month(), l.Day()+1, 8, 30, 0, 0, zone)
	case h < 8:
		l = time.Date(l.Year(), l.Month(), l.Day(), 8, 30, 0, 0, zone)
	default:
		return t
	}
	return l.Add(d.minutes(0, 100)).UTC()
}
