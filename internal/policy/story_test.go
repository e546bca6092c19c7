package policy_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"estatehub/ent/gen"
	"estatehub/ent/gen/policyvalue"
	"estatehub/internal/data/datatest"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/policy"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// TestStory: the group sets a figure, a company and a community their own; each change holds from its day on, what was
// in force before stays readable, and what is ended or withdrawn gives way to what is above or was before.
func TestStory(t *testing.T) {
	each(t, func(w *world) {
		k := policy.RepairDoorMinutes
		q := w.quality()
		is := func(site int, day, want string, version ident.ID) {
			t.Helper()
			if v := w.value(site, k, day); v.Text != want || v.Version != version {
				t.Errorf("community %d on %s: %+v, want %s of %s", site, day, v, want, version)
			}
		}
		is(0, "2026-03-01", "30", 0)
		one := w.set(q, w.want(w.Organization.ID, k, "45", "2026-03-01"))
		if one.Version != 1 || one.EnteredBy != "pinzhi" || one.ReplacesID != nil || one.EffectiveUntil != nil {
			t.Errorf("%+v", one)
		}
		is(2, "2026-02-28", "30", 0)
		is(2, "2026-03-01", "45", one.ID)

		two := w.set(q, w.want(w.Organization.ID, k, " 040 ", "2026-06-01"))
		if two.Version != 2 || two.Value != "40" || two.ReplacesID == nil || *two.ReplacesID != one.ID {
			t.Errorf("%+v", two)
		}
		is(0, "2026-05-31", "45", one.ID)
		is(0, "2026-06-01", "40", two.ID)

		company := w.set(w.by(tenants.QualityDept, w.Companies[0].ID), w.want(w.Companies[0].ID, k, "20", "2026-04-01"))
		wish := w.want(w.Communities[1].ID, k, "15", "2026-05-01")
		wish.Until = "2026-05-31"
		month := w.set(q, wish)
		for site, want := range []string{"20", "15", "45"} {
			if v := w.value(site, k, "2026-05-15"); v.Text != want {
				t.Errorf("community %d: %+v, want %s", site, v, want)
			}
		}
		is(1, "2026-06-01", "20", company.ID) // after its last day the value from above holds
		is(1, "2026-05-01", "15", month.ID)

		ended, errs, err := w.desk.End(q, company.ID, "2026-07-31")
		w.none(errs, err)
		if *ended.EffectiveUntil != "2026-07-31" {
			t.Errorf("%+v", ended)
		}
		is(0, "2026-07-31", "20", company.ID)
		is(0, "2026-08-01", "40", two.ID)

		before, errs, err := w.desk.Withdraw(q, two.ID)
		w.none(errs, err)
		if before.ID != one.ID || before.EffectiveUntil != nil {
			t.Errorf("%+v", before)
		}
		is(2, "2026-09-01", "45", one.ID)
		again := w.set(q, w.want(w.Organization.ID, k, "35", "2026-06-01"))
		if again.Version != 2 {
			t.Errorf("%+v", again)
		}
		is(2, "2026-09-01", "35", again.ID)
	})
}

