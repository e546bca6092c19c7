package portfolio

import (
	"context"
	"fmt"

	"estatehub/internal/counters"
	"estatehub/internal/data"
	"estatehub/internal/ident"
)

// Trim takes away the tickets that were opened since the portfolio was built, with what the ledger has of them, so that
// the next measurement finds what this one found.
func (p *Plan) Trim(ctx context.Context, db *data.DB) error {
	type run struct {
		table       string
		first, last ident.ID
	}
	var all []run
	for _, slot := range p.slots {
		all = append(all, run{"ticket_events", ident.New(slot, p.kinds.event, int64(p.Tickets)+1), ident.New(slot, p.kinds.event, ident.MaxCounter)},
			run{"clocks", ident.New(slot, p.kinds.clock, 1), ident.New(slot, p.kinds.clock, ident.MaxCounter)},
			run{"tickets", ident.New(slot, p.kinds.ticket, int64(p.Tickets)+1), ident.New(slot, p.kinds.ticket, ident.MaxCounter)})
	}
	all = append(all, run{"change_drafts", 0, ident.ID(1<<63 - 1)}, run{"changes", 0, ident.ID(1<<63 - 1)})
	for _, r := range all {
		if _, err := db.SQL().ExecContext(ctx, "DELETE FROM `"+r.table+"` WHERE id BETWEEN ? AND ?", int64(r.first), int64(r.last)); err != nil { //nolint:gosec // our own tables
			return fmt.Errorf("portfolio: trim %s: %w", r.table, err)
		}
	}
	if _, err := counters.Repair(ctx, db); err != nil {
		return err
	}
	return counters.NewFolder(db).Fold(ctx)
}
