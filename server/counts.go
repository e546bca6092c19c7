package main

import (
	"context"
	"fmt"

	"estatehub/internal/counters"
	"estatehub/internal/data"
)

type countsCmd struct {
	Repair bool `help:"Put wrong counts right."`
}

// Run holds the counts the hub keeps against the rows they count. They agree unless somebody wrote to the database past
// the hub.
func (cmd countsCmd) Run(ctx context.Context, c *cli) error {
	return c.with(ctx, func(ctx context.Context, db *data.DB) error {
		check := counters.Verify
		if cmd.Repair {
			check = counters.Repair
		}
		wrong, err := check(ctx, db)
		if err != nil {
			return err
		}
		for _, d := range wrong {
			fmt.Println(d)
		}
		switch {
		case len(wrong) == 0:
			fmt.Println("All counts are right.")
		case cmd.Repair:
			fmt.Printf("%d counts were put right.\n", len(wrong))
		default:
			return fmt.Errorf("%d counts are wrong: run it again with --repair", len(wrong))
		}
		return nil
	})
}
