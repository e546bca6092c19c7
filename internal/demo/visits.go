package demo

import (
	"cmp"
	"slices"
	"time"

	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
	"estatehub/internal/visits"
)

// sample is what was drawn of a month and type, with the matters it was drawn from.
type sample struct {
	visits.Sample
	id          ident.ID
	kind, month string
	rule        *visits.Rule
	candidates  []*candidate
	began, grew time.Time
	policy      ident.ID // the version that says what share; 0 where it is the hub's own
}

type candidate struct {
	id        ident.ID
	sample    *sample
	ticket    *ticket
	number    int
	draw      string
	completed time.Time
	taken     time.Time
}

// visit is a return visit.
type visit struct {
	id                                ident.ID
	rule                              *visits.Rule
	state                             lifecycle.State
	ticket                            *ticket
	unit                              *unit
	owner                             *owner
	sample                            *sample
	added                             bool
	round                             int
	customer, phone                   string
	visitor                           *person
	method, satisfaction              string
	marks                             [5]string // security, cleaning, greening, repair, staff
	month                             string
	completed, opens, due             time.Time
	appointed, visited, made, updated time.Time
	attempts                          int
	qualified, onTime                 any
	shortcomings, opinions, reason    string
	signed                            bool
	followUp                          *ticket
}

// with are the policies of the site on a day.
func (g *programme) with(at time.Time) *policy.Set { return g.inForce(g.site, day(at)) }

func (v *visit) open() bool { return !slices.Contains(lifecycle.ReturnVisit.Final, v.state) }

// programme lives the year of return visits of a site through: what the hub's job would have drawn and when, and what the
// histories of the tickets say was visited.
type programme struct {
	*plan
	*site
	d        dice
	bySample map[string]*sample
	known    map[*ticket]*candidate
	last     map[*ticket]*visit
	byLogin  map[string]*person
	month    string
}

// happening is a completion of a ticket, or a visit its history tells of.
type happening struct {
	at    time.Time
	t     *ticket
	visit *event // nil where the ticket was completed
	again bool   // after an unqualified visit: it was opened again
}

// visit lives the year of return visits through.
func (p *plan) visit(s *site) {
	g := &programme{plan: p, site: s, d: throw("visits " + s.code), bySample: map[string]*sample{}, known: map[*ticket]*candidate{}, last: map[*ticket]*visit{}, byLogin: map[string]*person{}}
	for _, a := range s.assignments {
		if a.staff.user != nil {
			g.byLogin[a.staff.user.login] = a.staff
		}
	}
	for _, h := range g.happenings() {
		g.turn(h.at)
		if h.visit == nil {
			g.complete(h.t, h.at)
		} else {
			g.made(h)
		}
	}
	g.turn(p.now)
	for _, v := range s.visits {
		if v.open() {
			g.catchUp(v)
		}
	}
	g.unasked()
}

// happenings are what the histories of a site's tickets tell of completions and visits, in order.
func (g *programme) happenings() (all []happening) {
	for _, t := range g.tickets {
		done := false
		for i := range t.events {
			e := &t.events[i]
			was := done
			switch phase := lifecycle.TicketPhase(e.to); phase {
			case lifecycle.PhaseDone:
				done = true
			case lifecycle.PhaseEnded:
			default:
				done = false
			}
			if done && !was {
				all = append(all, happening{at: e.at, t: t})
			}
			if e.verb == string(lifecycle.RecordReturnVisit) {
				again := i+1 < len(t.events) && t.events[i+1].verb == string(lifecycle.Reopen)
				all = append(all, happening{at: e.at, t: t, visit: e, again: again})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b happening) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.t.id, b.t.id)) })
	return all
}

func (t *ticket) visitRule(with *policy.Set) *visits.Rule {
	return visits.RuleOf(visits.Matter{Kind: t.matter.kind, Severity: t.severity, Works: t.planned != ""}, with)
}

