// Package surveys runs the satisfaction survey (SYS-22): a questionnaire of ten items is designed, approved, sent to the
// households of a community, collected, counted and answered for. States, verbs and who may are said in package lifecycle;
// what a verb asks beyond that is here.
package surveys

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/clocks"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/register"
)

// The rules whose clocks a survey has (2b).
const (
	RuleCount   = "D-35" // from the first questionnaire that comes back to counting
	RulePublish = "D-36" // from sending to the measures on the board
)

// Clocks keeps the deadlines of surveys, in the transaction of the change that begins or meets them.
type Clocks interface {
	Begin(ctx context.Context, c *gen.Client, s clocks.Subject, rule string, at, promise time.Time) error
	Meet(ctx context.Context, c *gen.Client, s clocks.Subject, rule string, at time.Time) error
}

// Desk is where surveys are run.
type Desk struct {
	DB       *data.DB
	Policies *policy.Book
	Clocks   Clocks // nil where nobody keeps deadlines
	register *register.Register
}

// New is a desk over its parts.
func New(db *data.DB, p *policy.Book, keeper Clocks) *Desk {
	return &Desk{DB: db, Policies: p, Clocks: keeper, register: register.New(db, "Survey", lifecycle.Survey)}
}

// Payload is the answer of the mutations of a survey.
type Payload struct {
	Survey     *gen.Survey // as the viewer sees it; nil where there are user errors
	UserErrors []*fault.UserError
}

// ResponsePayload is the answer of the mutation that records one questionnaire.
type ResponsePayload struct {
	SurveyResponse *gen.SurveyResponse // as the viewer sees it; nil where there are user errors
	UserErrors     []*fault.UserError
}

func payload(row gen.Node, errs []*fault.UserError, err error) (*Payload, error) {
	if err != nil {
		return nil, err
	}
	if len(errs) > 0 {
		return &Payload{UserErrors: errs}, nil
	}
	return &Payload{Survey: row.(*gen.Survey), UserErrors: []*fault.UserError{}}, nil
}

// move does a verb of a survey.
func (d *Desk) move(ctx context.Context, verb lifecycle.Verb, input map[string]any, do func(context.Context, *register.Change) error) (*Payload, error) {
	return payload(d.register.Move(ctx, verb, input, do))
}

// policies are those in force in a community now.
func (d *Desk) policies(ctx context.Context, site ident.ID) (*policy.Set, error) {
	return d.Policies.At(ctx, site, moment.Now(ctx))
}

// begin and meet tell the clocks of what was done, once the survey is saved.
func (d *Desk) begin(c *register.Change, rule string) {
	if d.Clocks != nil {
		c.Then(func(ctx context.Context) error { return d.Clocks.Begin(ctx, c.Client, of(c), rule, c.At, time.Time{}) })
	}
}

func (d *Desk) meet(c *register.Change, rule string) {
	if d.Clocks != nil {
		c.Then(func(ctx context.Context) error { return d.Clocks.Meet(ctx, c.Client, of(c), rule, c.At) })
	}
}

// of is whose deadline it is.
func of(c *register.Change) clocks.Subject {
	return clocks.Subject{Site: c.Site, Survey: c.Saved.Ident()}
}

// set writes columns.
func set(c *register.Change, values map[string]any) error {
	for name, v := range values {
		if err := c.Set(name, v); err != nil {
			return err
		}
	}
	return nil
}
