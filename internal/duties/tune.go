package duties

import (
	"fmt"
	"slices"
	"strings"

	"estatehub/internal/policy"
)

// tunable are the policies that change a duty of the standard calendar, by its code, and what of it they change. They go
// before the template, because they are of a community and have versions; one that nobody has set changes nothing.
var tunable = []struct {
	code string
	key  policy.Key
	set  func(t *Template, n int)
}{
	{"W-03", policy.RenovationPatrolsPerDay, times},
	{"W-05", policy.SignageChecksPerDay, times},
	{"W-39", policy.RecordsPackWorkdays, day},
	{"W-47", policy.TrainingPerMonth, times},
	{"W-62", policy.ReportServiceDay, day},
	{"W-70", policy.ForumPerYear, func(t *Template, n int) { t.Times = (n + 1) / 2 }}, // it is due by half-years
	{"W-91", policy.EventSummaryDays, day},
}

func times(t *Template, n int) { t.Times = n }

// day changes the number of the day a rule says; one that says none stays.
func day(t *Template, n int) { t.Rule = t.Rule.on(n) }

func remindDay(t *Template, n int) {
	if t.Remind != nil {
		t.Remind = t.Remind.on(n)
	}
}

// on is the rule for another day.
func (r *Rule) on(n int) *Rule {
	if len(r.ns) == 0 {
		return r
	}
	o := *r
	o.ns = []int{min(n, tops[r.place])}
	return &o
}

// tuning are the policies somebody has set, of those that change duties.
type tuning []tuned

type tuned struct {
	code  string
	key   policy.Key
	value int
	set   func(t *Template, n int)
}

// tuningOf reads what is in force.
func tuningOf(set *policy.Set) tuning {
	var all tuning
	add := func(code string, k policy.Key, change func(*Template, int)) {
		if v := set.Get(k); v.Version != 0 && !v.None() {
			all = append(all, tuned{code, k, v.Int(), change})
		}
	}
	for _, t := range tunable {
		add(t.code, t.key, t.set)
	}
	for i := range Calendar {
		if k, known := policy.ReminderDay(Calendar[i].Code); known {
			add(Calendar[i].Code, k, remindDay)
		}
	}
	return all
}

// String tells one tuning from another.
func (all tuning) String() string {
	var s strings.Builder
	for _, t := range all {
		_, _ = fmt.Fprintf(&s, "%s %s %d\n", t.code, t.key, t.value)
	}
	return s.String()
}

// apply is a template as it is where these policies are in force.
func (all tuning) apply(code string, t *Template) *Template {
	if !slices.ContainsFunc(all, func(x tuned) bool { return x.code == code }) {
		return t
	}
	o := *t
	for _, x := range all {
		if x.code == code {
			x.set(&o, x.value)
		}
	}
	return &o
}
