package engines_test

import (
	"fmt"
	"slices"
	"time"

	"estatehub/internal/ident"
)

// tally is what the test writes down of the year while it lives it, by the handbook and not by the hub.
type tally struct {
	promises []*promise
	running  map[string]*promise   // by what it is about and its rule: the last
	ever     map[string][]*promise // all of them
	matters  []*matter
	byID     map[ident.ID]*matter
	visits   []*visit
	failures map[ident.ID]*failure
	duties   []*owed
	surveys  []*survey
	repeats  map[string]bool // matters that were raised as coming again
}

func newTally() *tally {
	return &tally{running: map[string]*promise{}, ever: map[string][]*promise{}, byID: map[ident.ID]*matter{}, failures: map[ident.ID]*failure{}, repeats: map[string]bool{}}
}

// promise is a deadline: by when something is to be done, and when it was.
type promise struct {
	rule      string
	site      *site
	said      time.Time // when the hub knew of it
	due, done time.Time // done is zero while it is not
	dropped   bool      // the matter went another way
	paused    time.Time // zero where it does not stand still
	acted     time.Time // when somebody who was told of its breach saw to it
}

func about(of ident.ID, rule string) string { return of.String() + " " + rule }

func (y *year) promise(s *site, of ident.ID, rule string, due time.Time) {
	p, t := &promise{rule: rule, site: s, said: y.now, due: due}, y.tally
	t.promises = append(t.promises, p)
	t.running[about(of, rule)] = p
	t.ever[about(of, rule)] = append(t.ever[about(of, rule)], p)
}

// made is the promise of a rule that ends at a time, of two of one day the later; nil where there was none.
func (t *tally) made(of ident.ID, rule string, due time.Time) *promise {
	for _, p := range slices.Backward(t.ever[about(of, rule)]) {
		if p.due.Equal(due) {
			return p
		}
	}
	return nil
}

// kept ends promises, those that run.
func (t *tally) kept(of ident.ID, at time.Time, rules ...string) {
	for _, r := range rules {
		if p := t.running[about(of, r)]; p != nil && p.done.IsZero() {
			p.done = at
		}
	}
}

// dropped ends promises that nobody waits for any more.
func (t *tally) dropped(of ident.ID, at time.Time, rules ...string) {
	for _, r := range rules {
		if p := t.running[about(of, r)]; p != nil && p.done.IsZero() {
			p.done, p.dropped = at, true
		}
	}
}

// still has a promise stand still, unless it is broken already.
func (t *tally) still(of ident.ID, at time.Time, rule string) {
	if p := t.running[about(of, rule)]; p != nil && p.done.IsZero() && !p.due.Before(at) {
		p.paused = at
	}
}

// again has it go on, with the time it lost; in working days or simply in time.
func (t *tally) again(of ident.ID, at time.Time, rule string, days bool) {
	p := t.running[about(of, rule)]
	if p == nil || p.paused.IsZero() {
		return
	}
	if days {
		p.due = givenBack(p.due, p.paused, at)
	} else {
		p.due = p.due.Add(at.Sub(p.paused))
	}
	p.paused = time.Time{}
}

// over is until when a promise ran.
func (p *promise) over() time.Time {
	if p.done.IsZero() {
		return end
	}
	return p.done
}

// late tells whether it was broken.
func (p *promise) late() bool { return p.paused.IsZero() && p.due.Before(p.over()) }

// judged tells whether it has come to an end or its time is up.
func (p *promise) judged() bool { return p.late() || !p.done.IsZero() && !p.dropped }

// firstTold is who is told first of a broken promise, by rule; else it is the supervisor.
var firstTold = map[string]string{
	"D-05": "HCC", "D-13": "DIR", "D-19": "REPL", "D-20": "REPL", "SYS-12": "ENGS", "D-35": "DIR", "D-36": "DIR", "D-47": "REC",
}

var heights = map[string]int{"DIR": 2, "DGM": 3, "HCC": 3}

