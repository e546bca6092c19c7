package nonconformity_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"estatehub/ent/gen"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/nonconformity"
	"estatehub/internal/policy"
	"estatehub/tenants"
)

// trigger raises one as the hub does, on behalf of somebody.
func (w *world) trigger(ctx context.Context, t nonconformity.Trigger) (raised ident.ID) {
	w.t.Helper()
	err := w.db.Tx(ctx, func(ctx context.Context, c *gen.Client) (err error) {
		raised, err = nonconformity.Raise(ctx, c, policy.Defaults(), t)
		return err
	})
	if err != nil {
		w.t.Error(err)
	}
	return raised
}

// TestOneMatterOnce: a key raises once in its community, whoever comes first, and once in each community.
func TestOneMatterOnce(t *testing.T) {
	each(t, func(w *world) {
		at := func(site int) nonconformity.Trigger {
			return nonconformity.Trigger{Site: w.Communities[site].ID, Source: "REPEAT_REPAIR", Topic: "LIFT", Description: strings.Repeat("梯", 3000),
				Key: nonconformity.RepeatKey(w.Communities[0].Units[0].ID, "PUBLIC_FACILITIES", "SPECIAL_SERVICE", w.Communities[0].Units[1].ID)}
		}
		centre := moment.With(w.As(t, tenants.ComplaintCentre), w.now) // reads nonconformities and may not write them
		const tries = 6
		var wg sync.WaitGroup
		ids := make([]ident.ID, tries)
		for i := range tries {
			wg.Go(func() { ids[i] = w.trigger(centre, at(0)) })
		}
		wg.Wait()
		raised := 0
		for _, id := range ids {
			if id != 0 {
				raised++
			}
		}
		w.expect(fmt.Sprint(raised, " raised"), raised == 1)
		w.expect("once more", w.trigger(centre, at(0)) == 0)
		w.expect("at another site", w.trigger(centre, at(1)) != 0)
		all, err := w.db.Client.Nonconformity.Query().All(datatest.System(t))
		if err != nil || len(all) != 2 {
			t.Fatal(len(all), err)
		}
		n := all[0]
		w.expect("its row", n.Number == nonconformity.Number(n.ID) && utf8.RuneCountInString(n.Description) == 2000 && len(*n.TriggerKey) == 64 && *n.Topic == "LIFT" && n.TicketID == nil)
	})
}

// TestElsewhere: everybody is told of the sites he may see.
func TestElsewhere(t *testing.T) {
	each(t, func(w *world) {
		raise := func(site int, source, topic, key string, at time.Time) ident.ID {
			return w.trigger(moment.With(w.As(t, tenants.QualityDept), at), nonconformity.Trigger{Site: w.Communities[site].ID, Source: source, Topic: topic, Description: key, Key: key})
		}
		mine := raise(0, "RETURN_VISIT", "LIFT", "a", w.now)
		raise(0, "RETURN_VISIT", "LIFT", "b", w.now) // at the same site
		raise(1, "RETURN_VISIT", "LIFT", "c", w.now.AddDate(0, -3, 0))
		raise(2, "RETURN_VISIT", "LIFT", "d", w.now.AddDate(0, -11, 0))
		raise(2, "RETURN_VISIT", "LIFT", "e", w.now.AddDate(0, 2, 0))
		raise(1, "RETURN_VISIT", "LIFT", "f", w.now.AddDate(-1, 0, -1)) // long ago
		raise(1, "RETURN_VISIT", "DOOR", "g", w.now)
		raise(1, "SURVEY", "LIFT", "h", w.now)
		none := raise(0, "RETURN_VISIT", "", "i", w.now)
		raise(1, "RETURN_VISIT", "", "j", w.now)
		ask := func(ctx context.Context, id ident.ID, first int) string {
			n, err := w.db.Client.Nonconformity.Get(datatest.System(t), id)
			if err != nil {
				t.Fatal(err)
			}
			e := w.desk.Elsewhere(n, first)
			count, err := e.Count(ctx)
			if err != nil {
				t.Fatal(err)
			}
			sites, err := e.Communities(ctx)
			if err != nil {
				t.Fatal(err)
			}
			nodes, err := e.Nodes(ctx)
			if err != nil {
				t.Fatal(err)
			}
			out := fmt.Sprint(count, " at ", sites, ":")
			for _, n := range nodes {
				out += " " + n.Description
			}
			return out
		}
		for _, c := range [][2]string{
			{"3 at 2: e c d", ask(w.As(t, tenants.QualityDept), mine, 10)},
			{"3 at 2: e", ask(w.As(t, tenants.BI), mine, 1)},
			{"0 at 0:", ask(w.As(t, tenants.SiteManager, 0), mine, 10)},
			{"1 at 1: c", ask(w.As(t, tenants.SiteManager, 0, 1), mine, 10)},
			{"2 at 1: e d", ask(w.As(t, tenants.SiteManager, 2), mine, 10)},
			{"0 at 0:", ask(w.As(t, tenants.QualityDept), none, 10)},
		} {
			w.expect(c[1]+", want "+c[0], c[1] == c[0])
		}
	})
}
