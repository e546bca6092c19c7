package clocks

import (
	"estatehub/ent/gen/clock"
	"estatehub/internal/policy"
)

// Shown is a rule as the API shows it.
type Shown struct {
	Rule, TitleZh, TitleEn, Subject string
	Unit                            clock.Unit
	Amount, Level                   *int
	PolicyKey, Post                 *string
	Pauses                          bool
	Source                          string
}

// Show lists the rules.
func Show() []*Shown {
	all := make([]*Shown, 0, len(Rules))
	for _, r := range Rules {
		s := &Shown{Rule: r.ID, TitleZh: r.ZH, TitleEn: r.EN, Subject: r.Subject, Unit: clock.Unit(r.Unit), Pauses: r.Pauses, Source: r.Source}
		if r.Amount > 0 {
			s.Amount = &r.Amount
		}
		if r.Key != policy.Key("") {
			s.PolicyKey = some(string(r.Key))
		}
		if r.To != "" {
			s.Post, s.Level = &r.To, &r.Level
		}
		all = append(all, s)
	}
	return all
}
