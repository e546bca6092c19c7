package coerce

import (
	"fmt"

	"estatehub/ent/noun"
	"estatehub/internal/fault"
)

// Together says what is wrong with the values of a row that are right one by one: a period that ends before it begins, an
// amount beyond the one it is a part of. It names the field to change; row gives a value by its column, nil where there is none.
func Together(n *noun.Noun, row func(column string) any) (*noun.Field, *Problem) {
	if until := n.ByName("until"); until != nil && until.Type == noun.Date && n.ByName("since") != nil {
		from, _ := row("since").(string)
		if to, _ := row("until").(string); to != "" && to < from {
			return until, bad("a day not before %s", "不能早于 %s", from)
		}
	}
	for _, f := range n.Fields {
		if f.UpTo == "" {
			continue
		}
		part, given := row(f.Name).(int64)
		if whole, known := row(f.UpTo).(int64); given && known && part > whole {
			of := n.ByName(f.UpTo)
			return f, &Problem{fault.BadInput, fmt.Sprintf("at most the %s, %s yuan", of.API, yuan(whole)), fmt.Sprintf("不能超过%s %s 元", of.ZH, yuan(whole))}
		}
	}
	return nil, nil
}

// yuan writes fen as people do.
func yuan(fen int64) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }
