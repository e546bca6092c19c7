// Package nonconformity follows what failed to its end (SYS-24): what raises a nonconformity, its cause, its measures, who
// does them, who verifies them, and whether they worked. States, verbs and who may are said in package lifecycle; what a
// verb asks beyond that is here.
package nonconformity

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/register"
)

// Desk is where nonconformities are followed.
type Desk struct {
	DB       *data.DB
	Policies *policy.Book
	register *register.Register
	actions  *register.Register
}

// New is a desk over its parts.
func New(db *data.DB, p *policy.Book) *Desk {
	return &Desk{
		DB: db, Policies: p,
		register: register.New(db, "Nonconformity", lifecycle.Nonconformity),
		actions:  register.New(db, "CorrectiveAction", lifecycle.CorrectiveAction),
	}
}

// Payload is the answer of the mutations of a nonconformity.
type Payload struct {
	Nonconformity *gen.Nonconformity // as the viewer sees it; nil where there are user errors
	UserErrors    []*fault.UserError
}

// ActionPayload is the answer of the mutations of a corrective action.
type ActionPayload struct {
	CorrectiveAction *gen.CorrectiveAction // as the viewer sees it; nil where there are user errors
	UserErrors       []*fault.UserError
}

var (
	theNoun    = gen.Nouns.Named("Nonconformity")
	actionNoun = gen.Nouns.Named("CorrectiveAction")
)

func payload(row gen.Node, errs []*fault.UserError, err error) (*Payload, error) {
	if err != nil {
		return nil, err
	}
	if len(errs) > 0 {
		return &Payload{UserErrors: errs}, nil
	}
	return &Payload{Nonconformity: row.(*gen.Nonconformity), UserErrors: []*fault.UserError{}}, nil
}

func actionPayload(row gen.Node, errs []*fault.UserError, err error) (*ActionPayload, error) {
	if err != nil {
		return nil, err
	}
	if len(errs) > 0 {
		return &ActionPayload{UserErrors: errs}, nil
	}
	return &ActionPayload{CorrectiveAction: row.(*gen.CorrectiveAction), UserErrors: []*fault.UserError{}}, nil
}

// policies are those in force in a community now.
func (d *Desk) policies(ctx context.Context, site ident.ID) (*policy.Set, error) {
	return d.Policies.At(ctx, site, moment.Now(ctx))
}

// move does a verb of a nonconformity.
func (d *Desk) move(ctx context.Context, verb lifecycle.Verb, input map[string]any, do func(context.Context, *register.Change) error) (*Payload, error) {
	return payload(d.register.Move(ctx, verb, input, do))
}
