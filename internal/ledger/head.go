// Package ledger is the reading side of the ledger: it gives committed changes their position, and tells them to those
// who may know: as a feed for BI, as the audit trail of a row, and as live events of tickets. What is written is written
// by package data, in the transaction that makes the change.
package ledger

import (
	"context"
	"fmt"
	"strconv"

	"estatehub/ent/gen"
	"estatehub/ent/gen/setting"
	"estatehub/internal/data"
	"estatehub/internal/store"
)

// headSetting is the setting that holds the position of the last change.
const headSetting = "ledger.head"

// head is the position of the last change, 0 for an empty ledger.
func head(ctx context.Context, c *gen.Client) (int64, error) {
	s, err := c.Setting.Query().Where(setting.ID(headSetting)).Only(ctx)
	if gen.IsNotFound(err) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(s.Value, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("ledger: the setting %s: %w", headSetting, err)
	}
	return n, nil
}

// makeHead makes the setting of an installation's first change. Another node may be faster.
func makeHead(ctx context.Context, db *data.DB) error {
	there, err := db.Client.Setting.Query().Where(setting.ID(headSetting)).Exist(ctx)
	if err != nil || there {
		return err
	}
	err = db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		return c.Setting.Create().SetID(headSetting).SetValue("0").Exec(ctx)
	})
	if err != nil && store.Classify(err).Rule == store.Unique {
		return nil
	}
	return err
}
