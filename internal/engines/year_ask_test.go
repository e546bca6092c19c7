package engines_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/escalation"
	"estatehub/graph"
	"estatehub/graph/graphtest"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// asker asks the API as somebody, when the year is over.
type asker struct {
	*year
	api *graphtest.API
	who *tenants.Viewer
}

func (y *year) asker(who *tenants.Viewer) *asker {
	return &asker{y, graphtest.New(graph.New(graph.Parts{DB: y.db, Engines: y.All, Key: []byte("a key of cursors, for tests only")})), who}
}

func (a *asker) ask(document string, vars in) map[string]any {
	a.t.Helper()
	out := a.api.Ask(a.as(a.who), document, vars)
	if len(out.Errors) > 0 {
		a.t.Fatalf("%s\n%v", document, out.Errors)
	}
	return out.Data
}

const metric = `query($key: MetricKey!, $by: [MetricDimension!]!) {
	metric(key: $key, by: $by, period: {from: "2025-12", to: "2026-11"}) { rows { labels { dimension value } numerator denominator } total { numerator denominator } comparable }
}`

// counts is a figure of the year, cut by dimensions; communities and templates by their code.
func (a *asker) counts(key string, by ...string) figures {
	a.t.Helper()
	d := a.ask(metric, in{"key": key, "by": by})
	all := figures{}
	for _, row := range graphtest.At(d, "metric", "rows").([]any) {
		var names []string
		for _, l := range graphtest.At(row, "labels").([]any) {
			value := fmt.Sprint(graphtest.At(l, "value"))
			names = append(names, a.code(value))
		}
		n, _ := graphtest.At(row, "numerator").(float64)
		of, _ := graphtest.At(row, "denominator").(float64)
		all[strings.Join(names, " ")] = figure{int(n), int(of)}
	}
	return all
}

// code is the code of an id.
func (a *asker) code(id string) string {
	for _, s := range a.sites {
		if s.ID.String() == id {
			return s.Code
		}
	}
	for code, t := range a.yearly {
		if t.ID.String() == id {
			return code
		}
	}
	return id
}

// figure is a numerator and its denominator, which is 0 where it is a mere number.
type figure struct{ part, of int }

type figures map[string]figure

// count counts something in; whether it is among the part, too, says which.
func (f figures) count(part bool, of string, more ...string) {
	key := strings.Join(append([]string{of}, more...), " ")
	n := f[key]
	if n.of++; part {
		n.part++
	}
	f[key] = n
}

// plain are figures without a denominator.
func (f figures) plain() figures {
	out := figures{}
	for k, n := range f {
		out[k] = figure{n.of, 0}
	}
	return out
}

// hold compares what the hub says with the tally, line by line.
func hold(t *testing.T, what string, got, want figures) (same bool) {
	t.Helper()
	if same = len(want) > 0; !same {
		t.Errorf("%s: the year had none", what)
	}
	keys := slices.Sorted(maps.Keys(want))
	for k := range got {
		if _, known := want[k]; !known {
			keys = append(keys, k)
		}
	}
	for _, k := range keys {
		if got[k] != want[k] {
			same = false
			t.Errorf("%s, %s: the hub says %d/%d, the tally %d/%d", what, k, got[k].part, got[k].of, want[k].part, want[k].of)
		}
	}
	return same
}

// ofTickets are tickets by kind, those that were solved, and those solved in time; and how many matters came again.
func (a *asker) ofTickets(t *testing.T) {
	all, solved, inTime, again, third := figures{}, figures{}, figures{}, figures{}, figures{}
	for _, m := range a.matters {
		if m.merged {
			continue
		}
		all.count(true, m.Code, m.kind)
		solved.count(!m.resolved.IsZero(), m.Code, m.kind)
		if !m.resolved.IsZero() {
			inTime.count(m.inTime, m.Code, m.kind)
		}
		switch m.kind {
		case "COMPLAINT":
			again.count(m.times > 1, m.Code)
		case "REPAIR":
			third.count(m.times > 2, m.Code)
		}
	}
	hold(t, "tickets", a.counts("TICKETS", "COMMUNITY", "KIND"), all.plain())
	hold(t, "tickets solved", a.counts("TICKETS_SOLVED", "COMMUNITY", "KIND"), solved)
	hold(t, "tickets solved in time", a.counts("TICKETS_SOLVED_IN_TIME", "COMMUNITY", "KIND"), inTime)
	hold(t, "complaints about what came before", a.counts("COMPLAINTS_REPEATED", "COMMUNITY"), again)
	hold(t, "repairs of what came twice before", a.counts("REPAIRS_REPEATED", "COMMUNITY"), third)
}