// turn tops the samples up of the months that are over.
func (g *programme) turn(at time.Time) {
	month := at.Add(-time.Hour).In(zone).Format("2006-01")
	if month == g.month {
		return
	}
	g.month = month
	for _, s := range g.samples {
		if s.month >= month {
			continue
		}
		n := s.Short()
		if n == 0 {
			continue
		}
		k := s.candidates[n-1]
		first, _ := time.ParseInLocation("2006-01", month, zone)
		k.draw, s.Drawn = "TOP_UP", s.Drawn+1
		drawn := first.Add(time.Hour + 20*time.Second).UTC()
		s.grew = drawn
		if v := g.last[k.ticket]; v != nil {
			v.sample = s
			continue
		}
		v := g.add(k.ticket, s.rule, k.completed, drawn, 1)
		v.sample, v.month = s, s.month
		if _, due := s.rule.Window(g.with(drawn), drawn); v.due.Before(drawn) {
			v.due = due
		}
	}
}

// complete takes a ticket up as the hub's job does.
func (g *programme) complete(t *ticket, at time.Time) {
	rule := t.visitRule(g.with(at))
	if rule == nil {
		return
	}
	taken := at.Add(g.d.minutes(0, 1)).Truncate(time.Second)
	drawn := false
	k := g.known[t]
	if k == nil {
		s := g.sampleOf(rule, at.In(zone).Format("2006-01"), taken)
		k = &candidate{sample: s, ticket: t, draw: "NOT_DRAWN"}
		if k.number, drawn = s.Take(); drawn {
			k.draw = "SEED"
		}
		s.candidates, s.grew = append(s.candidates, k), taken
		g.known[t] = k
	}
	k.completed, k.taken = at, taken
	last, was := g.last[t], ""
	if last != nil {
		was = string(last.state)
	}
	round := 1
	switch visits.Next(was, last != nil && !last.completed.Before(at), drawn) {
	case visits.Make:
		if last != nil {
			round = last.round + 1
		}
		last = g.add(t, rule, at, taken, round)
	case visits.Move:
		last.completed, last.updated = at, taken
		last.opens, last.due = rule.Window(g.with(at), at)
	}
	if drawn {
		last.sample = k.sample
	}
}

func (g *programme) sampleOf(rule *visits.Rule, month string, at time.Time) *sample {
	s := g.bySample[rule.Type+month]
	if s == nil {
		s = &sample{kind: rule.Type, month: month, rule: rule, began: at}
		s.Seed = 1 + g.d.Int64N(1<<31-1)
		first, _ := time.ParseInLocation("2006-01", month, zone)
		s.Coverage, s.policy = rule.Share(g.with(first))
		g.bySample[rule.Type+month] = s
		g.samples = append(g.samples, s)
	}
	return s
}

// add makes a visit to a ticket.
func (g *programme) add(t *ticket, rule *visits.Rule, completed, at time.Time, round int) *visit {
	v := &visit{
		rule: rule, state: lifecycle.VisitDue, ticket: t, unit: t.unit, owner: t.owner, customer: t.name, phone: t.phone, round: round,
		completed: completed, month: completed.In(zone).Format("2006-01"), made: at, updated: at,
	}
	v.opens, v.due = rule.Window(g.with(completed), completed)
	g.visits = append(g.visits, v)
	g.last[t] = v
	return v
}

// made is a visit its ticket's history tells of.
func (g *programme) made(h happening) {
	v := g.last[h.t]
	if v == nil || !v.open() {
		round := 1
		if v != nil {
			round = v.round + 1
		}
		completed := h.t.resolved
		if k := g.known[h.t]; k != nil {
			completed = k.completed
		}
		v = g.add(h.t, h.t.visitRule(g.with(completed)), completed, h.at, round)
		v.added = true
		if k := g.known[h.t]; k != nil && round == 1 {
			v.sample = k.sample
		}
	}
	ok := !slices.Contains([]string{"电话回访，业主反映问题又出现", "电话回访，业主认为处理不彻底"}, firstLine(h.visit.text))
	v.visitor = g.byLogin[h.visit.actor]
	g.record(v, h.at, ok)
	if !ok {
		v.shortcomings = firstLine(h.visit.text)[len("电话回访，"):]
		if h.again {
			v.followUp = h.t
			h.t.level = max(h.t.level, 2)
		}
	}
}

func firstLine(s string) string {
	for i, r := range s {
		if r == '\n' {
			return s[:i]
		}
	}
	return s
}
