package surveys_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/gen/surveyanswer"
	"estatehub/internal/policy"
	"estatehub/internal/surveys"
)

// bars are items with so many dissatisfied answers, as "A4 B1".
func bars(text string) (all []surveys.Bar) {
	for _, w := range strings.Fields(text) {
		n := 0
		_, _ = fmt.Sscan(w[1:], &n)
		all = append(all, surveys.Bar{Item: surveyanswer.Item(w[:1]), Dissatisfied: n})
	}
	return all
}

func TestPareto(t *testing.T) {
	for _, c := range []struct {
		what, items, want string
		share             float64
	}{
		{"four of five are four fifths, and in", "A1 B4", "B4 80% main, A1 100%", 0.8},
		{"the first is in although it is more than four fifths (G-43)", "A9 B1", "A9 90% main, B1 100%", 0.8},
		{"and although it is all", "A3", "A3 100% main", 0.8},
		{"the item over the edge is out", "A50 B20 C20 D10", "A50 50% main, B20 70% main, C20 90%, D10 100%", 0.8},
		{"equal ones stay in the order of the questionnaire", "A1 B2 C1 D2 E4", "E4 40% main, B2 60% main, D2 80% main, A1 90%, C1 100%", 0.8},
		{"with whom nobody is dissatisfied is left out", "A0 B2 C0", "B2 100% main", 0.8},
		{"nobody is dissatisfied", "A0 B0", "", 0.8},
		{"another share", "A5 B3 C2", "A5 50% main, B3 80%, C2 100%", 0.5},
		{"all of them", "A5 B3 C2", "A5 50% main, B3 80% main, C2 100% main", 1},
	} {
		var got []string
		for _, b := range surveys.Pareto(bars(c.items), c.share) {
			s := fmt.Sprintf("%s%d %.0f%%", b.Item, b.Dissatisfied, 100*b.Cumulative)
			if b.Main {
				s += " main"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s, want %s", c.what, s, c.want)
		}
	}
}

// TestParetoByWholeNumbers holds the shares against sums of whole numbers.
func TestParetoByWholeNumbers(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		items := bars("A0 B0 C0 D0 E0 F0 G0 H0 I0 J0")
		total := 0
		for i := range items {
			items[i].Dissatisfied = dice.IntN(8)
			total += items[i].Dissatisfied
		}
		sum, last := 0, 1<<30
		for i, b := range surveys.Pareto(items, 0.8) {
			sum += b.Dissatisfied
			if b.Dissatisfied > last {
				t.Fatalf("%v: not sorted", items)
			}
			if last = b.Dissatisfied; b.Main != (i == 0 || sum*10 <= total*8) {
				t.Fatalf("%v: %s main %v at %d of %d", items, b.Item, b.Main, sum, total)
			}
		}
		if sum != total {
			t.Fatalf("%v: %d of %d", items, sum, total)
		}
	}
}

func TestReckon(t *testing.T) {
	s := &gen.Survey{Target: 50, Sent: 40, Returned: 28, ReturnTarget: 0.7}
	r := surveys.Reckon(s, &surveys.Counts{
		Overall: surveys.Tally{10, 10, 4, 3, 1},
		Items:   map[surveyanswer.Item]surveys.Tally{"HYGIENE": {5, 5, 10, 4, 4}, "GREENING": {20, 0, 0, 2, 0}},
	}, policy.Defaults())
	if got := fmt.Sprint(r.Sending, r.Recovery, r.Satisfaction); got != "{40 50 false} {28 40 false} {20 28 true}" {
		t.Error(got)
	}
	if met := r.TargetMet(); met == nil || !*met {
		t.Error("28 of 40 are 70 %")
	}
	if len(r.Items) != 10 || r.Items[0].Item != "HEATING" || r.Items[0].Satisfaction.Value() != nil {
		t.Error(r.Items)
	}
	h := r.Items[slices.IndexFunc(r.Items, func(i surveys.Item) bool { return i.Item == "HYGIENE" })]
	if *h.Satisfaction.Value() != 10./28 || h.Dissatisfied() != 8 || h.TitleZh() != "卫生" {
		t.Error(h)
	}
	if len(r.Improvements) != 2 || r.Improvements[0].Item != "HYGIENE" || !r.Improvements[0].Main || r.Improvements[1].Main {
		t.Error(r.Improvements)
	}
	if empty := surveys.Reckon(&gen.Survey{}, &surveys.Counts{}, policy.Defaults()); empty.TargetMet() != nil || len(empty.Improvements) != 0 {
		t.Error("an empty survey has figures")
	}
}
