package lifecycle

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"estatehub/tenants"
)

func TestEveryMachineIsSound(t *testing.T) {
	if n := len(Machines()); n != 10+len(Kinds) {
		t.Errorf("%d machines", n)
	}
	for _, m := range Machines() {
		if err := m.Validate(); err != nil {
			t.Error(err)
		}
		if Named(m.Name) != m {
			t.Errorf("%s is not registered", m.Name)
		}
	}
}

func TestValidateFindsFaults(t *testing.T) {
	step := func(v Verb, to State, from ...State) Transition {
		return Transition{Verb: v, From: from, To: to, Rule: "SYS-00"}
	}
	titles := map[State]Title{"A": {"甲", "A"}, "B": {"乙", "B"}, "C": {"丙", "C"}}
	for want, m := range map[string]Machine{
		"B has no way out":       {Transitions: []Transition{step(Close, "B", "A")}},
		"C cannot be reached":    {Final: []State{"B"}, Transitions: []Transition{step(Close, "B", "A", "C")}},
		"twice from A":           {Final: []State{"B"}, Transitions: []Transition{step(Close, "B", "A"), step(Close, "C", "A")}},
		"B never ends":           {Final: []State{"C"}, Transitions: []Transition{step(Close, "C", "A"), step(Wait, "B", "A"), step(Wait, "B", "B")}},
		"D has no title":         {Final: []State{"D"}, Transitions: []Transition{step(Close, "D", "A")}},
		"C has a title and":      {Final: []State{"B"}, Transitions: []Transition{step(Close, "B", "A")}},
		"BI may not write":       {Transitions: []Transition{{Verb: Close, From: []State{"A"}, To: "B", Roles: []tenants.Role{tenants.BI}}}},
		"input colour has no":    {Transitions: []Transition{{Verb: Close, From: []State{"A"}, To: "B", Needs: []string{"colour"}}}},
		"dance: no title":        {Transitions: []Transition{step("dance", "B", "A")}},
		"close: no rule":         {Transitions: []Transition{{Verb: Close, From: []State{"A"}, To: "B"}}},
		"C is final and nothing": {Final: []State{"C"}, Transitions: []Transition{step(Close, "B", "A")}},
		"close: from nowhere":    {Transitions: []Transition{step(Close, "B")}},
		"test: no title":         {},
	} {
		m.Name, m.Initial, m.Titles = "test", "A", titles
		if err := m.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

// Whatever is tried in whatever order, a thing stays in its declared states, and a refusal names exactly the verbs that
// would have worked.
func TestRandomVerbs(t *testing.T) {
	var all []Verb
	for v := range verbTitles {
		all = append(all, v)
	}
	slices.Sort(all)
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.SampledFrom(Machines()).Draw(t, "machine")
		at := m.Initial
		for _, v := range rapid.SliceOfN(rapid.SampledFrom(append(m.Verbs(), all...)), 1, 60).Draw(t, "verbs") {
			var can []Verb
			for _, w := range all {
				if _, err := m.Step(at, w); err == nil {
					can = append(can, w)
				}
			}
			step, err := m.Step(at, v)
			if err == nil {
				if at = step.To; !m.Has(at) {
					t.Fatalf("%s is no state of %s", at, m.Name)
				}
				continue
			}
			var wrong *WrongState
			if !errors.As(err, &wrong) || wrong.State != at || wrong.Verb != v {
				t.Fatalf("%v", err)
			}
			if got := slices.Sorted(slices.Values(wrong.Allowed)); !slices.Equal(got, can) {
				t.Fatalf("allowed %v, possible %v", got, can)
			}
			for _, to := range wrong.AllowedStates {
				if !m.Edge(at, to) {
					t.Fatalf("no edge %s → %s", at, to)
				}
			}
		}
	})
}

// What somebody is shown as possible is what he then may do, and nothing else.
func TestAllowedIsWhatEnforceLetsThrough(t *testing.T) {
	everything := func(string) bool { return true }
	for _, m := range Machines() {
		for _, s := range m.States() {
			for _, r := range tenants.Roles() {
				allowed := verbs(m.Allowed(s, []tenants.Role{r}))
				for _, v := range m.Verbs() {
					_, err := m.Enforce(s, v, []tenants.Role{r}, everything)
					if (err == nil) != slices.Contains(allowed, v) {
						t.Errorf("%s %s by %s from %s: %v", m.Name, v, r, s, err)
					}
				}
			}
		}
	}
}

func TestMessages(t *testing.T) {
	m := TicketMachine(Complaint)
	message := func(err error, lang string) string {
		var says interface{ Message(string) string }
		if !errors.As(err, &says) {
			t.Fatalf("%v has no message", err)
		}
		return says.Message(lang)
	}
	staff, none := []tenants.Role{tenants.SiteStaff}, func(string) bool { return false }
	_, state := m.Enforce(ResultChecked, Close, staff, none)
	_, role := m.Enforce(Resolved, Check, staff, none)
	_, input := m.Enforce(Classified, Dispatch, staff, none)
	_, ended := m.Enforce(Merged, Close, staff, none)
	for _, c := range []struct {
		err        error
		lang, want string
	}{
		{state, "zh-CN", "该投诉当前为“结果已检查”，不能“关闭”。现在可以：告知业主、回报投诉中心；下一状态：已告知业主。"},
		{state, "en-GB", "This complaint is in state “Result checked”: “Close” is not possible. Possible now: Notify the owner, Report back to the complaint centre. Next states: Owner notified."},
		{role, "zh-CN", "您无权对该投诉“检查签认”。"},
		{role, "en", "You may not “Check and sign off” this complaint."},
		{input, "zh-CN", "“派单”须填写：责任人或责任单位。"},
		{input, "en", "“Dispatch” needs: assignee."},
		{ended, "zh-CN", "该投诉当前为“已合并”，不能“关闭”，也不能再作其他操作。"},
		{ended, "en", "This complaint is in state “Merged”: “Close” is not possible, nothing more can be done."},
		{Unit.Move(UnitUnsold, UnitLet), "zh-CN", "该房屋当前为“未售”，不能“出租”。现在可以：售出；下一状态：已售未交。"},
	} {
		if got := message(c.err, c.lang); got != c.want {
			t.Errorf("%s\nwant %s", got, c.want)
		}
	}
}
