package visits

import (
	"context"
	"time"

	"estatehub/internal/fault"
	"estatehub/internal/ident"
)

// read takes what came of a visit out of the input and says when it was made, and by whom.
func (c *change) read(ctx context.Context) (visited time.Time, visitor ident.ID, err error) {
	in := c.Input
	for _, column := range noted {
		if v := in.Column(column); v != nil {
			if err := c.Set(column, v); err != nil {
				return visited, 0, err
			}
		}
	}
	outreach := c.visit.Type == "OUTREACH"
	if !in.Has("method") {
		in.Refuse("method", fault.BadInput, "say how it was made", "须填写回访方式")
	}
	if !in.Has("qualified") {
		in.Refuse("qualified", fault.BadInput, "say whether the service was found qualified", "须填写回访是否合格")
	}
	if !in.Has("satisfaction") && !outreach {
		in.Refuse("satisfaction", fault.BadInput, "say how satisfied he is", "须填写满意度")
	}
	if in.Has("qualified") && !in.Bool("qualified") && !in.Has("shortcomings") {
		in.Refuse("shortcomings", fault.BadInput, "say what was not good: the visit is unqualified", "回访不合格，须填写不足之处")
	}
	visited = in.Time("visitedAt")
	if visited.IsZero() {
		visited = c.At
	}
	switch {
	case visited.After(c.At):
		in.Refuse("visitedAt", fault.BadInput, "this is in the future", "回访时间不能晚于当前时间")
	case visited.Before(c.visit.OpensAt):
		argument := "id"
		if in.Has("visitedAt") {
			argument = "visitedAt"
		}
		c.refuseEarly(argument)
	}
	if promised := in.Time("promisedAt"); !promised.IsZero() && !promised.After(visited) {
		in.Refuse("promisedAt", fault.BadInput, "an answer is promised for a time after the visit", "答复承诺须晚于回访时间")
	}
	if visitor, err = c.visitor(ctx); err != nil || visitor != 0 {
		return visited, visitor, err
	}
	if c.visit.VisitorID == nil { // who records it has made it
		visitor = staffOf(ctx)
	}
	return visited, visitor, nil
}