// TestRefused: what must not be set is refused with the field and the reason, and leaves nothing behind.
func TestRefused(t *testing.T) {
	each(t, func(w *world) {
		q, k := w.quality(), policy.RepairDoorMinutes
		w.set(q, w.want(w.Organization.ID, k, "45", "2026-03-01"))
		late := w.set(q, w.want(w.Organization.ID, k, "40", "2026-06-01"))
		limited := w.want(w.Communities[0].ID, k, "15", "2026-05-01")
		limited.Until = "2026-05-31"
		w.set(q, limited)
		rows := w.db.Client.PolicyValue.Query().CountX(datatest.System(t))
		for name, x := range map[string]struct {
			by   context.Context
			edit func(*policy.Wanted)
			want string
			says string
		}{
			"unknown key":              {q, func(x *policy.Wanted) { x.Key = "repair.door_minute" }, "input.key BAD_USER_INPUT", "policies"},
			"negative":                 {q, func(x *policy.Wanted) { x.Value = "-5" }, "input.value BAD_USER_INPUT", "1 至 1440"},
			"absurd":                   {q, func(x *policy.Wanted) { x.Value = "100000" }, "input.value BAD_USER_INPUT", "1 至 1440"},
			"no number":                {q, func(x *policy.Wanted) { x.Value = "半小时" }, "input.value BAD_USER_INPUT", "整数"},
			"no limit":                 {q, func(x *policy.Wanted) { x.Value = "" }, "input.value BAD_USER_INPUT", "整数"},
			"the past":                 {q, func(x *policy.Wanted) { x.From = "2026-02-28" }, "input.effectiveFrom BAD_USER_INPUT", "早于今天"},
			"the far future":           {q, func(x *policy.Wanted) { x.From = "2036-06-01" }, "input.effectiveFrom BAD_USER_INPUT", "十年"},
			"ends before it begins":    {q, func(x *policy.Wanted) { x.Until = "2026-08-31" }, "input.effectiveUntil BAD_USER_INPUT", "2026-09-01"},
			"overlaps a later one":     {q, func(x *policy.Wanted) { x.From = "2026-04-01" }, "input.effectiveFrom CONFLICT", "第 2 版（40）已定于 2026-06-01 起"},
			"runs into a later one":    {q, func(x *policy.Wanted) { x.From, x.Until = "2026-04-01", "2026-06-01" }, "input.effectiveFrom CONFLICT", "第 2 版（40）已定于 2026-06-01 起"},
			"the same day":             {q, func(x *policy.Wanted) { x.From = "2026-06-01" }, "input.effectiveFrom CONFLICT", "第 2 版"},
			"inside a limited one":     {q, func(x *policy.Wanted) { x.Node, x.From = w.Communities[0].ID, "2026-05-31" }, "input.effectiveFrom CONFLICT", "第 1 版（15）已定于 2026-05-01 至 2026-05-31 生效"},
			"nobody approved it":       {q, func(x *policy.Wanted) { x.By = "  " }, "input.approvedBy BAD_USER_INPUT", ""},
			"no reason":                {q, func(x *policy.Wanted) { x.Why = strings.Repeat("长", 501) }, "input.reason BAD_USER_INPUT", ""},
			"a management office":      {q, func(x *policy.Wanted) { x.Node = w.Offices[0].ID }, "input.nodeId BAD_USER_INPUT", "集团、公司或小区"},
			"a unit":                   {q, func(x *policy.Wanted) { x.Node = w.Communities[0].Units[0].ID }, "input.nodeId NOT_FOUND", ""},
			"nothing":                  {q, func(x *policy.Wanted) { x.Node = 0 }, "input.nodeId NOT_FOUND", ""},
			"no such community":        {q, func(x *policy.Wanted) { x.Node = ident.Community(4711) }, "input.nodeId NOT_FOUND", ""},
			"all at once":              {q, func(x *policy.Wanted) { *x = policy.Wanted{From: "2026-01-01"} }, "input.nodeId NOT_FOUND, input.key BAD_USER_INPUT, input.effectiveFrom BAD_USER_INPUT, input.approvedBy BAD_USER_INPUT, input.reason BAD_USER_INPUT", ""},
			"the company's community":  {w.by(tenants.QualityDept, w.Companies[1].ID), func(x *policy.Wanted) { x.Node = w.Communities[0].ID }, "input.nodeId NOT_FOUND", ""},
			"above one's own":          {w.by(tenants.QualityDept, w.Communities[0].ID), func(x *policy.Wanted) { x.Node = w.Companies[0].ID }, "input.nodeId FORBIDDEN", ""},
			"above one's own company":  {w.by(tenants.QualityDept, w.Companies[0].ID), func(*policy.Wanted) {}, "input.nodeId FORBIDDEN", ""},
			"the sister of one's site": {w.by(tenants.QualityDept, w.Communities[0].ID), func(x *policy.Wanted) { x.Node = w.Communities[1].ID }, "input.nodeId NOT_FOUND", ""},
		} {
			x0 := w.want(w.Organization.ID, k, "25", "2026-09-01")
			x.edit(&x0)
			row, errs, err := w.desk.Set(x.by, x0)
			if err != nil || row != nil || told(errs) != x.want {
				t.Errorf("%s: %v, %s, %v; want %s", name, row, told(errs), err, x.want)
				continue
			}
			if !strings.Contains(errs[0].Message, x.says) {
				t.Errorf("%s: %q", name, errs[0].Message)
			}
		}
		for name, x := range map[string]struct {
			by   context.Context
			id   ident.ID
			day  string
			want string
		}{
			"before it begins": {q, late.ID, "2026-05-31", "input.effectiveUntil BAD_USER_INPUT"},
			"unknown":          {q, 1, "2026-07-01", "input.id NOT_FOUND"},
			"above one's own":  {w.by(tenants.QualityDept, w.Companies[0].ID), late.ID, "2026-07-01", "input.id FORBIDDEN"},
		} {
			if row, errs, err := w.desk.End(x.by, x.id, x.day); err != nil || row != nil || told(errs) != x.want {
				t.Errorf("end %s: %v, %s, %v; want %s", name, row, told(errs), err, x.want)
			}
		}
		first := w.db.Client.PolicyValue.Query().Where(policyvalue.Version(1), policyvalue.NodeID(w.Organization.ID)).OnlyX(datatest.System(t))
		for day, want := range map[string]string{"2026-05-31": "WRONG_STATE", "2026-06-30": "WRONG_STATE", "2026-02-28": "BAD_USER_INPUT"} {
			if _, errs, err := w.desk.End(q, first.ID, day); err != nil || told(errs) != "input.effectiveUntil "+want {
				t.Errorf("end on %s: %s, %v", day, told(errs), err)
			}
		}
		if _, errs, err := w.desk.Withdraw(q, first.ID); err != nil || told(errs) != "input.id WRONG_STATE" {
			t.Errorf("withdraw what is in force: %s, %v", told(errs), err)
		}
		if n := w.db.Client.PolicyValue.Query().CountX(datatest.System(t)); n != rows {
			t.Errorf("%d rows, there were %d", n, rows)
		}
	})
}

