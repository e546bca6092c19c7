package demo

import (
	"context"
	"time"

	"estatehub/internal/clocks"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/policy"
	"estatehub/internal/workdays"
)

// escalation is one post that was told of a deadline that ran out.
type escalation struct {
	id     ident.ID
	ticket *ticket // nil of a deadline of anything else
	clock  *clocks.Clock
	clocks.Told
	acted time.Time
	by    string
	note  string
}

// terms are what the deadlines of a site are reckoned by at a time.
func (p *plan) terms(s *site, at time.Time) *clocks.Terms {
	if p.worked == nil {
		p.worked = workdays.Official()
		for y := firstYear; y <= lastYear; y++ {
			p.worked = p.worked.With(y, 1, workdays.OfficialDays(y)) // the group's own, which rule sets
		}
	}
	return &clocks.Terms{Policy: p.inForce(s, day(at)), Calendar: p.worked, Zone: zone}
}

// facts are what the deadlines of a ticket depend on as it stands.
func (t *ticket) facts() *clocks.Facts {
	return &clocks.Facts{
		Kind: t.matter.kind, State: t.state, Class: t.class, Type: t.nature, Severity: t.severity, Size: t.size, Validity: t.validity, Channel: t.channel,
		Waiting: t.waiting, Collective: t.collective, Opened: t.opened, Promised: t.promised, NextVisit: t.nextVisit,
		DirectorTold: t.directorTold, CompanyTold: t.companyTold, Transferred: t.transferred, ReportedBack: t.reportedBack, HelpAsked: t.helpAsked,
	}
}

// watched is the time of a site as it passes over its deadlines.
type watched struct {
	*plan
	*site
	d     dice
	step  time.Duration
	posts []clocks.Post
	of    clocks.Case // whose the ticket is at the time
}

// watch is the time of a site, with dice named after what it passes over.
func (p *plan) watch(s *site, what string) *watched {
	w := &watched{plan: p, site: s, d: throw(what + " " + s.code)}
	w.step = time.Duration(p.inForce(s, p.today).Get(policy.EscalationStepHours).Int()) * time.Hour
	for i := range p.posts {
		o := &p.posts[i]
		one := clocks.Post{ID: o.id, Code: o.code, Title: o.title}
		if o.above != "" {
			one.Above = p.postID(o.above)
		}
		w.posts = append(w.posts, one)
	}
	return w
}

// reckon lives through the deadlines of a site's tickets as the hub does: each step begins and meets some, and what time
// does to them in between is done at its time.
func (p *plan) reckon(s *site) {
	w := p.watch(s, "clocks")
	for _, t := range s.tickets {
		w.live(t)
	}
}

func (w *watched) live(t *ticket) {
	var before *clocks.Facts
	w.of = clocks.Case{Site: w.site.id}
	for i := range t.events {
		e := &t.events[i]
		if e.facts == nil {
			continue // another ticket's step, noted here
		}
		w.pass(t, t.deadlines.All, e.at)
		w.terms(w.site, e.at).Follow(clocks.Step{Before: before, After: e.facts, Verb: e.verb, At: e.at}, &t.deadlines)
		before, w.of.Owners = e.facts, e.owners
	}
	w.pass(t, t.deadlines.All, w.now)
	t.level = max(t.level, t.deadlines.Level())
}

// pass is what time does to clocks until a time; of a ticket where they are one's.
func (w *watched) pass(t *ticket, all []*clocks.Clock, until time.Time) {
	for _, c := range all {
		r := clocks.Named(c.Rule)
		for r.To != "" && c.Next.Before(until) {
			at := c.Next
			if c.State == lifecycle.ClockRunning && !at.Before(c.Due) {
				at = at.Add(time.Microsecond) // the moment it is due is still in time
			}
			told := c.Tick(r, &w.of, at, w.step, clocks.NewPosts(w.posts, w.holder(day(at)), w.postOf(day(at))))
			if told != nil {
				w.tell(t, c, *told)
			}
		}
	}
}

// holder is who held a post at the site on a day.
func (w *watched) holder(on string) func(site, post ident.ID) ident.ID {
	return func(_, post ident.ID) ident.ID {
		for i := range w.plan.posts {
			if o := &w.plan.posts[i]; o.id == post {
				if here := w.here(on, o.code); len(here) > 0 {
					return here[0].id
				}
			}
		}
		return 0
	}
}

// postOf is the post somebody had at the site on a day.
func (w *watched) postOf(on string) func(site, staff ident.ID) ident.ID {
	return func(_, staff ident.ID) (post ident.ID) {
		for _, a := range w.assignments {
			if a.staff.id == staff && a.on(on) && (post == 0 || !a.side) {
				post = w.postID(a.post)
			}
		}
		return post
	}
}

