package limits

import (
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// maxErrors is how many errors of a document are told. The first ones say what is wrong; of ten thousand unknown fields
// each would take memory for a sentence that nobody reads.
const maxErrors = 20

// Rules are the rules of one validation: gqlparser's, without suggestions, which tell strangers what there is, with Int of
// 32 bits, and with an end to the errors.
func Rules() *rules.Rules {
	told := 0
	all := rules.NewRules()
	for name, rule := range rules.NewDefaultRules().GetInner() {
		if q, ok := quiet[name]; ok {
			name, rule = q.Name, q.RuleFunc
		}
		all.AddRule(name, until(&told, rule))
	}
	all.AddRule("Literals", until(&told, literals))
	return all
}

// quiet are the rules that would suggest, by the names of those that do. They have their own names, or gqlgen would add
// some of them a second time.
var quiet = map[string]core.Rule{
	rules.FieldsOnCorrectTypeRule.Name: rules.FieldsOnCorrectTypeRuleWithoutSuggestions,
	rules.KnownArgumentNamesRule.Name:  rules.KnownArgumentNamesRuleWithoutSuggestions,
	rules.KnownTypeNamesRule.Name:      rules.KnownTypeNamesRuleWithoutSuggestions,
	rules.ScalarLeafsRule.Name:         rules.ScalarLeafsRuleWithoutSuggestions,
	rules.ValuesOfCorrectTypeRule.Name: rules.ValuesOfCorrectTypeRuleWithoutSuggestions,
}

// until is a rule that falls silent once enough was told.
func until(told *int, rule core.RuleFunc) core.RuleFunc {
	return func(observers *core.Events, refuse core.AddErrFunc) {
		rule(observers, func(options ...core.ErrorOption) {
			if *told++; *told <= maxErrors {
				refuse(options...)
			}
		})
	}
}