// TestWho: whoever only reads policies cannot set one, neither here nor past the desk.
func TestWho(t *testing.T) {
	each(t, func(w *world) {
		row := w.set(w.quality(), w.want(w.Organization.ID, policy.SmallSample, "20", "2026-03-01"))
		for _, role := range tenants.Roles() {
			if role == tenants.QualityDept {
				continue
			}
			ctx := w.by(role, w.Organization.ID)
			_, _, err := w.desk.Set(ctx, w.want(w.Communities[0].ID, policy.SmallSample, "10", "2026-03-01"))
			if f := fault.Of(err); f == nil || f.Code != fault.Forbidden {
				t.Errorf("%s sets a policy: %v", role, err)
			}
			if _, _, err = w.desk.End(ctx, row.ID, "2026-04-01"); fault.Of(err) == nil {
				t.Errorf("%s ends a policy", role)
			}
			if _, _, err = w.desk.Withdraw(ctx, row.ID); fault.Of(err) == nil {
				t.Errorf("%s withdraws a policy", role)
			}
		}
		own := w.by(tenants.QualityDept, w.Communities[0].ID)
		err := w.db.Tx(own, func(ctx context.Context, c *gen.Client) error {
			return c.PolicyValue.UpdateOneID(row.ID).SetEffectiveUntil("2026-04-01").Exec(ctx)
		})
		if !gen.IsNotFound(err) {
			t.Errorf("a version of the group was ended from below: %v", err)
		}
		err = w.db.Tx(own, func(ctx context.Context, c *gen.Client) error {
			return c.PolicyValue.Create().SetNodeID(w.Communities[1].ID).SetKey("small_sample").SetVersion(1).SetValue("1").SetEffectiveFrom("2026-03-01").
				SetApprovedBy("x").SetReason("x").SetEnteredBy("x").Exec(ctx)
		})
		if f := fault.Of(err); f == nil || f.Code != fault.NotFound {
			t.Errorf("a version was set elsewhere: %v", err)
		}
		if _, _, err := w.desk.Set(t.Context(), w.want(w.Organization.ID, policy.SmallSample, "1", "2026-03-01")); fault.Of(err) == nil || fault.Of(err).Code != fault.Unauthenticated {
			t.Errorf("nobody sets a policy: %v", err)
		}
	})
}