// seen are the rules of which the year must have had promises kept and promises broken.
const seen = "D-02 D-05 D-07 D-08 D-09 D-13 D-14 D-15 D-18 D-19 D-20 D-22 D-36 D-37 D-39 D-47 SYS-12 RV-01 RV-05"

// ofPromises are deadlines by rule.
func (a *asker) ofPromises(t *testing.T) {
	all, rules := figures{}, figures{}
	for _, p := range a.promises {
		if p.judged() {
			all.count(!p.late(), p.site.Code, p.rule)
			rules.count(!p.late(), p.rule)
		}
	}
	for _, r := range strings.Fields(seen) {
		if n := rules[r]; n.part == 0 || n.part == n.of {
			t.Errorf("the year kept %d of %d promises of %s", n.part, n.of, r)
		}
	}
	if !hold(t, "deadlines", a.counts("DEADLINES_IN_TIME", "COMMUNITY", "RULE"), all) {
		a.differ(t)
	}
}

// differ says which deadlines the hub has that the tally has not, or has with another end.
func (a *asker) differ(t *testing.T) {
	for _, c := range a.db.Client.Clock.Query().Where(clock.StartedAtGTE(begin), clock.StartedAtLT(midnight)).AllX(a.behind()) {
		about := ident.ID(0)
		for _, id := range []*ident.ID{c.TicketID, c.ReturnVisitID, c.SurveyID, c.DutyID} {
			if id != nil {
				about = *id
			}
		}
		done := c.State == clock.StateMET || c.Breached
		if p := a.made(about, c.Rule, c.DueAt); p == nil && done || p != nil && !p.dropped && (p.judged() != done || p.late() != c.Breached) {
			t.Logf("%s of %s is %s, from %s to %s, ended %v; by the tally %+v", c.Rule, about, c.State, c.StartedAt.In(zone), c.DueAt.In(zone), c.EndedAt, p)
		}
	}
}

const escalations = `query($after: String) { escalations(first: 200, after: $after, where: {kind: [BREACH]}) {
	nodes { level passed community { code } post { code } state } pageInfo { hasNextPage endCursor } } }`

// ofEscalations are those that were told of what was late, by post, and past which.
func (a *asker) ofEscalations(t *testing.T) {
	got, want := figures{}, figures{}
	for _, p := range a.promises {
		for _, line := range p.told() {
			want.count(false, line)
		}
	}
	vars := in{}
	for {
		page := graphtest.At(a.ask(escalations, vars), "escalations")
		for _, e := range graphtest.At(page, "nodes").([]any) {
			passed, _ := graphtest.At(e, "passed").(string)
			got.count(false, fmt.Sprintf("%v %v %v past %q", graphtest.At(e, "community", "code"), graphtest.At(e, "level"), graphtest.At(e, "post", "code"), passed))
		}
		if vars["after"] = graphtest.At(page, "pageInfo", "endCursor"); graphtest.At(page, "pageInfo", "hasNextPage") != true {
			break
		}
	}
	if !hold(t, "escalations", got, want) {
		a.untold(t)
	}
	for _, line := range []string{`B 2 DIR past "客服主管"`, `C 1 ENGS past "维修班长"`} {
		if want[line].of == 0 {
			t.Errorf("nobody was passed: no %s", line)
		}
	}
}

