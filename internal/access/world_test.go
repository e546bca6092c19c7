package access_test

import (
	"context"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/access"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/secret"
	"estatehub/tenants"
)

const password = "correct horse"

// world is a small portfolio:
//
//	G ─┬─ A ─┬─ A1 ─┬─ lake
//	   │     │      └─ hill
//	   │     ├─ A2 ─── wood
//	   │     └─ A3 (no community)
//	   ├─ B ─── B1 ─── port
//	   └─ C (no office)
type world struct {
	*testing.T
	db   *data.DB
	gate *access.Gate
	now  time.Time
	root context.Context // as the first administrator
	id   map[string]ident.ID
}

// worlds runs a story over SQLite and MariaDB.
func worlds(t *testing.T, story func(w *world)) {
	t.Helper()
	datatest.Each(t, func(t *testing.T, db *data.DB) { story(tell(t, db)) })
}

// tell makes the world in an empty database.
func tell(t *testing.T, db *data.DB) *world {
	t.Helper()
	w := &world{T: t, db: db, gate: access.New(db), now: time.Now(), id: map[string]ident.ID{}}
	w.gate.Now = func() time.Time { return w.now }
	var err error
	if w.gate.Vault, err = secret.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	w.build()
	return w
}

func (w *world) build() {
	sys := tenants.System(w.Context(), "test: build the portfolio")
	var made map[string]ident.ID
	w.ok(w.db.Tx(sys, func(ctx context.Context, c *gen.Client) error {
		made = map[string]ident.ID{}
		o, err := c.Organization.Create().SetCode("G").SetName("集团").Save(ctx)
		if err != nil {
			return err
		}
		made["G"] = o.ID
		for _, code := range []string{"A", "B", "C"} {
			v, err := c.Company.Create().SetCode(code).SetName(code).SetOrganizationID(o.ID).Save(ctx)
			if err != nil {
				return err
			}
			made[code] = v.ID
		}
		for _, code := range []string{"A1", "A2", "A3", "B1"} {
			v, err := c.ManagementOffice.Create().SetCode(code).SetName(code).SetCompanyID(made[code[:1]]).Save(ctx)
			if err != nil {
				return err
			}
			made[code] = v.ID
		}
		for _, at := range [][2]string{{"lake", "A1"}, {"hill", "A1"}, {"wood", "A2"}, {"port", "B1"}} {
			v, err := c.Community.Create().SetCode(at[0]).SetName(at[0]).SetManagementOfficeID(made[at[1]]).Save(ctx)
			if err != nil {
				return err
			}
			made[at[0]] = v.ID
			phone := "13812348000"
			p, err := c.Owner.Create().SetCommunityID(v.ID).SetCode("1").SetName("张三").SetPhone(phone).Save(ctx)
			if err != nil {
				return err
			}
			made["owner of "+at[0]] = p.ID
		}
		return nil
	}))
	w.id = made
	role, at, first := tenants.Administrator, made["G"], password
	u, errs, err := w.gate.CreateUser(commandLine(w.Context()), access.NewUser{Login: "Root", Name: "根", Password: &first, Role: &role, Node: &at})
	w.done(errs, err)
	w.id["root"] = u.ID
	w.root = w.as("root")
}

// commandLine acts as the server's command line does: an administrator who is no user.
func commandLine(ctx context.Context) context.Context {
	v := tenants.NewViewer(0, 0, "command line", []tenants.Grant{{Role: tenants.Administrator, Scope: tenants.Whole()}})
	return tenants.WithViewer(fault.WithLang(ctx, "en"), v)
}

func (w *world) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// done refuses user errors, too.
func (w *world) done(errs []*fault.UserError, err error) {
	w.Helper()
	w.ok(err)
	for _, e := range errs {
		w.Fatalf("%+v", *e)
	}
}

// refused wants one user error.
func (w *world) refused(errs []*fault.UserError, err error, field string, code fault.Code) {
	w.Helper()
	w.ok(err)
	if len(errs) != 1 || errs[0].Field != field || errs[0].Code != string(code) {
		w.Fatalf("got %d user errors, want %s of %s", len(errs), code, field)
		for _, e := range errs {
			w.Errorf("%+v", *e)
		}
	}
}

// code wants an error of a code.
func (w *world) code(err error, code fault.Code) {
	w.Helper()
	if codeOf(err) != code {
		w.Fatalf("got %v, want %s", err, code)
	}
}

// codeOf is the code of one of the hub's own errors, empty for any other.
func codeOf(err error) fault.Code {
	if f := fault.Of(err); f != nil {
		return f.Code
	}
	return ""
}

// user adds a user with a role at a node.
func (w *world) user(login string, role tenants.Role, node string) {
	w.Helper()
	n := w.id[node]
	u, errs, err := w.gate.CreateUser(w.root, access.NewUser{Login: login, Name: login, Role: &role, Node: &n})
	w.done(errs, err)
	w.id[login] = u.ID
}

// session is a token of a user, without the work of a password.
func (w *world) session(login string) string {
	w.Helper()
	plain, hash := secret.Mint(secret.Session)
	w.ok(w.db.Tx(tenants.System(w.Context(), "test: a session"), func(ctx context.Context, c *gen.Client) error {
		return c.Session.Create().SetUserID(w.id[login]).SetHash(hash).SetExpiresAt(w.now.UTC().Add(access.SessionLife)).Exec(ctx)
	}))
	return plain
}

// as is the context of a user's next request.
func (w *world) as(login string) context.Context {
	w.Helper()
	v, err := w.gate.Authenticate(w.Context(), w.session(login))
	w.ok(err)
	return tenants.WithViewer(fault.WithLang(w.Context(), "en"), v)
}

func (w *world) ids(names ...string) []ident.ID {
	all := make([]ident.ID, len(names))
	for i, n := range names {
		all[i] = w.id[n]
	}
	return all
}

// grantOf is a user's only grant.
func (w *world) grantOf(login string) ident.ID {
	w.Helper()
	u, err := w.db.Client.Grant.Query().All(w.root)
	w.ok(err)
	for _, g := range u {
		if g.UserID == w.id[login] {
			return g.ID
		}
	}
	w.Fatalf("%s has no grant", login)
	return 0
}