// TestAtOnce: many set the same policy at once; each is judged by what the others did, and the versions do not overlap.
func TestAtOnce(t *testing.T) {
	each(t, func(w *world) {
		q := w.quality()
		const many = 8
		var wg sync.WaitGroup
		var mu sync.Mutex
		done, days := 0, "2026-03-0"
		for i := range many {
			wg.Add(1)
			go func() {
				defer wg.Done()
				row, errs, err := w.desk.Set(q, w.want(w.Organization.ID, policy.SmallSample, "20", days+string(rune('1'+i))))
				mu.Lock()
				defer mu.Unlock()
				if err != nil || row == nil && told(errs) != "input.effectiveFrom CONFLICT" {
					t.Errorf("%s, %v", told(errs), err)
				}
				if row != nil {
					done++
				}
			}()
		}
		wg.Wait()
		rows := w.db.Client.PolicyValue.Query().Order(gen.Asc(policyvalue.FieldVersion)).AllX(datatest.System(t))
		if len(rows) != done || done == 0 {
			t.Fatalf("%d rows, %d done", len(rows), done)
		}
		for i, row := range rows {
			last := i == len(rows)-1
			if row.Version != i+1 || last != (row.EffectiveUntil == nil) || !last && *row.EffectiveUntil >= rows[i+1].EffectiveFrom {
				t.Errorf("version %d of %d: %+v", i+1, done, row)
			}
		}
	})
}

// TestBook: what is in force costs no statement once it is known, a change holds at once, and what one transaction takes
// back was never there.
func TestBook(t *testing.T) {
	each(t, func(w *world) {
		k := policy.SmallSample
		w.value(0, k, "2026-03-01")
		ctx, n := store.WithCounter(t.Context())
		for i := range 3 {
			if _, err := w.book.At(ctx, w.Communities[i].ID, w.now); err != nil {
				t.Fatal(err)
			}
		}
		if n.N() != 0 {
			t.Errorf("a warm book asks: %s", strings.Join(n.Statements(), "\n"))
		}
		row := w.set(w.quality(), w.want(w.Companies[0].ID, k, "20", "2026-03-01"))
		if v := w.value(0, k, "2026-03-01"); v.Version != row.ID {
			t.Errorf("%+v", v)
		}
		if v := w.value(2, k, "2026-03-01"); v.Version != 0 {
			t.Errorf("%+v", v)
		}
		back := errors.New("back")
		err := w.db.Tx(w.quality(), func(ctx context.Context, c *gen.Client) error {
			if err := c.PolicyValue.DeleteOneID(row.ID).Exec(ctx); err != nil {
				return err
			}
			return back
		})
		if !errors.Is(err, back) {
			t.Fatal(err)
		}
		if v := w.value(0, k, "2026-03-01"); v.Version != row.ID {
			t.Errorf("%+v", v)
		}
		_, err = w.book.At(t.Context(), ident.Community(4711), w.now)
		if f := fault.Of(err); f == nil || f.Code != fault.NotFound {
			t.Errorf("a community nobody has: %v", err)
		}
		err = w.db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error { // it changes hands
			return c.Community.UpdateOneID(w.Communities[2].ID).SetManagementOfficeID(w.Offices[0].ID).Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		if v := w.value(2, k, "2026-03-01"); v.Version != row.ID {
			t.Errorf("its new company's value does not hold: %+v", v)
		}
	})
}

// TestBookAtOnce: many read while some write; what is read was in force at some time between.
func TestBookAtOnce(t *testing.T) {
	each(t, func(w *world) {
		q, k := w.quality(), policy.SmallSample
		stop := make(chan struct{})
		var wg sync.WaitGroup
		for range 4 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				low := 0
				for {
					select {
					case <-stop:
						return
					default:
					}
					s, err := w.book.At(t.Context(), w.Communities[0].ID, w.now)
					if err != nil {
						t.Error(err)
						return
					}
					n := s.Get(k).Int()
					if n == 30 {
						n = 0 // the default
					}
					if n < low {
						t.Errorf("%d after %d", n, low)
						return
					}
					low = n
				}
			}()
		}
		node := []ident.ID{w.Organization.ID, w.Companies[0].ID, w.Communities[0].ID}
		for i, id := range node {
			w.set(q, w.want(id, k, string(rune('1'+i)), "2026-03-01"))
			if v := w.value(0, k, "2026-03-01"); v.Int() != i+1 {
				t.Errorf("%+v is not what was just set", v)
			}
		}
		close(stop)
		wg.Wait()
	})
}
