package upkeep

import (
	"context"

	"estatehub/internal/coerce"
)

// Refuse is the error by which a mutation written by hand ends its transaction because of one argument; Explain turns it
// into a user error of input.field.
func Refuse(ctx context.Context, field string, p *coerce.Problem) error { return refuse(ctx, field, p) }
