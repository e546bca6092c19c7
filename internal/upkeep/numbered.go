package upkeep

import (
	"context"
	"errors"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/store"
)

// ErrLost is the error of a transaction that found a row changed since it read it.
var ErrLost = errors.New("upkeep: the row was changed meanwhile")

// maxRaces is how often a change is tried against others; each time it is judged anew by what it finds.
const maxRaces = 20

// Numbered makes a change that gives a row the next number of some kind: in a transaction, and again where others were
// faster, be it that they took the number or changed a row it had read. What is wrong with the input is returned.
func Numbered(ctx context.Context, db *data.DB, n *noun.Noun, change func(context.Context, *gen.Client) error) ([]*fault.UserError, error) {
	err := ErrLost
	for i := 0; i < maxRaces && lost(err); i++ {
		err = db.Tx(ctx, change)
	}
	switch {
	case err == nil:
		return nil, nil
	case lost(err):
		return []*fault.UserError{fault.Tell(ctx, "", fault.Conflict, "others are changing this; look again and repeat", "该记录正被他人处理，请刷新后重试")}, nil
	}
	if errs := fault.Refused(err); errs != nil {
		return errs, nil
	}
	return Explain(ctx, n, err)
}

func lost(err error) bool {
	s := store.Classify(err)
	return errors.Is(err, ErrLost) || s != nil && s.Kind == store.Constraint && s.Rule == store.Unique
}
