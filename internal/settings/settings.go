// Package settings keeps values of this installation in its database, such as keys that all hub nodes share.
package settings

import (
	"context"
	"crypto/rand"
	"encoding/hex"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// Key is a random key of 32 bytes by its name, made when it is first asked for. Nodes that ask at once get the same.
func Key(ctx context.Context, db *data.DB, name string) ([]byte, error) {
	ctx = tenants.System(ctx, "settings: a key of this installation")
	for {
		s, err := db.Client.Setting.Get(ctx, name)
		if err == nil {
			return hex.DecodeString(s.Value)
		}
		if !gen.IsNotFound(err) {
			return nil, err
		}
		key := make([]byte, 32)
		_, _ = rand.Read(key) // never fails
		err = db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
			return c.Setting.Create().SetID(name).SetValue(hex.EncodeToString(key)).Exec(ctx)
		})
		if err != nil && store.Classify(err).Kind != store.Constraint { // another node was first
			return nil, err
		}
	}
}