// told lists who is told of a broken promise: one level each day until it is kept or somebody sees to it, past the posts
// that nobody holds. Of one that the hub knew of no sooner than it was kept nobody is.
func (p *promise) told() (all []string) {
	until := p.over()
	if !p.acted.IsZero() && p.acted.Before(until) {
		until = p.acted
	}
	if !p.said.Before(until) {
		return nil
	}
	code := firstTold[p.rule]
	if code == "" {
		code = "CSS"
	}
	at := p.due
	for level := 0; p.late() && at.Before(until) && level < 3; at = at.AddDate(0, 0, 1) {
		if level > 0 {
			code = map[int]string{1: "DIR", 2: "DGM"}[level]
		}
		passed := ""
		for vacant(p.site, code, at) {
			if passed != "" {
				passed += "、"
			}
			passed += of(code).title
			code = of(code).above
		}
		level = max(level+1, heights[code], 1)
		all = append(all, fmt.Sprintf("%s %d %s past %q", p.site.Code, level, code, passed))
	}
	return all
}

func of(code string) post {
	for _, p := range handbook {
		if p.code == code {
			return p
		}
	}
	panic(code)
}

// matter is a ticket as those see it who work on it.
type matter struct {
	*site
	id                 ident.ID
	unit               ident.ID
	kind, topic        string
	opened             time.Time
	solution           string    // the rule by which it must be solved
	promised, resolved time.Time // zero where they are not
	first              time.Time // when it was solved the first time
	inTime             bool
	merged             bool
	sent               bool // by the complaint centre
	again              int  // how often the work began anew
	times              int  // how often this matter has come, with this time
	told               bool // the customer knows the result
	closed             bool
	awaits             bool // it was solved since the last draw
	visit              *visit
	came               time.Time // the worker, last
}

// solve notes that the work is done, for the first time or again: every promise to do it is kept or broken by that.
func (y *year) solved(m *matter) {
	due := m.promised
	if due.IsZero() {
		due = y.running[about(m.id, m.solution)].due
	}
	m.resolved, m.inTime, m.awaits, m.told = y.now, !y.now.After(due), true, false
	if m.first.IsZero() {
		m.first = y.now
	}
	y.kept(m.id, y.now, m.solution, "D-07", "D-08", "D-14", "D-20")
	if m.solution == "D-13" {
		y.promise(m.site, m.id, "D-15", workdays(y.now, 3))
	}
}

// unsolved notes that it is not done after all.
func (y *year) unsolved(m *matter) {
	m.resolved, m.told, m.closed, m.visit = time.Time{}, false, false, nil
	m.again++
	y.dropped(m.id, y.now, "D-05", "D-15")
	switch m.solution {
	case "D-13":
		y.promise(m.site, m.id, "D-13", workdays(y.now, 3))
	case "SYS-12":
		y.promise(m.site, m.id, "SYS-12", y.now.Add(24*time.Hour))
	}
}

// repeated tells how often the matter of a ticket has come within ninety days, and whether it is raised for it: a complaint
// the second time, a repair the third, each chain once.
func (t *tally) repeated(m *matter) (times int, raised bool) {
	var first *matter
	times = 1
	for _, o := range t.matters {
		if o == m || o.merged || o.unit != m.unit || o.kind != m.kind || o.topic != m.topic || o.opened.Before(m.opened.AddDate(0, 0, -90)) || o.opened.After(m.opened) {
			continue
		}
		if times++; first == nil {
			first = o
		}
	}
	from := map[string]int{"COMPLAINT": 2, "REPAIR": 3}[m.kind]
	if from == 0 || times < from {
		return times, false
	}
	key := first.id.String()
	raised, t.repeats[key] = !t.repeats[key], true
	return times, raised
}

// visit is a return visit.
type visit struct {
	*matter
	id                   ident.ID
	rule                 string
	first                bool // not of what was done again
	topUp                bool // drawn when its month was over
	completed, due, made time.Time
	bad                  bool
}

// failure is a nonconformity.
type failure struct {
	*site
	id               ident.ID
	source, state    string
	due, implemented time.Time
}

// overdue tells whether its measures are late.
func (f *failure) overdue() bool {
	if f.implemented.IsZero() {
		return f.due.Before(end)
	}
	return f.implemented.After(f.due)
}

// owed is a duty that is due; done is zero while it is not.
type owed struct {
	*site
	code     string
	at, done time.Time
}

// survey is the yearly questionnaire of a site.
type survey struct {
	*site
	sent, returned, satisfied, answered int
}
