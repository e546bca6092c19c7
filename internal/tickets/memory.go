package tickets

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/community"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
)

// zoneFor is how long the organisation's zone is used without asking the database, where another node may have changed it.
const zoneFor = time.Second

// memory is what a desk knows without asking.
type memory struct {
	age  atomic.Uint64 // of what zones are read from; a change of it, by this process, begins a new one
	zone atomic.Pointer[readZone]
	// communities are those that were found once. That one is gone since is found by the foreign keys, when it is written to.
	communities sync.Map
}

// readZone is the zone as it was read in an age.
type readZone struct {
	*time.Location
	age uint64
	at  time.Time
}

func newMemory(db *data.DB) *memory {
	m := &memory{}
	db.OnChangeOf(func() { m.age.Add(1) }, "Organization")
	return m
}

// zone is the organisation's, remembered for a moment. Not for a transaction that has changed the organisation itself.
func (d *Desk) zone(ctx context.Context) (*time.Location, error) {
	if d.memory == nil {
		return moment.Zone(ctx, d.DB.Client)
	}
	at, age := time.Now(), d.memory.age.Load()
	if z := d.memory.zone.Load(); z != nil && z.age == age && at.Sub(z.at) < zoneFor {
		return z.Location, nil
	}
	zone, err := moment.Zone(ctx, d.DB.Client)
	if err == nil {
		d.memory.zone.Store(&readZone{zone, age, at})
	}
	return zone, err
}

// known tells whether a community is there, for who sees it; of one that was found once it need not ask.
func (d *Desk) known(ctx context.Context, id ident.ID) (bool, error) {
	if d.memory != nil {
		if _, found := d.memory.communities.Load(id); found {
			return sees(ctx, gen.Nouns.Of(id), id)
		}
	}
	return d.there(ctx, id)
}

// there looks a community up as the viewer sees it.
func (d *Desk) there(ctx context.Context, id ident.ID) (bool, error) {
	found, err := d.DB.Client.Community.Query().Where(community.ID(id)).Exist(ctx)
	if d.memory != nil && err == nil {
		if found {
			d.memory.communities.Store(id, nil)
		} else {
			d.memory.communities.Delete(id)
		}
	}
	return found, err
}
