package visits

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/clocks"
	"estatehub/internal/moment"
)

// The deadlines that follow from a visit.
const (
	noticeRule = "D-37" // what it found is passed on
	answerRule = "D-38" // a question left open is answered
)

func subject(v *gen.ReturnVisit) clocks.Subject {
	return clocks.Subject{Site: v.CommunityID, Visit: v.ID}
}

// windowRule is the deadline a visit must be made by: its own rule, which of a defect is D-27.
func windowRule(v *gen.ReturnVisit) string {
	if v.Type == "DEFECT" {
		return "D-27"
	}
	return v.Rule
}

// open saves a new visit; its time runs from then.
func (d *Desk) open(ctx context.Context, c *gen.Client, create *gen.ReturnVisitCreate) (*gen.ReturnVisit, error) {
	v, err := create.Save(ctx)
	if err != nil {
		return nil, err
	}
	return v, d.begin(ctx, c, v)
}

// begin begins the deadline of a visit's window.
func (d *Desk) begin(ctx context.Context, c *gen.Client, v *gen.ReturnVisit) error {
	rule, promise := windowRule(v), v.DueAt
	if clocks.Named(rule).Unit != "PROMISE" {
		promise = time.Time{} // it reckons the same by itself
	}
	return d.Clocks.Begin(ctx, c, subject(v), rule, v.OpensAt, promise)
}

// shift moves that deadline to a window that has moved.
func (d *Desk) shift(ctx context.Context, c *gen.Client, v *gen.ReturnVisit) error {
	if err := d.Clocks.Cancel(ctx, c, subject(v), windowRule(v), moment.Now(ctx)); err != nil {
		return err
	}
	return d.begin(ctx, c, v)
}
