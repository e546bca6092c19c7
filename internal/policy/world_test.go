package policy_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

// world is a desk and a book with the story around them. It is the evening of 28 February where nobody says otherwise.
type world struct {
	*datatest.World
	t    *testing.T
	db   *data.DB
	desk *policy.Desk
	book *policy.Book
	now  time.Time
}

func each(t *testing.T, story func(w *world)) {
	t.Helper()
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		story(&world{
			World: datatest.Tell(t, db), t: t, db: db, desk: &policy.Desk{DB: db}, book: policy.New(db),
			now: time.Date(2026, 2, 28, 17, 0, 0, 0, time.UTC), // 1 March in China
		})
	})
}

// by is the context of somebody with a role at a node, with all that is below it.
func (w *world) by(role tenants.Role, node ident.ID) context.Context {
	scope := tenants.Whole()
	for i, s := range w.Communities {
		co := w.Companies[i/2].ID
		switch {
		case node == s.ID:
			scope = tenants.Some(s.ID).Along([]ident.ID{w.Organization.ID, co, w.Offices[i].ID}, nil)
		case node == w.Companies[0].ID && i < 2, node == w.Companies[1].ID && i == 2:
			if scope.IsWhole() {
				scope = tenants.Some()
			}
			below := []ident.ID{co, w.Offices[i].ID}
			if i == 1 {
				below = append(below, w.Offices[0].ID)
			}
			scope = tenants.Some(append(scope.Communities(), s.ID)...).Along([]ident.ID{w.Organization.ID}, below)
		}
	}
	v := tenants.NewViewer(77, 0, "pinzhi", []tenants.Grant{{Role: role, Node: node, Scope: scope}})
	return w.at(tenants.WithViewer(w.t.Context(), v))
}

func (w *world) at(ctx context.Context) context.Context { return moment.With(ctx, w.now) }

func (w *world) quality() context.Context { return w.by(tenants.QualityDept, w.Organization.ID) }

// want is a wish that can be granted.
func (w *world) want(node ident.ID, k policy.Key, value, from string) policy.Wanted {
	return policy.Wanted{Node: node, Key: string(k), Value: value, From: from, By: "周总", Why: "年度质量目标"}
}

// set sets it.
func (w *world) set(ctx context.Context, x policy.Wanted) *gen.PolicyValue {
	w.t.Helper()
	row, errs, err := w.desk.Set(ctx, x)
	w.none(errs, err)
	return row
}

func (w *world) none(errs []*fault.UserError, err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range errs {
		w.t.Fatalf("%s %s: %s", e.Field, e.Code, e.Message)
	}
}

// value is what the book says of a community on a day.
func (w *world) value(site int, k policy.Key, day string) policy.Value {
	w.t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" 00:30", time.FixedZone("CST", 8*60*60))
	if err != nil {
		w.t.Fatal(err)
	}
	s, err := w.book.At(w.t.Context(), w.Communities[site].ID, at)
	if err != nil {
		w.t.Fatal(err)
	}
	return s.Get(k)
}

// told is what user errors say, as "input.key BAD_USER_INPUT".
func told(errs []*fault.UserError) string {
	var all []string
	for _, e := range errs {
		all = append(all, e.Field+" "+e.Code)
	}
	return strings.Join(all, ", ")
}