// owners are who holds a ticket as it stands: who works on it, and who received it; never whom it complains about.
func (t *ticket) owners() (all []ident.ID) {
	for _, h := range []*person{t.assignee, t.receiver} {
		if h != nil && h != t.complained {
			all = append(all, h.id)
		}
	}
	return all
}

var actions = words("已致电业主说明情况 已督促经办人当日处理 已协调班组加派人手 已联系施工单位限期整改 已到现场核实并安排处理")

// tell notes who was told, and what he did: most act within the day, and nobody further up hears of it then.
func (w *watched) tell(t *ticket, c *clocks.Clock, told clocks.Told) {
	e := &escalation{ticket: t, clock: c, Told: told}
	w.escalations = append(w.escalations, e)
	if told.Level == 0 {
		return
	}
	acted := told.At.Add(w.d.minutes(20, 30*60))
	if told.Staff == 0 || !acted.Before(w.now) || w.d.chance(12) {
		return
	}
	for _, h := range w.staff {
		if h.id == told.Staff && h.user != nil {
			e.acted, e.by, e.note = acted, h.user.login, pick(w.d, actions)
		}
	}
	if e.by != "" && acted.Before(c.Next) {
		c.Next = clocks.Never
	}
}

// numberClocks gives the clocks and escalations of a site their ids.
func (s *site) numberClocks(reserve func(noun string, count int) (ident.ID, error)) error {
	var all []*clocks.Clock
	for _, t := range s.tickets {
		all = append(all, t.deadlines.All...)
	}
	for _, k := range s.deadlines {
		all = append(all, k.Clock)
	}
	next, err := reserve("Clock", len(all))
	if err != nil {
		return err
	}
	for i, c := range all {
		c.ID = next + ident.ID(i)
	}
	if len(s.escalations) == 0 {
		return nil
	}
	first, err := reserve("Escalation", len(s.escalations))
	for i, e := range s.escalations {
		e.id = first + ident.ID(i)
	}
	return err
}

func (w *writer) clocks(ctx context.Context) error {
	err := w.rows(ctx, "Clock", stamped("rule ticket_id return_visit_id survey_id duty_id state unit amount started_at month warn_at due_at paused_at pause_reason "+
		"paused_seconds ended_at breached_at level next_at policy_key policy_id calendars"), func(s *site, add func(ident.ID, ...any)) {
		write := func(c *clocks.Clock, ticket, visit, survey, task any, made, changed time.Time) {
			add(c.ID, c.Rule, ticket, visit, survey, task, string(c.State), c.Unit, c.Amount, c.Started, c.Started.In(zone).Format("2006-01"), c.Warn, c.Due, when(c.PausedAt),
				text(c.PauseReason), int64(c.Paused/time.Second), when(c.Ended), when(c.Breached), c.Level, c.Next, text(string(c.Key)), version(c.Version), text(c.Calendars), made, changed)
		}
		for _, t := range s.tickets {
			for _, c := range t.deadlines.All {
				write(c, t.id, nil, nil, nil, c.Started, changed(c))
			}
		}
		for _, k := range s.deadlines {
			write(k.Clock, nil, k.visit.ref(), k.survey.ref(), k.task.ref(), k.made, latest(k.made, k.Ended, k.Breached))
		}
	})
	if err != nil {
		return err
	}
	return w.rows(ctx, "Escalation", stamped("clock_id ticket_id kind level post_id staff_id passed at state acted_at acted_by note"), func(s *site, add func(ident.ID, ...any)) {
		for _, e := range s.escalations {
			state, changed, staff := "TOLD", e.At, any(nil)
			if !e.acted.IsZero() {
				state, changed = "ACTED", e.acted
			}
			if e.Staff != 0 {
				staff = e.Staff
			}
			add(e.id, e.clock.ID, e.ticket.ref(), e.Kind(), e.Level, e.Post, staff, text(e.Passed), e.At, state, when(e.acted), text(e.by), text(e.note), e.At, changed)
		}
	})
}

// version is the version of a policy, or null where it is the hub's own default.
func version(id ident.ID) any {
	if id == 0 {
		return nil
	}
	return id
}

// changed is when a clock last changed.
func changed(c *clocks.Clock) time.Time {
	for _, at := range []time.Time{c.Ended, c.Breached, c.PausedAt} {
		if !at.IsZero() {
			return at
		}
	}
	return c.Started
}