// ofVisits are visits due, made in time, and not satisfying, and the share of what was solved that was drawn.
func (a *asker) ofVisits(t *testing.T) {
	all, inTime, bad, drawn, covered := figures{}, figures{}, figures{}, figures{}, figures{}
	for _, v := range a.tally.visits {
		all.count(false, v.Code, v.kind)
		if !v.made.IsZero() || v.due.Before(end) {
			inTime.count(!v.made.IsZero() && !v.made.After(v.due), v.Code, v.kind)
		}
		if !v.made.IsZero() {
			bad.count(v.bad, v.Code, v.kind)
		}
	}
	for k, n := range a.solutions() {
		site, kind, month := k[:1], k[2:len(k)-8], k[len(k)-7:]
		coverage := 1.0
		if kind == "REPAIR" {
			coverage = share(a.sites[site[0]-'A'], month)
		}
		key := site + " " + kind
		d := drawn[key]
		drawn[key] = figure{d.part + int(math.Ceil(coverage*float64(n)-1e-9)), d.of + n}
	}
	for k, n := range drawn {
		covered[k] = figure{0, n.of}
	}
	for _, v := range a.tally.visits {
		if n := covered[v.Code+" "+v.kind]; v.first && !v.made.IsZero() && !v.made.After(v.due) {
			covered[v.Code+" "+v.kind] = figure{n.part + 1, n.of}
		}
	}
	hold(t, "visits", a.counts("VISITS", "COMMUNITY", "VISIT_TYPE"), all.plain())
	hold(t, "visits in time", a.counts("VISITS_IN_TIME", "COMMUNITY", "VISIT_TYPE"), inTime)
	hold(t, "visits unqualified", a.counts("VISITS_UNQUALIFIED", "COMMUNITY", "VISIT_TYPE"), bad)
	hold(t, "drawn", a.counts("VISITS_DRAWN", "COMMUNITY", "VISIT_TYPE"), drawn)
	hold(t, "covered", a.counts("VISIT_COVERAGE", "COMMUNITY", "VISIT_TYPE"), covered)
}

// solutions is how many matters that are visited were solved for the first time, by site, kind and month.
func (a *asker) solutions() map[string]int {
	n := map[string]int{}
	for _, m := range a.matters {
		if !m.first.IsZero() && (m.kind == "COMPLAINT" || m.kind == "REPAIR") {
			n[m.Code+" "+m.kind+" "+month(m.first)]++
		}
	}
	return n
}

// untold says which promises the hub told fewer or more people of than the tally.
func (a *asker) untold(t *testing.T) {
	told, rows := map[*promise]int{}, a.db.Client.Escalation.Query().Where(escalation.KindEQ(escalation.KindBREACH)).WithClock().AllX(a.behind())
	for _, e := range rows {
		c := e.Edges.Clock
		for _, id := range []*ident.ID{c.TicketID, c.ReturnVisitID, c.SurveyID, c.DutyID} {
			if id != nil {
				told[a.made(*id, c.Rule, c.DueAt)]++
			}
		}
	}
	t.Logf("%d escalations of breaches are kept, %d of them of no promise", len(rows), told[nil])
	for _, p := range a.promises {
		if want := len(p.told()); told[p] != want {
			t.Logf("%s of %s, due %s, done %s: told %d times, by the tally %d", p.rule, p.site.Code, p.due.In(zone), p.done.In(zone), told[p], want)
		}
	}
}

const samples = `query($after: String) { visitSamples(first: 20, after: $after) {
	nodes { community { code } type month seed coverage completed drawn candidates(first: 100) { nodes { number draw ticketId } } } pageInfo { hasNextPage endCursor } } }`

// ofSamples draws each sample again, as docs/visits.md says that anybody can.
func (a *asker) ofSamples(t *testing.T) {
	want, topped := a.solutions(), 0
	vars := in{}
	for {
		page := graphtest.At(a.ask(samples, vars), "visitSamples")
		for _, s := range graphtest.At(page, "nodes").([]any) {
			key := fmt.Sprint(graphtest.At(s, "community", "code"), " ", graphtest.At(s, "type"), " ", graphtest.At(s, "month"))
			number := func(name string) int64 { v, _ := graphtest.At(s, name).(float64); return int64(v) }
			coverage, _ := graphtest.At(s, "coverage").(float64)
			list := graphtest.At(s, "candidates", "nodes").([]any)
			if int(number("completed")) != want[key] || len(list) != want[key] {
				t.Errorf("%s: the hub drew of %d, %d by name; the tally says %d", key, number("completed"), len(list), want[key])
			}
			delete(want, key)
			seeded := redrawn(number("seed"), coverage, len(list))
			for _, c := range list {
				n, _ := graphtest.At(c, "number").(float64)
				how := graphtest.At(c, "draw").(string)
				if (how == "SEED") != slices.Contains(seeded, int(n)) {
					t.Errorf("%s: number %v is %s, drawn again %v", key, n, how, seeded)
				}
				if how == "TOP_UP" {
					topped++
				}
				if visited := a.wasVisited(graphtest.At(c, "ticketId").(string), how == "TOP_UP"); visited != (how != "NOT_DRAWN") {
					t.Errorf("%s: number %v is %s; visited: %v", key, n, how, visited)
				}
			}
		}
		if vars["after"] = graphtest.At(page, "pageInfo", "endCursor"); graphtest.At(page, "pageInfo", "hasNextPage") != true {
			break
		}
	}
	if len(want) > 0 {
		t.Errorf("nothing was drawn of %v", want)
	}
	if topped == 0 {
		t.Error("no month was short of visits")
	}
}

// wasVisited tells whether somebody was to visit a ticket, at once or when its month was over.
func (a *asker) wasVisited(id string, late bool) bool {
	return slices.ContainsFunc(a.tally.visits, func(v *visit) bool { return v.matter.id.String() == id && v.first && v.topUp == late })
}

// redrawn are the numbers that a seed draws: one of each stretch of numbers in which the share of all before them grows by
// one, by the first eight bytes of a SHA-256.
func redrawn(seed int64, coverage float64, n int) (all []int) {
	c := int64(math.Round(coverage * 1e6))
	for k := int64(1); ; k++ {
		first, last := (k-1)*1e6/c+1, k*1e6/c
		if first > int64(n) {
			return all
		}
		sum := sha256.Sum256([]byte(fmt.Sprintf("%d/%d", seed, k)))
		if pick := first + int64(binary.BigEndian.Uint64(sum[:8])%uint64(last-first+1)); pick <= int64(n) {
			all = append(all, int(pick))
		}
	}
}

// ofFailures are nonconformities by source and state, and those that are late.
func (a *asker) ofFailures(t *testing.T) {
	all, late := figures{}, figures{}
	for _, f := range a.failures {
		all.count(false, f.source, f.state)
		late.count(f.overdue(), f.Code)
	}
	hold(t, "nonconformities", a.counts("NONCONFORMITIES", "SOURCE", "STATE"), all.plain())
	hold(t, "nonconformities overdue", a.counts("NONCONFORMITIES_OVERDUE", "COMMUNITY"), late)
}

// ofDuties are duties done in time, late, and made up.
func (a *asker) ofDuties(t *testing.T) {
	inTime, madeUp := figures{}, figures{}
	for _, o := range a.tally.duties {
		good := !o.done.IsZero() && !o.done.After(o.at)
		if inTime.count(good, o.Code, o.code); !good {
			madeUp.count(!o.done.IsZero(), o.Code, o.code)
		}
	}
	hold(t, "duties in time", a.counts("DUTIES_IN_TIME", "COMMUNITY", "TEMPLATE"), inTime)
	hold(t, "duties made up", a.counts("DUTIES_MADE_UP", "COMMUNITY", "TEMPLATE"), madeUp)
}

// ofSurveys are questionnaires that came back, and who is satisfied.
func (a *asker) ofSurveys(t *testing.T) {
	returned, satisfied := figures{}, figures{}
	for _, s := range a.tally.surveys {
		returned[s.Code], satisfied[s.Code] = figure{s.returned, s.sent}, figure{s.satisfied, s.answered}
	}
	hold(t, "questionnaires returned", a.counts("SURVEY_RETURNED", "COMMUNITY"), returned)
	hold(t, "satisfied", a.counts("SURVEY_SATISFIED", "COMMUNITY"), satisfied)
}

// nothing: who asks the same and may not is told nothing.
func (a *asker) nothing(t *testing.T) {
	for _, key := range []string{"TICKETS", "DEADLINES_IN_TIME", "VISITS", "VISITS_DRAWN", "NONCONFORMITIES", "SURVEY_RETURNED"} {
		out := a.api.Ask(a.as(a.who), metric, in{"key": key, "by": []string{"COMMUNITY"}})
		if rows, _ := graphtest.At(out.Data, "metric", "rows").([]any); len(rows) > 0 {
			t.Errorf("%s: %s", key, out.Raw)
		}
	}
	for _, list := range []string{escalations, samples} {
		out := a.api.Ask(a.as(a.who), list, nil)
		for _, name := range []string{"escalations", "visitSamples"} {
			if nodes, _ := graphtest.At(out.Data, name, "nodes").([]any); len(nodes) > 0 {
				t.Errorf("%s: %s", name, out.Raw)
			}
		}
	}
}
